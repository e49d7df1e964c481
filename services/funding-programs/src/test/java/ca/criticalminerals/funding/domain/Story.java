package ca.criticalminerals.funding.domain;

import ca.criticalminerals.eventsourcing.Evidence;
import ca.criticalminerals.eventsourcing.Evidence.Confidence;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.funding.domain.FundingProgramMilestone.*;
import ca.criticalminerals.initiatives.Breakdown;
import ca.criticalminerals.initiatives.CountReported;
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
import ca.criticalminerals.initiatives.SentenceWritten;
import ca.criticalminerals.initiatives.Standing;
import ca.criticalminerals.initiatives.TargetSet;
import ca.criticalminerals.initiatives.Theme;
import ca.criticalminerals.testing.Given;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A fund with two streams, ten million dollars and a mill that it supports. */
final class Story {
    static final Evidence EVIDENCE = new Evidence("news release", Confidence.FOUND_IN_PUBLIC_SOURCE, Optional.empty());
    static final PartialDate SPRING = PartialDate.of("2024-03-24");
    static final PartialDate SUMMER = PartialDate.of("2024-07-15");
    static final PartialDate YEAR_2025 = PartialDate.of("2025");
    static final PartialDate TOMORROW = PartialDate.of("2026-11-24");
    static final Text WORDS = Text.of("words", "mots");
    static final Names FUND = new Names(Text.of("The Fund", "Le Fonds"), Optional.empty());

    static final ProgramRegistered REGISTERED = registered(Standing.ANNOUNCED);
    static final ProgramLaunched LAUNCHED = new ProgramLaunched(SPRING, EVIDENCE);
    static final EnvelopeSet ENVELOPE = new EnvelopeSet(money("10000000", Kind.ENVELOPE), SPRING, EVIDENCE);
    static final ProjectApproved MILL = approved("mill", "4700000");
    static final FigureDefined PROJECTS = figure("fund.projects", Unit.COUNT, What.PROJECTS, null);
    static final FigureDefined READY = figure("fund.projects.ready", Unit.COUNT, What.PROJECTS, "ready");
    static final FigureDefined EARLY = figure("fund.projects.early", Unit.COUNT, What.PROJECTS, "early");

    private Story() {}

    static Given<Initiative<FundingProgram>> program(Milestone... milestones) {
        return Given.of(FundingProgram.RULES, milestones);
    }

    static Given<Initiative<TaxIncentive>> incentive(Milestone... milestones) {
        return Given.of(TaxIncentive.RULES, milestones);
    }

    static ProgramRegistered registered(Standing standing) {
        return new ProgramRegistered(FUND, List.of(), Theme.PRODUCE, WORDS, standing,
                List.of(new Stream("ready", WORDS), new Stream("early", WORDS)), SPRING, EVIDENCE);
    }

    static ProjectApproved approved(String project, String amount) {
        return approved(project, Optional.of("ready"), Optional.of(money(amount, Kind.CONTRIBUTION)), SUMMER);
    }

    static ProjectApproved approved(String project, Optional<String> stream, Optional<Money> amount, PartialDate on) {
        return new ProjectApproved(project, WORDS, stream, List.of("A company"), List.of("BC"), List.of("COPPER"), 1, amount, on, EVIDENCE);
    }

    static AgreementSigned signed(String project, String amount) {
        return new AgreementSigned(project, money(amount, Kind.CONTRIBUTION), YEAR_2025, EVIDENCE);
    }

    static ProjectWithdrawn withdrawn(String project) {
        return new ProjectWithdrawn(project, WORDS, YEAR_2025, EVIDENCE);
    }

    static ProjectCompleted completed(String project) {
        return new ProjectCompleted(project, YEAR_2025, EVIDENCE);
    }

    static Money money(String amount, Kind kind) {
        return new Money(new BigDecimal(amount), Currency.CAD, kind, false);
    }

    static FigureDefined figure(String id, Unit unit, What what, String stream) {
        return new FigureDefined(id, WORDS, unit, Counts.of(what, Optional.ofNullable(stream), Optional.empty()), SPRING, EVIDENCE);
    }

    static CountReported count(String figure, String value, Breakdown breakdown) {
        return new CountReported(figure, new BigDecimal(value), Qualifier.EXACT, Optional.ofNullable(breakdown), List.of(), YEAR_2025, EVIDENCE);
    }

    static Breakdown parts(boolean closed, String ready, String early) {
        return new Breakdown(closed, List.of(new Breakdown.Part("fund.projects.ready", new BigDecimal(ready)),
                new Breakdown.Part("fund.projects.early", new BigDecimal(early))));
    }

    static TargetSet target(String value, Text reason) {
        return new TargetSet("fund.projects", new BigDecimal(value), PartialDate.of("2030"), Optional.empty(),
                Optional.ofNullable(reason), YEAR_2025, EVIDENCE);
    }

    static SentenceWritten sentence(String en, String fr) {
        return new SentenceWritten("one", 10, Text.of(en, fr), SPRING, EVIDENCE);
    }
}
