package ca.criticalminerals.progress.api;

import ca.criticalminerals.contracts.Violation;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.domain.Entry;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * From where a list of milestones goes on, the last recorded first.
 *
 * @param after the place of the last milestone that was shown; nothing at the beginning
 */
public record Cursor(@Nullable String after) {
    /** The cursor in the query; what is wrong with it is added to the violations. */
    public static Cursor of(UriInfo uri, List<Violation> violations) {
        String text = uri.getQueryParameters().getFirst("cursor");
        try {
            return new Cursor(text == null || text.isEmpty() ? null : new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            violations.add(Violation.parameter("cursor", Text.of("This is not a cursor from a Link header.", "Ce n’est pas un curseur d’un en-tête Link.")));
            return new Cursor(null);
        }
    }

    /** The cursor behind an entry, as it stands in an address. */
    public static String behind(Entry entry) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place(entry).getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the entry comes later in the list. */
    public boolean isBefore(Entry entry) {
        return after == null || place(entry).compareTo(after) < 0;
    }

    /** The place of an entry in the list, as text that sorts like it. */
    private static String place(Entry entry) {
        var milestone = entry.recorded();
        return String.format(Locale.ROOT, "%020d.%09d %s %09d", milestone.recordedAt().getEpochSecond(), milestone.recordedAt().getNano(),
                milestone.initiative(), milestone.version());
    }
}
