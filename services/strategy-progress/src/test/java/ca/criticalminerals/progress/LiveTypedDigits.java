package ca.criticalminerals.progress;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/** Walks a page and finds every digit that nobody answers for: not a figure, not a date, not part of a name. */
final class LiveTypedDigits {
    /** In the Progress update: figures, times and names. */
    static final String ON_THE_UPDATE = "a.figure, time, .name";
    /** On the page of a figure also its value, what it is made of, and what people have written. */
    static final String ON_A_FIGURE = ON_THE_UPDATE + ", #value, td.amount, dd, .summary, .place, .change, .note, td:last-child";

    private LiveTypedDigits() {}

    /** Each text with a digit outside the elements that answer for theirs, with the path to it. */
    static List<String> in(Document page, String answeredFor) {
        var typed = new ArrayList<String>();
        page.traverse((node, depth) -> {
            if (node instanceof TextNode text && text.text().codePoints().anyMatch(Character::isDigit)
                    && ((Element) text.parent()).closest(answeredFor) == null) {
                typed.add(((Element) text.parent()).cssSelector() + ": " + text.text().strip());
            }
        });
        return typed;
    }
}
