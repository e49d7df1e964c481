package ca.criticalminerals.local;

/** Something that keeps the local system from running, in one sentence of each language. */
public final class Trouble extends RuntimeException {
    /** The sentence in English and in French. */
    public Trouble(String en, String fr) {
        super(en + "\n" + fr);
    }
}
