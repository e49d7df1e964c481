package ca.criticalminerals.progress.domain;

import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.progress.domain.Change.Cause;
import ca.criticalminerals.progress.domain.Change.Part;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds between any two points of every history, looked for in many that chance has written. */
class ChangesPropertiesTest {
    private static final int HISTORIES = 1_500;
    private static final int PAIRS = 4;
    private static final long FIRST_SEED = 20_260_227;

    private record Compared(long seed, History history, Point from, Point to, Changes changes) {
        Optional<Figure> figure(Point point, String id) {
            return history.at(point.asOf(), point.knownAt()).flatMap(initiative -> Optional.ofNullable(
                    id.startsWith("money.") ? initiative.money().get(id.substring("money.".length())) : initiative.figures().get(id)));
        }
    }

    private interface Property {
        void holds(Compared compared);
    }

    private static final List<Compared> ALL = LongStream.range(FIRST_SEED, FIRST_SEED + HISTORIES).boxed().flatMap(ChangesPropertiesTest::compared).toList();

    private static Stream<Compared> compared(long seed) {
        var milestones = RandomHistory.of(seed);
        var history = History.of(milestones);
        var chance = new Random(seed);
        return IntStream.range(0, PAIRS).mapToObj(_ -> {
            LocalDate one = RandomHistory.day(chance);
            LocalDate other = RandomHistory.day(chance);
            Instant known = milestones.get(chance.nextInt(milestones.size())).recordedAt();
            Instant knownLater = chance.nextBoolean() ? Instant.MAX : milestones.get(chance.nextInt(milestones.size())).recordedAt();
            var from = new Point(one.isBefore(other) ? one : other, known.isBefore(knownLater) ? known : knownLater);
            var to = new Point(one.isBefore(other) ? other : one, known.isBefore(knownLater) ? knownLater : known);
            return new Compared(seed, history, from, to, Changes.between(List.of(history), from, to));
        });
    }

