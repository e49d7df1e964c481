package ca.criticalminerals.security;

import static ca.criticalminerals.security.Bodies.*;
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
        Desk laws = Desk.measure();
        laws.with(everyKindOfLegislation(laws.initiative()));
        Desk supply = Desk.measure().with(everyKindOfSupply());
        supply.correct(4, SIGNED.replace("\"notDisclosed\": true", "\"text\": {\"en\": \"10\", \"fr\": \"10\"}")).then().statusCode(201);
        supply.retract(9).then().statusCode(201);
        var announced = awaitAnnouncements(laws, supply, Desk.measure().with(everyKindOfDesignation()),
                Desk.measure().with(everyKindOfParticipation()), Desk.measure().with(everyKindOfReview()));
        assertThat(announced).extracting(Announced::kind).containsAll(Contract.kinds("security"));
        for (Announced one : announced) {
            assertThat(Contract.announced("security", one.kind()).violations(one.document())).as(one.document().toString()).isEmpty();
        }
    }

    @Test
    void what_is_announced_is_what_the_officer_got_as_the_answer_under_the_key_of_the_measure() throws IOException {
        Desk desk = Desk.measure();
        JsonNode answer = JSON.readTree(desk.record(SUPPLY).asString());
        desk.with(NEGOTIATED, SIGNED);
        var announced = awaitAnnouncements(desk);
        assertThat(announced.getFirst().document()).isEqualTo(answer);
        assertThat(announced).extracting(Announced::key).containsOnly(desk.initiative());
        assertThat(announced).extracting(one -> one.document().get("streamversion").asInt())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 3).boxed().toList());
    }

    private static List<Announced> awaitAnnouncements(Desk... desks) {
        var initiatives = Stream.of(desks).map(Desk::initiative).toList();
        int expected = Stream.of(desks).mapToInt(Desk::recorded).sum();
        return await().atMost(Duration.ofSeconds(30)).until(() -> topic().stream()
                .filter(one -> initiatives.contains(one.document().get("subject").asText())).toList(), found -> found.size() >= expected);
    }

    private static List<Announced> topic() {
        var partition = new TopicPartition("security-measures.milestones", 0);
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
