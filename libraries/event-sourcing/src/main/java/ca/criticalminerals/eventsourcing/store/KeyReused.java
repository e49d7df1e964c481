package ca.criticalminerals.eventsourcing.store;

/** The idempotency key was used before for another request; nothing has been recorded. */
public final class KeyReused extends RuntimeException {
    KeyReused() {
        super("the idempotency key was used before for another request", null, false, false);
    }
}
