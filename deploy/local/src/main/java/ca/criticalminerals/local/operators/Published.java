package ca.criticalminerals.local.operators;

import ca.criticalminerals.local.Services;
import ca.criticalminerals.local.Trouble;
import ca.criticalminerals.local.Words;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** What was published against what is stored: whether the milestones still give the pages of an edition, and what the report says otherwise since. It also withdraws an edition. */
final class Published {
    private static final String EDITIONS = "/v1/editions";

    private final Console console;

    Published(Console console) {
        this.console = console;
    }

    /** Compares an edition, or withdraws it. */
    boolean run(Words words) {
        return words.has("--withdraw") ? withdraw(words) : compare(words);
    }

    /** Withdraws the edition with the number, once it is confirmed; false if it is not. */
    private boolean withdraw(Words words) {
        boolean yes = words.has("--yes");
        var why = words.values("--why", 2);
        var rest = words.rest(1);
        if (rest.isEmpty() || why.isEmpty()) {
            throw Trouble.ofWords("Say which edition, and why in both languages: NUMBER --withdraw --why EN FR.",
                    "Indiquez l’édition et la raison dans les deux langues\u00a0: NUMÉRO --withdraw --why EN FR.");
        }
        String number = number(rest.getFirst());
        String path = EDITIONS + "/" + number + "/withdrawal";
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("reason").put("en", why.get().getFirst()).put("fr", why.get().getLast());
        console.preview(Operators.VIEW, path, body.toString());
        if (!yes && !console.agrees("Withdraw edition " + number + "? Its pages stay, with a notice. This cannot be undone.",
                "Retirer l’édition " + number + "\u00a0? Ses pages restent, avec un avis. C’est irréversible.")) {
            console.say("Nothing was withdrawn.", "Rien n’a été retiré.");
            return false;
        }
        console.print(console.ask(Operators.VIEW, "POST", path, body.toString()).body());
        console.say("Edition " + number + " is withdrawn.", "L’édition " + number + " est retirée.");
        return true;
    }

    private static String number(String word) {
        if (!word.matches("[1-9]\\d{0,8}")) {
            throw Trouble.ofWords("An edition has a number, such as 1; " + word + " is none.", "Une édition porte un numéro, comme 1; " + word + " n’en est pas un.");
        }
        return word;
    }

    /** The edition with the number, or the newest one that holds; false if the milestones no longer give its pages. */
    private boolean compare(Words words) {
        var rest = words.rest(1);
        String number = rest.isEmpty() ? newest() : number(rest.getFirst());
        if (number.isEmpty()) {
            console.say("No edition holds.", "Aucune édition n’est en vigueur.");
            return true;
        }
        var verified = console.ask(Operators.VIEW, "GET", EDITIONS + "/" + number + "/verification", "");
        var changed = console.ask(Operators.VIEW, "GET", "/v1/changes?fromEdition=" + number, "");
        console.print(verified.body());
        console.print(changed.body());
        JsonNode edition = Services.json(verified);
        console.say("Edition " + number + " (" + edition.path("asOf").asText() + "): " + edition.at("/explanation/en").asText(),
                "Édition " + number + " (" + edition.path("asOf").asText() + ")\u00a0: " + edition.at("/explanation/fr").asText());
        JsonNode figures = Services.json(changed).path("figures");
        console.say("Figures that the report gives otherwise today: " + figures.size() + ".", "Chiffres que le rapport donne autrement aujourd’hui\u00a0: " + figures.size() + ".");
        figures.forEach(figure -> console.say("  " + figure.at("/sentence/en").asText(), "  " + figure.at("/sentence/fr").asText()));
        return edition.path("same").asBoolean();
    }

    private String newest() {
        return console.get(Operators.VIEW, EDITIONS).path("editions").valueStream().filter(edition -> edition.path("holds").asBoolean()).findFirst()
                .map(edition -> edition.path("number").asText()).orElse("");
    }
}
