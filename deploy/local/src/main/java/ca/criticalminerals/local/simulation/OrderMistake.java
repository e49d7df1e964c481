package ca.criticalminerals.local.simulation;

/** A mistake about the order of facts that is planted on purpose, to see that the simulator finds it. */
enum OrderMistake {
    NONE("the real order of facts"),
    READERS_IN_ORDER_OF_RECORDING("a read side that folds in the order of recording"),
    READERS_BY_LAST_DAY("a read side that sorts by the last day of the period alone"),
    RULES_IN_ORDER_OF_RECORDING("rules that see what was recorded before, whenever it happened"),
    RULES_FOR_THE_NEW_FACT_ALONE("rules that are not told anew for what follows");

    private final String words;

    OrderMistake(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
