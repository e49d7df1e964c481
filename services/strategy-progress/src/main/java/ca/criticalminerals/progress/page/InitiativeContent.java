package ca.criticalminerals.progress.page;

import ca.criticalminerals.progress.api.Question;
import ca.criticalminerals.progress.domain.Initiative;
import ca.criticalminerals.progress.page.Models.Notice;
import ca.criticalminerals.progress.page.Models.Shown;
import ca.criticalminerals.progress.page.picture.LargeNumber;
import ca.criticalminerals.progress.projection.View;
import io.quarkus.qute.TemplateInstance;
import java.util.Optional;

/** Fills the page that tells the history of an initiative. */
final class InitiativeContent {
    private final View view;
    private final Question question;
    private final Language l;

    InitiativeContent(View view, Question question, Language l) {
        this.view = view;
        this.question = question;
        this.l = l;
    }

    /** The page; nothing if there is no such initiative. */
    Optional<TemplateInstance> page(String id) {
        return view.initiative(id, question.asOf(), question.known()).map(initiative -> PageResource.Templates.initiative(
                Frames.of(view, question, l, l.of(initiative.names().name()), l.initiatives + id, l.other().initiatives + id,
                        "/v1/initiatives/" + id),
                new Shown(id, l.of(initiative.names().name()), initiative.names().abbreviation().map(l::of).orElse(""),
                        initiative.formerNames().stream().map(names -> l.of(names.name())).toList(), l.of(initiative.lead()),
                        status(initiative, l), LargeNumber.of(initiative.figures().values(), l, figure -> question.on(l.figures + figure)),
                        initiative.figures().values().stream().filter(figure -> !figure.hasValue())
                                .map(figure -> FigureContent.part(figure, question, l)).toList(),
                        initiative.entries().reversed().stream().limit(Paged.ROWS).map(entry -> Rows.row("", entry, l)).toList(),
                        initiative.entries().size() > Paged.ROWS ? question.on(l.milestones + "?initiative=" + id) : "",
                        view.decisions(id, question.known()).stream().map(decision -> new Notice(l.of(decision.sentence()) + decision.milestone()
                                .map(version -> " " + l.of("Milestone ", "Jalon ") + version + ".").orElse(""), "")).toList())));
    }

    private static String status(Initiative initiative, Language l) {
        return switch (initiative.status()) {
            case "announced" -> l.of("announced", "annoncée");
            case "active" -> l.of("active", "en cours");
            case "closed" -> l.of("closed", "close");
            case "ended" -> l.of("ended", "terminée");
            case "absorbed" -> l.of("absorbed by ", "absorbée par ") + initiative.successor().orElse("");
            case "lapsed" -> l.of("lapsed", "échue");
            default -> initiative.status();
        };
    }
}
