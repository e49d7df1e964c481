package ca.criticalminerals.eventsourcing.signing;

/** The key with which a service signs what it announces. */
public interface SigningKey {
    /** A signature, and the key that made it: its private half may change between two of them. */
    record Signed(KeyId key, byte[] signature) {}

    /** Signs the bytes that {@code message} makes of the id of the key. */
    Signed sign(Message message);

    /** What is signed; it contains the id of the key. */
    interface Message {
        byte[] by(KeyId key);
    }
}
