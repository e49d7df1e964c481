package ca.criticalminerals.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An officer who speaks of the initiative of another service: nothing is recorded. */
class OwnershipIT {
    private static final String PARTNERSHIP = """
            {"type": "partnership-registered", "names": {"name": {"en": "Not yours", "fr": "Pas à vous"}}, "theme": "partners", "standing": "active",
             "leadOrganization": {"en": "Somebody", "fr": "Quelqu’un"}, "kind": "bilateral", "occurredOn": "2024", "evidence": {"source": "file 12", "confidence": "internalRecord"}}""";
    private static Running tracker;

    @BeforeAll
    static void run() {
        tracker = Running.withRealData();
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
}
