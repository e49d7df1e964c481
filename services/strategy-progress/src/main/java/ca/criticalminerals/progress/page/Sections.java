package ca.criticalminerals.progress.page;

import ca.criticalminerals.progress.domain.Fact;
import ca.criticalminerals.progress.domain.Initiative;
import ca.criticalminerals.progress.page.Models.Line;
import ca.criticalminerals.progress.page.Models.Point;
import ca.criticalminerals.progress.page.Models.Section;
import io.quarkus.qute.RawString;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The sections of the Progress update, made of the sentences that were written for them. */
final class Sections {
    private final Language language;
    private final Sentences sentences;
    private final Function<Initiative, String> link;

    /** {@code link} is where an initiative is explained. */
    Sections(Language language, Sentences sentences, Function<Initiative, String> link) {
        this.language = language;
        this.sentences = sentences;
        this.link = link;
    }

    private record Placed(Initiative initiative, Fact.Written sentence) {
        String section() {
            return sentence.section().orElse(initiative.theme());
        }
    }

    /** Those in which there is something to tell: a section of words without a number or a point is left out. */
    List<Section> of(List<Initiative> initiatives) {
        var placed = initiatives.stream().flatMap(initiative -> initiative.sentences().stream().map(sentence -> new Placed(initiative, sentence)))
                .sorted(Comparator.comparing((Placed one) -> one.sentence().order()).thenComparing(one -> one.initiative().id())).toList();
        var sections = new ArrayList<Section>();
        for (Theme theme : Theme.values()) {
            section(theme, placed.stream().filter(one -> one.section().equals(theme.id)).toList()).ifPresent(sections::add);
        }
        return sections;
    }

    private Optional<Section> section(Theme theme, List<Placed> placed) {
        var paragraphs = new ArrayList<Line>();
        var points = new ArrayList<Point>();
        String last = "";
        boolean tells = false;
        for (Placed one : placed) {
            Optional<String> html = sentences.html(one.initiative(), one.sentence());
            if (html.isPresent()) {
                Line line = new Line(new RawString(html.get()), link.apply(one.initiative()), language.of(one.initiative().names().name()));
                tells |= !one.sentence().isParagraph() || html.get().contains("<a ");
                if (one.sentence().isParagraph()) {
                    paragraphs.add(line);
                } else if (one.initiative().id().equals(last)) {
                    points.getLast().more().add(line);
                } else {
                    points.add(new Point(line, new ArrayList<>()));
                    last = one.initiative().id();
                }
            }
        }
        return tells ? Optional.of(new Section(theme.id, language.of(theme.title), theme.level, paragraphs, points)) : Optional.empty();
    }
}
