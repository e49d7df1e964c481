package ca.criticalminerals.progress.page;

import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.domain.Fact;
import ca.criticalminerals.progress.domain.Initiative;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sections of the Progress update, made of the sentences that were written for them, in both languages or in neither. */
final class Sections {
    private final Sentences english;
    private final Sentences french;

    /** {@code names} are those of provinces, countries and organizations, by code. */
    Sections(Map<String, Text> names) {
        english = new Sentences(Language.EN, names);
        french = new Sentences(Language.FR, names);
    }

    /** A section: paragraphs, then points, each with what else is said of its initiative there. */
    record Section(Theme theme, List<Told> paragraphs, List<List<Told>> points) {}

    /** A printed sentence and the initiative that it speaks of. */
    record Told(Initiative initiative, List<Piece> en, List<Piece> fr) {
        List<Piece> in(Language language) {
            return language == Language.EN ? en : fr;
        }
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
        var paragraphs = new ArrayList<Told>();
        var points = new ArrayList<List<Told>>();
        for (Placed one : placed) {
            told(one).ifPresent(told -> {
                if (one.sentence().isParagraph()) {
                    paragraphs.add(told);
                } else if (!points.isEmpty() && points.getLast().getFirst().initiative().id().equals(one.initiative().id())) {
                    points.getLast().add(told);
                } else {
                    points.add(new ArrayList<>(List.of(told)));
                }
            });
        }
        boolean tells = !points.isEmpty() || paragraphs.stream().anyMatch(told -> told.en().stream().anyMatch(Piece.Number.class::isInstance));
        return tells ? Optional.of(new Section(theme, paragraphs, points)) : Optional.empty();
    }

    private Optional<Told> told(Placed one) {
        return english.pieces(one.initiative(), one.sentence())
                .flatMap(en -> french.pieces(one.initiative(), one.sentence()).map(fr -> new Told(one.initiative(), en, fr)));
    }
}
