package ca.criticalminerals.progress.domain;

import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.progress.domain.Fact.Approved;
import ca.criticalminerals.progress.domain.Fact.Envelope;
import ca.criticalminerals.progress.domain.Fact.Money;
import ca.criticalminerals.progress.domain.Fact.Released;
import ca.criticalminerals.progress.domain.Fact.Signed;
import ca.criticalminerals.progress.domain.Fact.Withdrawn;
import ca.criticalminerals.progress.domain.Figure.Contribution;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every history, looked for in many that chance has written. */
class FoldPropertiesTest {
    private static final int HISTORIES = 2_000;
    private static final long FIRST_SEED = 20_260_227;

    private record Asked(long seed, List<Milestone> milestones, LocalDate asOf, Instant knownAt, Initiative initiative) {
        Stream<Figure> figures() {
            return Stream.concat(initiative.figures().values().stream(), initiative.money().values().stream());
        }
    }

    private interface Property {
        void holds(Asked asked);
    }

    private static final List<Asked> ALL = LongStream.range(FIRST_SEED, FIRST_SEED + HISTORIES).boxed()
            .flatMap(FoldPropertiesTest::asked).toList();

    /** What is known now and what was known at two instants, as of days of chance. */
    private static Stream<Asked> asked(long seed) {
        var milestones = RandomHistory.of(seed);
        var chance = new Random(seed);
        var history = History.of(milestones);
        return Stream.of(Instant.MAX, known(milestones, chance), known(milestones, chance)).flatMap(knownAt -> {
            LocalDate asOf = RandomHistory.day(chance);
            return history.at(asOf, knownAt).map(initiative -> new Asked(seed, milestones, asOf, knownAt, initiative)).stream();
        });
    }

    private static Instant known(List<Milestone> milestones, Random chance) {
        return milestones.get(chance.nextInt(milestones.size())).recordedAt();
    }

