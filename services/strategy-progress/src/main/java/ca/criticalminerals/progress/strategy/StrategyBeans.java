package ca.criticalminerals.progress.strategy;

import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.store.Aggregate;
import ca.criticalminerals.eventsourcing.store.Announcements;
import ca.criticalminerals.eventsourcing.store.MilestoneJson;
import ca.criticalminerals.initiatives.Initiative;
import ca.criticalminerals.initiatives.PublicMilestone;
import ca.criticalminerals.initiatives.recording.JsonOfInitiatives;
import ca.criticalminerals.progress.strategy.domain.EditionMilestone;
import ca.criticalminerals.progress.strategy.domain.EditionMilestone.EditionPublished;
import ca.criticalminerals.progress.strategy.domain.Editions;
import ca.criticalminerals.progress.strategy.domain.Indicator;
import ca.criticalminerals.progress.strategy.domain.IndicatorMilestone;
import ca.criticalminerals.progress.strategy.domain.IndicatorMilestone.IndicatorRegistered;
import ca.criticalminerals.progress.strategy.domain.Strategy;
import ca.criticalminerals.progress.strategy.domain.StrategyMilestone;
import ca.criticalminerals.progress.strategy.domain.StrategyMilestone.StrategyRegistered;
import ca.criticalminerals.progress.strategy.domain.StrategyMilestones;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What this service tells the event store about itself: its aggregates, its JSON and its public face. */
public final class StrategyBeans {
    public static final Aggregate<Initiative<Indicator>, Milestone> INDICATOR = Aggregate.of(Indicator.RULES,
            List.of(IndicatorMilestone.class, PublicMilestone.class), IndicatorRegistered.class);
    public static final Aggregate<Initiative<Strategy>, Milestone> STRATEGY = Aggregate.of(Strategy.RULES,
            List.of(StrategyMilestone.class, PublicMilestone.class), StrategyRegistered.class);
    public static final Aggregate<Editions, EditionMilestone> EDITIONS = Aggregate.of(Editions.RULES, List.of(EditionMilestone.class), EditionPublished.class);
    public static final MilestoneJson JSON = JsonOfInitiatives.of(List.of(IndicatorMilestone.class, StrategyMilestone.class, EditionMilestone.class),
            Map.of(LocalDate.class, DayAsText.class, Instant.class, InstantAsText.class));
    public static final Announcements ANNOUNCEMENTS = new Announcements("/strategy-progress", "strategy", JSON, StrategyMilestones::summary);

    private StrategyBeans() {}

    @JsonSerialize(using = ToStringSerializer.class)
    @JsonDeserialize(converter = DayFromText.class)
    private interface DayAsText {}

    private static final class DayFromText extends StdConverter<String, LocalDate> {
        @Override
        public LocalDate convert(String text) {
            return LocalDate.parse(text);
        }
    }

    @JsonSerialize(using = ToStringSerializer.class)
    @JsonDeserialize(converter = InstantFromText.class)
    private interface InstantAsText {}

    private static final class InstantFromText extends StdConverter<String, Instant> {
        @Override
        public Instant convert(String text) {
            return Instant.parse(text);
        }
    }

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
