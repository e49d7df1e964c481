package ca.criticalminerals.progress;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Only equal questions have equal answers: nobody can ask something that others get for another question. */
@QuarkusTest
class LiveEqualQuestionsTest {
    private static final List<String> FILTERS = List.of("initiative=keyed-fund", "jurisdiction=BC", "kind=project-approved", "mineral=ZINC", "only=happenings",
            "project=keyed-mill", "recipient=Keyed Mill Inc.", "theme=produce", "to=2024-12-31");
    private static boolean announced;

    @BeforeEach
    void a_fund_with_a_project() {
        if (!announced) {
            announced = true;
            LiveStream.registered("keyed-fund", "Keyed Fund", "Fonds à clé", "produce").countsProjects().says("project-approved", "2024-06-15", """
                    {project: 'keyed-mill', title: {en: 'Mill', fr: 'Usine'}, projects: 1, recipients: ['Keyed Mill Inc.'], jurisdictions: ['BC'], minerals: ['ZINC']}""")
                    .announce();
        }
    }

    /** Two filters, and one filter in which the words of the other one stand, in each way in which parameters are printed. */
    static Stream<List<String>> pairs() {
        return FILTERS.stream().filter(first -> !first.startsWith("to=") && !first.startsWith("only=")).flatMap(first -> FILTERS.stream().filter(second -> second.compareTo(first) > 0)
                .flatMap(second -> Stream.of(", ", "&", ",", "; ", "|").map(between -> List.of(written(first) + "&" + written(second), written(first + between + second)))));
    }

    private static String written(String parameter) {
        int equals = parameter.indexOf('=');
        return parameter.substring(0, equals + 1) + URLEncoder.encode(parameter.substring(equals + 1), StandardCharsets.UTF_8);
    }

    private static List<String> rows(String address) {
        return Jsoup.parse(given().urlEncodingEnabled(false).get(address).then().statusCode(200).extract().asString()).select("tbody tr").eachAttr("id");
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void a_reader_of_two_filters_gets_no_answer_to_one_in_whose_value_both_stand(List<String> pair) {
        assertThat(rows("/en/milestones?" + pair.getLast())).as("nothing is called so").isEmpty();

        assertThat(rows("/en/milestones?" + pair.getFirst())).as("after somebody asked %s", pair.getLast()).isNotEmpty();
    }

    @Test
    void files_of_different_questions_have_different_tags() {
        Stream.of("csv", "xlsx", "ndjson").forEach(form -> assertThat(pairs().flatMap(List::stream).distinct()
                .map(query -> given().urlEncodingEnabled(false).get("/v1/milestones." + form + "?" + query).header("ETag"))).doesNotHaveDuplicates());
    }

    @Test
    void a_cursor_that_no_list_has_given_is_refused_and_changes_no_page() {
        for (String cursor : List.of("bnVsbA", "bnVsbA==", "MA", "Y3Vyc29y", "%2F%2F8")) {
            given().urlEncodingEnabled(false).get("/en/milestones?initiative=keyed-fund&cursor=" + cursor).then().statusCode(400);
            given().urlEncodingEnabled(false).get("/v1/milestones?initiative=keyed-fund&cursor=" + cursor).then().statusCode(400);
        }
        assertThat(rows("/en/milestones?initiative=keyed-fund")).hasSize(3);
    }

    @Test
    void an_id_with_the_words_of_a_question_in_it_is_an_id() {
        for (String id : List.of("keyed-fund%3FasOf=2024-12-31", "keyed-fund%2Fchanges", "keyed-fund%26knownAt", "keyed-fund;asOf=2024-12-31")) {
            assertThat(given().urlEncodingEnabled(false).get("/v1/initiatives/" + id).statusCode()).as(id).isIn(404, 200);
            given().get("/v1/initiatives/keyed-fund?asOf=2024-12-31").then().statusCode(200);
            given().get("/v1/initiatives/keyed-fund").then().statusCode(200);
        }
    }
}
