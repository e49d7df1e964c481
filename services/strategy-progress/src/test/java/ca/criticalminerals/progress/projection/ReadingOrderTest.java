package ca.criticalminerals.progress.projection;

import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.contracts.InitiativeRegistry;
import ca.criticalminerals.embedded.LocalPostgres;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.eventsourcing.signing.RecordDigest;
import ca.criticalminerals.eventsourcing.signing.SignedRecords;
import ca.criticalminerals.eventsourcing.signing.Statement;
import ca.criticalminerals.progress.api.Json;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Four services, each with records in and out of order, repeated, unreadable, conflicting and about the initiatives of others: whatever
 * order their topics are read in, and in batches of whatever size, a generation ends the same.
 */
class ReadingOrderTest {
    private static final List<String> SERVICES = List.of("funding-programs", "security-measures", "partnerships", "strategy-progress");
    private static final InitiativeRegistry REGISTRY = InitiativeRegistry.EMPTY.with("gold", "funding-programs").with("law", "security-measures")
            .with("pact", "partnerships").with("jobs", "strategy-progress");
    private static final List<String> OWN = List.of("gold", "law", "pact", "jobs");
    private static final InitiativeRegistry LATER = REGISTRY.with("later", "partnerships");
    private static final List<List<String>> EXAMPLES = List.of(
            List.of("funding/program-registered.cmif", "funding/figure-defined.cmif", "funding/count-reported.cmif"),
            List.of("security/measure-registered.eipa", "security/figure-defined.eipa", "security/count-reported.offtake-stockpile"),
            List.of("partnerships/partnership-registered.cmpa", "partnerships/figure-defined.bilateral-new", "partnerships/count-reported.bilateral-new"),
            List.of("strategy/indicator-registered.import-reliance", "strategy/figure-defined.import-reliance", "strategy/count-reported.import-reliance"));
    private static final Why WHY = new Why("operator", Text.of("It says nothing", "Il ne dit rien"));
    private static final JsonMapper JSON = new JsonMapper();
    private static final String NAME = "strategy_progress";
    private static final int FIRST = 1;
    private static final int BAD = 2;

    private final Map<String, List<ConsumerRecord<byte[], byte[]>>> topics = new LinkedHashMap<>();
    private int events;

    /** Registered, figure-defined or count-reported, as the service announces it. */
    private ObjectNode event(int service, String initiative, int version, int sequence, String kind) {
        String example = EXAMPLES.get(service).stream().filter(name -> Examples.kind(name).endsWith(kind)).findFirst().orElseThrow();
        ObjectNode event = Examples.example(example).put("id", new UUID(7, ++events).toString()).put("subject", initiative)
                .put("time", "2026-01-05T15:00:0" + version + ".000000Z").put("streamversion", version).put("sequence", sequence(sequence));
        if (event.path("data").has("figure")) {
            ((ObjectNode) event.get("data")).put("figure", initiative + ".numbers");
        }
        return event;
    }

    private static String sequence(int number) {
        return "%020d-%019d".formatted(1000, number);
    }

