package ca.criticalminerals.local;

/** Something that keeps the local system from running, in one sentence of each language. */
final class Trouble extends RuntimeException {
    Trouble(String en, String fr) {
        super(en + "\n" + fr);
    }
}
