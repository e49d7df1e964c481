package ca.criticalminerals.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

/**
 * Waits for servers that may be younger than this program. In a cluster everything starts at once. A program that ended instead
 * would be started again after a pause that doubles each time.
 */
final class AnswerAwaiter {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final HttpClient http;
    private final Duration patience;

    AnswerAwaiter(HttpClient http, Duration patience) {
        this.http = http;
        this.patience = patience;
    }

    /** Returns as soon as the address answers with 200. */
    void await(URI address) {
        Instant until = Instant.now().plus(patience);
        String last = "";
        try {
            while (Instant.now().isBefore(until)) {
                try {
                    var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build();
                    int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
                    if (status == 200) {
                        return;
                    }
                    last = String.valueOf(status);
                } catch (IOException e) {
                    last = e.toString();
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            throw new Trouble("Interrupted.", "Interrompu.");
        }
        long seconds = patience.toSeconds();
        throw new Trouble(address + " has not answered with 200 within " + seconds + " s; the last answer was: " + last + ".",
                address + " n’a pas répondu par 200 en " + seconds + " s; la dernière réponse était : " + last + ".");
    }
}
