package ca.criticalminerals.progress.page;

import ca.criticalminerals.progress.api.Cursor;
import ca.criticalminerals.progress.api.Filters;
import ca.criticalminerals.progress.api.Listed;
import ca.criticalminerals.progress.api.Question;
import ca.criticalminerals.progress.domain.Jurisdiction;
import ca.criticalminerals.progress.page.Models.Choice;
import ca.criticalminerals.progress.page.Models.Choices;
import ca.criticalminerals.progress.page.Models.Download;
import ca.criticalminerals.progress.page.Models.Field;
import ca.criticalminerals.progress.page.Models.Listing;
import ca.criticalminerals.progress.projection.View;
import io.quarkus.qute.TemplateInstance;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Fills the page that lists milestones. */
final class MilestonesContent {
    /** More initiatives than this cannot be chosen from a list. */
    private static final int MOST_CHOICES = 200;

    private final View view;
    private final Question question;
    private final Language l;
    private final Map<String, String> places;

    /** @param places the names of provinces and territories in the language, by code */
    MilestonesContent(View view, Question question, Language l, Map<String, String> places) {
        this.view = view;
        this.question = question;
        this.l = l;
        this.places = places;
    }

    TemplateInstance page(Filters filters, Cursor cursor) {
        List<Listed> found = filters.milestones(view, question).filter(listed -> cursor.isBefore(listed.entry())).limit(Paged.ROWS + 1L).toList();
        var rows = found.stream().limit(Paged.ROWS).map(listed -> Rows.row("", listed.entry(), l)
                .about(l.of(listed.initiative().names().name()), question.on(l.initiatives + listed.initiative().id()))).toList();
        String next = found.size() > Paged.ROWS ? address(l.milestones, filters, "cursor=" + Cursor.behind(found.get(Paged.ROWS - 1).entry())) : "";
        String first = cursor.after() == null ? "" : address(l.milestones, filters, "");
        var frame = Frames.of(view, question, l, l.of("Milestones", "Jalons"), l.milestones, address(l.other().milestones, filters, ""),
                address("/v1/milestones", filters, ""), question.knownAt().map(view::provisional).orElse(!view.held().isEmpty()))
                .at(address(l.milestones, filters, cursor.query()));
        return MilestonesPage.Templates.milestones(frame, new Listing(l.number(BigDecimal.valueOf(filters.count(view, question))), rows, next, first,
                choices(filters), fields(filters), filters.get("only"),
                question.given().contains("asOf") ? question.asOf().toString() : "",
                question.knownAt().map(Object::toString).orElse(""), downloads(filters)));
    }

    private String address(String path, Filters filters, String more) {
        String query = Stream.of(filters.query(), more).filter(part -> !part.isEmpty()).reduce((a, b) -> a + "&" + b).orElse("");
        return question.on(query.isEmpty() ? path : path + "?" + query);
    }

    private List<Choices> choices(Filters filters) {
        var initiatives = view.initiatives(question.asOf(), question.known()).stream().limit(MOST_CHOICES).toList();
        return List.of(
                choices(filters, "theme", l.of("Theme", "Thème"), Arrays.asList(Theme.values()), theme -> theme.id, theme -> l.of(theme.title)),
                choices(filters, "initiative", l.of("Initiative", "Initiative"), initiatives, one -> one.id(), one -> l.of(one.names().name())),
                choices(filters, "jurisdiction", l.of("Province or territory", "Province ou territoire"), Arrays.asList(Jurisdiction.values()),
                        Jurisdiction::name, one -> places.getOrDefault(one.name(), one.name())));
    }

    private static <T> Choices choices(Filters filters, String name, String label, List<T> all, Function<T, String> id, Function<T, String> title) {
        return new Choices(name, label, all.stream().map(one -> new Choice(id.apply(one), title.apply(one), id.apply(one).equals(filters.get(name)))).toList());
    }

    private List<Field> fields(Filters filters) {
        return List.of(field(filters, "from", "date", l.of("Occurred from", "Survenu du")), field(filters, "to", "date", l.of("to", "au")),
                field(filters, "kind", "text", l.of("Kind, as a code", "Type, par code")),
                field(filters, "mineral", "text", l.of("Mineral, as a code", "Minéral, par code")),
                field(filters, "recipient", "text", l.of("Recipient", "Bénéficiaire")),
                field(filters, "project", "text", l.of("Project, as a code", "Projet, par code")));
    }

    private static Field field(Filters filters, String name, String type, String label) {
        return new Field(name, type, label, filters.get(name));
    }

    private List<Download> downloads(Filters filters) {
        String milestones = l.of("milestones", "jalons");
        return List.of(new Download(milestones, "CSV", address("/v1/milestones.csv", filters, "lang=" + l.code)),
                new Download(milestones, "XLSX", address("/v1/milestones.xlsx", filters, "lang=" + l.code)),
                new Download(milestones, "JSON", address("/v1/milestones.ndjson", filters, "")));
    }
}
