package ca.criticalminerals.local.bench;

import ca.criticalminerals.local.LocalSystem;
import ca.criticalminerals.local.Trouble;
import ca.criticalminerals.local.bench.Load.Request;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;

/** What the legs of the bench measure with: the running system, its initiatives, and the requests of its officers. */
final class Lab {
    static final int INITIATIVES = 64;
    private static final String REGISTERED = """
            {"type": "program-registered", "names": {"name": {"en": "Bench", "fr": "Banc"}}, "theme": "produce",
             "leadOrganization": {"en": "Bench", "fr": "Banc"}, "standing": "active", "occurredOn": "2024",
             "evidence": {"source": "bench", "confidence": "unverified"}}""";

    final LocalSystem system;
    private final List<String> initiatives = new ArrayList<>();
    private final String bearer;
    private final AtomicInteger next = new AtomicInteger();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Admin admin;

    /** Registers the initiatives that the legs write to. */
    Lab(LocalSystem system) {
        this.system = system;
        admin = Admin.create(Map.of("bootstrap.servers", system.bootstrapServers()));
        for (int i = 0; i < INITIATIVES; i++) {
            initiatives.add("bench-" + i);
        }
        bearer = "Bearer " + system.tokens().officer("officer.bench", initiatives.toArray(String[]::new));
        try (var load = new Load(1)) {
            load.closed(INITIATIVES, i -> post(initiatives.get(i), REGISTERED, "\"0\""));
        }
    }

    /** A command that records one more approved project, to one initiative after the other. */
    Request approval() {
        int number = next.getAndIncrement();
        return approval(initiatives.get(number % INITIATIVES), number);
    }

    Request approval(String initiative, int number) {
        return post(initiative, """
                {"type": "project-approved", "project": "p-%d", "title": {"en": "A road", "fr": "Une route"}, "projects": 1,
                 "jurisdictions": ["BC"], "minerals": ["COPPER"], "occurredOn": "2024-07-15",
                 "amount": {"amount": "75000.00", "currency": "CAD", "kind": "contribution", "upTo": true},
                 "evidence": {"source": "bench", "confidence": "unverified"}}""".formatted(number), "*");
    }

    /** A read of the initiative that waits until the write is visible. */
    Request visible(String consistencyToken) {
        return new Request(system.address("strategy-progress"), "/v1/initiatives/" + consistencyToken.split(":")[0],
                Map.of("Consistency-Token", consistencyToken), Optional.empty());
    }

    /** The number of milestones on Kafka. */
    long announced() {
        try {
            return admin.listOffsets(Map.of(Arrivals.TOPIC, OffsetSpec.latest())).partitionResult(Arrivals.TOPIC)
                    .get(30, TimeUnit.SECONDS).offset();
        } catch (ExecutionException | TimeoutException e) {
            throw new Trouble("Kafka does not answer: " + e.getMessage(), "Kafka ne répond pas.");
        } catch (InterruptedException e) {
            throw new Trouble("Interrupted.", "Interrompu.");
        }
    }

    /** The number of milestones that the tables of the projection include. */
    long projected() {
        try (var connection = DriverManager.getConnection(system.superuserJdbcUrl("strategy_progress"));
                var rows = connection.createStatement().executeQuery("""
                        select coalesce(max(c.next_offset), 0) from consumed c join projection p on p.generation = c.generation
                        where c.topic = 'funding-programs.milestones'""")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether readers see the write. */
    boolean includes(String consistencyToken) {
        return ask(HttpRequest.newBuilder(system.address("strategy-progress").resolve("/v1/initiatives"))
                .header("Consistency-Token", consistencyToken).build()).headers().firstValue("Consistency").orElse("").equals("included");
    }

    void rebuild() {
        ask(HttpRequest.newBuilder(system.address("strategy-progress").resolve("/v1/projection/rebuild"))
                .header("Authorization", "Bearer " + system.tokens().token("operator.bench", Set.of("operator"), List.of()))
                .POST(HttpRequest.BodyPublishers.noBody()).build());
    }

    String rebuildState() {
        try {
            return new ObjectMapper().readTree(ask(HttpRequest.newBuilder(system.address("strategy-progress").resolve("/v1/projection")).build())
                    .body()).at("/rebuild/state").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> ask(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new Trouble("Interrupted.", "Interrompu.");
        }
    }

    static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private Request post(String initiative, String body, String ifMatch) {
        var headers = new HashMap<>(Map.of("Authorization", bearer, "Content-Type", "application/json", "If-Match", ifMatch,
                "Idempotency-Key", UUID.randomUUID().toString()));
        return new Request(system.address("funding-programs"), "/v1/funding-programs/" + initiative + "/milestones", headers, Optional.of(Buffer.buffer(body)));
    }
}
