package ca.criticalminerals.eventsourcing.signing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The SHA-256 of a record: of its topic, its key and its value, each behind its length. */
public final class RecordDigest {
    static final int BYTES = 32;
    private static final int NOTHING = -1;

    private final byte[] bytes;

    RecordDigest(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Of a record with these; a key or a value that is not there differs from an empty one. */
    public static RecordDigest of(String topic, byte @Nullable [] key, byte @Nullable [] value) {
        var sha256 = sha256();
        for (byte[] part : new byte[][] {topic.getBytes(StandardCharsets.UTF_8), key, value}) {
            sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(part == null ? NOTHING : part.length).flip());
            sha256.update(part == null ? new byte[0] : part);
        }
        return new RecordDigest(sha256.digest());
    }

    /** Its 32 bytes, which nobody may change. */
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecordDigest digest && Arrays.equals(bytes, digest.bytes);
    }

    @Override
    public int hashCode() {
        return ByteBuffer.wrap(bytes).getInt();
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
