package ca.criticalminerals.eventsourcing.store;

import ca.criticalminerals.eventsourcing.Text;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.sql.DataSource;

/** What operators ask of a store and its topic, and do about them. */
@ApplicationScoped
public class StoreOperations {
    /** Nothing happens if all of it waits to be published anyway: a checkpoint never skips an event. */
    private static final String REPUBLISH = """
            with first as (
                select e.transaction_id, e.position from event e where %s order by e.transaction_id, e.position limit 1),
            before as (
                select e.transaction_id, e.position from event e, first f where (e.transaction_id, e.position) < (f.transaction_id, f.position)
                order by e.transaction_id desc, e.position desc limit 1),
            again as (
                select count(*) from event e, first f, relay_checkpoint c where (e.transaction_id, e.position) >= (f.transaction_id, f.position)
                    and (e.transaction_id, e.position) <= (c.transaction_id, c.position))
            update relay_checkpoint set transaction_id = coalesce((select transaction_id from before), '0'),
                position = coalesce((select position from before), 0)
            where (select count from again) > 0 returning (select count from again)""";

    private static final int MOST_FILED = 1_000;
    /** For so long a table that is in use is asked for again. */
    private static final Duration COMPACTION = Duration.ofSeconds(60);

    private final DataSource database;
    private final Broker broker;
    private final Announcements announcements;
    private final RelayLifecycle relay;

    StoreOperations(DataSource database, @Identifier("default-kafka-broker") Map<String, Object> kafka, Announcements announcements, ServiceKeys keys,
            RelayLifecycle relay) {
        this.database = database;
        this.broker = new Broker(kafka, announcements, keys);
        this.announcements = announcements;
        this.relay = relay;
    }

    /**
     * How a store and its relay stand.
     *
     * @param checkpoint      the place up to which everything was acknowledged by Kafka; empty if nothing was
     * @param backlog         events behind it, a hundred thousand at most
     * @param waiting         since when the first of them has been waiting, in seconds; 0 if there is none
     * @param completeThrough up to which no event is unpublished; empty if that was never said
     * @param verified        the last verification that ran by itself; empty if none has yet
     * @param strays          the records on the topic that this service did not write, as far as they are on file
     * @param isRenewed       whether the relay is still to make the topic anew
     */
    public record Status(RelayStatus relay, long events, long streams, String checkpoint, long backlog, double waiting,
            Optional<Instant> completeThrough, List<StrayRecord> strays, Optional<VerificationLog.Ended> verified, boolean isRenewed) {}

