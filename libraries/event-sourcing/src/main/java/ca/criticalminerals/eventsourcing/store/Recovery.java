package ca.criticalminerals.eventsourcing.store;

import ca.criticalminerals.eventsourcing.LedgerEvent.TextRedacted;
import ca.criticalminerals.eventsourcing.Text;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Brings the events back from the topic that a store has lost because it was restored to an earlier point. */
public final class Recovery {
    private static final Logger LOG = Logger.getLogger(Recovery.class);
    /** Longer than a relay looks at its topic, and shorter than a connection waits for an answer. */
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** So many come back in one call, and of so many bytes. */
    static final int MOST = 10_000;
    private static final long MOST_BYTES = 64L << 20;
    private static final int AT_ONCE = 500;
    private static final String TAKEN = "23505";

    private final DataSource database;
    private final Broker broker;
    private final Announcements announcements;
    private final int most;

    Recovery(DataSource database, Broker broker, Announcements announcements, int most) {
        this.database = database;
        this.broker = broker;
        this.announcements = announcements;
        this.most = most;
    }

    /** The events that would come back; nothing is changed. */
    RecoveryPlan plan() throws SQLException {
        return look(0).plan;
    }

    /**
     * Brings them back, if the plan is the one that was confirmed: so many at a time at most, and the store stays behind until the last one.
     *
     * @return how many came back, and how many are left
     */
    Recovered run(Predicate<RecoveryPlan> confirmed) throws SQLException, NotRecoverable, InterruptedException {
        var found = look(most);
        if (!confirmed.test(found.plan)) {
            throw new NotRecoverable(Text.of("This is not what the preview showed: look at the preview again, and confirm that.",
                    "Ce n’est pas ce que montrait l’aperçu\u00a0: consultez-le de nouveau et confirmez-le."));
        }
        if (found.plan.obstacle().isPresent()) {
            throw new NotRecoverable(found.plan.obstacle().get());
        }
        if (found.events.isEmpty()) {
            return new Recovered(0, 0);
        }
        try (var connection = database.getConnection()) {
            // A relay that is ahead holds the lock for as long as it looks at the topic, one that publishes until it ends.
            var position = RelayPosition.lock(connection, LOOK).orElseThrow(() -> new NotRecoverable(
                    Text.of("A relay is publishing.", "Un relais est en train de publier.")));
            try {
                long left = found.plan.events().count() - found.events.size();
                bringBack(connection, found.events, found.stored, left == 0);
                LOG.warn("recovered from the topic what the store had lost: " + found.events.size() + " events, " + left + " left");
                return new Recovered(found.events.size(), left);
            } finally {
                position.unlock();
            }
        }
    }

    /** What came back, and what is left to be brought back. */
    public record Recovered(long events, long left) {}

    private record Look(RecoveryPlan plan, List<StoredEvent> events, long stored) {}

    /** Compares, and keeps the first of the lost events. */
    private Look look(int most) throws SQLException {
        var digest = StrayRecord.digest();
        var events = new ArrayList<StoredEvent>();
        var initiatives = new TreeMap<String, Long>();
        var times = new Instant[2];
        long[] bytes = new long[1];
        var redacted = new HashSet<String>();
        try (var connection = database.getConnection()) {
            var agreement = Agreement.of(connection, broker, announcements, lost -> {
                digest.update(StrayRecord.digest().digest(lost.sent().bytes()));
                redacted.addAll(redacted(lost.event()));
                initiatives.merge(lost.event().streamId, 1L, Long::sum);
                times[0] = times[0] == null || lost.event().recordedAt.isBefore(times[0]) ? lost.event().recordedAt : times[0];
                times[1] = times[1] == null || lost.event().recordedAt.isAfter(times[1]) ? lost.event().recordedAt : times[1];
                bytes[0] += lost.sent().bytes().length;
                if (events.size() < most && bytes[0] < MOST_BYTES) {
                    events.add(lost.event());
                }
            }, _ -> { });
            // What only a lost redaction made different is what the redaction takes out again.
            boolean differs = agreement.different().count() > redacted.size() || !redacted.containsAll(agreement.different().names());
            boolean recordedSince = differs || agreement.missing().count() + agreement.backlog() + agreement.conflicts() > 0;
            return new Look(new RecoveryPlan(agreement.lost(), initiatives, Optional.ofNullable(times[0]), Optional.ofNullable(times[1]), agreement.strays(),
                    HexFormat.of().formatHex(digest.digest()), recordedSince && agreement.lost().count() > 0 ? Optional.of(recordedSince().why()) : Optional.empty()),
                    events, agreement.events() + agreement.different().count());
        }
    }

