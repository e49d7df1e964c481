package ca.criticalminerals.initiatives.recording;

import ca.criticalminerals.contracts.Contract;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.http.ApiDescription;
import ca.criticalminerals.initiatives.Initiative;
import java.util.Map;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * Says in the OpenAPI document what the body of a write is, one of the schemas that it is really checked against, and what each
 * operation is called.
 */
public abstract class InitiativeApi implements OASFilter {
    private final String context;
    private final Map<String, Class<? extends Milestone>> kinds;

    /** {@code kinds} are the sealed types of milestones by the path of their kind of initiative, {@code /v1/funding-programs}. */
    protected InitiativeApi(String context, Map<String, Class<? extends Milestone>> kinds) {
        this.context = context;
        this.kinds = kinds;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getPaths().getPathItems().forEach((path, item) -> kinds.forEach((start, sealed) -> {
            if (path.equals(start) || path.startsWith(start + "/")) {
                named(item, path.substring(start.length()), name(start));
                if (item.getPOST() != null) {
                    item.getPOST().getRequestBody().getContent().getMediaType("application/json").schema(body(path, sealed));
                    item.getPOST().getResponses().addAPIResponse("409", OASFactory.createAPIResponse()
                            .description("The initiative is assigned to another service or to none, or its id is reserved"));
                    ApiDescription.inOrder(item.getPOST());
                }
            }
        }));
    }

    private Schema body(String path, Class<? extends Milestone> sealed) {
        return path.endsWith("/correction") ? schema("common/correction.v1.schema.json")
                : path.endsWith("/retraction") ? schema("common/retraction.v1.schema.json")
                : path.endsWith("/batch") ? batch(milestone(sealed)) : milestone(sealed);
    }

    private static void named(PathItem item, String rest, String kind) {
        if (item.getGET() != null) {
            item.getGET().operationId(rest.isEmpty() ? "list" + kind + "s" : "get" + kind
                    + (rest.endsWith("/milestones") ? "History" : rest.contains("/milestones/") ? "Milestone" : ""));
        }
        if (item.getPOST() != null) {
            Operation write = item.getPOST();
            write.operationId(rest.endsWith("/correction") ? "correct" + kind + "Milestone" : rest.endsWith("/retraction") ? "retract" + kind + "Milestone"
                    : "record" + kind + (rest.endsWith("/batch") ? "Milestones" : "Milestone"));
        }
    }

    /** {@code FundingProgram} of {@code /v1/funding-programs}. */
    private static String name(String path) {
        var name = new StringBuilder();
        for (String word : path.substring(path.lastIndexOf('/') + 1).replaceFirst("s$", "").split("-")) {
            name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return name.toString();
    }

    private Schema milestone(Class<? extends Milestone> sealed) {
        Schema oneOf = OASFactory.createSchema();
        new TreeSet<>(Initiative.kinds(sealed))
                .forEach(kind -> oneOf.addOneOf(schema(context + "/" + kind + ".v1.schema.json#/$defs/request")));
        return oneOf;
    }

    /** As {@code common/batch} says it, and of which kinds its milestones are. */
    private static Schema batch(Schema milestone) {
        return OASFactory.createSchema().addType(SchemaType.OBJECT).addRequired("milestones").addProperty("milestones",
                OASFactory.createSchema().addType(SchemaType.ARRAY).minItems(1).maxItems(Contract.MOST_IN_A_BATCH).items(milestone));
    }

    private static Schema schema(String file) {
        return OASFactory.createSchema().ref("/contracts/" + file);
    }
}
