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

    private final Console console;
    private final ObjectNode answers = JsonNodeFactory.instance.objectNode();
    private final Map<String, Trouble> troubles = new LinkedHashMap<>();

    Checks(Console console) {
        this.console = console;
    }

    /** How it stands: whether everything is published and read, and nothing is held back. */
    boolean status(Words words) {
        words.none();
        boolean good = true;
        var stores = new Columns(List.of("service", "relay", "milestones", "waiting", "since (s)", "read up to", "lag (s)"),
                List.of("service", "relais", "jalons", "en attente", "depuis (s)", "lu jusqu’au", "retard (s)"));
        JsonNode view = ask("view", Operators.VIEW, "/v1/operations/status");
        for (String service : LocalSystem.SERVICES.keySet()) {
            JsonNode store = ask(service, service, Operators.STORE);
            JsonNode read = view.path("services").path(service);
            good &= PUBLISHES.contains(store.path("relay").asText()) && !read.path("silent").asBoolean(true);
            stores.row(service, store.path("relay").asText("–") + (store.path("problem").isTextual() ? ": " + store.path("problem").asText() : ""),
                    number(store.path("events")), number(store.at("/backlog/events")), store.at("/backlog/seconds").isNumber() ? store.at("/backlog/seconds").asDouble() : "–",
                    Console.instant(read.path("completeThrough")), number(read.path("lagSeconds")));
        }
        console.show(stores);
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

    /** Whether stores, topics and view agree, milestone by milestone. */
    boolean verify(Words words) {
        words.none();
        boolean good = true;
        var compared = new Columns(List.of("compared", "agree", "milestones", "missing", "lost", "different", "s"),
                List.of("comparés", "concordent", "jalons", "manquants", "perdus", "différents", "s"));
        var differences = new StringBuilder();
        for (String service : LocalSystem.SERVICES.keySet()) {
            var began = Instant.now();
            JsonNode store = ask(service, service, Operators.STORE + "/verification");
            good &= store.path("agrees").asBoolean();
            compared.row(service + ": store, topic / magasin, sujet", yes(store.path("agrees")), number(store.path("events")), number(store.at("/missingOnTopic/count")),
                    number(store.at("/notInStore/count")), number(store.at("/different/count")), since(began));
            named(differences, service, store.path("missingOnTopic"), "in the store, missing on the topic", "dans le magasin, absent du sujet");
            named(differences, service, store.path("notInStore"), "on the topic, lost from the store", "dans le sujet, perdu du magasin");
            named(differences, service, store.path("different"), "not the same in both", "pas identique dans les deux");
        }
        var began = Instant.now();
        JsonNode view = ask("view", Operators.VIEW, "/v1/operations/verification");
        good &= view.path("agree").asBoolean();
        compared.row("topics, view / sujets, vue", yes(view.path("agree")), number(view.path("milestones")), "", "", number(view.path("different")), since(began));
        view.path("differences").valueStream().limit(MOST_SHOWN).forEach(one -> differences.append(place(one)).append("\n  ").append(one.at("/what/en").asText())
                .append("\n  ").append(one.at("/what/fr").asText()).append('\n'));
        console.show(compared);
        console.lines(differences.toString());
        if (troubles.isEmpty()) {
            console.say(good ? "Everything agrees." : "Not everything agrees; with --json all that is known is printed.",
                    good ? "Tout concorde." : "Tout ne concorde pas; avec --json, tout ce qui est connu est affiché.");
        }
        return end(good);
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
