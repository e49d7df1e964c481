package ca.criticalminerals.http;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The published language for those who read or write it: schemas, examples and the description of the topics. */
@Path("/contracts")
class ContractsResource {
    private static final Pattern FILE = Pattern.compile("(asyncapi\\.yaml|[a-z]+/(examples/)?[a-z0-9.-]+\\.json)");

    @GET
    @Path("{file:.+}")
    @Operation(hidden = true)
    public Response file(@PathParam("file") String file) throws IOException {
        try (var stream = FILE.matcher(file).matches() ? ContractsResource.class.getResourceAsStream("/contracts/" + file) : null) {
            if (stream == null) {
                throw new NotFoundException();
            }
            String type = file.endsWith(".yaml") ? "application/yaml" : file.contains("/examples/") ? "application/cloudevents+json"
                    : "application/schema+json";
            return Response.ok(stream.readAllBytes()).type(type).header("Cache-Control", "public, max-age=3600").build();
        }
    }
}
