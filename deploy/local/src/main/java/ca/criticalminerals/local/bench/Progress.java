package ca.criticalminerals.local.bench;

import ca.criticalminerals.local.LocalSystem;
import ca.criticalminerals.local.Trouble;
import ca.criticalminerals.local.bench.Load.Request;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What strategy-progress says, and how far its tables are. */
final class Progress implements AutoCloseable {
    private final URI address;
    private final String operator;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Connection tables;

    Progress(LocalSystem system) {
        address = system.address("strategy-progress");
        operator = "Bearer " + system.tokens().token("operator.bench", Set.of("operator"), List.of());
        try {
            tables = DriverManager.getConnection(system.superuserJdbcUrl("strategy_progress"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Request read(String path) {
        return read(path, Map.of());
    }

    Request read(String path, Map<String, String> headers) {
        return new Request(address, path, headers, Optional.empty());
    }

    /** A read of the figure that counts the projects of an initiative, which waits until it includes the write. */
    Request figureWith(String consistencyToken) {
        return read("/v1/figures/" + consistencyToken.split(":")[0] + ".projects", Map.of("Consistency-Token", consistencyToken));
    }

    /** The number of milestones that the tables include, in the generation that is read. */
    long projected() {
        try (var rows = tables.createStatement().executeQuery("""
                select coalesce(max(c.next_offset), 0) from consumed c join projection p on p.generation = c.generation
                where c.topic = 'funding-programs.milestones'""")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether readers see the write. What is read is an initiative with few milestones, so that reading costs nothing. */
    boolean includes(String consistencyToken) {
        return ask(HttpRequest.newBuilder(address.resolve("/v1/initiatives/probe-1")).header("Consistency-Token", consistencyToken).build())
                .headers().firstValue("Consistency").orElse("").equals("included");
    }

    /** Reads every topic again from its first record, compares and switches; returns when that is done and readers see it. */
    void rebuild() {
        operate("/rebuild", "{\"switch\": \"whenEqual\"}");
        awaitRebuilt("switched");
    }

    /** Reads every topic again beside the view and compares; what was rebuilt waits for a decision then. */
    void rebuildBeside() {
        operate("/rebuild", "");
        awaitRebuilt("ready");
    }

    /** Compares what was rebuilt with the view once more. */
    void compare() {
        operate("/rebuild/comparison", "");
        Lab.until(() -> rebuilding("decision").isEmpty());
        awaitRebuilt("ready");
    }

    /** Removes what was rebuilt. */
    void discard() {
        operate("/rebuild/discard", "");
        awaitRebuilt("discarded");
    }

    /** Reads every topic again and compares it with the tables. */
    void verify() {
        var answer = ask(operations("/verification").build());
        if (answer.statusCode() != 200) {
            throw new Trouble("the verification is answered " + answer.body(), "La vérification n’a pas abouti.");
        }
    }

    private void awaitRebuilt(String state) {
        Lab.until(() -> !List.of("reading", "comparing").contains(rebuilding("state")));
        if (!rebuilding("state").equals(state)) {
            throw new Trouble("the rebuild says that it is " + rebuilding("state") + ": " + rebuilding("problem"),
                    "La reconstruction n’a pas abouti\u00a0: " + rebuilding("state") + ".");
        }
    }

    private void operate(String what, String body) {
        var answer = ask(operations(what).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build());
        if (answer.statusCode() >= 300) {
            throw new Trouble(what + " is answered " + answer.body(), "Réponse à " + what + "\u00a0: " + answer.body());
        }
    }

    private String rebuilding(String what) {
        try {
            return new ObjectMapper().readTree(ask(operations("/rebuild").build()).body()).path(what).asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder operations(String what) {
        return HttpRequest.newBuilder(address.resolve("/v1/operations" + what)).header("Authorization", operator);
    }

    private HttpResponse<String> ask(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Trouble("strategy-progress does not answer: " + e.getMessage(), "strategy-progress ne répond pas.");
        } catch (InterruptedException e) {
            throw new Trouble("Interrupted.", "Interrompu.");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        try {
            tables.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
