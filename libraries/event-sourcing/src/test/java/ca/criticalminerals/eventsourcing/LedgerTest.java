package ca.criticalminerals.eventsourcing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.criticalminerals.eventsourcing.LedgerCommand.CorrectMilestone;
import ca.criticalminerals.eventsourcing.LedgerCommand.RecordMilestone;
import ca.criticalminerals.eventsourcing.LedgerCommand.RetractMilestone;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneCorrected;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneRecorded;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneRetracted;
import ca.criticalminerals.eventsourcing.Purse.Opened;
import ca.criticalminerals.eventsourcing.Purse.PaidIn;
import ca.criticalminerals.eventsourcing.Purse.PaidOut;
import ca.criticalminerals.eventsourcing.Purse.PurseMilestone;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final Text REASON = Text.of("a mistake", "une erreur");
    private static final PartialDate DAY = PartialDate.of("2025-06-17");
    private static final Opened OPENED = new Opened(DAY);
    private static final Decider<LedgerCommand<PurseMilestone>, Ledger<Purse, PurseMilestone>, LedgerEvent<PurseMilestone>> PURSE =
            Purse.RULES.decider();

    /** What has been recorded, and what is asked next. */
    private static final class Told {
        private final List<LedgerEvent<PurseMilestone>> events = new ArrayList<>();

        Told records(PurseMilestone milestone) {
            return asks(new RecordMilestone<>(milestone, TODAY));
        }

        Told corrects(int version, PurseMilestone replacement) {
            return asks(new CorrectMilestone<>(version, REASON, replacement, TODAY));
        }

        Told retracts(int version) {
            return asks(new RetractMilestone<>(version, REASON, TODAY));
        }

        Told asks(LedgerCommand<PurseMilestone> command) {
            events.add(PURSE.decide().apply(command, ledger()));
            return this;
        }

        LedgerEvent<PurseMilestone> last() {
            return events.getLast();
        }

        Ledger<Purse, PurseMilestone> ledger() {
            return PURSE.fold(events);
        }

        int coins() {
            return ledger().state().coins();
        }
    }

    private static Told purse() {
        return new Told().records(OPENED).records(in(10)).records(out(8));
    }

    private static PaidIn in(int coins) {
        return new PaidIn(coins, DAY);
    }

    private static PaidOut out(int coins) {
        return new PaidOut(coins, "baker", DAY);
    }

    private static void refused(String rule, Runnable asked) {
        var rejection = catchThrowableOfType(Rejection.class, asked::run);
        assertThat(rejection).as("a rejection by " + rule).isNotNull();
        assertThat(rejection.rule()).isEqualTo(rule);
        assertThat(rejection.text().fr()).isNotBlank();
    }

    @Test
    void nothing_is_version_zero() {
        assertThat(new Told().ledger()).isEqualTo(PURSE.initialState());
        assertThat(PURSE.initialState().version()).isZero();
        assertThat(PURSE.initialState().standing()).isEmpty();
    }

    @Test
    void a_milestone_is_recorded_and_stands_under_its_version() {
        var told = purse();
        assertThat(told.last()).isEqualTo(new MilestoneRecorded<PurseMilestone>(out(8)));
        assertThat(told.coins()).isEqualTo(2);
        assertThat(told.ledger().version()).isEqualTo(3);
        assertThat(told.ledger().standing()).extracting(Ledger.Standing::version).containsExactly(1, 2, 3);
    }

    @Test
    void a_milestone_is_recorded_as_the_rules_accept_it() {
        var told = new Told().records(OPENED).records(in(10)).records(new PaidOut(8, "BAKER", DAY));
        assertThat(told.last()).isEqualTo(new MilestoneRecorded<PurseMilestone>(out(8)));
    }

    @Test
    void a_milestone_that_breaks_a_rule_is_refused_by_that_rule() {
        refused("overdrawn", () -> purse().records(out(3)));
        refused("already-open", () -> purse().records(OPENED));
        refused("not-open", () -> new Told().records(in(10)));
    }

    @Test
    void a_correction_replaces_what_the_milestone_says() {
        var told = purse().corrects(2, in(20));
        assertThat(told.last()).isEqualTo(new MilestoneCorrected<PurseMilestone>(2, REASON, in(20), PartialDate.of(TODAY)));
        assertThat(told.coins()).isEqualTo(12);
        assertThat(told.ledger().version()).isEqualTo(4);
    }

    @Test
    void a_correction_that_would_break_a_rule_for_a_later_milestone_is_refused_by_that_rule() {
        refused("overdrawn", () -> purse().corrects(2, in(7)));
        assertThatNoException().isThrownBy(() -> purse().corrects(2, in(8)));
    }

    @Test
    void a_correction_that_breaks_a_rule_itself_is_refused_by_that_rule() {
        refused("overdrawn", () -> purse().corrects(3, out(11)));
    }

    @Test
    void a_milestone_cannot_become_one_of_another_kind() {
        refused("different-kind", () -> purse().corrects(2, out(1)));
    }

    @Test
    void a_correction_must_correct_something() {
        refused("nothing-corrected", () -> purse().corrects(2, in(10)));
        refused("nothing-corrected", () -> purse().corrects(2, in(20)).corrects(2, in(20)));
    }

    @Test
    void a_correction_can_be_taken_back_by_another() {
        assertThat(purse().corrects(2, in(20)).corrects(2, in(10)).coins()).isEqualTo(2);
    }

    @Test
    void only_a_milestone_that_was_recorded_can_be_changed() {
        for (int version : List.of(-1, 0, 4, 100)) {
            refused("unknown-milestone", () -> purse().corrects(version, in(20)));
            refused("unknown-milestone", () -> purse().retracts(version));
        }
    }

    @Test
    void a_correction_of_a_correction_goes_to_the_milestone_that_it_corrected() {
        refused("unknown-milestone", () -> purse().corrects(2, in(20)).corrects(4, in(30)));
        refused("unknown-milestone", () -> purse().corrects(2, in(20)).retracts(4));
        assertThat(purse().corrects(2, in(20)).corrects(2, in(30)).coins()).isEqualTo(22);
    }

    @Test
    void a_retraction_takes_the_milestone_back() {
        var told = purse().retracts(3);
        assertThat(told.last()).isEqualTo(new MilestoneRetracted<PurseMilestone>(3, REASON, PartialDate.of(TODAY)));
        assertThat(told.coins()).isEqualTo(10);
        assertThat(told.ledger().standing()).extracting(Ledger.Standing::version).containsExactly(1, 2);
        assertThat(told.ledger().version()).isEqualTo(4);
    }

    @Test
    void a_retraction_that_would_break_a_rule_for_a_later_milestone_is_refused_by_that_rule() {
        refused("overdrawn", () -> purse().retracts(2));
    }

    @Test
    void a_retracted_milestone_can_be_neither_corrected_nor_retracted_again() {
        refused("unknown-milestone", () -> purse().retracts(3).corrects(3, out(1)));
        refused("unknown-milestone", () -> purse().retracts(3).retracts(3));
        refused("unknown-milestone", () -> purse().retracts(3).retracts(4));
    }

    @Test
    void the_registration_stays_while_anything_else_stands() {
        refused("registration-stays", () -> purse().retracts(1));
        refused("registration-stays", () -> new Told().records(OPENED).records(in(1)).retracts(1));
    }

    @Test
    void a_registration_that_stands_alone_can_be_retracted_and_made_again() {
        var told = purse().retracts(3).retracts(2).retracts(1);
        assertThat(told.ledger().state()).isEqualTo(new Purse(false, 0));
        assertThat(told.records(OPENED).records(in(3)).coins()).isEqualTo(3);
        assertThat(told.ledger().standing()).extracting(Ledger.Standing::version).containsExactly(7, 8);
    }

    @Test
    void what_is_recorded_has_happened() {
        var tomorrow = PartialDate.of("2026-11-24");
        refused("date-in-the-future", () -> purse().records(new PaidIn(1, tomorrow)));
        refused("date-in-the-future", () -> purse().records(new PaidIn(1, PartialDate.of("2026-12"))));
        refused("date-in-the-future", () -> purse().records(new PaidIn(1, PartialDate.of("2027"))));
        refused("date-in-the-future", () -> purse().corrects(2, new PaidIn(10, tomorrow)));
    }

    @Test
    void what_happened_today_or_in_the_running_month_or_year_can_be_recorded() {
        for (String date : List.of("2026-11-23", "2026-11", "2026")) {
            assertThatNoException().as(date).isThrownBy(() -> purse().records(new PaidIn(1, PartialDate.of(date))));
        }
    }

    @Test
    void a_corrected_milestone_keeps_its_place() {
        var told = purse().records(in(5)).corrects(2, in(20));
        assertThat(told.ledger().standing()).extracting(Ledger.Standing::version).containsExactly(1, 2, 3, 4);
        assertThat(told.ledger().standing()).extracting(one -> (PurseMilestone) one.milestone())
                .containsExactly(OPENED, in(20), out(8), in(5));
    }

    private static PaidIn in(int coins, String on) {
        return new PaidIn(coins, PartialDate.of(on));
    }

    private static PaidOut out(int coins, String on) {
        return new PaidOut(coins, "baker", PartialDate.of(on));
    }

    private static void refused(String rule, int milestone, Runnable asked) {
        var rejection = catchThrowableOfType(Rejection.class, asked::run);
        assertThat(rejection).as("a rejection by " + rule).isNotNull();
        assertThat(rejection.rule()).isEqualTo(rule);
        assertThat(rejection.milestone()).hasValue(milestone);
    }

    @Test
    void a_milestone_that_is_recorded_late_takes_the_place_of_its_date() {
        var told = purse().records(in(1, "2025-08-01")).records(in(2, "2025-07-01"));
        assertThat(told.ledger().standing()).extracting(Ledger.Standing::version).containsExactly(1, 2, 3, 5, 4);
        assertThat(told.coins()).isEqualTo(5);
    }

    @Test
    void a_milestone_is_decided_on_the_state_before_its_place() {
        var told = new Told().records(OPENED).records(in(10, "2025-07-01"));
        refused("overdrawn", () -> told.records(out(1, "2025-06-30")));
        assertThat(told.records(out(10, "2025-07-01")).coins()).isZero();
    }

    @Test
    void a_milestone_that_makes_a_later_one_impossible_is_refused_with_the_number_of_that_one() {
        var told = new Told().records(OPENED).records(in(10, "2025-07-01")).records(out(8, "2025-09-01"));
        refused("overdrawn", 3, () -> told.records(out(3, "2025-08-01")));
        assertThat(told.records(out(2, "2025-08-01")).coins()).isZero();
        var rejection = catchThrowableOfType(Rejection.class, () -> told.records(out(1, "2025-08-02")));
        assertThat(rejection.text()).isEqualTo(Text.of("Milestone 3 of 2025-09-01 stands in the way: too much Correct or retract it first.",
                "Le jalon 3 du 2025-09-01 fait obstacle : trop Corrigez-le ou retirez-le d’abord."));
    }

    @Test
    void a_correction_of_the_date_moves_the_milestone_and_tells_the_others_anew() {
        var told = new Told().records(OPENED).records(in(10, "2025-07-01")).records(out(8, "2025-09-01")).records(in(5, "2025-10-01"));
        refused("overdrawn", 3, () -> told.corrects(2, in(10, "2025-09-02")));
        refused("overdrawn", () -> told.corrects(3, out(8, "2025-06-18")));
        refused("overdrawn", 3, () -> told.retracts(2));
        assertThat(told.corrects(4, in(5, "2025-08-01")).ledger().standing()).extracting(Ledger.Standing::version).containsExactly(1, 2, 4, 3);
    }

    @Test
    void what_was_impossible_in_its_place_before_forbids_nothing_that_does_not_make_more_impossible() {
        var told = new Told();
        for (PurseMilestone recorded : List.of(OPENED, in(10, "2025-08-01"), out(8, "2025-07-01"), out(2, "2025-09-01"))) {
            told.events.add(new MilestoneRecorded<>(recorded)); // as it was told in the order of recording once
        }
        assertThat(Purse.RULES.impossible(told.ledger())).containsOnlyKeys(3);
        refused("overdrawn", 4, () -> told.records(out(1, "2025-08-15")));
        assertThat(told.records(in(1, "2025-06-20")).coins()).isEqualTo(1);
        assertThat(told.corrects(3, out(1, "2025-07-01")).coins()).isEqualTo(8);
        assertThat(Purse.RULES.impossible(told.ledger())).isEmpty();
    }

    @Test
    void late_milestones_are_told_from_a_state_that_was_kept_like_from_the_beginning() {
        var told = new Told().records(OPENED);
        for (int day = 1; day <= 28; day++) {
            for (int month = 7; month <= 9; month++) {
                told.records(in(1, String.format(Locale.ROOT, "2025-%02d-%02d", month, day)));
            }
        }
        refused("overdrawn", () -> told.records(out(57, "2025-08-28")));
        assertThat(told.records(out(56, "2025-08-28")).coins()).isEqualTo(28);
        refused("overdrawn", () -> told.records(out(1, "2025-08-31")));
    }

    @Test
    void an_event_happened_when_its_milestone_did_and_a_change_when_it_was_made() {
        var told = purse();
        assertThat(told.last().occurredOn()).isEqualTo(DAY);
        assertThat(told.corrects(2, in(20)).last().occurredOn()).isEqualTo(PartialDate.of(TODAY));
        assertThat(told.retracts(3).last().occurredOn()).isEqualTo(PartialDate.of(TODAY));
    }

    @Test
    void a_refusal_leaves_the_record_as_it_was() {
        var told = purse();
        var before = told.ledger();
        refused("overdrawn", () -> told.corrects(2, in(7)));
        assertThat(told.ledger()).isEqualTo(before);
    }

    @Test
    void whatever_happens_the_state_is_that_of_the_standing_milestones_and_no_rule_is_broken() {
        for (long seed = 1; seed <= 500; seed++) {
            var chance = new Random(seed);
            var events = new ArrayList<LedgerEvent<PurseMilestone>>();
            var ledger = PURSE.initialState();
            for (int i = 0; i < 60; i++) {
                try {
                    var event = PURSE.decide().apply(command(chance, ledger.version()), ledger);
                    events.add(event);
                    ledger = PURSE.evolve().apply(ledger, event);
                } catch (Rejection refused) {
                    assertThat(refused.rule()).as("seed " + seed).isNotBlank();
                }
            }
            Purse told = Purse.RULES.initialState();
            for (var standing : ledger.standing()) {
                told = Purse.RULES.evolve().apply(told, standing.milestone());
                assertThat(told.coins()).as("seed " + seed).isNotNegative();
            }
            assertThat(ledger.state()).as("seed " + seed).isEqualTo(told);
            assertThat(ledger).as("seed " + seed).isEqualTo(PURSE.fold(events));
            assertThat(ledger.standing()).as("seed " + seed).isSortedAccordingTo(Comparator.<Ledger.Standing<Purse, PurseMilestone>, LocalDate>comparing(Ledger.Standing::day)
                    .thenComparing(Ledger.Standing::version));
            assertThat(Purse.RULES.impossible(ledger)).as("seed " + seed).isEmpty();
            assertThat(ledger.version()).as("seed " + seed).isEqualTo(events.size());
        }
    }

    private static LedgerCommand<PurseMilestone> command(Random chance, int version) {
        String on = String.format(Locale.ROOT, "2025-0%d-%02d", 1 + chance.nextInt(9), 1 + chance.nextInt(28)).substring(0, List.of(4, 7, 10, 10).get(chance.nextInt(4)));
        PurseMilestone milestone = switch (chance.nextInt(4)) {
            case 0 -> new Opened(PartialDate.of("2025-01-01"));
            case 1, 2 -> in(1 + chance.nextInt(10), on);
            default -> out(1 + chance.nextInt(10), on);
        };
        return switch (chance.nextInt(4)) {
            case 0 -> new CorrectMilestone<>(1 + chance.nextInt(version + 1), REASON, milestone, TODAY);
            case 1 -> new RetractMilestone<>(1 + chance.nextInt(version + 1), REASON, TODAY);
            default -> new RecordMilestone<>(milestone, TODAY);
        };
    }
}
