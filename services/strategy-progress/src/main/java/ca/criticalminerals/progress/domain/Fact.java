package ca.criticalminerals.progress.domain;

import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a milestone says, as far as figures and pages need it. */
public sealed interface Fact {
    /** The subjects that it is about, as the service that records it names them: see {@link ca.criticalminerals.eventsourcing.EffectiveOrder}. */
    default List<String> about() {
        return switch (this) {
            case Renamed _ -> List.of("names");
            case Envelope _ -> List.of("envelope");
            case Approved approved -> List.of("project:" + approved.project, "envelope");
            case Signed signed -> List.of("project:" + signed.project, "envelope");
            case Completed completed -> List.of("project:" + completed.project);
            case Withdrawn withdrawn -> List.of("project:" + withdrawn.project);
            case Stepped step -> step.restsOn.map(other -> List.of(step.item + ":" + step.key, other)).orElseGet(() -> List.of(step.item + ":" + step.key));
            case Released released -> List.of("output:" + released.output);
            case Stated stated -> Stream.concat(Stream.of(stated.figure), stated.parts.stream().flatMap(parts -> parts.parts.stream()).map(Part::figure))
                    .map(figure -> "figure:" + figure).toList();
            case Listed _ -> List.of("minerals");
            case Targeted targeted -> List.of("figure:" + targeted.figure);
            case Shown shown -> shown.about;
            case Happened happened -> happened.about;
            case Registered _, Moved _, Defined _, Written _, Corrected _, Retracted _, Redacted _, Published _, EditionWithdrawn _ -> List.of();
        };
    }

    /** Whether it holds for every day: it registers or concerns how the initiative is published. */
    default boolean isTimeless() {
        return switch (this) {
            case Registered _, Defined _, Written _, Published _, EditionWithdrawn _ -> true;
            case Renamed _, Moved _, Envelope _, Shown _, Approved _, Signed _, Completed _, Withdrawn _, Stepped _, Released _, Stated _, Listed _,
                    Targeted _, Corrected _, Retracted _, Redacted _, Happened _ -> false;
        };
    }

    /** An initiative became known. */
    record Registered(Names names, List<Names> formerNames, String theme, Text lead, String standing) implements Fact {}

    /** It got other names. */
    record Renamed(Names names) implements Fact {}

    /** Its life moved on: launched, closed, absorbed, introduced, lapsed. */
    record Moved(String status, Optional<String> successor) implements Fact {}

    /** Its envelope is this from now on. */
    record Envelope(BigDecimal amount, boolean upTo) implements Fact {}

    /** Money that is shown and never added: a call, a tax expenditure. */
    record Shown(String kind, BigDecimal amount, boolean upTo, List<String> about) implements Fact {}

    /** Projects of one recipient were approved. */
    record Approved(String project, Optional<String> stream, int projects, Optional<Money> amount, List<String> recipients,
            List<String> jurisdictions, List<String> minerals) implements Fact {}

    /** An agreement replaced the amount of a project. */
    record Signed(String project, Money amount) implements Fact {}

    /** A project was finished. */
    record Completed(String project) implements Fact {}

    /** A project left its program. */
    record Withdrawn(String project) implements Fact {}

    /**
     * Something that is known by a key is in another status: a law, an agreement, an arrangement.
     *
     * @param item           what it is, {@code law}
     * @param counterparties with whom, where this milestone says so: codes, or names of companies
     * @param amount         the money that it brings; it is gone when it is over
     * @param restsOn        another subject that must be there: the round of an undertaking, the agreement that replaces this one
     */
    record Stepped(String item, String key, String status, List<String> counterparties,
            List<String> jurisdictions, List<String> minerals, Optional<Money> amount, Optional<String> restsOn) implements Fact {
        private static final Set<String> OVER = Set.of("withdrawn", "repealed", "revoked", "replaced", "ended", "superseded");

        /** What rests on nothing else. */
        public Stepped(String item, String key, String status, List<String> counterparties, List<String> jurisdictions, List<String> minerals,
                Optional<Money> amount) {
            this(item, key, status, counterparties, jurisdictions, minerals, amount, Optional.empty());
        }

        /** Whether it is no more. */
        boolean isOver() {
            return OVER.contains(status);
        }
    }

    /** Something was released for public use. */
    record Released(String output, List<String> minerals) implements Fact {}

    /** A cumulative number was stated. */
    record Stated(String figure, BigDecimal value, String qualifier, Optional<Parts> parts, List<String> jurisdictions, Observed observed)
            implements Fact {
        /** A number without a period. */
        public Stated(String figure, BigDecimal value, String qualifier, Optional<Parts> parts, List<String> jurisdictions) {
            this(figure, value, qualifier, parts, jurisdictions, Observed.NOTHING);
        }
    }

    /** The minerals that are critical from now on. */
    record Listed(List<String> minerals) implements Fact {}

    /** A figure got a target. */
    record Targeted(String figure, BigDecimal value, PartialDate due, Optional<Baseline> baseline, Optional<Text> reason)
            implements Fact {}

    /** A figure was defined. */
    record Defined(String figure, Text label, String unit, Rule rule) implements Fact {}

