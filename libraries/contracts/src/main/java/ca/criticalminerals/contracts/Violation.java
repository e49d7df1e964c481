package ca.criticalminerals.contracts;

import ca.criticalminerals.eventsourcing.Text;

/**
 * One mistake in a document, or in what a request says beside it.
 *
 * @param in    what it is in
 * @param place where: in a document a JSON pointer (RFC 6901), of a missing property where it should be; otherwise a name
 * @param text  what is wrong, in both languages
 */
public record Violation(In in, String place, Text text) {
    /** What a mistake can be in. */
    public enum In {
        DOCUMENT("pointer"), PARAMETER("parameter"), HEADER("header");

        /** The member of a problem that says where. */
        public final String member;

        In(String member) {
            this.member = member;
        }
    }

    /** A mistake in a document. */
    public Violation(String pointer, Text text) {
        this(In.DOCUMENT, pointer, text);
    }

    /** A mistake in a parameter of the query. */
    public static Violation parameter(String name, Text text) {
        return new Violation(In.PARAMETER, name, text);
    }

    /** A mistake in a header. */
    public static Violation header(String name, Text text) {
        return new Violation(In.HEADER, name, text);
    }

    /** The same in a document that has this one at the place. */
    public Violation within(String outer) {
        return new Violation(in, outer + place, text);
    }
}
