package ca.criticalminerals.initiatives.recording;

import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.store.MilestoneJson;
import ca.criticalminerals.initiatives.Money;
import ca.criticalminerals.initiatives.PublicMilestone;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How initiatives are written as JSON: the milestones of a service, and those of all. */
public final class JsonOfInitiatives {
    private JsonOfInitiatives() {}

    /** Of a service with these sealed types of milestones. */
    public static MilestoneJson of(List<Class<? extends Milestone>> own) {
        return of(own, Map.of());
    }

    /** The same with Jackson annotations for value types of its own, which know nothing of JSON. */
    public static MilestoneJson of(List<Class<? extends Milestone>> own, Map<Class<?>, Class<?>> mixIns) {
        var sealed = new ArrayList<>(own);
        sealed.add(PublicMilestone.class);
        var all = new HashMap<>(mixIns);
        all.put(Money.class, MoneyInJson.class);
        return new MilestoneJson(sealed, all);
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
