package ca.criticalminerals.progress.projection;

import ca.criticalminerals.progress.domain.History;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What operators measure of the consolidated view: everything is read from the view when somebody looks, and costs nothing otherwise. */
@ApplicationScoped
class ProjectionMetrics {
    private final MeterRegistry registry;
    private final Views views;
    private final Reader reader;
    private final Rebuild rebuild;
    private final Parked parked;

    ProjectionMetrics(MeterRegistry registry, Views views, Reader reader, Rebuild rebuild, Parked parked) {
        this.parked = parked;
        this.registry = registry;
        this.views = views;
        this.reader = reader;
        this.rebuild = rebuild;
    }

    void start(@Observes StartupEvent event, @ConfigProperty(name = "tracker.sources") List<String> sources,
            @ConfigProperty(name = "tracker.topics") List<String> topics) {
        sources.forEach(this::source);
        for (String topic : topics) {
            gauge("tracker.projection.behind.records", "Records of the topic that this instance has not read yet; 0 while another instance reads",
                    Tags.of("topic", topic), () -> reader.behind().getOrDefault(topic, 0L));
        }
        gauge("tracker.projection.reading", "1 if this instance is the one that reads the topics", () -> truth(reader.isReading()));
        ofView("tracker.projection.parked.initiatives", "Initiatives that cannot go on because a record of theirs cannot be read",
                view -> view.held().stream().filter(ProjectionMetrics::parks).map(View.Held::initiative).distinct().count());
        ofView("tracker.projection.held.records", "Records that are on file and not in the numbers, up to 1000", view -> view.held().size());
        gauge("tracker.projection.foreign.records", "Records of services that may not speak of them; NaN while the database does not answer",
                () -> onFile(Parked.Counts::foreign));
        gauge("tracker.projection.refused.records", "Records of the right service that are not believed; NaN while the database does not answer",
                () -> onFile(Parked.Counts::refused));
        gauge("tracker.projection.rebuild.running", "1 while this instance reads everything again into a new generation", () -> truth(rebuild.isRunning()));
        gauge("tracker.view.loaded", "1 once the view has been loaded since the start", () -> truth(views.isLoaded()));
        ofView("tracker.view.generation", "Generation of the view; a rebuild makes the next one", View::generation);
        ofView("tracker.view.initiatives", "Initiatives in the view", view -> view.histories().size());
        ofView("tracker.view.milestones", "Milestones in the view", view -> view.histories().values().stream().mapToLong(History::version).sum());
        ofView("tracker.edition.newest.timestamp.seconds", "Instant at which the newest edition that holds was published; 0 if there is none",
                view -> view.newestEdition().map(edition -> seconds(edition.announced().recordedAt())).orElse(0.0));
    }

    private void source(String source) {
        var tags = Tags.of("source", source.substring(1));
        gauge("tracker.source.watermark.timestamp.seconds", "Instant up to which the view holds everything of the service; 0 while that is unknown", tags,
                () -> through(source).map(ProjectionMetrics::seconds).orElse(0.0));
        gauge("tracker.projection.lag.seconds", "How long ago the view was complete in the milestones of the service; NaN while that is unknown", tags,
                () -> through(source).map(through -> Math.max(0, seconds(Instant.now()) - seconds(through))).orElse(Double.NaN));
        gauge("tracker.source.silent", "1 if nothing has been heard of the service for too long", tags, () -> truth(views.current().silent().contains(source)));
    }

    private Optional<Instant> through(String source) {
        return views.current().sources().getOrDefault(source, Optional.empty());
    }

    /** What is pending only waits for what is missing. */
    private static boolean parks(View.Held held) {
        return held.initiative().isPresent() && held.status() == RecordStatus.UNREADABLE;
    }

    /** Not in the view, because it changes nothing there. */
    private double onFile(ToLongFunction<Parked.Counts> count) {
        try {
            return count.applyAsLong(parked.counts());
        } catch (SQLException e) {
            return Double.NaN;
        }
    }

    private void ofView(String name, String help, Function<View, Number> value) {
        gauge(name, help, () -> value.apply(views.current()));
    }

    private void gauge(String name, String help, Supplier<Number> value) {
        gauge(name, help, Tags.empty(), value);
    }

    private void gauge(String name, String help, Tags tags, Supplier<Number> value) {
        Gauge.builder(name, value).description(help).tags(tags).register(registry);
    }

    private static int truth(boolean is) {
        return is ? 1 : 0;
    }

    private static double seconds(Instant instant) {
        return instant.toEpochMilli() / 1e3;
    }
}
