package ca.criticalminerals.progress;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import ca.criticalminerals.progress.download.Workbook;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What auditors, journalists and the staff of the House take away. */
@QuarkusTest
class LiveDownloadsTest {
    private static final String PAST = "?knownAt=2026-01-05T15:03:00Z&asOf=2026-01-31";
    private static boolean announced;

    @BeforeEach
    void a_fund_with_projects() {
        if (announced) {
            return;
        }
        announced = true;
        LiveStream.registered("taken-fund", "Taken Fund", "Fonds emporté", "produce").countsProjects()
                .says("project-approved", "2024-06-15", """
                        {project: 'mill', title: {en: 'Mill', fr: 'Usine'}, projects: 1, recipients: ['=cmd|calc', 'Mill Inc.'], jurisdictions: ['YT', 'BC'],
                         minerals: ['ZINC'], amount: %s, summary: {en: 'The first <mill> & more\\u0007', fr: 'La première usine'}}"""
                        .formatted(LiveStream.money("contribution", "900.00")))
                .says("agreement-signed", "2025-06-15", "{project: 'mill', amount: %s}".formatted(LiveStream.money("contribution", "700.50")))
                .approved("road", "50.00", "2025-04-01").approved("port", "1.00", "2025-04-02").says("project-withdrawn", "2025-05-01",
                        "{project: 'port', reason: {en: 'No', fr: 'Non'}}")
                .announce();
    }

    private static List<NamedCsvRecord> csv(String address) {
        var response = given().urlEncodingEnabled(false).get(address).then().statusCode(200).contentType(startsWith("text/csv")).extract();
        return CsvReader.builder().ofNamedCsvRecord(response.body().asString()).stream().toList();
    }

    @Test
    void a_file_has_all_that_match_where_the_list_has_pages() {
        var fund = LiveStream.registered("long-fund");
        IntStream.rangeClosed(2, 250).forEach(number -> fund.approved("project-" + number, "1.00", "2024-06-15"));
        fund.announce();

        assertThat(csv("/v1/milestones.csv?lang=en&initiative=long-fund&kind=project-approved")).extracting(row -> row.getField("Milestone"))
                .containsExactlyElementsOf(IntStream.rangeClosed(2, 250).map(version -> 252 - version).mapToObj(String::valueOf).toList());
        assertThat(get("/v1/milestones.ndjson?initiative=long-fund").asString().lines()).hasSize(250);
        assertThat(get("/v1/milestones.xlsx?initiative=long-fund").then().statusCode(200)
                .contentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet").extract().asByteArray()).startsWith('P', 'K').hasSizeGreaterThan(9_000);
    }

    @Test
    void a_line_is_the_milestone_as_it_is_in_the_list() {
        String question = PAST + "&initiative=taken-fund";
        var lines = get("/v1/milestones.ndjson" + question).then().contentType("application/x-ndjson").extract().asString().lines().map(JsonPath::new)
                .<Map<String, Object>>map(json -> json.get("$")).toList();

        assertThat(lines).hasSize(4).isEqualTo(get("/v1/milestones" + question).jsonPath().getList("milestones"));
    }

    @Test
    void a_line_says_what_the_milestone_says_in_numbers_codes_and_both_languages() {
        var mill = lines("/v1/milestones.ndjson" + PAST + "&initiative=taken-fund&kind=project-approved&project=mill").getFirst();

        assertThat(mill.getString("title.fr")).isEqualTo("Usine");
        assertThat(mill.getString("project")).isEqualTo("mill");
        assertThat(mill.getList("recipients")).isEqualTo(List.of("=cmd|calc", "Mill Inc."));
        assertThat(mill.getList("jurisdictions")).isEqualTo(List.of("YT", "BC"));
        assertThat(mill.getList("minerals")).isEqualTo(List.of("ZINC"));
        assertThat(mill.getMap("amount")).isEqualTo(Map.of("amount", "900.00", "currency", "CAD", "kind", "contribution", "upTo", false));
        assertThat(mill.getMap("data.amount")).isEqualTo(mill.getMap("amount"));
        assertThat(mill.getInt("data.projects")).isEqualTo(1);
        assertThat(mill.getString("evidence[0].title")).isEqualTo("internal record of Natural Resources Canada / document interne de Ressources naturelles Canada");
    }

    @Test
    void the_amounts_of_the_lines_add_up_to_those_of_the_sheet_and_without_agreements_to_the_figure() {
        LiveStream.registered("summed-fund").addsContributions().approved("mill", "4397625.00", "2024-06-15").approved("road", "0.10", "2024-07-15")
                .says("project-approved", "2025-06-15", "{project: 'port', title: {en: 'Port', fr: 'Port'}, projects: 1}").announce();
        String question = "?initiative=summed-fund&kind=project-approved";
        var lines = lines("/v1/milestones.ndjson" + question).stream().filter(line -> line.get("amount") != null)
                .map(line -> new BigDecimal(line.getString("amount.amount"))).reduce(BigDecimal.ZERO, BigDecimal::add);
        var sheet = csv("/v1/milestones.csv" + question + "&lang=en").stream().map(row -> row.getField("Amount (CAD)")).filter(amount -> !amount.isEmpty())
                .map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);

        assertThat(lines).isEqualByComparingTo("4397625.10").isEqualByComparingTo(sheet);
        get("/v1/figures/summed-fund.contributions").then().body("value.amount", equalTo(lines.toPlainString()));
    }