    /** A sentence of the Progress update was written: for a section, or else for that of its initiative; a paragraph, or else a point. */
    record Written(String sentence, int order, Text text, Optional<String> section, boolean isParagraph) implements Fact {
        /** Whether it can be printed. */
        boolean isShown() {
            return !text.equals(PublicRecord.WITHDRAWN);
        }

        /** A point in the section of its initiative. */
        public Written(String sentence, int order, Text text) {
            this(sentence, order, text, Optional.empty(), false);
        }
    }

    /** An earlier milestone says something else. */
    record Corrected(int version, Text reason, String kind, PartialDate occurredOn, Optional<Evidence> evidence, Fact replacement)
            implements Fact {}

    /** An earlier milestone no longer stands. */
    record Retracted(int version, Text reason) implements Fact {}

    /**
     * Texts of earlier milestones were taken out of the record on a legal ground; nothing that is counted changes.
     *
     * @param ground   a code, {@code courtOrder}
     * @param versions the milestones, in order
     */
    record Redacted(String ground, Text reason, List<Integer> versions) implements Fact {}

    /** An edition of the Progress update no longer holds; it stays as it was published. */
    record EditionWithdrawn(int number, Text reason) implements Fact {}

    /** An edition of the Progress update was published, as of a day and as known at an instant, with its pages. */
    record Published(int number, LocalDate asOf, Instant knownAt, Text approver, Frozen en, Frozen fr) implements Fact {}

    /** Something that no figure is folded from, except by its date. */
    record Happened(List<String> about) implements Fact {}

    /** What an initiative is called. */
    record Names(Text name, Optional<Text> abbreviation) {}

    /** An amount in CAD of one kind of money. */
    record Money(BigDecimal amount, String kind, boolean upTo) {}

    /** The stated parts of a stated number; closed if they are all there is. */
    record Parts(boolean closed, List<Part> parts) {}

    /** One stated part. */
    record Part(String figure, BigDecimal value) {}

    /** What a stated number was observed over, with what it is compared, and how it was arrived at. */
    record Observed(Optional<Period> period, Optional<Period> basePeriod, Optional<Text> method) {
        public static final Observed NOTHING = new Observed(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A time, both ends included. */
    record Period(PartialDate from, PartialDate to) {
        /** As ISO 8601 writes an interval: {@code 2018/2022}. */
        @Override
        public String toString() {
            return from.value() + "/" + to.value();
        }
    }

    /** From where a target is measured. */
    record Baseline(BigDecimal value, PartialDate asOf) {}

    /** From what a figure is folded. */
    record Rule(What what, Optional<String> stream, Optional<String> milestone, Optional<Selection> items) {
        public Rule(What what, Optional<String> stream, Optional<String> milestone) {
            this(what, stream, milestone, Optional.empty());
        }

        static Rule of(What what) {
            return new Rule(what, Optional.empty(), Optional.empty());
        }
    }

    /** Which items a figure counts: of a kind, in these statuses (all that are not over, if there are none), begun in a period. */
    record Selection(String item, List<String> statuses, Optional<PartialDate> since, Optional<PartialDate> before) {
        boolean counts(Stepped step, LocalDate began) {
            return (statuses.isEmpty() ? !step.isOver() : statuses.contains(step.status()))
                    && since.filter(day -> began.isBefore(day.firstDay())).isEmpty()
                    && before.filter(day -> !began.isBefore(day.firstDay())).isEmpty();
        }
    }

    /** What a figure counts; the last three are of the Strategy as a whole and never announced. */
    enum What { PROJECTS, OUTPUTS, JURISDICTIONS, STATEMENTS, CONTRIBUTIONS, ENVELOPE, OCCURRENCE, ITEMS, LISTED, MONEY, MONEY_NEVER_ADDED, PROJECTS_BY_PLACE }

    /**
     * On what a milestone rests.
     *
     * @param released whether everybody may read source and note of an internal record
     * @param internal what everybody reads in the place of source and note, where they may not
     */
    record Evidence(String source, String confidence, Optional<Text> note, boolean released, Optional<Text> internal) {
        /** Evidence as it was recorded. */
        public Evidence(String source, String confidence, Optional<Text> note, boolean released) {
            this(source, confidence, note, released, Optional.empty());
        }

        /** The source as it is shown. */
        public Text shown() {
            return internal.orElseGet(() -> Text.of(source, source));
        }

        /** Whether only those inside may read source and note. */
        boolean isInternal() {
            return confidence.equals("internalRecord") && !released;
        }

        /** What everybody reads of the internal evidence of a recorder. */
        static Evidence internalTo(Recorder recorder) {
            return new Evidence("", "internalRecord", Optional.empty(), false, Optional.of(recorder.organization().map(Evidence::internalRecord)
                    .orElse(Text.of("internal record", "document interne"))));
        }

        private static Text internalRecord(Text organization) {
            boolean elided = "aeiouyàâéèêëîïôù".indexOf(Character.toLowerCase(organization.fr().charAt(0))) >= 0;
            return Text.of("internal record of " + organization.en(), "document interne " + (elided ? "d’" : "de ") + organization.fr());
        }
    }
}
