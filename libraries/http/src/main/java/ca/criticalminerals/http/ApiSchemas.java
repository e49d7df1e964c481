package ca.criticalminerals.http;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.openapi.runtime.io.OpenApiParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Discriminator;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * Copies schemas of the published language into an OpenAPI document: each is a component with a name, and so is everything that it
 * refers to. A document that was downloaded needs no other file, and generated clients have types with names.
 */
public final class ApiSchemas {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COMPONENTS = "#/components/schemas/";
    private static final String REQUEST = "#/$defs/request";
    private static final String ENDING = ".v1.schema.json";

    private final Components components;

    private ApiSchemas(Components components) {
        this.components = components;
    }

    /** The schemas of the document. */
    public static ApiSchemas of(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(OASFactory.createComponents());
        }
        return new ApiSchemas(api.getComponents());
    }

    /** A reference to what a file of the contracts says, {@code common/correction}. */
    public Schema contract(String file) {
        return copied("/contracts/" + file + ENDING, "");
    }

    /** A reference to the component of this name: a milestone of one of the kinds, and its property {@code type} says of which. */
    public Schema milestone(String name, String context, Iterable<String> kinds) {
        Schema milestone = OASFactory.createSchema().description("A milestone: its type says of which kind, and so what else it has");
        Discriminator type = OASFactory.createDiscriminator().propertyName("type");
        for (String kind : kinds) {
            Schema one = copied("/contracts/" + context + "/" + kind + ENDING, REQUEST);
            milestone.addOneOf(one);
            type.addMapping(kind, one.getRef());
        }
        return named(name, milestone.discriminator(type));
    }

    /** A reference to the component of this name, which is the schema. */
    public Schema named(String name, Schema schema) {
        components.addSchema(name, schema);
        components.setSchemas(new TreeMap<>(components.getSchemas()));
        return reference(name);
    }

    /** A milestone of this kind as an officer could send it: one of the examples of the contracts. */
    public static Map<String, Object> example(String context, String kind) {
        String name = text("/contracts/" + context + "/examples.txt").lines().filter(line -> line.startsWith(kind + ".")).findFirst().orElseThrow();
        ObjectNode example = JSON.createObjectNode().put("type", kind);
        JsonNode data = read("/contracts/" + context + "/examples/" + name + ".json").get("data");
        read("/contracts/" + context + "/" + kind + ENDING).at("/$defs/request/properties").fieldNames().forEachRemaining(property -> {
            if (data.has(property)) {
                example.set(property, data.get(property));
            }
        });
        return JSON.convertValue(example, new TypeReference<>() {});
    }

    private Schema copied(String file, String part) {
        String name = name(file, part);
        if (components.getSchemas() == null || !components.getSchemas().containsKey(name)) {
            components.addSchema(name, OASFactory.createSchema()); // known to what it refers to, which may refer back
            ObjectNode schema = read(file).at(part.replaceFirst("^#", "")).deepCopy();
            schema.remove(List.of("$schema", "$defs"));
            copyWhatItRefersTo(schema, URI.create(file));
            named(name, OpenApiParser.parseSchema(schema.toString()));
        }
        return reference(name);
    }

    private void copyWhatItRefersTo(JsonNode schema, URI file) {
        if (schema instanceof ObjectNode object) {
            if (object.path("$ref").isTextual()) {
                String target = file.resolve(object.get("$ref").asText()).toString();
                int part = target.indexOf('#');
                object.put("$ref", (part < 0 ? copied(target, "") : copied(target.substring(0, part), target.substring(part))).getRef());
            }
            // Generators take a constant without a type for anything.
            if (!object.has("type") && (object.path("const").isTextual() || object.path("enum").path(0).isTextual())) {
                object.put("type", "string");
            }
        }
        schema.forEach(child -> copyWhatItRefersTo(child, file));
    }

    /** {@code ProjectApproved} of what an officer sends, {@code Correction} of a whole file, {@code Money} of what milestones share. */
    private static String name(String file, String part) {
        String own = words(file.substring(file.lastIndexOf('/') + 1).replace(ENDING, ""));
        return part.isEmpty() || part.equals(REQUEST) ? own : (own.equals("Common") ? "" : own) + words(part.substring(part.lastIndexOf('/') + 1));
    }

    private static String words(String kebab) {
        var name = new StringBuilder();
        for (String word : kebab.split("-")) {
            name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return name.toString();
    }

    private static Schema reference(String name) {
        return OASFactory.createSchema().ref(COMPONENTS + name);
    }

    private static JsonNode read(String file) {
        try {
            return JSON.readTree(text(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String file) {
        try (var stream = ApiSchemas.class.getResourceAsStream(file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
