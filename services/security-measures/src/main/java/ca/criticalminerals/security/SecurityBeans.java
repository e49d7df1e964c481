package ca.criticalminerals.security;

import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.store.Aggregate;
import ca.criticalminerals.eventsourcing.store.Announcements;
import ca.criticalminerals.eventsourcing.store.MilestoneJson;
import ca.criticalminerals.initiatives.Initiative;
import ca.criticalminerals.initiatives.PublicMilestone;
import ca.criticalminerals.initiatives.recording.JsonOfInitiatives;
import ca.criticalminerals.security.domain.Disclosed;
import ca.criticalminerals.security.domain.SecurityMeasure;
import ca.criticalminerals.security.domain.SecurityMeasureMilestone;
import ca.criticalminerals.security.domain.SecurityMeasureMilestone.MeasureRegistered;
import ca.criticalminerals.security.domain.SecurityMilestones;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** What this service tells the event store about itself: its aggregate, its JSON and its public face. */
public final class SecurityBeans {
    public static final Aggregate<Initiative<SecurityMeasure>, Milestone> SECURITY_MEASURE = Aggregate.of(SecurityMeasure.RULES,
            List.of(SecurityMeasureMilestone.class, PublicMilestone.class), MeasureRegistered.class);
    public static final MilestoneJson JSON = JsonOfInitiatives.of(List.of(SecurityMeasureMilestone.class),
            Map.of(Disclosed.class, DisclosedInJson.class));
    public static final Announcements ANNOUNCEMENTS =
            new Announcements("/security-measures", "security", JSON, SecurityMilestones::summary);

    private SecurityBeans() {}

    @Produces
    @Singleton
    static MilestoneJson json() {
        return JSON;
    }

    @Produces
    @Singleton
    static Announcements announcements() {
        return ANNOUNCEMENTS;
    }
}
