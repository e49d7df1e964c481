package ca.criticalminerals.progress.api;

import static ca.criticalminerals.http.ApiDescription.header;
import static ca.criticalminerals.http.ApiDescription.inOrder;
import static ca.criticalminerals.http.ApiDescription.query;
import static ca.criticalminerals.http.ApiDescription.text;

import ca.criticalminerals.http.ApiSchemas;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Says in the OpenAPI document what every read can be asked: as of when, as known when, and which milestones. */
@OpenApiFilter
public final class ProgressApi implements OASFilter {
    private static final Map<String, String> FILTERS = new TreeMap<>(Map.of(
            "theme", "The part of the report that the initiative belongs to", "initiative", "The id of an initiative",
            "kind", "The kind of milestone, like project-approved", "jurisdiction", "The two letters of a province or territory",
            "mineral", "The code of a mineral, like LITHIUM", "recipient", "The name of a recipient",
            "project", "The key of a project", "from", "The first day of a period, YYYY-MM-DD", "to", "The last day of a period, YYYY-MM-DD"));

    private static final List<Object> THEMES = List.of("facts", "strategy", "outlook", "produce", "protect", "partnerDomestic", "partnerInternational", "wayForward");
    private static final Map<String, Object> EXAMPLES = Map.ofEntries(Map.entry("asOf", "2025-03-31"), Map.entry("knownAt", "2026-11-01"),
            Map.entry("from", "2024-04-01"), Map.entry("to", "2025-03-31"), Map.entry("fromKnownAt", "now"), Map.entry("toKnownAt", "2026-11-01T12:00:00Z"),
            Map.entry("fromEdition", 1), Map.entry("toEdition", 2), Map.entry("lang", "fr"), Map.entry("theme", "produce"), Map.entry("initiative", "cmif"),
            Map.entry("kind", "project-approved"), Map.entry("jurisdiction", "YT"), Map.entry("mineral", "LITHIUM"), Map.entry("recipient", "Fireweed Metals Corp."),
            Map.entry("project", "mactung"), Map.entry("limit", 50), Map.entry("cursor", "MDAwMDAwMDAwMDE3Njc2MjUyMDAuMDAwMDAwMDAwIGNtaWYgMDAwMDAwMDAz"));

    private static final Map<String, String> PERIOD = new TreeMap<>(Map.of(
            "from", "The day with which to compare, YYYY-MM-DD", "to", "The day that is compared with it; today if it is missing",
            "fromKnownAt", "What was known at from: a day, an instant in UTC, or now; the end of the day from if it is missing",
            "toKnownAt", "What was known at to: a day or an instant in UTC; all that is known if it is missing",
            "fromEdition", "The number of an edition, which stands for the day and the knowledge that it was published from",
            "toEdition", "The same instead of to"));

    @Override
    public void filterOpenAPI(OpenAPI api) {
        var schemas = ApiSchemas.of(api);
        schemas.named("Answer", answer());
        MilestoneSchemas.all().forEach(schemas::named);
        schemas.named("Milestones", answer().addProperty("milestones", schema(SchemaType.ARRAY, "The milestones of this page, the last recorded first")
                .items(OASFactory.createSchema().ref("#/components/schemas/AnsweredMilestone"))));
        api.getPaths().getPathItems().forEach((path, item) -> {
            if (item.getGET() != null && !path.matches("/v1/(operations|indicators|strategies)(/.*)?|.*/decisions")) {
                if (path.endsWith("/changes")) {
                    PERIOD.forEach((name, description) -> item.getGET().addParameter(formed(query(name, description))));
                } else if (!path.startsWith("/v1/editions")) {
                    point(item.getGET());
                }
                asked(item.getGET());
                complete(path, item.getGET());
                narrowed(path, item.getGET());
            }
        });
    }

