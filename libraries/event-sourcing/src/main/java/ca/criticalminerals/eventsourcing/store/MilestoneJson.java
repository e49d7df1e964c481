package ca.criticalminerals.eventsourcing.store;

import ca.criticalminerals.eventsourcing.LedgerEvent;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneCorrected;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneRecorded;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneRetracted;
import ca.criticalminerals.eventsourcing.LedgerEvent.TextRedacted;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Redaction;
import ca.criticalminerals.eventsourcing.Text;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Milestones as JSON, in the store and in public alike. The kind of a milestone is the kebab-case name of its record
 * ({@code ProjectApproved}: {@code project-approved}); enum constants are lower camel case; absent means empty.
 */
public final class MilestoneJson {
    private static final String CORRECTED = kind(MilestoneCorrected.class);
    private static final String RETRACTED = kind(MilestoneRetracted.class);
    static final String REDACTED = kind(TextRedacted.class);

    private final JsonMapper mapper;
    private final Map<String, Class<? extends Milestone>> kinds = new TreeMap<>();

    /**
     * @param sealed the sealed types of milestones of one service
     * @param mixIns Jackson annotations for value types of the domain, which itself knows nothing of JSON
     */
    public MilestoneJson(Collection<Class<? extends Milestone>> sealed, Map<Class<?>, Class<?>> mixIns) {
        var module = new SimpleModule();
        module.setSerializerModifier(new EnumsAsWords());
        module.setDeserializerModifier(new WordsAsEnums());
        module.setMixInAnnotation(PartialDate.class, DateAsText.class);
        mixIns.forEach(module::setMixInAnnotation);
        mapper = JsonMapper.builder().addModules(new Jdk8Module(), module)
                .serializationInclusion(JsonInclude.Include.NON_EMPTY)
                // Whether a milestone is timeless follows from its kind and is not stored.
                .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                // Fifty is 50, not 50.0.
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
        for (var type : sealed) {
            for (var milestone : type.getPermittedSubclasses()) {
                kinds.put(kind(milestone), milestone.asSubclass(Milestone.class));
            }
        }
    }

    /** The kebab-case name of a kind of milestone. */
    static String kind(Class<?> milestone) {
        return milestone.getSimpleName().replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** The kinds of milestones that officers can record. */
    public Collection<String> kinds() {
        return kinds.keySet();
    }

    /** The kind of the event. */
    public String kind(LedgerEvent<?> event) {
        return switch (event) {
            case MilestoneRecorded<?>(var milestone) -> kind(milestone.getClass());
            case MilestoneCorrected<?> _ -> CORRECTED;
            case MilestoneRetracted<?> _ -> RETRACTED;
            case TextRedacted<?> _ -> REDACTED;
        };
    }

    /** The event as it is stored and announced; without its kind, which stands beside it. */
    public ObjectNode json(LedgerEvent<?> event) {
        return switch (event) {
            case MilestoneRecorded<?>(var milestone) -> mapper.valueToTree(milestone);
            case MilestoneCorrected<?>(var version, var reason, var replacement, var occurredOn) -> {
                ObjectNode typed = node().put("type", kind(replacement.getClass()));
                typed.setAll((ObjectNode) mapper.valueToTree(replacement));
                yield change(version, reason, occurredOn).set("replacement", typed);
            }
            case MilestoneRetracted<?>(var version, var reason, var occurredOn) -> change(version, reason, occurredOn);
            case TextRedacted<?>(var redaction, var occurredOn) -> ((ObjectNode) mapper.valueToTree(redaction)).put("occurredOn", occurredOn.value());
        };
    }

    /** The milestone in a JSON object that names its kind as {@code type}. */
    public Milestone milestone(JsonNode typed) {
        try {
            return milestone(typed.path("type").asText(), ((ObjectNode) node().setAll((ObjectNode) typed)).without("type"));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a milestone: " + e.getOriginalMessage(), e);
        }
    }

    /** The text in a JSON object. */
    public Text text(JsonNode text) {
        return mapper.convertValue(text, Text.class);
    }

    /** The redaction in a JSON object. */
    public Redaction redaction(JsonNode data) throws JsonProcessingException {
        return mapper.treeToValue(((ObjectNode) data.deepCopy()).without(List.of("occurredOn", "summary")), Redaction.class);
    }

    /** The stored event, or {@link UnreadableEvent}: never a guess. */
    public LedgerEvent<Milestone> read(StoredEvent stored) {
        try {
            JsonNode data = mapper.readTree(stored.data);
            if (stored.type.equals(CORRECTED)) {
                return new MilestoneCorrected<>(data.path("milestone").asInt(), text(data.path("reason")),
                        milestone(data.path("replacement")), PartialDate.of(stored.occurredOn));
            }
            if (stored.type.equals(RETRACTED)) {
                return new MilestoneRetracted<>(data.path("milestone").asInt(), text(data.path("reason")),
                        PartialDate.of(stored.occurredOn));
            }
            if (stored.type.equals(REDACTED)) {
                return new TextRedacted<>(redaction(data), PartialDate.of(stored.occurredOn));
            }
            return new MilestoneRecorded<>(milestone(stored.type, data));
        } catch (JsonProcessingException | IllegalArgumentException | ClassCastException e) {
            throw new UnreadableEvent(stored, e.getMessage(), e);
        }
    }

    private Milestone milestone(String kind, JsonNode data) throws JsonProcessingException {
        var type = kinds.get(kind);
        if (type == null) {
            throw new IllegalArgumentException("unknown type");
        }
        return mapper.treeToValue(data, type);
    }

    private ObjectNode change(int version, Text reason, PartialDate occurredOn) {
        ObjectNode change = node().put("milestone", version);
        change.set("reason", mapper.valueToTree(reason));
        return change.put("occurredOn", occurredOn.value());
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String word(Enum<?> constant) {
        String[] parts = constant.name().toLowerCase(Locale.ROOT).split("_");
        return parts[0] + Stream.of(parts).skip(1).map(part -> Character.toUpperCase(part.charAt(0)) + part.substring(1))
                .reduce("", String::concat);
    }

    private interface DateAsText {
        @JsonValue
        String value();
    }

    private static final class EnumsAsWords extends BeanSerializerModifier {
        @Override
        public JsonSerializer<?> modifyEnumSerializer(SerializationConfig config, JavaType type, BeanDescription description,
                JsonSerializer<?> serializer) {
            var words = new HashMap<Object, String>();
            for (Object constant : type.getRawClass().getEnumConstants()) {
                words.put(constant, word((Enum<?>) constant));
            }
            return new JsonSerializer<Enum<?>>() {
                @Override
                public void serialize(Enum<?> constant, JsonGenerator out, SerializerProvider provider) throws IOException {
                    out.writeString(words.get(constant));
                }
            };
        }
    }

    private static final class WordsAsEnums extends BeanDeserializerModifier {
        @Override
        public JsonDeserializer<?> modifyEnumDeserializer(DeserializationConfig config, JavaType type,
                BeanDescription description, JsonDeserializer<?> deserializer) {
            var constants = new HashMap<String, Enum<?>>();
            for (Object constant : type.getRawClass().getEnumConstants()) {
                constants.put(word((Enum<?>) constant), (Enum<?>) constant);
            }
            return new JsonDeserializer<Enum<?>>() {
                @Override
                public Enum<?> deserialize(JsonParser in, DeserializationContext context) throws IOException {
                    Enum<?> constant = constants.get(in.getText());
                    return constant != null ? constant
                            : (Enum<?>) context.handleWeirdStringValue(type.getRawClass(), in.getText(), "unknown word");
                }
            };
        }
    }
}
