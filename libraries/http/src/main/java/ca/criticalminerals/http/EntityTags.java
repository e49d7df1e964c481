package ca.criticalminerals.http;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.regex.Pattern;

/** Compares entity tags as RFC 9110 has it (8.8.3.2). */
public final class EntityTags {
    private static final String WEAK = "W/";
    /** A tag may have a comma in it, so a list is not split at commas. */
    private static final Pattern TAG = Pattern.compile("(W/)?+(\"[\\x21\\x23-\\x7e\\x80-\\xff]*+\")");

    private EntityTags() {}

    /** Whether a reader has this representation already: {@code If-None-Match} has its tag, weak or not, or {@code *}. */
    public static boolean isKnown(HttpHeaders headers, String etag) {
        return isKnown(headers.getRequestHeader(HttpHeaders.IF_NONE_MATCH), etag);
    }

    static boolean isKnown(List<String> ifNoneMatch, String etag) {
        String opaque = strong(etag);
        return ifNoneMatch.stream().anyMatch(header -> header.strip().equals("*")
                || TAG.matcher(header).results().anyMatch(tag -> tag.group(2).equals(opaque)));
    }

    /** The tag of something that means the same and may have other bytes. */
    static String weak(String etag) {
        return etag.startsWith(WEAK) ? etag : WEAK + etag;
    }

    /** The tag without its mark of a weak one. */
    static String strong(String etag) {
        return etag.startsWith(WEAK) ? etag.substring(WEAK.length()) : etag;
    }
}
