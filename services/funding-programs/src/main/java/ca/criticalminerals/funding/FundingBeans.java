package ca.criticalminerals.funding;

import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.store.Aggregate;
import ca.criticalminerals.eventsourcing.store.Announcements;
import ca.criticalminerals.eventsourcing.store.MilestoneJson;
import ca.criticalminerals.funding.domain.FundingMilestones;
import ca.criticalminerals.funding.domain.FundingProgram;
import ca.criticalminerals.funding.domain.FundingProgramMilestone;
import ca.criticalminerals.funding.domain.FundingProgramMilestone.ProgramRegistered;
import ca.criticalminerals.funding.domain.TaxIncentive;
import ca.criticalminerals.funding.domain.TaxIncentiveMilestone;
import ca.criticalminerals.funding.domain.TaxIncentiveMilestone.TaxIncentiveRegistered;
import ca.criticalminerals.initiatives.Initiative;
import ca.criticalminerals.initiatives.PublicMilestone;
import ca.criticalminerals.initiatives.recording.JsonOfInitiatives;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** What this service tells the event store about itself: its aggregates, their JSON and their public face. */
public final class FundingBeans {
    public static final Aggregate<Initiative<FundingProgram>, Milestone> FUNDING_PROGRAM = Aggregate.of(FundingProgram.RULES,
            List.of(FundingProgramMilestone.class, PublicMilestone.class), ProgramRegistered.class);
    public static final Aggregate<Initiative<TaxIncentive>, Milestone> TAX_INCENTIVE = Aggregate.of(TaxIncentive.RULES,
            List.of(TaxIncentiveMilestone.class, PublicMilestone.class), TaxIncentiveRegistered.class);
    public static final MilestoneJson JSON = JsonOfInitiatives.of(List.of(FundingProgramMilestone.class, TaxIncentiveMilestone.class));
    public static final Announcements ANNOUNCEMENTS =
            new Announcements("/funding-programs", "funding", JSON, FundingMilestones::summary);

    private FundingBeans() {}

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
