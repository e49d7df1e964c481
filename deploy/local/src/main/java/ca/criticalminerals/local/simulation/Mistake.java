package ca.criticalminerals.local.simulation;

/** A mistake that is planted on purpose, to see that the simulator finds it. */
enum Mistake {
    NONE("the real code"),
    HIGHEST_POSITION("a relay that goes on from the highest position it has seen"),
    ARRIVAL_ORDER("a projection that trusts the order of arrival"),
    KEY_BEFORE_READ("a writer that writes its idempotency row before it reads the stream"),
    BELIEVES_EVERYTHING("a projection that believes a record although nobody has signed it");

    private final String words;

    Mistake(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
