package ca.criticalminerals.progress.api;

import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.domain.Entry;
import ca.criticalminerals.progress.domain.Fact;
import ca.criticalminerals.progress.domain.Figure;
import ca.criticalminerals.progress.domain.Initiative;
import ca.criticalminerals.progress.domain.Milestone;
import ca.criticalminerals.progress.domain.Recorder;
import ca.criticalminerals.progress.domain.Rules;
import ca.criticalminerals.progress.domain.Total;
import ca.criticalminerals.progress.projection.OperatorDecision;
import ca.criticalminerals.progress.projection.View;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;

/** The view as JSON: both languages nested, money as text with its currency, instants in UTC. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private Json() {}

    /** The bytes of an answer. */
    public static byte[] bytes(ObjectNode json) {
        try {
            return MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** An answer that says as of when and how complete it is; nothing volatile if the past it asks about is complete. */
    public static ObjectNode answer(View view, Question question) {
        ObjectNode answer = object().put("asOf", question.asOf().toString());
        question.knownAt().ifPresent(knownAt -> answer.put("knownAt", knownAt.toString()));
        boolean provisional = question.knownAt().map(view::provisional).orElse(!view.held().isEmpty());
        answer.put("provisional", provisional);
        if (question.knownAt().isEmpty() || provisional) {
            ObjectNode through = answer.putObject("completeThrough");
            view.sources().forEach((source, instant) -> through.put(source.substring(1), instant.map(Object::toString).orElse(null)));
            ArrayNode behind = answer.putArray("behind");
            view.behind(question.known()).forEach(source -> behind.add(source.substring(1)));
            if (!view.held().isEmpty()) {
                held(answer.putArray("held"), view.held());
            }
        }
        return answer;
    }

    public static void held(ArrayNode list, List<View.Held> held) {
        held.forEach(one -> held(list, one));
    }

    /** Adds one to the list. */
    public static ObjectNode held(ArrayNode list, View.Held held) {
        ObjectNode shown = list.addObject();
        held.initiative().ifPresent(initiative -> shown.put("initiative", initiative));
        held.version().ifPresent(version -> shown.put("milestone", version));
        held.source().ifPresent(source -> shown.put("source", source));
        return shown.put("topic", held.topic()).put("offset", held.offset()).put("status", held.status().word).put("reason", held.reason());
    }

    /** Adds what operators have decided about records that the numbers rest on, without who and why; nothing if there is none. */
    public static ObjectNode decided(ObjectNode json, List<OperatorDecision> decisions) {
        for (var decision : decisions) {
            ObjectNode shown = json.withArray("decisions").addObject().put("kind", decision.kind().word).put("at", decision.at().toString());
            if (!decision.initiative().isEmpty()) {
                shown.put("initiative", decision.initiative()).put("more", "/v1/initiatives/" + decision.initiative() + "/decisions");
            }
            decision.milestone().ifPresent(milestone -> shown.put("milestone", milestone));
            put(shown, "what", decision.sentence());
        }
        return json;
    }

    public static void put(ObjectNode parent, String name, Text text) {
        parent.putObject(name).put("en", text.en()).put("fr", text.fr());
    }

    public static ObjectNode initiative(Initiative initiative, boolean withMilestones) {
        ObjectNode json = object().put("id", initiative.id()).put("service", initiative.source().substring(1));
        names(json.putObject("names"), initiative.names());
        ArrayNode former = json.putArray("formerNames");
        initiative.formerNames().forEach(names -> names(former.addObject(), names));
        json.put("theme", initiative.theme());
        put(json, "leadOrganization", initiative.lead());
        json.put("status", initiative.status());
        initiative.successor().ifPresent(successor -> json.put("successor", successor));
        Milestone last = initiative.lastChange();
        put(json.putObject("lastChange").put("milestone", last.version()).put("recordedAt", last.recordedAt().toString()), "summary",
                last.summary());
        ArrayNode figures = json.putArray("figures");
        initiative.figures().values().forEach(figure -> figures.add(figure(figure, false)));
        // Amounts and milestones only of one initiative at a time: a list must not grow with the number of milestones.
        if (withMilestones) {
            ArrayNode money = json.putArray("money");
            initiative.money().forEach((kind, figure) -> money.addObject().put("kind", kind).set("amounts", contributions(figure, figure.contributions(), true)));
            ArrayNode milestones = json.putArray("milestones");
            initiative.entries().forEach(entry -> milestones.add(milestone(entry)));
        }
        return json;
    }

    /** A figure; in full with its rule and every milestone that makes it up. */
    public static ObjectNode figure(Figure figure, boolean full) {
        ObjectNode json = object().put("id", figure.id());
        figure.initiative().ifPresent(initiative -> json.put("initiative", initiative));
        put(json, "label", figure.label());
        json.put("unit", figure.unit());
        figure.number().ifPresentOrElse(number -> amount(json, "value", figure, number), () -> figure.date()
                .ifPresentOrElse(date -> json.put("value", date.value()), () -> json.putNull("value")));
        json.put("qualifier", figure.qualifier());
        ObjectNode coverage = json.putObject("coverage");
        figure.stated().ifPresentOrElse(stated -> {
            amount(coverage, "stated", figure, stated.value());
            coverage.put("statedAsOf", stated.asOf().value());
            stated.observed().period().ifPresent(period -> period(coverage.putObject("period"), period));
            stated.observed().basePeriod().ifPresent(period -> period(coverage.putObject("basePeriod"), period));
            stated.observed().method().ifPresent(method -> put(coverage, "method", method));
        }, () -> coverage.putNull("stated"));
        if (figure.rule().what() != Fact.What.MONEY_NEVER_ADDED) {
            amount(coverage, "itemised", figure, figure.itemised());
        }
        figure.breakdown().ifPresent(breakdown -> {
            ObjectNode parts = json.putObject("breakdown").put("closed", breakdown.closed());
            breakdown.figures().forEach(parts.withArray("figures")::add);
        });
        if (!figure.names().isEmpty()) {
            figure.names().forEach(json.withArray("names")::add);
        }
        target(json, figure);
        if (full) {
            put(json, "rule", Rules.words(figure.rule()));
            json.set("contributors", contributions(figure, figure.contributions(), false));
            json.set("includedInStatement", contributions(figure, figure.included(), false));
        }
        return json;
    }

    private static void period(ObjectNode json, Fact.Period period) {
        json.put("from", period.from().value()).put("to", period.to().value());
    }

    private static void target(ObjectNode json, Figure figure) {
        figure.target().ifPresentOrElse(target -> {
            ObjectNode shown = json.putObject("target");
            amount(shown, "value", figure, target.latest().value());
            shown.put("due", target.latest().due().value());
            target.latest().baseline().ifPresent(baseline -> {
                ObjectNode from = shown.putObject("baseline");
                amount(from, "value", figure, baseline.value());
                from.put("asOf", baseline.asOf().value());
            });
            target.latest().reason().ifPresent(reason -> put(shown, "reason", reason));
            shown.put("earlierTargets", target.earlier().size());
        }, () -> put(json, "target", Text.of("no target set", "aucune cible fixée")));
    }

    private static ArrayNode contributions(Figure figure, List<Figure.Contribution> contributions, boolean brief) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (var contribution : contributions) {
            ObjectNode json = array.addObject();
            amount(json, "contribution", figure, contribution.amount());
            if (brief) {
                json.put("milestone", contribution.entry().recorded().version());
                put(json, "summary", contribution.entry().now().summary());
            } else {
                json.setAll(milestone(contribution.entry()));
            }
        }
        return array;
    }

    /** What an initiative supports in a year, for whom and where. */
    public static ObjectNode total(Total total) {
        ObjectNode json = object().put("fiscalYear", total.year().toString()).put("initiative", total.initiative().id());
        total.jurisdictions().forEach(json.putArray("jurisdictions")::add);
        total.recipients().forEach(json.putArray("recipients")::add);
        json.put("kind", total.kind().orElse(null)).put("projects", total.projects());
        total.amount().ifPresentOrElse(amount -> money(json, "amount", amount), () -> json.putNull("amount"));
        return json.put("upTo", total.upTo());
    }

    /** A milestone, what became of it, on what it rests, what all kinds name alike, and all that it says in the words of its contract. */
    public static ObjectNode milestone(Entry entry) {
        ObjectNode json = entry(entry);
        said(json, entry.now());
        return json;
    }

    /** A milestone, what became of it and on what it rests: where it stands beside each of many figures that it moved. */
    public static ObjectNode entry(Entry entry) {
        Milestone recorded = entry.recorded();
        Milestone now = entry.now();
        ObjectNode json = object().put("initiative", recorded.initiative()).put("milestone", recorded.version())
                .put("kind", now.kind()).put("occurredOn", now.occurredOn().value()).put("countsFrom", now.effectiveOn().toString())
                .put("recordedAt", recorded.recordedAt().toString());
        recorder(json, recorded.recorder());
        json.put("standing", entry.standing());
        put(json, "summary", now.summary());
        now.evidence().ifPresent(evidence -> evidence(json.putArray("evidence"), evidence));
        entry.corrections().forEach(correction -> change(json.withArray("corrections").addObject(), correction,
                ((Fact.Corrected) correction.fact()).reason()));
        if (!entry.corrections().isEmpty() && !recorded.withdrawn()) {
            put(json, "firstRecordedAs", recorded.summary());
        }
        entry.retraction().ifPresent(retraction -> change(json.putObject("retraction"), retraction,
                ((Fact.Retracted) retraction.fact()).reason()));
        entry.redactions().forEach(redaction -> {
            var redacted = (Fact.Redacted) redaction.fact();
            ObjectNode shown = json.withArray("redactions").addObject().put("ground", redacted.ground());
            change(shown, redaction, redacted.reason());
        });
        return json;
    }

    static void change(ObjectNode json, Milestone change, Text reason) {
        json.put("milestone", change.version()).put("recordedAt", change.recordedAt().toString());
        recorder(json, change.recorder());
        put(json, "reason", reason);
    }

    /** Says who recorded something: role and organization, and to auditors the person. */
    static void recorder(ObjectNode json, Recorder recorder) {
        put(json, "recordedBy", recorder.words());
        json.put("recordedByRole", recorder.role().code);
        recorder.person().ifPresent(person -> {
            ObjectNode shown = json.putObject("recordedByPerson").put("name", person.name());
            person.sub().ifPresent(sub -> shown.put("sub", sub));
        });
    }

    private static void said(ObjectNode json, Milestone now) {
        var named = Named.in(now.fact());
        ObjectNode data = data(now);
        if (data.path("title").isObject()) {
            json.set("title", data.get("title"));
        }
        named.key().ifPresent(key -> json.put(named.isProject() ? "project" : "item", key));
        names(json, "recipients", named.recipients());
        names(json, "jurisdictions", named.jurisdictions());
        names(json, "minerals", named.minerals());
        named.money().ifPresent(money -> {
            money(json, "amount", money.amount());
            ((ObjectNode) json.get("amount")).put("kind", money.kind()).put("upTo", money.upTo());
        });
        json.set("data", data);
    }

    private static ObjectNode data(Milestone now) {
        return switch (now.fact()) {
            case Fact.Corrected correction -> {
                ObjectNode json = object().put("milestone", correction.version());
                put(json, "reason", correction.reason());
                now.said().map(Json::read).ifPresent(said -> json.putObject("replacement").put("type", correction.kind())
                        .put("occurredOn", correction.occurredOn().value()).setAll((ObjectNode) said));
                yield json;
            }
            case Fact.Retracted retraction -> {
                ObjectNode json = object().put("milestone", retraction.version());
                put(json, "reason", retraction.reason());
                yield json;
            }
            case Fact.Redacted redaction -> {
                ObjectNode json = object().put("ground", redaction.ground());
                put(json, "reason", redaction.reason());
                redaction.versions().forEach(json.withArray("milestones")::add);
                yield json;
            }
            case Fact _ -> now.said().map(said -> (ObjectNode) read(said)).orElseGet(Json::object);
        };
    }

    private static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("it was written as JSON", e);
        }
    }

    private static void names(ObjectNode json, String name, List<String> names) {
        if (!names.isEmpty()) {
            names.forEach(json.putArray(name)::add);
        }
    }

    /** Each source by itself, so that programs can follow its address. */
    private static void evidence(ArrayNode list, Fact.Evidence evidence) {
        String line = evidence.internal().map(internal -> internal.en() + " / " + internal.fr()).orElse(evidence.source());
        for (Source source : Source.in(line)) {
            ObjectNode json = list.addObject();
            source.title().ifPresent(title -> json.put("title", title));
            source.address().ifPresent(address -> json.put("address", address));
            json.put("confidence", evidence.confidence());
            if (evidence.released()) {
                json.put("released", true);
            }
            evidence.note().ifPresent(note -> put(json, "note", note));
        }
    }

    private static void names(ObjectNode json, Fact.Names names) {
        put(json, "name", names.name());
        names.abbreviation().ifPresent(abbreviation -> put(json, "abbreviation", abbreviation));
    }

    static void amount(ObjectNode json, String name, Figure figure, BigDecimal value) {
        if (figure.unit().equals("cad")) {
            money(json, name, value);
        } else {
            json.put(name, value.stripTrailingZeros().scale() <= 0 ? value.setScale(0) : value);
        }
    }

    private static void money(ObjectNode json, String name, BigDecimal cad) {
        json.putObject(name).put("amount", cad.setScale(Math.max(2, cad.stripTrailingZeros().scale())).toPlainString()).put("currency", "CAD");
    }

    static List<String> themes() {
        return List.of("facts", "strategy", "outlook", "produce", "protect", "partnerDomestic", "partnerInternational", "wayForward");
    }
}
