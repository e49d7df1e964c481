package ca.criticalminerals.progress;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients say that they accept. */
@QuarkusTest
class LiveAcceptTest {
    private static final String FEED_READER = "application/rss+xml, application/rdf+xml;q=0.8, application/atom+xml;q=0.6, application/xml;q=0.4, text/xml;q=0.4";
    private static int edition;

    @BeforeEach
    void a_fund_and_an_edition() {
        if (edition == 0) {
            LiveStream.registered("accepted-fund").countsProjects().approved("mill", "1.00", "2024-06-15").announce();
            edition = LiveEditions.publish();
        }
    }

    private static Response ask(String address, String accepted) {
        var request = given().redirects().follow(false);
        return (accepted.equals("anything") ? request : request.header("Accept", accepted)).get(address);
    }

    @Test
    void an_address_with_one_representation_ignores_what_is_accepted() {
        var addresses = Stream.concat(LiveAddresses.open("accepted-fund", edition).stream(), Stream.of("/contracts/asyncapi.yaml",
                "/contracts/funding/project-approved.v1.schema.json", "/v1/changes?from=2024-01-01", "/nothing", "/v1/figures/nobody", "/v1/milestones?colour=red")).toList();
        assertThat(addresses).hasSizeGreaterThan(50).allSatisfy(address -> {
            Response answer = ask(address, "anything");
            for (String accepted : List.of(FEED_READER, "application/problem+json", "image/*;q=0.1")) {
                Response other = ask(address, accepted);
                assertThat(other.statusCode()).as("%s, Accept: %s", address, accepted).isEqualTo(answer.statusCode()).isNotEqualTo(406);
                assertThat(other.contentType()).as("%s, Accept: %s", address, accepted).isEqualTo(answer.contentType());
            }
            if (answer.statusCode() < 400) { // what is wrong is a page for a browser
                assertThat(String.valueOf(answer.header("Vary")).split(", *")).as(address).doesNotContain("Accept");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/rss+xml", "application/xml", "text/plain", "application/csv", "application/vnd.ms-excel", "application/json", "application/jsonl",
        "application/ld+json", "text/json", "application/problem+json", "image/*", "text/html;q=0", "*/*;q=0", "application/*", "nonsense", "/", "a/b/c", "text/html;;q=x", "*",
        "", " ", ",", "text/html;level=\""})
    void nothing_that_is_written_there_is_a_reason_to_refuse(String accepted) {
        for (String address : List.of("/en/feed.atom", "/v1/figures.csv", "/v1/figures.xlsx", "/v1/figures.ndjson", "/v1/figures", "/en/editions", "/q/openapi")) {
            assertThat(ask(address, accepted).statusCode()).as(address).isEqualTo(200);
        }
    }
}
