package ca.criticalminerals.local.operators;

import ca.criticalminerals.local.LocalSystem;
import ca.criticalminerals.local.Services;
import ca.criticalminerals.local.Trouble;
import ca.criticalminerals.local.Words;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at all of it: the stores of the services first, then the view. What does not answer does not keep the rest from being seen. */
final class Checks {
    private static final JsonNode NOTHING = JsonNodeFactory.instance.missingNode();
    private static final Set<String> PUBLISHES = Set.of("publishing", "standing by");
    /** More than a person reads. */
    private static final int MOST_SHOWN = 20;
    /** What is on file in the place of a milestone, and what operators have repaired. */
    private static final Map<String, String> FINDINGS = findings();
    /** What somebody has settled. */
    private static final Set<String> DECIDED = Set.of("skipped", "superseded", "repaired");

    private final Console console;
    private final ObjectNode answers = JsonNodeFactory.instance.objectNode();
    private final Map<String, Trouble> troubles = new LinkedHashMap<>();

    Checks(Console console) {
        this.console = console;
    }

    private static Map<String, String> findings() {
        var findings = new LinkedHashMap<String, String>();
        findings.put("pending", "waits for an earlier milestone / attend un jalon antérieur");
        findings.put("unreadable", "cannot be read / illisible");
        findings.put("foreign", "from a service that may not speak of it / d’un service qui n’y est pas autorisé");
        findings.put("unsigned", "without a valid signature / sans signature valide");
        findings.put("backdated", "recorded before what was complete / consigné avant ce qui était complet");
        findings.put("conflicting", "another milestone has its version / un autre jalon porte sa version");
        findings.put("unbelieved", "a watermark that is not believed / un repère jugé non crédible");
        findings.put("superseded", "another record was applied as its version / un autre enregistrement compte à sa place");
        findings.put("skipped", "set aside by operators / mis de côté par l’exploitation");
        findings.put("repaired", "repaired by operators / réparé par l’exploitation");
        return findings;
    }

    /** How it stands: whether everything is published and read, and nothing is held back. */
    boolean status(Words words) {
        words.none();
        boolean good = true;
        var stores = new Columns(List.of("service", "relay", "milestones", "waiting", "since (s)", "read up to", "lag (s)"),
                List.of("service", "relais", "jalons", "en attente", "depuis (s)", "lu jusqu’au", "retard (s)"));
        JsonNode view = ask("view", Operators.VIEW, "/v1/operations/status");
        var strays = new ArrayList<Columns>();
        for (String service : LocalSystem.SERVICES.keySet()) {
            JsonNode store = ask(service, service, Operators.STORE);
            strays.add(Recovery.strays(service, store.path("strayRecords")));
            JsonNode read = view.path("services").path(service);
            good &= PUBLISHES.contains(store.path("relay").asText()) && !read.path("silent").asBoolean(true);
            stores.row(service, store.path("relay").asText("–") + (store.path("problem").isTextual() ? ": " + store.path("problem").asText() : ""),
                    number(store.path("events")), number(store.at("/backlog/events")), store.at("/backlog/seconds").isNumber() ? store.at("/backlog/seconds").asDouble() : "–",
                    Console.instant(read.path("completeThrough")), number(read.path("lagSeconds")));
        }
        console.show(stores);
        strays.forEach(console::show);
        if (!view.isMissingNode()) {
            good &= view(view);
        }
        return end(good);
    }

