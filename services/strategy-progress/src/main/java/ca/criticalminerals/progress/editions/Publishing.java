package ca.criticalminerals.progress.editions;

import ca.criticalminerals.eventsourcing.LedgerCommand;
import ca.criticalminerals.eventsourcing.LedgerCommand.RecordMilestone;
import ca.criticalminerals.eventsourcing.LedgerEvent;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneRecorded;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.eventsourcing.store.EventStore;
import ca.criticalminerals.eventsourcing.store.Recorded;
import ca.criticalminerals.eventsourcing.store.WriteRequest;
import ca.criticalminerals.http.Problem;
import ca.criticalminerals.progress.domain.Fact;
import ca.criticalminerals.progress.domain.Frozen;
import ca.criticalminerals.progress.domain.Point;
import ca.criticalminerals.progress.page.EditionContent;
import ca.criticalminerals.progress.page.Language;
import ca.criticalminerals.progress.projection.View;
import ca.criticalminerals.progress.strategy.StrategyBeans;
import ca.criticalminerals.progress.strategy.domain.EditionMilestone;
import ca.criticalminerals.progress.strategy.domain.EditionMilestone.Document;
import ca.criticalminerals.progress.strategy.domain.EditionMilestone.Documents;
import ca.criticalminerals.progress.strategy.domain.EditionMilestone.EditionPublished;
import ca.criticalminerals.progress.strategy.domain.Editions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** From the view to an edition: both pages are rendered first, then they are recorded, together or not at all. */
@ApplicationScoped
class Publishing {
    private static final String WITHDRAWN = "text-withdrawn";

    private final EventStore store;
    private final EditionContent content;
    private final Clock clock;

    Publishing(EventStore store, EditionContent content, Clock clock) {
        this.store = store;
        this.content = content;
        this.clock = clock;
    }

    /** What a publisher asks for; without {@code knownAt}, all that is known for certain. */
    record Asked(LocalDate asOf, Optional<Instant> knownAt, Text approver) {}

    /** What would be published, or was by the same request before; nothing is. */
    Fact.Published preview(View view, Asked asked, WriteRequest request) {
        return store.recordedBefore(request, 1).map(recorded -> published(recorded.getFirst()))
                .orElseGet(() -> published((EditionPublished) checked(view, asked, request).milestone()));
    }

    /** An edition and its place in the stream of editions, in which withdrawals and redactions are, too. */
    record Placed(Fact.Published edition, int version) {}

    /** What was published now, or by the same request before. */
    Placed publish(View view, Asked asked, WriteRequest request) {
        var recorded = store.recordedBefore(request, 1)
                .orElseGet(() -> store.record(StrategyBeans.EDITIONS, Editions.STREAM, List.<LedgerCommand<EditionMilestone>>of(checked(view, asked, request)), request));
        return new Placed(published(recorded.getFirst()), recorded.getFirst().stored().version);
    }

    /** The command, if no rule forbids it and every text in the pages is still public. */
    private RecordMilestone<EditionMilestone> checked(View view, Asked asked, WriteRequest request) {
        var command = command(view, asked);
        store.preview(StrategyBeans.EDITIONS, Editions.STREAM, List.of(command), request);
        var edition = published((EditionPublished) command.milestone());
        if (!isPublic(view, edition, edition.en(), Language.EN) || !isPublic(view, edition, edition.fr(), Language.FR)) {
            throw new Problem(409, WITHDRAWN, Text.of("A text was withdrawn", "Un texte a été retiré"),
                    Text.of("The edition would print a text that was retracted or corrected after knownAt. Choose a later knownAt. Nothing was recorded.",
                            "L’édition imprimerait un texte retiré ou corrigé après knownAt. Choisissez un knownAt ultérieur. Rien n’a été consigné."),
                    Optional.of(WITHDRAWN), OptionalInt.empty(), List.of()).asException();
        }
        return command;
    }

    private boolean isPublic(View view, Fact.Published edition, Frozen page, Language language) {
        return page.sha256().equals(Frozen.digest(content.page(view, edition.number(), new Point(edition.asOf(), edition.knownAt()), edition.approver(), language)));
    }

    private RecordMilestone<EditionMilestone> command(View view, Asked asked) {
        Instant knownAt = Complete.through(view, asked.knownAt());
        int number = store.read(StrategyBeans.EDITIONS, Editions.STREAM).map(stream -> stream.ledger().state().next()).orElse(1);
        LocalDate today = LocalDate.now(clock);
        var point = new Point(asked.asOf(), knownAt);
        var documents = new Documents(document(view, number, point, asked.approver(), Language.EN), document(view, number, point, asked.approver(), Language.FR));
        return new RecordMilestone<>(new EditionPublished(number, asked.asOf(), knownAt, asked.approver(), documents, PartialDate.of(today)), today);
    }

    private Document document(View view, int number, Point point, Text approver, Language language) {
        // What was known at that point is printed, so that the page can be made again.
        Frozen frozen = Frozen.of(content.page(view.unabridged(), number, point, approver, language));
        return new Document(frozen.sha256(), frozen.gzip(), Optional.empty());
    }

    private static Fact.Published published(Recorded recorded) {
        return switch (recorded.event()) {
            case MilestoneRecorded<?>(EditionPublished edition) -> published(edition);
            case LedgerEvent<?> other -> throw new IllegalStateException("not an edition: " + other);
        };
    }

    private static Fact.Published published(EditionPublished edition) {
        return new Fact.Published(edition.number(), edition.asOf(), edition.knownAt(), edition.approver(), frozen(edition.documents().en()),
                frozen(edition.documents().fr()));
    }

    private static Frozen frozen(Document document) {
        return Frozen.announced(document.sha256(), document.gzip(), document.redacted());
    }
}
