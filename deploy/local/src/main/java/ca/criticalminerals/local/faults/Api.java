package ca.criticalminerals.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a service says of itself: its OpenAPI document, and the JSON Schemas that it refers to, as they are served. */
final class Api {
    private final URI service;
    private final HttpClient http;
    private final Map<URI, JsonNode> documents = new HashMap<>();

    Api(URI service, HttpClient http) {
        this.service = service;
        this.http = http;
    }

    /** A parameter; {@code in} is path, query or header, {@code type} the one of JSON Schema. */
    record Parameter(String name, String in, String type) {}

    /**
     * Something that can be asked.
     *
     * @param path as in the document, {@code /v1/figures/{id}}
     * @param body empty if it has none
     */
    record Operation(URI service, String method, String path, List<Parameter> parameters, Optional<Schema> body) {
        boolean writes() {
            return !method.equals("GET");
        }
    }

    /** A part of a schema document; {@code at} is where relative references begin. */
    record Schema(JsonNode json, URI at) {
        Schema part(JsonNode other) {
            return new Schema(other, at);
        }
    }

    /** Everything that can be asked, in the order of the document. */
    List<Operation> operations() {
        URI address = service.resolve("/q/openapi?format=json");
        var operations = new ArrayList<Operation>();
        document(address).path("paths").properties().forEach(path -> path.getValue().properties().forEach(operation -> {
            if (operation.getValue().has("responses")) {
                operations.add(operation(path.getKey(), operation.getKey(), operation.getValue(), address));
            }
        }));
        return operations;
    }

    private Operation operation(String path, String method, JsonNode json, URI at) {
        var parameters = new ArrayList<Parameter>();
        json.path("parameters").forEach(parameter -> parameters.add(new Parameter(parameter.path("name").asText(), parameter.path("in").asText(),
                parameter.path("schema").path("type").asText())));
        JsonNode body = json.path("requestBody").path("content").path("application/json").path("schema");
        return new Operation(service, method.toUpperCase(Locale.ROOT), path, parameters, body.isMissingNode() ? Optional.empty() : Optional.of(new Schema(body, at)));
    }

    /** The schema that a {@code $ref} leads to; itself without one. */
    Schema followed(Schema schema) {
        if (!schema.json().has("$ref")) {
            return schema;
        }
        URI target = schema.at().resolve(schema.json().get("$ref").asText());
        URI file = URI.create(target.toString().replaceFirst("#.*", ""));
        JsonNode part = document(file).at(target.getFragment() == null ? "" : target.getFragment());
        if (part.isMissingNode()) {
            throw new IllegalStateException("nothing is served at " + target);
        }
        return followed(new Schema(part, file));
    }

    private synchronized JsonNode document(URI address) {
        return documents.computeIfAbsent(address, _ -> {
            try {
                return new ObjectMapper().readTree(Http.get(http, address).body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
