package ca.criticalminerals.local.faults;

import ca.criticalminerals.local.LocalSystem;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The public, that goes on reading whatever happens: every answer must be whole and say how complete it is. */
final class Readers {
    private static final String[] PATHS = {"/v1/strategy-progress", "/en/progress-update", "/fr/mise-a-jour", "/v1/initiatives"};

    private final LocalSystem system;
    private final Findings findings = new Findings();
    private final Thread thread = Thread.ofPlatform().name("readers").daemon().unstarted(this::read);
    private volatile boolean closed;
    private volatile boolean patient;
    private int answers;

    Readers(LocalSystem system) {
        this.system = system;
    }

    void start() {
        thread.start();
    }

    /** From now on it may be away: it is being killed, frozen or started. */
    void bePatient(boolean patient) {
        this.patient = patient;
    }

    /** What they met, when they are done. */
    Findings finish() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (answers == 0) {
            findings.problem("readers got no answer at all");
        }
        return findings;
    }

    private void read() {
        try (var http = HttpClient.newHttpClient()) {
            for (int i = 0; !closed; i++) {
                boolean excused = patient;
                String path = PATHS[i % PATHS.length];
                try {
                    var answer = http.send(HttpRequest.newBuilder(system.address("strategy-progress").resolve(path))
                            .timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
                    answers++;
                    check(path, answer);
                } catch (IOException e) {
                    if (!excused && !patient) {
                        findings.problem("a reader of " + path + " got no answer: " + e);
                    }
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void check(String path, HttpResponse<String> answer) {
        if (answer.statusCode() == 503 && answer.headers().firstValue("Retry-After").isPresent() && patient) {
            return; // it has just been started
        }
        if (answer.statusCode() != 200) {
            findings.problem("a reader of " + path + " was answered with " + answer.statusCode());
        } else if (path.startsWith("/v1/") && !answer.body().contains("\"completeThrough\"")) {
            findings.problem("an answer does not say how complete it is: " + path);
        }
    }
}
