package ca.criticalminerals.progress.domain;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A page that stays as it is, byte by byte; one that is not what its digest says is refused.
 *
 * @param sha256    of the bytes, in small hexadecimal digits
 * @param gzip      the bytes compressed, in Base64
 * @param published SHA-256 of the page as it was published, where a text was taken out of it since on a legal ground
 */
public record Frozen(String sha256, String gzip, Optional<String> published) {
    private static final int MOST = 16 << 20;

    public Frozen {
        if (!sha256.equals(digest(expanded(gzip)))) {
            throw new IllegalArgumentException("the digest is not that of the page");
        }
    }

    /** These bytes, frozen. */
    public static Frozen of(byte[] bytes) {
        var compressed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Frozen(digest(bytes), Base64.getEncoder().encodeToString(compressed.toByteArray()), Optional.empty());
    }

    /** A page that is announced: with its digest when it was published and, if a text was taken out of it since, its digest now. */
    public static Frozen announced(String published, String gzip, Optional<String> redacted) {
        return new Frozen(redacted.orElse(published), gzip, redacted.map(_ -> published));
    }

    /** SHA-256 of the page as it was published. */
    public String digestWhenPublished() {
        return published.orElse(sha256);
    }

    /** The bytes as they are served. */
    public byte[] bytes() {
        return expanded(gzip);
    }

    /** SHA-256 in small hexadecimal digits. */
    public static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A few bytes can stand for gigabytes: no more is expanded than a page can have. */
    private static byte[] expanded(String gzip) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(gzip)))) {
            byte[] bytes = in.readNBytes(MOST + 1);
            if (bytes.length > MOST) {
                throw new IllegalArgumentException("the page has more than " + MOST + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new IllegalArgumentException("the page cannot be expanded", e);
        }
    }
}
