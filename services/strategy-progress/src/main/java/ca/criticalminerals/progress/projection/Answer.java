package ca.criticalminerals.progress.projection;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** An answer as it is sent, and the entity tag by which a reader can ask whether it has changed. */
public record Answer(byte[] bytes, String etag) {
    public static Answer of(byte[] bytes) {
        try {
            return new Answer(bytes, "\"" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 16) + "\"");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
