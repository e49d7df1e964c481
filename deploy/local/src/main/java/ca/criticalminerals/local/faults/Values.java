package ca.criticalminerals.local.faults;

import ca.criticalminerals.local.faults.Api.Schema;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Bodies drawn at random from a schema: such as it allows, such that are wrong in one place, and such that are no JSON. */
final class Values {
    /** Few, so that what one request names another one has recorded. */
    private static final List<String> WORDS = List.of("p-1", "p-2", "p-3", "north", "wg", "A road", "Une route", "Été — 2024 №5", "2022", "2023-04", "2024-05-06",
            "2025-11-30", "2031", "1000.00", "250000.50", "9999999999999.99", "0.01", "f.projects", "f.money", "00-" + "1".repeat(32) + "-" + "2".repeat(16) + "-01");
    static final List<String> NASTY = List.of("", " ", "\u0000", "\ud800", "a\u202eb", "\ufeff", "null", "'; drop table event; --", "<script>alert(1)</script>", "${jndi:ldap://x}",
            "%00", "..", "../../etc/passwd", "é".repeat(400), "x".repeat(5_000), "-1", "0", "2147483648", "9223372036854775808", "1e400", "NaN", "2024-02-30", "0000-00-00", "9999-12-31",
            "+999999999-12-31T23:59:59Z", "2024-13", "\r\nX-Header: 1", "\"", "\\", "🏔️",
            "\u200b", "\u2060\u00ad", "a\u2028b", "a\ufff9b", new String(Character.toChars(0xe0041)), "e" + "\u0301".repeat(200), "Minie\u0300re ", "³³", "½ of it", "９９９",
            "a" + "-a".repeat(3_000), "{f.projects|project and ９９９ more|projects and ９９９ more}", "_x0042_", "=1+1", "a, theme=produce",
            "\uE000", "\udb40\udc41", "{f.projects|９ projects|Ⅷ projets}");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<JsonNode> WRONG = List.of(JSON.nullNode(), JSON.booleanNode(true), JSON.numberNode(-1), JSON.numberNode(new BigDecimal("1e400")),
            JSON.numberNode(new BigDecimal("0." + "1".repeat(400))), JSON.numberNode(Long.MAX_VALUE), JSON.arrayNode(), JSON.objectNode(), JSON.textNode("unknown"));
    private static final Pattern BEGINS = Pattern.compile("Registered$");
    private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

    private final Api api;
    private final Random random;
    private final List<Schema> objects;

    /** {@code objects} are what a schema may mean that only says "an object". */
    Values(Api api, Random random, List<Schema> objects) {
        this.api = api;
        this.random = random;
        this.objects = objects;
    }

    /** A body: six of ten are allowed by the schema, three are wrong in one place, one is no JSON. */
    byte[] body(Schema schema) {
        JsonNode value = allowed(schema);
        int kind = random.nextInt(10);
        if (kind >= 6 && kind < 9) {
            spoil(value);
        }
        byte[] bytes = value.toString().getBytes(StandardCharsets.UTF_8);
        return kind == 9 ? broken(bytes) : bytes;
    }

    private JsonNode allowed(Schema reference) {
        Schema schema = api.followed(reference);
        JsonNode json = schema.json();
        if (json.has("const")) {
            return json.get("const");
        }
        if (json.has("enum")) {
            return one(json.get("enum"));
        }
        if (json.has("oneOf")) {
            return allowed(schema.part(alternative(json.get("oneOf"))));
        }
        return switch (json.path("type").asText()) {
            case "object" -> json.has("properties") || objects.isEmpty() ? object(schema) : allowed(one(objects));
            case "array" -> array(schema);
            case "integer", "number" -> JSON.numberNode(json.path("minimum").asInt(0) + random.nextInt(30));
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "string" -> JSON.textNode(word(json));
            default -> JSON.nullNode();
        };
    }

    /** One in four begins an initiative: before that is done, nothing else is accepted. */
    private JsonNode alternative(JsonNode all) {
        var first = all.valueStream().filter(one -> BEGINS.matcher(one.path("$ref").asText()).find()).toList();
        return first.isEmpty() || random.nextInt(4) > 0 ? one(all) : one(first);
    }

    private ObjectNode object(Schema schema) {
        var required = new LinkedHashSet<String>();
        schema.json().path("required").forEach(name -> required.add(name.asText()));
        var object = JSON.objectNode();
        schema.json().path("properties").properties().forEach(property -> {
            if (required.contains(property.getKey()) || random.nextInt(3) == 0) {
                object.set(property.getKey(), allowed(schema.part(property.getValue())));
            }
        });
        return object;
    }

    private ArrayNode array(Schema schema) {
        Set<JsonNode> items = new LinkedHashSet<>();
        int size = schema.json().path("minItems").asInt(0) + random.nextInt(3);
        for (int i = 0; i < size; i++) {
            items.add(allowed(schema.part(schema.json().path("items"))));
        }
        return JSON.arrayNode().addAll(items);
    }

    private String word(JsonNode schema) {
        int longest = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        var pattern = PATTERNS.computeIfAbsent(schema.path("pattern").asText(""), Pattern::compile);
        var fitting = WORDS.stream().filter(word -> word.length() <= longest && pattern.matcher(word).find()).toList();
        return fitting.isEmpty() ? one(WORDS) : one(fitting);
    }

    /** Makes one place of it wrong: missing, of another type, unheard of, or hostile. */
    private void spoil(JsonNode value) {
        var objects = new ArrayList<ObjectNode>();
        collect(value, objects);
        ObjectNode object = one(objects);
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.isEmpty() ? "unheard-of" : one(names);
        switch (random.nextInt(4)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(name, one(WRONG));
            case 2 -> object.put(name, one(NASTY));
            default -> object.put("unheard-of", one(NASTY));
        }
    }

    private static void collect(JsonNode value, List<ObjectNode> objects) {
        if (value instanceof ObjectNode object) {
            objects.add(object);
        }
        value.forEach(child -> collect(child, objects));
    }

    private byte[] broken(byte[] json) {
        return switch (random.nextInt(9)) {
            case 0 -> Arrays.copyOf(json, random.nextInt(json.length));
            case 1 -> {
                json[random.nextInt(json.length)] = (byte) random.nextInt(256);
                yield json;
            }
            case 2 -> "[".repeat(20_000).getBytes(StandardCharsets.US_ASCII);
            case 3 -> "{\"a\":".repeat(3_000).getBytes(StandardCharsets.US_ASCII);
            case 4 -> ("{\"type\":\"" + "x".repeat(1 << 20) + "\"}").getBytes(StandardCharsets.US_ASCII);
            case 5 -> new String(json, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16);
            case 6 -> {
                var twice = new ByteArrayOutputStream();
                twice.writeBytes(json);
                twice.writeBytes(json);
                yield twice.toByteArray();
            }
            case 7 -> one(List.of("null", "true", "7", "\"text\"", "[]", "{}", "{\"type\":\"project-approved\",\"type\":\"program-closed\"}", "{\"type\":1e999999999}"))
                    .getBytes(StandardCharsets.US_ASCII);
            default -> {
                byte[] noise = new byte[random.nextInt(300)];
                random.nextBytes(noise);
                yield noise;
            }
        };
    }

    private JsonNode one(JsonNode array) {
        return array.get(random.nextInt(array.size()));
    }

    <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