    private void send(String topic, String key, String value) {
        var records = topics.computeIfAbsent(topic, _ -> new ArrayList<>());
        records.add(new ConsumerRecord<>(topic, 0, records.size(), key == null ? null : key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8)));
    }

    private void send(int service, ObjectNode event) {
        send(SERVICES.get(service) + ".milestones", event.path("subject").asText(), event.toString());
    }

    private void watermark(int service, int claimed, String sequence, String through) {
        send(SERVICES.get(service) + ".watermarks", "/" + SERVICES.get(claimed), JSON.createObjectNode().put("source", "/" + SERVICES.get(claimed))
                .put("sequence", sequence).put("completeThrough", through).toString());
    }

    /** The document of the third record, as it should have been. */
    private final Map<Integer, String> right = new LinkedHashMap<>();

    private void fill() {
        for (int service = 0; service < 4; service++) {
            String own = OWN.get(service);
            String other = OWN.get((service + 1) % 4);
            ObjectNode registered = event(service, own, 1, 1, "registered");
            ObjectNode second = event(service, own, 2, 2, "figure-defined");
            right.put(service, second.toString());
            send(service, registered);
            send(service, event(service, own, 3, 3, "count-reported"));
            send(service, second.deepCopy().put("type", "ca.criticalminerals.funding.figure-dreamt.v1"));
            send(service, event(service, other, 1, 900, "registered"));
            send(service, event((service + 1) % 4, other, 2, 901, "figure-defined"));
            if (service != 0 && service != 3) {
                send(service, second);
            }
            send(service, event(service, own, 4, 4, "count-reported"));
            send(service, event(service, own, 6, 6, "count-reported"));
            send(service, event(service, own, 3, 5, "count-reported"));
            send(service, registered);
            send(service, event(service, own, 1, 5, "registered"));
            send(SERVICES.get(service) + ".milestones", other, "nonsense");
            send(SERVICES.get(service) + ".milestones", null, "nothing of " + service);
            send(SERVICES.get(service) + ".milestones", null, event(service, other, 3, 902, "count-reported").toString());
            send(SERVICES.get(service) + ".milestones", other.toUpperCase(Locale.ROOT), event(service, other, 3, 903, "count-reported").toString());
            for (int version : new int[] {2, 1, 3}) {
                send(service, event(service, "later", version, 10 + version, version == 1 ? "registered" : version == 2 ? "figure-defined" : "count-reported"));
            }
            watermark(service, service, "", "2026-01-05T14:00:00.000000Z");
            watermark(service, service, sequence(1), "2026-01-05T15:00:01.000000Z");
            watermark(service, service, sequence(3), "2026-01-05T15:00:03.000000Z");
            watermark(service, service, sequence(4), "2026-01-05T15:00:04.000000Z");
            watermark(service, service, sequence(4), "2026-01-05T15:10:00.000000Z");
            watermark(service, (service + 1) % 4, "", "2199-12-31T00:00:00.000000Z");
            watermark(service, service, sequence(9), "2026-01-05T15:20:00.000000Z");
            send(SERVICES.get(service) + ".watermarks", "/" + SERVICES.get(service), "nonsense");
        }
    }

    @Test
    void a_generation_ends_the_same_in_every_order_of_the_topics_and_keeps_what_operators_decided(@TempDir Path folder) throws SQLException {
        fill();
        try (var postgres = LocalPostgres.start(folder, 0)) {
            postgres.createDatabase(NAME);
            Flyway.configure().dataSource(postgres.jdbcUrl(NAME), NAME + "_owner", NAME + "_owner").placeholders(Map.of("role", NAME))
                    .locations("classpath:db/migration").load().migrate();
            try (var connection = DriverManager.getConnection(postgres.superuserJdbcUrl(NAME))) {
                connection.setAutoCommit(false);
                read(connection, FIRST, List.of(0, 1, 2, 3), true, 100, REGISTRY);
                decide(connection, FIRST);
                String expected = told(connection, FIRST);
                assertThat(expected.lines().filter(line -> line.contains(" unreadable "))).as("what withholds something").hasSize(5);
                assertThat(expected).contains("gold 4", "law 4", "pact 4", "jobs 1", "foreign", "conflicting", "unbelieved", "skipped", "superseded", "unreadable");
                int generation = FIRST;
                for (var order : orders(List.of(0, 1, 2, 3))) {
                    for (boolean watermarksFirst : new boolean[] {true, false}) {
                        generation++;
                        read(connection, generation, order, watermarksFirst, generation % 2 == 0 ? 3 : 100, REGISTRY);
                        Decisions.carryOver(connection, FIRST, generation, REGISTRY);
                        assertThat(told(connection, generation)).as("%s, watermarks first: %s", order, watermarksFirst).isEqualTo(expected);
                    }
                }
                assertThat(generation).isEqualTo(FIRST + 48);
                new Batch(new SqlTables(connection, FIRST), LATER).reconsider();
                read(connection, FIRST + 100, List.of(3, 1, 0, 2), false, 1, LATER);
                Decisions.carryOver(connection, FIRST, FIRST + 100, LATER);
                assertThat(told(connection, FIRST + 100)).isEqualTo(told(connection, FIRST)).contains("later 3");
            }
        }
    }

    /** An operator repairs a record of the first service, sets one of the second aside, and releases the initiative of the third. */
    private void decide(Connection connection, int generation) throws SQLException {
        var bad = topics.get("funding-programs.milestones").get(BAD);
        try (var insert = connection.prepareStatement("""
                insert into repair (topic, partition, "offset", record, initiative, version, document, repaired_by, reason_en, reason_fr)
                values (?, 0, ?, ?, 'gold', 2, ?, 'operator', 'Misspelt', 'Mal écrit')""")) {
            insert.setString(1, bad.topic());
            insert.setLong(2, bad.offset());
            insert.setBytes(3, bad.value());
            insert.setBytes(4, right.get(0).getBytes(StandardCharsets.UTF_8));
            insert.executeUpdate();
        }
        Decisions.repair(connection, generation, REGISTRY);
        assertThat(Decisions.setAside(connection, generation, REGISTRY, "security-measures.milestones", BAD, WHY)).isTrue();
        assertThat(new Batch(new SqlTables(connection, generation), REGISTRY).release("pact", WHY)).isTrue();
    }

    private void read(Connection connection, int generation, List<Integer> order, boolean watermarksFirst, int size, InitiativeRegistry registry) throws SQLException {
        var kinds = watermarksFirst ? List.of(".watermarks", ".milestones") : List.of(".milestones", ".watermarks");
        for (String kind : kinds) {
            for (int service : order) {
                var records = topics.get(SERVICES.get(service) + kind);
                for (int from = 0; from < records.size(); from += size) {
                    new Batch(new SqlTables(connection, generation), registry).apply(signed(records.subList(from, Math.min(from + size, records.size()))));
                }
            }
        }
    }

    /** As the services of their topics have signed them. */
    private static List<SignedRecords.Told> signed(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(record -> {
            var digest = RecordDigest.of(record.topic(), record.key(), record.value());
            return new SignedRecords.Told(record, digest, Optional.of(new Statement(Instant.MIN, List.of(digest))), Optional.empty());
        }).toList();
    }

    /** Everything that a generation tells, but for when its rows were written. */
    private String told(Connection connection, int generation) throws SQLException {
        View view = new Views(null, SERVICES.stream().map(service -> "/" + service).toList()).next(connection, generation, View.empty());
        return rows(connection, generation, "select initiative, version, md5(document) from milestone where generation = ? order by 1, 2")
                + rows(connection, generation, "select initiative, applied, parked from initiative where generation = ? order by 1")
                + rows(connection, generation, "select topic, \"offset\", initiative, version, status, reason, source, aside_by, md5(record) from held where generation = ? order by 1, 2")
                + rows(connection, generation, "select source, received, complete_through, waiting from source where generation = ? order by 1")
                + view.sources() + view.held() + view.provisional(Instant.parse("2026-01-05T15:00:02Z"))
                + view.initiatives(LocalDate.parse("2026-11-01"), Instant.MAX).stream().map(one -> Json.initiative(one, true).toString()).collect(Collectors.joining("\n"));
    }

    private static String rows(Connection connection, int generation, String sql) throws SQLException {
        try (var select = connection.prepareStatement(sql)) {
            select.setInt(1, generation);
            var text = new StringBuilder();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                        text.append(rows.getString(column)).append(' ');
                    }
                    text.append('\n');
                }
            }
            return text.toString();
        }
    }

    private static List<List<Integer>> orders(List<Integer> all) {
        if (all.isEmpty()) {
            return List.of(List.of());
        }
        var orders = new ArrayList<List<Integer>>();
        for (Integer first : all) {
            for (var rest : orders(all.stream().filter(one -> !one.equals(first)).toList())) {
                var order = new ArrayList<>(List.of(first));
                order.addAll(rest);
                orders.add(order);
            }
        }
        return orders;
    }
}
