package ca.criticalminerals.funding.domain;

import static ca.criticalminerals.testing.Given.REASON;
import static ca.criticalminerals.funding.domain.Story.*;
import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneCorrected;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneRetracted;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.funding.domain.FundingProgramMilestone.*;
import ca.criticalminerals.initiatives.Breakdown;
import ca.criticalminerals.initiatives.FigureDefined;
import ca.criticalminerals.initiatives.FigureDefined.Counts;
import ca.criticalminerals.initiatives.FigureDefined.Unit;
import ca.criticalminerals.initiatives.FigureDefined.What;
import ca.criticalminerals.initiatives.Money.Kind;
import ca.criticalminerals.initiatives.Names;
import ca.criticalminerals.initiatives.Standing;
import ca.criticalminerals.initiatives.TargetSet;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FundingProgramTest {
    private static final PartialDate AUTUMN = PartialDate.of("2024-10-07");
    private static final PartialDate BEFORE = PartialDate.of("2024-01");

    @Test
    void a_program_is_registered_once() {
        program().when(REGISTERED).recorded();
        program(REGISTERED).when(REGISTERED).refusedBy("already-registered");
    }

    @Test
    void nothing_is_recorded_about_a_program_that_is_not_registered() {
        program().when(LAUNCHED).refusedBy("not-registered");
        program(REGISTERED).when(LAUNCHED).recorded();
    }

    @Test
    void a_program_is_launched_once() {
        program(REGISTERED, LAUNCHED).when(new ProgramLaunched(AUTUMN, EVIDENCE)).refusedBy("already-launched");
    }

    @Test
    void an_envelope_is_set_once_and_changed_afterwards() {
        program(REGISTERED).when(ENVELOPE).recorded();
        program(REGISTERED, ENVELOPE).when(ENVELOPE).refusedBy("envelope-already-set");
        var changed = new EnvelopeChanged(money("12000000", Kind.ENVELOPE), WORDS, AUTUMN, EVIDENCE);
        program(REGISTERED, ENVELOPE).when(changed).recorded();
        program(REGISTERED).when(changed).refusedBy("no-envelope");
    }

    @Test
    void an_envelope_cannot_fall_below_what_is_committed() {
        var given = program(REGISTERED, LAUNCHED, ENVELOPE, MILL);
        given.when(new EnvelopeChanged(money("4700000", Kind.ENVELOPE), WORDS, AUTUMN, EVIDENCE)).recorded();
        given.when(new EnvelopeChanged(money("4699999.99", Kind.ENVELOPE), WORDS, AUTUMN, EVIDENCE)).refusedBy("envelope-below-commitments");
    }

    @Test
    void the_envelope_in_force_is_that_of_the_latest_date_whatever_was_recorded_last() {
        var given = program(registered(Standing.ACTIVE), new EnvelopeSet(money("100000000", Kind.ENVELOPE), PartialDate.of("2022-04-07"), EVIDENCE),
                new EnvelopeChanged(money("300000000", Kind.ENVELOPE), WORDS, PartialDate.of("2025-11-04"), EVIDENCE),
                new EnvelopeChanged(money("150000000", Kind.ENVELOPE), WORDS, PartialDate.of("2024-04-16"), EVIDENCE));
        assertThat(((RegisteredProgram) given.state().own()).envelope()).contains(money("300000000", Kind.ENVELOPE));
        given.when(approved("mine", Optional.empty(), Optional.of(money("200000000", Kind.CONTRIBUTION)), PartialDate.of("2026-01-10"))).recorded();
        given.when(approved("mine", Optional.empty(), Optional.of(money("200000000", Kind.CONTRIBUTION)), PartialDate.of("2024-06-01"))).refusedBy("over-envelope");
    }

    @Test
    void of_two_agreements_that_dates_cannot_tell_the_one_recorded_last_holds() {
        var approved = approved("a", Optional.empty(), Optional.of(money("10000000", Kind.CONTRIBUTION)), PartialDate.of("2024-02"));
        var year = new AgreementSigned("a", money("18000000", Kind.CONTRIBUTION), YEAR_2025, EVIDENCE);
        var month = new AgreementSigned("a", money("5000000", Kind.CONTRIBUTION), PartialDate.of("2025-03"), EVIDENCE);
        assertThat(((RegisteredProgram) program(registered(Standing.ACTIVE), approved, year, month).state().own()).committed()).isEqualByComparingTo("5000000");
        assertThat(((RegisteredProgram) program(registered(Standing.ACTIVE), approved, month, year).state().own()).committed()).isEqualByComparingTo("18000000");
    }

    @Test
    void what_happened_to_something_that_there_is_not_changes_nothing() {
        var evolve = FundingProgram.RULES.evolve();
        var unregistered = FundingProgram.RULES.initialState();
        var registered = evolve.apply(unregistered, registered(Standing.ACTIVE));
        for (var milestone : List.of(signed("mill", "1"), completed("mill"), withdrawn("mill"), new CallClosed("first", AUTUMN, EVIDENCE))) {
            assertThat(evolve.apply(unregistered, milestone)).isEqualTo(unregistered);
            assertThat(evolve.apply(registered, milestone)).isEqualTo(registered);
        }
        assertThat(evolve.apply(registered, registered(Standing.ANNOUNCED))).isEqualTo(registered);
    }

    @Test
    void kinds_of_money_are_not_mixed() {
        program(REGISTERED).when(new EnvelopeSet(money("1", Kind.CALL), SPRING, EVIDENCE)).refusedBy("wrong-money-kind");
        program(REGISTERED, LAUNCHED).when(approved("mill", Optional.empty(), Optional.of(money("1", Kind.ENVELOPE)), SUMMER))
                .refusedBy("wrong-money-kind");
        program(REGISTERED, LAUNCHED).when(new CallOpened("first", WORDS, Optional.of(money("1", Kind.CONTRIBUTION)), SUMMER, EVIDENCE))
                .refusedBy("wrong-money-kind");
        program(REGISTERED, LAUNCHED, ENVELOPE).when(approved("mill", Optional.empty(), Optional.of(money("99000000", Kind.LOAN)), SUMMER))
                .recorded();
    }

    @Test
    void a_contribution_up_to_what_is_left_is_accepted_and_one_cent_more_is_rejected() {
        var given = program(REGISTERED, LAUNCHED, ENVELOPE, MILL);
        given.when(approved("road", "5300000")).recorded();
        given.when(approved("road", "5300000.01")).refusedBy("over-envelope");
    }

    @Test
    void an_agreement_replaces_the_amount_of_its_approval_also_against_the_envelope() {
        var given = program(REGISTERED, LAUNCHED, ENVELOPE, MILL);
        given.when(signed("mill", "10000000")).recorded();
        given.when(signed("mill", "10000000.01")).refusedBy("over-envelope");
        var after = (RegisteredProgram) program(REGISTERED, LAUNCHED, ENVELOPE, MILL, signed("mill", "4397625")).state().own();
        assertThat(after.committed()).isEqualByComparingTo("4397625");
        assertThat(after.projects()).hasSize(1);
    }

    @Test
    void a_withdrawn_project_frees_its_part_of_the_envelope() {
        var given = program(REGISTERED, LAUNCHED, ENVELOPE, approved("mill", "10000000"), withdrawn("mill"));
        given.when(approved("road", Optional.empty(), Optional.of(money("10000000", Kind.CONTRIBUTION)), PartialDate.of("2026"))).recorded();
        given.when(approved("road", "10000000")).refusedBy("over-envelope");
    }

    @Test
    void a_call_lies_inside_the_envelope_is_opened_once_and_closed_once_after_it_opened() {
        var open = new CallOpened("first", WORDS, Optional.of(money("10000000", Kind.CALL)), SUMMER, EVIDENCE);
        program(REGISTERED, LAUNCHED, ENVELOPE).when(open).recorded();
        program(REGISTERED, LAUNCHED, ENVELOPE).when(new CallOpened("first", WORDS, Optional.of(money("10000001", Kind.CALL)), SUMMER, EVIDENCE))
                .refusedBy("call-over-envelope");
        program(REGISTERED, LAUNCHED, open).when(open).refusedBy("duplicate-call");
        program(REGISTERED, LAUNCHED, open).when(new CallClosed("first", AUTUMN, EVIDENCE)).recorded();
        program(REGISTERED, LAUNCHED, open).when(new CallClosed("other", AUTUMN, EVIDENCE)).refusedBy("unknown-call");
        program(REGISTERED, LAUNCHED, open).when(new CallClosed("first", SPRING, EVIDENCE)).refusedBy("unknown-call", 3);
        program(REGISTERED, LAUNCHED, open, new CallClosed("first", AUTUMN, EVIDENCE)).when(new CallClosed("first", AUTUMN, EVIDENCE))
                .refusedBy("call-already-closed");
    }

    @Test
    void nothing_happens_to_a_project_before_it_is_approved_as_far_as_the_dates_tell() {
        var told = program(REGISTERED, LAUNCHED, MILL);
        for (var before : List.of(new AgreementSigned("mill", money("1", Kind.CONTRIBUTION), SPRING, EVIDENCE), new ProjectCompleted("mill", SPRING, EVIDENCE),
                new ProjectWithdrawn("mill", WORDS, SPRING, EVIDENCE))) {
            told.when(before).refusedBy("unknown-project", 3);
        }
        told.when(new ProjectCompleted("mill", MILL.occurredOn(), EVIDENCE)).recorded();
        told.when(new ProjectCompleted("mill", PartialDate.of(MILL.occurredOn().toString().substring(0, 4)), EVIDENCE)).recorded();
    }

    @Test
    void a_project_belongs_to_a_stream_of_the_program_or_to_none_that_is_known() {
        var given = program(REGISTERED, LAUNCHED);
        given.when(approved("mill", Optional.of("early"), Optional.empty(), SUMMER)).recorded();
        given.when(approved("mill", Optional.empty(), Optional.empty(), SUMMER)).recorded();
        given.when(approved("mill", Optional.of("late"), Optional.empty(), SUMMER)).refusedBy("unknown-stream");
    }

    @Test
    void a_project_is_approved_once() {
        program(REGISTERED, LAUNCHED, MILL).when(MILL).refusedBy("duplicate-project");
        program(REGISTERED, LAUNCHED, MILL).when(approved("road", "1")).recorded();
    }

    @Test
    void what_happens_to_a_project_needs_the_project() {
        program(REGISTERED, LAUNCHED).when(signed("mill", "1")).refusedBy("unknown-project");
        program(REGISTERED, LAUNCHED).when(completed("mill")).refusedBy("unknown-project");
        program(REGISTERED, LAUNCHED).when(withdrawn("mill")).refusedBy("unknown-project");
        program(REGISTERED, LAUNCHED, MILL).when(completed("mill")).recorded();
        program(REGISTERED, LAUNCHED, MILL).when(withdrawn("mill")).recorded();
    }

    @Test
    void a_withdrawn_project_gets_no_agreement_and_no_second_end() {
        var given = program(REGISTERED, LAUNCHED, MILL, withdrawn("mill"));
        given.when(signed("mill", "1")).refusedBy("agreement-on-withdrawn-project");
        given.when(withdrawn("mill")).refusedBy("already-withdrawn");
        program(REGISTERED, LAUNCHED, MILL, completed("mill")).when(completed("mill")).refusedBy("already-completed");
    }

    @Test
    void an_announced_program_approves_nothing_before_its_launch_and_an_active_one_needs_none() {
        program(REGISTERED).when(MILL).refusedBy("not-launched");
        program(REGISTERED, LAUNCHED).when(approved("mill", Optional.empty(), Optional.empty(), BEFORE)).refusedBy("not-launched");
        program(REGISTERED, LAUNCHED).when(MILL).recorded();
        program(registered(Standing.ACTIVE)).when(approved("mill", Optional.empty(), Optional.empty(), BEFORE)).recorded();
    }

    @Test
    void after_its_end_a_program_approves_nothing_but_what_happened_before_may_be_recorded_late() {
        var absorbed = new ProgramAbsorbed("successor", AUTUMN, EVIDENCE);
        var closed = new ProgramClosed(WORDS, AUTUMN, EVIDENCE);
        program(REGISTERED, LAUNCHED).when(absorbed).recorded();
        program(REGISTERED, LAUNCHED).when(closed).recorded();
        for (var end : new FundingProgramMilestone[] {absorbed, closed}) {
            var given = program(REGISTERED, LAUNCHED, PROJECTS, end);
            given.when(MILL).recorded();
            given.when(approved("mill", Optional.empty(), Optional.empty(), YEAR_2025)).refusedBy("already-closed");
            given.when(closed).refusedBy("already-closed");
            given.when(absorbed).refusedBy("already-closed");
            given.when(count("fund.projects", "1", null)).recorded();
        }
    }

    @Test
    void nothing_is_recorded_before_it_has_happened() {
        program(REGISTERED).when(new ProgramLaunched(TOMORROW, EVIDENCE)).refusedBy("date-in-the-future");
        program(REGISTERED).when(new ProgramLaunched(PartialDate.of("2027"), EVIDENCE)).refusedBy("date-in-the-future");
        program(REGISTERED).when(new ProgramLaunched(PartialDate.of("2026"), EVIDENCE)).recorded();
        program(REGISTERED).when(new ProgramLaunched(PartialDate.of("2026-11-23"), EVIDENCE)).recorded();
    }

    @Test
    void an_output_is_released_once() {
        var map = new OutputReleased("map", WORDS, OutputKind.MAP, java.util.List.of(), SUMMER, EVIDENCE);
        program(REGISTERED).when(map).recorded();
        program(REGISTERED, map).when(map).refusedBy("duplicate-output");
    }

    @Test
    void the_parts_of_a_closed_breakdown_add_up_and_those_of_an_open_one_do_not_exceed_the_number() {
        var given = program(REGISTERED, PROJECTS, READY, EARLY);
        given.when(count("fund.projects", "33", parts(true, "6", "27"))).recorded();
        given.when(count("fund.projects", "33", parts(true, "6", "26"))).refusedBy("breakdown-does-not-add-up");
        given.when(count("fund.projects", "33", parts(true, "7", "27"))).refusedBy("breakdown-does-not-add-up");
        given.when(count("fund.projects", "79", parts(false, "42", "19"))).recorded();
        given.when(count("fund.projects", "60", parts(false, "42", "19"))).refusedBy("breakdown-does-not-add-up");
        given.when(count("fund.projects", "2", new Breakdown(true, java.util.List.of(
                new Breakdown.Part("fund.projects.ready", BigDecimal.ONE), new Breakdown.Part("fund.projects.ready", BigDecimal.ONE)))))
                .refusedBy("duplicate-part");
    }

    @Test
    void a_statement_is_about_a_figure_of_the_program_that_can_be_stated() {
        var envelope = figure("fund.envelope", Unit.CAD, What.ENVELOPE, null);
        program(REGISTERED).when(count("fund.projects", "1", null)).refusedBy("unknown-figure");
        program(REGISTERED, PROJECTS).when(count("fund.projects", "1.5", null)).refusedBy("not-a-whole-number");
        program(REGISTERED, envelope).when(count("fund.envelope", "1", null)).refusedBy("not-a-stated-number");
        var amount = figure("fund.amount", Unit.CAD, What.STATEMENTS, null);
        program(REGISTERED, amount).when(count("fund.amount", "1.25", null)).recorded();
        program(REGISTERED, amount).when(count("fund.amount", "1.255", null)).refusedBy("over-precise-amount");
    }

    @Test
    void a_target_is_changed_only_with_a_reason_and_is_not_due_before_it_is_set() {
        program(REGISTERED, PROJECTS).when(target("40", null)).recorded();
        program(REGISTERED, PROJECTS, target("40", null)).when(target("30", null)).refusedBy("target-changed-without-reason");
        program(REGISTERED, PROJECTS, target("40", null)).when(target("30", WORDS)).recorded();
        program(REGISTERED, PROJECTS).when(new TargetSet("fund.projects", BigDecimal.TEN, SPRING, Optional.empty(), Optional.empty(),
                AUTUMN, EVIDENCE)).refusedBy("due-before-it-is-set");
    }

    @Test
    void a_program_is_renamed_to_another_name_and_keeps_the_former_ones() {
        var other = new Names(Text.of("Another fund", "Un autre fonds"), Optional.empty());
        program(REGISTERED).when(new ProgramRenamed(FUND, AUTUMN, EVIDENCE)).refusedBy("same-name");
        program(REGISTERED).when(new ProgramRenamed(other, AUTUMN, EVIDENCE)).recorded();
        var renamed = (RegisteredProgram) program(REGISTERED, new ProgramRenamed(other, AUTUMN, EVIDENCE)).state().own();
        assertThat(renamed.formerNames()).containsExactly(FUND);
    }

    @Test
    void a_figure_is_defined_once_under_one_initiative_with_a_rule_that_fits() {
        program(REGISTERED).when(PROJECTS).recorded();
        program(REGISTERED, PROJECTS).when(PROJECTS).refusedBy("duplicate-figure");
        program(REGISTERED, PROJECTS).when(figure("other.projects", Unit.COUNT, What.PROJECTS, null)).refusedBy("figure-of-another-initiative");
        program(REGISTERED).when(figure("fund.x", Unit.CAD, What.PROJECTS, null)).refusedBy("rule-does-not-fit");
        program(REGISTERED).when(figure("fund.x", Unit.COUNT, What.PROJECTS, "late")).refusedBy("rule-does-not-fit");
        program(REGISTERED).when(figure("fund.x", Unit.COUNT, What.OUTPUTS, "ready")).refusedBy("rule-does-not-fit");
        program(REGISTERED).when(figure("fund.x", Unit.DATE, What.OCCURRENCE, null)).refusedBy("rule-does-not-fit");
        program(REGISTERED).when(new FigureDefined("fund.x", WORDS, Unit.DATE, Counts.of(What.OCCURRENCE, Optional.empty(),
                Optional.of("program-launched")), SPRING, EVIDENCE)).recorded();
    }

    @Test
    void a_sentence_has_no_number_typed_by_hand_and_the_same_figures_in_both_languages() {
        var given = program(REGISTERED, PROJECTS, READY);
        given.when(sentence("It has {fund.projects|project|projects}.", "Il a {fund.projects|projet|projets}.")).recorded();
        given.when(sentence("It has 33 projects.", "Il a {fund.projects} projets.")).refusedBy("number-typed-by-hand");
        given.when(sentence("It has {fund.projects}.", "Il en a ٣.")).refusedBy("number-typed-by-hand");
        given.when(sentence("It has ³³ and {fund.projects}.", "Il en a {fund.projects}.")).refusedBy("number-typed-by-hand");
        given.when(sentence("It has {fund.projects|project and ９９９ more|projects}.", "Il a {fund.projects}.")).refusedBy("number-typed-by-hand");
        given.when(sentence("It has {fund.projects}.", "Il a {fund.projects|projet|projets et trente-trois autres}.")).refusedBy("number-typed-by-hand");
        given.when(sentence("It has {fund.other}.", "Il a {fund.other}.")).refusedBy("unknown-figure");
        given.when(sentence("It has {fund.projects}.", "Il a {fund.projects.ready}.")).refusedBy("languages-differ");
        given.when(sentence("It has {fund.projects.", "Il a {fund.projects}.")).refusedBy("malformed-placeholder");
    }

    @Test
    void a_correction_obeys_the_rules_of_what_it_corrects() {
        var given = program(REGISTERED, LAUNCHED, ENVELOPE, MILL);
        given.whenCorrected(4, approved("mill", "10000000")).recorded();
        given.whenCorrected(4, approved("mill", "10000001")).refusedBy("over-envelope");
        given.whenCorrected(4, approved("mill", Optional.empty(), Optional.empty(), TOMORROW)).refusedBy("date-in-the-future");
        given.whenCorrected(4, signed("mill", "1")).refusedBy("different-kind");
        given.whenCorrected(4, MILL).refusedBy("nothing-corrected");
        given.whenCorrected(5, MILL).refusedBy("unknown-milestone");
        given.and(new MilestoneCorrected<>(4, REASON, approved("mill", "10000000"), AUTUMN)).when(approved("road", "1")).refusedBy("over-envelope");
    }

    @Test
    void a_retraction_takes_a_milestone_back_unless_others_rest_on_it() {
        program(REGISTERED, LAUNCHED, ENVELOPE, MILL).whenRetracted(4).recorded();
        program(REGISTERED, LAUNCHED, ENVELOPE, MILL, signed("mill", "1")).whenRetracted(4).refusedBy("unknown-project", 5);
        program(REGISTERED, LAUNCHED, ENVELOPE, MILL).whenRetracted(2).refusedBy("not-launched", 4);
        program(REGISTERED, LAUNCHED).whenRetracted(1).refusedBy("registration-stays");
        program(REGISTERED, LAUNCHED).whenRetracted(7).refusedBy("unknown-milestone");
        var retracted = program(REGISTERED, LAUNCHED, ENVELOPE, MILL).and(new MilestoneRetracted<>(4, REASON, AUTUMN));
        retracted.whenRetracted(4).refusedBy("unknown-milestone");
        retracted.whenRetracted(5).refusedBy("unknown-milestone");
        retracted.when(MILL).recorded();
    }

    @Test
    void ten_thousand_milestones_fold_to_the_same_as_one_by_one() {
        var milestones = new Milestone[10_000];
        milestones[0] = registered(Standing.ACTIVE);
        for (int i = 1; i < milestones.length; i++) {
            milestones[i] = count("fund.projects", "1", null);
        }
        assertThat(program(milestones).state()).isEqualTo(program(milestones[0]).state());
    }
}
