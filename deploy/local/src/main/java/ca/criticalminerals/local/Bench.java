package ca.criticalminerals.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Measures the real services on this machine: commands recorded per second (each with token, contract, rules and a durable
 * commit), events announced per second, and the time from an accepted command to the figure that includes it.
 */
final class Bench {
    private static final int WRITERS = 8;
    private static final int INITIATIVES = 64;
    private static final int COMMANDS = 4_000;
    private static final int PER_SECOND = 50;
    private static final int OBSERVED = 1_000;
    private static final TopicPartition TOPIC = new TopicPartition("funding-programs.milestones", 0);

    private final LocalSystem system;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> initiatives = IntStream.range(0, INITIATIVES).mapToObj(i -> "bench-" + i).toList();
    private final AtomicInteger next = new AtomicInteger();
    private String bearer;

    Bench(LocalSystem system) {
        this.system = system;
    }

    /** The measurements, one line each. */
    List<String> run() {
        bearer = "Bearer " + system.tokens().officer("officer.bench", initiatives.toArray(String[]::new));
        initiatives.forEach(id -> send(id, """
                {"type": "program-registered", "names": {"name": {"en": "Bench", "fr": "Banc"}}, "theme": "produce",
                 "leadOrganization": {"en": "Bench", "fr": "Banc"}, "standing": "active", "occurredOn": "2024",
                 "evidence": {"source": "bench", "confidence": "unverified"}}""", ""));
        seconds(this::recordMany); // the first ones warm the services up
        long announcedBefore = announced();
        double recording = seconds(this::recordMany);
        awaitAnnounced(announcedBefore + COMMANDS);
        double[] visible = visible();
        system.kafka().stop();
        double recordingAlone = seconds(this::recordMany);
        system.kafka().restart();
        double announcing = seconds(() -> awaitAnnounced(announcedBefore + 2L * COMMANDS + OBSERVED));
        return List.of(
                "%d writers, %d initiatives; %d commands per leg".formatted(WRITERS, INITIATIVES, COMMANDS),
                "recorded                    %8.0f commands/s".formatted(COMMANDS / recording),
                "recorded, broker down       %8.0f commands/s".formatted(COMMANDS / recordingAlone),
                "announced, catching up      %8.0f events/s, from the restart of the broker to the last event".formatted(COMMANDS / announcing),
                "accepted to visible         %8.1f ms p50, %.1f ms p99, %.1f ms max, at %d commands/s".formatted(visible[OBSERVED / 2],
                        visible[OBSERVED * 99 / 100], visible[OBSERVED - 1], PER_SECOND));
    }

    private void recordMany() {
        try (var writers = Executors.newFixedThreadPool(WRITERS)) {
            join(IntStream.range(0, COMMANDS).<Future<?>>mapToObj(_ -> writers.submit(() -> approve(next.getAndIncrement()))).toList());
        }
    }

    /** Milliseconds from the answer to a command to the answer of a read that includes it; commands start at fixed times. */
    private double[] visible() {
        var times = new double[OBSERVED];
        long start = System.nanoTime();
        try (var officers = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < OBSERVED; i++) {
                int index = i;
                LockSupport.parkNanos(start + i * 1_000_000_000L / PER_SECOND - System.nanoTime());
                running.add(officers.submit(() -> {
                    String token = approve(next.getAndIncrement());
                    long accepted = System.nanoTime();
                    Tracker.awaitVisible(system.address("strategy-progress"), token, http);
                    times[index] = (System.nanoTime() - accepted) / 1e6;
                }));
            }
            join(running);
        }
        Arrays.sort(times);
        return times;
    }

    private String approve(int number) {
        return send(initiatives.get(number % INITIATIVES), """
                {"type": "project-approved", "project": "p-%d", "title": {"en": "A road", "fr": "Une route"}, "projects": 1,
                 "jurisdictions": ["BC"], "minerals": ["COPPER"], "occurredOn": "2024-07-15",
                 "amount": {"amount": "75000.00", "currency": "CAD", "kind": "contribution", "upTo": true},
                 "evidence": {"source": "bench", "confidence": "unverified"}}""".formatted(number), "*");
    }

    private String send(String id, String body, String ifMatch) {
        var request = HttpRequest.newBuilder(URI.create(system.address("funding-programs") + "/v1/funding-programs/" + id + "/milestones"))
                .header("Authorization", bearer).header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString()).POST(HttpRequest.BodyPublishers.ofString(body));
        if (!ifMatch.isEmpty()) {
            request.header("If-Match", ifMatch);
        }
        try {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 201) {
                throw new Trouble("A command was refused: " + answer.body(), "Une commande a été refusée.");
            }
            return answer.headers().firstValue("Consistency-Token").orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new Trouble("Interrupted.", "Interrompu.");
        }
    }

    private void awaitAnnounced(long count) {
        while (announced() < count) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    private long announced() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", system.kafka().bootstrapServers()))) {
            return admin.listOffsets(Map.of(TOPIC, OffsetSpec.latest())).partitionResult(TOPIC).get(30, TimeUnit.SECONDS).offset();
        } catch (ExecutionException | TimeoutException e) {
            throw new Trouble("Kafka does not answer: " + e.getMessage(), "Kafka ne répond pas.");
        } catch (InterruptedException e) {
            throw new Trouble("Interrupted.", "Interrompu.");
        }
    }

    private static double seconds(Runnable leg) {
        long start = System.nanoTime();
        leg.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static void join(List<Future<?>> futures) {
        for (Future<?> future : futures) {
            try {
                future.get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Trouble trouble ? trouble : new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                throw new Trouble("Interrupted.", "Interrompu.");
            }
        }
    }
}
