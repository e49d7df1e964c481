package ca.criticalminerals.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Adds to the OpenAPI document of a service what holds for all of them: the headers of a write, and the problems. */
@OpenApiFilter
public final class ApiDescription implements OASFilter {
    private static final Map<String, String> PROBLEMS = new TreeMap<>(Map.of(
            "400", "The request is not as the contract wants it; every mistake is named", "404", "There is nothing here",
            "429", "More requests than this client may make in a minute; Retry-After says when to go on",
            "503", "The database does not answer; nothing was recorded, or the answer was lost: repeat it"));
    private static final Map<String, String> PROBLEMS_WITH_TOKEN = new TreeMap<>(Map.of(
            "401", "A valid token is needed", "403", "The token does not allow this"));
    private static final Map<String, String> PROBLEMS_OF_WRITES = new TreeMap<>(Map.of(
            "412", "The initiative has changed since the version in If-Match",
            "413", "The body has more than 256 KiB, or a batch more than 1 MiB",
            "415", "The body is not JSON in UTF-8, or it has a Content-Encoding",
            "422", "A rule of the domain forbids it, and is named", "428", "If-Match is missing"));

    @Override
    public void filterOpenAPI(OpenAPI api) {
        var schemas = ApiSchemas.of(api);
        schemas.named("Problem", problem());
        schemas.named("Words", words());
        for (var problems : List.of(PROBLEMS, PROBLEMS_WITH_TOKEN, PROBLEMS_OF_WRITES)) {
            problems.forEach((status, why) -> api.getComponents().addResponse(status, response(why)));
        }
        api.getPaths().getPathItems().forEach((path, item) -> item.getOperations().values().forEach(operation -> describe(path, operation)));
    }

    private static void describe(String path, Operation operation) {
        refer(operation, PROBLEMS);
        operation.getResponses().removeAPIResponse("401");
        operation.getResponses().removeAPIResponse("403");
        if (operation.getSecurity() != null && !operation.getSecurity().isEmpty()) {
            refer(operation, PROBLEMS_WITH_TOKEN);
        }
        if (operation.getRequestBody() != null && !path.startsWith("/v1/operations")) { // operators record nothing
            refer(operation, PROBLEMS_OF_WRITES);
            operation.addParameter(header("If-Match", "The ETag of the version that you have read, or * for any; needed unless you register"))
                    .addParameter(header("Idempotency-Key", "1 to 255 visible ASCII characters; a repeat with the same key gets the first answer"))
                    .addParameter(header("Prefer", "handling=validate for a dry run: the answer is 200 and says what would be recorded. Unknown preferences are refused"))
                    .addParameter(header("traceparent", "W3C trace context, kept with the milestone"));
            APIResponse recorded = OASFactory.createAPIResponse().description("Recorded; the body is the milestone as it is announced")
                    .addHeader("ETag", text("The version of the initiative now"))
                    .addHeader("Location", text("Where the milestone can be read"))
                    .addHeader("Consistency-Token", text("Send it with a read of the consolidated view that must include this"));
            operation.getResponses().addAPIResponse("201", recorded.content(OASFactory.createContent()
                    .addMediaType("application/json", OASFactory.createMediaType().schema(OASFactory.createSchema()))));
            operation.getResponses().getAPIResponse("200").description("A dry run: nothing was recorded");
        }
        inOrder(operation);
    }

    /** The answers by their status: filters run in no particular order, and the document must not show in which. */
    public static void inOrder(Operation operation) {
        operation.getResponses().setAPIResponses(new TreeMap<>(operation.getResponses().getAPIResponses()));
    }

    /** A header that a request can have. */
    public static Parameter header(String name, String description) {
        return parameter(name, description).in(Parameter.In.HEADER);
    }

    /** A parameter that the query of a request can have. */
    public static Parameter query(String name, String description) {
        return parameter(name, description).in(Parameter.In.QUERY);
    }

    private static Parameter parameter(String name, String description) {
        return OASFactory.createParameter().name(name).description(description).schema(string());
    }

    /** A header of an answer. */
    public static Header text(String description) {
        return OASFactory.createHeader().description(description).schema(string());
    }

    private static void refer(Operation operation, Map<String, String> problems) {
        problems.keySet().forEach(status -> operation.getResponses()
                .addAPIResponse(status, OASFactory.createAPIResponse().ref("#/components/responses/" + status)));
    }

    private static APIResponse response(String why) {
        return OASFactory.createAPIResponse().description(why).content(OASFactory.createContent()
                .addMediaType(Problem.MEDIA_TYPE, OASFactory.createMediaType().schema(ref("Problem"))));
    }

    private static Schema problem() {
        Schema error = object().description("One mistake, with exactly one of pointer, parameter and header")
                .addProperty("pointer", string().description("Where in the body: a JSON pointer (RFC 6901)"))
                .addProperty("parameter", string().description("Which parameter of the query"))
                .addProperty("header", string().description("Which header"))
                .addProperty("detail", string()).addProperty("details", ref("Words")).required(List.of("detail", "details"));
        return object().description("What went wrong (RFC 9457), in the language of the page or of Accept-Language, and in both languages beside it")
                .addProperty("type", string())
                .addProperty("status", OASFactory.createSchema().addType(SchemaType.INTEGER)).addProperty("title", string())
                .addProperty("detail", string()).addProperty("titles", ref("Words")).addProperty("details", ref("Words")).addProperty("rule", string())
                .addProperty("milestone", OASFactory.createSchema().addType(SchemaType.INTEGER)
                        .description("The recorded milestone that is in the way"))
                .addProperty("errors", OASFactory.createSchema().addType(SchemaType.ARRAY).items(error))
                .required(List.of("type", "status", "title", "detail", "titles", "details"));
    }

    private static Schema words() {
        return object().description("The same words in English and in French").addProperty("en", string()).addProperty("fr", string())
                .required(List.of("en", "fr"));
    }

    private static Schema ref(String name) {
        return OASFactory.createSchema().ref("#/components/schemas/" + name);
    }

    private static Schema object() {
        return OASFactory.createSchema().addType(SchemaType.OBJECT);
    }

    private static Schema string() {
        return OASFactory.createSchema().addType(SchemaType.STRING);
    }
}
