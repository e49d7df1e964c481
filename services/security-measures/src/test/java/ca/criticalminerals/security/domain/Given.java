package ca.criticalminerals.security.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.criticalminerals.eventsourcing.LedgerCommand;
import ca.criticalminerals.eventsourcing.LedgerCommand.CorrectMilestone;
import ca.criticalminerals.eventsourcing.LedgerCommand.RecordMilestone;
import ca.criticalminerals.eventsourcing.LedgerCommand.RetractMilestone;
import ca.criticalminerals.eventsourcing.LedgerEvent;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneRecorded;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.Rejection;
import ca.criticalminerals.eventsourcing.Text;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Given milestones of a measure, when something is asked, then it is recorded or a rule refuses it. */
record Given(List<LedgerEvent<Milestone>> events) {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final Text REASON = Text.of("a mistake", "une erreur");

    static Given measure(Milestone... milestones) {
        return new Given(List.of()).and(milestones);
    }

    Given and(Milestone... milestones) {
        return new Given(Stream.concat(events.stream(), Stream.of(milestones).map(MilestoneRecorded::new)).toList());
    }

    Asked when(Milestone milestone) {
        return asked(new RecordMilestone<>(milestone, TODAY));
    }

    Asked whenCorrected(int version, Milestone replacement) {
        return asked(new CorrectMilestone<>(version, REASON, replacement, TODAY));
    }

    Asked whenRetracted(int version) {
        return asked(new RetractMilestone<>(version, REASON, TODAY));
    }

    RegisteredMeasure state() {
        return (RegisteredMeasure) SecurityMeasure.RULES.decider().fold(events).state().own();
    }

    private Asked asked(LedgerCommand<Milestone> command) {
        var decider = SecurityMeasure.RULES.decider();
        return new Asked(command, () -> decider.decide().apply(command, decider.fold(events)));
    }

    record Asked(LedgerCommand<Milestone> command, Supplier<LedgerEvent<Milestone>> decision) {
        /** The milestone is recorded as it was asked. */
        void recorded() {
            var event = decision.get();
            if (command instanceof RecordMilestone<Milestone>(var milestone, _)) {
                assertThat(event).isEqualTo(new MilestoneRecorded<>(milestone));
            } else {
                assertThat(event).isNotNull();
            }
        }

        /** The rule refuses it, in both languages. */
        Text refusedBy(String rule) {
            var rejection = catchThrowableOfType(Rejection.class, decision::get);
            assertThat(rejection).as("a rejection of " + command + " by " + rule).isNotNull();
            assertThat(rejection.rule()).isEqualTo(rule);
            assertThat(rejection.text().en()).isNotBlank();
            assertThat(rejection.text().fr()).isNotBlank().isNotEqualTo(rejection.text().en());
            return rejection.text();
        }
    }
}
