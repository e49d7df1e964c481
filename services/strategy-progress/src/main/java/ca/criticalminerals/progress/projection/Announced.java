package ca.criticalminerals.progress.projection;

import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.domain.Fact;
import ca.criticalminerals.progress.domain.Fact.Money;
import ca.criticalminerals.progress.domain.Fact.Names;
import ca.criticalminerals.progress.domain.Fact.What;
import ca.criticalminerals.progress.domain.History;
import ca.criticalminerals.progress.domain.Milestone;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads announced milestones: tolerant of properties it does not know, strict about those it needs. */
final class Announced {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder().streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(64).maxStringLength(200_000).build()).build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final int LONGEST = 1_000_000;
    private static final Pattern TYPE = Pattern.compile("ca\\.criticalminerals\\.[a-z]+\\.([a-z-]+)\\.v1");

    private Announced() {}

    /** The JSON of a record; the source, the sequence and the version can be read even where the milestone cannot. */
    static JsonNode json(byte[] record) throws Unreadable {
        if (record == null || record.length == 0) {
            throw new Unreadable("the record is empty");
        }
        if (record.length > LONGEST) {
            throw new Unreadable("the record has " + record.length + " bytes, more than " + LONGEST);
        }
        try {
            return JSON.readTree(record);
        } catch (JsonProcessingException e) {
            throw new Unreadable("the record is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new Unreadable("the record is not text: " + e.getMessage());
        }
    }

    /** The milestone in a CloudEvents document. */
    static Milestone milestone(JsonNode event) throws Unreadable {
        String typed = text(event, "type");
        var type = TYPE.matcher(typed);
        if (!type.matches()) {
            throw new Unreadable("the type '" + typed + "' is unknown");
        }
        String kind = type.group(1);
        JsonNode data = event.path("data");
        try {
            int version = event.path("streamversion").asInt();
            if (version < 1) {
                throw new Unreadable("streamversion is missing");
            }
            Instant recordedAt = Instant.parse(text(event, "time"));
            PartialDate occurredOn = PartialDate.of(text(data, "occurredOn"));
            LocalDate recordedOn = recordedAt.atZone(History.CANADA).toLocalDate();
            LocalDate last = occurredOn.lastDay();
            Fact fact = fact(kind, data);
            switch (fact) {
                case Fact.Corrected corrected when corrected.version() >= version -> throw new Unreadable("it corrects a later one");
                case Fact.Retracted retracted when retracted.version() >= version -> throw new Unreadable("it retracts a later one");
                case Fact _ -> { }
            }
            return new Milestone(text(event, "subject"), version, text(event, "source"), kind, occurredOn,
                    last.isBefore(recordedOn) ? last : recordedOn, recordedAt, text(event, "recordedby"), evidence(data),
                    words(data, "summary"), fact);
        } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
            throw new Unreadable("a value cannot be read: " + e.getMessage());
        }
    }

    private static Fact fact(String kind, JsonNode data) throws Unreadable {
        return switch (kind) {
            case "program-registered", "tax-incentive-registered" -> new Fact.Registered(names(data.path("names")),
                    list(data.path("formerNames"), Announced::names), text(data, "theme"), words(data, "leadOrganization"),
                    text(data, "standing"));
            case "program-renamed" -> new Fact.Renamed(names(data.path("names")));
            case "program-launched", "tax-incentive-enacted", "tax-incentive-expanded" -> new Fact.Moved("active", Optional.empty());
            case "program-closed" -> new Fact.Moved("closed", Optional.empty());
            case "tax-incentive-lapsed" -> new Fact.Moved("lapsed", Optional.empty());
            case "program-absorbed" -> new Fact.Moved("absorbed", Optional.of(text(data, "successor")));
            case "envelope-set", "envelope-changed" -> {
                Money envelope = money(data.path("envelope"));
                yield new Fact.Envelope(envelope.amount(), envelope.upTo());
            }
            case "call-opened" -> shown("call", data.path("amount"));
            case "tax-incentive-introduced", "tax-incentive-renewed" -> shown("taxExpenditure", data.path("cost"));
            case "project-approved" -> new Fact.Approved(text(data, "project"), optional(data, "stream"), positive(data, "projects"),
                    data.has("amount") ? Optional.of(money(data.path("amount"))) : Optional.empty(), texts(data, "recipients"),
                    texts(data, "jurisdictions"), texts(data, "minerals"));
            case "agreement-signed" -> new Fact.Signed(text(data, "project"), money(data.path("amount")));
            case "project-completed" -> new Fact.Completed(text(data, "project"));
            case "project-withdrawn" -> new Fact.Withdrawn(text(data, "project"));
            case "output-released" -> new Fact.Released(text(data, "output"), texts(data, "minerals"));
            case "count-reported" -> new Fact.Stated(text(data, "figure"), number(data, "value"), text(data, "qualifier"),
                    data.has("breakdown") ? Optional.of(parts(data.get("breakdown"))) : Optional.empty(), texts(data, "jurisdictions"));
            case "target-set" -> new Fact.Targeted(text(data, "figure"), number(data, "value"), PartialDate.of(text(data, "due")),
                    data.has("baseline") ? Optional.of(new Fact.Baseline(number(data.get("baseline"), "value"),
                            PartialDate.of(text(data.get("baseline"), "asOf")))) : Optional.empty(),
                    data.has("reason") ? Optional.of(words(data, "reason")) : Optional.empty());
            case "figure-defined" -> new Fact.Defined(text(data, "figure"), words(data, "label"), text(data, "unit"),
                    new Fact.Rule(what(text(data.path("counts"), "what")), optional(data.path("counts"), "stream"),
                            optional(data.path("counts"), "milestone")));
            case "sentence-written" -> new Fact.Written(text(data, "sentence"), data.path("order").asInt(), words(data, "text"));
            case "milestone-corrected" -> {
                JsonNode replacement = data.path("replacement");
                yield new Fact.Corrected(positive(data, "milestone"), words(data, "reason"), text(replacement, "type"),
                        PartialDate.of(text(replacement, "occurredOn")), evidence(replacement),
                        fact(text(replacement, "type"), replacement));
            }
            case "milestone-retracted" -> new Fact.Retracted(positive(data, "milestone"), words(data, "reason"));
            case "call-closed" -> new Fact.Happened();
            default -> throw new Unreadable("the kind '" + kind + "' is unknown");
        };
    }

    private static What what(String word) throws Unreadable {
        return Stream.of(What.values()).filter(what -> what.name().toLowerCase(Locale.ROOT).equals(word)).findFirst()
                .orElseThrow(() -> new Unreadable("figures that count '" + word + "' are unknown"));
    }

    private static Fact shown(String kind, JsonNode amount) throws Unreadable {
        if (amount.isMissingNode()) {
            return new Fact.Happened();
        }
        Money money = money(amount);
        return new Fact.Shown(kind, money.amount(), money.upTo());
    }

    private static Names names(JsonNode names) throws Unreadable {
        return new Names(words(names, "name"), names.has("abbreviation") ? Optional.of(words(names, "abbreviation")) : Optional.empty());
    }

    private static Money money(JsonNode money) throws Unreadable {
        return new Money(new BigDecimal(text(money, "amount")), text(money, "kind"), money.path("upTo").asBoolean());
    }

    private static Fact.Parts parts(JsonNode breakdown) throws Unreadable {
        return new Fact.Parts(breakdown.path("closed").asBoolean(),
                list(breakdown.path("parts"), part -> new Fact.Part(text(part, "figure"), number(part, "value"))));
    }

    private static Optional<Fact.Evidence> evidence(JsonNode data) throws Unreadable {
        JsonNode evidence = data.path("evidence");
        return evidence.isMissingNode() ? Optional.empty() : Optional.of(new Fact.Evidence(text(evidence, "source"),
                text(evidence, "confidence"), evidence.has("note") ? Optional.of(words(evidence, "note")) : Optional.empty()));
    }

    private static Text words(JsonNode node, String name) throws Unreadable {
        return Text.of(text(node.path(name), "en"), text(node.path(name), "fr"));
    }

    static String text(JsonNode node, String name) throws Unreadable {
        JsonNode value = node.path(name);
        if (!value.isTextual()) {
            throw new Unreadable(name + " is missing");
        }
        return value.asText();
    }

    private static Optional<String> optional(JsonNode node, String name) {
        return Optional.ofNullable(node.get(name)).map(JsonNode::asText);
    }

    private static BigDecimal number(JsonNode node, String name) throws Unreadable {
        if (!node.path(name).isNumber()) {
            throw new Unreadable(name + " is missing");
        }
        return node.get(name).decimalValue();
    }

    private static int positive(JsonNode node, String name) throws Unreadable {
        int value = node.path(name).asInt();
        if (value < 1) {
            throw new Unreadable(name + " is missing");
        }
        return value;
    }

    private static List<String> texts(JsonNode node, String name) {
        return StreamSupport.stream(node.path(name).spliterator(), false).map(JsonNode::asText).toList();
    }

    private interface Reading<T> {
        T of(JsonNode node) throws Unreadable;
    }

    private static <T> List<T> list(JsonNode array, Reading<T> reading) throws Unreadable {
        var list = new ArrayList<T>();
        for (JsonNode node : array) {
            list.add(reading.of(node));
        }
        return List.copyOf(list);
    }
}