    /** The milestones of which an event took a text out. */
    private List<String> redacted(StoredEvent event) {
        return event.type.equals(MilestoneJson.REDACTED) && announcements.json().read(event) instanceof TextRedacted<?>(var redaction, _)
                ? redaction.milestones().stream().map(version -> event.streamId + ":" + version).toList() : List.of();
    }

    private static NotRecoverable recordedSince() {
        return new NotRecoverable(Text.of("The store has events that the topic does not have in their place: something was recorded after the restore. "
                + "Begin a new topic instead.", "Le magasin contient des événements que le sujet n’a pas à leur place\u00a0: quelque chose a été consigné après "
                + "la restauration. Commencez plutôt un nouveau sujet."));
    }

    /**
     * The order of publication goes on behind them only if every transaction to come has a higher number than theirs, and none with a lower
     * one has recorded, or still can record, anything: it would stand before the checkpoint and never be published.
     *
     * @param stored the events that the store held when it was compared
     */
    private void bringBack(Connection connection, List<StoredEvent> lost, long stored, boolean isAll) throws SQLException, NotRecoverable, InterruptedException {
        var last = lost.stream().max(Comparator.comparing(StoredEvent::sequence)).orElseThrow();
        useUpNumbers(connection, last.transactionId);
        awaitEarlier(connection, last.transactionId);
        if (!is(connection, "select count(*) = " + stored + " from event")) {
            throw recordedSince();
        }
        try {
            insert(connection, lost, last, isAll);
        } catch (SQLException e) {
            if (TAKEN.equals(e.getSQLState())) {
                throw recordedSince();
            }
            throw e;
        }
    }

    /** Some at a time: millions take longer than a connection waits for one answer. */
    private static void useUpNumbers(Connection connection, String transactionId) throws SQLException {
        try (var statement = connection.createStatement()) {
            while (!is(connection, "select pg_snapshot_xmax(pg_current_snapshot()) > '" + transactionId + "'::xid8")) {
                statement.execute("""
                        do $$ begin
                            for i in 1..50000 loop exit when pg_current_xact_id() > '%s'::xid8; commit; end loop;
                        end $$""".formatted(transactionId));
            }
        }
    }

    /** Looks again and again: PostgreSQL has nothing that waits for the transactions of others. */
    private static void awaitEarlier(Connection connection, String transactionId) throws SQLException, NotRecoverable, InterruptedException {
        Instant until = Instant.now().plus(PATIENCE);
        while (!is(connection, "select oldest_writer() > '" + transactionId + "'::xid8")) {
            if (Instant.now().isAfter(until)) {
                throw new NotRecoverable(Text.of("A transaction that began before is still open.", "Une transaction commencée auparavant est encore ouverte."));
            }
            Thread.sleep(10);
        }
    }

    private static boolean is(Connection connection, String question) throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(question)) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    private void insert(Connection connection, List<StoredEvent> lost, StoredEvent last, boolean isAll) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set synchronous_commit = on");
        }
        connection.setAutoCommit(false);
        try (var give = connection.prepareStatement("select recover_events(?::jsonb)");
                var checkpoint = connection.prepareStatement("""
                update relay_checkpoint set transaction_id = ?::xid8, position = ?, ahead = not ?,
                    complete_through = case when ? then greatest(complete_through, least(?, clock_timestamp())) else complete_through end""")) {
            for (int from = 0; from < lost.size(); from += AT_ONCE) {
                give.setString(1, rows(lost.subList(from, Math.min(lost.size(), from + AT_ONCE))));
                give.execute();
            }
            checkpoint.setString(1, last.transactionId);
            checkpoint.setLong(2, last.position);
            checkpoint.setBoolean(3, isAll);
            checkpoint.setBoolean(4, isAll);
            checkpoint.setTimestamp(5, Timestamp.from(broker.lastWatermark().orElse(last.recordedAt)));
            checkpoint.executeUpdate();
            Redactions.repeat(connection, announcements.json(), lost);
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** The rows as the database takes them back. */
    private static String rows(List<StoredEvent> events) {
        var rows = JsonNodeFactory.instance.arrayNode(events.size());
        for (var event : events) {
            rows.addObject().put("stream_id", event.streamId).put("version", event.version).put("event_id", event.eventId.toString()).put("type", event.type)
                    .put("data", event.data).put("occurred_on", event.occurredOn).put("recorded_at", event.recordedAt.toString())
                    .put("recorded_by", event.recordedBy).put("trace", event.trace).put("transaction_id", event.transactionId).put("position", event.position)
                    .put("recorded_by_sub", event.recordedBySub).put("recorded_by_role", event.recordedByRole)
                    .put("recorded_by_organization_en", event.recordedByOrganizationEn).put("recorded_by_organization_fr", event.recordedByOrganizationFr);
        }
        return rows.toString();
    }
}
