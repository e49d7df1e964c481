package ca.criticalminerals.local.operators;

import ca.criticalminerals.local.Services;
import ca.criticalminerals.local.Trouble;
import ca.criticalminerals.local.Words;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The view is read again beside the one that readers see, compared with it number by number, and then switched to, or not. */
final class Rebuild {
    private static final String PATH = "/v1/operations/rebuild";
    private static final Set<String> GOES_ON = Set.of("reading", "comparing");
    private static final Duration TELL_EVERY = Duration.ofSeconds(2);
    /** More than a person reads. */
    private static final int MOST_SHOWN = 50;
    private static final int ATTEMPTS = 20;

    private final Console console;

    Rebuild(Console console) {
        this.console = console;
    }

    /** Starts one without an option; otherwise decides about the one that waits. Whether both views are the same, or it was carried out. */
    boolean run(Words words) {
        boolean compare = words.has("--compare");
        boolean switches = words.has("--switch");
        boolean discard = words.has("--discard");
        boolean evenIfDifferent = words.has("--even-if-different");
        var why = words.values("--why", 2);
        words.none();
        if (Stream.of(compare, switches, discard).filter(asked -> asked).count() > 1) {
            throw Trouble.ofWords("One thing at a time: --compare, --switch or --discard.", "Une chose à la fois\u00a0: --compare, --switch ou --discard.");
        }
        if (evenIfDifferent != why.isPresent() || evenIfDifferent && !switches) {
            throw Trouble.ofWords("To switch although numbers differ: --switch --even-if-different --why EN FR.",
                    "Pour basculer même si des chiffres diffèrent\u00a0: --switch --even-if-different --why EN FR.");
        }
        return compare ? compared() : switches ? switched(why) : discard ? discarded() : rebuilt();
    }

    private boolean rebuilt() {
        var began = Instant.now();
        console.ask(Operators.VIEW, "POST", PATH, "");
        console.say("Every topic is read again, beside the view that readers see ...", "Tous les sujets sont relus, à côté de la vue que voient les lecteurs...");
        JsonNode ended = followed();
        console.say("Records read: " + Columns.words(ended.path("records").asLong()) + " (" + Operators.seconds(began) + ").",
                "Enregistrements lus\u00a0: " + Columns.words(ended.path("records").asLong()) + " (" + Operators.seconds(began) + ").");
        return shown(console.ask(Operators.VIEW, "GET", PATH + "/comparison", "").body());
    }

    /** Reads everything again and switches if every number is the same; whether it did. The view that is read may still have to read the topics. */
    boolean switchedIfEqual() {
        console.ask(Operators.VIEW, "POST", PATH, JsonNodeFactory.instance.objectNode().put("switch", "whenEqual").toString());
        String state = followed().path("state").asText();
        for (int attempt = 0; attempt < ATTEMPTS && state.equals("ready"); attempt++) {
            Console.pause();
            console.send(Operators.VIEW, "POST", PATH + "/switch", "");
            state = followed().path("state").asText();
        }
        return state.equals("switched") || shown(console.ask(Operators.VIEW, "GET", PATH + "/comparison", "").body());
    }

    private boolean compared() {
        var answer = console.ask(Operators.VIEW, "POST", PATH + "/comparison", "");
        if (answer.statusCode() == 202) {
            followed();
            answer = console.ask(Operators.VIEW, "GET", PATH + "/comparison", "");
        }
        return shown(answer.body());
    }

    private boolean switched(Optional<List<String>> why) {
        var body = JsonNodeFactory.instance.objectNode();
        why.ifPresent(words -> body.put("evenIfDifferent", true).putObject("reason").put("en", words.getFirst()).put("fr", words.getLast()));
        decide("switch", body.toString(), "switched");
        console.say("Readers see the rebuilt view now.", "Les lecteurs voient maintenant la vue reconstruite.");
        return true;
    }

    private boolean discarded() {
        decide("discard", "", "discarded");
        console.say("The rebuilt view is removed; readers see what they saw.", "La vue reconstruite est supprimée; les lecteurs voient ce qu’ils voyaient.");
        return true;
    }

