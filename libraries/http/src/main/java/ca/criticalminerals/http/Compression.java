package ca.criticalminerals.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Compresses what everybody may read, with gzip, for those who take it. An answer to a token is never compressed: from its length
 * somebody could guess what is in it. Compressed bytes are others than those that the tag names, so the tag is a weak one then.
 */
@Singleton
final class Compression {
    private static final String GZIP = "gzip";
    /** Less than this is one packet anyway. */
    private static final int TINY = 1_400;
    private static final long MOST_BYTES = 16 << 20;
    private static final Pattern WORDS = Pattern.compile("text/.+|application/(?:[a-z.-]+[+-])?(?:json|ndjson|xml|yaml)");

    /** By the array itself: an answer that is kept is compressed once, and forgotten with it. */
    private final Cache<byte[], byte[]> compressed = Caffeine.newBuilder().weakKeys().maximumWeight(MOST_BYTES)
            .weigher((byte[] _, byte[] bytes) -> bytes.length).build();

    /** Behind all that writes an entity. */
    @ServerResponseFilter(priority = 1_000)
    void compress(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getHeaderString(HttpHeaders.AUTHORIZATION) != null) {
            return;
        }
        String etag = response.getHeaderString(HttpHeaders.ETAG);
        if (response.getStatus() == 304) {
            Varying.by(response, HttpHeaders.ACCEPT_ENCODING);
            // The tag as the reader knows it, so that a cache finds what it has kept.
            String known = request.getHeaderString(HttpHeaders.IF_NONE_MATCH);
            if (etag != null && known != null && known.contains(EntityTags.weak(etag))) {
                response.getHeaders().putSingle(HttpHeaders.ETAG, EntityTags.weak(etag));
            }
        } else if (response.getStatus() == 200 && isPublic(response) && isInWords(response.getMediaType())) {
            Varying.by(response, HttpHeaders.ACCEPT_ENCODING);
            if (takes(request.getHeaders().getOrDefault(HttpHeaders.ACCEPT_ENCODING, List.of()))) {
                compress(response, etag);
            }
        }
    }

    private void compress(ContainerResponseContext response, String etag) {
        Object entity = switch (response.getEntity()) {
            case byte[] bytes when bytes.length >= TINY -> compressed.get(bytes, Compression::gzip);
            case String text when text.length() >= TINY -> gzip(text.getBytes(StandardCharsets.UTF_8));
            case StreamingOutput file -> (StreamingOutput) out -> {
                try (var gzip = new GZIPOutputStream(out)) {
                    file.write(gzip);
                }
            };
            case null, default -> null;
        };
        if (entity != null) {
            response.setEntity(entity);
            response.getHeaders().putSingle(HttpHeaders.CONTENT_ENCODING, GZIP);
            if (etag != null) {
                response.getHeaders().putSingle(HttpHeaders.ETAG, EntityTags.weak(etag));
            }
        }
    }

    private static boolean isPublic(ContainerResponseContext response) {
        String caching = response.getHeaderString(HttpHeaders.CACHE_CONTROL);
        return caching == null || !caching.contains("no-store");
    }

    private static boolean isInWords(MediaType type) {
        return type != null && WORDS.matcher((type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT)).matches();
    }

    /** Whether a reader takes gzip, and not rather the bytes as they are. */
    static boolean takes(List<String> accepted) {
        var weights = Weights.of(accepted);
        double gzip = Weights.weight(weights, GZIP, 0, "x-gzip", "*");
        return gzip > 0 && gzip >= Weights.weight(weights, "identity", 0);
    }

    private static byte[] gzip(byte[] bytes) {
        var out = new ByteArrayOutputStream(bytes.length / 4);
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
