package ca.criticalminerals.http;

import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.eventsourcing.store.TraceContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the headers of a write ask for, besides its body. */
public final class Conditions {
    /** A version names its state and no bytes; a proxy that compresses makes a weak tag of it, which is as good. */
    private static final Pattern VERSION = Pattern.compile("(?:W/)?\"(\\d{1,9})\"");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private Conditions() {}

    /**
     * The version that {@code If-Match} expects; empty for {@code *}, any. Without the header: {@code absent}, or 428 if
     * that is null.
     */
    public static OptionalInt ifMatch(HttpHeaders headers, @Nullable Integer absent) {
        String header = headers.getHeaderString(HttpHeaders.IF_MATCH);
        if (header == null) {
            if (absent == null) {
                throw Problem.of(428, "if-match-required", Text.of("If-Match is missing", "If-Match manque"),
                        Text.of("Send If-Match with the ETag of the version that you have read, or * for any version.",
                                "Envoyez If-Match avec l’ETag de la version que vous avez lue, ou * pour n’importe laquelle."))
                        .asException();
            }
            return OptionalInt.of(absent);
        }
        if (header.strip().equals("*")) {
            return OptionalInt.empty();
        }
        var version = VERSION.matcher(header.strip());
        if (!version.matches()) {
            throw Problem.invalidHeader("If-Match", "If-Match is one version in quotes, like \"5\", or *.",
                    "If-Match est une version entre guillemets, comme \"5\", ou *.").asException();
        }
        return OptionalInt.of(Integer.parseInt(version.group(1)));
    }

    /** The key under which a repeat gets the first answer. */
    public static Optional<String> idempotencyKey(HttpHeaders headers) {
        var key = Optional.ofNullable(headers.getHeaderString("Idempotency-Key"));
        if (key.filter(value -> !KEY.matcher(value).matches()).isPresent()) {
            throw Problem.invalidHeader("Idempotency-Key", "Idempotency-Key has 1 to 255 visible ASCII characters.",
                    "Idempotency-Key compte de 1 à 255 caractères ASCII visibles.").asException();
        }
        return key;
    }

    /** Whether only a dry run is wanted: {@code Prefer: handling=validate}. */
    public static boolean dryRun(HttpHeaders headers) {
        return dryRun(headers.getRequestHeader("Prefer"));
    }

    static boolean dryRun(List<String> prefer) {
        return Preferences.of(prefer).isDryRun();
    }

    /** The W3C trace context of the request: where traces are on, of our part in it; otherwise its own, if it has a readable one. */
    public static Optional<String> trace(HttpHeaders headers) {
        return TraceContext.current().or(() -> Optional.ofNullable(headers.getHeaderString(TraceContext.HEADER)).filter(trace -> TRACE.matcher(trace).matches()));
    }
}
