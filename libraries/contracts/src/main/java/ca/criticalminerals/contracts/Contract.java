package ca.criticalminerals.contracts;

import ca.criticalminerals.eventsourcing.ReadableText;
import ca.criticalminerals.eventsourcing.Text;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.regex.RegularExpression;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A schema of the published language (JSON Schema 2020-12); finds all mistakes of a document at once. */
public final class Contract {
    /** How many milestones can be recorded together. */
    public static final int MOST_IN_A_BATCH = 1_000;
    private static final Set<String> CONTEXTS = Set.of("funding", "security", "partnerships", "strategy");
    private static final Set<String> UNKNOWN = Set.of("additionalProperties", "unevaluatedProperties");
    private static final Pattern INITIATIVE = Pattern.compile("[a-z0-9]++(?:-[a-z0-9]++)*+");
    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder()
            .pathType(PathType.JSON_POINTER).regularExpressionFactory(Contract::expression).build();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    /** The pattern of texts: as much of what a text is as the regular expressions of every language can say. */
    private static final String TEXT = json("common/common.v1.schema.json").at("/$defs/line/pattern").textValue();
    private static final Map<String, List<String>> KINDS = new ConcurrentHashMap<>();
    private static final Map<String, Contract> COMPILED = new ConcurrentHashMap<>();

    private final JsonSchema schema;

    /** The schema in a file, or a part of it: {@code funding/project-approved}, {@code #/$defs/request}. */
    private Contract(String file, String part) {
        schema = SCHEMAS.getSchema(SchemaLocation.of("classpath:contracts/" + file + ".v1.schema.json" + part), CONFIG);
        schema.initializeValidators();
    }

    /** The kinds of milestones that a context announces, {@code funding}. */
    public static List<String> kinds(String context) {
        return KINDS.computeIfAbsent(context, _ -> resource(context + "/kinds.txt").lines().toList());
    }

    /** Whether the text can be the id of an initiative. */
    public static boolean isInitiative(String text) {
        return text.length() <= 64 && INITIATIVE.matcher(text).matches();
    }

    /** The mistakes in a text that is announced as one line, like the name of who recorded something. */
    public static List<Violation> inLine(String text) {
        return compiled("common/common", "#/$defs/line").mistakes(TextNode.valueOf(text));
    }

    /** The mistakes in a text of both languages that is announced: a reason. */
    public static List<Violation> inText(JsonNode text) {
        return compiled("common/common", "#/$defs/longText").mistakes(text);
    }

    /** The contract of an announced milestone: a CloudEvents document. */
    public static Contract announced(String context, String kind) {
        return compiled(context + "/" + kind, "");
    }

    /** The contract of the watermark of a service. */
    public static Contract watermark() {
        return compiled("common/watermark", "");
    }

    /**
     * The mistakes in an announced milestone, as a reader of any release sees them: what it does not know of is none, because a later
     * release may announce more properties.
     *
     * @throws IllegalArgumentException if there is no such kind
     */
    public static List<Violation> inAnnouncement(String context, String kind, JsonNode document) {
        if (!CONTEXTS.contains(context) || !kinds(context).contains(kind)) {
            throw new IllegalArgumentException("no kind " + kind + " of " + context);
        }
        return CompiledSchema.of(context + "/" + kind).holds(document) ? List.of()
                : announced(context, kind).violations(document, message -> !UNKNOWN.contains(message.getType()));
    }

    /** The mistakes in a milestone that an officer sends: its properties and its kind as {@code type}. */
    public static List<Violation> inMilestone(String context, JsonNode body) {
        JsonNode type = body.path("type");
        if (!body.isObject() || !type.isTextual()) {
            return List.of(new Violation("/type", Text.of("A milestone is an object that names its kind as type.",
                    "Un jalon est un objet qui indique son type dans « type ».")));
        }
        if (!kinds(context).contains(type.asText()) || !compiled(context + "/" + type.asText(), "").saysWhatToSend()) {
            return List.of(new Violation("/type", Text.of("There is no kind of milestone " + Shown.of(type) + ".",
                    "Il n’y a pas de type de jalon " + Shown.of(type) + ".")));
        }
        return compiled(context + "/" + type.asText(), "#/$defs/request").mistakes(body);
    }

