package ca.criticalminerals.eventsourcing.signing;

/** The public keys of the services, several of each while one is replaced by another. */
public interface TrustedKeys {
    /** Whether this key of this service made the signature of the message. */
    boolean verifies(String service, KeyId key, byte[] message, byte[] signature);
}
