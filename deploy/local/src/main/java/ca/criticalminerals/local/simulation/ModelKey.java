package ca.criticalminerals.local.simulation;

import ca.criticalminerals.eventsourcing.signing.KeyId;
import ca.criticalminerals.eventsourcing.signing.SigningKey;
import ca.criticalminerals.eventsourcing.signing.TrustedKeys;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The key of a service whose secret nobody else in the model uses: a hash, because a hundred thousand histories sign millions of times. */
record ModelKey(String service) implements SigningKey, TrustedKeys {
    private static final KeyId ID = new KeyId(1);

    @Override
    public Signed sign(Message message) {
        return new Signed(ID, hash(message.by(ID)));
    }

    @Override
    public boolean verifies(String of, KeyId key, byte[] message, byte[] signature) {
        return of.equals(service) && key.equals(ID) && Arrays.equals(hash(message), signature);
    }

    private static byte[] hash(byte[] message) {
        try {
            return MessageDigest.getInstance("SHA-512").digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
