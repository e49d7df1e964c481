package ca.criticalminerals.partnerships.domain;

import static ca.criticalminerals.testing.Given.REASON;
import static ca.criticalminerals.partnerships.domain.Story.*;
import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneRetracted;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.initiatives.CountReported;
import ca.criticalminerals.initiatives.FigureDefined.Unit;
import ca.criticalminerals.initiatives.FigureDefined.What;
import ca.criticalminerals.initiatives.Money.Kind;
import ca.criticalminerals.initiatives.Names;
import ca.criticalminerals.initiatives.Qualifier;
import ca.criticalminerals.partnerships.domain.Item.Status;
import ca.criticalminerals.partnerships.domain.PartnershipMilestone.*;
import ca.criticalminerals.testing.Given;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PartnershipTest {
    @Test
    void a_partnership_is_registered_once_and_first() {
        partnership().when(ALLIANCE).recorded();
        partnership(ALLIANCE).when(ALLIANCE).refusedBy("already-registered");
        partnership().when(CHARTER).refusedBy("not-registered");
        partnership().when(items("arrangement")).refusedBy("not-registered");
    }

    @Test
    void a_partnership_is_renamed_to_another_name_and_keeps_the_former_ones() {
        var renamed = new PartnershipRenamed(new Names(Text.of("Another", "Une autre"), Optional.empty()), SUMMER, EVIDENCE);
        partnership(ALLIANCE).when(new PartnershipRenamed(NAMES, SUMMER, EVIDENCE)).refusedBy("same-name");
        partnership(ALLIANCE).when(renamed).recorded();
        assertThat(state(ALLIANCE, renamed).formerNames()).containsExactly(NAMES);
    }

    @Test
    void after_its_end_nothing_happens_to_it_any_more_but_what_happened_before_may_be_recorded_late() {
        partnership(ALLIANCE).when(ENDED).recorded();
        var given = partnership(ALLIANCE, items("arrangement"), ENDED);
        given.when(established("late", List.of("DE"), YEAR_2026)).refusedBy("already-ended");
        given.when(established("early", List.of("DE"), SUMMER)).recorded();
        given.when(established("perhaps-before", List.of("DE"), YEAR_2025)).recorded();
        given.when(ENDED).refusedBy("already-ended");
        given.when(ALLIANCE).refusedBy("already-registered");
        given.when(new CountReported("alliance.items", BigDecimal.ONE, Qualifier.EXACT, Optional.empty(), List.of(), YEAR_2026, EVIDENCE)).recorded();
    }

    @Test
    void a_partnership_does_not_end_certainly_before_something_that_happened_to_it() {
        partnership(ALLIANCE, established("late", List.of("DE"), YEAR_2026)).when(ENDED).refusedBy("already-ended", 2);
        partnership(ALLIANCE, established("late", List.of("DE"), YEAR_2026), CHARTER).when(ENDED).refusedBy("already-ended", 2);
        partnership(ALLIANCE, established("perhaps-before", List.of("DE"), YEAR_2025)).when(ENDED).recorded();
        partnership(ALLIANCE, CHARTER, ENDED).whenCorrected(2, established("charter", List.of("DE"), YEAR_2026)).refusedBy("already-ended");
    }

    @ParameterizedTest
    @EnumSource
    void each_kind_of_partnership_has_its_kinds_of_items_and_no_others(PartnershipKind kind) {
        Set<ItemKind> its = switch (kind) {
            case INDUSTRIAL_ZONES, WORKING_TABLE -> EnumSet.of(ItemKind.ARRANGEMENT, ItemKind.CONTRIBUTION, ItemKind.CONSULTATION, ItemKind.WORK);
            case REQUEST_FOR_INFORMATION -> EnumSet.of(ItemKind.ARRANGEMENT, ItemKind.CONTRIBUTION, ItemKind.CONSULTATION);
            case MULTILATERAL -> EnumSet.of(ItemKind.ARRANGEMENT, ItemKind.ROLE, ItemKind.CONTRIBUTION, ItemKind.UNDERTAKING, ItemKind.WORK);
            case ALLIANCE -> EnumSet.of(ItemKind.ARRANGEMENT, ItemKind.ROLE, ItemKind.CONTRIBUTION, ItemKind.ROUND, ItemKind.UNDERTAKING);
            case BILATERAL -> EnumSet.of(ItemKind.ARRANGEMENT, ItemKind.CONTRIBUTION, ItemKind.UNDERTAKING);
        };
        for (ItemKind item : ItemKind.values()) {
            var asked = partnership(registered(kind)).when(beginning(item));
            if (its.contains(item)) {
                asked.recorded();
            } else {
                asked.refusedBy("wrong-kind-of-partnership");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_item_begins_once_in_its_first_status(ItemKind kind) {
        partnership(home(kind), beginning(kind)).when(beginning(kind)).refusedBy("duplicate-" + kind.word());
        Item item = state(home(kind), beginning(kind)).items().get(kind).values().iterator().next();
        assertThat(item.status()).isEqualTo(kind.first());
        assertThat(item.beganOn()).isEqualTo(SPRING);
    }

    @Test
    void an_item_ends_once_and_not_certainly_before_it_begins() {
        ends(ItemKind.ARRANGEMENT, CHARTER_ENDED, new ArrangementEnded("charter", WORDS, WINTER, EVIDENCE), Status.ENDED);
        ends(ItemKind.ROLE, CHAIR_ENDED, new RoleEnded("chair", WINTER, EVIDENCE), Status.ENDED);
        ends(ItemKind.CONTRIBUTION, SCHOLARSHIPS_WITHDRAWN, new ContributionWithdrawn("scholarships", WORDS, WINTER, EVIDENCE), Status.WITHDRAWN);
        ends(ItemKind.UNDERTAKING, LOAN_COMPLETED, new UndertakingCompleted("mill", WINTER, EVIDENCE), Status.COMPLETED);
        ends(ItemKind.UNDERTAKING, LOAN_WITHDRAWN, new UndertakingWithdrawn("mill", WORDS, WINTER, EVIDENCE), Status.WITHDRAWN);
        ends(ItemKind.CONSULTATION, TIN_CLOSED, new ConsultationClosed("tin", Optional.empty(), WINTER, EVIDENCE), Status.CLOSED);
        ends(ItemKind.WORK, ZONES_CONCLUDED, new WorkConcluded("zones", WORDS, WINTER, EVIDENCE), Status.CONCLUDED);
    }

    @Test
    void what_may_be_later_is_not_refused_as_earlier() {
        partnership(ALLIANCE, CHARTER).when(new ArrangementEnded("charter", WORDS, YEAR_2025, EVIDENCE)).recorded();
        partnership(ALLIANCE, CHARTER).when(new ArrangementEnded("charter", WORDS, PartialDate.of("2025-02"), EVIDENCE)).refusedBy("unknown-arrangement", 2);
    }

    @Test
    void an_undertaking_that_is_done_is_not_withdrawn_and_one_that_is_withdrawn_is_not_done() {
        partnership(ALLIANCE, ROUND, LOAN, LOAN_COMPLETED).when(LOAN_WITHDRAWN).refusedBy("illegal-step");
        partnership(ALLIANCE, ROUND, LOAN, LOAN_WITHDRAWN).when(LOAN_COMPLETED).refusedBy("illegal-step");
    }

    @Test
    void an_arrangement_is_renewed_while_it_is_in_force() {
        partnership(ALLIANCE).when(renewed("2030", SUMMER)).refusedBy("unknown-arrangement");
        partnership(ALLIANCE, CHARTER).when(renewed("2030", SUMMER)).recorded();
        partnership(ALLIANCE, CHARTER).when(renewed(null, SUMMER)).recorded();
        partnership(ALLIANCE, CHARTER).when(renewed("2030", WINTER)).refusedBy("unknown-arrangement", 2);
        partnership(ALLIANCE, CHARTER, CHARTER_ENDED).when(renewed("2030", YEAR_2026)).refusedBy("illegal-step");
        partnership(ALLIANCE, CHARTER, CHARTER_ENDED).when(renewed("2030", SUMMER)).recorded();
        Item charter = state(ALLIANCE, CHARTER, renewed("2030", SUMMER)).item(ItemKind.ARRANGEMENT, "charter").orElseThrow();
        assertThat(charter).isEqualTo(new Item(CHARTER.title(), Status.IN_FORCE, SPRING, SUMMER, Optional.of(PartialDate.of("2030")), Optional.empty()));
    }

    @Test
    void a_renewal_extends() {
        var given = partnership(ALLIANCE, CHARTER, renewed("2030-06-30", SUMMER));
        given.when(renewed("2030-06", AUTUMN)).refusedBy("renewal-does-not-extend");
        given.when(renewed("2030", AUTUMN)).recorded();
        given.when(renewed(null, AUTUMN)).recorded();
        partnership(ALLIANCE, CHARTER).when(renewed("2025-03", SUMMER)).refusedBy("renewal-does-not-extend");
    }

    @Test
    void an_arrangement_does_not_end_certainly_before_its_last_renewal_in_whatever_order_they_were_recorded() {
        partnership(ALLIANCE, CHARTER, renewed(null, YEAR_2026)).when(CHARTER_ENDED).refusedBy("illegal-step", 3);
        partnership(ALLIANCE, CHARTER, renewed(null, YEAR_2026), renewed(null, SUMMER)).when(CHARTER_ENDED).refusedBy("illegal-step", 3);
        partnership(ALLIANCE, CHARTER, renewed(null, SUMMER)).when(CHARTER_ENDED).recorded();
    }

    @Test
    void each_counterparty_is_named_once() {
        partnership(ALLIANCE).when(established("charter", List.of("DE", "EU"), SPRING)).recorded();
        partnership(ALLIANCE).when(established("charter", List.of("DE", "EU", "DE"), SPRING)).refusedBy("duplicate-counterparty");
        partnership(ALLIANCE).when(announced(Kind.UNLOCKED_VALUE, List.of("NO", "NO"))).refusedBy("duplicate-counterparty");
    }

    @ParameterizedTest
    @EnumSource
    void kinds_of_money_are_not_mixed(Kind kind) {
        money(partnership(ALLIANCE).when(committed(kind)), kind == Kind.CONTRIBUTION);
        money(partnership(ALLIANCE).when(announced(kind, List.of("DE"))), kind == Kind.UNLOCKED_VALUE);
        money(partnership(ALLIANCE).when(announced(Optional.empty(), kind)),
                EnumSet.of(Kind.LOAN, Kind.EQUITY, Kind.CONTRIBUTION, Kind.PARTNER).contains(kind));
    }

    @Test
    void an_undertaking_is_part_of_a_round_that_is_known_or_of_none() {
        partnership(ALLIANCE, ROUND).when(LOAN).recorded();
        partnership(ALLIANCE).when(LOAN).refusedBy("unknown-round");
        partnership(ALLIANCE).when(announced(Optional.empty(), Kind.LOAN)).recorded();
        partnership(ALLIANCE, ROUND, LOAN).whenRetracted(2).refusedBy("unknown-round");
    }

    @Test
    void its_figures_are_statements_dates_items_and_contributions() {
        partnership(ALLIANCE).when(figure(What.STATEMENTS, Unit.COUNT)).recorded();
        partnership(ALLIANCE).when(figure(What.CONTRIBUTIONS, Unit.CAD)).recorded();
        partnership(ALLIANCE).when(items("arrangement", "inForce", "ended")).recorded();
        partnership(ALLIANCE).when(items("arrangement", "withdrawn")).refusedBy("rule-does-not-fit");
        partnership(ALLIANCE).when(items("law")).refusedBy("rule-does-not-fit");
        partnership(ALLIANCE).when(figure(What.PROJECTS, Unit.COUNT)).refusedBy("rule-does-not-fit");
    }

    @Test
    void every_kind_of_item_can_be_counted_by_all_its_statuses() {
        partnership(ALLIANCE).when(items("role", "held", "ended")).recorded();
        partnership(ALLIANCE).when(items("contribution", "committed", "withdrawn")).recorded();
        partnership(ALLIANCE).when(items("round", "announced")).recorded();
        partnership(ALLIANCE).when(items("undertaking", "announced", "completed", "withdrawn")).recorded();
        partnership(ALLIANCE).when(items("consultation", "open", "closed")).recorded();
        partnership(ALLIANCE).when(items("work", "active", "concluded")).recorded();
    }

    @Test
    void nothing_is_recorded_before_it_has_happened() {
        partnership(ALLIANCE).when(established("charter", List.of("DE"), TOMORROW)).refusedBy("date-in-the-future");
        partnership(ALLIANCE, CHARTER).when(renewed("2199", SUMMER)).recorded();
    }

    @Test
    void a_retraction_takes_a_milestone_back_unless_others_rest_on_it() {
        partnership(ALLIANCE, CHARTER, CHARTER_ENDED).whenRetracted(2).refusedBy("unknown-arrangement");
        partnership(ALLIANCE, CHARTER, CHARTER_ENDED).and(new MilestoneRetracted<>(3, REASON, AUTUMN)).when(renewed("2030", SUMMER)).recorded();
    }

    private static void ends(ItemKind kind, PartnershipMilestone end, PartnershipMilestone tooEarly, Status status) {
        partnership(home(kind)).when(end).refusedBy("unknown-" + kind.word());
        partnership(home(kind), beginning(kind)).when(end).recorded();
        partnership(home(kind), beginning(kind)).when(tooEarly).refusedBy("unknown-" + kind.word(), 2);
        partnership(home(kind), beginning(kind), end).when(end).refusedBy("illegal-step");
        Item item = state(home(kind), beginning(kind), end).items().get(kind).values().iterator().next();
        assertThat(item.status()).isEqualTo(status);
        assertThat(item.since()).isEqualTo(AUTUMN);
    }

    private static void money(Given.Asked asked, boolean fits) {
        if (fits) {
            asked.recorded();
        } else {
            asked.refusedBy("wrong-money-kind");
        }
    }

    private static PartnershipMilestone beginning(ItemKind kind) {
        return switch (kind) {
            case ARRANGEMENT -> CHARTER;
            case ROLE -> CHAIR;
            case CONTRIBUTION -> SCHOLARSHIPS;
            case ROUND -> ROUND;
            case UNDERTAKING -> announced(Optional.empty(), Kind.LOAN);
            case CONSULTATION -> TIN;
            case WORK -> ZONES;
        };
    }

    /** A partnership that can have such items. */
    private static PartnershipMilestone home(ItemKind kind) {
        return switch (kind) {
            case ARRANGEMENT, ROLE, CONTRIBUTION, ROUND, UNDERTAKING -> ALLIANCE;
            case CONSULTATION, WORK -> TABLE;
        };
    }

    private static RegisteredPartnership state(Milestone... milestones) {
        return (RegisteredPartnership) partnership(milestones).state().own();
    }
}