    /** How it stands now. */
    public Status status() throws SQLException {
        try (var connection = database.getConnection(); var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*), count(*) filter (where version = 1), (select renew from relay_checkpoint) from event")) {
            rows.next();
            var waits = Backlog.of(connection);
            return new Status(relay.status(), rows.getLong(1), rows.getLong(2), waits.checkpoint(), waits.events(), waits.seconds(), waits.through(),
                    StrayRecords.of(connection).all(), VerificationLog.last(connection, "store"), rows.getBoolean(3));
        }
    }

    /** Has every event published again, from the first one; how many have been published before. */
    public long republish() throws SQLException {
        return republish(new From.Place("0", 0));
    }

    /**
     * Has events published again, in order and up to the last one: the relay goes on from there, and consumers know repeats.
     *
     * @return how many have been published before; 0 if none has, and then nothing happens
     */
    public long republish(From from) throws SQLException {
        String first = switch (from) {
            case From.Recorded _ -> "e.recorded_at >= ?";
            case From.Place _ -> "(e.transaction_id, e.position) >= (?::xid8, ?)";
        };
        try (var connection = database.getConnection(); var update = connection.prepareStatement(REPUBLISH.formatted(first))) {
            switch (from) {
                case From.Recorded(var at) -> update.setTimestamp(1, Timestamp.from(at));
                case From.Place(var transactionId, var position) -> {
                    update.setString(1, transactionId);
                    update.setLong(2, position);
                }
            }
            try (var rows = update.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    /**
     * Has the relay delete the topic with all that it holds, and publish every event to a new one: what was taken out of the store is in no
     * record then. The relay sees it within a second or two.
     *
     * @return how many events are stored
     * @throws NotRecoverable if this service may not delete its topic; nothing has happened then
     */
    public long renewTopic() throws SQLException, NotRecoverable {
        if (!broker.mayRenew()) {
            String topic = topic();
            throw new NotRecoverable(Text.of("This service may not delete the topic " + topic + ". Delete it, and make it anew, as the administrator of Kafka.",
                    "Ce service ne peut pas supprimer le sujet " + topic + ". Supprimez-le et refaites-le comme administrateur de Kafka."));
        }
        try (var connection = database.getConnection(); var statement = connection.createStatement()) {
            statement.executeUpdate("update relay_checkpoint set renew = true");
            try (var rows = statement.executeQuery("select count(*) from event")) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /**
     * Writes every table of the database anew, so that nothing of what was deleted or taken out is left in its files.
     *
     * @throws NotRecoverable if a table was in use all the time; those before it are written, and it can be asked again
     */
    public void compact() throws SQLException, NotRecoverable, InterruptedException {
        try (var connection = database.getConnection()) {
            new Compaction(connection, COMPACTION).run();
        }
    }

    /** The topic on which the milestones of the store are announced. */
    public String topic() {
        return announcements.milestonesTopic();
    }

    /** Compares the whole store with the whole topic; takes as long as reading both. */
    public Agreement verify() throws SQLException {
        try (var connection = database.getConnection()) {
            return Agreement.of(connection, broker, announcements, _ -> { }, _ -> { });
        }
    }

    /** The same, and puts on file the records that this service did not write. */
    Agreement verifyAndFile() throws SQLException {
        try (var connection = database.getConnection()) {
            var strays = new ArrayList<StrayRecord>();
            var agreement = Agreement.of(connection, broker, announcements, _ -> { }, stray -> {
                if (strays.size() < MOST_FILED) {
                    strays.add(stray);
                }
            });
            StrayRecords.file(connection, strays);
            return agreement;
        }
    }

    /** Digests of what was announced, of the initiatives behind one in alphabetical order; so many at most. */
    public List<StreamDigest> digests(String after, int most) throws SQLException {
        try (var connection = database.getConnection()) {
            return new StreamDigests(connection, announcements).after(after, most);
        }
    }

    /** SHA-256 of each announced document of an initiative, by version. */
    public Map<Integer, String> digests(String stream) throws SQLException {
        try (var connection = database.getConnection()) {
            return new StreamDigests(connection, announcements).of(stream);
        }
    }

    /** The events that a recovery would bring back; nothing is changed. */
    public RecoveryPlan planRecovery() throws SQLException {
        return recovery().plan();
    }

    /**
     * Brings back from the topic the events that the store has lost, because it was restored to an earlier point: ten thousand at most. They
     * are what they were, with their ids, record times and places in the order of publication; only their idempotency keys are not known any more.
     *
     * @param confirmed whether the plan is the one that the operator has seen
     * @throws NotRecoverable if it is not, or they do not fit behind what is stored, or something was recorded after the restore
     */
    public Recovery.Recovered recover(Predicate<RecoveryPlan> confirmed) throws SQLException, NotRecoverable, InterruptedException {
        return recovery().run(confirmed);
    }

    Recovery recovery() {
        return new Recovery(database, broker, announcements, Recovery.MOST);
    }

    /**
     * Goes on without a record of the topic, for good: it counts as one that this service did not write.
     *
     * @return the record; empty if there is none at the offset
     * @throws NotRecoverable if the store holds what it announces
     */
    public Optional<StrayRecord> goOnWithout(long offset, String by, Text why) throws SQLException, NotRecoverable {
        var sent = broker.at(offset);
        if (sent.isEmpty()) {
            return Optional.empty();
        }
        try (var connection = database.getConnection()) {
            if (!sent.get().id().isEmpty() && RelayPosition.holds(connection, List.of(sent.get().id())).getFirst()) {
                throw new NotRecoverable(Text.of("The store holds the milestone of this record.", "Le magasin contient le jalon de cet enregistrement."));
            }
            var stray = StrayRecord.of(sent.get(), StrayRecord.Reason.DECIDED);
            StrayRecords.decide(connection, stray, by, why);
            return StrayRecords.of(connection).about(sent.get());
        }
    }
}
