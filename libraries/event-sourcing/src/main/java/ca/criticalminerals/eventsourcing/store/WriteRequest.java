package ca.criticalminerals.eventsourcing.store;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Under what conditions, and by whom, something is recorded.
 *
 * @param recorder        the writer
 * @param expectedVersion the version the stream must have; empty if any will do
 * @param idempotencyKey  under which a repeat of the request gets the first answer
 * @param fingerprint     what the request asks; the same key with another fingerprint is refused
 * @param trace           the W3C {@code traceparent} of the request
 */
public record WriteRequest(Recorder recorder, OptionalInt expectedVersion, Optional<String> idempotencyKey, Fingerprint fingerprint,
        Optional<String> trace) {
    /** The request of a writer of whom only the name is known. */
    public WriteRequest(String name, OptionalInt expectedVersion, Optional<String> idempotencyKey, String fingerprint, Optional<String> trace) {
        this(Recorder.named(name), expectedVersion, idempotencyKey, Fingerprint.of(fingerprint), trace);
    }
}
