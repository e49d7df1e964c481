package ca.criticalminerals.progress.domain;

import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.domain.Fact.Money;
import ca.criticalminerals.progress.domain.Fact.Names;
import ca.criticalminerals.progress.domain.Fact.Rule;
import ca.criticalminerals.progress.domain.Fact.What;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The story of one initiative, told milestone by milestone; each is recorded an hour after the one before it. */
final class Told {
    static final Text REASON = Text.of("a mistake", "une erreur");
    static final LocalDate LATER = LocalDate.of(2030, 1, 1);
    static final String PROJECTS = "fund.projects";
    static final String READY = "fund.projects.ready";
    static final String EARLY = "fund.projects.early";
    static final String MONEY = "fund.contributions";
    static final String OUTPUTS = "fund.outputs";
    static final String WHERE = "fund.where";
    static final String ENVELOPE = "fund.envelope";
    static final String PARTNERS = "fund.partners";
    static final String LAUNCHED = "fund.launched";

    private final String initiative;
    private final List<Milestone> milestones = new ArrayList<>();
    private Instant recordedAt = Instant.parse("2026-06-01T16:00:00Z");

    private Told(String initiative) {
        this.initiative = initiative;
    }

    /** Nothing yet. */
    static Told nothing(String initiative) {
        return new Told(initiative);
    }

    /** A fund with two streams whose every figure is defined. */
    static Told fund() {
        return nothing("fund").registered("announced")
                .defined(PROJECTS, "count", Rule.of(What.PROJECTS))
                .defined(READY, "count", new Rule(What.PROJECTS, Optional.of("ready"), Optional.empty()))
                .defined(EARLY, "count", new Rule(What.PROJECTS, Optional.of("early"), Optional.empty()))
                .defined(MONEY, "cad", Rule.of(What.CONTRIBUTIONS))
                .defined(OUTPUTS, "count", Rule.of(What.OUTPUTS))
                .defined(WHERE, "count", Rule.of(What.JURISDICTIONS))
                .defined(ENVELOPE, "cad", Rule.of(What.ENVELOPE))
                .defined(PARTNERS, "count", Rule.of(What.STATEMENTS))
                .defined(LAUNCHED, "date", new Rule(What.OCCURRENCE, Optional.empty(), Optional.of("program-launched")));
    }

    /** Whatever is told from here on is recorded from this instant on. */
    Told recordedFrom(String instant) {
        recordedAt = Instant.parse(instant);
        return this;
    }

    Told and(String kind, String on, Fact fact) {
        PartialDate occurredOn = PartialDate.of(on);
        milestones.add(new Milestone(initiative, milestones.size() + 1, "/funding-programs", kind, occurredOn,
                Milestone.effective(occurredOn, recordedAt), recordedAt, Recorder.named("officer"), Optional.empty(),
                Text.of(kind + " " + on, kind + " " + on + " (fr)"), fact, false));
        recordedAt = recordedAt.plus(Duration.ofHours(1));
        return this;
    }

    Told registered(String standing) {
        return and("program-registered", "2022-04-07", new Fact.Registered(named("The Fund"), List.of(named("The Old Fund")), "produce",
                Text.of("A department", "Un ministère"), standing));
    }

    Told defined(String figure, String unit, Rule rule) {
        return and("figure-defined", "2022-04-07", new Fact.Defined(figure, Text.of(figure, figure), unit, rule));
    }

    Told launched(String on) {
        return and("program-launched", on, new Fact.Moved("active", Optional.empty()));
    }

    Told approved(String project, String on, Money amount) {
        return approved(project, on, 1, Optional.of("ready"), Optional.of(amount), List.of());
    }

    Told approved(String project, String on, int projects, Optional<String> stream, Optional<Money> amount, List<String> where) {
        return and("project-approved", on, new Fact.Approved(project, stream, projects, amount, List.of("A company"), where, List.of()));
    }

    Told signed(String project, String on, Money amount) {
        return and("agreement-signed", on, new Fact.Signed(project, amount));
    }

    Told completed(String project, String on) {
        return and("project-completed", on, new Fact.Completed(project));
    }

    Told withdrawn(String project, String on) {
        return and("project-withdrawn", on, new Fact.Withdrawn(project));
    }

    Told released(String output, String on) {
        return and("output-released", on, new Fact.Released(output, List.of()));
    }

    Told envelope(String kind, String on, String amount, boolean upTo) {
        return and(kind, on, new Fact.Envelope(new BigDecimal(amount), upTo));
    }

    Told stated(String figure, String on, String value) {
        return stated(figure, on, value, "exact", null);
    }

    Told stated(String figure, String on, String value, String qualifier, Fact.Parts parts) {
        return and("count-reported", on, new Fact.Stated(figure, new BigDecimal(value), qualifier, Optional.ofNullable(parts), List.of()));
    }

    Told targeted(String figure, String on, String value, String due) {
        return and("target-set", on, new Fact.Targeted(figure, new BigDecimal(value), PartialDate.of(due), Optional.empty(), Optional.empty()));
    }

    /** An earlier milestone says something else now, and happened on another day. */
    Told corrected(int version, String on, Fact replacement) {
        return and("milestone-corrected", "2026-06-01", new Fact.Corrected(version, REASON, milestones.get(version - 1).kind(),
                PartialDate.of(on), Optional.empty(), replacement));
    }

    Told retracted(int version) {
        return and("milestone-retracted", "2026-06-01", new Fact.Retracted(version, REASON));
    }

    /** The version of what was told last. */
    int version() {
        return milestones.size();
    }

    /** When the last was recorded. */
    Instant lastRecordedAt() {
        return milestones.getLast().recordedAt();
    }

    List<Milestone> milestones() {
        return List.copyOf(milestones);
    }

    History history() {
        return History.of(milestones);
    }

    /** All of it, long after. */
    Initiative now() {
        return history().asOf(LATER).orElseThrow();
    }

    Initiative asOf(String day) {
        return history().asOf(LocalDate.parse(day)).orElseThrow();
    }

    Initiative knownAt(Instant instant) {
        return history().at(LATER, instant).orElseThrow();
    }

    Figure figure(String id) {
        return now().figures().get(id);
    }

    static Names named(String name) {
        return new Names(Text.of(name, name + " (fr)"), Optional.empty());
    }

    static Money contribution(String amount) {
        return new Money(new BigDecimal(amount), "contribution", false);
    }

    static Money upTo(String amount) {
        return new Money(new BigDecimal(amount), "contribution", true);
    }

    static Money loan(String amount) {
        return new Money(new BigDecimal(amount), "loan", false);
    }

    /** What makes up a value, like {@code project-approved +1}. */
    static List<String> told(List<Figure.Contribution> contributions) {
        return contributions.stream().map(one -> one.entry().now().kind() + " " + (one.amount().signum() < 0 ? "" : "+")
                + one.amount().toPlainString()).toList();
    }

    /** The value in plain digits, or a dash. */
    static String number(Figure figure) {
        return figure.number().map(BigDecimal::toPlainString).orElse("–");
    }
}
