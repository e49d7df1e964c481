package ca.criticalminerals.eventsourcing;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one order in which the facts of an initiative take effect: for the rules, for the state and for every published figure.
 *
 * <p>Facts are ordered by their resolved day, then by version. A correction keeps the version of the milestone that it corrects.
 * <ul>
 * <li>A <em>timeless</em> fact registers the initiative or concerns how it is published. Its day is {@link LocalDate#MIN}, so it comes first.
 * <li>The day of a fact that is dated to the day is that day.
 * <li>The day of a fact that is dated to a month or a year is the last day of that period, lowered to the smallest resolved day of
 *     every fact that was recorded later, whose period overlaps, and that is related. It is never lowered below the first day of the period.
 * <li>A fact is <em>about</em> a list of subjects, its own first. A later recorded fact is related to an earlier one if it is about
 *     the own subject of the earlier one. To a fact about the initiative as a whole, which has no subject, every fact is related.
 * </ul>
 * So dates decide wherever they can. Where two periods overlap, what was recorded later about the same subject has the last word.
 * Facts about different subjects never change each other's order.
 *
 * <p>An object resolves the days of one initiative. It is asked for them from the latest recorded fact to the first.
 */
public final class EffectiveOrder {
    private static final String INITIATIVE = "";

    private final Map<SubjectYear, EarliestDays> earliest = new HashMap<>();

    /** A fact that has a place in the order. */
    public interface DatedFact {
        /** When it was true in the world. */
        PartialDate occurredOn();

        /**
         * The subjects that the fact is about, {@code project:a}; its own first, then those that it rests on. A fact about the
         * initiative as a whole has none.
         */
        List<String> about();

        /** Whether the fact holds for every day: it registers the initiative or concerns how it is published. */
        boolean isTimeless();
    }

    /** A subject in a calendar year: periods that overlap are in the same one. */
    private record SubjectYear(String subject, int year) {}

    /** Returns the resolved day of a fact; every fact that was recorded later must have been asked for before. */
    public LocalDate day(DatedFact fact) {
        return fact.isTimeless() ? LocalDate.MIN : day(fact, fact.occurredOn().lastDay());
    }

    /** The same for a fact whose day is known to be no later than {@code atMost}, because of facts that are not asked for here. */
    LocalDate day(DatedFact fact, LocalDate atMost) {
        if (fact.isTimeless()) {
            return LocalDate.MIN;
        }
        PartialDate on = fact.occurredOn();
        LocalDate first = on.firstDay();
        List<String> about = fact.about();
        LocalDate day = atMost;
        if (!on.isDay()) {
            var later = earliest.get(new SubjectYear(about.isEmpty() ? INITIATIVE : about.getFirst(), first.getYear()));
            if (later != null) {
                day = max(first, min(day, later.overlapping(on, first)));
            }
        }
        for (String subject : about) {
            add(subject, on, first, day);
        }
        add(INITIATIVE, on, first, day);
        return day;
    }

    private void add(String subject, PartialDate on, LocalDate first, LocalDate day) {
        earliest.computeIfAbsent(new SubjectYear(subject, first.getYear()), _ -> new EarliestDays()).add(on, first, day);
    }

    /** The earliest resolved days among the facts about a subject in a year. */
    private static final class EarliestDays {
        private static final int ANY = 0;
        private static final int DATED_TO_THE_YEAR = 13;

        /** Of all facts, of those dated to a month or a day in each of the twelve months, and of those dated to the year. */
        private final @Nullable LocalDate[] days = new LocalDate[14];

        void add(PartialDate on, LocalDate first, LocalDate day) {
            lower(ANY, day);
            lower(on.isYear() ? DATED_TO_THE_YEAR : first.getMonthValue(), day);
        }

        private void lower(int which, LocalDate day) {
            days[which] = min(day, days[which]);
        }

        /** The earliest day of the facts whose period overlaps that of a month or a year. */
        @Nullable LocalDate overlapping(PartialDate on, LocalDate first) {
            if (on.isYear()) {
                return days[ANY];
            }
            LocalDate inMonth = days[first.getMonthValue()];
            return inMonth == null ? days[DATED_TO_THE_YEAR] : min(inMonth, days[DATED_TO_THE_YEAR]);
        }
    }

    private static LocalDate min(LocalDate one, @Nullable LocalDate other) {
        return other == null || one.isBefore(other) ? one : other;
    }

    private static LocalDate max(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
