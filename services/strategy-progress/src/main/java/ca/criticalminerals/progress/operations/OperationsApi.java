package ca.criticalminerals.progress.operations;

import ca.criticalminerals.http.ApiDescription;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Describes in the OpenAPI document what operators send, and when there is nothing to do. */
@OpenApiFilter
public final class OperationsApi implements OASFilter {
    private static final String PARKED = "/v1/operations/parked/{topic}/{offset}";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        var paths = api.getPaths();
        Operation start = paths.getPathItem(RebuildResource.PATH).getPOST();
        body(start, false, object().addProperty("switch", string().addEnumeration("whenDecided").addEnumeration("whenEqual")));
        start.getResponses().removeAPIResponse("200");
        answer(start, "202", "It has begun; the same address says how it goes");
        answer(start, "409", "One is under way: switch to it or discard it first");
        Operation switched = paths.getPathItem(RebuildResource.PATH + "/switch").getPOST();
        body(switched, false, object().addProperty("evenIfDifferent", OASFactory.createSchema().addType(SchemaType.BOOLEAN)).addProperty("reason", words()));
        answer(switched, "409", "There is nothing to decide, or the rebuilt view differs and nothing was switched");
        for (String decision : new String[] {"comparison", "discard"}) {
            answer(paths.getPathItem(RebuildResource.PATH + "/" + decision).getPOST(), "409", "There is nothing to decide");
        }
        for (String decision : new String[] {"comparison", "switch", "discard"}) {
            answer(paths.getPathItem(RebuildResource.PATH + "/" + decision).getPOST(), "202", "It is decided and not carried out yet, after a minute");
        }
        answer(paths.getPathItem("/v1/operations/verification").getGET(), "409", "Another one is under way");
        body(paths.getPathItem(PARKED + "/set-aside").getPOST(), true, object().addProperty("reason", words()));
        body(paths.getPathItem(PARKED + "/repair").getPOST(), true, object().addProperty("document", object()
                .description("A CloudEvent as its contract wants it, of the same initiative and version")).addProperty("reason", words()));
    }

    private static void body(Operation operation, boolean required, Schema schema) {
        operation.setRequestBody(OASFactory.createRequestBody().required(required).content(OASFactory.createContent()
                .addMediaType("application/json", OASFactory.createMediaType().schema(schema))));
    }

    private static void answer(Operation operation, String status, String why) {
        operation.getResponses().addAPIResponse(status, OASFactory.createAPIResponse().description(why));
        ApiDescription.inOrder(operation);
    }

    private static Schema object() {
        return OASFactory.createSchema().addType(SchemaType.OBJECT);
    }

    private static Schema string() {
        return OASFactory.createSchema().addType(SchemaType.STRING);
    }

    private static Schema words() {
        return OASFactory.createSchema().ref("#/components/schemas/Words");
    }
}
