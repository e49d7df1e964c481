package ca.criticalminerals.progress;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reader is told while a service is silent: here the only one was last heard months ago. */
@QuarkusTest
class LiveSilenceTest {
    private static final String BEFORE = "?asOf=2025-01-31&knownAt=2025-01-31T12:00:00Z";

    @BeforeEach
    void someone_was_heard_once() {
        LiveTopics.watermark(LiveStream.SOURCE, "", "2026-05-01T00:00:00.000000Z");
        LiveStream.registered("silent-fund-" + System.nanoTime()).announce();
        await().atMost(Duration.ofSeconds(60)).until(() -> List.of("funding-programs").equals(get("/v1/figures").jsonPath().<List<String>>get("behind")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /en/progress-update | has been silent since      | : what it has recorded since may be missing here.
            /fr/mise-a-jour     | est muet depuis le         | : ce qu’il a consigné depuis peut manquer ici.
            /en/changes?from=2026-01-01 | has been silent since | : what it has recorded since may be missing here.
            """)
    void the_page_names_the_service_and_since_when(String page, String silent, String missing) {
        var said = LivePage.read(page).selectFirst(".when p.provisional:has(strong.name)");

        assertThat(said.text().replace('\u00a0', ' ')).startsWith("funding-programs " + silent).endsWith(missing);
        assertThat(said.selectFirst("strong").text()).isEqualTo("funding-programs");
        assertThat(said.selectFirst("time").attr("datetime")).isEqualTo(get("/v1/figures").path("completeThrough.funding-programs"));
    }

    @Test
    void the_answer_in_json_names_the_service() {
        for (String address : List.of("/v1/strategy-progress", "/v1/figures", "/v1/milestones", "/v1/changes?from=2026-01-01")) {
            get(address).then().body("behind", contains("funding-programs"));
        }
    }

    @Test
    void about_a_past_that_was_complete_before_nothing_is_said() {
        assertThat(get("/v1/strategy-progress" + BEFORE).jsonPath().<List<String>>get("behind")).isNullOrEmpty();
        assertThat(LivePage.read("/en/progress-update" + BEFORE).select(".when .provisional strong.name")).isEmpty();
    }
}
