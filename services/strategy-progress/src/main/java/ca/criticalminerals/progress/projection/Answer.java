package ca.criticalminerals.progress.projection;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * An answer as it is sent, and the entity tag by which a reader can ask whether it has changed. Up to when an answer is complete
 * changes every second; where it says nothing else, it is still the same answer, so its tag is weak and leaves that out.
 */
public record Answer(byte[] bytes, String etag) {
    private static final List<Passing> PASSING = List.of(new Passing("\"completeThrough\":{", "}"), new Passing("<ul class=\"through\">", "</ul>"));

    /** What is left out of a tag: from the one text to the other. */
    private record Passing(String begin, String end) {}

    public static Answer of(byte[] bytes) {
        // Each byte is a character here: what is looked for has none beyond ASCII.
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        MessageDigest digest = sha256();
        int kept = 0;
        int from = 0;
        for (int begin = next(text, 0); begin >= 0; begin = next(text, from)) {
            int end = end(text, begin);
            digest.update(bytes, from, begin - from);
            kept += begin - from;
            from = end;
        }
        digest.update(bytes, from, bytes.length - from);
        kept += bytes.length - from;
        return new Answer(bytes, (kept < bytes.length ? "W/" : "") + "\"" + HexFormat.of().formatHex(digest.digest(), 0, 16) + "\"");
    }

    /** Where the next part begins that is left out; -1 if there is none. */
    private static int next(String text, int from) {
        return PASSING.stream().mapToInt(passing -> text.indexOf(passing.begin, from)).filter(place -> place >= 0).min().orElse(-1);
    }

    private static int end(String text, int begin) {
        Passing passing = PASSING.stream().filter(one -> text.startsWith(one.begin, begin)).findFirst().orElseThrow();
        int end = text.indexOf(passing.end, begin);
        return end < 0 ? text.length() : end + passing.end.length();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
