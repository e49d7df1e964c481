package ca.criticalminerals.progress;

import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.embedded.RealPostgresAndKafka;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How answers travel: compressed or not, known already or not, to a page of another origin or not. */
@QuarkusTest
class LiveTransferTest {
    private static final String PAST = "?asOf=2026-01-31";

    @TestHTTPResource
    URI address;

    /** Nothing is added to the headers, and nothing is unpacked. */
    private HttpResponse<byte[]> send(String method, String path, String... headers) {
        var request = HttpRequest.newBuilder(address.resolve(path)).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String header(HttpResponse<?> answer, String name) {
        return String.join(", ", answer.headers().allValues(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/en/progress-update" + PAST, "/v1/milestones.csv" + PAST, "/v1/milestones.ndjson" + PAST, "/v1/dictionary", "/en/feed.atom" + PAST,
        "/contracts/asyncapi.yaml"})
    void whoever_takes_gzip_gets_the_same_bytes_compressed(String path) throws Exception {
        LiveStream.registered("compressed-fund").countsProjects().approved("mill", "100.00", "2024-06-15").approved("road", "200.00", "2025-06-16").announce();

        var plain = send("GET", path);
        var compressed = send("GET", path, "Accept-Encoding", "br;q=1.0, gzip;q=0.8");

        assertThat(header(plain, "Content-Encoding")).isEmpty();
        assertThat(header(compressed, "Content-Encoding")).isEqualTo("gzip");
        for (var answer : List.of(plain, compressed)) {
            assertThat(header(answer, "Vary")).contains("Accept-Encoding");
        }
        assertThat(compressed.body().length).isLessThan(plain.body().length);
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(compressed.body()))) {
            assertThat(new String(gzip.readAllBytes(), "UTF-8").replaceAll("2\\d{3}-\\d\\d-\\d\\dT[0-9:.]+Z", "")).hasSizeGreaterThan(compressed.body().length);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/milestones.csv" + PAST, "/v1/milestones.ndjson" + PAST, "/v1/figures.ndjson" + PAST, "/v1/totals.csv" + PAST, "/en/feed.atom" + PAST})
    void the_tag_of_compressed_bytes_is_weak_and_stands_for_both(String path) {
        LiveStream.registered("tagged-fund").countsProjects().approved("mill", "100.00", "2024-06-15").approved("road", "200.00", "2025-06-16").announce();
        String plain = header(send("GET", path), "ETag");
        String compressed = header(send("GET", path, "Accept-Encoding", "gzip"), "ETag");

        assertThat(plain).startsWith("\"");
        assertThat(compressed).isEqualTo("W/" + plain);
        for (String known : List.of(plain, compressed, "\"other\", " + compressed, "*")) {
            assertThat(send("GET", path, "If-None-Match", known).statusCode()).as(known).isEqualTo(304);
            assertThat(send("GET", path, "If-None-Match", known, "Accept-Encoding", "gzip").statusCode()).as(known).isEqualTo(304);
        }
        assertThat(header(send("GET", path, "If-None-Match", compressed), "ETag")).as("the tag as the reader has it").isEqualTo(compressed);
        assertThat(header(send("GET", path, "If-None-Match", plain), "ETag")).isEqualTo(plain);
        assertThat(send("GET", path, "If-None-Match", "\"a,b\"").statusCode()).isEqualTo(200);
    }

    @Test
    void what_is_small_or_packed_or_somebodys_own_is_not_compressed() {
        String auditor = RealPostgresAndKafka.tokens().token(Set.of("auditor"), Set.of(), java.util.Map.of());

        assertThat(header(send("GET", "/v1/figures/nobody", "Accept-Encoding", "gzip"), "Content-Encoding")).isEmpty();
        assertThat(header(send("GET", "/v1/milestones.xlsx" + PAST, "Accept-Encoding", "gzip"), "Content-Encoding")).isEmpty();
        assertThat(header(send("GET", "/v1/milestones.csv" + PAST, "Accept-Encoding", "gzip", "Authorization", "Bearer " + auditor), "Content-Encoding")).isEmpty();
        assertThat(header(send("GET", "/en/operations", "Accept-Encoding", "gzip"), "Content-Encoding")).as("no-store").isEmpty();
        assertThat(header(send("GET", "/v1/milestones.csv" + PAST, "Accept-Encoding", "gzip;q=0"), "Content-Encoding")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/figures", "/v1/milestones.csv", "/v1/milestones.xlsx", "/en/feed.atom", "/en/progress-update", "/q/openapi", "/contracts/asyncapi.yaml",
        "/style.css", "/v1/figures/nobody", "/v1/figures?asOf=yesterday", "/nothing"})
    void a_page_of_another_origin_may_read_what_everybody_may(String path) {
        var answer = send("GET", path, "Origin", "https://elsewhere.example");

        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(header(answer, "Access-Control-Allow-Credentials")).isEmpty();
        assertThat(header(answer, "Access-Control-Expose-Headers")).contains("ETag", "Link", "Consistency", "Content-Disposition");
        assertThat(header(answer, "Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
        var asked = send("OPTIONS", path, "Origin", "https://elsewhere.example", "Access-Control-Request-Method", "GET", "Access-Control-Request-Headers", "if-none-match");
        assertThat(asked.statusCode()).isEqualTo(204);
        assertThat(header(asked, "Access-Control-Allow-Methods")).isEqualTo("GET, HEAD");
        assertThat(header(asked, "Access-Control-Allow-Headers")).contains("If-None-Match").doesNotContain("Authorization");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/operations/status", "/v1/operations/nothing", "/v1/%6Fperations/status", "/en/operations", "/fr/exploitation", "/v1/strategies", "/v1/indicators"})
    void what_needs_a_token_or_takes_one_stays_closed(String path) {
        for (var answer : List.of(send("GET", path, "Origin", "https://elsewhere.example"),
                send("OPTIONS", path, "Origin", "https://elsewhere.example", "Access-Control-Request-Method", "GET"))) {
            assertThat(header(answer, "Access-Control-Allow-Origin")).isEmpty();
            assertThat(header(answer, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        }
    }

    @Test
    void writes_and_answers_to_a_token_stay_closed() {
        assertThat(header(send("POST", "/v1/editions", "Origin", "https://elsewhere.example"), "Access-Control-Allow-Origin")).isEmpty();
        assertThat(header(send("GET", "/v1/figures", "Origin", "https://elsewhere.example", "Authorization", "Bearer nonsense"), "Access-Control-Allow-Origin")).isEmpty();
    }
}
