package ca.criticalminerals.local.operators;

import ca.criticalminerals.local.Services;
import ca.criticalminerals.local.Trouble;
import ca.criticalminerals.local.Words;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The records that cannot be applied: seen, tried again, repaired or set aside. A record is named by its topic and offset, as they are listed. */
final class Parked {
    private static final String PATH = "/v1/operations/parked";
    private static final String PLACE = "[A-Za-z0-9._-]+/\\d{1,18}";

    private final Console console;

    Parked(Console console) {
        this.console = console;
    }

    /** What is held back; or the bytes of one record, as they are in the topic. */
    boolean list(Words words) {
        var rest = words.rest(1);
        if (!rest.isEmpty()) {
            console.bytes(ask("GET", place(rest.getFirst()), "", "").body());
            return true;
        }
        var answer = console.ask(Operators.VIEW, "GET", PATH, "");
        console.print(answer.body());
        JsonNode parked = Services.json(answer);
        var standing = new Columns(List.of("stands still", "applied through", "why"), List.of("à l’arrêt", "appliquée jusqu’à", "pourquoi"));
        parked.path("initiatives").forEach(one -> standing.row(one.path("initiative").asText(), one.path("appliedThrough").asLong(), one.path("reason").asText()));
        console.show(standing);
        var held = new Columns(List.of("held back", "initiative", "milestone", "what is wrong", "what it says"),
                List.of("retenu", "initiative", "jalon", "ce qui ne va pas", "ce qu’il dit"));
        parked.path("held").forEach(one -> held.row(at(one), one.path("initiative").asText("–"), one.path("milestone").asText("–"), one.path("reason").asText(),
                one.path("excerpt").asText().replaceFirst("(?s)^(.{40}).+", "$1…")));
        console.show(held);
        refused(parked.path("foreign"), "foreign", "étranger");
        refused(parked.path("refused"), "refused", "refusé");
        decided(parked.path("setAside"), "setAside", "why", "set aside", "mis de côté");
        decided(parked.path("repaired"), "repaired", "reason", "repaired", "réparé");
        if (standing.isEmpty() && held.isEmpty()) {
            console.say("Nothing is held back.", "Rien n’est retenu.");
        }
        return true;
    }

    /** What withholds nothing, and somebody should look at all the same. */
    private void refused(JsonNode records, String en, String fr) {
        var columns = new Columns(List.of(en, "initiative", "milestone", "claims to be of", "why"), List.of(fr, "initiative", "jalon", "se dit de", "pourquoi"));
        records.forEach(one -> columns.row(at(one), one.path("initiative").asText("–"), one.path("milestone").asText("–"), one.path("source").asText("–"),
                one.path("reason").asText()));
        console.show(columns);
    }

    private void decided(JsonNode records, String what, String why, String en, String fr) {
        var columns = new Columns(List.of(en, "initiative", "milestone", "by", "at", "why", "what was wrong"),
                List.of(fr, "initiative", "jalon", "par", "le", "pourquoi", "ce qui n’allait pas"));
        records.forEach(one -> columns.row(at(one), one.path("initiative").asText("–"), one.path("milestone").asText("–"), one.path(what + "By").asText("–"),
                Console.instant(one.path(what + "At")), one.at("/" + why + "/en").asText("–") + " / " + one.at("/" + why + "/fr").asText("–"),
                one.path("reason").asText()));
        console.show(columns);
    }

    boolean release(Words words) {
        String initiative = words.one("Say which initiative.", "Indiquez l’initiative.");
        console.print(ask("POST", initiative, "/release", "").body());
        console.say(initiative + " goes on with what can be read.", initiative + " continue avec ce qui est lisible.");
        return true;
    }

    boolean setAside(Words words) {
        var why = words.values("--why", 2);
        var rest = words.rest(1);
        if (rest.isEmpty() || why.isEmpty()) {
            throw Trouble.ofWords("Say which record, and why in both languages: TOPIC/OFFSET --why EN FR.",
                    "Indiquez l’enregistrement et la raison dans les deux langues\u00a0: SUJET/POSITION --why EN FR.");
        }
        String place = place(rest.getFirst());
        console.print(ask("POST", place, "/set-aside", because(JsonNodeFactory.instance.objectNode(), why.get())).body());
        console.say(place + " says nothing any more; it stays on file.", place + " ne dit plus rien; il reste au dossier.");
        return true;
    }

    boolean repair(Words words) {
        var why = words.values("--why", 2);
        var rest = words.rest(2);
        if (rest.size() < 2 || why.isEmpty()) {
            throw Trouble.ofWords("Say which record, by which document, and why in both languages: TOPIC/OFFSET FILE --why EN FR; - is what comes in.",
                    "Indiquez l’enregistrement, le document et la raison dans les deux langues\u00a0: SUJET/POSITION FICHIER --why EN FR; - est l’entrée.");
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putRawValue("document", new RawValue(document(rest.getLast())));
        var answer = ask("POST", place(rest.getFirst()), "/repair", because(body, why.get()));
        console.print(answer.body());
        JsonNode repaired = Services.json(answer);
        String milestone = repaired.path("initiative").asText() + " " + repaired.path("milestone").asText();
        console.say("The document counts as " + milestone + " now.", "Le document compte maintenant comme " + milestone + ".");
        return true;
    }

    private static String because(ObjectNode body, List<String> why) {
        body.putObject("reason").put("en", why.getFirst()).put("fr", why.getLast());
        return body.toString();
    }

    private HttpResponse<byte[]> ask(String method, String what, String below, String body) {
        String path = PATH + "/" + URLEncoder.encode(what, StandardCharsets.UTF_8).replace("%2F", "/") + below;
        var answer = console.send(Operators.VIEW, method, path, body);
        if (answer.statusCode() == 404) {
            console.print(answer.body());
            throw new Trouble("Nothing is held back as " + what + "; ./tracker parked lists what is.", "Rien n’est retenu sous " + what + "; ./tracker parked en donne la liste.");
        }
        return console.granted(answer);
    }

    /** JSON, as it is written: numbers keep their digits. */
    private static String document(String file) {
        try {
            byte[] bytes = file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
            Console.json(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Trouble("Cannot read " + file + ".", "Impossible de lire " + file + ".");
        }
    }

    /** The topic and offset that a word means: itself, or the only record that is held of the initiative; the word itself if there is none. */
    private String place(String word) {
        if (word.matches(PLACE)) {
            return word;
        }
        var held = console.get(Operators.VIEW, PATH).path("held").valueStream().filter(one -> one.path("initiative").asText().equals(word)).map(Parked::at).toList();
        if (held.size() > 1) {
            throw new Trouble("Several records of " + word + " are held back, say which: " + String.join(", ", held) + ".",
                    "Plusieurs enregistrements de " + word + " sont retenus, indiquez lequel\u00a0: " + String.join(", ", held) + ".");
        }
        return held.isEmpty() ? word : held.getFirst();
    }

    private static String at(JsonNode record) {
        return record.path("topic").asText() + "/" + record.path("offset").asText();
    }
}
