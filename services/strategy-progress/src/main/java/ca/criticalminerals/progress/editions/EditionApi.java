package ca.criticalminerals.progress.editions;

import ca.criticalminerals.http.ApiDescription;
import ca.criticalminerals.http.ApiSchemas;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/** Describes publishing in the OpenAPI document. */
@OpenApiFilter
public final class EditionApi implements OASFilter {
    @Override
    public void filterOpenAPI(OpenAPI api) {
        var publish = api.getPaths().getPathItem(PublishingResource.PATH).getPOST();
        publish.getRequestBody().getContent().getMediaType("application/json")
                .schema(ApiSchemas.of(api).contract("strategy/publication"));
        publish.getResponses().addAPIResponse("409", OASFactory.createAPIResponse()
                .description("Not everything that the edition would say is known yet, and every service that is behind is named; or some of it was withdrawn since"));
        ApiDescription.inOrder(publish);
        api.getPaths().getPathItem(PublishingResource.PATH + "/{number}/withdrawal").getPOST().getRequestBody().getContent().getMediaType("application/json")
                .schema(ApiSchemas.of(api).contract("common/retraction"));
    }
}
