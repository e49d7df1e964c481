package ca.criticalminerals.progress.domain;

import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.domain.Fact.*;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A history that chance has written, of every kind of fact. It keeps two rules of the writers: a project is approved once and
 * withdrawn once. It breaks others: agreements without an approval, retractions of what later milestones rest on.
 */
final class RandomHistory {
    static final List<String> NUMBERS = List.of("x.projects", "x.ready", "x.money", "x.outputs", "x.where", "x.envelope", "x.stated");
    private static final List<String> PLACES = List.of("BC", "ON", "QC", "YT", "NT");
    private static final List<String> KINDS = List.of("contribution", "contribution", "loan", "equity");
    private static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);

    private final Random chance;
    private final List<Milestone> milestones = new ArrayList<>();
    private final Set<String> withdrawn = new HashSet<>();
    private final List<Runnable> happenings = happenings();
    private Instant recordedAt = Instant.parse("2024-01-01T12:00:00Z");
    private int projects;

    private RandomHistory(long seed) {
        chance = new Random(seed);
    }

    static List<Milestone> of(long seed) {
        var story = new RandomHistory(seed);
        story.add("program-registered", new Registered(new Names(text("X"), Optional.empty()), List.of(), "produce", text("lead"), "announced"));
        story.define("x.projects", What.PROJECTS, Optional.empty());
        story.define("x.ready", What.PROJECTS, Optional.of("ready"));
        story.define("x.money", What.CONTRIBUTIONS, Optional.empty());
        story.define("x.outputs", What.OUTPUTS, Optional.empty());
        story.define("x.where", What.JURISDICTIONS, Optional.empty());
        story.define("x.envelope", What.ENVELOPE, Optional.empty());
        story.define("x.stated", What.STATEMENTS, Optional.empty());
        story.add("figure-defined", new Defined("x.when", text("when"), "date",
                new Rule(What.OCCURRENCE, Optional.empty(), Optional.of("project-completed"))));
        for (int i = story.chance.nextInt(40); i > 0; i--) {
            story.happen();
        }
        return List.copyOf(story.milestones);
    }

    /** What may happen next; what happens more often stands there more often. */
    private List<Runnable> happenings() {
        return Stream.of(
                often(4, () -> add("project-approved", approved("p" + projects++))),
                often(2, () -> add("agreement-signed", new Signed(project(), money()))),
                often(1, () -> add("project-completed", new Completed(project()))),
                often(1, this::withdraw),
                often(1, () -> add("count-reported", stated())),
                often(1, () -> add("output-released", new Released("o" + milestones.size(), List.of()))),
                often(1, () -> add("envelope-set", new Envelope(number(), chance.nextBoolean()))),
                often(1, () -> add("call-opened", new Shown(chance.nextBoolean() ? "call" : "taxExpenditure", number(), chance.nextBoolean(), List.of("call:" + chance.nextInt(3), "envelope")))),
                often(1, () -> add("target-set", new Targeted(figure(), number(), PartialDate.of("2035"), Optional.empty(), Optional.empty()))),
                often(1, () -> add("program-renamed", new Renamed(new Names(text("X" + milestones.size()), Optional.empty())))),
                often(1, () -> add("program-closed", new Moved("closed", Optional.empty()))),
                often(1, () -> correct(milestones.get(chance.nextInt(milestones.size())))),
                often(1, () -> add("milestone-retracted", new Retracted(1 + chance.nextInt(milestones.size()), text("reason"))))).flatMap(List::stream).toList();
    }

    private static List<Runnable> often(int times, Runnable happening) {
        return Collections.nCopies(times, happening);
    }

    private void happen() {
        happenings.get(chance.nextInt(happenings.size())).run();
    }

    private void withdraw() {
        String project = project();
        if (withdrawn.add(project)) {
            add("project-withdrawn", new Withdrawn(project));
        }
    }

    private void correct(Milestone mistaken) {
        Optional<Fact> other = switch (mistaken.fact()) {
            case Approved approved -> Optional.of(approved(approved.project()));
            case Signed signed -> Optional.of(new Signed(signed.project(), money()));
            case Stated _ -> Optional.of(stated());
            case Envelope _ -> Optional.of(new Envelope(number(), chance.nextBoolean()));
            case Withdrawn same -> Optional.of(same);
            case Released same -> Optional.of(same);
            case Fact _ -> Optional.empty();
        };
        other.ifPresent(fact -> add("milestone-corrected", new Corrected(mistaken.version(), text("reason"), mistaken.kind(), date(),
                Optional.empty(), fact)));
    }

    private void add(String kind, Fact fact) {
        PartialDate on = date();
        milestones.add(new Milestone("x", milestones.size() + 1, "/funding-programs", kind, on, Milestone.effective(on, recordedAt),
                recordedAt, Recorder.named("officer"), Optional.empty(), text(kind), fact, false));
        recordedAt = recordedAt.plus(Duration.ofHours(chance.nextInt(400)));
    }

    private void define(String figure, What what, Optional<String> stream) {
        add("figure-defined", new Defined(figure, text(figure), "count", new Rule(what, stream, Optional.empty())));
    }

    private Approved approved(String project) {
        return new Approved(project, some(() -> chance.nextBoolean() ? "ready" : "early"), 1 + chance.nextInt(3), some(this::money),
                List.of(), places(), List.of());
    }

    private Stated stated() {
        Optional<Parts> parts = some(() -> new Parts(chance.nextBoolean(), List.of(new Part(figure(), number()), new Part("x.ready", number()))));
        return new Stated(figure(), number(), chance.nextBoolean() ? "exact" : "over", parts, places());
    }

    private Money money() {
        return new Money(number(), KINDS.get(chance.nextInt(KINDS.size())), chance.nextBoolean());
    }

    private BigDecimal number() {
        return BigDecimal.valueOf(chance.nextInt(1_000_000), 2);
    }

    private String project() {
        return "p" + chance.nextInt(projects + 1);
    }

    private String figure() {
        return NUMBERS.get(chance.nextInt(NUMBERS.size()));
    }

    private List<String> places() {
        return PLACES.stream().filter(_ -> chance.nextInt(3) == 0).toList();
    }

    /** A day of the past, or a month or year that has begun. */
    private PartialDate date() {
        String day = recordedAt.atZone(History.CANADA).toLocalDate().minusDays(chance.nextInt(900)).toString();
        return PartialDate.of(day.substring(0, List.of(4, 7, 10, 10).get(chance.nextInt(4))));
    }

    private <T> Optional<T> some(Supplier<T> value) {
        return chance.nextInt(3) > 0 ? Optional.of(value.get()) : Optional.empty();
    }

    private static Text text(String words) {
        return Text.of(words, words);
    }

    static LocalDate day(Random chance) {
        return FIRST_DAY.plusDays(chance.nextInt(1_500) - 700);
    }
}
