package ca.criticalminerals.progress.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The examples of the contract of funding milestones, and the places in them. */
final class Examples {
    private static final JsonMapper JSON = new JsonMapper();

    private Examples() {}

    /** A place in a document: an object, and the name of one of its properties. */
    record Place(ObjectNode parent, String name, String path) {
        JsonNode value() {
            return parent.get(name);
        }
    }

    /** Of every context, {@code funding/program-launched.cmif}. */
    static Stream<String> names() {
        return Stream.of("funding", "security", "partnerships").flatMap(context -> text("/contracts/" + context + "/examples.txt").lines()
                .filter(line -> !line.isBlank()).map(name -> context + "/" + name));
    }

    static ObjectNode example(String name) {
        try {
            return (ObjectNode) JSON.readTree(text("/contracts/" + name.replaceFirst("/", "/examples/") + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(JsonNode document) {
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The kind that the name of an example starts with. */
    static String kind(String example) {
        String name = example.substring(example.indexOf('/') + 1);
        return name.substring(0, name.indexOf('.') < 0 ? name.length() : name.indexOf('.'));
    }

    /** Every property of the document and of the objects in it; {@code *} stands for a place in a list. */
    static List<Place> places(ObjectNode document) {
        var places = new ArrayList<Place>();
        collect(document, "", places);
        return places;
    }

    /** Every object in the document, also the document itself. */
    static List<ObjectNode> objects(ObjectNode document) {
        var objects = new ArrayList<ObjectNode>(List.of(document));
        places(document).forEach(place -> {
            if (place.value() instanceof ObjectNode object) {
                objects.add(object);
            } else if (place.value() instanceof ArrayNode array) {
                array.forEach(one -> {
                    if (one instanceof ObjectNode object) {
                        objects.add(object);
                    }
                });
            }
        });
        return objects;
    }

    private static void collect(JsonNode node, String path, List<Place> places) {
        switch (node) {
            case ObjectNode object -> object.properties().forEach(property -> {
                places.add(new Place(object, property.getKey(), path + property.getKey()));
                collect(property.getValue(), path + property.getKey() + "/", places);
            });
            case ArrayNode array -> array.forEach(one -> collect(one, path + "*/", places));
            case JsonNode _ -> { }
        }
    }

    private static String text(String resource) {
        try (var stream = Examples.class.getResourceAsStream(resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
