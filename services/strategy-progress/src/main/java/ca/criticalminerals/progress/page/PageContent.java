package ca.criticalminerals.progress.page;

import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.api.Question;
import ca.criticalminerals.progress.domain.Fact;
import ca.criticalminerals.progress.domain.Initiative;
import ca.criticalminerals.progress.page.Models.Download;
import ca.criticalminerals.progress.page.Models.Line;
import ca.criticalminerals.progress.page.Models.Section;
import ca.criticalminerals.progress.page.picture.Pictures;
import ca.criticalminerals.progress.projection.View;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Fills the templates from the view. */
@ApplicationScoped
class PageContent {
    private final Map<String, Text> places;

    PageContent(ObjectMapper json) {
        try (var file = PageContent.class.getResourceAsStream("/places.json")) {
            Map<String, Map<String, String>> names = json.readValue(file, new TypeReference<>() {});
            places = new TreeMap<>();
            names.forEach((code, name) -> places.put(code, Text.of(name.get("en"), name.get("fr"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of provinces, countries and organizations, by code. */
    Map<String, String> places(Language l) {
        var names = new TreeMap<String, String>();
        places.forEach((code, name) -> names.put(code, l.of(name)));
        return names;
    }

    TemplateInstance update(View view, Question question, Language l) {
        var initiatives = view.initiatives(question.asOf(), question.known());
        var sentences = new Sentences(l, id -> question.on(l.figures + id), places(l));
        var sections = new ArrayList<Section>();
        for (Theme theme : Theme.values()) {
            record Placed(int order, Initiative initiative, Fact.Written sentence) {}
            var lines = initiatives.stream().filter(initiative -> initiative.theme().equals(theme.id))
                    .flatMap(initiative -> initiative.sentences().stream().map(s -> new Placed(s.order(), initiative, s)))
                    .sorted(Comparator.comparing(Placed::order).thenComparing(placed -> placed.initiative().id()))
                    .flatMap(placed -> sentences.html(placed.initiative(), placed.sentence()).map(html -> new Line(new RawString(html),
                            question.on(l.initiatives + placed.initiative().id()), l.of(placed.initiative().names().name()))).stream())
                    .toList();
            if (!lines.isEmpty()) {
                sections.add(new Section(theme.id, l.of(theme.title), l.of(theme.introduction), lines));
            }
        }
        return PageResource.Templates.update(Frames.of(view, question, l,
                l.of("Critical Minerals Strategy: Progress update", "Stratégie sur les minéraux critiques : mise à jour sur les progrès"),
                l.update, l.other().update, "/v1/strategy-progress"), sections, Pictures.of(initiatives, question, l), downloads(question, l), question.on(l.milestones));
    }

    TemplateInstance message(View view, Language l, String title, List<String> lines) {
        var now = new Question(java.time.LocalDate.now(ca.criticalminerals.progress.domain.History.CANADA), Optional.empty(), "");
        return PageResource.Templates.message(Frames.of(view, now, l, title, l.update, l.other().update, "/v1/strategy-progress"), lines);
    }

    private static List<Download> downloads(Question question, Language l) {
        String milestones = l.of("milestones", "jalons");
        String in = "?lang=" + l.code;
        return List.of(new Download(milestones, "CSV", question.on("/v1/milestones.csv" + in)),
                new Download(milestones, "XLSX", question.on("/v1/milestones.xlsx" + in)),
                new Download(milestones, "JSON", question.on("/v1/milestones.ndjson")), new Download(milestones, "Atom", question.on(l.feed)),
                new Download(l.of("figures", "chiffres"), "CSV", question.on("/v1/figures.csv" + in)),
                new Download(l.of("totals by fiscal year", "totaux par exercice"), "CSV", question.on("/v1/totals.csv" + in)));
    }
}
