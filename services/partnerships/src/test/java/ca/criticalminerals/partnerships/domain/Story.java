package ca.criticalminerals.partnerships.domain;

import ca.criticalminerals.eventsourcing.Evidence;
import ca.criticalminerals.eventsourcing.Evidence.Confidence;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.initiatives.FigureDefined;
import ca.criticalminerals.initiatives.FigureDefined.Counts;
import ca.criticalminerals.initiatives.FigureDefined.Unit;
import ca.criticalminerals.initiatives.FigureDefined.What;
import ca.criticalminerals.initiatives.Initiative;
import ca.criticalminerals.initiatives.Money;
import ca.criticalminerals.initiatives.Money.Currency;
import ca.criticalminerals.initiatives.Money.Kind;
import ca.criticalminerals.initiatives.Names;
import ca.criticalminerals.initiatives.Qualifier;
import ca.criticalminerals.initiatives.Standing;
import ca.criticalminerals.initiatives.Theme;
import ca.criticalminerals.partnerships.domain.PartnershipMilestone.*;
import ca.criticalminerals.testing.Given;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** An alliance with a charter, a chair, a first round and a loan in it; and a table that asks about tin and looks for zones. */
final class Story {
    static final Evidence EVIDENCE = new Evidence("news release", Confidence.FOUND_IN_PUBLIC_SOURCE, Optional.empty());
    static final PartialDate WINTER = PartialDate.of("2025-01-15");
    static final PartialDate SPRING = PartialDate.of("2025-03-24");
    static final PartialDate SUMMER = PartialDate.of("2025-07-15");
    static final PartialDate AUTUMN = PartialDate.of("2025-10-31");
    static final PartialDate YEAR_2025 = PartialDate.of("2025");
    static final PartialDate YEAR_2026 = PartialDate.of("2026");
    static final PartialDate TOMORROW = PartialDate.of("2026-11-24");
    static final Text WORDS = Text.of("words", "mots");
    static final Names NAMES = new Names(Text.of("The Alliance", "L’Alliance"), Optional.empty());

    static final PartnershipRegistered ALLIANCE = registered(PartnershipKind.ALLIANCE);
    static final PartnershipRegistered TABLE = registered(PartnershipKind.WORKING_TABLE);
    static final PartnershipEnded ENDED = new PartnershipEnded(WORDS, AUTUMN, EVIDENCE);
    static final ArrangementEstablished CHARTER = established("charter", List.of("DE", "WORLD_BANK"), SPRING);
    static final ArrangementEnded CHARTER_ENDED = new ArrangementEnded("charter", WORDS, AUTUMN, EVIDENCE);
    static final RoleAssumed CHAIR = new RoleAssumed("chair", Text.of("Chair", "Présidence"), Text.of("The group", "Le groupe"), SPRING, EVIDENCE);
    static final RoleEnded CHAIR_ENDED = new RoleEnded("chair", AUTUMN, EVIDENCE);
    static final ContributionCommitted SCHOLARSHIPS = committed(Kind.CONTRIBUTION);
    static final ContributionWithdrawn SCHOLARSHIPS_WITHDRAWN = new ContributionWithdrawn("scholarships", WORDS, AUTUMN, EVIDENCE);
    static final RoundAnnounced ROUND = announced(Kind.UNLOCKED_VALUE, List.of("DE", "NO"));
    static final UndertakingAnnounced LOAN = announced(Optional.of("first"), Kind.LOAN);
    static final UndertakingCompleted LOAN_COMPLETED = new UndertakingCompleted("mill", AUTUMN, EVIDENCE);
    static final UndertakingWithdrawn LOAN_WITHDRAWN = new UndertakingWithdrawn("mill", WORDS, AUTUMN, EVIDENCE);
    static final ConsultationOpened TIN = new ConsultationOpened("tin", WORDS, List.of("TIN"), List.of("YT"), SPRING, EVIDENCE);
    static final ConsultationClosed TIN_CLOSED = new ConsultationClosed("tin", Optional.of(42), AUTUMN, EVIDENCE);
    static final WorkBegun ZONES = new WorkBegun("zones", WORDS, List.of("YT"), SPRING, EVIDENCE);
    static final WorkConcluded ZONES_CONCLUDED = new WorkConcluded("zones", WORDS, AUTUMN, EVIDENCE);

    private Story() {}

    static Given<Initiative<Partnership>> partnership(Milestone... milestones) {
        return Given.of(Partnership.RULES, milestones);
    }

    static PartnershipRegistered registered(PartnershipKind kind) {
        return new PartnershipRegistered(NAMES, List.of(), Theme.PARTNER_INTERNATIONAL, WORDS, Standing.ANNOUNCED, kind, SPRING, EVIDENCE);
    }

    static ArrangementEstablished established(String key, List<String> counterparties, PartialDate on) {
        return new ArrangementEstablished(key, Text.of("The charter", "La charte"), Instrument.CHARTER, counterparties, Optional.of(false),
                Optional.of(true), List.of("TIN"), on, EVIDENCE);
    }

    static ArrangementRenewed renewed(String until, PartialDate on) {
        return new ArrangementRenewed("charter", Optional.ofNullable(until).map(PartialDate::of), on, EVIDENCE);
    }

    static ContributionCommitted committed(Kind kind) {
        return new ContributionCommitted("scholarships", WORDS, money("10000000", kind), Optional.of(Text.of("The forum", "Le forum")), SPRING, EVIDENCE);
    }

    static RoundAnnounced announced(Kind unlocked, List<String> counterparties) {
        return new RoundAnnounced("first", WORDS, new HowMany(26, Qualifier.EXACT), Optional.of(money("6400000000", unlocked)), counterparties,
                List.of("TIN"), SPRING, EVIDENCE);
    }

    static UndertakingAnnounced announced(Optional<String> round, Kind kind) {
        return new UndertakingAnnounced("mill", WORDS, round, Optional.of(money("55000000", kind)), List.of("A company", "A bank"), List.of("QC"),
                List.of("TIN"), SPRING, EVIDENCE);
    }

    static Money money(String amount, Kind kind) {
        return new Money(new BigDecimal(amount), Currency.CAD, kind, false);
    }

    static FigureDefined figure(What what, Unit unit) {
        return new FigureDefined("alliance.figure", WORDS, unit, Counts.of(what, Optional.empty(), Optional.empty()), SPRING, EVIDENCE);
    }

    static FigureDefined items(String item, String... statuses) {
        return new FigureDefined("alliance.items", WORDS, Unit.COUNT, new Counts(What.ITEMS, Optional.empty(), Optional.empty(), Optional.of(item),
                List.of(statuses), Optional.of(SPRING), Optional.empty()), SPRING, EVIDENCE);
    }
}