    private void decide(String decision, String body, String wanted) {
        var answer = console.ask(Operators.VIEW, "POST", PATH + "/" + decision, body);
        JsonNode now = answer.statusCode() == 202 ? followed() : Services.json(answer);
        console.print(now.toString().getBytes(StandardCharsets.UTF_8));
        if (!now.path("state").asText().equals(wanted)) {
            throw new Trouble("It was not carried out: the rebuild is " + now.path("state").asText() + ".",
                    "Cela n’a pas été exécuté\u00a0: la reconstruction est à l’état «\u00a0" + now.path("state").asText() + "\u00a0».");
        }
    }

    /** How the rebuild stands when nothing is going on in it any more. */
    private JsonNode followed() {
        var told = Instant.now();
        JsonNode now = console.get(Operators.VIEW, PATH);
        while (GOES_ON.contains(now.path("state").asText()) || now.path("state").asText().equals("ready") && now.has("decision")) {
            if (told.plus(TELL_EVERY).isBefore(Instant.now())) {
                told = Instant.now();
                String counts = Columns.words(now.path("records").asLong()) + " (−" + Columns.words(now.path("behind").asLong()) + ")";
                console.lines("  " + now.path("state").asText() + " / " + (now.path("state").asText().equals("reading") ? "lecture" : "comparaison") + "  " + counts + "\n");
            }
            Console.pause();
            now = console.get(Operators.VIEW, PATH);
        }
        if (now.path("state").asText().equals("failed")) {
            throw new Trouble("The rebuild failed: " + now.path("problem").asText(), "La reconstruction a échoué\u00a0: " + now.path("problem").asText());
        }
        return now;
    }

    private boolean shown(byte[] answer) {
        console.print(answer);
        JsonNode comparison = Console.json(answer);
        JsonNode compared = comparison.path("compared");
        boolean equal = comparison.path("equal").asBoolean();
        String counts = Columns.words(compared.path("figures").asLong());
        String of = Columns.words(compared.path("milestones").asLong());
        if (equal) {
            console.say("Both views are the same: " + counts + " numbers, " + of + " milestones.\nNext: ./tracker rebuild --switch, or --discard.",
                    "Les deux vues sont identiques\u00a0: " + counts + " chiffres, " + of + " jalons.\nEnsuite\u00a0: ./tracker rebuild --switch, ou --discard.");
            return true;
        }
        console.show(numbers(comparison));
        console.show(initiatives(comparison));
        String different = Columns.words(comparison.path("different").asLong());
        console.say("Differences: " + different + ", among " + counts + " numbers and " + of + " milestones.\n"
                + "Next: ./tracker rebuild --switch --even-if-different --why EN FR, or --discard.",
                "Différences\u00a0: " + different + ", parmi " + counts + " chiffres et " + of + " jalons.\n"
                + "Ensuite\u00a0: ./tracker rebuild --switch --even-if-different --why EN FR, ou --discard.");
        return false;
    }

    private static Columns numbers(JsonNode comparison) {
        var numbers = new Columns(List.of("number", "as of", "seen now", "rebuilt", "because of"), List.of("chiffre", "en date du", "affiché", "reconstruit", "à cause de"));
        comparison.path("differences").valueStream().limit(MOST_SHOWN).forEach(one -> numbers.row(one.path("figure").asText(), one.path("asOf").asText(),
                one.path("live").asText("–"), one.path("rebuilt").asText("–"), one.path("contributors").valueStream().limit(3)
                        .map(part -> part.path("milestone").asText() + ": " + part.path("live").asText("–") + " → " + part.path("rebuilt").asText("–"))
                        .collect(Collectors.joining("; "))));
        return numbers;
    }

    private static Columns initiatives(JsonNode comparison) {
        var initiatives = new Columns(List.of("initiative", "milestones now", "rebuilt", "problem"), List.of("initiative", "jalons affichés", "reconstruits", "problème"));
        comparison.path("initiatives").valueStream().filter(one -> !one.path("same").asBoolean()).limit(MOST_SHOWN).forEach(one ->
                initiatives.row(one.path("initiative").asText(), one.at("/live/milestones").asLong(), one.at("/rebuilt/milestones").asLong(),
                        one.at("/live/problem").asText(one.at("/rebuilt/problem").asText(""))));
        return initiatives;
    }
}
