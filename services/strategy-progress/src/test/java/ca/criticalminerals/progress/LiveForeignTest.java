package ca.criticalminerals.progress;

import static ca.criticalminerals.progress.LiveParked.PARKED;
import static ca.criticalminerals.progress.LiveTopics.MILESTONES;
import static ca.criticalminerals.progress.LiveTopics.WATERMARKS;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Records of services that may not speak of what they say: kept on file, and without any effect. */
@QuarkusTest
class LiveForeignTest {
    private static final String OWN = "strategy-progress.milestones";

    private static LiveStream fund(String initiative) {
        return LiveStream.registered(initiative).countsProjects().approved("mill", "100.00", "2024-06-15").approved("road", "200.00", "2024-06-16");
    }

    /** The same version of the fund, by another event, as another service would say it. */
    private static byte[] told(LiveStream fund, int version, String source) {
        return bytes(fund.document(version).deepCopy().put("source", source).put("id", UUID.randomUUID().toString()));
    }

    /** The same as an announcement of the service that records indicators. */
    private static byte[] asIndicator(ObjectNode document) {
        return document.toString().replace("program-registered", "indicator-registered").replace("criticalminerals.funding.", "criticalminerals.strategy.")
                .replace("criticalminerals:funding:", "criticalminerals:strategy:").replace("/funding-programs", "/strategy-progress")
                .replace(document.get("time").asText(), Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1).toString().replace("Z", ".000000Z")).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(ObjectNode document) {
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void sent(String topic, String key, byte[] value) {
        LiveTopics.consumed(topic, LiveTopics.send(topic, key, value));
    }

    private static int foreign(String initiative) {
        return LiveRebuilds.operator().get(PARKED).jsonPath().getList("foreign.findAll { it.initiative == '" + initiative + "' }").size();
    }

    /** Other tests verify that everything agrees. */
    @AfterEach
    void an_operator_has_seen_them() {
        List<Map<String, Object>> foreign = LiveRebuilds.operator().get(PARKED).jsonPath().getList("foreign");
        foreign.forEach(one -> LiveParked.setAside((String) one.get("topic"), ((Number) one.get("offset")).longValue()).then().statusCode(200));
    }

    @Test
    void a_service_that_speaks_first_of_an_initiative_of_another_takes_nothing() {
        var fund = fund("taken-fund");
        sent(OWN, "taken-fund", told(fund, 1, "/strategy-progress"));
        sent(OWN, "taken-fund", told(fund, 2, "/strategy-progress"));
        sent(OWN, "taken-fund", bytes(fund.document(4).deepCopy().put("source", "/strategy-progress").put("streamversion", 9)));
        sent(OWN, "taken-fund", "{\"subject\": \"nonsense\"}".getBytes(StandardCharsets.UTF_8));

        fund.announce();

        get("/v1/figures/taken-fund.projects").then().body("value", equalTo(2));
        assertThat(fund.held()).isEmpty();
        assertThat(foreign("taken-fund")).isEqualTo(4);
        LiveRebuilds.operator().get(PARKED).then().body("foreign.findAll { it.initiative == 'taken-fund' }.reason",
                hasItem("taken-fund belongs to funding-programs, not to strategy-progress")).body("initiatives.initiative", not(hasItem("taken-fund")));
        LiveRebuilds.rebuildAndSwitch();
        get("/v1/figures/taken-fund.projects").then().body("value", equalTo(2));
        assertThat(foreign("taken-fund")).isEqualTo(4);
    }

    @Test
    void a_record_that_claims_to_be_of_another_service_has_no_version_and_no_sequence() {
        var fund = fund("claimed-fund");
        fund.send(1);
        LiveTopics.consumed(MILESTONES, fund.send(2));
        String before = LiveTables.column("select received from source join projection using (generation) where source = '/funding-programs'").getFirst();
        sent(OWN, "claimed-fund", bytes(fund.document(3).deepCopy().put("id", UUID.randomUUID().toString()).put("sequence", "09000000000000000000-0000000000000000001")));
        sent(MILESTONES, "claimed-fund", told(fund, 3, "/strategy-progress"));
        assertThat(LiveTables.column("select received from source join projection using (generation) where source = '/funding-programs'")).containsExactly(before);

        fund.send(3);
        fund.included(3);

        LiveRebuilds.operator().get(PARKED).then().body("foreign.findAll { it.initiative == 'claimed-fund' }.source",
                equalTo(List.of("/strategy-progress", "/funding-programs")));
        assertThat(fund.held()).isEmpty();
        LiveRebuilds.operator().get("/v1/operations/verification").then().body("agree", equalTo(false))
                .body("differences.findAll { it.initiative == 'claimed-fund' }", hasSize(2));
    }

    @Test
    void a_watermark_on_the_topic_of_another_service_is_not_believed() {
        var watermark = JsonNodeFactory.instance.objectNode().put("source", "/strategy-progress").put("sequence", "").put("completeThrough", "2199-12-31T00:00:00.000000Z");
        sent(WATERMARKS, "/strategy-progress", bytes(watermark));
        assertThat(get("/v1/strategy-progress").jsonPath().getString("completeThrough.strategy-progress")).isNotEqualTo("2199-12-31T00:00:00Z");
        LiveRebuilds.operator().get(PARKED).then().body("foreign.findAll { it.topic == 'funding-programs.watermarks' }.source", hasItem("/strategy-progress"));
    }

    @Test
    void what_came_before_its_initiative_was_assigned_counts_in_order_once_it_is() throws IOException {
        var early = LiveStream.registered("unassigned-fund").figure("jobs", "count", "what: 'statements'")
                .says("count-reported", "2024-06-15", "{figure: '~.jobs', value: 3, qualifier: 'exact'}");
        for (int version : new int[] {2, 1, 3}) {
            sent(OWN, "unassigned-fund", asIndicator(early.document(version)));
        }
        assertThat(foreign("unassigned-fund")).isEqualTo(3);
        get("/v1/initiatives/unassigned-fund").then().statusCode(404);

        Files.writeString(Path.of(ConfigProvider.getConfig().getValue("tracker.initiatives", String.class)), "unassigned-fund,strategy-progress\n", StandardOpenOption.APPEND);

        await().atMost(Duration.ofSeconds(20)).until(() -> get("/v1/initiatives/unassigned-fund").statusCode() == 200);
        get("/v1/initiatives/unassigned-fund").then().body("milestones", hasSize(3)).body("service", equalTo("strategy-progress"));
        assertThat(foreign("unassigned-fund")).isZero();
        LiveRebuilds.rebuildAndSwitch();
        get("/v1/initiatives/unassigned-fund").then().body("milestones", hasSize(3));
    }

    @Test
    void a_foreign_record_is_listed_and_counted_apart_until_it_is_set_aside() {
        var fund = fund("counted-fund").announce();
        int before = LiveRebuilds.operator().get("/v1/operations/status").jsonPath().getInt("parked.foreign");
        int held = LiveRebuilds.operator().get("/v1/operations/status").jsonPath().getInt("parked.held");
        long offset = LiveTopics.send(OWN, "counted-fund", told(fund, 1, "/strategy-progress"));
        LiveTopics.consumed(OWN, offset);

        LiveRebuilds.operator().get("/v1/operations/status").then().body("parked.foreign", equalTo(before + 1)).body("parked.held", equalTo(held));
        String page = given().contentType("application/x-www-form-urlencoded").formParam("token", LiveStack.operator()).post("/fr/exploitation").asString();
        assertThat(Jsoup.parse(page).select("tr:contains(" + OWN + "/" + offset + ") td").eachText())
                .containsExactly("counted-fund", "/strategy-progress", "counted-fund belongs to funding-programs, not to strategy-progress");
        LiveParked.setAside(OWN, offset).then().statusCode(200);
        LiveRebuilds.operator().get("/v1/operations/status").then().body("parked.foreign", equalTo(before)).body("parked.held", equalTo(held));
        LiveRebuilds.rebuildAndSwitch();
        LiveRebuilds.operator().get("/v1/operations/status").then().body("parked.foreign", equalTo(before));
    }
}
