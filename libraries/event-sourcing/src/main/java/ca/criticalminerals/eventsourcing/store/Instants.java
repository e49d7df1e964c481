package ca.criticalminerals.eventsourcing.store;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants as text: UTC, always six decimals, so that the order of the texts is the order of the instants. */
final class Instants {
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Instants() {}

    static String text(Instant instant) {
        return MICROSECONDS.format(instant);
    }
}
