package ca.criticalminerals.local.operators;

import ca.criticalminerals.local.LocalSystem;
import ca.criticalminerals.local.Services;
import ca.criticalminerals.local.Trouble;
import ca.criticalminerals.local.Words;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What operators ask of a running tracker and do about it, over its API: {@code ./tracker status} and its like. */
public final class Operators {
    public static final List<String> COMMANDS = List.of("status", "verify", "order", "edition", "republish", "recover", "rebuild", "parked", "release", "set-aside", "repair", "redact", "redactions");
    static final String VIEW = "strategy-progress";
    static final String STORE = "/v1/operations/store";
    private static final Duration STANDSTILL = Duration.ofSeconds(60);

    private final Console console;

    private Operators(Console console) {
        this.console = console;
    }

    /** Does what the words say, and answers whether all is as it must be; {@code --json} among them asks for the bytes of the answers. */
    public static boolean run(String command, Words words, Services services, String token, PrintStream out, PrintStream err) {
        var console = new Console(services, token, words.has("--json"), out, err);
        return switch (command) {
            case "status" -> new Checks(console).status(words);
            case "verify" -> new Checks(console).verify(words);
            case "order" -> new Operators(console).order(service(words));
            case "edition" -> new Published(console).run(words);
            case "republish" -> new Operators(console).republish(words);
            case "recover" -> new Recovery(console).run(words);
            case "rebuild" -> new Rebuild(console).run(words);
            case "redact" -> new Redaction(console).run(words);
            case "redactions" -> new Redaction(console).list(words);
            case "parked" -> new Parked(console).list(words);
            case "release" -> new Parked(console).release(words);
            case "set-aside" -> new Parked(console).setAside(words);
            case "repair" -> new Parked(console).repair(words);
            default -> throw Trouble.ofWords("There is no command " + command + ".", "Il n’y a pas de commande " + command + ".");
        };
    }

    static String service(Words words) {
        String services = String.join(", ", LocalSystem.SERVICES.keySet());
        String service = words.one("Say which service: " + services + ".", "Indiquez le service\u00a0: " + services + ".");
        if (!LocalSystem.SERVICES.containsKey(service)) {
            throw Trouble.ofWords("There is no service " + service + "; there are " + services + ".", "Il n’y a pas de service " + service + "; il y a " + services + ".");
        }
        return service;
    }

    /** Follows until everything is on the topic again: all of it, or what was recorded from an instant, or a place in the order of publication, on. */
    private boolean republish(Words words) {
        var from = words.value("--from");
        String service = service(words);
        var began = Instant.now();
        var answer = console.ask(service, "POST", STORE + "/republish", from.map(first -> JsonNodeFactory.instance.objectNode().put("from", first).toString()).orElse(""));
        console.print(answer.body());
        String events = Columns.words(Services.json(answer).path("events").asLong());
        console.say(service + " publishes again; milestones: " + events + " ...", service + " publie de nouveau; jalons\u00a0: " + events + "...");
        var moved = Instant.now();
        String checkpoint = "";
        JsonNode store = console.get(service, STORE);
        while (store.at("/backlog/events").asLong() > 0) {
            if (!store.path("checkpoint").asText().equals(checkpoint)) {
                checkpoint = store.path("checkpoint").asText();
                moved = Instant.now();
            } else if (moved.plus(STANDSTILL).isBefore(Instant.now())) {
                String why = store.path("relay").asText() + " " + store.path("problem").asText("");
                throw new Trouble("The relay of " + service + " stands still: " + why, "Le relais de " + service + " est à l’arrêt\u00a0: " + why);
            }
            Console.pause();
            store = console.get(service, STORE);
        }
        String seconds = seconds(began);
        console.say("Done after " + seconds + "; ./tracker verify says whether what is shown is what is stored.",
                "Terminé après " + seconds + "; ./tracker verify dit si ce qui est affiché est ce qui est consigné.");
        return true;
    }

    /** Whether every recorded milestone keeps the rules in its place, and what the order of recording would show otherwise. */
    private boolean order(String service) {
        var answer = console.ask(service, "GET", STORE + "/order", "");
        console.print(answer.body());
        JsonNode order = Services.json(answer);
        var initiatives = new Columns(List.of("initiative", "shown otherwise", "milestones that break a rule"),
                List.of("initiative", "affiché autrement", "jalons contraires à une règle"));
        var why = new StringBuilder();
        order.path("different").forEach(one -> {
            String id = one.path("initiative").asText();
            var otherwise = one.path("inEffectiveOrder").propertyStream().filter(property -> !property.getValue().equals(one.path("inOrderOfRecording").get(property.getKey())))
                    .map(Map.Entry::getKey).toList();
            initiatives.row(id, String.join(", ", otherwise), String.join(", ", one.path("impossible").valueStream().map(broken -> broken.path("milestone").asText()).toList()));
            one.path("impossible").forEach(broken -> why.append(id).append(' ').append(broken.path("milestone").asText()).append(" (").append(broken.path("rule").asText())
                    .append(")\n  ").append(broken.at("/detail/en").asText()).append("\n  ").append(broken.at("/detail/fr").asText()).append('\n'));
        });
        console.show(initiatives);
        console.lines(why.toString());
        String all = Columns.words(order.path("initiatives").asLong());
        String different = Columns.words((long) order.path("different").size());
        String impossible = Columns.words(order.path("impossible").asLong());
        console.say("Initiatives: " + all + "; shown otherwise or with milestones that break a rule: " + different + "; such milestones: " + impossible + ".",
                "Initiatives\u00a0: " + all + "; affichées autrement ou avec des jalons contraires à une règle\u00a0: " + different + "; jalons de ce genre\u00a0: " + impossible + ".");
        return order.path("impossible").asLong() == 0;
    }

    static String seconds(Instant since) {
        return String.format(Locale.ROOT, "%.1f\u00a0s", Duration.between(since, Instant.now()).toMillis() / 1e3);
    }
}
