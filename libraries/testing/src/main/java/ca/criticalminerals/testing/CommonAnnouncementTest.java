package ca.criticalminerals.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.criticalminerals.contracts.Contract;
import ca.criticalminerals.embedded.RealPostgresAndKafka;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** What officers record is announced, as the contracts say. */
public abstract class CommonAnnouncementTest {
    private final WriteService service;

    private record Announced(String key, JsonNode document) {
        String kind() {
            return Json.kind(document);
        }
    }

    protected CommonAnnouncementTest(WriteService service) {
        this.service = service;
    }

    /** Records every kind of milestone that the service has, and says at which desks. */
    protected abstract List<Desk> everyKind();

    /** The kinds that nobody can record at a desk: another test sees them announced. */
    protected List<String> announcedElsewhere() {
        return List.of();
    }

    @Test
    void every_kind_of_milestone_is_announced_as_its_contract_says_it() {
        var desks = everyKind();
        redacted(desks.getFirst());
        var announced = awaitAnnouncements(desks);
        assertThat(Stream.concat(announced.stream().map(Announced::kind), announcedElsewhere().stream())).containsAll(Contract.kinds(service.context()));
        for (Announced one : announced) {
            assertThat(Contract.announced(service.context(), one.kind()).violations(one.document())).as(one.document().toString()).isEmpty();
        }
    }

    /** The last kind: who recorded it is taken out. */
    private static void redacted(Desk desk) {
        String path = "/v1/operations/store/redactions";
        String what = "{\"initiative\": \"" + desk.initiative() + "\", \"texts\": [\"officer\"]%s}";
        var privacy = Desk.as(RealPostgresAndKafka.tokens().token("privacy.test", Set.of("privacy"), List.of())).contentType("application/json");
        String confirm = privacy.header("Prefer", "handling=validate").body(what.formatted("")).post(path).path("confirm");
        Desk.as(RealPostgresAndKafka.tokens().token("privacy.test", Set.of("privacy"), List.of())).contentType("application/json").body(what.formatted(
                ", \"ground\": \"privacy\", \"reason\": {\"en\": \"She asked\", \"fr\": \"Elle l’a demandé\"}, \"confirm\": \"" + confirm + "\"")).post(path)
                .then().statusCode(201);
    }

    @Test
    void the_milestones_of_an_initiative_arrive_under_its_key_in_the_order_of_their_versions() {
        Desk desk = service.desk().with(service.story());
        var announced = awaitAnnouncements(List.of(desk));
        assertThat(announced).extracting(Announced::key).containsOnly(desk.initiative());
        assertThat(announced).extracting(one -> one.document().get("streamversion").asInt())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, service.story().size()).boxed().toList());
    }

    @Test
    void what_is_announced_is_what_the_officer_got_as_the_answer() {
        Desk desk = service.desk();
        JsonNode answer = Json.read(desk.record(service.registered()).asString());
        assertThat(awaitAnnouncements(List.of(desk)).getFirst().document()).isEqualTo(answer);
    }

    private List<Announced> awaitAnnouncements(List<Desk> desks) {
        var initiatives = desks.stream().map(Desk::initiative).toList();
        int expected = desks.stream().mapToInt(Desk::recorded).sum();
        return await().atMost(Duration.ofSeconds(30)).until(() -> topic().stream()
                .filter(one -> initiatives.contains(one.document().get("subject").asText())).toList(), found -> found.size() >= expected);
    }

    private List<Announced> topic() {
        var partition = new TopicPartition(service.name() + ".milestones", 0);
        try (var consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", RealPostgresAndKafka.kafka().bootstrapServers()),
                new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            var announced = new ArrayList<Announced>();
            while (consumer.position(partition) < end) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    announced.add(new Announced(record.key(), Json.read(record.value())));
                }
            }
            return announced;
        }
    }
}