    private boolean view(JsonNode view) {
        var topics = new Columns(List.of("topic", "read up to", "end", "behind"), List.of("sujet", "lu jusqu’à", "fin", "retard"));
        view.path("topics").forEach(topic -> topics.row(topic.path("topic").asText(), number(topic.path("next")), number(topic.path("end")), number(topic.path("behind"))));
        console.show(topics);
        var terms = new Columns(List.of("view", ""), List.of("vue", ""));
        terms.row("database / base de données", answers(view.path("database")));
        terms.row("broker / courtier", answers(view.path("broker")));
        terms.row("read by / lue par", view.at("/reading/instance").asText("–"));
        terms.row("generation / génération", Columns.words(number(view.path("generation"))));
        terms.row("initiatives that stand still / à l’arrêt", Columns.words(number(view.at("/parked/initiatives"))));
        terms.row("records held back / enregistrements retenus", Columns.words(number(view.at("/parked/held"))));
        terms.row("foreign records / enregistrements étrangers", Columns.words(number(view.at("/parked/foreign"))));
        terms.row("records refused / enregistrements refusés", Columns.words(number(view.at("/parked/refused"))));
        terms.row("records set aside / mis de côté", Columns.words(number(view.at("/parked/setAside"))));
        terms.row("last rebuild / dernière reconstruction", view.at("/rebuild/state").asText("–") + on(view.at("/rebuild/since")));
        terms.row("newest edition / édition la plus récente", Columns.words(number(view.at("/newestEdition/number"))) + on(view.at("/newestEdition/publishedAt")));
        console.show(terms);
        return view.at("/database/answers").asBoolean() && view.at("/broker/answers").asBoolean()
                && view.at("/parked/initiatives").asLong() + view.at("/parked/held").asLong() + view.at("/parked/foreign").asLong() + view.at("/parked/refused").asLong() == 0;
    }

    /**
     * Whether what is shown is what is stored: each store with its topic, the topics with the view, the stores with what is shown. What
     * operators have decided is named, too, and is no agreement, unless {@code --accept-decided} says that it is known.
     */
    boolean verify(Words words) {
        boolean acceptDecided = words.has("--accept-decided");
        words.none();
        boolean good = true;
        var compared = new Columns(List.of("compared", "agree", "milestones", "missing", "lost", "different", "s"),
                List.of("comparés", "concordent", "jalons", "manquants", "perdus", "différents", "s"));
        var findings = new Columns(List.of("found", "", "how many"), List.of("constaté", "", "combien"));
        var strays = new ArrayList<Columns>();
        var differences = new StringBuilder();
        for (String service : LocalSystem.SERVICES.keySet()) {
            var began = Instant.now();
            JsonNode store = ask(service, service, Operators.STORE + "/verification");
            JsonNode stray = store.path("strayRecords");
            boolean whole = store.path("agrees").isBoolean() && store.at("/missingOnTopic/count").asLong() + store.at("/notInStore/count").asLong()
                    + store.at("/different/count").asLong() == 0;
            good &= whole && (acceptDecided ? stray.path("undecided") : stray.path("count")).asLong() == 0;
            compared.row(service + ": store, topic / magasin, sujet", yes(store.path("agrees")), number(store.path("events")), number(store.at("/missingOnTopic/count")),
                    number(store.at("/notInStore/count")), number(store.at("/different/count")), since(began));
            named(differences, service, store.path("missingOnTopic"), "in the store, missing on the topic", "dans le magasin, absent du sujet");
            named(differences, service, store.path("notInStore"), "on the topic, lost from the store", "dans le sujet, perdu du magasin");
            named(differences, service, store.path("different"), "not the same in both", "pas identique dans les deux");
            if (stray.path("count").asLong() > 0) {
                findings.row(service, "records that it did not write / enregistrements qu’il n’a pas écrits", stray.path("count").asLong());
                strays.add(Recovery.strays(service, stray.path("records")));
            }
        }
        var began = Instant.now();
        JsonNode view = ask("view", Operators.VIEW, "/v1/operations/verification");
        good &= view.path("agree").asBoolean();
        compared.row("topics, view / sujets, vue", yes(view.path("agree")), number(view.path("milestones")), "", "", number(view.path("different")), since(began));
        for (var kind : FINDINGS.entrySet()) {
            long count = view.path("findings").path(kind.getKey()).asLong();
            if (count > 0) {
                findings.row(Operators.VIEW, kind.getValue(), count);
                good &= acceptDecided && DECIDED.contains(kind.getKey());
            }
        }
        view.path("differences").valueStream().limit(MOST_SHOWN).forEach(one -> differences.append(place(one)).append("\n  ").append(one.at("/what/en").asText())
                .append("\n  ").append(one.at("/what/fr").asText()).append('\n'));
        good &= shown(compared, differences, acceptDecided);
        console.show(compared);
        console.show(findings);
        strays.forEach(console::show);
        console.lines(differences.toString());
        if (troubles.isEmpty()) {
            console.say(good ? "What is shown is what is stored." : "What is shown is not all that is stored, or not only that; with --json all that is known is printed.",
                    good ? "Ce qui est affiché est ce qui est consigné." : "Ce qui est affiché n’est pas tout ce qui est consigné, ou pas seulement cela; avec --json, tout ce qui est connu est affiché.");
        }
        return end(good && troubles.isEmpty());
    }