    private static List<JsonPath> lines(String address) {
        return get(address).then().statusCode(200).extract().asString().lines().map(JsonPath::new).toList();
    }

    @Test
    void figures_can_be_taken_away_as_lines_as_a_sheet_and_as_a_workbook_and_totals_too() throws IOException {
        var lines = get("/v1/figures.ndjson" + PAST).then().contentType("application/x-ndjson").extract().asString().lines().map(JsonPath::new)
                .<Map<String, Object>>map(json -> json.get("$")).toList();
        assertThat(lines).isNotEmpty().isEqualTo(get("/v1/figures" + PAST).jsonPath().getList("figures"));
        assertThat(lines("/v1/totals.ndjson" + PAST).stream().<Map<String, Object>>map(json -> json.get("$")).toList()).isNotEmpty()
                .isEqualTo(get("/v1/totals" + PAST).jsonPath().getList("totals"));
        for (String table : List.of("figures", "totals")) {
            var rows = csv("/v1/" + table + ".csv" + PAST + "&lang=en");
            assertThat(rows).isNotEmpty();
            byte[] book = get("/v1/" + table + ".xlsx" + PAST + "&lang=en").then().statusCode(200)
                    .contentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet").extract().asByteArray();
            assertThat(Workbook.sheet(book).select("row")).hasSize(1 + rows.size());
        }
    }

