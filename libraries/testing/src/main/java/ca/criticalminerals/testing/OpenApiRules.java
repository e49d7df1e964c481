package ca.criticalminerals.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The mistakes in an OpenAPI document: those that a parser of another project finds, and what linters (Redocly and Spectral with their
 * recommended rules) and generators of clients would complain about.
 */
final class OpenApiRules {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private final JsonNode document;
    private final List<String> mistakes = new ArrayList<>();
    private final Set<String> referred = new TreeSet<>();
    private final Set<String> ids = new TreeSet<>();
    private int operations;

    private OpenApiRules(JsonNode document) {
        this.document = document;
    }

    /** All mistakes; there are none in a document without operations, which is a mistake of itself. */
    static List<String> mistakes(JsonNode document) {
        var rules = new OpenApiRules(document);
        rules.parsed();
        rules.general();
        document.path("paths").properties().forEach(path -> path.getValue().properties().forEach(method -> {
            if (METHODS.contains(method.getKey())) {
                rules.operation(method.getKey() + " " + path.getKey(), method.getValue());
            }
        }));
        rules.walk("", document);
        rules.unused();
        rules.check(rules.operations > 7, "/paths", "describes only " + rules.operations + " operations");
        return rules.mistakes;
    }

    private void parsed() {
        var options = new ParseOptions();
        options.setResolve(true);
        var messages = new OpenAPIV3Parser().readContents(document.toString(), List.of(), options).getMessages();
        messages.forEach(message -> mistakes.add("parser: " + message));
    }

    private void general() {
        check(document.path("openapi").asText().startsWith("3.1"), "/openapi", "is not 3.1");
        check(document.path("servers").path(0).hasNonNull("url"), "/servers", "has no address");
        check(document.at("/info/license/name").isTextual(), "/info/license", "has no name");
        check(document.at("/info/license/identifier").isTextual() || document.at("/info/license/url").isTextual(), "/info/license", "has no identifier");
        check(document.at("/info/contact/name").isTextual(), "/info/contact", "has no name");
        check(document.at("/info/description").isTextual(), "/info", "has no description");
        document.path("tags").forEach(tag -> check(tag.hasNonNull("description"), "/tags", "has no description of " + tag.path("name")));
    }

    private void operation(String name, JsonNode operation) {
        operations++;
        check(operation.path("operationId").asText().matches("[a-z][A-Za-z]+"), name, "has no operationId of one word");
        check(ids.add(operation.path("operationId").asText()), name, "has the operationId of another operation");
        check(operation.hasNonNull("summary") && operation.hasNonNull("description"), name, "has no summary or no description");
        check(operation.path("tags").size() == 1 && document.path("tags").findValuesAsText("name").contains(operation.path("tags").path(0).asText()),
                name, "has no tag that the document defines");
        check(operation.path("security").isArray(), name, "does not say whether a token is needed");
        operation.path("security").forEach(requirement -> requirement.properties().forEach(scheme -> {
            check(document.at("/components/securitySchemes").has(scheme.getKey()), name, "has a scheme that is not defined");
            check(scheme.getValue().isEmpty(), name, "has scopes, which a bearer scheme does not have");
        }));
        var statuses = new TreeSet<String>();
        operation.path("responses").fieldNames().forEachRemaining(statuses::add);
        check(statuses.stream().anyMatch(status -> status.startsWith("2")), name, "never succeeds");
        check(statuses.contains("400") && statuses.contains("429"), name, "is never refused");
        check(operation.path("security").isEmpty() || statuses.containsAll(Set.of("401", "403")), name, "does not say what is answered without a token");
        operation.path("parameters").forEach(parameter -> parameter(name, parameter));
        JsonNode body = operation.at("/requestBody/content/application~1json/schema");
        check(body.isMissingNode() || name.contains("/v1/operations") || body.has("$ref"), name, "has a body without a name");
    }

