package ca.criticalminerals.local.operators;

import ca.criticalminerals.local.Services;
import ca.criticalminerals.local.Trouble;
import ca.criticalminerals.local.Words;
import com.fasterxml.jackson.databind.JsonNode;

/** What was published against what is stored: whether the milestones still give the pages of an edition, and what the report says otherwise since. */
final class Published {
    private static final String EDITIONS = "/v1/editions";

    private final Console console;

    Published(Console console) {
        this.console = console;
    }

    /** Of the edition with the number, or the newest one; false if the milestones no longer give its pages. */
    boolean compare(Words words) {
        var rest = words.rest(1);
        String number = rest.isEmpty() ? console.get(Operators.VIEW, EDITIONS).at("/editions/0/number").asText() : rest.getFirst();
        if (number.isEmpty()) {
            console.say("No edition has been published.", "Aucune édition n’a été publiée.");
            return true;
        }
        if (!number.matches("[1-9]\\d{0,8}")) {
            throw Trouble.ofWords("An edition has a number, such as 1; " + number + " is none.", "Une édition porte un numéro, comme 1; " + number + " n’en est pas un.");
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
}