    private static void always(Property property) {
        assertThat(ALL).hasSize(HISTORIES * PAIRS);
        for (Compared compared : ALL) {
            try {
                property.holds(compared);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + compared.seed + ", from " + compared.from + " to " + compared.to + ": " + e.getMessage(), e);
            }
        }
    }

    private static Stream<Part> parts(Compared compared) {
        return compared.changes.all().stream().flatMap(change -> change.parts().stream());
    }

    @Test
    void the_parts_always_add_up_to_the_difference_of_what_anybody_reads_at_the_two_points() {
        always(compared -> compared.changes.all().forEach(change -> {
            BigDecimal before = Change.number(compared.figure(compared.from, change.id()));
            BigDecimal after = Change.number(compared.figure(compared.to, change.id()));
            BigDecimal sum = change.parts().stream().map(Part::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(sum).as(change.id() + " " + change.parts()).isEqualByComparingTo(after.subtract(before));
            change.difference().ifPresent(difference -> assertThat(difference).isEqualByComparingTo(sum));
        }));
    }

    @Test
    void each_figure_is_shown_as_anybody_reads_it_at_the_two_points_and_none_is_missing() {
        always(compared -> {
            compared.changes.all().stream().filter(change -> !change.id().startsWith("money.")).forEach(change -> {
                assertThat(change.before()).as(change.id()).isEqualTo(compared.figure(compared.from, change.id()));
                assertThat(change.after()).as(change.id()).isEqualTo(compared.figure(compared.to, change.id()));
            });
            var expected = new HashSet<String>();
            for (Point point : List.of(compared.from, compared.to)) {
                compared.history.at(point.asOf(), point.knownAt()).ifPresent(initiative -> {
                    expected.addAll(initiative.figures().keySet());
                    initiative.money().keySet().forEach(kind -> expected.add("money." + kind));
                });
            }
            assertThat(compared.changes.all()).extracting(Change::id).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
        });
    }

    @Test
    void a_figure_that_is_another_one_has_a_part_that_says_why() {
        always(compared -> compared.changes.all().stream().filter(change -> !change.id().startsWith("money."))
                .filter(change -> !change.before().equals(change.after()) || change.isChanged())
                .forEach(change -> assertThat(change.parts()).as(change.id()).isNotEmpty()));
    }

    @Test
    void every_part_names_a_milestone_that_became_known_or_took_effect_between_the_points() {
        always(compared -> parts(compared).forEach(part -> {
            var recordedAt = part.by().recordedAt();
            assertThat(recordedAt).isBeforeOrEqualTo(compared.to.knownAt());
            boolean isNews = recordedAt.isAfter(compared.from.knownAt());
            LocalDate effectiveOn = part.entry().now().effectiveOn();
            boolean tookEffect = effectiveOn.isAfter(compared.from.asOf()) && !effectiveOn.isAfter(compared.to.asOf());
            assertThat(isNews || tookEffect).as(part.toString()).isTrue();
        }));
    }

    @Test
    void every_cause_is_the_one_that_its_milestone_tells() {
        always(compared -> parts(compared).forEach(part -> {
            Fact by = part.by().fact();
            Fact about = part.entry().now().fact();
            boolean isRight = switch (part.cause()) {
                case NEW -> !part.entry().isChange() && part.entry().now().effectiveOn().isAfter(compared.from.asOf());
                case LATE_REPORT -> !part.entry().isChange() && part.by().recordedAt().isAfter(compared.from.knownAt())
                        && !part.by().effectiveOn().isAfter(compared.from.asOf());
                case CORRECTION -> by instanceof Fact.Corrected;
                case RETRACTION -> by instanceof Fact.Retracted && part.entry().retraction().isPresent();
                case WITHDRAWAL -> about instanceof Fact.Withdrawn;
                case STATEMENT -> about instanceof Fact.Stated;
                case TARGET_CHANGED -> about instanceof Fact.Targeted && part.amount().signum() == 0;
                case DEFINITION_CHANGED -> about instanceof Fact.Defined || about instanceof Fact.Registered;
                case RENAMED_OR_ABSORBED -> about instanceof Fact.Renamed && part.amount().signum() == 0;
            };
            assertThat(isRight).as(part.toString()).isTrue();
        }));
    }

    @Test
    void chance_has_met_every_cause() {
        assertThat(ALL.stream().flatMap(ChangesPropertiesTest::parts).map(Part::cause)).contains(Cause.values());
    }

    @Test
    void between_a_point_and_itself_nothing_changes() {
        always(compared -> {
            var changes = Changes.between(List.of(compared.history), compared.to, compared.to);
            assertThat(changes.changed()).isEmpty();
            assertThat(changes.all()).allSatisfy(change -> assertThat(change.parts()).isEmpty());
        });
    }

    @Test
    void with_a_stop_on_the_way_the_differences_add_up_to_that_of_the_whole_way() {
        always(compared -> {
            var stop = new Point(compared.from.asOf(), compared.to.knownAt());
            var first = Changes.between(List.of(compared.history), compared.from, stop);
            var second = Changes.between(List.of(compared.history), stop, compared.to);
            compared.changes.all().forEach(change -> {
                var both = Stream.of(first, second).flatMap(part -> part.of(change.id()).stream()).flatMap(one -> one.parts().stream())
                        .map(Part::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
                assertThat(both).isEqualByComparingTo(change.parts().stream().map(Part::amount).reduce(BigDecimal.ZERO, BigDecimal::add));
            });
        });
    }

    @Test
    void the_length_of_the_way_is_never_less_than_its_steps() {
        always(compared -> assertThat(Changes.length(List.of(compared.history), compared.from, compared.to))
                .isGreaterThanOrEqualTo(parts(compared).map(Part::by).filter(by -> by.recordedAt().isAfter(compared.from.knownAt())).distinct().count()));
    }
}
