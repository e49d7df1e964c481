package ca.criticalminerals.eventsourcing.store;

import ca.criticalminerals.eventsourcing.Evidence;
import ca.criticalminerals.eventsourcing.Evidence.Confidence;
import ca.criticalminerals.eventsourcing.Ledger;
import ca.criticalminerals.eventsourcing.LedgerEvent;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Rejection;
import ca.criticalminerals.eventsourcing.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The smallest aggregate that has a rule: a well that must be dug and holds a hundred buckets. */
record Well(boolean dug, int buckets) {
    static final PartialDate DAY = PartialDate.of("2025-06-17");
    static final Evidence EVIDENCE = new Evidence("a witness", Confidence.INTERNAL_RECORD, Optional.empty());
    static final int ROOM = 1_000;

    sealed interface WellMilestone extends Milestone {
        record WellDug(PartialDate occurredOn, Evidence evidence) implements WellMilestone {}

        record WaterDrawn(int buckets, PartialDate occurredOn, Evidence evidence) implements WellMilestone {}
    }

    static final Ledger.Rules<Well, WellMilestone> RULES =
            new Ledger.Rules<>(new Well(false, 0), Well::decide, Well::evolve);
    static final Aggregate<Well, WellMilestone> WELL =
            Aggregate.of(RULES, List.of(WellMilestone.class), WellMilestone.WellDug.class);
    static final MilestoneJson JSON = new MilestoneJson(List.of(WellMilestone.class), Map.of());
    static final Announcements ANNOUNCEMENTS = announcements("/wells");

    static Announcements announcements(String source) {
        return new Announcements(source, "wells", JSON, Well::summary);
    }

    static WellMilestone digging() {
        return new WellMilestone.WellDug(DAY, EVIDENCE);
    }

    static WellMilestone drawn(int buckets) {
        return new WellMilestone.WaterDrawn(buckets, DAY, EVIDENCE);
    }

    private static WellMilestone decide(WellMilestone asked, Well well) {
        return switch (asked) {
            case WellMilestone.WellDug _ when well.dug -> throw new Rejection("already-dug", "dug already", "déjà creusé");
            case WellMilestone.WaterDrawn(int buckets, _, _) when well.buckets + buckets > ROOM ->
                    throw new Rejection("dry", "the well is dry", "le puits est à sec");
            case WellMilestone.WellDug _, WellMilestone.WaterDrawn _ -> asked;
        };
    }

    private static Well evolve(Well well, WellMilestone milestone) {
        return switch (milestone) {
            case WellMilestone.WellDug _ -> new Well(true, well.buckets);
            case WellMilestone.WaterDrawn(int buckets, _, _) -> new Well(well.dug, well.buckets + buckets);
        };
    }

    private static Text summary(LedgerEvent<? extends Milestone> event) {
        return Text.of("About the well: " + JSON.kind(event), "Au sujet du puits : " + JSON.kind(event));
    }
}
