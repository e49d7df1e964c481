package ca.criticalminerals.partnerships;

import static ca.criticalminerals.partnerships.Bodies.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.criticalminerals.contracts.Contract;
import ca.criticalminerals.embedded.RealPostgresAndKafka;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** What officers record is announced, as the contracts say. */
@QuarkusTest
class AnnouncementTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Announced(String key, JsonNode document) {
        String kind() {
            return document.get("type").asText().split("\\.")[3];
        }
    }

    @Test
    void every_kind_of_milestone_is_announced_as_its_contract_says_it() {
        Desk alliance = Desk.partnership();
        alliance.with(everyKindOfAlliance(alliance.initiative()).toArray(String[]::new));
        alliance.correct(4, committed("12000000.00")).then().statusCode(201);
        alliance.retract(11).then().statusCode(201);
        Desk table = Desk.partnership().with(everyKindOfTable().toArray(String[]::new));
        var announced = awaitAnnouncements(alliance, table);
        assertThat(announced).extracting(Announced::kind).containsAll(Contract.kinds("partnerships"));
        for (Announced one : announced) {
            assertThat(Contract.announced("partnerships", one.kind()).violations(one.document())).as(one.document().toString()).isEmpty();
        }
    }

    @Test
    void the_milestones_of_an_initiative_arrive_under_its_key_in_the_order_of_their_versions() {
        Desk desk = Desk.partnership().with(REGISTERED, CHARTER, RENEWED, CONTRIBUTION);
        var announced = awaitAnnouncements(desk);
        assertThat(announced).extracting(Announced::key).containsOnly(desk.initiative());
        assertThat(announced).extracting(one -> one.document().get("streamversion").asInt())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 4).boxed().toList());
    }

    @Test
    void what_is_announced_is_what_the_officer_got_as_the_answer() throws IOException {
        Desk desk = Desk.partnership();
        JsonNode answer = JSON.readTree(desk.record(REGISTERED).asString());
        assertThat(awaitAnnouncements(desk).getFirst().document()).isEqualTo(answer);
    }

    private static List<Announced> awaitAnnouncements(Desk... desks) {
        var initiatives = Stream.of(desks).map(Desk::initiative).toList();
        int expected = Stream.of(desks).mapToInt(Desk::recorded).sum();
        return await().atMost(Duration.ofSeconds(30)).until(() -> topic().stream()
                .filter(one -> initiatives.contains(one.document().get("subject").asText())).toList(), found -> found.size() >= expected);
    }

    private static List<Announced> topic() {
        var partition = new TopicPartition("partnerships.milestones", 0);
        try (var consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", RealPostgresAndKafka.kafka().bootstrapServers()),
                new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            var announced = new ArrayList<Announced>();
            while (consumer.position(partition) < end) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    announced.add(new Announced(record.key(), JSON.readTree(record.value())));
                }
            }
            return announced;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
