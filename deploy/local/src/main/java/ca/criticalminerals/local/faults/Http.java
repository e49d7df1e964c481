package ca.criticalminerals.local.faults;

import ca.criticalminerals.local.Trouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Reads and writes over HTTP without checked exceptions. */
final class Http {
    private Http() {}

    static HttpResponse<String> get(HttpClient http, URI address, String... headers) {
        var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30));
        return send(http, headers.length == 0 ? request.build() : request.headers(headers).build());
    }

    static HttpResponse<String> send(HttpClient http, HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new Trouble("Interrupted.", "Interrompu.");
        }
    }
}
