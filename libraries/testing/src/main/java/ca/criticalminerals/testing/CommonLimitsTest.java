package ca.criticalminerals.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.embedded.RealPostgresAndKafka;
import ca.criticalminerals.http.Limits;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.response.Response;
import jakarta.enterprise.inject.spi.CDI;
import java.net.URL;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client gets who asks for more than the limit, and who that client is. */
public abstract class CommonLimitsTest {
    private final WriteService service;
    private final boolean behindProxy;

    @TestHTTPResource(value = "/health/live", management = true)
    URL live;
    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    /** {@code behindProxy} says whether the service is told to believe the headers of a proxy at the address of this test. */
    protected CommonLimitsTest(WriteService service, boolean behindProxy) {
        this.service = service;
        this.behindProxy = behindProxy;
    }

    @AfterEach
    void no_limit() {
        limits(0, 0);
    }

    @Test
    void without_a_limit_nobody_is_counted() {
        assertThat(Desk.as("").get("/contracts/asyncapi.yaml").headers().hasHeaderWithName("RateLimit")).isFalse();
    }

    @Test
    void who_asks_too_often_is_told_when_to_go_on_and_nothing_is_recorded() {
        Desk desk = service.desk().with(service.registered());
        String eager = RealPostgresAndKafka.tokens().officer("eager", RealPostgresAndKafka.named(desk.initiative()));
        assertThat(Desk.as(eager).get(desk.address("")).statusCode()).as("verifies the token").isEqualTo(200);
        limits(3, 0);

        for (int left = 2; left >= 0; left--) {
            Response allowed = Desk.as(eager).get(desk.address(""));
            assertThat(allowed.statusCode()).isEqualTo(200);
            assertThat(allowed.header("RateLimit-Policy")).isEqualTo("\"minute\";q=3;w=60");
            assertThat(allowed.header("RateLimit")).startsWith("\"minute\";r=" + left + ";t=");
        }
        var refused = new Response[1];
        var told = AuditLog.during(() -> refused[0] = recorded(desk, eager));
        Refusal.of(refused[0], 429).as("too-many-requests");
        assertThat(Refusal.of(Desk.as(eager).get(desk.address("")), 429).problem().toString()).as("who reads").doesNotContain("recorded", "consigné");
        assertThat(refused[0].header("RateLimit")).startsWith("\"minute\";r=0;t=");
        assertThat(Integer.parseInt(refused[0].header("Retry-After"))).isBetween(1, 20);
        assertThat(told).hasSize(1).first().satisfies(line -> {
            assertThat(line.get("who").asText()).isEqualTo("eager");
            assertThat(line.get("roles").toString()).isEqualTo("[\"officer\"]");
            assertThat(line.get("outcome").asText()).isEqualTo("denied");
            assertThat(line.get("status").asInt()).isEqualTo(429);
        });

        assertThat(desk.recorded()).as("another client is not affected").isEqualTo(1);
        for (URL operators : List.of(live, metrics)) {
            for (int i = 0; i < 5; i++) {
                assertThat(Desk.as(eager).get(operators).statusCode()).as("operators' port is not counted").isEqualTo(200);
            }
        }
        limits(60_000_000, 0); // one comes back each microsecond
        assertThat(recorded(desk, eager).statusCode()).isEqualTo(201);
    }

    @Test
    void a_token_that_is_made_up_counts_for_the_address() {
        limits(0, 2);
        var answers = List.of(from("203.0.113.1", "nonsense"), from("203.0.113.1", "other"), from("203.0.113.1", "and.another.one"));
        assertThat(answers.getLast().statusCode()).isEqualTo(429);
    }

    @Test
    void an_address_in_a_header_is_believed_only_of_a_proxy_that_is_known() {
        limits(0, 2);
        from("203.0.113.7", "");
        from("203.0.113.7", "");
        assertThat(from("203.0.113.7", "").statusCode()).isEqualTo(429);
        assertThat(from("203.0.113.8", "").statusCode()).as("another address in the header").isEqualTo(behindProxy ? 200 : 429);
    }

    @Test
    void that_the_way_was_encrypted_is_believed_only_of_a_proxy_that_is_known() {
        var answer = Desk.as("").header("X-Forwarded-Proto", "https").get("/contracts/asyncapi.yaml");
        assertThat(answer.headers().hasHeaderWithName("Strict-Transport-Security")).isEqualTo(behindProxy);
    }

    @Test
    void dear_reads_are_fewer_and_are_told_beside_the_others() {
        Desk desk = service.desk().with(service.registered());
        String reader = RealPostgresAndKafka.tokens().officer("dear-reader", RealPostgresAndKafka.named(desk.initiative()));
        Desk.as(reader).get(desk.address(""));
        CDI.current().select(Limits.class).get().set(new Limits.Numbers(100, 100, 2, 0));

        for (int left = 1; left >= 0; left--) {
            Response history = Desk.as(reader).get(desk.address("/milestones"));
            assertThat(history.statusCode()).isEqualTo(200);
            assertThat(history.header("RateLimit-Policy")).isEqualTo("\"minute\";q=100;w=60, \"dear\";q=2;w=60");
            assertThat(history.header("RateLimit")).contains("\"dear\";r=" + left + ";t=");
        }
        for (String same : List.of("/milestones", "/milestones/", "/milestones;a=b", "?asOf=2026-01-01", "?know%6eAt=now")) {
            Response refused = Desk.as(reader).urlEncodingEnabled(false).get(desk.address(same));
            Refusal.of(refused, 429).as("too-many-requests");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).as(same).isBetween(1, 30);
        }
        assertThat(Desk.as(reader).get(desk.address("")).statusCode()).as("what is not dear").isEqualTo(200);
        assertThat(recorded(desk, reader).statusCode()).as("a write").isEqualTo(201);
    }

    @Test
    void what_the_caller_wrote_before_the_address_that_the_proxy_added_buys_nothing() {
        limits(0, 2);
        from("198.51.100.1, 203.0.113.9", "");
        from("198.51.100.2, 203.0.113.9", "");
        assertThat(from("198.51.100.3, 203.0.113.9", "").statusCode()).isEqualTo(429);
    }

    @Test
    void an_address_of_ipv6_counts_with_its_network() {
        limits(0, 2);
        from("2001:db8:1:2::1", "");
        from("2001:db8:1:2:ffff::2", "");
        assertThat(from("2001:db8:1:2:3:4:5:6", "").statusCode()).isEqualTo(429);
        assertThat(from("2001:db8:1:3::1", "").statusCode()).as("another network in the header").isEqualTo(behindProxy ? 200 : 429);
    }

    private static void limits(int perToken, int perAddress) {
        CDI.current().select(Limits.class).get().set(new Limits.Numbers(perToken, perAddress, 0, 0));
    }

    private static Response from(String address, String token) {
        return Desk.as(token).header("X-Forwarded-For", address).get("/contracts/asyncapi.yaml");
    }

    private Response recorded(Desk desk, String token) {
        return Desk.as(token).contentType("application/json").header("If-Match", "*").body(service.next()).post(desk.address("/milestones"));
    }
}
