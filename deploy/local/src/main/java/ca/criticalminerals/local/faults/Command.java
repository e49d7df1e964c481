package ca.criticalminerals.local.faults;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;

/**
 * Something that an officer asks to be recorded; sent again as often as needed, always under the same key.
 *
 * @param initiative what it is about
 * @param path       below the initiative, {@code milestones}
 * @param key        the Idempotency-Key
 * @param bearer     who asks
 */
record Command(String initiative, String path, String ifMatch, String body, String key, String bearer) {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** What the service said to it. */
    record Answer(int status, String body, String consistencyToken) {
        /** The version at which it was recorded. */
        int version() {
            return Integer.parseInt(consistencyToken.substring(consistencyToken.lastIndexOf(':') + 1));
        }
    }

    HttpRequest to(URI service) {
        return HttpRequest.newBuilder(service.resolve("/v1/funding-programs/" + initiative + "/" + path)).timeout(PATIENCE)
                .header("Authorization", bearer).header("Content-Type", "application/json").header("If-Match", ifMatch)
                .header("Idempotency-Key", key).POST(HttpRequest.BodyPublishers.ofString(body)).build();
    }
}
