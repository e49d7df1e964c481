package ca.criticalminerals.progress;

import static ca.criticalminerals.progress.LiveTopics.MILESTONES;
import static ca.criticalminerals.progress.LiveTopics.WATERMARKS;
import static ca.criticalminerals.progress.LiveTopics.keys;
import static ca.criticalminerals.progress.LiveTopics.signed;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import ca.criticalminerals.eventsourcing.signing.Statement;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What others put on the topics in the name of a service: it is on file, and nowhere in the answers. */
@QuarkusTest
class LiveForgedTest {
    private static final String FUNDING = "funding-programs";
    private static final String THIEF = "partnerships";

    /** What is done to a milestone or its signature. */
    enum Forgery {
        UNSIGNED("unsigned"), SIGNED_BY_ANOTHER_SERVICE("unsigned"), STATEMENT_OF_ANOTHER_TOPIC("unsigned"), STATEMENT_OF_ANOTHER_RECORD("unsigned"),
        STATEMENT_OF_ANOTHER_INITIATIVE("unsigned"), TRUNCATED_SIGNATURE("unsigned"), HEADER_COPIED_TO_A_TAMPERED_VALUE("unsigned"),
        NONSENSE_AS_A_SIGNATURE("unsigned"), BACKDATED("backdated"), IN_THE_FUTURE("postdated"), OF_ANOTHER_SOURCE("foreign"), AGAINST_ITS_CONTRACT("unreadable");

        final String status;

        Forgery(String status) {
            this.status = status;
        }

        String initiative() {
            return "forged-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        long send(ObjectNode document) {
            var record = record(document);
            return LiveTopics.send(switch (this) {
                case UNSIGNED -> record;
                case SIGNED_BY_ANOTHER_SERVICE -> signed(record, Instant.MIN, THIEF);
                case STATEMENT_OF_ANOTHER_TOPIC -> stated(record, new Statement(Instant.MIN, List.of(LiveTopics.digest(record))).signed(WATERMARKS, keys(FUNDING)));
                case STATEMENT_OF_ANOTHER_RECORD -> stated(record, statement(record(document.deepCopy().put("recordedby", "officer.genuine"))));
                case STATEMENT_OF_ANOTHER_INITIATIVE -> stated(record, statement(new ProducerRecord<>(MILESTONES, 0, "another", record.value())));
                case TRUNCATED_SIGNATURE -> stated(record, Arrays.copyOf(statement(record), statement(record).length - 1));
                case HEADER_COPIED_TO_A_TAMPERED_VALUE -> stated(record(document.deepCopy().put("recordedby", "officer.tampered")), statement(record));
                case NONSENSE_AS_A_SIGNATURE -> stated(record, new byte[200]);
                case BACKDATED -> own(document.put("time", "1999-01-01T00:00:00.000000Z"));
                case IN_THE_FUTURE -> own(document.put("time", Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ".000000Z")));
                case OF_ANOTHER_SOURCE -> own(document.put("source", "/partnerships"));
                case AGAINST_ITS_CONTRACT -> own(document.put("recordedby", "x".repeat(301)));
            });
        }

        private static ProducerRecord<String, byte[]> own(ObjectNode document) {
            return signed(record(document), Instant.MIN, FUNDING);
        }

        private static byte[] statement(ProducerRecord<String, byte[]> record) {
            return new Statement(Instant.MIN, List.of(LiveTopics.digest(record))).signed(record.topic(), keys(FUNDING));
        }

