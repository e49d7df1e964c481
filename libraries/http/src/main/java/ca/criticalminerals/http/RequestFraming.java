package ca.criticalminerals.http;

import io.netty.buffer.ByteBuf;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Follows the bytes of a connection from request to request, as RFC 9112 writes them and no other way: what two programs could
 * read differently is refused before anybody reads it. It keeps no more than a line.
 */
final class RequestFraming {
    static final int BAD_REQUEST = 400;
    static final int HEADERS_TOO_LARGE = 431;
    static final int NOT_IMPLEMENTED = 501;
    static final int VERSION_NOT_SUPPORTED = 505;
    /** Far above what the server itself allows: only whom it does not stop is stopped here. */
    private static final int LONGEST_HEAD = 256 * 1024;
    private static final int LONGEST_CHUNK_LINE = 256;
    private static final int MOST_CHUNK_DIGITS = 8;
    private static final int MOST_LENGTH_DIGITS = 18;
    private static final Pattern REQUEST = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]++ [^\\x00-\\x20\\x7f]++ HTTP/(\\d\\.\\d)");
    private static final String NAME = "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final boolean[] IN_NAMES = new boolean[256];
    private static final Pattern HOST = Pattern.compile("(?:[A-Za-z0-9._~%!$&'()*+,;=-]++|\\[[0-9A-Fa-f:.]++])(?::[0-9]{0,5}+)?");
    private static final Pattern AUTHORITY = Pattern.compile("(?i)https?://([^/?#]*+).*");
    private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]++)[ \\t]*+(?:;[^\\x00-\\x08\\x0a-\\x1f\\x7f]*+)?");

    static {
        NAME.chars().forEach(character -> IN_NAMES[character] = true);
    }

    /** Where in a request the next byte belongs. */
    enum Place { BETWEEN, HEAD, BODY }

    private enum Expected { REQUEST_LINE, FIELD, DATA, CHUNK_LINE, CHUNK_DATA, END_OF_CHUNK, TRAILER }

    private final StringBuilder line = new StringBuilder();
    private Expected expected = Expected.REQUEST_LINE;
    private boolean begun;
    private boolean endsLine;
    private int headLength;
    private long left;
    private long heads;
    private long requests;
    private int completeUpTo;

    private boolean isOldVersion;
    private String target = "";
    private String host = "";
    private int hosts;
    private String length = "";
    private int lengths;
    private String coding = "";
    private int codings;

    /** Where the next byte belongs. */
    Place place() {
        return switch (expected) {
            case REQUEST_LINE -> begun ? Place.HEAD : Place.BETWEEN;
            case FIELD -> Place.HEAD;
            default -> Place.BODY;
        };
    }

    /** How many heads were complete. */
    long heads() {
        return heads;
    }

    /** How many requests were complete. */
    long requests() {
        return requests;
    }

    /** Up to which index of the bytes that were read last there are only complete requests. */
    int completeUpTo() {
        return completeUpTo;
    }

    /** Reads what can be read, without moving the reader index: 0, or the status with which it is refused from there on. */
    int read(ByteBuf bytes) {
        int end = bytes.writerIndex();
        completeUpTo = bytes.readerIndex();
        int at = bytes.readerIndex();
        while (at < end) {
            if (expected == Expected.DATA || expected == Expected.CHUNK_DATA) {
                int taken = (int) Math.min(left, end - at);
                at += taken;
                left -= taken;
                if (left == 0) {
                    expected = expected == Expected.DATA ? complete(at) : Expected.END_OF_CHUNK;
                }
                continue;
            }
            int status = next(bytes.getByte(at++) & 0xff, at);
            if (status != 0) {
                return status;
            }
        }
        return 0;
    }

    private int next(int character, int index) {
        begun = true;
        if (expected == Expected.REQUEST_LINE && line.isEmpty() && !endsLine && character <= ' ' && character != '\r') {
            return BAD_REQUEST;
        }
        if (character == '\n') {
            if (!endsLine) {
                return BAD_REQUEST;
            }
            endsLine = false;
            int status = ended(index);
            line.setLength(0);
            return status;
        }
        if (endsLine) {
            return BAD_REQUEST; // a carriage return in the middle of a line
        }
        if (character == '\r') {
            endsLine = true;
            return 0;
        }
        if (++headLength > LONGEST_HEAD) {
            return HEADERS_TOO_LARGE;
        }
        line.append((char) character);
        boolean isOfChunk = expected == Expected.CHUNK_LINE || expected == Expected.END_OF_CHUNK;
        return isOfChunk && line.length() > LONGEST_CHUNK_LINE ? BAD_REQUEST : 0;
    }

    private int ended(int index) {
        boolean isEmpty = line.isEmpty();
        switch (expected) {
            case REQUEST_LINE -> {
                return isEmpty ? 0 : begin(line.toString());
            }
            case FIELD -> {
                return isEmpty ? endOfHead(index) : field();
            }
            case CHUNK_LINE -> {
                return chunk();
            }
            case END_OF_CHUNK -> {
                expected = Expected.CHUNK_LINE;
                return isEmpty ? 0 : BAD_REQUEST;
            }
            default -> { // a trailer
                if (isEmpty) {
                    expected = complete(index);
                    return 0;
                }
                return colon() > 0 ? 0 : BAD_REQUEST;
            }
        }
    }

    private int begin(String requestLine) {
        var parts = REQUEST.matcher(requestLine);
        if (!parts.matches()) {
            return BAD_REQUEST;
        }
        String version = parts.group(1);
        if (!version.equals("1.1") && !version.equals("1.0")) {
            return VERSION_NOT_SUPPORTED;
        }
        isOldVersion = version.equals("1.0");
        target = requestLine.split(" ")[1];
        hosts = 0;
        lengths = 0;
        codings = 0;
        expected = Expected.FIELD;
        return 0;
    }

    /** A line that begins with a blank goes on with the one before, as nobody writes any more and not everybody reads. */
    private int field() {
        int colon = colon();
        if (colon <= 0) {
            return BAD_REQUEST;
        }
        if (is("host", colon)) {
            hosts++;
            host = value(colon);
        } else if (is("content-length", colon)) {
            lengths++;
            length = value(colon);
        } else if (is("transfer-encoding", colon)) {
            codings++;
            coding = value(colon).toLowerCase(Locale.ROOT);
        }
        return 0;
    }

    /** Where the name in the line ends, if it is a name and what follows is a value; otherwise 0. */
    private int colon() {
        int colon = 0;
        while (colon < line.length() && IN_NAMES[line.charAt(colon)]) {
            colon++;
        }
        if (colon == line.length() || line.charAt(colon) != ':') {
            return 0;
        }
        for (int i = colon + 1; i < line.length(); i++) {
            char character = line.charAt(i);
            if (character < ' ' && character != '\t' || character == 0x7f) {
                return 0;
            }
        }
        return colon;
    }

    private boolean is(String name, int colon) {
        return colon == name.length() && line.substring(0, colon).equalsIgnoreCase(name);
    }

    private String value(int colon) {
        return line.substring(colon + 1).strip();
    }

    private int endOfHead(int index) {
        if (hosts > 1 || hosts == 0 && !isOldVersion || hosts == 1 && !HOST.matcher(host).matches()) {
            return BAD_REQUEST;
        }
        var absolute = AUTHORITY.matcher(target);
        if (absolute.matches() && !absolute.group(1).equalsIgnoreCase(host)) {
            return BAD_REQUEST;
        }
        if (lengths > 1 || lengths == 1 && (!isNumber(length) || codings > 0)) {
            return BAD_REQUEST;
        }
        if (codings > 1 || codings == 1 && isOldVersion) {
            return BAD_REQUEST;
        }
        if (codings == 1 && !coding.equals("chunked")) {
            return NOT_IMPLEMENTED;
        }
        heads++;
        headLength = 0;
        left = lengths == 1 ? Long.parseLong(length) : 0;
        expected = codings == 1 ? Expected.CHUNK_LINE : left > 0 ? Expected.DATA : complete(index);
        return 0;
    }

    private static boolean isNumber(String value) {
        return !value.isEmpty() && value.length() <= MOST_LENGTH_DIGITS && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private int chunk() {
        var size = CHUNK.matcher(line);
        if (!size.matches() || size.group(1).length() > MOST_CHUNK_DIGITS) {
            return BAD_REQUEST;
        }
        left = Long.parseLong(size.group(1), 16);
        headLength = 0;
        expected = left == 0 ? Expected.TRAILER : Expected.CHUNK_DATA;
        return 0;
    }

    private Expected complete(int index) {
        requests++;
        begun = false;
        completeUpTo = index;
        headLength = 0;
        return Expected.REQUEST_LINE;
    }
}
