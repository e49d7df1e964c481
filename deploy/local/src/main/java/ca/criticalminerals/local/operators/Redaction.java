package ca.criticalminerals.local.operators;

import ca.criticalminerals.local.LocalSystem;
import ca.criticalminerals.local.Services;
import ca.criticalminerals.local.Trouble;
import ca.criticalminerals.local.Words;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes texts out of the whole system on a legal ground: shown first, and done when it is confirmed. The store, the editions, the topics, the
 * view and the files of the databases follow one after the other, so that it can be asked again after something broke.
 */
final class Redaction {
    private static final String PATH = Operators.STORE + "/redactions";
    private static final String EDITIONS = "progress-update";
    private static final List<String> GROUNDS = List.of("privacy", "security", "courtOrder", "copyright");

    private final Console console;

    Redaction(Console console) {
        this.console = console;
    }

    /** The redactions of a service, or of all. */
    boolean list(Words words) {
        var redactions = new Columns(List.of("service", "initiative", "milestone", "recorded at", "by", "ground", "why"),
                List.of("service", "initiative", "jalon", "consigné à", "par", "motif", "pourquoi"));
        for (String service : LocalSystem.SERVICES.keySet()) {
            var answer = console.ask(service, "GET", PATH, "");
            console.print(answer.body());
            Services.json(answer).path("redactions").forEach(one -> redactions.row(service, one.path("initiative").asText(), one.path("milestone").asLong(),
                    Console.instant(one.path("recordedAt")), one.path("recordedBy").asText(), one.path("ground").asText(),
                    one.at("/reason/en").asText() + " / " + one.at("/reason/fr").asText()));
        }
        words.none();
        console.show(redactions);
        return true;
    }

    /** Whether the texts are found nowhere any more. */
    boolean run(Words words) {
        var again = words.value("--again");
        var file = words.value("--texts");
        var ground = words.value("--ground");
        var why = words.values("--why", 2);
        boolean yes = words.has("--yes");
        boolean topicsAreNew = words.has("--topics-are-new");
        boolean finishes = words.has("--finish") || topicsAreNew;
        if (again.isPresent()) {
            words.none();
            return again(again.get(), yes, topicsAreNew, finishes);
        }
        if (file.isEmpty() || why.isEmpty() || ground.filter(GROUNDS::contains).isEmpty()) {
            throw Trouble.ofWords("Say what, on which ground and why: --texts FILE --ground " + String.join("|", GROUNDS) + " --why EN FR. The file holds a text a line.",
                    "Indiquez quoi, pour quel motif et pourquoi\u00a0: --texts FICHIER --ground " + String.join("|", GROUNDS) + " --why EN FR. Le fichier contient un texte par ligne.");
        }
        List<String> both = words.rest(2);
        if (both.size() < 2 || !LocalSystem.SERVICES.containsKey(both.getFirst())) {
            throw Trouble.ofWords("Say of which service and initiative: redact SERVICE INITIATIVE.", "Indiquez le service et l’initiative\u00a0: redact SERVICE INITIATIVE.");
        }
        ObjectNode asked = JsonNodeFactory.instance.objectNode();
        texts(file.get()).forEach(asked.putArray("texts")::add);
        ObjectNode told = asked.deepCopy().put("ground", ground.get());
        told.putObject("reason").put("en", why.get().getFirst()).put("fr", why.get().getLast());
        var services = new LinkedHashSet<String>();
        if (!redact(both.getFirst(), both.getLast(), told, yes, services)) {
            return false;
        }
        redact(Operators.VIEW, EDITIONS, told, true, services);
        if (services.isEmpty() && !finishes) {
            nothing();
            return isGone(asked);
        }
        return forget(services, topicsAreNew) && isGone(asked);
    }

    /** What was taken out before, once more: after a restore to a moment before. */
    private boolean again(String file, boolean yes, boolean topicsAreNew, boolean finishes) {
        var services = new LinkedHashSet<String>();
        for (String line : lines(file)) {
            JsonNode one = Console.json(line.getBytes(StandardCharsets.UTF_8));
            String service = one.path("source").asText().replaceFirst("^/", "");
            for (JsonNode redaction : one.path("redactions")) {
                ObjectNode told = JsonNodeFactory.instance.objectNode().put("ground", redaction.path("ground").asText());
                told.set("reason", redaction.path("reason"));
                told.set("taken", redaction.path("taken"));
                if (!redact(service, redaction.path("initiative").asText(), told, yes, services)) {
                    return false;
                }
            }
        }
        return services.isEmpty() && !finishes ? nothing() : forget(services, topicsAreNew);
    }

