package ca.criticalminerals.progress.page;

import ca.criticalminerals.eventsourcing.InWords;
import ca.criticalminerals.progress.api.Question;
import ca.criticalminerals.progress.api.Reading;
import ca.criticalminerals.progress.domain.Fact;
import ca.criticalminerals.progress.domain.Figure;
import ca.criticalminerals.progress.domain.Rules;
import ca.criticalminerals.progress.page.Models.Explained;
import ca.criticalminerals.progress.page.Models.Part;
import ca.criticalminerals.progress.projection.View;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.Optional;

/** Fills the page that explains a figure. */
final class FigureContent {
    private final View view;
    private final Question question;
    private final Language l;

    FigureContent(View view, Question question, Language l) {
        this.view = view;
        this.question = question;
        this.l = l;
    }

    /** The page; nothing if there is no such figure. */
    Optional<TemplateInstance> page(String id) {
        return Reading.figure(view, question, id).map(figure -> PageResource.Templates.figure(
                Frames.of(view, question, l, l.of(figure.label()), l.figures + id, l.other().figures + id, "/v1/figures/" + id),
                explained(figure)));
    }

    private Explained explained(Figure figure) {
        boolean neverAdded = figure.rule().what() == Fact.What.MONEY_NEVER_ADDED;
        String coverage = figure.unit().equals("date") || neverAdded ? "" : figure.stated().map(stated ->
                        l.number(figure, stated.value()) + l.of(" stated ", " déclarés ") + l.of(InWords.asOf(stated.asOf())) + "; ").orElse("")
                + l.number(figure, figure.itemised()) + l.of(" itemised by single milestones", " détaillés par des jalons");
        String breakdown = figure.breakdown().map(parts -> parts.closed()
                ? l.of("These parts are all there is; they add up to the number stated.", "Ces parties forment un tout; leur somme est le nombre déclaré.")
                : l.of("These parts are included; they need not be all there is.", "Ces parties sont comprises; elles ne forment pas nécessairement un tout."))
                .orElse("");
        var parts = figure.breakdown().map(Figure.Breakdown::figures).orElse(List.of()).stream()
                .flatMap(id -> Reading.figure(view, question, id).map(part -> part(part, question, l)).stream()).toList();
        String target = figure.target().map(set -> l.number(figure, set.latest().value()) + " " + l.of(InWords.by(set.latest().due()))
                + set.latest().baseline().map(from -> l.of(", from ", ", à partir de ") + l.number(figure, from.value())
                        + " " + l.of(InWords.asOf(from.asOf()))).orElse("")
                + set.latest().reason().map(reason -> l.of(". Changed because: ", ". Motif du changement : ") + l.of(reason)).orElse(""))
                .orElse(l.of("No target set.", "Aucune cible fixée."));
        var rows = figure.contributions().stream().map(one -> Rows.row(figure.unit().equals("date") ? "" : l.signed(figure, one.amount()),
                one.entry(), l)).toList();
        var included = figure.included().stream().map(one -> Rows.row(l.number(figure, one.amount()), one.entry(), l)).toList();
        String total = figure.number().map(number -> l.number(figure, number)).orElse("");
        return new Explained(figure.id(), l.of(figure.label()), l.value(figure), l.of(Rules.words(figure.rule())), coverage, breakdown, parts,
                target, rows, included, total, figure.initiative().orElse(""),
                figure.initiative().map(id -> question.on(l.initiatives + id)).orElse(""));
    }

    static Part part(Figure figure, Question question, Language l) {
        return new Part(l.of(figure.label()), l.value(figure), question.on(l.figures + figure.id()));
    }
}
