package ca.criticalminerals.eventsourcing.signing;

import java.nio.ByteBuffer;
import java.security.PublicKey;
import java.util.HexFormat;

/** The name of a key, made from it: the first eight bytes of the SHA-256 of its public half (X.509 SubjectPublicKeyInfo). */
public record KeyId(long value) {
    static final int BYTES = Long.BYTES;

    static KeyId of(PublicKey key) {
        return new KeyId(ByteBuffer.wrap(RecordDigest.sha256().digest(key.getEncoded())).getLong());
    }

    /** Sixteen hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(value);
    }
}
