package ca.criticalminerals.eventsourcing.store;

/** A place in the order of publication, written so that the order of the texts is the order of the events. */
final class Sequence {
    private Sequence() {}

    static String of(String transactionId, long position) {
        return "0".repeat(20 - transactionId.length()) + transactionId + "-" + String.format("%019d", position);
    }
}
