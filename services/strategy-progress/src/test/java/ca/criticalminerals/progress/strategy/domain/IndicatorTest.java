package ca.criticalminerals.progress.strategy.domain;

import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.eventsourcing.Evidence;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.initiatives.CountReported;
import ca.criticalminerals.initiatives.FigureDefined;
import ca.criticalminerals.initiatives.FigureDefined.Counts;
import ca.criticalminerals.initiatives.FigureDefined.Unit;
import ca.criticalminerals.initiatives.FigureDefined.What;
import ca.criticalminerals.initiatives.Names;
import ca.criticalminerals.initiatives.Period;
import ca.criticalminerals.initiatives.Qualifier;
import ca.criticalminerals.initiatives.Standing;
import ca.criticalminerals.initiatives.Theme;
import ca.criticalminerals.progress.strategy.domain.IndicatorMilestone.IndicatorDiscontinued;
import ca.criticalminerals.progress.strategy.domain.IndicatorMilestone.IndicatorRegistered;
import ca.criticalminerals.testing.Given;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IndicatorTest {
    private static final Evidence EVIDENCE = new Evidence("file 12", Evidence.Confidence.INTERNAL_RECORD, Optional.empty());
    private static final Text WORDS = Text.of("Words", "Mots");
    private static final Milestone REGISTERED = new IndicatorRegistered(new Names(WORDS, Optional.empty()), Theme.FACTS, WORDS, Standing.ACTIVE,
            PartialDate.of("2023"), EVIDENCE);
    private static final Milestone DISCONTINUED = new IndicatorDiscontinued(WORDS, PartialDate.of("2025"), EVIDENCE);
    private static final Milestone SHARE = new FigureDefined("facts.share", WORDS, Unit.PERCENT,
            Counts.of(What.STATEMENTS, Optional.empty(), Optional.empty()), PartialDate.of("2023"), EVIDENCE);

    private static Milestone observed(String value, Period period, Period base) {
        return new CountReported("facts.share", new BigDecimal(value), Qualifier.ABOUT, Optional.empty(), List.of(), Optional.ofNullable(period),
                Optional.ofNullable(base), Optional.of(WORDS), PartialDate.of("2024"), EVIDENCE);
    }

    private static Period period(String from, String to) {
        return new Period(PartialDate.of(from), PartialDate.of(to));
    }

    @Test
    void indicators_are_registered_once_and_first() {
        Given.of(Indicator.RULES).when(REGISTERED).recorded();
        Given.of(Indicator.RULES, REGISTERED).when(REGISTERED).refusedBy("already-registered");
        Given.of(Indicator.RULES).when(DISCONTINUED).refusedBy("not-registered");
    }

    @Test
    void they_are_discontinued_once_and_what_was_observed_before_may_still_come() {
        var given = Given.of(Indicator.RULES, REGISTERED, SHARE, DISCONTINUED);
        given.when(DISCONTINUED).refusedBy("already-discontinued");
        given.when(observed("38", null, null)).recorded();
        assertThat(((Indicator.Registered) given.state().own()).discontinuedOn()).contains(PartialDate.of("2025"));
    }

    @Test
    void an_observation_is_of_a_figure_that_is_defined() {
        Given.of(Indicator.RULES, REGISTERED).when(observed("38", null, null)).refusedBy("unknown-figure");
    }

    @Test
    void a_period_may_lie_ahead_and_be_one_year_but_not_end_before_it_begins() {
        var given = Given.of(Indicator.RULES, REGISTERED, SHARE);
        given.when(observed("38", period("2024", "2034"), period("2018", "2018"))).recorded();
        given.when(observed("38", period("2024", "2024-06"), null)).recorded();
        given.when(observed("38", period("2024", "2023-12"), null)).refusedBy("period-ends-before-it-begins");
        given.when(observed("38", null, period("2022", "2018"))).refusedBy("period-ends-before-it-begins");
    }

    @Test
    void a_percentage_has_at_most_two_decimals() {
        var given = Given.of(Indicator.RULES, REGISTERED, SHARE);
        given.when(observed("1.46", null, null)).recorded();
        given.when(observed("1.462", null, null)).refusedBy("over-precise-amount");
    }
}
