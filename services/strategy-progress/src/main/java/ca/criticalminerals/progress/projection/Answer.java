package ca.criticalminerals.progress.projection;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * An answer as it is sent, and the entity tag by which a reader can ask whether it has changed. Up to when an answer is complete
 * changes every second; where it says nothing else, it is still the same answer, so its tag is weak and leaves that out.
 */
public record Answer(byte[] bytes, String etag) {
    private static final Pattern COMPLETE = Pattern.compile("\"completeThrough\":\\{[^}]*}|<ul class=\"through\">.*?</ul>", Pattern.DOTALL);

    public static Answer of(byte[] bytes) {
        String lasting = COMPLETE.matcher(new String(bytes, StandardCharsets.UTF_8)).replaceAll("");
        byte[] kept = lasting.getBytes(StandardCharsets.UTF_8);
        return new Answer(bytes, (kept.length < bytes.length ? "W/" : "") + tag(kept));
    }

    private static String tag(byte[] bytes) {
        try {
            return "\"" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 16) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
