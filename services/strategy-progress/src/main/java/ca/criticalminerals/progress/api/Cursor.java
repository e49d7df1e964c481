package ca.criticalminerals.progress.api;

import ca.criticalminerals.contracts.Violation;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.domain.Entry;
import ca.criticalminerals.progress.domain.Milestone;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * From where a list of milestones goes on, the last recorded first.
 *
 * @param after the place of the last milestone that was shown; nothing at the beginning
 */
public record Cursor(@Nullable String after) {
    private static final Pattern PLACE = Pattern.compile("[0-9]{20}\\.[0-9]{9} [a-z0-9-]{1,200} [0-9]{9,10}");

    /** The cursor in the query; what is wrong with it is added to the violations. */
    public static Cursor of(UriInfo uri, List<Violation> violations) {
        String text = uri.getQueryParameters().getFirst("cursor");
        Optional<String> place = text == null ? Optional.empty() : decoded(text);
        if (text != null && !text.isEmpty() && place.isEmpty()) {
            violations.add(Violation.parameter("cursor", Text.of("This is not a cursor from a Link header.", "Ce n’est pas un curseur d’un en-tête Link.")));
        }
        return new Cursor(place.orElse(null));
    }

    /** A place that stands in an address; empty if it is none. */
    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8)).filter(PLACE.asMatchPredicate());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The cursor behind an entry, as it stands in an address. */
    public static String behind(Entry entry) {
        return behind(entry.recorded());
    }

    /** The cursor behind a milestone, as it stands in an address. */
    public static String behind(Milestone milestone) {
        return written(place(milestone, milestone.version()));
    }

    /** The cursor right before a milestone: of the list of its initiative it is the first one there. */
    public static String before(Milestone milestone) {
        return written(place(milestone, milestone.version() + 1));
    }

    /** This cursor as a parameter; empty at the beginning. */
    public String query() {
        return after == null ? "" : "cursor=" + written(after);
    }

    /** Whether the entry comes later in the list. */
    public boolean isBefore(Entry entry) {
        return isBefore(entry.recorded());
    }

    /** Whether the milestone comes later in the list. */
    public boolean isBefore(Milestone milestone) {
        return after == null || place(milestone, milestone.version()).compareTo(after) < 0;
    }

    /** The place of a milestone in the list, as text that sorts like it. */
    private static String place(Milestone milestone, int version) {
        return String.format(Locale.ROOT, "%020d.%09d %s %09d", milestone.recordedAt().getEpochSecond(), milestone.recordedAt().getNano(),
                milestone.initiative(), version);
    }

    private static String written(String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }
}
