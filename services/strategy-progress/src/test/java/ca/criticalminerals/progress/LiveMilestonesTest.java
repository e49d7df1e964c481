package ca.criticalminerals.progress;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of milestones: every filter narrows, and every page follows the one before. */
@QuarkusTest
class LiveMilestonesTest {
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

    private static boolean announced;

    @BeforeEach
    void two_funds() {
        if (announced) {
            return;
        }
        announced = true;
        LiveStream.registered("filtered-fund", "Filtered Fund", "Fonds filtré", "wayForward").countsProjects()
                .says("project-approved", "2024-06-15", """
                        {project: 'filtered-mill', title: {en: 'Mill', fr: 'Usine'}, projects: 1, recipients: ['Northern Mill Inc.'],
                         jurisdictions: ['YT', 'NT'], minerals: ['TUNGSTEN']}""")
                .says("project-approved", "2024-08", """
                        {project: 'filtered-road', title: {en: 'Road', fr: 'Route'}, projects: 1, recipients: ['Town & Sons'],
                         jurisdictions: ['NU'], minerals: ['ZINC', 'TELLURIUM']}""")
                .says("agreement-signed", "2025-01-15", "{project: 'filtered-mill', amount: %s}".formatted(LiveStream.money("contribution", "5.00")))
                .says("output-released", "2025-02-01", "{output: 'map', title: {en: 'Map', fr: 'Carte'}, kind: 'map', minerals: ['TELLURIUM']}")
                .says("count-reported", "2025-03-01", "{figure: '~.projects', value: 5, qualifier: 'exact', jurisdictions: ['NU', 'PE']}")
                .says("milestone-corrected", "2026-01-02", """
                        {milestone: 3, reason: {en: 'Another province', fr: 'Autre province'}, replacement: {type: 'project-approved',
                         project: 'filtered-mill', title: {en: 'Mill', fr: 'Usine'}, projects: 1, recipients: ['Northern Mill Inc.'],
                         jurisdictions: ['PE'], minerals: ['TUNGSTEN'], occurredOn: '2024-06-15',
                         evidence: {source: 'Letter', confidence: 'internalRecord'}}}""").announce();
        LiveStream.registered("unfiltered-fund").says("project-approved", "2024-06-15", """
                {project: 'unfiltered-mill', title: {en: 'Mill', fr: 'Usine'}, projects: 1, recipients: ['Southern Mill Inc.'],
                 jurisdictions: ['ON'], minerals: ['COBALT']}""").announce();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            initiative=filtered-fund,                                   8 7 6 5 4 3 2 1
            theme=wayForward&initiative=filtered-fund,                  8 7 6 5 4 3 2 1
            theme=produce&initiative=filtered-fund,                     ''
            kind=project-approved&initiative=filtered-fund,             4 3
            kind=milestone-corrected&initiative=filtered-fund,          8
            jurisdiction=NU&initiative=filtered-fund,                   7 4
            jurisdiction=PE&initiative=filtered-fund,                   8 7 3
            jurisdiction=YT&initiative=filtered-fund,                   ''
            mineral=TUNGSTEN&initiative=filtered-fund,                  8 3
            mineral=TELLURIUM,                                          6 4
            recipient=Town %26 Sons,                                    4
            recipient=Northern Mill Inc.,                               8 3
            recipient=Northern%C2%A0Mill  Inc. ,                        8 3
            project=filtered-mill,                                      8 5 3
            project=filtered-road,                                      4
            project=filtered-mill&kind=agreement-signed,                5
            initiative=filtered-fund&from=2025-01-15&to=2025-02-28,     6 5
            initiative=filtered-fund&from=2024-08-15&to=2024-08-20,     4
            initiative=filtered-fund&to=2024-08-20,                     4 3 2 1
            initiative=filtered-fund&from=2025-03-01,                   8 7
            initiative=filtered-fund&from=2025-03-02&to=2025-03-01,     ''
            initiative=nobody,                                          ''
            """)
    void every_filter_narrows(String filters, String versions) {
        var found = given().urlEncodingEnabled(false).get("/v1/milestones?" + filters.replace(" ", "%20")).then().statusCode(200)
                .header("Link", nullValue()).extract().jsonPath();

        assertThat(String.join(" ", found.getList("milestones.milestone", String.class))).isEqualTo(versions);
        assertThat(found.<String>getList("milestones.initiative")).allMatch("filtered-fund"::equals);
    }

    @Test
    void a_recipient_is_found_however_the_name_was_recorded_and_is_typed() {
        LiveStream.registered("accented-fund").says("project-approved", "2024-06-15", recipient("one", "Mini\u00e8re Qu\u00e9b\u00e9coise"))
                .says("project-approved", "2024-06-16", recipient("two", "Minie\u0300re Que\u0301be\u0301coise"))
                .says("project-approved", "2024-06-17", recipient("three", " Mini\u00e8re\u00a0Qu\u00e9b\u00e9coise ")).announce();

        for (String typed : List.of("Mini\u00e8re Qu\u00e9b\u00e9coise", "Minie\u0300re Que\u0301be\u0301coise", "Mini\u00e8re  Qu\u00e9b\u00e9coise ")) {
            assertThat(given().queryParam("recipient", typed).get("/v1/milestones").then().statusCode(200).extract().jsonPath()
                    .<Integer>getList("milestones.milestone")).as(typed).containsExactly(4, 3, 2);
        }
        get("/v1/totals").then().body("totals.findAll { it.initiative == 'accented-fund' }.amount.amount", equalTo(List.of("3.00")))
                .body("totals.find { it.initiative == 'accented-fund' }.recipients", equalTo(List.of("Mini\u00e8re Qu\u00e9b\u00e9coise")));
    }

    @Test
    void a_filter_with_a_character_that_cannot_be_seen_is_refused_by_its_name() {
        given().queryParam("recipient", "Mill\u200b").get("/v1/milestones").then().statusCode(400)
                .body("errors.find { it.parameter == 'recipient' }.toString()", containsString("U+200B"));
    }

    private static String recipient(String project, String name) {
        return "{project: '%s', title: {en: 'Mine', fr: 'Mine'}, projects: 1, recipients: ['%s'], amount: %s}"
                .formatted(project, name, LiveStream.money("contribution", "1.00"));
    }

    @Test
    void a_milestone_in_the_list_says_what_became_of_it() {
        get("/v1/milestones?project=filtered-mill&kind=project-approved").then().body("milestones[0].standing", equalTo("corrected"))
                .body("milestones[0].corrections[0].reason.fr", equalTo("Autre province"));
    }

    @Test
    void pages_follow_each_other_and_show_each_milestone_once_while_new_ones_arrive() {
        var fund = LiveStream.registered("paged-fund");
        IntStream.rangeClosed(2, 270).forEach(number -> fund.approved("project-" + number, "1.00", "2024-06-15"));
        fund.announce();

        var seen = new ArrayList<Integer>();
        var sizes = new ArrayList<Integer>();
        String next = "/v1/milestones?initiative=paged-fund&knownAt=2026-12-31";
        while (next != null) {
            var page = given().urlEncodingEnabled(false).get(next).then().statusCode(200).extract();
            List<Integer> versions = page.jsonPath().getList("milestones.milestone");
            seen.addAll(versions);
            sizes.add(versions.size());
            var link = NEXT.matcher(page.header("Link") == null ? "" : page.header("Link"));
            next = link.matches() ? link.group(1) : null;
            fund.approved("late-" + seen.size(), "1.00", "2024-06-15").announce();
        }

        assertThat(sizes).containsExactly(100, 100, 70);
        assertThat(seen).containsExactlyElementsOf(IntStream.rangeClosed(1, 270).map(version -> 271 - version).boxed().toList());
    }

    @Test
    void the_link_to_the_next_page_keeps_the_question() {
        var fund = LiveStream.registered("linked-fund");
        IntStream.rangeClosed(2, 110).forEach(number -> fund.approved("project-" + number, "1.00", "2024-06-15"));
        fund.announce();

        get("/v1/milestones?initiative=linked-fund&kind=project-approved&asOf=2025-01-01").then()
                .header("Link", containsString("/v1/milestones?")).header("Link", containsString("initiative=linked-fund"))
                .header("Link", containsString("kind=project-approved")).header("Link", containsString("asOf=2025-01-01"))
                .header("Link", containsString("cursor="));
    }

    @Test
    void a_page_is_as_long_as_is_asked_for_and_the_link_to_the_next_one_keeps_it() {
        var next = given().get("/v1/milestones?initiative=filtered-fund&limit=3").then().statusCode(200).body("milestones.milestone", equalTo(List.of(8, 7, 6)))
                .extract().header("Link");
        var link = NEXT.matcher(next);

        assertThat(link.matches()).isTrue();
        given().urlEncodingEnabled(false).get(link.group(1)).then().body("milestones.milestone", equalTo(List.of(5, 4, 3)));
        for (String limit : List.of("0", "501", "-1", "x", "1e2", "٣", "99999999999")) {
            given().get("/v1/milestones?limit=" + limit).then().statusCode(400);
        }
    }
}