    private void parameter(String operation, JsonNode parameter) {
        String name = operation + " " + parameter.path("name").asText();
        check(parameter.hasNonNull("description"), name, "has no description");
        check(parameter.has("example"), name, "has no example");
        if (Set.of("asOf", "from", "to").contains(parameter.path("name").asText()) && !operation.contains("/operations")) {
            check(parameter.at("/schema/format").asText().equals("date"), name, "is a day without its format");
        }
        if (parameter.path("name").asText().equals("lang")) {
            check(parameter.at("/schema/enum").size() == 2, name, "does not list its languages");
        }
    }

    /** Every part of the document, wherever it is. */
    private void walk(String at, JsonNode json) {
        if (json.path("$ref").isTextual()) {
            String reference = json.get("$ref").asText();
            referred.add(reference);
            check(reference.startsWith("#/") && !document.at(reference.substring(1)).isMissingNode(), at, "refers to " + reference);
        }
        if (at.endsWith("/headers") || at.endsWith("/parameters")) {
            json.forEach(one -> check(one.has("schema") || one.has("content"), at, "has one without a schema"));
        }
        if (at.endsWith("/content")) {
            json.properties().forEach(media -> media(at, media.getKey(), media.getValue()));
        }
        if (json.path("type").asText().equals("array")) {
            check(json.has("items"), at, "is an array of nothing");
        }
        if (json.path("oneOf").size() > 1) {
            discriminated(at, json);
        }
        if (json.path("required").isArray() && json.path("properties").isObject()) {
            json.get("required").forEach(property -> check(json.get("properties").has(property.asText()), at, "requires " + property + ", which is not defined"));
        }
        if (json.isObject()) {
            json.properties().forEach(child -> walk(at + "/" + child.getKey(), child.getValue()));
        } else {
            json.forEach(child -> walk(at + "/-", child));
        }
    }

    private void media(String at, String type, JsonNode media) {
        check(media.has("schema"), at, "has no schema of " + type);
        if (media.has("example")) {
            exemplified(at, media);
        }
        if (!type.contains("json") || type.equals("application/x-ndjson")) {
            check(media.at("/schema/type").asText().equals("string"), at, "does not say that " + type + " is text or bytes");
        }
        if (type.startsWith("application/json") && at.contains("/responses/2")) {
            String named = media.at("/schema/$ref").asText();
            JsonNode schema = named.isEmpty() ? media.path("schema") : document.at(named.substring(1));
            check(schema.isEmpty() || schema.path("additionalProperties").asBoolean(), at, "has a schema that forbids what the answer has");
        }
    }

    /** The example is what its own schema wants. */
    private void exemplified(String at, JsonNode media) {
        ObjectNode schema = media.get("schema").deepCopy();
        SCHEMAS.getSchema(schema.set("components", document.get("components"))).validate(media.get("example"))
                .forEach(message -> mistakes.add(at + " has an example that is wrong: " + message.getMessage()));
    }

    private void discriminated(String at, JsonNode schema) {
        var mapping = schema.at("/discriminator/mapping");
        check(schema.at("/discriminator/propertyName").asText().equals("type") && mapping.size() == schema.get("oneOf").size(), at,
                "is one of several, and nothing says of which");
        var mapped = new TreeSet<String>();
        mapping.forEach(one -> mapped.add(one.asText()));
        schema.get("oneOf").forEach(one -> check(mapped.contains(one.path("$ref").asText("none")), at, "does not map " + one));
        mapping.properties().forEach(one -> check(document.at(one.getValue().asText().substring(1)).at("/properties/type/const").asText().equals(one.getKey()),
                at, "maps " + one.getKey() + " to something else"));
    }

    private void unused() {
        for (String kind : new String[] {"schemas", "responses"}) {
            document.path("components").path(kind).fieldNames().forEachRemaining(name ->
                    check(referred.contains("#/components/" + kind + "/" + name), "/components/" + kind, "has " + name + ", which nothing refers to"));
        }
    }

    private void check(boolean right, String at, String mistake) {
        if (!right) {
            mistakes.add(at + " " + mistake);
        }
    }
}
