package ca.criticalminerals.funding;

import ca.criticalminerals.eventsourcing.store.Aggregate;
import ca.criticalminerals.eventsourcing.store.Announcements;
import ca.criticalminerals.eventsourcing.store.MilestoneJson;
import ca.criticalminerals.funding.domain.FundingMilestones;
import ca.criticalminerals.funding.domain.FundingProgram;
import ca.criticalminerals.funding.domain.FundingProgramMilestone;
import ca.criticalminerals.funding.domain.Money;
import ca.criticalminerals.funding.domain.TaxIncentive;
import ca.criticalminerals.funding.domain.TaxIncentiveMilestone;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What this service tells the event store about itself: its aggregates, their JSON and their public face. */
public final class FundingBeans {
    public static final Aggregate<FundingProgram, FundingProgramMilestone> FUNDING_PROGRAM = Aggregate.of(FundingProgram.RULES,
            FundingProgramMilestone.class, FundingProgramMilestone.ProgramRegistered.class);
    static final Aggregate<TaxIncentive, TaxIncentiveMilestone> TAX_INCENTIVE = Aggregate.of(TaxIncentive.RULES,
            TaxIncentiveMilestone.class, TaxIncentiveMilestone.TaxIncentiveRegistered.class);
    public static final MilestoneJson JSON = new MilestoneJson(List.of(FundingProgramMilestone.class, TaxIncentiveMilestone.class),
            Map.of(Money.class, MoneyInJson.class));
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

    @Produces
    @Singleton
    static Clock clock(@ConfigProperty(name = "tracker.time-zone") ZoneId zone) {
        return Clock.system(zone);
    }

    /** Amounts travel as text, so that no reader turns them into binary fractions. */
    private interface MoneyInJson {
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal amount();

        @JsonSerialize(using = ToStringSerializer.class)
        @JsonDeserialize(converter = CurrencyFromText.class)
        Money.Currency currency();
    }

    private static final class CurrencyFromText extends StdConverter<String, Money.Currency> {
        @Override
        public Money.Currency convert(String text) {
            return Money.Currency.valueOf(text);
        }
    }
}
