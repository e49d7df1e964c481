package ca.criticalminerals.partnerships.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.criticalminerals.eventsourcing.Ledger;
import ca.criticalminerals.eventsourcing.LedgerCommand;
import ca.criticalminerals.eventsourcing.LedgerCommand.CorrectMilestone;
import ca.criticalminerals.eventsourcing.LedgerCommand.RecordMilestone;
import ca.criticalminerals.eventsourcing.LedgerCommand.RetractMilestone;
import ca.criticalminerals.eventsourcing.LedgerEvent;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneRecorded;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.Rejection;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.initiatives.Initiative;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** Given milestones, when something is asked, then it is recorded or a rule refuses it. */
record Given<S, M extends Milestone>(Ledger.Rules<S, M> rules, List<LedgerEvent<M>> events) {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    static final Text REASON = Text.of("a mistake", "une erreur");

    static Given<Initiative<Partnership>, Milestone> partnership(Milestone... milestones) {
        return new Given<>(Partnership.RULES, recorded(milestones));
    }

    Given<S, M> and(LedgerEvent<M> event) {
        return new Given<>(rules, Stream.concat(events.stream(), Stream.of(event)).toList());
    }

    Asked<M> when(M milestone) {
        return asked(new RecordMilestone<>(milestone, TODAY));
    }

    Asked<M> whenCorrected(int version, M replacement) {
        return asked(new CorrectMilestone<>(version, REASON, replacement, TODAY));
    }

    Asked<M> whenRetracted(int version) {
        return asked(new RetractMilestone<>(version, REASON, TODAY));
    }

    S state() {
        return rules.decider().fold(events).state();
    }

    private Asked<M> asked(LedgerCommand<M> command) {
        var decider = rules.decider();
        return new Asked<>(command, () -> decider.decide().apply(command, decider.fold(events)));
    }

    @SafeVarargs
    private static <M extends Milestone> List<LedgerEvent<M>> recorded(M... milestones) {
        return Stream.of(milestones).<LedgerEvent<M>>map(MilestoneRecorded::new).toList();
    }

    record Asked<M extends Milestone>(LedgerCommand<M> command, java.util.function.Supplier<LedgerEvent<M>> decision) {
        /** The milestone is recorded as it was asked. */
        void recorded() {
            var event = decision.get();
            if (command instanceof RecordMilestone<M>(var milestone, _)) {
                assertThat(event).isEqualTo(new MilestoneRecorded<>(milestone));
            } else {
                assertThat(event).isNotNull();
            }
        }

        /** The rule refuses it, in both languages. */
        void refusedBy(String rule) {
            var rejection = catchThrowableOfType(Rejection.class, decision::get);
            assertThat(rejection).as("a rejection by " + rule).isNotNull();
            assertThat(rejection.rule()).isEqualTo(rule);
            assertThat(rejection.text().en()).isNotBlank();
            assertThat(rejection.text().fr()).isNotBlank().isNotEqualTo(rejection.text().en());
        }
    }
}
