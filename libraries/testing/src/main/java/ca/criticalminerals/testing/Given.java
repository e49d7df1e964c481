package ca.criticalminerals.testing;

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
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Given milestones, when something is asked, then it is recorded or a rule refuses it. */
public record Given<S>(Ledger.Rules<S, Milestone> rules, List<LedgerEvent<Milestone>> events) {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    public static final Text REASON = Text.of("a mistake", "une erreur");

    /** The milestones were recorded, and nothing else. */
    public static <S> Given<S> of(Ledger.Rules<S, Milestone> rules, Milestone... milestones) {
        return new Given<>(rules, List.of()).and(milestones);
    }

    public Given<S> and(Milestone... more) {
        return new Given<>(rules, Stream.concat(events.stream(), Stream.of(more).map(MilestoneRecorded::new)).toList());
    }

    public Given<S> and(LedgerEvent<Milestone> event) {
        return new Given<>(rules, Stream.concat(events.stream(), Stream.of(event)).toList());
    }

    public Asked when(Milestone milestone) {
        return asked(new RecordMilestone<>(milestone, TODAY));
    }

    public Asked whenCorrected(int version, Milestone replacement) {
        return asked(new CorrectMilestone<>(version, REASON, replacement, TODAY));
    }

    public Asked whenRetracted(int version) {
        return asked(new RetractMilestone<>(version, REASON, TODAY));
    }

    public S state() {
        return rules.decider().fold(events).state();
    }

    private Asked asked(LedgerCommand<Milestone> command) {
        var decider = rules.decider();
        return new Asked(command, () -> decider.decide().apply(command, decider.fold(events)));
    }

    /** What was asked, and what comes of it. */
    public record Asked(LedgerCommand<Milestone> command, Supplier<LedgerEvent<Milestone>> decision) {
        /** The milestone is recorded as it was asked. */
        public void recorded() {
            var event = decision.get();
            if (command instanceof RecordMilestone<Milestone>(var milestone, _)) {
                assertThat(event).isEqualTo(new MilestoneRecorded<>(milestone));
            } else {
                assertThat(event).isNotNull();
            }
        }

        /** The rule refuses it, in both languages: with these words. */
        public Text refusedBy(String rule) {
            return rejection(rule).text();
        }

        /** The rule refuses it, because of the recorded milestone of this version. */
        public void refusedBy(String rule, int milestone) {
            var rejection = rejection(rule);
            assertThat(rejection.milestone()).hasValue(milestone);
            assertThat(rejection.text().en()).contains("ilestone " + milestone + " of ");
            assertThat(rejection.text().fr()).contains("jalon " + milestone + " du ");
        }

        private Rejection rejection(String rule) {
            var rejection = catchThrowableOfType(Rejection.class, decision::get);
            assertThat(rejection).as("a rejection of %s by %s", command, rule).isNotNull();
            assertThat(rejection.rule()).isEqualTo(rule);
            assertThat(rejection.text().en()).isNotBlank();
            assertThat(rejection.text().fr()).isNotBlank().isNotEqualTo(rejection.text().en());
            return rejection;
        }
    }
}
