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
import java.util.List;
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
            for (int i = 0; i < 30; i++) {
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
            assertThat(ledger.version()).as("seed " + seed).isEqualTo(events.size());
        }
    }

    private static LedgerCommand<PurseMilestone> command(Random chance, int version) {
        PurseMilestone milestone = switch (chance.nextInt(4)) {
            case 0 -> OPENED;
            case 1, 2 -> in(1 + chance.nextInt(10));
            default -> out(1 + chance.nextInt(10));
        };
        return switch (chance.nextInt(4)) {
            case 0 -> new CorrectMilestone<>(1 + chance.nextInt(version + 1), REASON, milestone, TODAY);
            case 1 -> new RetractMilestone<>(1 + chance.nextInt(version + 1), REASON, TODAY);
            default -> new RecordMilestone<>(milestone, TODAY);
        };
    }
}
