package ca.criticalminerals.progress.page;

import ca.criticalminerals.eventsourcing.InWords;
import ca.criticalminerals.progress.api.Period;
import ca.criticalminerals.progress.api.Question;
import ca.criticalminerals.progress.domain.Change;
import ca.criticalminerals.progress.domain.Change.Part;
import ca.criticalminerals.progress.domain.ChangesInWords;
import ca.criticalminerals.progress.domain.History;
import ca.criticalminerals.progress.domain.Initiative;
import ca.criticalminerals.progress.domain.Milestone;
import ca.criticalminerals.progress.page.Models.Cause;
import ca.criticalminerals.progress.page.Models.Compared;
import ca.criticalminerals.progress.page.Models.Difference;
import ca.criticalminerals.progress.projection.View;
import io.quarkus.qute.TemplateInstance;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Fills the page that says what changed between two points. */
final class ChangesContent {
    private final View view;
    private final Language l;

    ChangesContent(View view, Language l) {
        this.view = view;
        this.l = l;
    }

    private static String title(Language l) {
        return l.of("What changed", "Ce qui a changé");
    }

    /** The page before anything was asked. */
    TemplateInstance form() {
        var now = new Question(LocalDate.now(History.CANADA), Optional.empty(), "");
        var frame = Frames.of(view, now, l, title(l), l.changes, l.other().changes, "/v1/strategy-progress", !view.held().isEmpty());
        return ChangesPage.Templates.changes(frame, new Compared("", "", l.of("Choose two days.", "Choisissez deux jours."), "", "", "", List.of(), ""));
    }

    TemplateInstance changes(Period period) {
        var changes = period.changes(view);
        var changed = changes.changed();
        Question from = period.from();
        Question to = period.to();
        Set<String> known = view.initiatives(to.asOf(), to.known()).stream().map(Initiative::id).collect(Collectors.toSet());
        String before = l.of("Compared with what was true on " + l.day(from.asOf()) + from.knownAt().map(at -> ", as known on " + l.instant(at) + ".")
                        .orElse(", as known now."), "Par rapport à ce qui était vrai le " + l.day(from.asOf())
                        + from.knownAt().map(at -> ", selon ce qui était connu le " + l.instant(at) + ".").orElse(", selon ce qui est connu maintenant."));
        String none = changed.isEmpty() ? l.of("Nothing changed.", "Rien n’a changé.") : "";
        // Later knowledge explains more than the world does; without it only what happened is left.
        boolean asKnownThen = from.knownAt().isPresent() && to.knownAt().isEmpty();
        var frame = Frames.of(view, to, l, title(l), l.changes, period.on(l.other().changes), period.on("/v1/changes"), period.provisional(view))
                .at(period.on(l.changes));
        return ChangesPage.Templates.changes(frame, new Compared(from.asOf().toString(), to.asOf().toString(), before, none,
                asKnownThen ? l.of("The same period with what is known now: only what happened in it", "La même période selon ce qui est connu maintenant : seulement ce qui y est survenu") : "",
                period.knowingWhatIsKnownNow().on(l.changes), changed.stream().map(change -> difference(change, to, known)).toList(),
                l.of(ChangesInWords.unchanged(changes.all().size() - changed.size()))));
    }

    private Difference difference(Change change, Question to, Set<String> known) {
        String link = change.after().map(figure -> to.on(l.figures + figure.id())).orElse("");
        return new Difference(change.id(), l.of(change.latest().label()), link, l.of(ChangesInWords.summary(change)),
                change.parts().stream().map(part -> cause(change, part, to, known)).toList(), change.isComparable(),
                change.difference().map(number -> l.signed(change.latest(), number)).orElse(""));
    }

    private Cause cause(Change change, Part part, Question to, Set<String> known) {
        Milestone recorded = part.entry().recorded();
        Milestone now = part.entry().now();
        String place = recorded.initiative() + "/" + recorded.version();
        String link = known.contains(recorded.initiative()) ? to.on(l.initiatives + recorded.initiative()) + "#" + place : "";
        return new Cause(change.isComparable() ? l.signed(change.latest(), part.amount()) : "", l.of(ChangesInWords.cause(part.cause())),
                l.of(now.summary()), place, link, l.of(InWords.date(now.occurredOn())), now.occurredOn().value(),
                l.instant(part.by().recordedAt()), Language.iso(part.by().recordedAt()), ChangesInWords.reason(part.by()).map(l::of).stream().toList());
    }
}
