package ca.criticalminerals.progress.page;

import ca.criticalminerals.eventsourcing.InWords;
import ca.criticalminerals.progress.api.Question;
import ca.criticalminerals.progress.api.Reading;
import ca.criticalminerals.progress.domain.Entry;
import ca.criticalminerals.progress.domain.Fact;
import ca.criticalminerals.progress.domain.Figure;
import ca.criticalminerals.progress.domain.Figure.Contribution;
import ca.criticalminerals.progress.domain.Rules;
import ca.criticalminerals.progress.page.Models.Explained;
import ca.criticalminerals.progress.page.Models.Notice;
import ca.criticalminerals.progress.page.Models.Part;
import ca.criticalminerals.progress.page.Models.Row;
import ca.criticalminerals.progress.page.Models.Term;
import ca.criticalminerals.progress.page.picture.TargetBar;
import ca.criticalminerals.progress.projection.View;
import io.quarkus.qute.TemplateInstance;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Fills the page that explains a figure. */
final class FigureContent {
    private final View view;
    private final Question question;
    private final Language l;
    private final Map<String, String> names;

    /** {@code names} are those of codes, in the language. */
    FigureContent(View view, Question question, Language l, Map<String, String> names) {
        this.view = view;
        this.question = question;
        this.l = l;
        this.names = names;
    }

    /** The page; nothing if there is no such figure, or no such page of its milestones. */
    Optional<TemplateInstance> page(String id, Paged paged) {
        return Reading.figure(view, question, id).filter(figure -> paged.isOf(rows(figure))).map(figure -> PageResource.Templates.figure(
                Frames.of(view, question, l, l.of(figure.label()), l.figures + id, paged.on(l.other().figures + id), "/v1/figures/" + id)
                        .at(question.on(paged.on(l.figures + id))),
                explained(figure, paged)));
    }

    static Part part(Figure figure, Question question, Language l) {
        return new Part(l.of(figure.label()), l.value(figure), question.on(l.figures + figure.id()));
    }

    private static int rows(Figure figure) {
        return Math.max(figure.contributions().size(), figure.included().size());
    }

    private Explained explained(Figure figure, Paged paged) {
        String here = question.on(l.figures + figure.id());
        var parts = figure.breakdown().map(Figure.Breakdown::figures).orElse(List.of()).stream()
                .flatMap(id -> Reading.figure(view, question, id).map(part -> part(part, question, l)).stream()).toList();
        String total = figure.number().map(number -> l.number(figure, number)).orElse("");
        return new Explained(figure.id(), l.of(figure.label()), l.value(figure), l.of(Rules.words(figure.rule())), coverage(figure), terms(figure), breakdown(figure),
                parts, target(figure), TargetBar.of(figure, l, id -> question.on(l.figures + id)).stream().toList(), baseline(figure), latest(figure),
                rows(figure.contributions(), paged, amount -> figure.unit().equals("date") ? "" : l.signed(figure, amount)),
                rows(figure.included(), paged, amount -> l.number(figure, amount)), total,
                figure.initiative().flatMap(id -> view.initiative(id, question.asOf(), question.known())).map(one -> l.of(one.names().name())).orElse(""),
                figure.initiative().map(id -> question.on(l.initiatives + id)).orElse(""),
                l.number(BigDecimal.valueOf(figure.contributions().size())), paged.previous(here), paged.next(here, rows(figure)),
                view.decisions(figure, question.known()).stream().map(decision -> new Notice(l.of(decision.sentence()), decision.initiative().isEmpty() ? ""
                        : question.on(l.initiatives + decision.initiative()) + "#decisions")).distinct().toList());
    }

    private String coverage(Figure figure) {
        boolean neverAdded = figure.rule().what() == Fact.What.MONEY_NEVER_ADDED;
        return figure.unit().equals("date") || neverAdded ? "" : figure.stated().map(stated ->
                        l.number(figure, stated.value()) + l.of(" stated ", " déclarés ") + l.of(InWords.asOf(stated.asOf())) + "; ").orElse("")
                + l.number(figure, figure.itemised()) + l.of(" itemised by single milestones", " détaillés par des jalons");
    }

    /** What is counted, and how the number was arrived at that was stated: the questions that auditors ask of every indicator. */
    private List<Term> terms(Figure figure) {
        var terms = new ArrayList<Term>();
        if (!figure.names().isEmpty()) {
            terms.add(new Term(l.of("Which", "Lesquels"), String.join(", ",
                    l.inOrder(figure.names().stream().map(code -> names.getOrDefault(code, code))))));
        }
        figure.stated().map(Figure.Statement::observed).ifPresent(observed -> {
            observed.period().ifPresent(period -> terms.add(new Term(l.of("Period", "Période"), words(period))));
            observed.basePeriod().ifPresent(period -> terms.add(new Term(l.of("Compared with the period", "Période de comparaison"), words(period))));
            terms.add(new Term(l.of("Method", "Méthode"), observed.method().map(l::of).orElse(l.of("Not stated.", "Non précisée."))));
        });
        return terms;
    }

    private String words(Fact.Period period) {
        return period.from().equals(period.to()) ? l.date(period.from())
                : l.of("from ", "de ") + l.date(period.from()) + l.of(" to ", " à ") + l.date(period.to());
    }

    private String breakdown(Figure figure) {
        return figure.breakdown().map(parts -> parts.closed()
                ? l.of("These parts are all there is; they add up to the number stated.", "Ces parties forment un tout; leur somme est le nombre déclaré.")
                : l.of("These parts are included; they need not be all there is.", "Ces parties sont comprises; elles ne forment pas nécessairement un tout."))
                .orElse("");
    }

    private String target(Figure figure) {
        return figure.target().map(set -> l.number(figure, set.latest().value()) + " " + l.of(InWords.by(set.latest().due()))
                + set.latest().reason().map(reason -> l.of(". Changed because: ", ". Motif du changement : ") + l.of(reason)).orElse(""))
                .orElse(l.of("No target set.", "Aucune cible fixée."));
    }

    private String baseline(Figure figure) {
        return figure.target().flatMap(set -> set.latest().baseline()).map(from -> l.number(figure, from.value()) + " " + l.of(InWords.asOf(from.asOf())))
                .orElse(l.of("No baseline set.", "Aucune valeur de référence fixée."));
    }

    /** On what the value rests: what was stated, or else the last milestone that counts. */
    private List<Row> latest(Figure figure) {
        Optional<Entry> entry = figure.stated().map(Figure.Statement::entry)
                .or(() -> figure.contributions().isEmpty() ? Optional.empty() : Optional.of(figure.contributions().getLast().entry()));
        return entry.map(one -> Rows.row("", one, l)).stream().toList();
    }

    private List<Row> rows(List<Contribution> contributions, Paged paged, Function<BigDecimal, String> amount) {
        return paged.of(contributions).stream().map(one -> Rows.row(amount.apply(one.amount()), one.entry(), l)).toList();
    }
}
