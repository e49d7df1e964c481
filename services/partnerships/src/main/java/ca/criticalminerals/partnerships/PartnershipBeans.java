package ca.criticalminerals.partnerships;

import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.store.Aggregate;
import ca.criticalminerals.eventsourcing.store.Announcements;
import ca.criticalminerals.eventsourcing.store.MilestoneJson;
import ca.criticalminerals.initiatives.Initiative;
import ca.criticalminerals.initiatives.PublicMilestone;
import ca.criticalminerals.initiatives.recording.JsonOfInitiatives;
import ca.criticalminerals.partnerships.domain.Partnership;
import ca.criticalminerals.partnerships.domain.PartnershipMilestone;
import ca.criticalminerals.partnerships.domain.PartnershipMilestone.PartnershipRegistered;
import ca.criticalminerals.partnerships.domain.PartnershipMilestones;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** What this service tells the event store about itself: its aggregate, its JSON and its public face. */
public final class PartnershipBeans {
    public static final Aggregate<Initiative<Partnership>, Milestone> PARTNERSHIP = Aggregate.of(Partnership.RULES,
            List.of(PartnershipMilestone.class, PublicMilestone.class), PartnershipRegistered.class);
    public static final MilestoneJson JSON = JsonOfInitiatives.of(List.of(PartnershipMilestone.class));
    public static final Announcements ANNOUNCEMENTS =
            new Announcements("/partnerships", "partnerships", JSON, PartnershipMilestones::summary);

    private PartnershipBeans() {}

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
