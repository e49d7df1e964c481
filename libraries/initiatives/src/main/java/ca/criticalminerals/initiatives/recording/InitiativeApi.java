package ca.criticalminerals.initiatives.recording;

import ca.criticalminerals.contracts.Contract;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.http.ApiDescription;
import ca.criticalminerals.http.ApiSchemas;
import ca.criticalminerals.initiatives.Initiative;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.MediaType;
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
                    var recorded = new TreeSet<>(Initiative.kinds(sealed));
                    MediaType body = item.getPOST().getRequestBody().getContent().getMediaType("application/json");
                    body.schema(body(ApiSchemas.of(api), path, name(start), recorded));
                    if (path.endsWith("/milestones")) {
                        body.example(ApiSchemas.example(context, recorded.first()));
                    }
                    item.getPOST().getResponses().addAPIResponse("409", OASFactory.createAPIResponse()
                            .description("The initiative is assigned to another service or to none, or its id is reserved"));
                    ApiDescription.inOrder(item.getPOST());
                }
            }
        }));
    }

    private Schema body(ApiSchemas schemas, String path, String name, Set<String> kinds) {
        return path.endsWith("/correction") ? schemas.contract("common/correction")
                : path.endsWith("/retraction") ? schemas.contract("common/retraction")
                : path.endsWith("/batch") ? batch(schemas, name, kinds) : schemas.milestone(name + "Milestone", context, kinds);
    }

    private static void named(PathItem item, String rest, String kind) {
        if (item.getGET() != null) {
            item.getGET().operationId(rest.isEmpty() ? "list" + several(kind) : "get" + kind
                    + (rest.endsWith("/milestones") ? "History" : rest.contains("/milestones/") ? "Milestone" : ""));
            Stream.ofNullable(item.getGET().getParameters()).flatMap(List::stream).filter(parameter -> parameter.getName().equals("cursor"))
                    .forEach(parameter -> parameter.setExample("after-100"));
        }
        if (item.getPOST() != null) {
            Operation write = item.getPOST();
            write.operationId(rest.endsWith("/correction") ? "correct" + kind + "Milestone" : rest.endsWith("/retraction") ? "retract" + kind + "Milestone"
                    : "record" + kind + (rest.endsWith("/batch") ? "Milestones" : "Milestone"));
        }
    }

    private static String several(String kind) {
        return (kind + "s").replaceFirst("ys$", "ies");
    }

    /** {@code FundingProgram} of {@code /v1/funding-programs}, {@code Strategy} of {@code /v1/strategies}. */
    private static String name(String path) {
        var name = new StringBuilder();
        for (String word : path.substring(path.lastIndexOf('/') + 1).replaceFirst("ies$", "ys").replaceFirst("s$", "").split("-")) {
            name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return name.toString();
    }

    /** As {@code common/batch} says it, and of which kinds its milestones are. */
    private Schema batch(ApiSchemas schemas, String name, Set<String> kinds) {
        return schemas.named(name + "Milestones", OASFactory.createSchema().addType(SchemaType.OBJECT)
                .description("Milestones that are recorded together, all or none").addRequired("milestones")
                .addProperty("milestones", OASFactory.createSchema().addType(SchemaType.ARRAY).minItems(1).maxItems(Contract.MOST_IN_A_BATCH)
                        .items(schemas.milestone(name + "Milestone", context, kinds))));
    }
}
