package ca.criticalminerals.eventsourcing;

import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.eventsourcing.EffectiveOrder.DatedFact;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EffectiveOrderTest {
    private static final int HISTORIES = 3_000;
    private static final List<String> SUBJECTS = List.of("envelope", "names", "project:a", "project:b");

    /** A fact by its name; two with the same name are the same. */
    private record Said(String name, PartialDate occurredOn, List<String> about, boolean isTimeless) implements DatedFact {}

    private static Said fact(String name, String on, String... about) {
        return new Said(name, PartialDate.of(on), List.of(about), false);
    }

    /** The names in the effective order of facts that were recorded in the order given. */
    private static List<String> order(Said... recorded) {
        return order(List.of(recorded)).stream().map(Said::name).toList();
    }

    private static List<Said> order(List<Said> recorded) {
        var days = days(recorded);
        return recorded.stream().sorted(Comparator.comparing(days::get)).toList();
    }

    private static Map<Said, LocalDate> days(List<Said> recorded) {
        var order = new EffectiveOrder();
        var days = new HashMap<Said, LocalDate>();
        recorded.reversed().forEach(fact -> days.put(fact, order.day(fact)));
        return days;
    }

    @Test
    void dates_decide_whatever_was_recorded_first() {
        assertThat(order(fact("300", "2025-11-04", "envelope"), fact("150", "2024-04-16", "envelope"))).containsExactly("150", "300");
        assertThat(order(fact("b", "2025-03", "names"), fact("a", "2024", "names"))).containsExactly("a", "b");
    }

    @Test
    void what_was_recorded_later_about_the_same_subject_comes_last_where_dates_cannot_decide() {
        assertThat(order(fact("18", "2025", "project:a"), fact("5", "2025-03", "project:a"))).containsExactly("18", "5");
        assertThat(order(fact("5", "2025-03", "project:a"), fact("18", "2025", "project:a"))).containsExactly("5", "18");
        assertThat(order(fact("18", "2025-03", "project:a"), fact("5", "2025-03", "project:a"))).containsExactly("18", "5");
    }

    @Test
    void facts_about_different_subjects_do_not_change_each_others_order() {
        assertThat(order(fact("a", "2025", "project:a"), fact("b", "2025-03", "project:b"))).containsExactly("b", "a");
    }

    @Test
    void a_fact_follows_what_it_rests_on() {
        assertThat(order(fact("round", "2025", "round:r"), fact("undertaking", "2025-03", "undertaking:u", "round:r")))
                .containsExactly("round", "undertaking");
        assertThat(order(fact("undertaking", "2025", "undertaking:u", "round:r"), fact("round", "2025-03", "round:r")))
                .containsExactly("round", "undertaking");
    }

    @Test
    void a_fact_about_the_initiative_comes_before_all_that_was_recorded_later_where_dates_cannot_decide() {
        assertThat(order(fact("launched", "2025"), fact("approved", "2025-03", "project:a"))).containsExactly("launched", "approved");
        assertThat(order(fact("approved", "2025", "project:a"), fact("launched", "2025-03"))).containsExactly("launched", "approved");
    }

    @Test
    void a_lowered_fact_lowers_those_that_it_follows() {
        assertThat(order(fact("negotiated", "2025", "agreement:a"), fact("signed", "2025", "agreement:a"),
                fact("replaced", "2025-02", "agreement:a"), fact("other", "2025-06", "agreement:b")))
                .containsExactly("negotiated", "signed", "replaced", "other");
    }

    @Test
    void no_fact_is_lowered_below_the_first_day_of_its_period() {
        assertThat(order(fact("march", "2025-03", "names"), fact("year", "2025", "names"), fact("january", "2025-01-15", "names")))
                .containsExactly("year", "january", "march");
    }

    @Test
    void timeless_facts_come_first_in_the_order_of_recording() {
        var registered = new Said("registered", PartialDate.of("2024-06-01"), List.of(), true);
        var defined = new Said("defined", PartialDate.of("2020"), List.of(), true);
        assertThat(order(registered, fact("launched", "1999"), defined)).containsExactly("registered", "defined", "launched");
    }

    @Test
    void a_timeless_fact_lowers_no_other() {
        var written = new Said("written", PartialDate.of("2025-01-01"), List.of("names"), true);
        assertThat(order(fact("year", "2025", "names"), fact("march", "2025-03", "project:a"), written)).containsExactly("written", "march", "year");
    }

    @Test
    void resolved_days_are_those_of_the_definition() {
        for (long seed = 1; seed <= HISTORIES; seed++) {
            var recorded = history(new Random(seed));
            assertThat(days(recorded)).as("seed " + seed).isEqualTo(defined(recorded));
        }
    }

    @Test
    void the_order_extends_the_order_of_dates() {
        for (long seed = 1; seed <= HISTORIES; seed++) {
            var order = order(history(new Random(seed)));
            for (int i = 0; i < order.size(); i++) {
                for (Said later : order.subList(i, order.size())) {
                    assertThat(!later.isTimeless() && !order.get(i).isTimeless() && later.occurredOn().isBefore(order.get(i).occurredOn()))
                            .as("seed %s: %s before %s", seed, order.get(i), later).isFalse();
                }
            }
        }
    }

    @Test
    void the_order_depends_only_on_dates_and_on_what_was_recorded_first_where_they_cannot_decide() {
        for (long seed = 1; seed <= HISTORIES; seed++) {
            var chance = new Random(seed);
            var recorded = history(chance);
            var other = new ArrayList<>(recorded);
            for (int i = 0; i < 200 && other.size() > 1; i++) {
                int at = chance.nextInt(other.size() - 1);
                if (datesDecide(other.get(at), other.get(at + 1))) {
                    Collections.swap(other, at, at + 1);
                }
            }
            assertThat(order(other)).as("seed " + seed).isEqualTo(order(recorded));
        }
    }

    @Test
    void one_more_fact_about_something_else_does_not_reorder_the_others() {
        for (long seed = 1; seed <= HISTORIES; seed++) {
            var chance = new Random(seed);
            var recorded = history(chance).stream().filter(fact -> !fact.about().isEmpty()).toList();
            var more = new ArrayList<>(recorded);
            var another = fact("another", date(chance), "project:c", "project:d");
            more.add(another);
            assertThat(order(more).stream().filter(fact -> !fact.equals(another))).as("seed " + seed).isEqualTo(order(recorded));
        }
    }

    private static boolean datesDecide(Said one, Said other) {
        return one.isTimeless() != other.isTimeless() || !one.isTimeless()
                && (one.occurredOn().isBefore(other.occurredOn()) || other.occurredOn().isBefore(one.occurredOn()));
    }

    /** As the definition has it, without an index. */
    private static Map<Said, LocalDate> defined(List<Said> recorded) {
        var days = new HashMap<Said, LocalDate>();
        for (int i = recorded.size() - 1; i >= 0; i--) {
            Said fact = recorded.get(i);
            LocalDate day = fact.isTimeless() ? LocalDate.MIN : fact.occurredOn().lastDay();
            for (Said later : recorded.subList(i + 1, recorded.size())) {
                boolean related = fact.about().isEmpty() || later.about().contains(fact.about().getFirst());
                if (related && !fact.isTimeless() && !later.isTimeless() && !datesDecide(fact, later) && days.get(later).isBefore(day)) {
                    day = days.get(later);
                }
            }
            days.put(fact, fact.isTimeless() || !day.isBefore(fact.occurredOn().firstDay()) ? day : fact.occurredOn().firstDay());
        }
        return days;
    }

    private static List<Said> history(Random chance) {
        return Stream.generate(() -> chance.nextInt(1_000_000)).distinct().limit(chance.nextInt(25)).map(name -> new Said(name.toString(),
                PartialDate.of(date(chance)), about(chance), chance.nextInt(8) == 0)).toList();
    }

    private static List<String> about(Random chance) {
        var about = new ArrayList<>(SUBJECTS);
        Collections.shuffle(about, chance);
        return List.copyOf(about.subList(0, List.of(0, 1, 1, 1, 2, 2).get(chance.nextInt(6))));
    }

    private static String date(Random chance) {
        return String.format(Locale.ROOT, "202%d-0%d-%02d", 4 + chance.nextInt(2), 1 + chance.nextInt(3), 1 + chance.nextInt(4))
                .substring(0, List.of(4, 7, 10).get(chance.nextInt(3)));
    }
}