    /** The mistakes in milestones that an officer sends together. */
    public static List<Violation> inBatch(String context, JsonNode body) {
        var violations = compiled("common/batch", "").mistakes(body);
        JsonNode milestones = body.path("milestones");
        return !violations.isEmpty() ? violations : IntStream.range(0, milestones.size()).parallel().boxed()
                .flatMap(i -> inMilestone(context, milestones.get(i)).stream().map(violation -> violation.within("/milestones/" + i))).toList();
    }

    /** The mistakes in a correction that an officer sends: a reason and the replacement. */
    public static List<Violation> inCorrection(String context, JsonNode body) {
        var violations = new ArrayList<>(compiled("common/correction", "").mistakes(body));
        if (body.path("replacement").isObject()) {
            inMilestone(context, body.get("replacement")).forEach(violation -> violations.add(violation.within("/replacement")));
        }
        return violations;
    }

    /** The mistakes in a retraction that an officer sends: a reason. */
    public static List<Violation> inRetraction(JsonNode body) {
        return compiled("common/retraction", "").mistakes(body);
    }

    /** The mistakes in what a publisher sends to publish an edition. */
    public static List<Violation> inPublication(JsonNode body) {
        return compiled("strategy/publication", "").mistakes(body);
    }

    /** What an officer cannot send follows from something else that is asked: a correction, an edition. */
    private boolean saysWhatToSend() {
        return !schema.getSchemaNode().at("/$defs/request").isMissingNode();
    }

    /** All mistakes of an announced document, one per place; empty if there are none. */
    public List<Violation> violations(JsonNode document) {
        return violations(document, _ -> true);
    }

    private List<Violation> violations(JsonNode document, Predicate<ValidationMessage> counts) {
        return List.copyOf(byPlace(document, counts).values());
    }

    /** All mistakes of what somebody wants to record: those of an announced document, and texts that nobody could read. */
    private List<Violation> mistakes(JsonNode document) {
        var byPlace = byPlace(document, _ -> true);
        addUnreadable(document, "", byPlace);
        return List.copyOf(byPlace.values());
    }

    private Map<String, Violation> byPlace(JsonNode document, Predicate<ValidationMessage> counts) {
        var byPlace = new TreeMap<String, Violation>();
        for (ValidationMessage message : schema.validate(document)) {
            if (counts.test(message)) {
                var violation = Shown.violation(message);
                // Of what is too long it is not said what else it is.
                byPlace.compute(violation.place(), (_, first) -> first == null || message.getType().equals("maxLength") ? violation : first);
            }
        }
        return byPlace;
    }

    private static void addUnreadable(JsonNode node, String place, Map<String, Violation> byPlace) {
        if (node.isObject()) {
            node.properties().forEach(one ->
                    addUnreadable(one.getValue(), place + "/" + one.getKey().replace("~", "~0").replace("/", "~1"), byPlace));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                addUnreadable(node.get(i), place + "/" + i, byPlace);
            }
        } else if (node.isTextual() && !node.textValue().isEmpty()) {
            ReadableText.mistake(node.textValue()).ifPresent(text -> byPlace.putIfAbsent(place, new Violation(place, text)));
        }
    }

    /**
     * A pattern as ECMA-262 reads it: there {@code $} is the end, in Java also the place before a last newline. A repeated group gives nothing
     * back: in our patterns it never needs to, and Java would otherwise call itself once for each repeat, until its stack is full.
     */
    static Pattern pattern(String regex) {
        return Pattern.compile(regex.replace("$", "\\z").replace(")*", ")*+").replace(")+", ")++"));
    }

    /** What a pattern means here. That of texts also refuses what only the tables of Unicode know: surrogates, the unassigned. */
    static Predicate<String> matches(String regex) {
        if (regex.equals(TEXT)) {
            return ReadableText::wasAccepted;
        }
        Pattern pattern = pattern(regex);
        return text -> pattern.matcher(text).find();
    }

    private static RegularExpression expression(String regex) {
        return matches(regex)::test;
    }

    private static Contract compiled(String file, String part) {
        return COMPILED.computeIfAbsent(file + part, _ -> new Contract(file, part));
    }

    private static JsonNode json(String name) {
        try {
            return new ObjectMapper().readTree(resource(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String name) {
        try (var stream = Contract.class.getResourceAsStream("/contracts/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
