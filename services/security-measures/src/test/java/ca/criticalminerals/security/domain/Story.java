package ca.criticalminerals.security.domain;

import ca.criticalminerals.eventsourcing.Evidence;
import ca.criticalminerals.eventsourcing.Evidence.Confidence;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.initiatives.Initiative;
import ca.criticalminerals.initiatives.Names;
import ca.criticalminerals.initiatives.Standing;
import ca.criticalminerals.initiatives.Theme;
import ca.criticalminerals.security.domain.SecurityMeasureMilestone.*;
import ca.criticalminerals.testing.Given;
import java.util.List;
import java.util.Optional;

/** Measures of every kind, an act on its way through Parliament and a company that sells graphite. */
final class Story {
    static final Evidence EVIDENCE = new Evidence("news release", Confidence.FOUND_IN_PUBLIC_SOURCE, Optional.empty());
    static final PartialDate SPRING = PartialDate.of("2024-03-24");
    static final PartialDate SUMMER = PartialDate.of("2024-07-15");
    static final PartialDate AUTUMN = PartialDate.of("2024-10-07");
    static final PartialDate YEAR_2024 = PartialDate.of("2024");
    static final PartialDate YEAR_2025 = PartialDate.of("2025");
    static final Text WORDS = Text.of("words", "mots");
    static final Names NAMES = new Names(Text.of("The measure", "La mesure"), Optional.empty());
    static final String ACT = "act";
    static final String GRAPHITE = "graphite";

    static final LawProposed PROPOSED = new LawProposed(ACT, WORDS, SPRING, EVIDENCE);
    static final LawIntroduced INTRODUCED = new LawIntroduced(ACT, Optional.empty(), Optional.of(WORDS), SUMMER, EVIDENCE);
    static final LawIntroduced INTRODUCED_FIRST = new LawIntroduced(ACT, Optional.of(WORDS), Optional.empty(), SUMMER, EVIDENCE);
    static final LawAssented ASSENTED = new LawAssented(ACT, SUMMER, EVIDENCE);
    static final LawInForce IN_FORCE = new LawInForce(ACT, SUMMER, EVIDENCE);
    static final LawWithdrawn WITHDRAWN = new LawWithdrawn(ACT, WORDS, SUMMER, EVIDENCE);
    static final LawRepealed REPEALED = new LawRepealed(ACT, WORDS, SUMMER, EVIDENCE);

    static final DesignationMade DESIGNATED = designated(List.of("TIN"), Optional.empty());
    static final DesignationRevoked REVOKED = new DesignationRevoked("some", WORDS, SUMMER, EVIDENCE);

    static final AgreementNegotiated NEGOTIATED =
            new AgreementNegotiated(GRAPHITE, WORDS, "A company", List.of("GRAPHITE"), List.of("QC"), SPRING, EVIDENCE);
    static final AgreementAnnounced ANNOUNCED =
            new AgreementAnnounced(GRAPHITE, Optional.empty(), Optional.empty(), List.of(), List.of(), SUMMER, EVIDENCE);
    static final AgreementSigned SIGNED = signed(GRAPHITE, Optional.empty(), Optional.empty(), List.of());
    static final AgreementSigned OTHER_SIGNED_FIRST = signed("other", Optional.of(WORDS), Optional.of("A company"), List.of("TIN"));
    static final AgreementReplaced REPLACED = replaced(GRAPHITE, "other");
    static final AgreementEnded AGREEMENT_ENDED = new AgreementEnded(GRAPHITE, WORDS, SUMMER, EVIDENCE);
    static final StockpileEstablished ESTABLISHED = new StockpileEstablished("store", WORDS, List.of("TIN"), SPRING, EVIDENCE);
    static final StockpileEnded STOCKPILE_ENDED = new StockpileEnded("store", WORDS, SUMMER, EVIDENCE);

    static final InstrumentReleased RELEASED = new InstrumentReleased("list", WORDS, InstrumentKind.LIST, List.of("TIN"), SPRING, EVIDENCE);
    static final InstrumentSuperseded SUPERSEDED = new InstrumentSuperseded("list", WORDS, SUMMER, EVIDENCE);
    static final ParticipationBegun BEGUN = new ParticipationBegun("depot", WORDS, Role.CO_LEAD, List.of("An ally"), SPRING, EVIDENCE);
    static final ParticipationEnded PARTICIPATION_ENDED = new ParticipationEnded("depot", WORDS, SUMMER, EVIDENCE);
    static final ReviewOpened OPENED = new ReviewOpened("case", WORDS, Optional.of(WORDS), SPRING, EVIDENCE);
    static final ReviewConcluded CONCLUDED = new ReviewConcluded("case", ReviewOutcome.BLOCKED, Optional.empty(), SUMMER, EVIDENCE);
    static final WorkBegun WORK_BEGUN = new WorkBegun("map", WORDS, List.of("MB"), SPRING, EVIDENCE);
    static final WorkConcluded WORK_CONCLUDED = new WorkConcluded("map", WORDS, SUMMER, EVIDENCE);

    /** Of every kind of milestone about an item one. */
    static final List<OfItem> EVERY_KIND_OF_STEP = List.of(PROPOSED, INTRODUCED, ASSENTED, IN_FORCE, WITHDRAWN, REPEALED, DESIGNATED, REVOKED,
            NEGOTIATED, ANNOUNCED, SIGNED, REPLACED, AGREEMENT_ENDED, ESTABLISHED, STOCKPILE_ENDED, RELEASED, SUPERSEDED, BEGUN,
            PARTICIPATION_ENDED, OPENED, CONCLUDED, WORK_BEGUN, WORK_CONCLUDED);

    private Story() {}

    static Given<Initiative<SecurityMeasure>> measure(Milestone... milestones) {
        return Given.of(SecurityMeasure.RULES, milestones);
    }

    static RegisteredMeasure state(Given<Initiative<SecurityMeasure>> given) {
        return (RegisteredMeasure) given.state().own();
    }

    static MeasureRegistered registered(MeasureKind kind) {
        return new MeasureRegistered(NAMES, List.of(), Theme.PROTECT, WORDS, Standing.ACTIVE, kind, SPRING, EVIDENCE);
    }

    static DesignationMade designated(List<String> minerals, Optional<Boolean> notDisclosed) {
        return new DesignationMade("some", WORDS, WORDS, minerals, notDisclosed, SPRING, EVIDENCE);
    }

    static AgreementSigned signed(String agreement, Optional<Text> title, Optional<String> counterparty, List<String> minerals) {
        return new AgreementSigned(agreement, title, counterparty, minerals, List.of(), Optional.empty(), Optional.empty(), Optional.empty(),
                SUMMER, EVIDENCE);
    }

    static AgreementReplaced replaced(String agreement, String by) {
        return new AgreementReplaced(agreement, by, SUMMER, EVIDENCE);
    }
}
