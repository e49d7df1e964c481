package ca.criticalminerals.local;

/** Something that keeps a command from doing what it was asked for, in one sentence of each language. */
public final class Trouble extends RuntimeException {
    private final int status;

    /** The sentence in English and in French. */
    public Trouble(String en, String fr) {
        this(en, fr, 1);
    }

    private Trouble(String en, String fr, int status) {
        super(en + "\n" + fr);
        this.status = status;
    }

    /** A command with wrong words: it has done nothing. */
    public static Trouble ofWords(String en, String fr) {
        return new Trouble(en, fr, 2);
    }

    /** What the command ends with: 2 for wrong words, otherwise 1. */
    public int status() {
        return status;
    }
}
