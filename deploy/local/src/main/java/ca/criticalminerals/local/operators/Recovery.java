package ca.criticalminerals.local.operators;

import ca.criticalminerals.local.Services;
import ca.criticalminerals.local.Trouble;
import ca.criticalminerals.local.Words;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/** The recovery of what a restored store has lost: shown first, and done when it is confirmed; or going on without a record that is not ours. */
final class Recovery {
    private static final String PATH = Operators.STORE + "/recovery";
    private static final int MOST_SHOWN = 20;

    private final Console console;

    Recovery(Console console) {
        this.console = console;
    }

    /** Whether nothing is lost any more. */
    boolean run(Words words) {
        var without = words.value("--without");
        var why = words.values("--why", 2);
        boolean yes = words.has("--yes");
        long confirmed = words.number("--confirm", -1);
        String service = Operators.service(words);
        if (without.isPresent() != why.isPresent()) {
            throw Trouble.ofWords("To go on without a record, say which and why in both languages: --without TOPIC/OFFSET --why EN FR.",
                    "Pour continuer sans un enregistrement, indiquez lequel et la raison dans les deux langues\u00a0: --without SUJET/POSITION --why EN FR.");
        }
        return without.isPresent() ? goOnWithout(service, without.get(), why.get()) : recover(service, yes, confirmed);
    }

    private boolean recover(String service, boolean yes, long confirmed) {
        JsonNode plan = plan(service);
        long count = count(plan);
        if (count == 0) {
            console.say("The store of " + service + " has lost nothing.", "Le magasin de " + service + " n’a rien perdu.");
            return true;
        }
        if (plan.path("obstacle").has("en")) {
            throw new Trouble(plan.at("/obstacle/en").asText(), plan.at("/obstacle/fr").asText());
        }
        if (confirmed >= 0 && confirmed != count) {
            throw new Trouble("Not confirmed: " + count + " would come back, not " + confirmed + ".", "Non confirmé\u00a0: " + count + " reviendraient, et non " + confirmed + ".");
        }
        if (!yes && confirmed < 0 && !console.agrees("Bring these back?", "Les rétablir?")) {
            console.say("Nothing was brought back. To do it: --confirm " + count + ", or --yes.", "Rien n’a été rétabli. Pour le faire\u00a0: --confirm " + count + " ou --yes.");
            return false;
        }
        long recovered = 0;
        for (JsonNode next = plan; count(next) > 0; next = plan(service)) {
            var answer = console.ask(service, "POST", PATH, JsonNodeFactory.instance.objectNode().put("confirm", next.path("confirm").asText()).toString());
            console.print(answer.body());
            recovered += Services.json(answer).path("recovered").asLong();
            if (Services.json(answer).path("left").asLong() == 0) {
                break;
            }
        }
        console.say("Milestones brought back from the topic of " + service + ": " + Columns.words(recovered) + ".",
                "Jalons rétablis à partir du sujet de " + service + "\u00a0: " + Columns.words(recovered) + ".");
        return true;
    }

    private static long count(JsonNode plan) {
        return plan.at("/events/count").asLong();
    }

    /** What would come back, shown. */
    private JsonNode plan(String service) {
        var answer = console.preview(service, PATH, "");
        console.print(answer.body());
        JsonNode plan = Services.json(answer);
        if (count(plan) > 0) {
            console.say("On the topic of " + service + ", and lost from its store: " + Columns.words(count(plan)) + ", recorded from "
                            + Console.instant(plan.path("firstRecordedAt")) + " to " + Console.instant(plan.path("lastRecordedAt")) + ".",
                    "Dans le sujet de " + service + " et perdus de son magasin\u00a0: " + Columns.words(count(plan)) + ", consignés du "
                            + Console.instant(plan.path("firstRecordedAt")) + " au " + Console.instant(plan.path("lastRecordedAt")) + ".");
        }
        var initiatives = new Columns(List.of("initiative", "milestones"), List.of("initiative", "jalons"));
        plan.path("initiatives").properties().stream().limit(MOST_SHOWN).forEach(one -> initiatives.row(one.getKey(), one.getValue().asLong()));
        console.show(initiatives);
        if (count(plan) > 0) {
            console.lines(String.join(" ", plan.at("/events/milestones").valueStream().limit(MOST_SHOWN).map(JsonNode::asText).toList()) + "\n\n");
        }
        console.show(strays(service, plan.path("strayRecords").path("records")));
        return plan;
    }

    /** Records that a service did not write, as a table. */
    static Columns strays(String service, JsonNode records) {
        var columns = new Columns(List.of("not written by " + service, "milestone", "why it is not", "without it: who", "at", "why"),
                List.of("pas écrit par " + service, "jalon", "pourquoi", "sans lui\u00a0: qui", "le", "pourquoi"));
        records.valueStream().limit(MOST_SHOWN).forEach(one -> columns.row(service + ".milestones/" + one.path("offset").asText(), one.path("milestone").asText(),
                one.at("/what/en").asText() + " / " + one.at("/what/fr").asText(), one.at("/decision/by").asText("–"), Console.instant(one.at("/decision/at")),
                one.at("/decision/why/en").asText("–") + " / " + one.at("/decision/why/fr").asText("–")));
        return columns;
    }

    private boolean goOnWithout(String service, String place, List<String> why) {
        if (!place.matches(service + "\\.milestones/\\d{1,18}")) {
            throw Trouble.ofWords("A record is named as " + service + ".milestones/OFFSET, not " + place + ".",
                    "Un enregistrement se nomme " + service + ".milestones/POSITION, et non " + place + ".");
        }
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("reason").put("en", why.getFirst()).put("fr", why.getLast());
        var answer = console.ask(service, "POST", Operators.STORE + "/records/" + place.substring(place.indexOf('/') + 1) + "/without", body.toString());
        console.print(answer.body());
        console.say(service + " goes on without " + place + "; it stays on file.", service + " continue sans " + place + "; il reste au dossier.");
        return true;
    }
}
