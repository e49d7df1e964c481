package ca.criticalminerals.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.criticalminerals.local.operators.Operators;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A person who has the right to be forgotten: her name is everywhere, and then nowhere, and every number is what it was. */
class RedactionIT {
    private static final String NAME = "Ondine Kestrel-Ökten";
    private static final String LOGIN = "ondine.kestrel";
    private static final String FUND = "kestrel-fund";
    private static final List<String> ADDRESSES = List.of("/en/editions/1", "/fr/editions/1", "/v1/initiatives/" + FUND, "/v1/initiatives/" + FUND + "/milestones",
            "/en/initiatives/" + FUND, "/fr/initiatives/" + FUND, "/en", "/fr", "/en/milestones", "/v1/milestones.csv?lang=en", "/v1/milestones.csv?lang=fr");
    private static final Path DATA = Path.of("target/redaction").toAbsolutePath();
    private static Running tracker;

    @BeforeAll
    static void run() {
        Running.delete(DATA);
        tracker = new Running(DATA);
        tracker.start();
    }

    @AfterAll
    static void end() {
        tracker.close();
    }

    private static void send(String token, String service, String path, String body, int expected) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(tracker.system().address(service) + path)).header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json").header("If-Match", "*").POST(HttpRequest.BodyPublishers.ofString(body));
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected);
        }
    }

    private static void record(String body) throws Exception {
        String officer = tracker.system().tokens().token(LOGIN, Set.of("officer", "writer"), List.of("funding-programs/" + FUND));
        send(officer, "funding-programs", "/v1/funding-programs/" + FUND + "/milestones", body, 201);
    }

    private static String evidence() {
        return "\"evidence\": {\"source\": \"letter of " + NAME + "\", \"confidence\": \"foundInPublicSource\"}}";
    }

    private static void recordHerEverywhere() throws Exception {
        record("""
                {"type": "program-registered", "names": {"name": {"en": "Kestrel", "fr": "Crécerelle"}}, "theme": "produce", "standing": "active",
                 "leadOrganization": {"en": "Somebody", "fr": "Quelqu’un"}, "occurredOn": "2024", """ + evidence());
        record("""
                {"type": "figure-defined", "figure": "%s.projects", "label": {"en": "Projects", "fr": "Projets"}, "unit": "count", "counts": {"what": "projects"},
                 "occurredOn": "2024", """.formatted(FUND) + evidence());
        record("""
                {"type": "count-reported", "figure": "%s.projects", "value": 41, "qualifier": "exact", "occurredOn": "2025-01-31", """.formatted(FUND) + evidence());
        record("""
                {"type": "sentence-written", "sentence": "who", "order": 0, "text": {"en": "%s led {%s.projects} projects.", "fr": "%s a dirigé {%s.projects} projets."},
                 "occurredOn": "2024-01-10", """.formatted(NAME, FUND, NAME, FUND) + evidence());
    }

    private static int publish(Instant knownAt) {
        String publisher = tracker.system().tokens().token("publisher.one", Set.of("publisher"), List.of());
        return tracker.post("/v1/editions", publisher, """
                {"asOf": "2026-02-27", "knownAt": "%s", "approvedBy": {"en": "The Minister", "fr": "Le ministre"}}""".formatted(knownAt)).path("status").asInt(201);
    }

    private static String said(boolean expected, String... words) {
        var out = new ByteArrayOutputStream();
        var print = new PrintStream(out, true, StandardCharsets.UTF_8);
        String token = tracker.system().tokens().token("privacy.officer", Set.of("operator", "privacy"), List.of());
        boolean good = Operators.run(words[0], new Words(List.of(words).subList(1, words.length)), new Services(tracker.system()::address, Duration.ofSeconds(120)), token,
                print, print);
        String said = out.toString(StandardCharsets.UTF_8).replace('\u00a0', ' ');
        assertThat(good).as(said).isEqualTo(expected);
        return said;
    }

    private static JsonNode figure() {
        return tracker.json("/v1/figures/" + FUND + ".projects?asOf=2026-02-27").path("value");
    }

    /** What every reader gets, also one who may read everything. */
    private static List<String> answersWithHer() throws Exception {
        String auditor = tracker.system().tokens().token("auditor.one", Set.of("auditor"), List.of());
        var with = new ArrayList<String>();
        try (var http = HttpClient.newHttpClient()) {
            for (String address : ADDRESSES) {
                for (String token : List.of("", auditor)) {
                    var request = HttpRequest.newBuilder(tracker.system().address("strategy-progress").resolve(address));
                    if (!token.isEmpty()) {
                        request.header("Authorization", "Bearer " + token);
                    }
                    var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
                    if (answer.body().contains(NAME) || answer.body().contains(LOGIN)) {
                        with.add(address);
                    }
                }
            }
            var history = http.send(HttpRequest.newBuilder(URI.create(tracker.system().address("funding-programs") + "/v1/funding-programs/" + FUND + "/milestones"))
                    .header("Authorization", "Bearer " + auditor).build(), HttpResponse.BodyHandlers.ofString());
            if (history.body().contains(NAME) || history.body().contains(LOGIN)) {
                with.add("history");
            }
        }
        return with;
    }

    private static List<String> recordsWithHer(String topic) {
        var settings = new HashMap<>(tracker.system().kafkaSettings());
        var with = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (var record : consumer.poll(Duration.ofSeconds(1))) {
                    String text = record.value() == null ? "" : new String(record.value(), StandardCharsets.UTF_8);
                    if (text.contains(NAME) || text.contains(LOGIN)) {
                        with.add(topic + "/" + record.offset());
                    }
                }
            }
        }
        return with;
    }

    /** Files of the databases and the broker that hold her name; the log of the databases is a copy, which ends by itself. */
    private static List<String> filesWithHer() {
        try (var files = Files.walk(DATA)) {
            return files.filter(Files::isRegularFile).filter(file -> !file.toString().contains("pg_wal")).filter(RedactionIT::holdsHer)
                    .map(file -> DATA.relativize(file).toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean holdsHer(Path file) {
        try {
            String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            return Stream.of(NAME, LOGIN).anyMatch(text -> bytes.contains(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)));
        } catch (IOException gone) {
            return false;
        }
    }

    private static void checkpoint() throws Exception {
        try (var connection = DriverManager.getConnection(tracker.system().superuserJdbcUrl("postgres")); var statement = connection.createStatement()) {
            statement.execute("checkpoint");
        }
    }

    @Test
    void a_name_is_everywhere_and_after_the_redaction_nowhere_and_every_number_is_what_it_was() throws Exception {
        recordHerEverywhere();
        Instant knownAt = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        await().atMost(Duration.ofSeconds(60)).until(() -> publish(knownAt) == 201);
        await().atMost(Duration.ofSeconds(60)).until(() -> tracker.read("/en/editions/1").statusCode() == 200);
        JsonNode value = figure();
        assertThat(value.isMissingNode()).isFalse();
        String published = tracker.json("/v1/editions/1").at("/pages/en/sha256").asText();
        checkpoint();
        assertThat(answersWithHer()).contains("/en/editions/1", "/fr/editions/1", "/v1/initiatives/" + FUND, "history");
        assertThat(recordsWithHer("funding-programs.milestones")).isNotEmpty();
        assertThat(filesWithHer()).isNotEmpty();
        Path texts = Files.writeString(DATA.resolveSibling("redaction.texts"), NAME + "\n" + LOGIN + "\n");

        String said = said(true, "redact", "funding-programs", FUND, "--texts", texts.toString(), "--ground", "privacy", "--why", "She asked", "Elle l’a demandé", "--yes");

        assertThat(said).contains("/data/evidence/source", "/recordedby", "progress-update/1", "every number is the same", "The texts are in no table of any service.");
        assertThat(answersWithHer()).isEmpty();
        assertThat(recordsWithHer("funding-programs.milestones")).isEmpty();
        assertThat(recordsWithHer("strategy-progress.milestones")).isEmpty();
        checkpoint();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(filesWithHer()).isEmpty());
        assertThat(figure()).isEqualTo(value);
        assertThat(tracker.read("/en/editions/1").body()).contains("███ led");
        assertThat(tracker.json("/v1/editions/1").at("/pages/en/publishedSha256").asText()).isEqualTo(published);
        JsonNode verification = tracker.json("/v1/editions/1/verification");
        assertThat(verification.path("same").asBoolean()).as(verification.toString()).isTrue();
        assertThat(tracker.json("/v1/initiatives/" + FUND).toString()).contains("\"redactions\"", "\"ground\":\"privacy\"", "She asked");
        assertThat(said(true, "redactions")).contains(FUND, "privacy.officer", "She asked / Elle l’a demandé");
        said(true, "verify");
    }
}
