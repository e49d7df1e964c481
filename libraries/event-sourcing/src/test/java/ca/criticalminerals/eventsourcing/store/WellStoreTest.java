package ca.criticalminerals.eventsourcing.store;

import static ca.criticalminerals.eventsourcing.store.Well.WELL;

import ca.criticalminerals.embedded.RealPostgresAndKafka;
import ca.criticalminerals.eventsourcing.LedgerCommand;
import ca.criticalminerals.eventsourcing.LedgerCommand.RecordMilestone;
import ca.criticalminerals.eventsourcing.store.Well.WellMilestone;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.parallel.Isolated;

/** The store of wells in a running service. Nothing else runs meanwhile: Quarkus knows one service at a time. */
@Isolated
@QuarkusTestResource(value = RealPostgresAndKafka.class, initArgs = @ResourceArg(name = "database", value = "wells"))
abstract class WellStoreTest {
    @Inject
    EventStore store;
    @Inject
    EntityManager database;
    @Inject
    DataSource connections;

    final String stream = "well-" + UUID.randomUUID();

    /** Another instance records that so many buckets were drawn. */
    void elsewhere(int version, int buckets, String key) throws SQLException {
        try (var connection = connections.getConnection(); var statement = connection.createStatement()) {
            statement.execute("""
                    insert into event (stream_id, version, type, data, occurred_on, recorded_by,
                        idempotency_key, fingerprint)
                    values ('%1$s', %2$d, 'water-drawn', '{"buckets": %3$d, "occurredOn": "2025-06-17",
                        "evidence": {"source": "x", "confidence": "unverified"}}', '2025-06-17', 'officer', '%4$s%1$s', 'f')"""
                    .formatted(stream, version, buckets, key));
        }
    }

    List<StoredEvent> history() {
        return store.read(WELL, stream).orElseThrow().events();
    }

    StoredEvent record(String stream, LedgerCommand<WellMilestone> command, WriteRequest request) {
        return store.record(WELL, stream, List.of(command), request).getFirst().stored();
    }

    List<StoredEvent> together(WriteRequest request, WellMilestone... milestones) {
        return store.record(WELL, stream, Stream.of(milestones).map(WellStoreTest::asked).toList(), request).stream().map(Recorded::stored).toList();
    }

    static LedgerCommand<WellMilestone> asked(WellMilestone milestone) {
        return new RecordMilestone<>(milestone, LocalDate.of(2026, 11, 23));
    }

    static WriteRequest expecting(int version) {
        return new WriteRequest("officer", OptionalInt.of(version), Optional.empty(), "f", Optional.empty());
    }

    static WriteRequest anyVersion() {
        return new WriteRequest("officer", OptionalInt.empty(), Optional.empty(), "f", Optional.empty());
    }
}
