package ca.criticalminerals.progress.api;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Says in the OpenAPI document what a milestone is in an answer. */
final class MilestoneSchemas {
    private MilestoneSchemas() {}

    static Map<String, Schema> all() {
        return new TreeMap<>(Map.of("AnsweredMilestone", milestone(), "AnsweredEvidence", evidence(), "AnsweredAmount", amount()));
    }

    private static Schema milestone() {
        return of(SchemaType.OBJECT, "A milestone as it is known, and what became of it")
                .addProperty("initiative", of(SchemaType.STRING, "The id of the initiative"))
                .addProperty("milestone", of(SchemaType.INTEGER, "Its number in the record of the initiative, from 1"))
                .addProperty("kind", of(SchemaType.STRING, "The kind of milestone, like project-approved"))
                .addProperty("occurredOn", of(SchemaType.STRING, "A year, a month or a day"))
                .addProperty("countsFrom", of(SchemaType.STRING, "The day from which it counts").format("date"))
                .addProperty("recordedAt", of(SchemaType.STRING, "The instant from which it was known").format("date-time"))
                .addProperty("recordedBy", ref("Words")).addProperty("recordedByRole", of(SchemaType.STRING, "officer, writer, publisher or loader"))
                .addProperty("standing", of(SchemaType.STRING, "stands, corrected or retracted"))
                .addProperty("summary", ref("Words")).addProperty("title", ref("Words"))
                .addProperty("project", of(SchemaType.STRING, "The key of the project that it is about"))
                .addProperty("item", of(SchemaType.STRING, "The key of the agreement, law, output or other item that it is about"))
                .addProperty("recipients", strings("Who receives support, or with whom an item is"))
                .addProperty("jurisdictions", strings("The codes of the provinces and territories that it names"))
                .addProperty("minerals", strings("The codes of the minerals that it names"))
                .addProperty("amount", ref("AnsweredAmount"))
                .addProperty("data", of(SchemaType.OBJECT, "All that it says, as in the contract of its kind; empty where texts were withdrawn"))
                .addProperty("evidence", of(SchemaType.ARRAY, "On what it rests").items(ref("AnsweredEvidence")))
                .required(List.of("initiative", "milestone", "kind", "occurredOn", "countsFrom", "recordedAt", "recordedBy", "recordedByRole", "standing", "summary", "data"));
    }

    private static Schema evidence() {
        return of(SchemaType.OBJECT, "One source, with a title, an address or both")
                .addProperty("title", of(SchemaType.STRING, "What it is called, or where in it to look"))
                .addProperty("address", of(SchemaType.STRING, "Where it can be read"))
                .addProperty("confidence", of(SchemaType.STRING, "statedInProgressUpdate, foundInPublicSource, internalRecord or unverified"))
                .addProperty("released", of(SchemaType.BOOLEAN, "True of an internal record that everybody may read"))
                .addProperty("note", ref("Words")).required(List.of("confidence"));
    }

    private static Schema amount() {
        return of(SchemaType.OBJECT, "An amount of money, in the same form as in the contracts")
                .addProperty("amount", of(SchemaType.STRING, "A decimal number, like 4397625.00"))
                .addProperty("currency", of(SchemaType.STRING, "CAD"))
                .addProperty("kind", of(SchemaType.STRING, "The kind of money, like contribution; kinds are never added"))
                .addProperty("upTo", of(SchemaType.BOOLEAN, "Whether it is only a ceiling")).required(List.of("amount", "currency"));
    }

    private static Schema strings(String description) {
        return of(SchemaType.ARRAY, description).items(OASFactory.createSchema().addType(SchemaType.STRING));
    }

    private static Schema ref(String name) {
        return OASFactory.createSchema().ref("#/components/schemas/" + name);
    }

    private static Schema of(SchemaType type, String description) {
        return OASFactory.createSchema().addType(type).description(description);
    }
}
