package ca.criticalminerals.eventsourcing;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What was taken out of the record of an initiative on a legal ground, and why. The texts themselves are nowhere in it.
 *
 * @param taken each place, in the order of the milestones
 */
public record Redaction(Ground ground, Text reason, List<Taken> taken) {
    /** The mark in the place of a text that was taken out: never longer than the text, which has {@link #SHORTEST} characters or more. */
    public static final String MARK = "\u2588\u2588\u2588";
    /** Characters of a text that can be taken out. */
    public static final int SHORTEST = MARK.length();

    /** The legal ground. */
    public enum Ground { PRIVACY, SECURITY, COURT_ORDER, COPYRIGHT }

    /**
     * A place in the announced document of a milestone.
     *
     * @param milestone its version
     * @param place     a JSON pointer
     * @param spans     what was taken out there, in order
     * @param was       SHA-256 of the whole value before, hexadecimal
     * @param now       SHA-256 of the whole value after
     * @param page      SHA-256 of the page after, where the value is a compressed page
     */
    public record Taken(int milestone, String place, List<Span> spans, String was, String now, Optional<String> page) {}

    /** A part of a text, in Unicode code points. */
    public record Span(int at, int length) {}

    /** The versions of the milestones that it touches, in order. */
    public List<Integer> milestones() {
        return List.copyOf(new TreeSet<>(taken.stream().map(Taken::milestone).toList()));
    }
}
