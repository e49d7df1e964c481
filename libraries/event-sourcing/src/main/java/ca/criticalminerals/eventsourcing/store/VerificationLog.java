package ca.criticalminerals.eventsourcing.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The verifications that ran by themselves, in the database of a service. */
public final class VerificationLog {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<TreeMap<String, Long>> COUNTS = new TypeReference<>() {};

    private VerificationLog() {}

    /**
     * A verification that has ended.
     *
     * @param findings how many of each kind; a kind that was not found is 0 or left out
     */
    public record Ended(Instant at, Map<String, Long> findings) {}

    /** The last one; empty if there was none yet. */
    public static Optional<Ended> last(Connection connection, String what) throws SQLException {
        try (var select = connection.prepareStatement("select finished_at, findings::text from verification where what = ? order by finished_at desc limit 1")) {
            select.setString(1, what);
            try (var rows = select.executeQuery()) {
                return rows.next() ? Optional.of(new Ended(rows.getTimestamp(1).toInstant(), JSON.readValue(rows.getString(2), COUNTS))) : Optional.empty();
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static void add(Connection connection, String what, Instant started, Map<String, Long> findings) throws SQLException {
        try (var insert = connection.prepareStatement("insert into verification (what, started_at, findings) values (?, ?, ?::jsonb)")) {
            insert.setString(1, what);
            insert.setTimestamp(2, Timestamp.from(started));
            insert.setString(3, JSON.writeValueAsString(new TreeMap<>(findings)));
            insert.executeUpdate();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
