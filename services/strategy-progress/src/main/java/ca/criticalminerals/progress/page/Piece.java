package ca.criticalminerals.progress.page;

import ca.criticalminerals.eventsourcing.PartialDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A piece of a printed sentence: words that somebody wrote, or what the tracker put in their place. */
sealed interface Piece {
    /** As they were written. */
    record Words(String text) implements Piece {}

    /** A figure as it is printed. */
    record Number(String figure, String shown) implements Piece {}

    /** A year of the period that a number speaks of. */
    record Year(PartialDate date) implements Piece {}

    /** As people read it without a page. */
    static String text(List<Piece> pieces) {
        return pieces.stream().map(piece -> switch (piece) {
            case Words(var text) -> text;
            case Number(_, var shown) -> shown;
            case Year(var date) -> year(date);
        }).collect(Collectors.joining());
    }

    /** As HTML, in which every figure leads to the address that explains it. */
    static String html(List<Piece> pieces, Function<String, String> link) {
        return pieces.stream().map(piece -> switch (piece) {
            case Words(var text) -> escaped(text);
            case Number(var figure, var shown) -> "<a class=\"figure\" href=\"" + escaped(link.apply(figure)) + "\">" + escaped(shown) + "</a>";
            case Year(var date) -> "<time datetime=\"" + date.value() + "\">" + year(date) + "</time>";
        }).collect(Collectors.joining());
    }

    static String year(PartialDate date) {
        return date.value().substring(0, 4);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }
}