    private static void narrowed(String path, Operation read) {
        if (path.startsWith("/v1/milestones")) {
            FILTERS.forEach((name, description) -> read.addParameter(formed(query(name, description))));
        }
        if (path.equals("/v1/milestones")) {
            read.addParameter(formed(query("cursor", "Where to go on, from the Link header of the page before")))
                    .addParameter(formed(query("limit", "How many milestones a page has, 1 to 500; 100 if it is missing")));
        }
        if (path.endsWith(".atom")) {
            read.addParameter(formed(query("cursor", "Where to go on, from the link to the next page in the page before")));
        }
        if (path.endsWith(".csv") || path.endsWith(".xlsx")) {
            read.addParameter(formed(query("lang", "The language of the file, en or fr; what Accept-Language prefers if it is missing")));
        }
    }

    /** What every answer in JSON says about itself; files and feeds have no place for it. */
    private static void complete(String path, Operation read) {
        Content content = read.getResponses().getAPIResponse("200").getContent();
        if (path.startsWith("/v1/") && !path.equals("/v1/dictionary") && content != null && content.hasMediaType("application/json")) {
            content.getMediaType("application/json").schema(OASFactory.createSchema().ref("#/components/schemas/" + (path.equals("/v1/milestones") ? "Milestones" : "Answer")));
        }
    }

    /** What was asked for has other properties at each address: it is all allowed, so that no client drops it. */
    private static Schema answer() {
        return schema(SchemaType.OBJECT, "What was asked for, and how complete it is; of a past that is complete only that it is not provisional")
                .additionalPropertiesBoolean(true)
                .addProperty("provisional", schema(SchemaType.BOOLEAN, "Whether an answer about knownAt may still change, or milestones are held back"))
                .addProperty("completeThrough", schema(SchemaType.OBJECT, "Of each service, up to when nothing is missing; null if it was never heard")
                        .additionalPropertiesSchema(schema(SchemaType.STRING, "An instant in UTC")))
                .addProperty("behind", schema(SchemaType.ARRAY, "The services that have been silent for more than five seconds: what they recorded "
                        + "after completeThrough may be missing").items(schema(SchemaType.STRING, "The name of a service")))
                .addProperty("held", schema(SchemaType.ARRAY, "What has arrived and cannot be read yet, and is not in the numbers")
                        .items(schema(SchemaType.OBJECT, "Where it is, and why it is held")));
    }

    private static Schema schema(SchemaType type, String description) {
        return OASFactory.createSchema().addType(type).description(description);
    }

    private static void point(Operation read) {
        read.addParameter(formed(query("asOf", "The last day that counts, YYYY-MM-DD; today if it is missing")))
                .addParameter(formed(query("knownAt", "Only what was recorded by then: a day or an instant in UTC; all if it is missing")));
    }

    /** The parameter with the form of its values, and one of them. */
    private static Parameter formed(Parameter parameter) {
        Schema schema = parameter.getSchema();
        switch (parameter.getName()) {
            case "asOf", "from", "to" -> schema.format("date");
            case "fromEdition", "toEdition" -> schema.type(List.of(SchemaType.INTEGER)).minimum(BigDecimal.ONE);
            case "limit" -> schema.type(List.of(SchemaType.INTEGER)).minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(500));
            case "lang" -> schema.enumeration(List.of("en", "fr"));
            case "theme" -> schema.enumeration(THEMES);
            default -> { }
        }
        return parameter.example(EXAMPLES.get(parameter.getName()));
    }

    private static void asked(Operation read) {
        read.addParameter(header("Consistency-Token", "From the answer to a write: waits up to 5 s until that is included"))
                .addParameter(header("If-None-Match", "The ETag of the answer that you have"));
        read.getResponses().addAPIResponse("304", OASFactory.createAPIResponse().description("You have this answer already"));
        read.getResponses().getAPIResponse("200").addHeader("ETag", text("Names these bytes"))
                .addHeader("Consistency", text("included or not-included, if a Consistency-Token was sent"));
        inOrder(read);
    }
}