    @Test
    void a_row_is_safe_to_open_and_in_the_language_that_was_asked_for() {
        var en = csv("/v1/milestones.csv?lang=en&project=mill&kind=project-approved&initiative=taken-fund").getFirst();
        var fr = csv("/v1/milestones.csv?lang=fr&project=mill&kind=project-approved&initiative=taken-fund").getFirst();

        assertThat(en.getField("Recipients")).isEqualTo("'=cmd|calc; Mill Inc.");
        assertThat(en.getField("Amount (CAD)")).isEqualTo("900.00");
        assertThat(en.getField("Name of the initiative")).isEqualTo("Taken Fund");
        assertThat(fr.getField("Nom de l’initiative")).isEqualTo("Fonds emporté");
        assertThat(fr.getField("Résumé")).isEqualTo("La première usine");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            'fr-CA,en;q=0.5', '',       fr-CA
            en,               '',       en-CA
            de,               '',       en-CA
            fr,               ?lang=en, en-CA
            en,               ?lang=fr, fr-CA
            """)
    void the_language_is_that_of_the_address_or_else_the_one_that_the_reader_prefers(String accepted, String query, String language) {
        for (String file : List.of("milestones.csv", "milestones.xlsx", "figures.csv", "figures.xlsx", "totals.csv", "totals.xlsx")) {
            given().header("Accept-Language", accepted).get("/v1/" + file + query).then().statusCode(200).header("Content-Language", equalTo(language))
                    .header("Vary", containsString("Accept-Language")).header("Content-Disposition", startsWith("attachment; filename="));
        }
    }

    @Test
    void a_column_of_figures_has_one_type() {
        LiveStream.registered("typed-fund").countsProjects().addsContributions().figure("first", "date", "what: 'occurrence', milestone: 'project-approved'")
                .approved("mill", "5.50", "2024-06-15").announce();
        var rows = csv("/v1/figures.csv?lang=en").stream().filter(row -> row.getField("Figure").startsWith("typed-fund.")).toList();

        assertThat(rows).extracting(row -> row.getField("Figure") + " | " + row.getField("Number") + " | " + row.getField("Canadian dollars") + " | " + row.getField("Percent")
                + " | " + row.getField("Date")).containsExactly("typed-fund.contributions |  | 5.50 |  | ", "typed-fund.first |  |  |  | 2024-06-15", "typed-fund.projects | 1 |  |  | ");
    }

    @Test
    void the_dictionary_knows_each_member_of_a_milestone() {
        List<String> known = get("/v1/dictionary").jsonPath().getList("members.member");
        List<Map<String, Object>> milestones = get("/v1/milestones?initiative=taken-fund").jsonPath().getList("milestones");

        assertThat(milestones).isNotEmpty().allSatisfy(milestone -> assertThat(known).containsAll(milestone.keySet().stream().filter(name -> !name.equals("recordedByRole")).toList()));
    }

    @Test
    void the_header_row_is_the_dictionary() {
        var dictionary = get("/v1/dictionary").then().statusCode(200).header("ETag", notNullValue()).extract().jsonPath();
        for (String table : List.of("milestones", "figures", "totals")) {
            for (String lang : List.of("en", "fr")) {
                List<String> names = dictionary.getList("tables.find { it.table == '" + table + "' }.columns.name." + lang);

                assertThat(csv("/v1/" + table + ".csv?lang=" + lang).getFirst().getHeader()).isEqualTo(names);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/milestones.csv", "/v1/milestones.ndjson", "/v1/milestones.xlsx", "/v1/figures.csv", "/v1/figures.xlsx",
        "/v1/figures.ndjson", "/v1/totals.csv", "/v1/totals.ndjson", "/v1/totals.xlsx", "/v1/figures", "/v1/totals", "/en/feed.atom", "/fr/fil.atom"})
    void a_reader_who_has_the_file_gets_it_only_once(String address) {
        String etag = get(address + PAST).then().statusCode(200).header("ETag", matchesPattern("(W/)?\"[0-9a-f]{32}\"")).extract().header("ETag");
        if (address.endsWith("xlsx")) {
            assertThat(etag).as("it says when it was made").startsWith("W/");
        }

        given().header("If-None-Match", etag).get(address + PAST).then().statusCode(304).header("ETag", equalTo(etag));
        LiveStream.registeredAt("2026-03-05T15:00:00Z", "later-than-" + address.replaceAll("[^a-z]", "")).approved("mill", "1.00", "2024-06-15").announce();
        given().header("If-None-Match", etag).get(address + PAST).then().statusCode(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/milestones.csv", "/v1/milestones.ndjson", "/v1/milestones.xlsx", "/v1/figures.csv", "/v1/totals.csv", "/v1/totals",
        "/en/feed.atom", "/fr/fil.atom"})
    void a_milestone_and_another_question_change_the_tag(String address) {
        var fund = LiveStream.registered("tagged-" + address.replaceAll("[^a-z]", "")).approved("mill", "1.00", "2024-06-15").announce();
        String before = get(address).header("ETag");

        assertThat(get(address + "?asOf=2024-07-01").header("ETag")).isNotEqualTo(before);
        fund.approved("road", "1.00", "2024-06-15").announce();
        given().header("If-None-Match", before).get(address).then().statusCode(200);
    }

    @Test
    void each_filter_and_each_language_has_a_tag_of_its_own() {
        assertThat(List.of(get("/v1/milestones.csv?lang=en"), get("/v1/milestones.csv?lang=fr"), get("/v1/milestones.csv?lang=en&kind=project-approved"),
                get("/v1/milestones.csv?lang=en&kind=agreement-signed"), get("/v1/milestones.ndjson"), get("/v1/totals.csv?lang=en")))
                .extracting(response -> response.header("ETag")).doesNotHaveDuplicates();
    }

    @Test
    void all_mistakes_are_said_at_once_and_in_both_languages() {
        get("/v1/milestones.csv?asOf=soon&from=x&lang=de&cursor=1").then().statusCode(400).contentType("application/problem+json")
                .body("errors.parameter", containsInAnyOrder("asOf", "from", "lang", "cursor")).body("errors.details.fr", org.hamcrest.Matchers.hasItem("lang est en ou fr."));
        get("/v1/milestones.ndjson?lang=en").then().statusCode(400);
        get("/v1/totals.csv?kind=x").then().statusCode(400);
        get("/v1/dictionary?colour=x").then().statusCode(400);
    }

    @Test
    void the_name_of_a_file_says_as_of_when_it_is_and_whether_it_may_still_change() {
        get("/v1/milestones.csv?lang=fr&asOf=2024-10-31&knownAt=2199-01-01T00:00:00Z").then()
                .header("Content-Disposition", equalTo("attachment; filename=\"jalons-2024-10-31-connu-2199-01-01T000000Z-provisoire.csv\""));
    }

    @Test
    void totals_say_projects_and_money_by_year_place_recipient_and_kind() {
        var rows = csv("/v1/totals.csv?lang=en").stream().filter(row -> row.getField("Initiative").equals("taken-fund")).toList();

        assertThat(rows).extracting(row -> row.getField("Fiscal year") + " | " + row.getField("Jurisdictions") + " | " + row.getField("Recipients") + " | "
                + row.getField("Kind of money") + " | " + row.getField("Projects") + " | " + row.getField("Amount (CAD)")).containsExactly(
                "2024-25 | BC; YT | '=cmd|calc; Mill Inc. | contribution | 1 | 700.50", "2025-26 |  |  | contribution | 1 | 50.00");
        get("/v1/totals").then().body("totals.find { it.initiative == 'taken-fund' }.amount.amount", equalTo("700.50"))
                .body("totals.find { it.initiative == 'taken-fund' }.jurisdictions", equalTo(List.of("BC", "YT")))
                .body("totals.find { it.initiative == 'taken-fund' }.fiscalYear", equalTo("2024-25"));
    }

    @Test
    void the_totals_of_each_kind_add_up_to_the_figure_of_the_strategy() {
        var sums = new TreeMap<String, BigDecimal>();
        csv("/v1/totals.csv?lang=en").stream().filter(row -> !row.getField("Kind of money").isEmpty())
                .forEach(row -> sums.merge(row.getField("Kind of money"), new BigDecimal(row.getField("Amount (CAD)")), BigDecimal::add));

        assertThat(sums).containsKey("contribution");
        sums.forEach((kind, sum) -> get("/v1/figures/money." + kind).then().body("value.amount", equalTo(sum.toPlainString())));
    }

    @Test
    void the_list_of_figures_has_those_of_initiatives_and_of_the_strategy() {
        get("/v1/figures").then().statusCode(200).body("figures.find { it.id == 'taken-fund.projects' }.value", equalTo(2))
                .body("figures.find { it.id == 'taken-fund.projects' }.coverage.itemised", equalTo(2))
                .body("figures.find { it.id == 'taken-fund.projects' }.contributors", nullValue())
                .body("figures.find { it.id == 'money.contribution' }.unit", equalTo("cad"));
        var row = csv("/v1/figures.csv?lang=fr").stream().filter(one -> one.getField("Chiffre").equals("taken-fund.projects")).findFirst().orElseThrow();
        assertThat(row.getField("Valeur")).isEqualTo("2");
        assertThat(row.getField("Libellé")).isEqualTo("Étiquette de projects");
    }

    @Test
    void the_progress_update_leads_to_the_files_and_the_feed() {
        for (String address : List.of(LivePage.EN, LivePage.FR)) {
            var page = LivePage.read(address + "?asOf=2026-01-31");
            var links = page.select("p.downloads a").eachAttr("href");

            assertThat(links).contains("/v1/milestones.ndjson?asOf=2026-01-31", "/v1/dictionary",
                    "/v1/totals.csv?lang=" + (address.equals(LivePage.EN) ? "en" : "fr") + "&asOf=2026-01-31");
            assertThat(links).hasSize(9).allSatisfy(link -> get(link).then().statusCode(200));
            get(page.select("link[type=application/atom+xml]").attr("href")).then().statusCode(200).contentType(startsWith("application/atom+xml"));
        }
    }
}
