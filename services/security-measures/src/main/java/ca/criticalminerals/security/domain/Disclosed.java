package ca.criticalminerals.security.domain;

import ca.criticalminerals.eventsourcing.Text;

/** A term of an agreement of which something is known: its text, or that it is kept from the public. Of an unknown term there is none. */
public sealed interface Disclosed {
    /** The term is public. */
    record Told(Text text) implements Disclosed {}

    /** The parties have agreed on the term and do not say on what. */
    record NotDisclosed() implements Disclosed {}
}
