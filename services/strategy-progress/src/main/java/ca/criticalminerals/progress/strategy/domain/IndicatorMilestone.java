package ca.criticalminerals.progress.strategy.domain;

import ca.criticalminerals.eventsourcing.Evidence;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.initiatives.Names;
import ca.criticalminerals.initiatives.Registration;
import ca.criticalminerals.initiatives.Standing;
import ca.criticalminerals.initiatives.Theme;

/** What can have happened to a set of indicators; its observations are stated numbers. Kept for ever: add, never rename. */
public sealed interface IndicatorMilestone extends Milestone permits IndicatorMilestone.IndicatorRegistered, IndicatorMilestone.IndicatorDiscontinued {

    /** A set of indicators becomes known to the tracker; {@code leadOrganization} observes them. */
    record IndicatorRegistered(Names names, Theme theme, Text leadOrganization, Standing standing, PartialDate occurredOn, Evidence evidence)
            implements IndicatorMilestone, Registration {
        @Override
        public boolean isTimeless() {
            return true;
        }
    }

    /** Nobody observes them any more; what was observed before the date may still be recorded. */
    record IndicatorDiscontinued(Text reason, PartialDate occurredOn, Evidence evidence) implements IndicatorMilestone {}
}