    private static void always(Property property) {
        assertThat(ALL).as("initiatives to look at").hasSizeGreaterThan(HISTORIES * 2);
        for (Asked asked : ALL) {
            try {
                property.holds(asked);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + asked.seed + ", as of " + asked.asOf + ", known at " + asked.knownAt + ": "
                        + e.getMessage(), e);
            }
        }
    }

    @Test
    void the_contributors_always_add_up_to_the_value() {
        always(asked -> asked.figures().filter(figure -> figure.number().isPresent()).forEach(figure ->
                assertThat(sum(figure.contributions())).as(figure.id()).isEqualByComparingTo(figure.number().get())));
    }

    @Test
    void a_figure_without_a_value_has_no_contributors_that_could_make_one() {
        always(asked -> asked.figures().filter(figure -> !figure.hasValue()).forEach(figure ->
                assertThat(figure.contributions()).as(figure.id()).isEmpty()));
    }

    @Test
    void whatever_contributes_stands_has_taken_effect_and_is_known() {
        always(asked -> asked.figures().flatMap(figure -> Stream.concat(figure.contributions().stream(), figure.included().stream()))
                .map(Contribution::entry).forEach(entry -> {
                    assertThat(entry.stands()).isTrue();
                    assertThat(entry.now().effectiveOn()).isBeforeOrEqualTo(asked.asOf());
                    assertThat(entry.recorded().recordedAt()).isBeforeOrEqualTo(asked.knownAt());
                    assertThat(entry.corrections()).allSatisfy(by -> assertThat(by.recordedAt()).isBeforeOrEqualTo(asked.knownAt()));
                }));
    }

    @Test
    void what_is_itemised_is_the_sum_of_the_single_milestones() {
        always(asked -> asked.figures().filter(figure -> figure.date().isEmpty()).forEach(figure -> {
            var statement = figure.stated().map(Figure.Statement::entry);
            var items = figure.contributions().stream().filter(one -> statement.filter(one.entry()::equals).isEmpty()).toList();
            assertThat(sum(items).add(sum(figure.included()))).as(figure.id()).isEqualByComparingTo(figure.itemised());
        }));
    }

    @Test
    void what_is_not_public_changes_no_figure() {
        always(asked -> assertThat(numbers(asked.initiative()))
                .isEqualTo(numbers(History.of(asked.milestones()).unabridged().at(asked.asOf(), asked.knownAt()).orElseThrow())));
    }

    @Test
    void a_record_is_the_same_to_the_public_however_it_came() {
        always(asked -> {
            var all = asked.milestones();
            var together = History.of(all);
            var later = History.of(all.subList(0, all.size() / 2)).with(all.subList(all.size() / 2, all.size()));
            assertThat(later.milestones()).isEqualTo(together.milestones());
            assertThat(together.milestones()).allSatisfy(milestone -> assertThat(milestone.recorder().person()).isEmpty());
            assertThat(together.unabridged().milestones()).isEqualTo(all);
        });
    }

    private static List<Object> numbers(Initiative initiative) {
        return Stream.concat(initiative.figures().values().stream(), initiative.money().values().stream()).map(figure -> (Object) List.of(figure.id(), figure.number(),
                figure.qualifier(), figure.date(), figure.itemised(), figure.contributions().stream().map(Contribution::amount).toList(),
                figure.included().stream().map(Contribution::amount).toList())).toList();
    }

    @Test
    void folding_again_gives_the_same_answer() {
        always(asked -> assertThat(History.of(asked.milestones()).at(asked.asOf(), asked.knownAt())).contains(asked.initiative()));
    }

    @Test
    void what_was_known_at_an_instant_is_what_the_record_of_that_instant_says() {
        always(asked -> {
            var known = asked.milestones().stream().filter(one -> !one.recordedAt().isAfter(asked.knownAt())).toList();
            // To the public, what is known today withdraws texts from every past.
            assertThat(History.of(known).unabridged().asOf(asked.asOf()))
                    .isEqualTo(History.of(asked.milestones()).unabridged().at(asked.asOf(), asked.knownAt()));
        });
    }

    @Test
    void a_history_that_grew_piece_by_piece_answers_like_one_read_at_once() {
        always(asked -> {
            var grown = History.of(List.of());
            for (Milestone milestone : asked.milestones()) {
                grown = grown.with(List.of(milestone));
            }
            assertThat(grown.at(asked.asOf(), asked.knownAt())).contains(asked.initiative());
        });
    }

    @Test
    void projects_are_the_approved_ones_that_were_not_withdrawn() {
        alwaysFigure("x.projects", effective -> {
            var standing = new HashMap<String, Integer>();
            effective.forEach(entry -> {
                switch (entry.now().fact()) {
                    case Approved approved -> standing.put(approved.project(), approved.projects());
                    case Withdrawn(String project) -> standing.remove(project);
                    case Fact _ -> { }
                }
            });
            return BigDecimal.valueOf(standing.values().stream().mapToInt(Integer::intValue).sum());
        });
    }

    @Test
    void contributions_are_the_latest_amounts_of_the_projects_that_were_not_withdrawn() {
        alwaysFigure("x.money", effective -> {
            var projects = effective.stream().map(entry -> project(entry.now().fact())).flatMap(Optional::stream).distinct();
            return projects.map(project -> latest(project, effective)).flatMap(Optional::stream)
                    .filter(money -> money.kind().equals("contribution")).map(Money::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        });
    }

    @Test
    void outputs_are_those_released() {
        alwaysFigure("x.outputs", effective -> BigDecimal.valueOf(effective.stream()
                .filter(entry -> entry.now().fact() instanceof Released).count()));
    }

    @Test
    void the_envelope_is_the_one_set_last() {
        alwaysFigure("x.envelope", effective -> effective.stream().map(entry -> entry.now().fact()).filter(Envelope.class::isInstance)
                .reduce((_, later) -> later).map(last -> ((Envelope) last).amount()).orElse(BigDecimal.ZERO));
    }

    /** The value is {@code total} of all that has taken effect; after a statement, the statement and what total grew by since. */
    private static void alwaysFigure(String id, Function<List<Entry>, BigDecimal> total) {
        always(asked -> {
            var figure = asked.initiative().figures().get(id);
            if (figure == null) {
                return; // its definition was retracted
            }
            var effective = HistoryOrder.sorted(asked.initiative().entries(), asked.asOf());
            BigDecimal expected = total.apply(effective);
            if (figure.stated().isPresent()) {
                Entry statement = figure.stated().get().entry();
                expected = figure.stated().get().value();
                for (int place = effective.indexOf(statement) + 1; place < effective.size(); place++) {
                    if (effective.get(place).now().effectiveOn().isAfter(statement.now().effectiveOn())) {
                        expected = expected.add(total.apply(effective.subList(0, place + 1))).subtract(total.apply(effective.subList(0, place)));
                    }
                }
            }
            assertThat(figure.number().orElse(BigDecimal.ZERO)).as(id).isEqualByComparingTo(expected);
        });
    }

    private static Optional<String> project(Fact fact) {
        return switch (fact) {
            case Approved approved -> Optional.of(approved.project());
            case Signed signed -> Optional.of(signed.project());
            case Fact _ -> Optional.empty();
        };
    }

    private static Optional<Money> latest(String project, List<Entry> effective) {
        Optional<Money> latest = Optional.empty();
        boolean withdrawn = false;
        for (Entry entry : effective) {
            switch (entry.now().fact()) {
                case Withdrawn one when one.project().equals(project) -> {
                    latest = Optional.empty();
                    withdrawn = true;
                }
                case Approved one when one.project().equals(project) -> {
                    latest = one.amount();
                    withdrawn = false;
                }
                case Signed one when one.project().equals(project) -> latest = withdrawn ? latest : Optional.of(one.amount());
                case Fact _ -> { }
            }
        }
        return latest;
    }

    private static BigDecimal sum(List<Contribution> contributions) {
        return contributions.stream().map(Contribution::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