    /** Shows where it is, asks, and takes it out of the store; false if that was not agreed to. */
    private boolean redact(String service, String initiative, ObjectNode told, boolean yes, Set<String> services) {
        ObjectNode what = told.deepCopy().put("initiative", initiative);
        ObjectNode preview = what.deepCopy();
        preview.remove(List.of("ground", "reason"));
        var answer = console.preview(service, PATH, preview.toString());
        console.print(answer.body());
        JsonNode plan = Services.json(answer);
        if (plan.path("places").isEmpty()) {
            console.say("Nothing of it is in the record of " + initiative + ".", "Il n’y en a rien dans le registre de " + initiative + ".");
            return true;
        }
        var places = new Columns(List.of("milestone", "kind", "place", "times", "can be taken out"), List.of("jalon", "type", "endroit", "fois", "peut être supprimé"));
        plan.path("places").forEach(one -> places.row(initiative + "/" + one.path("milestone").asText(), one.path("type").asText(), one.path("place").asText(),
                one.path("times").asLong(), one.path("possible").asBoolean() ? "yes / oui" : "NO / NON"));
        console.show(places);
        if (!plan.path("possible").asBoolean()) {
            throw new Trouble("A key, a code or a date cannot be taken out. Correct or retract the milestone first, or choose longer texts.",
                    "Une clé, un code ou une date ne peut pas être supprimé. Corrigez ou retirez d’abord le jalon, ou choisissez des textes plus longs.");
        }
        if (!yes && !console.agrees("Take this out, for good?", "Supprimer ceci définitivement?")) {
            console.say("Nothing was taken out. To do it: --yes.", "Rien n’a été supprimé. Pour le faire\u00a0: --yes.");
            return false;
        }
        var done = console.ask(service, "POST", PATH, what.put("confirm", plan.path("confirm").asText()).toString());
        console.print(done.body());
        services.add(service);
        console.say("Taken out of the store of " + service + "; recorded as " + initiative + "/" + Services.json(done).path("milestone").asText() + ".",
                "Supprimé du magasin de " + service + "; consigné comme " + initiative + "/" + Services.json(done).path("milestone").asText() + ".");
        return true;
    }

    /** A text that was mistyped must not have every topic made anew. */
    private boolean nothing() {
        console.say("Nothing was taken out. If an earlier redaction broke off, finish it with --finish.",
                "Rien n’a été supprimé. Si une suppression antérieure a été interrompue, terminez-la avec --finish.");
        return true;
    }

    /** Makes topics, view and files anew from the stores; whether every number is what it was. */
    private boolean forget(Set<String> services, boolean topicsAreNew) {
        if (services.isEmpty()) {
            services.addAll(LocalSystem.SERVICES.keySet()); // nobody knows any more which of them
        }
        for (String service : services) {
            console.ask(service, "POST", Operators.STORE + (topicsAreNew ? "/republish" : "/topic"), "");
            console.say("The topic of " + service + " is made anew ...", "Le sujet de " + service + " est refait...");
        }
        services.forEach(this::awaitPublished);
        boolean same = new Rebuild(console).switchedIfEqual();
        if (same) {
            console.say("The view was read again: every number is the same, and readers see it.", "La vue a été relue\u00a0: chaque chiffre est le même, et les lecteurs la voient.");
        }
        var all = new LinkedHashSet<>(services);
        all.add(Operators.VIEW);
        all.forEach(service -> console.ask(service, "POST", Operators.STORE + "/compaction", ""));
        console.say("The files of the databases are written anew.", "Les fichiers des bases de données sont réécrits.");
        return same;
    }

    private void awaitPublished(String service) {
        Instant deadline = Instant.now().plusSeconds(600);
        JsonNode store = console.get(service, Operators.STORE);
        while (store.path("renewsTopic").asBoolean() || store.at("/backlog/events").asLong() > 0 || !store.path("relay").asText().equals("publishing")) {
            if (Instant.now().isAfter(deadline)) {
                throw new Trouble("The relay of " + service + " does not fill the topic: " + store.path("relay").asText() + " " + store.path("problem").asText(""),
                        "Le relais de " + service + " ne remplit pas le sujet\u00a0: " + store.path("relay").asText() + " " + store.path("problem").asText(""));
            }
            Console.pause();
            store = console.get(service, Operators.STORE);
        }
    }

    private boolean isGone(ObjectNode asked) {
        var left = new Columns(List.of("still in", "table and column", "rows"), List.of("encore dans", "table et colonne", "lignes"));
        boolean gone = true;
        for (String service : LocalSystem.SERVICES.keySet()) {
            for (var table : Services.json(console.preview(service, PATH, asked.toString())).path("tables").properties()) {
                left.row(service, table.getKey(), table.getValue().asLong());
                gone = false;
            }
        }
        console.show(left);
        console.say(gone ? "The texts are in no table of any service. Copies that were made before hold them: docs/redaction.md." : "The texts are still there, as listed: redact those, too.",
                gone ? "Les textes ne sont dans aucune table d’aucun service. Les copies faites avant les contiennent\u00a0: docs/redaction.md."
                        : "Les textes s’y trouvent encore, comme indiqué\u00a0: supprimez-les aussi.");
        return gone;
    }

    private static List<String> texts(String file) {
        var texts = new ArrayList<>(lines(file));
        texts.removeIf(String::isBlank);
        return texts;
    }

    private static List<String> lines(String file) {
        try {
            return file.equals("-") ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8).lines().toList() : Files.readAllLines(Path.of(file));
        } catch (IOException e) {
            throw new Trouble("Cannot read " + file + ": " + e.getMessage() + ".", "Impossible de lire " + file + ".");
        }
    }
}
