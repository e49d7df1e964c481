package ca.criticalminerals.funding.domain;

import static ca.criticalminerals.funding.domain.Story.*;

import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.funding.domain.TaxIncentiveMilestone.*;
import ca.criticalminerals.initiatives.FigureDefined;
import ca.criticalminerals.initiatives.FigureDefined.Counts;
import ca.criticalminerals.initiatives.FigureDefined.Unit;
import ca.criticalminerals.initiatives.FigureDefined.What;
import ca.criticalminerals.initiatives.Money.Kind;
import ca.criticalminerals.initiatives.Standing;
import ca.criticalminerals.initiatives.Theme;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaxIncentiveTest {
    private static final TaxIncentiveRegistered ANNOUNCED = registered(Standing.ANNOUNCED);
    private static final TaxIncentiveIntroduced INTRODUCED = introduced(Kind.TAX_EXPENDITURE);
    private static final TaxIncentiveLapsed LAPSED = new TaxIncentiveLapsed(SUMMER, EVIDENCE);

    @Test
    void an_incentive_is_registered_once_and_first() {
        incentive().when(ANNOUNCED).recorded();
        incentive(ANNOUNCED).when(ANNOUNCED).refusedBy("already-registered");
        incentive().when(INTRODUCED).refusedBy("not-registered");
    }

    @Test
    void an_incentive_is_introduced_once_at_a_cost_that_is_a_tax_expenditure() {
        incentive(ANNOUNCED).when(INTRODUCED).recorded();
        incentive(ANNOUNCED, INTRODUCED).when(INTRODUCED).refusedBy("already-introduced");
        incentive(ANNOUNCED).when(introduced(Kind.CONTRIBUTION)).refusedBy("wrong-money-kind");
    }

    @Test
    void only_an_incentive_in_force_is_enacted_expanded_renewed_or_lapses() {
        for (TaxIncentiveMilestone later : List.of(new TaxIncentiveEnacted(WORDS, SUMMER, EVIDENCE),
                new TaxIncentiveExpanded(WORDS, List.of("TIN"), SUMMER, EVIDENCE), renewed("2027-03-31"), LAPSED)) {
            incentive(ANNOUNCED).when(later).refusedBy("not-introduced");
            incentive(ANNOUNCED, INTRODUCED).when(later).recorded();
            incentive(registered(Standing.ACTIVE)).when(later).recorded();
        }
    }

    @Test
    void a_renewal_extends() {
        incentive(ANNOUNCED, INTRODUCED, renewed("2025-03-31")).when(renewed("2027-03-31")).recorded();
        incentive(ANNOUNCED, INTRODUCED, renewed("2025-03-31")).when(renewed("2025-03")).refusedBy("renewal-does-not-extend");
        incentive(ANNOUNCED, INTRODUCED, renewed("2025-03-31")).when(new TaxIncentiveRenewed(Optional.empty(), Optional.empty(), SUMMER, EVIDENCE))
                .recorded();
    }

    @Test
    void after_it_lapsed_nothing_happens_to_it_any_more() {
        var given = incentive(ANNOUNCED, INTRODUCED, LAPSED);
        given.when(new TaxIncentiveExpanded(WORDS, List.of(), YEAR_2025, EVIDENCE)).refusedBy("lapsed");
        given.when(new TaxIncentiveExpanded(WORDS, List.of(), SPRING, EVIDENCE)).recorded();
        given.when(LAPSED).refusedBy("lapsed");
    }

    @Test
    void its_figures_are_statements_and_dates_of_its_own_milestones() {
        incentive(ANNOUNCED).when(occurrence("tax-incentive-expanded")).recorded();
        incentive(ANNOUNCED).when(occurrence("project-approved")).refusedBy("rule-does-not-fit");
        incentive(ANNOUNCED).when(figure("fund.projects", Unit.COUNT, What.PROJECTS, null)).refusedBy("rule-does-not-fit");
        incentive(ANNOUNCED, occurrence("tax-incentive-expanded")).when(sentence("Since {fund.when:year}.", "Depuis {fund.when:year}.")).recorded();
        incentive(ANNOUNCED).when(sentence("Since {fund.when:year}.", "Depuis {fund.when:year}.")).refusedBy("unknown-figure");
    }

    private static TaxIncentiveRegistered registered(Standing standing) {
        return new TaxIncentiveRegistered(FUND, List.of(), Theme.PRODUCE, WORDS, standing, SPRING, EVIDENCE);
    }

    private static TaxIncentiveIntroduced introduced(Kind kind) {
        return new TaxIncentiveIntroduced(Optional.of(BigDecimal.valueOf(30)), Optional.of(money("400000000", kind)), List.of("LITHIUM"),
                SPRING, EVIDENCE);
    }

    private static TaxIncentiveRenewed renewed(String until) {
        return new TaxIncentiveRenewed(Optional.of(PartialDate.of(until)), Optional.empty(), SUMMER, EVIDENCE);
    }

    private static FigureDefined occurrence(String kind) {
        return new FigureDefined("fund.when", WORDS, Unit.DATE, Counts.of(What.OCCURRENCE, Optional.empty(), Optional.of(kind)), SPRING, EVIDENCE);
    }
}
