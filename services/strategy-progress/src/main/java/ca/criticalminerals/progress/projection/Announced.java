package ca.criticalminerals.progress.projection;

import static ca.criticalminerals.progress.projection.Values.compared;
import static ca.criticalminerals.progress.projection.Values.instant;
import static ca.criticalminerals.progress.projection.Values.list;
import static ca.criticalminerals.progress.projection.Values.needed;
import static ca.criticalminerals.progress.projection.Values.number;
import static ca.criticalminerals.progress.projection.Values.object;
import static ca.criticalminerals.progress.projection.Values.optional;
import static ca.criticalminerals.progress.projection.Values.page;
import static ca.criticalminerals.progress.projection.Values.positive;
import static ca.criticalminerals.progress.projection.Values.sensible;
import static ca.criticalminerals.progress.projection.Values.shared;
import static ca.criticalminerals.progress.projection.Values.text;
import static ca.criticalminerals.progress.projection.Values.texts;
import static ca.criticalminerals.progress.projection.Values.truth;
import static ca.criticalminerals.progress.projection.Values.whole;
import static ca.criticalminerals.progress.projection.Values.words;

import ca.criticalminerals.contracts.Contract;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.ReadableText;
import ca.criticalminerals.eventsourcing.RecorderRole;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.domain.Fact;
import ca.criticalminerals.progress.domain.Fact.Money;
import ca.criticalminerals.progress.domain.Fact.Names;
import ca.criticalminerals.progress.domain.Fact.What;
import ca.criticalminerals.progress.domain.Frozen;
import ca.criticalminerals.progress.domain.Milestone;
import ca.criticalminerals.progress.domain.Recorder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads announced milestones: tolerant of properties it does not know, strict about those it needs. */
public final class Announced {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder().streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(64).maxStringLength(500_000).build()).build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final int LONGEST = 1_000_000;
    private static final List<String> SAID_ELSEWHERE = List.of("type", "occurredOn", "evidence", "summary");
    private static final Pattern TYPE = Pattern.compile("ca\\.criticalminerals\\.([a-z]+)\\.([a-z-]+)\\.v1");

    private Announced() {}

    /** The JSON of a record; the source, the sequence and the version can be read even where the milestone cannot. */
    public static JsonNode json(byte[] record) throws Unreadable {
        if (record == null || record.length == 0) {
            throw new Unreadable("the record is empty");
        }
        if (record.length > LONGEST) {
            throw new Unreadable("the record has " + record.length + " bytes, more than " + LONGEST);
        }
        for (byte one : record) {
            if (one == 0) {
                throw new Unreadable("the record has a NUL byte: it is not JSON in UTF-8");
            }
        }
        try {
            return JSON.readTree(record);
        } catch (JsonProcessingException e) {
            throw new Unreadable("the record is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new Unreadable("the record is not text: " + e.getMessage());
        }
    }

    /** The id of the event in a document; empty if there is none. */
    static String id(byte[] document) {
        return property(document, "id");
    }

    /** The key under which a document is announced. */
    static byte[] subject(byte[] document) {
        return property(document, "subject").getBytes(StandardCharsets.UTF_8);
    }

    private static String property(byte[] document, String name) {
        try {
            return json(document).path(name).asText();
        } catch (Unreadable e) {
            return "";
        }
    }

    /** The milestone in a CloudEvents document that keeps its contract. */
    static Milestone genuine(JsonNode event) throws Unreadable {
        var milestone = milestone(event);
        var type = TYPE.matcher(event.path("type").asText());
        if (type.matches()) {
            var violations = Contract.inAnnouncement(type.group(1), type.group(2), event);
            if (!violations.isEmpty()) {
                var first = violations.getFirst();
                throw new Unreadable("it breaks its contract at " + (first.place().isEmpty() ? "/" : first.place()) + ": " + first.text().en());
            }
        }
        return milestone;
    }

    /** The milestone in a CloudEvents document. */
    public static Milestone milestone(JsonNode event) throws Unreadable {
        String typed = text(event, "type");
        var type = TYPE.matcher(typed);
        if (!type.matches()) {
            throw new Unreadable("the type '" + typed + "' is unknown");
        }
        String context = type.group(1);
        String kind = type.group(2);
        JsonNode data = object(event, "data");
        try {
            int version = positive(event, "streamversion");
            Instant recordedAt = instant(event, "time");
            PartialDate occurredOn = Shared.of(PartialDate.of(text(data, "occurredOn")));
            Fact fact = fact(context, kind, data);
            switch (fact) {
                case Fact.Corrected corrected when corrected.version() >= version -> throw new Unreadable("it corrects a later one");
                case Fact.Retracted retracted when retracted.version() >= version -> throw new Unreadable("it retracts a later one");
                case Fact.Redacted redacted when redacted.versions().getLast() >= version -> throw new Unreadable("it takes texts out of a later one");
                case Fact _ -> { }
            }
            namesItsOwnFigure(text(event, "subject"), fact);
            return new Milestone(shared(event, "subject"), version, shared(event, "source"), Shared.of(kind), occurredOn,
                    Shared.of(Milestone.effective(occurredOn, recordedAt)), recordedAt, recorder(event),
                    Shared.of(evidence(data)), words(data, "summary"), fact, false, said(kind, data));
        } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
            throw new Unreadable("a value cannot be read: " + e.getMessage());
        }
    }

    /** What a milestone says besides date, evidence and summary: only what everybody may read, and not what is long and stands elsewhere. */
    private static Optional<String> said(String kind, JsonNode data) {
        return switch (kind) {
            case "milestone-retracted", "text-redacted", "edition-published", "edition-withdrawn" -> Optional.empty();
            case "milestone-corrected" -> said("", data.get("replacement"));
            default -> {
                ObjectNode said = JSON.createObjectNode();
                said.setAll((ObjectNode) data);
                yield Optional.of(said.remove(SAID_ELSEWHERE).toString());
            }
        };
    }

    private static Recorder recorder(JsonNode event) throws Unreadable {
        Optional<Text> organization = event.has("recordedbyorgen") && event.has("recordedbyorgfr")
                ? Optional.of(Text.of(text(event, "recordedbyorgen"), text(event, "recordedbyorgfr"))) : Optional.empty();
        return Shared.of(new Recorder(RecorderRole.of(optional(event, "recordedbyrole")), organization,
                Optional.of(new Recorder.Person(text(event, "recordedby"), optional(event, "recordedbysub")))));
    }

    /** A figure is named after its initiative: no service can define one of another's. */
    private static void namesItsOwnFigure(String initiative, Fact fact) throws Unreadable {
        Fact said = fact instanceof Fact.Corrected corrected ? corrected.replacement() : fact;
        if (said instanceof Fact.Defined defined && !defined.figure().startsWith(initiative + ".")) {
            throw new Unreadable("the figure '" + defined.figure() + "' is not one of " + initiative);
        }
    }

    private static Fact fact(String context, String kind, JsonNode data) throws Unreadable {
        return switch (kind) {
            case "program-registered", "tax-incentive-registered", "measure-registered", "partnership-registered", "indicator-registered",
                    "strategy-registered" -> new Fact.Registered(names(object(data, "names")),
                    list(data, "formerNames", Announced::names), text(data, "theme"), words(data, "leadOrganization"),
                    text(data, "standing"));
            case "program-renamed", "measure-renamed", "partnership-renamed" -> new Fact.Renamed(names(object(data, "names")));
            case "program-launched", "tax-incentive-enacted", "tax-incentive-expanded" -> new Fact.Moved("active", Optional.empty());
            case "measure-ended", "partnership-ended", "indicator-discontinued" -> new Fact.Moved("ended", Optional.empty());
            case "program-closed" -> new Fact.Moved("closed", Optional.empty());
            case "tax-incentive-lapsed" -> new Fact.Moved("lapsed", Optional.empty());
            case "program-absorbed" -> new Fact.Moved("absorbed", Optional.of(text(data, "successor")));
            case "envelope-set", "envelope-changed" -> {
                Money envelope = money(object(data, "envelope"));
                yield new Fact.Envelope(envelope.amount(), envelope.upTo());
            }
            case "call-opened" -> shown("call", data, "amount", List.of("call:" + text(data, "call"), "envelope"));
            case "tax-incentive-introduced", "tax-incentive-renewed" -> shown("taxExpenditure", data, "cost", List.of());
            case "project-approved" -> new Fact.Approved(text(data, "project"), optional(data, "stream"), positive(data, "projects"),
                    Shared.of(data.has("amount") ? Optional.of(money(object(data, "amount"))) : Optional.empty()),
                    compared(data, "recipients"), texts(data, "jurisdictions"), texts(data, "minerals"));
            // Programs sign agreements about projects, security measures such about supply.
            case "agreement-signed" -> context.equals("funding") ? new Fact.Signed(text(data, "project"), money(object(data, "amount")))
                    : stepped(new Stepping("agreement", "signed"), data);
            case "project-completed" -> new Fact.Completed(text(data, "project"));
            case "project-withdrawn" -> new Fact.Withdrawn(text(data, "project"));
            case "output-released" -> new Fact.Released(text(data, "output"), texts(data, "minerals"));
            case "count-reported" -> new Fact.Stated(text(data, "figure"), number(data, "value"), text(data, "qualifier"),
                    data.has("breakdown") ? Optional.of(parts(object(data, "breakdown"))) : Optional.empty(), texts(data, "jurisdictions"), observed(data));
            case "target-set" -> new Fact.Targeted(text(data, "figure"), number(data, "value"), PartialDate.of(text(data, "due")),
                    data.has("baseline") ? Optional.of(new Fact.Baseline(number(object(data, "baseline"), "value"),
                            PartialDate.of(text(data.get("baseline"), "asOf")))) : Optional.empty(),
                    data.has("reason") ? Optional.of(words(data, "reason")) : Optional.empty());
            case "figure-defined" -> new Fact.Defined(text(data, "figure"), words(data, "label"), text(data, "unit"),
                    rule(object(data, "counts")));
            case "sentence-written" -> new Fact.Written(text(data, "sentence"), whole(data, "order"), words(data, "text"),
                    optional(data, "section"), data.has("form") && text(data, "form").equals("paragraph"));
            case "mineral-list-published" -> new Fact.Listed(texts(data, "minerals"));
            case "edition-published" -> new Fact.Published(positive(data, "number"), LocalDate.parse(text(data, "asOf")), instant(data, "knownAt"),
                    words(data, "approver"), frozen(object(data, "documents"), "en"), frozen(object(data, "documents"), "fr"));
            case "edition-withdrawn" -> new Fact.EditionWithdrawn(positive(data, "number"), words(data, "reason"));
            case "milestone-corrected" -> {
                JsonNode replacement = object(data, "replacement");
                String type = text(replacement, "type");
                if (type.equals("milestone-corrected") || type.equals("milestone-retracted") || type.equals("text-redacted")) {
                    throw new Unreadable("the replacement is itself a change, '" + type + "'");
                }
                yield new Fact.Corrected(positive(data, "milestone"), words(data, "reason"), type,
                        PartialDate.of(text(replacement, "occurredOn")), evidence(replacement), fact(context, type, replacement));
            }
            case "milestone-retracted" -> new Fact.Retracted(positive(data, "milestone"), words(data, "reason"));
            case "text-redacted" -> new Fact.Redacted(text(data, "ground"), words(data, "reason"), redacted(data));
            case "call-closed" -> new Fact.Happened(List.of("call:" + text(data, "call")));
            case "strategy-released" -> new Fact.Happened(List.of("release"));
            case "programs-detailed" -> new Fact.Happened(List.of("programs", "envelope"));
            case "discussion-opened" -> new Fact.Happened(List.of("discussion"));
            case "audit-tabled" -> new Fact.Happened(List.of("audit"));
            default -> stepped(Stepping.of(kind).orElseThrow(() -> new Unreadable("the kind '" + kind + "' is unknown")), data);
        };
    }

    private static Fact stepped(Stepping stepping, JsonNode data) throws Unreadable {
        var with = new ArrayList<>(compared(data, "counterparties"));
        if (data.has("counterparty")) {
            with.add(ReadableText.name(text(data, "counterparty")));
        }
        String money = data.has("unlocked") ? "unlocked" : "amount";
        return new Fact.Stepped(stepping.item(), text(data, stepping.item()), stepping.status(), List.copyOf(with), texts(data, "jurisdictions"),
                texts(data, "minerals"), data.has(money) ? Optional.of(money(object(data, money))) : Optional.empty(), restsOn(stepping, data));
    }

    private static Optional<String> restsOn(Stepping stepping, JsonNode data) throws Unreadable {
        return switch (stepping.item()) {
            case "undertaking" -> optional(data, "round").map(round -> "round:" + round);
            case "agreement" -> optional(data, "by").map(by -> "agreement:" + by);
            default -> Optional.empty();
        };
    }

    private static Fact.Rule rule(JsonNode counts) throws Unreadable {
        What what = what(text(counts, "what"));
        return new Fact.Rule(what, optional(counts, "stream"), optional(counts, "milestone"),
                what == What.ITEMS ? Optional.of(selection(counts)) : Optional.empty());
    }

    private static Fact.Selection selection(JsonNode counts) throws Unreadable {
        return new Fact.Selection(text(counts, "item"), texts(counts, "statuses"),
                counts.has("since") ? Optional.of(PartialDate.of(text(counts, "since"))) : Optional.empty(),
                counts.has("before") ? Optional.of(PartialDate.of(text(counts, "before"))) : Optional.empty());
    }

    private static What what(String word) throws Unreadable {
        return Stream.of(What.values()).filter(what -> what.name().toLowerCase(Locale.ROOT).equals(word)).findFirst()
                .orElseThrow(() -> new Unreadable("figures that count '" + word + "' are unknown"));
    }

    private static Fact shown(String kind, JsonNode data, String name, List<String> about) throws Unreadable {
        if (!data.has(name)) {
            return new Fact.Happened(about);
        }
        Money money = money(object(data, name));
        return new Fact.Shown(kind, money.amount(), money.upTo(), about);
    }

    private static Fact.Observed observed(JsonNode data) throws Unreadable {
        return data.has("period") || data.has("basePeriod") || data.has("method") ? new Fact.Observed(period(data, "period"), period(data, "basePeriod"),
                data.has("method") ? Optional.of(words(data, "method")) : Optional.empty()) : Fact.Observed.NOTHING;
    }

    private static Optional<Fact.Period> period(JsonNode data, String name) throws Unreadable {
        return data.has(name) ? Optional.of(new Fact.Period(PartialDate.of(text(object(data, name), "from")), PartialDate.of(text(data.get(name), "to"))))
                : Optional.empty();
    }

    private static Names names(JsonNode names) throws Unreadable {
        return new Names(words(names, "name"), names.has("abbreviation") ? Optional.of(words(names, "abbreviation")) : Optional.empty());
    }

    private static Money money(JsonNode money) throws Unreadable {
        if (!text(money, "currency").equals("CAD")) {
            throw new Unreadable("the currency '" + text(money, "currency") + "' is unknown");
        }
        try {
            return new Money(sensible(new BigDecimal(text(money, "amount")), "amount"), text(money, "kind"), truth(money, "upTo"));
        } catch (NumberFormatException e) {
            throw new Unreadable("amount is not a number: '" + text(money, "amount") + "'");
        }
    }

    private static Fact.Parts parts(JsonNode breakdown) throws Unreadable {
        needed(breakdown, "parts", JsonNodeType.ARRAY);
        return new Fact.Parts(truth(breakdown, "closed"),
                list(breakdown, "parts", part -> new Fact.Part(text(part, "figure"), number(part, "value"))));
    }

    private static List<Integer> redacted(JsonNode data) throws Unreadable {
        needed(data, "taken", JsonNodeType.ARRAY);
        var versions = list(data, "taken", taken -> positive(taken, "milestone")).stream().distinct().sorted().toList();
        if (versions.isEmpty()) {
            throw new Unreadable("nothing was taken out");
        }
        return versions;
    }

    private static Frozen frozen(JsonNode documents, String language) throws Unreadable {
        return Frozen.announced(text(object(documents, language), "sha256"), page(documents.get(language), "gzip"), optional(documents.get(language), "redacted"));
    }

    private static Optional<Fact.Evidence> evidence(JsonNode data) throws Unreadable {
        if (!data.has("evidence")) {
            return Optional.empty();
        }
        JsonNode evidence = object(data, "evidence");
        return Optional.of(new Fact.Evidence(text(evidence, "source"), text(evidence, "confidence"),
                evidence.has("note") ? Optional.of(words(evidence, "note")) : Optional.empty(),
                evidence.has("released") && truth(evidence, "released")));
    }
}
