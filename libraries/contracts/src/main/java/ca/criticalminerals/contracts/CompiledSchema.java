package ca.criticalminerals.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * A schema as one check of what nearly every document does: it keeps its contract. Many times faster than a validator that can say
 * what is wrong.
 *
 * <p>It knows the words of our schemas and no others, and passes over properties that a schema does not know. "No" means "not surely":
 * then the validator decides.
 */
final class CompiledSchema {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Predicate<JsonNode> NOT_SURELY = _ -> false;
    private static final Set<String> SAY_NOTHING = Set.of("$schema", "$id", "$defs", "$comment", "title", "description", "examples", "default", "additionalProperties");
    private static final Set<String> SIZES = Set.of("type", "minLength", "maxLength", "minItems", "maxItems");
    private static final Map<String, JsonNode> FILES = new ConcurrentHashMap<>();
    private static final Map<String, CompiledSchema> COMPILED = new ConcurrentHashMap<>();

    private final Predicate<JsonNode> check;

    private CompiledSchema(Predicate<JsonNode> check) {
        this.check = check;
    }

    /** The schema in a file, {@code funding/project-approved}. */
    static CompiledSchema of(String file) {
        return COMPILED.computeIfAbsent(file, _ -> new CompiledSchema(compile(Path.of(file + ".v1.schema.json"), "")));
    }

    /** Whether the document surely keeps the contract. */
    boolean holds(JsonNode document) {
        return check.test(document);
    }

    private static Predicate<JsonNode> compile(Path file, String pointer) {
        return compile(file, FILES.computeIfAbsent(file.toString(), CompiledSchema::read).at(pointer));
    }

    private static Predicate<JsonNode> compile(Path file, JsonNode schema) {
        if (schema.isBoolean()) {
            return schema.asBoolean() ? _ -> true : NOT_SURELY;
        }
        var checks = new ArrayList<Predicate<JsonNode>>();
        // What is too long or too much is known before a pattern looks at it.
        schema.properties().stream().filter(word -> !SAY_NOTHING.contains(word.getKey())).sorted(Comparator.comparing(word -> !SIZES.contains(word.getKey())))
                .forEach(word -> checks.add(compile(file, schema, word.getKey(), word.getValue())));
        Predicate<JsonNode>[] all = checks.toArray(Predicate[]::new);
        return node -> {
            for (var one : all) {
                if (!one.test(node)) {
                    return false;
                }
            }
            return true;
        };
    }

    private static Predicate<JsonNode> compile(Path file, JsonNode schema, String word, JsonNode value) {
        return switch (word) {
            case "$ref" -> reference(file, value.asText());
            case "type" -> type(value.asText());
            case "const" -> value::equals;
            case "enum" -> {
                var words = new HashSet<JsonNode>();
                value.forEach(words::add);
                yield words::contains;
            }
            case "required" -> {
                var names = new ArrayList<String>();
                value.forEach(name -> names.add(name.asText()));
                yield node -> !node.isObject() || names.stream().allMatch(node::has);
            }
            case "properties" -> properties(file, value);
            case "items" -> {
                var each = compile(file, value);
                yield node -> !node.isArray() || all(node, each);
            }
            case "oneOf" -> {
                // Each of them has a type of its own, so more than one never holds.
                var branches = new ArrayList<Predicate<JsonNode>>();
                value.forEach(branch -> branches.add(compile(file, branch)));
                yield node -> branches.stream().anyMatch(branch -> branch.test(node));
            }
            case "if" -> value.size() == 1 && value.has("required") ? conditional(file, schema, value) : NOT_SURELY;
            case "then", "else" -> schema.has("if") ? _ -> true : NOT_SURELY;
            case "pattern" -> {
                var matches = Contract.matches(value.asText());
                yield node -> !node.isTextual() || matches.test(node.textValue());
            }
            case "minLength" -> node -> !node.isTextual() || length(node) >= value.asInt();
            case "maxLength" -> node -> !node.isTextual() || length(node) <= value.asInt();
            case "minItems" -> node -> !node.isArray() || node.size() >= value.asInt();
            case "maxItems" -> node -> !node.isArray() || node.size() <= value.asInt();
            case "uniqueItems" -> node -> !node.isArray() || isUnique(node);
            case "minimum" -> compared(value.decimalValue(), 1);
            case "maximum" -> compared(value.decimalValue(), -1);
            default -> NOT_SURELY;
        };
    }

    private static Predicate<JsonNode> reference(Path file, String reference) {
        int hash = reference.indexOf('#');
        Path other = hash == 0 ? file : file.resolveSibling(hash < 0 ? reference : reference.substring(0, hash)).normalize();
        return compile(other, hash < 0 ? "" : reference.substring(hash + 1));
    }

    private static Predicate<JsonNode> type(String type) {
        return switch (type) {
            case "object" -> JsonNode::isObject;
            case "array" -> JsonNode::isArray;
            case "string" -> JsonNode::isTextual;
            case "boolean" -> JsonNode::isBoolean;
            case "integer" -> JsonNode::isIntegralNumber;
            case "number" -> JsonNode::isNumber;
            default -> NOT_SURELY;
        };
    }

    private static Predicate<JsonNode> properties(Path file, JsonNode properties) {
        var names = new ArrayList<String>();
        var checks = new ArrayList<Predicate<JsonNode>>();
        for (var property : properties.properties()) {
            names.add(property.getKey());
            checks.add(compile(file, property.getValue()));
        }
        return node -> {
            for (int i = 0; i < names.size(); i++) {
                JsonNode value = node.get(names.get(i));
                if (value != null && !checks.get(i).test(value)) {
                    return false;
                }
            }
            return true;
        };
    }

    private static Predicate<JsonNode> conditional(Path file, JsonNode schema, JsonNode condition) {
        var when = compile(file, condition);
        var then = schema.has("then") ? compile(file, schema.get("then")) : (Predicate<JsonNode>) _ -> true;
        var otherwise = schema.has("else") ? compile(file, schema.get("else")) : (Predicate<JsonNode>) _ -> true;
        return node -> when.test(node) ? then.test(node) : otherwise.test(node);
    }

    private static Predicate<JsonNode> compared(BigDecimal limit, int sign) {
        return node -> !node.isNumber() || Double.isFinite(node.doubleValue()) && node.decimalValue().compareTo(limit) * sign >= 0;
    }

    private static boolean all(JsonNode array, Predicate<JsonNode> check) {
        for (JsonNode one : array) {
            if (!check.test(one)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnique(JsonNode array) {
        var seen = new HashSet<JsonNode>();
        return all(array, seen::add);
    }

    private static int length(JsonNode node) {
        return node.textValue().codePointCount(0, node.textValue().length());
    }

    private static JsonNode read(String file) {
        try (var stream = CompiledSchema.class.getResourceAsStream("/contracts/" + file)) {
            return JSON.readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
