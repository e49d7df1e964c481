package ca.criticalminerals.progress.strategy.domain;

import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.eventsourcing.Evidence;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.initiatives.FigureDefined;
import ca.criticalminerals.initiatives.FigureDefined.Counts;
import ca.criticalminerals.initiatives.FigureDefined.Unit;
import ca.criticalminerals.initiatives.FigureDefined.What;
import ca.criticalminerals.initiatives.Initiative;
import ca.criticalminerals.initiatives.Money;
import ca.criticalminerals.initiatives.Names;
import ca.criticalminerals.initiatives.Standing;
import ca.criticalminerals.initiatives.Theme;
import ca.criticalminerals.progress.strategy.domain.StrategyMilestone.*;
import ca.criticalminerals.testing.Given;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StrategyTest {
    private static final Evidence EVIDENCE = new Evidence("file 12", Evidence.Confidence.INTERNAL_RECORD, Optional.empty());
    private static final Text TITLE = Text.of("Title", "Titre");
    private static final Milestone REGISTERED = new StrategyRegistered(new Names(Text.of("Strategy", "Stratégie"), Optional.empty()), Theme.STRATEGY,
            Text.of("A department", "Un ministère"), Standing.ACTIVE, PartialDate.of("2021"), EVIDENCE);
    private static final Milestone FIRST_LIST = list("2021-03-11", "COPPER", "TIN");
    private static final Milestone ENVELOPE = new EnvelopeSet(money("3800000000", Money.Kind.ENVELOPE), PartialDate.of("2022-04-07"), EVIDENCE);

    private static Milestone list(String on, String... minerals) {
        return new MineralListPublished(TITLE, List.of(minerals), PartialDate.of(on), EVIDENCE);
    }

    private static Money money(String amount, Money.Kind kind) {
        return new Money(new BigDecimal(amount), Money.Currency.CAD, kind, true);
    }

    private static Milestone detailed(String amount) {
        return new ProgramsDetailed(TITLE, Optional.of(money(amount, Money.Kind.ENVELOPE)), PartialDate.of("2023"), EVIDENCE);
    }

    private static Given<Initiative<Strategy>> strategy(Milestone... milestones) {
        return Given.of(Strategy.RULES, REGISTERED).and(milestones);
    }

    private static Strategy.Registered state(Milestone... milestones) {
        return (Strategy.Registered) strategy(milestones).state().own();
    }

    @Test
    void the_strategy_is_registered_once_and_first() {
        Given.of(Strategy.RULES).when(REGISTERED).recorded();
        strategy().when(REGISTERED).refusedBy("already-registered");
        Given.of(Strategy.RULES).when(FIRST_LIST).refusedBy("not-registered");
        Given.of(Strategy.RULES).when(figure(What.LISTED, Unit.COUNT)).refusedBy("not-registered");
    }

    @Test
    void another_list_replaces_the_one_in_force() {
        strategy(FIRST_LIST).when(list("2024-06-10", "COPPER", "PHOSPHORUS", "TIN")).recorded();
        assertThat(state(FIRST_LIST, list("2024-06-10", "COPPER")).minerals()).containsExactly("COPPER");
    }

    @Test
    void a_list_of_the_same_minerals_is_no_other_list() {
        strategy(FIRST_LIST).when(list("2024-06-10", "TIN", "COPPER")).refusedBy("same-list");
    }

    @Test
    void a_mineral_is_on_a_list_once() {
        strategy().when(list("2021-03-11", "TIN", "COPPER", "TIN")).refusedBy("duplicate-mineral");
    }

    @Test
    void a_list_that_is_found_late_comes_before_the_one_in_force() {
        strategy(FIRST_LIST).when(list("2021-03-10", "COPPER")).recorded();
        assertThat(state(FIRST_LIST, list("2021-03-10", "COPPER"))).isEqualTo(state(FIRST_LIST));
        strategy(FIRST_LIST).when(list("2021-03-10", "TIN", "COPPER")).refusedBy("same-list", 2);
    }

    @Test
    void an_envelope_is_an_envelope_and_a_change_of_it() {
        strategy().when(ENVELOPE).recorded();
        strategy().when(new EnvelopeSet(money("1", Money.Kind.LOAN), PartialDate.of("2022"), EVIDENCE)).refusedBy("wrong-money-kind");
        strategy(ENVELOPE).when(ENVELOPE).refusedBy("same-envelope");
        assertThat(state(ENVELOPE).envelope().orElseThrow().amount()).isEqualByComparingTo("3800000000");
    }

    @Test
    void a_part_of_the_envelope_is_not_more_than_the_whole() {
        strategy(ENVELOPE).when(detailed("3800000000")).recorded();
        strategy(ENVELOPE).when(detailed("3800000000.01")).refusedBy("over-envelope");
        strategy().when(detailed("344200000")).recorded();
    }

    @Test
    void what_is_told_of_it_changes_neither_its_envelope_nor_its_list() {
        var told = state(ENVELOPE, FIRST_LIST, new StrategyReleased(TITLE, PartialDate.of("2022-12-09"), EVIDENCE),
                new DiscussionOpened(TITLE, PartialDate.of("2022-06-14"), EVIDENCE), new AuditTabled(TITLE, PartialDate.of("2024-11-07"), EVIDENCE),
                detailed("344200000"));
        assertThat(told).isEqualTo(state(ENVELOPE, FIRST_LIST));
    }

    @Test
    void its_figures_count_what_it_has_and_nothing_else() {
        strategy().when(figure(What.LISTED, Unit.COUNT)).recorded();
        strategy().when(figure(What.LISTED, Unit.CAD)).refusedBy("rule-does-not-fit");
        strategy().when(figure(What.PROJECTS, Unit.COUNT)).refusedBy("rule-does-not-fit");
    }

    private static Milestone figure(What what, Unit unit) {
        return new FigureDefined("strategy.minerals", TITLE, unit, Counts.of(what, Optional.empty(), Optional.empty()), PartialDate.of("2021"), EVIDENCE);
    }
}
