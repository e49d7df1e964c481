package ca.criticalminerals.progress.projection;

/** A record that this version of the software cannot read; the message says why, for people. */
public final class Unreadable extends Exception {
    Unreadable(String why) {
        super(why, null, false, false);
    }
}
