package ca.criticalminerals.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedTest {
    @TempDir
    Path folder;

    @Test
    void a_database_is_durable_and_its_data_is_there_after_a_restart() throws Exception {
        try (var postgres = LocalPostgres.start(folder.resolve("postgres"), 0)) {
            postgres.createDatabase("wells");
            try (var owner = owner(postgres); var statement = owner.createStatement()) {
                statement.execute("create table kept (line text); insert into kept values ('still here')");
                assertThat(first(owner, "show fsync")).isEqualTo("on");
                assertThat(first(owner, "show synchronous_commit")).isEqualTo("on");
            }
        }
        try (var postgres = LocalPostgres.start(folder.resolve("postgres"), 0)) {
            postgres.createDatabase("wells");
            try (var owner = owner(postgres)) {
                assertThat(first(owner, "select line from kept")).isEqualTo("still here");
            }
        }
    }

    @Test
    void a_data_directory_whose_server_was_killed_opens_again() throws Exception {
        long pid;
        var killed = LocalPostgres.start(folder.resolve("postgres"), 0);
        killed.createDatabase("wells");
        pid = killed.pid();
        assertThat(ProcessHandle.of(pid)).isPresent();
        var server = ProcessHandle.of(pid).orElseThrow();
        server.destroyForcibly();
        server.onExit().join();
        killed.close();

        try (var postgres = LocalPostgres.start(folder.resolve("postgres"), 0); var owner = owner(postgres)) {
            assertThat(first(owner, "select 'open'")).isEqualTo("open");
        }
    }

    @Test
    void the_role_of_a_service_can_create_nothing_and_read_nothing_until_it_is_granted() throws Exception {
        try (var postgres = LocalPostgres.start(folder.resolve("postgres"), 0)) {
            postgres.createDatabase("wells");
            postgres.createDatabase("others");
            try (var owner = owner(postgres); var statement = owner.createStatement()) {
                statement.execute("create table secret (line text)");
            }
            try (var service = DriverManager.getConnection(postgres.jdbcUrl("wells"), "wells", "wells");
                    var statement = service.createStatement()) {
                for (String forbidden : List.of("create table mine (line text)", "select * from secret", "create role friend")) {
                    assertThatThrownBy(() -> statement.execute(forbidden)).as(forbidden).isInstanceOf(SQLException.class)
                            .hasMessageContaining("permission denied");
                }
            }
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl("others"), "wells", "wells"))
                    .isInstanceOf(SQLException.class).hasMessageContaining("permission denied");
        }
    }

    @Test
    void the_role_of_a_service_enters_no_other_database_and_cannot_take_the_connections_of_others() throws Exception {
        var taken = new ArrayList<Connection>();
        try (var postgres = LocalPostgres.start(folder.resolve("postgres"), 0)) {
            postgres.createDatabase("wells");
            postgres.createDatabase("others");
            for (String other : List.of("postgres", "template1", "others")) {
                assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(other), "wells", "wells")).as(other).isInstanceOf(SQLException.class)
                        .hasMessageContaining("permission denied");
            }

            assertThatThrownBy(() -> {
                while (taken.size() < 97) {
                    taken.add(DriverManager.getConnection(postgres.jdbcUrl("wells"), "wells", "wells"));
                }
            }).isInstanceOf(SQLException.class).hasMessageContaining("too many connections for role \"wells\"");
            var others = new ArrayList<Connection>();
            while (others.size() < 30) {
                others.add(DriverManager.getConnection(postgres.jdbcUrl("others"), "others", "others"));
            }
            assertThat(first(others.getLast(), "select 'served'")).isEqualTo("served");
        }
    }

    @Test
    void a_broker_that_stops_and_starts_again_keeps_its_port_and_its_messages() throws Exception {
        try (var kafka = LocalKafka.start(folder.resolve("kafka"), 0)) {
            String before = kafka.bootstrapServers();
            Map<String, Object> client = Map.of("bootstrap.servers", before, "acks", "all");
            try (var admin = Admin.create(client)) {
                admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1))).all().get();
            }
            try (var producer = new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
                producer.send(new ProducerRecord<>("kept", "a", "1")).get();
            }
            kafka.stop();
            kafka.restart();

            assertThat(kafka.bootstrapServers()).isEqualTo(before);
            try (var admin = Admin.create(client)) {
                var end = admin.listOffsets(Map.of(new TopicPartition("kept", 0), OffsetSpec.latest())).all().get();
                assertThat(end.values().iterator().next().offset()).isEqualTo(1);
            }
        }
    }

    private static Connection owner(LocalPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl("wells"), "wells_owner", "wells_owner");
    }

    private static String first(Connection connection, String sql) throws SQLException {
        try (var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
