package ca.criticalminerals.contracts;

import ca.criticalminerals.eventsourcing.Text;

/**
 * One mistake in a document.
 *
 * @param pointer where it is: a JSON pointer (RFC 6901); of a missing property, where it should be
 * @param text    what is wrong, in both languages
 */
public record Violation(String pointer, Text text) {
    /** The same in a document that has this one at the place. */
    public Violation within(String place) {
        return new Violation(place + pointer, text);
    }
}
