package ca.criticalminerals.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An officer or a service that speaks of the initiative of another service: nothing is recorded, or nothing comes of it. */
class OwnershipIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FUND = "journey-owned";
    private static final String PARKED = "/v1/operations/parked";
    private static final String PARTNERSHIP = """
            {"type": "partnership-registered", "names": {"name": {"en": "Not yours", "fr": "Pas à vous"}}, "theme": "partners", "standing": "active",
             "leadOrganization": {"en": "Somebody", "fr": "Quelqu’un"}, "kind": "bilateral", "occurredOn": "2024", "evidence": {"source": "file 12", "confidence": "internalRecord"}}""";
    private static Running tracker;

    @BeforeAll
    static void run() {
        tracker = Running.withRealData();
    }

    /** Other tests verify that everything agrees. */
    @AfterEach
    void an_operator_has_seen_them() throws Exception {
        for (JsonNode one : setApart()) {
            send("strategy-progress", PARKED + "/" + one.path("topic").asText() + "/" + one.path("offset").asText() + "/set-aside", tracker.operator(),
                    "{\"reason\": {\"en\": \"The test is over\", \"fr\": \"L’essai est terminé\"}}");
        }
    }

    private static HttpResponse<String> send(String service, String path, String token, String body, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(tracker.system().address(service) + path)).header("Content-Type", "application/json")
                .header("If-Match", "*").header("Authorization", "Bearer " + token).POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    /** What is on file without any effect: what is not signed is not even asked whose it is. */
    private static List<JsonNode> setApart() throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            JsonNode parked = JSON.readTree(http.send(HttpRequest.newBuilder(tracker.system().address("strategy-progress").resolve(PARKED))
                    .header("Authorization", "Bearer " + tracker.operator()).build(), HttpResponse.BodyHandlers.ofString()).body());
            return Stream.of("foreign", "refused").flatMap(list -> parked.path(list).valueStream()).toList();
        }
    }

    private static long events(String database) throws Exception {
        try (var connection = DriverManager.getConnection(tracker.system().superuserJdbcUrl(database)); var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from event")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void an_officer_cannot_register_the_initiative_of_another_service_whatever_the_token_names() throws Exception {
        long before = events("partnerships");
        var tokens = tracker.system().tokens();
        String address = "/v1/partnerships/inrp/milestones";
        for (String named : List.of("inrp", "funding-programs/inrp", "PARTNERSHIPS/inrp", "partnerships/INRP")) {
            assertThat(send("partnerships", address, tokens.officer("officer.one", named), PARTNERSHIP).statusCode()).as(named).isEqualTo(403);
        }
        String both = tokens.officer("officer.two", "funding-programs/inrp", "partnerships/inrp");
        for (String prefer : List.of("handling=validate", "handling=lenient")) {
            var refused = send("partnerships", address, both, PARTNERSHIP, "Prefer", prefer);
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
            assertThat(refused.body()).contains("assigned-to-another-service", "inrp is assigned to funding-programs", "inrp est confiée à funding-programs");
        }
        assertThat(send("partnerships", address + "/batch", both, "{\"milestones\": [" + PARTNERSHIP + "]}").statusCode()).isEqualTo(409);
        assertThat(events("partnerships")).isEqualTo(before);
        assertThat(tracker.json("/v1/initiatives/inrp").path("service").asText()).isEqualTo("funding-programs");
    }

    @Test
    void records_of_a_service_about_an_initiative_of_another_change_nothing_and_do_not_stop_an_edition() throws Exception {
        tracker.record(FUND, "/milestones", """
                {"type": "program-registered", "names": {"name": {"en": "Owned", "fr": "Possédé"}}, "theme": "produce", "standing": "active",
                 "leadOrganization": {"en": "Somebody", "fr": "Quelqu’un"}, "occurredOn": "2024", "evidence": {"source": "file 12", "confidence": "internalRecord"}}""");
        tracker.record(FUND, "/milestones", """
                {"type": "figure-defined", "figure": "%s.projects", "label": {"en": "Projects", "fr": "Projets"}, "unit": "count", "counts": {"what": "projects"},
                 "occurredOn": "2024", "evidence": {"source": "file 12", "confidence": "internalRecord"}}""".formatted(FUND));
        ObjectNode registered = milestone(FUND, 1);
        try (var producer = new KafkaProducer<String, byte[]>(tracker.system().kafkaSettings(), new StringSerializer(), new ByteArraySerializer())) {
            for (int version : new int[] {1, 2, 3, 500}) {
                for (String source : List.of("/partnerships", "/funding-programs")) {
                    ObjectNode forged = registered.deepCopy().put("source", source).put("streamversion", version).put("id", UUID.randomUUID().toString())
                            .put("sequence", "09000000000000000000-0000000000000000001");
                    producer.send(new ProducerRecord<>("partnerships.milestones", FUND, forged.toString().getBytes(StandardCharsets.UTF_8))).get();
                }
            }
            producer.send(new ProducerRecord<>("partnerships.milestones", FUND, "nonsense".getBytes(StandardCharsets.UTF_8))).get();
            producer.send(new ProducerRecord<>("partnerships.watermarks", "/funding-programs", """
                    {"source": "/funding-programs", "sequence": "", "completeThrough": "2199-12-31T00:00:00.000000Z"}""".getBytes(StandardCharsets.UTF_8))).get();
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> setApart().size() == 10);

        tracker.record(FUND, "/milestones", """
                {"type": "project-approved", "project": "ownership-training", "projects": 1, "title": {"en": "Training", "fr": "Formation"},
                 "occurredOn": "2026-11", "evidence": {"source": "file 12", "confidence": "internalRecord"}}""");
        assertThat(tracker.json("/v1/figures/" + FUND + ".projects").path("value").asInt()).isEqualTo(1);
        assertThat(tracker.json("/v1/strategy-progress").path("provisional").asBoolean()).isFalse();
        assertThat(tracker.json("/v1/strategy-progress").path("held")).isEmpty();
        assertThat(tracker.json("/v1/strategy-progress").at("/completeThrough/funding-programs").asText()).startsWith("20").doesNotStartWith("2199");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var edition = send("strategy-progress", "/v1/editions", tracker.system().tokens().token("publisher.one", Set.of("publisher"), List.of()), """
                    {"asOf": "2026-02-27", "approvedBy": {"en": "Minister", "fr": "Ministre"}}""", "Prefer", "handling=validate");
            assertThat(edition.statusCode()).as(edition.body()).isEqualTo(200);
        });
        assertThat(setApart()).extracting(one -> one.path("source").asText()).contains("/partnerships", "/funding-programs");
    }

    private static ObjectNode milestone(String initiative, int version) throws Exception {
        try (var connection = DriverManager.getConnection(tracker.system().superuserJdbcUrl("strategy_progress")); var select = connection.prepareStatement(
                "select document from milestone join projection using (generation) where initiative = ? and version = ?")) {
            select.setString(1, initiative);
            select.setInt(2, version);
            try (var rows = select.executeQuery()) {
                rows.next();
                return (ObjectNode) JSON.readTree(rows.getString(1));
            }
        }
    }
}
