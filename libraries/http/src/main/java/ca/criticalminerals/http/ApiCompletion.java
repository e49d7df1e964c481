package ca.criticalminerals.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;

/**
 * Completes the OpenAPI document after all other filters, with what linters and generators of clients ask of every document: server,
 * licence and contact, what each tag groups, who may call an operation, examples of parameters, and answers that are no JSON as text or bytes.
 */
@OpenApiFilter(priority = 0) // filters of a higher priority come first; theirs is 1
public final class ApiCompletion implements OASFilter {
    private static final Map<String, String> TAGS = Map.of("Recording", "What officers and report writers record, correct and retract, and its history",
            "Editions", "The published editions of the Progress update", "Operations", "What operators and privacy officers see and do",
            "Pages", "What people read", "Files", "Everything to take away, and what the columns mean",
            "Report", "Every figure, the milestones that it is made of, and what changed");
    private static final String RECORDING = "/v1/(funding-programs|tax-incentives|security-measures|partnerships|indicators|strategies)(/.*)?";
    private static final Map<String, Object> EXAMPLES = Map.of("initiative", "inrp", "version", 1, "number", 1, "topic", "funding-programs.milestones",
            "offset", 0, "after", "inrp", "from", "2026-01-31T15:00:00Z");
    private static final Map<String, String> HEADERS = Map.of("If-Match", "\"3\"", "If-None-Match", "\"3\"", "Idempotency-Key", "2026-11-30-inrp-1",
            "Prefer", "handling=validate", "traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "Consistency-Token", "inrp:3");
    private static final Map<String, String> IDS = Map.of("/v1/figures", "cmif.projects", "/v1/tax-incentives", "tax-cmetc", "/v1/security-measures", "ica",
            "/v1/partnerships", "cmpa", "/v1/indicators", "import-reliance", "/v1/strategies", "strategy");
    private static final Map<String, String> DESCRIPTIONS = Map.of("id", "The id of the initiative, or of the figure",
            "initiative", "The id of the initiative", "version", "The place of the milestone in the history of its initiative, from 1",
            "number", "The number of the edition, from 1", "topic", "The topic of the record", "offset", "Where the record is in its topic");

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.setServers(List.of(OASFactory.createServer().url("/").description("Where this document is served")));
        if (api.getInfo() == null) {
            api.setInfo(OASFactory.createInfo());
        }
        api.getInfo().license(OASFactory.createLicense().name("MIT").identifier("MIT"))
                .contact(OASFactory.createContact().name("The team of the Critical Minerals Strategy tracker"));
        var used = new TreeSet<String>();
        api.getPaths().getPathItems().forEach((path, item) -> item.getOperations().values().forEach(operation -> {
            used.add(tag(path));
            operation.setTags(List.of(tag(path)));
            callers(operation);
            succeeds(operation);
            operation.getResponses().getAPIResponses().values().stream().filter(answer -> answer.getContent() != null)
                    .forEach(answer -> answer.getContent().getMediaTypes().forEach(ApiCompletion::typed));
            if (operation.getParameters() != null) {
                operation.getParameters().forEach(parameter -> exemplify(path, parameter));
            }
        }));
        api.setTags(used.stream().map(name -> OASFactory.createTag().name(name).description(TAGS.get(name))).toList());
    }

    private static String tag(String path) {
        return path.startsWith("/v1/operations") ? "Operations" : path.startsWith("/v1/editions") ? "Editions" : path.matches(RECORDING) ? "Recording"
                : path.matches(".*\\.(csv|xlsx|ndjson|atom)|/v1/dictionary") ? "Files" : path.startsWith("/v1/") ? "Report" : "Pages";
    }

    /** Roles are no scopes of OAuth, which linters look for: they are named beside the scheme. */
    private static void callers(Operation operation) {
        var roles = new TreeSet<String>();
        boolean token = false;
        if (operation.getSecurity() != null) {
            for (SecurityRequirement requirement : operation.getSecurity()) {
                for (var scheme : requirement.getSchemes().entrySet()) {
                    token = true;
                    roles.addAll(scheme.getValue());
                }
            }
            operation.setSecurity(operation.getSecurity().stream().map(ApiCompletion::withoutRoles).toList());
        } else {
            operation.setSecurity(List.of());
        }
        if (!roles.isEmpty()) {
            operation.addExtension("x-roles", List.copyOf(roles));
        }
        String who = !token ? "Public: no token is needed." : roles.isEmpty() ? "A token of any role is needed."
                : "A token is needed that has the role " + String.join(" or ", roles) + ".";
        operation.setDescription(operation.getDescription() == null ? who : operation.getDescription() + " " + who);
    }

    private static SecurityRequirement withoutRoles(SecurityRequirement requirement) {
        var plain = OASFactory.createSecurityRequirement();
        requirement.getSchemes().keySet().forEach(plain::addScheme);
        return plain;
    }

    private static void succeeds(Operation operation) {
        if (operation.getResponses().getAPIResponses().keySet().stream().noneMatch(status -> status.startsWith("2"))) {
            operation.getResponses().addAPIResponse("200", OASFactory.createAPIResponse().description("Done").content(OASFactory.createContent()
                    .addMediaType("application/json", OASFactory.createMediaType().schema(OASFactory.createSchema()))));
            ApiDescription.inOrder(operation);
        }
    }

    private static void typed(String type, MediaType media) {
        if (media.getSchema() == null && !type.startsWith("application/json")) {
            Schema schema = OASFactory.createSchema().addType(SchemaType.STRING);
            boolean text = type.startsWith("text/") || type.contains("xml;") || type.endsWith("+xml") || type.contains("json");
            media.setSchema(text ? schema : schema.format("binary"));
        }
    }

    private static void exemplify(String path, Parameter parameter) {
        if (parameter.getExample() == null) {
            String start = path.replaceFirst("^(/v1/[^/]+).*", "$1");
            Object example = parameter.getName().equals("id") ? IDS.getOrDefault(start, "inrp")
                    : parameter.getIn() == Parameter.In.HEADER ? HEADERS.get(parameter.getName()) : EXAMPLES.get(parameter.getName());
            parameter.setExample(example);
        }
        if (parameter.getDescription() == null && parameter.getIn() == Parameter.In.PATH) {
            parameter.setDescription(DESCRIPTIONS.get(parameter.getName()));
        }
    }
}
