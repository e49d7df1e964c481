package ca.criticalminerals.progress;

import static ca.criticalminerals.progress.LiveTopics.MILESTONES;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records that cannot be read stop their initiative and no other, until an operator lets it go on. */
@QuarkusTest
class LiveHeldTest {
    /** What can be wrong with a record. */
    enum Poison {
        NOT_JSON("not JSON"),
        UNKNOWN_KIND("the kind 'milestone-dreamt' is unknown"),
        KEY_OF_ANOTHER("is not the subject"),
        NO_VALUE("the record is empty"),
        WITHOUT_A_DATE("occurredOn is missing"),
        UNSTORABLE_TEXT("recordedby has characters that cannot be stored"),
        ABSURD_TIME("a value cannot be read"),
        ABSURD_NUMBER("amount is beyond all that is counted");

        final String reason;

        Poison(String reason) {
            this.reason = reason;
        }

        String initiative() {
            return "poisoned-" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }

        /** Sends, in place of the version, a record that cannot be read. */
        long send(LiveStream fund, int version) {
            var document = fund.document(version).deepCopy();
            switch (this) {
                case UNKNOWN_KIND -> document.put("type", "ca.criticalminerals.funding.milestone-dreamt.v1");
                case KEY_OF_ANOTHER -> document.put("subject", "somebody-else");
                case WITHOUT_A_DATE -> document.withObject("/data").remove("occurredOn");
                case UNSTORABLE_TEXT -> document.put("recordedby", "an officer\0");
                case ABSURD_TIME -> document.put("time", "+999999999-01-01T00:00:00Z");
                case ABSURD_NUMBER -> document.withObject("/data/amount").put("amount", "1e2147483647");
                case NOT_JSON, NO_VALUE -> { }
            }
            String sent = this == NOT_JSON ? "{\"subject\": \"poisoned" : document.toString();
            return LiveTopics.send(MILESTONES, fund.initiative, this == NO_VALUE ? null : sent.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static LiveStream fund(String initiative) {
        return LiveStream.registered(initiative).countsProjects().approved("mill", "100.00", "2024-06-15")
                .approved("road", "200.00", "2024-06-16").approved("port", "300.00", "2024-06-17");
    }

    @ParameterizedTest
    @EnumSource
    void a_record_that_cannot_be_read_stops_its_initiative_and_no_other_until_it_is_repaired_and_released(Poison poison) {
        var fund = fund(poison.initiative());
        var other = fund(poison.initiative() + "-neighbour");
        fund.send(1);
        fund.send(2);
        poison.send(fund, 3);
        fund.send(4);
        other.announce();

        get("/v1/figures/" + other.initiative + ".projects").then().body("value", equalTo(3));
        get("/v1/initiatives/" + fund.initiative).then().body("milestones", hasSize(2)).body("provisional", equalTo(true));
        assertThat(fund.reasons()).hasSize(2).first().asString().contains(poison.reason);
        assertThat(fund.reasons()).last().isEqualTo("waits: the initiative is parked");

        LiveTopics.consumed(MILESTONES, fund.send(3));
        get("/v1/initiatives/" + fund.initiative).then().body("milestones", hasSize(2));
        LiveParked.release(fund.initiative).then().statusCode(200).body("released", equalTo(fund.initiative));

        get("/v1/initiatives/" + fund.initiative).then().body("milestones.milestone", equalTo(List.of(1, 2, 3, 4)));
        get("/v1/figures/" + fund.initiative + ".projects").then().body("value", equalTo(2));
        get("/v1/initiatives/somebody-else").then().statusCode(404);
        fund.announce();
        get("/v1/figures/" + fund.initiative + ".projects").then().body("value", equalTo(3));
        assertThat(fund.reasons()).isEmpty();
        assertThat(fund.setAside()).isNotEmpty().allMatch(reason -> reason.contains(poison.reason) || reason.equals("another record was applied as version 3"));
    }

    @Test
    void an_initiative_that_is_released_before_it_is_repaired_waits_for_what_it_lacks() {
        var fund = fund("unrepaired-fund");
        fund.send(1);
        Poison.NO_VALUE.send(fund, 2);
        LiveTopics.consumed(MILESTONES, fund.send(3));

        LiveParked.release("unrepaired-fund").then().statusCode(200);
        get("/v1/initiatives/unrepaired-fund").then().body("milestones", hasSize(1));

        fund.send(2);
        fund.included(3);
        get("/v1/figures/unrepaired-fund.projects").then().body("value", equalTo(1));
    }

    @Test
    void an_initiative_that_still_cannot_be_read_is_parked_again_with_its_reason() {
        var fund = fund("hopeless-fund");
        fund.send(1);
        LiveTopics.consumed(MILESTONES, Poison.UNKNOWN_KIND.send(fund, 2));

        LiveParked.release("hopeless-fund").then().statusCode(200);
        assertThat(LiveTables.column("select parked from initiative where initiative = 'hopeless-fund'"))
                .containsExactly(Poison.UNKNOWN_KIND.reason);

        LiveTopics.consumed(MILESTONES, fund.send(2));
        LiveParked.release("hopeless-fund").then().statusCode(200);
        get("/v1/initiatives/hopeless-fund").then().body("milestones", hasSize(2));
        LiveParked.release("hopeless-fund").then().statusCode(404);
    }

    @Test
    void a_record_without_a_key_is_kept_and_said_although_no_initiative_can_be_told() {
        long offset = LiveTopics.send(MILESTONES, null, "nothing".getBytes(StandardCharsets.UTF_8));
        LiveTopics.consumed(MILESTONES, offset);

        Awaitility.await().untilAsserted(() -> {
            List<Map<String, Object>> held = get("/v1/strategy-progress").jsonPath().getList("held");
            assertThat(held).anySatisfy(one -> assertThat(one).containsEntry("offset", (int) offset).doesNotContainKey("initiative"));
        });
        get("/en/progress-update").then().body(containsString("no initiative"));

        LiveParked.setAside(MILESTONES, offset).then().statusCode(200).body("setAside", equalTo(true));
        List<Map<String, Object>> held = get("/v1/strategy-progress").jsonPath().getList("held");
        assertThat(held == null ? List.of() : held).noneSatisfy(one -> assertThat((Map<String, Object>) one).containsEntry("offset", (int) offset));
        LiveParked.setAside(MILESTONES, offset).then().statusCode(404);
    }

    @Test
    void an_initiative_goes_on_without_a_record_that_is_set_aside_and_a_rebuild_does_not_bring_it_back() {
        var fund = fund("set-aside-fund");
        fund.send(1);
        long offset = Poison.UNKNOWN_KIND.send(fund, 2);
        LiveTopics.consumed(MILESTONES, offset);

        LiveParked.setAside(MILESTONES, offset).then().statusCode(200);
        assertThat(LiveTables.column("select parked from initiative join projection using (generation) where initiative = 'set-aside-fund'"))
                .containsExactly((String) null);
        LiveRebuilds.readAgain();
        fund.send(2);
        fund.included(2);

        assertThat(fund.reasons()).isEmpty();
        assertThat(fund.setAside()).hasSize(1);
        get("/v1/initiatives/set-aside-fund").then().body("milestones", hasSize(2));
    }

    @Test
    void only_operators_release() {
        String address = "/v1/operations/parked/any-fund/release";

        given().post(address).then().statusCode(401).contentType("application/problem+json").body("titles.fr", equalTo("Un jeton valide est nécessaire"));
        given().auth().oauth2(LiveStack.officer()).post(address).then().statusCode(403).contentType("application/problem+json");
        given().auth().oauth2(LiveStack.operator()).post(address).then().statusCode(404).contentType("application/problem+json");
    }
}
