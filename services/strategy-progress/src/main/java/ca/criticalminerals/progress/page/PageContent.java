package ca.criticalminerals.progress.page;

import ca.criticalminerals.progress.api.Question;
import ca.criticalminerals.progress.domain.History;
import ca.criticalminerals.progress.page.Models.Download;
import ca.criticalminerals.progress.page.Models.Frame;
import ca.criticalminerals.progress.page.Models.Line;
import ca.criticalminerals.progress.page.Models.Point;
import ca.criticalminerals.progress.page.Models.Section;
import ca.criticalminerals.progress.page.picture.Pictures;
import ca.criticalminerals.progress.projection.View;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Fills the templates from the view. */
@ApplicationScoped
class PageContent {
    private final Sections sections;

    PageContent(Glossary glossary) {
        this.sections = new Sections(glossary.names());
    }

    TemplateInstance update(View view, Question question, Language l) {
        return update(view, question, l, Frames.of(view, question, l, title(l), l.update, l.other().update, "/v1/progress-update"),
                EditionContent.newest(view, question, l));
    }

    static String title(Language l) {
        return l.of("Critical Minerals Strategy: Progress update", "Stratégie sur les minéraux critiques : mise à jour sur les progrès");
    }

    /** The Progress update in a frame, with what it says about editions. */
    TemplateInstance update(View view, Question question, Language l, Frame frame, EditionModels.Mark mark) {
        var initiatives = view.initiatives(question.asOf(), question.known());
        var told = sections.of(initiatives).stream().map(section -> section(section, question, l)).toList();
        return PageResource.Templates.update(frame, mark, told, Pictures.of(initiatives, question, l), downloads(question, l), question.on(l.milestones));
    }

    private static Section section(Sections.Section section, Question question, Language l) {
        return new Section(section.theme().id, l.of(section.theme().title), section.theme().level,
                section.paragraphs().stream().map(told -> line(told, question, l)).toList(),
                section.points().stream().map(point -> new Point(line(point.getFirst(), question, l),
                        point.subList(1, point.size()).stream().map(told -> line(told, question, l)).toList())).toList());
    }

    private static Line line(Sections.Told told, Question question, Language l) {
        return new Line(new RawString(Piece.html(told.in(l), id -> question.on(l.figures + id))), question.on(l.initiatives + told.initiative().id()),
                l.of(told.initiative().names().name()));
    }

    TemplateInstance message(View view, Language l, String title, List<String> lines) {
        var now = new Question(LocalDate.now(History.CANADA), Optional.empty(), "");
        return PageResource.Templates.message(Frames.of(view, now, l, title, l.update, l.other().update, "/v1/progress-update").at(""), lines);
    }

    private static List<Download> downloads(Question question, Language l) {
        String milestones = l.of("milestones", "jalons");
        String in = "?lang=" + l.code;
        return List.of(new Download(milestones, "CSV", question.on("/v1/milestones.csv" + in)),
                new Download(milestones, "XLSX", question.on("/v1/milestones.xlsx" + in)),
                new Download(milestones, "JSON", question.on("/v1/milestones.ndjson")), new Download(milestones, "Atom", question.on(l.feed)),
                new Download(l.of("figures", "chiffres"), "CSV", question.on("/v1/figures.csv" + in)),
                new Download(l.of("figures", "chiffres"), "XLSX", question.on("/v1/figures.xlsx" + in)),
                new Download(l.of("totals by fiscal year", "totaux par exercice"), "CSV", question.on("/v1/totals.csv" + in)),
                new Download(l.of("totals by fiscal year", "totaux par exercice"), "XLSX", question.on("/v1/totals.xlsx" + in)));
    }
}
