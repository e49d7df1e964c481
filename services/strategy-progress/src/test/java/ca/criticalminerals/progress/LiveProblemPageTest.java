package ca.criticalminerals.progress;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import ca.criticalminerals.testing.Refusal;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody sees with a browser who mistypes an address. */
@QuarkusTest
class LiveProblemPageTest {
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private static Response ask(String address, String accept, String languages) {
        return given().header("Accept", accept).header("Accept-Language", languages).get(address);
    }

    @ParameterizedTest
    @CsvSource({"/nothing, 'fr-CA,fr;q=0.9', fr", "/nothing, en, en", "/fr/rien, en, fr", "/en/nothing/at/all, fr, en", "/v1/figures/nobody, fr, fr",
        "/contracts/nothing.json, 'fr;q=0', en"})
    void a_browser_gets_a_page_in_the_right_language(String address, String languages, String language) {
        var answer = ask(address, BROWSER, languages);

        answer.then().statusCode(404).contentType("text/html").header("Content-Language", language + "-CA")
                .header("Content-Security-Policy", containsString("style-src 'self'")).header("Cache-Control", "no-store");
        assertThat(answer.headers().getValues("Vary").toString()).contains("Accept,").contains("Accept-Language");
        var page = Jsoup.parse(answer.asString());
        assertThat(page.selectFirst("html").attr("lang")).startsWith(language);
        assertThat(page.selectFirst("h1").text()).isEqualTo(language.equals("fr") ? "Il n’y a rien ici" : "There is nothing here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "application/problem+json", "text/html;q=0.5, application/json", "text/html;q=0, */*", "nonsense", "text/html;q=abc, */*"})
    void a_program_gets_the_problem_itself(String accept) {
        var answer = ask("/nothing", accept, "fr");

        Refusal.of(answer, 404).as("not-found");
        assertThat(answer.headers().getValues("Vary").toString()).as("a cache must not give it to a browser").contains("Accept,");
    }

    @Test
    void a_mistake_in_a_question_is_on_the_page_with_its_parameter() {
        var answer = ask("/v1/figures?asOf=yesterday", BROWSER, "fr");

        answer.then().statusCode(400).contentType("text/html").body(containsString("asOf\u00a0: asOf est un jour du calendrier"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/operations/status", "/v1/operations/nothing", "/v1/strategies/nobody"})
    void what_needs_a_token_answers_programs_only(String address) {
        Refusal.of(ask(address, BROWSER, "en"), address.endsWith("nothing") ? 404 : 401);
    }
}