    /** Whether each milestone that is stored is shown as it is, and no other. One that an operator has replaced or set aside is decided. */
    private boolean shown(Columns compared, StringBuilder differences, boolean acceptDecided) {
        var began = Instant.now();
        try {
            var shown = Shown.compared(console);
            answers.set("shown", shown.json());
            compared.row("stores, shown / magasins, affiché", shown.agree() ? "yes / oui" : "NO / NON", shown.milestones(), (long) shown.missing().size(),
                    (long) shown.invented().size(), (long) shown.different().size(), since(began));
            named(differences, shown.missing(), "stored, and not shown", "consigné et non affiché");
            named(differences, shown.invented(), "shown, and in no store", "affiché et dans aucun magasin");
            named(differences, shown.different(), "shown with other content than is stored", "affiché avec un autre contenu que celui qui est consigné");
            return shown.agree() || acceptDecided && shown.isDecided(console);
        } catch (Trouble trouble) {
            answers.putNull("shown");
            troubles.putIfAbsent(trouble.getMessage(), trouble);
            return false;
        }
    }

    private static void named(StringBuilder differences, List<String> milestones, String en, String fr) {
        milestones.stream().limit(MOST_SHOWN).forEach(name -> differences.append(name).append("\n  ").append(en).append("\n  ").append(fr).append('\n'));
    }

    private static void named(StringBuilder differences, String service, JsonNode found, String en, String fr) {
        found.path("milestones").valueStream().limit(MOST_SHOWN).forEach(name -> differences.append(service).append(' ').append(name.asText())
                .append("\n  ").append(en).append("\n  ").append(fr).append('\n'));
    }

    private static String place(JsonNode one) {
        return (one.has("initiative") ? one.path("initiative").asText() + " " + one.path("milestone").asText() + " " : "")
                + (one.has("topic") ? "(" + one.path("topic").asText() + (one.has("offset") ? "/" + one.path("offset").asText() : "") + ")" : "");
    }

    private JsonNode ask(String name, String service, String path) {
        try {
            var answer = console.send(service, "GET", path, "");
            if (answer.statusCode() >= 400) {
                throw Console.problem(answer);
            }
            JsonNode json = Services.json(answer);
            answers.putRawValue(name, new RawValue(new String(answer.body(), StandardCharsets.UTF_8)));
            return json;
        } catch (Trouble trouble) {
            answers.putNull(name);
            troubles.putIfAbsent(trouble.getMessage(), trouble);
            return NOTHING;
        }
    }

    private boolean end(boolean good) {
        console.print(answers.toString().getBytes(StandardCharsets.UTF_8));
        troubles.values().forEach(console::complain);
        return good;
    }

    private static Object number(JsonNode number) {
        return number.isNumber() ? (Object) number.asLong() : "–";
    }

    private static double since(Instant began) {
        return Duration.between(began, Instant.now()).toMillis() / 1e3;
    }

    private static String on(JsonNode instant) {
        return instant.isTextual() ? " (" + Console.instant(instant) + ")" : "";
    }

    private static String answers(JsonNode one) {
        return yes(one.path("answers"));
    }

    private static String yes(JsonNode yes) {
        return yes.isBoolean() ? yes.asBoolean() ? "yes / oui" : "NO / NON" : "–";
    }
}