        private static ProducerRecord<String, byte[]> stated(ProducerRecord<String, byte[]> record, byte[] header) {
            record.headers().add(Statement.HEADER, header);
            return record;
        }
    }

    private static LiveStream fund(String initiative) {
        return LiveStream.registered(initiative).countsProjects().addsContributions().approved("mill", "100.00", "2024-06-15")
                .approved("road", "200.00", "2024-06-16");
    }

    private static ProducerRecord<String, byte[]> record(ObjectNode document) {
        return new ProducerRecord<>(MILESTONES, 0, document.get("subject").asText(), document.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Other tests verify that everything agrees. */
    @AfterEach
    void an_operator_has_seen_them() {
        for (String list : List.of("foreign", "refused", "held")) {
            List<Map<String, Object>> seen = LiveRebuilds.operator().get(LiveParked.PARKED).jsonPath().getList(list);
            seen.forEach(one -> LiveParked.setAside((String) one.get("topic"), ((Number) one.get("offset")).longValue()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_forged_milestone_is_on_file_and_counts_nowhere_and_the_genuine_one_counts(Forgery forgery) {
        var fund = fund(forgery.initiative());
        fund.send(1);
        fund.send(2);
        fund.send(3);
        // Everything up to then has been announced, the service says with what comes next.
        LiveTopics.send(signed(record(fund.document(4)), Instant.parse("2000-01-01T00:00:00Z"), FUNDING));
        fund.included(4);
        var before = get("/v1/initiatives/" + fund.initiative + "?knownAt=2000-06-01T00:00:00Z").asString();

        long offset = forgery.send(fund.document(5).deepCopy().put("id", UUID.randomUUID().toString()));
        if (forgery != Forgery.AGAINST_ITS_CONTRACT) {
            fund.send(5);
            fund.included(5);
            get("/v1/figures/" + fund.initiative + ".projects").then().body("value", equalTo(2));
            assertThat(fund.held()).isEmpty();
        }
        LiveTopics.consumed(MILESTONES, offset);

        assertThat(LiveTables.column("select status from held join projection using (generation) where topic = '" + MILESTONES + "' and \"offset\" = " + offset))
                .containsExactly(forgery.status);
        get("/v1/initiatives/" + fund.initiative).then().body("milestones", hasSize(forgery == Forgery.AGAINST_ITS_CONTRACT ? 4 : 5));
        assertThat(get("/v1/initiatives/" + fund.initiative + "?knownAt=2000-06-01T00:00:00Z").asString()).isEqualTo(before);
        assertThat(get("/v1/milestones?initiative=" + fund.initiative).asString()).doesNotContain("officer.tampered");
    }

    /** What is done to a watermark. */
    enum FalseWatermark {
        UNSIGNED("unsigned"), SIGNED_BY_ANOTHER_SERVICE("unsigned"), OF_A_FAR_FUTURE("unbelieved"), OF_ANOTHER_SOURCE("foreign"), MALFORMED("unbelieved");

        final String status;

        FalseWatermark(String status) {
            this.status = status;
        }

        long send() {
            var said = JsonNodeFactory.instance.objectNode().put("source", this == OF_ANOTHER_SOURCE ? "/partnerships" : "/funding-programs").put("sequence", "")
                    .put("completeThrough", this == MALFORMED ? "tomorrow" : this == OF_A_FAR_FUTURE ? "2199-12-31T00:00:00.000000Z" : Instant.now().toString());
            var record = new ProducerRecord<>(WATERMARKS, 0, "/funding-programs", said.toString().getBytes(StandardCharsets.UTF_8));
            return LiveTopics.send(switch (this) {
                case UNSIGNED -> record;
                case SIGNED_BY_ANOTHER_SERVICE -> signed(record, Instant.MIN, THIEF);
                case OF_A_FAR_FUTURE, OF_ANOTHER_SOURCE, MALFORMED -> signed(record, Instant.MIN, FUNDING);
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_false_watermark_is_on_file_and_moves_nothing(FalseWatermark watermark) {
        LiveTopics.watermark(LiveStream.SOURCE, "", "2026-05-01T00:00:00.000000Z");
        String before = get("/v1/figures").path("completeThrough.funding-programs");

        long offset = watermark.send();
        LiveTopics.watermark(LiveStream.SOURCE, "", "2026-05-01T00:00:01.000000Z");
        LiveTopics.consumed(WATERMARKS, offset);

        assertThat(LiveTables.column("select status from held join projection using (generation) where topic = '" + WATERMARKS + "' and \"offset\" = " + offset))
                .containsExactly(watermark.status);
        assertThat(Instant.parse(get("/v1/figures").path("completeThrough.funding-programs"))).isBefore(Instant.parse("2026-07-01T00:00:00Z"))
                .isAfterOrEqualTo(Instant.parse(before));
    }

    @Test
    void a_statement_lists_records_that_came_before_it_and_what_stands_between_them_is_not_believed() {
        var fund = fund("round-fund");
        var records = List.of(record(fund.document(1)), record(fund.document(2)), record(fund.document(3)));
        LiveTopics.send(records.get(0));
        long forged = LiveTopics.send(record(fund.document(2).deepCopy().put("recordedby", "officer.forger")));
        LiveTopics.send(records.get(1));
        records.get(2).headers().add(Statement.HEADER, new Statement(Instant.MIN, records.stream().map(LiveTopics::digest).toList()).signed(MILESTONES, keys(FUNDING)));

        LiveTopics.consumed(MILESTONES, LiveTopics.send(records.get(2)));

        fund.included(3);
        get("/v1/initiatives/round-fund").then().body("milestones.milestone", equalTo(List.of(1, 2, 3)));
        assertThat(LiveTables.column("select status from held join projection using (generation) where topic = '" + MILESTONES + "' and \"offset\" = " + forged))
                .containsExactly("unsigned");
    }

    @Test
    void what_was_taken_for_unsigned_counts_as_soon_as_its_service_signs_it() {
        var fund = fund("late-signature-fund");
        long unsigned = LiveTopics.send(record(fund.document(1)));
        var other = fund("late-signature-neighbour");
        LiveTopics.consumed(MILESTONES, other.send(1));
        assertThat(LiveTables.column("select status from held join projection using (generation) where topic = '" + MILESTONES + "' and \"offset\" = " + unsigned))
                .containsExactly("unsigned");

        fund.send(1);

        fund.included(1);
        assertThat(LiveTables.column("select status from held join projection using (generation) where topic = '" + MILESTONES + "' and \"offset\" = " + unsigned))
                .isEmpty();
    }

    @Test
    void a_milestone_of_a_time_to_come_counts_when_that_has_come() {
        var fund = fund("early-bird-fund");
        fund.send(1);
        var document = fund.document(2).deepCopy().put("time", Instant.now().plusSeconds(8).truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ".000000Z"));
        long offset = LiveTopics.send(signed(record(document), Instant.MIN, FUNDING));
        LiveTopics.consumed(MILESTONES, offset);
        assertThat(LiveTables.column("select status from held join projection using (generation) where topic = '" + MILESTONES + "' and \"offset\" = " + offset))
                .containsExactly("postdated");

        fund.included(2);
    }

    @Test
    void a_rebuild_believes_no_more_than_was_believed_and_a_verification_names_what_nobody_signed() {
        var fund = fund("rebuilt-forgery-fund");
        fund.announce();
        long offset = LiveTopics.send(record(fund.document(3).deepCopy().put("recordedby", "officer.forger")));
        fund("rebuilt-forgery-neighbour").announce();
        LiveTopics.consumed(MILESTONES, offset);

        LiveRebuilds.readAgain();

        get("/v1/figures/rebuilt-forgery-fund.projects").then().body("value", equalTo(2));
        var verification = LiveRebuilds.operator().get("/v1/operations/verification").jsonPath();
        assertThat(verification.getBoolean("agree")).isFalse();
        assertThat(verification.<Integer>getList("differences.findAll { it.topic == '" + MILESTONES + "' }.offset")).contains((int) offset);
    }
}
