package ca.criticalminerals.progress.projection;

import ca.criticalminerals.eventsourcing.Text;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The record of all rebuilds in the database: every instance shows and decides the last one, one instance carries it out. */
final class Rebuilds {
    private static final String UNDECIDED = "state in " + RebuildState.UNDER_WAY;

    private Rebuilds() {}

    /** Records the beginning of one, for who has the turn; its number. */
    static int begin(Connection connection, String by, boolean whenEqual) throws SQLException {
        try (var update = connection.prepareStatement("update rebuild set state = 'failed', since = clock_timestamp(), problem = ? where " + UNDECIDED)) {
            update.setString(1, Rebuild.ABANDONED);
            update.executeUpdate();
        }
        try (var insert = connection.prepareStatement("insert into rebuild (state, asked_by, when_equal) values ('reading', ?, ?) returning number")) {
            insert.setString(1, by);
            insert.setBoolean(2, whenEqual);
            try (var rows = insert.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    /** Says how far it is. */
    static void progress(Connection connection, int number, long records, long behind) throws SQLException {
        try (var update = connection.prepareStatement("update rebuild set records = ?, behind = ? where number = ? and (records, behind) is distinct from (?, ?)")) {
            update.setLong(1, records);
            update.setLong(2, behind);
            update.setInt(3, number);
            update.setLong(4, records);
            update.setLong(5, behind);
            update.executeUpdate();
        }
    }

    /** What an operator has decided and is not carried out yet. */
    static Optional<RebuildDecision> decision(Connection connection, int number) throws SQLException {
        try (var select = connection.prepareStatement("select decision from rebuild where number = ?")) {
            select.setInt(1, number);
            try (var rows = select.executeQuery()) {
                rows.next();
                return Optional.ofNullable(rows.getString(1)).map(RebuildDecision::of);
            }
        }
    }

    static void comparing(Connection connection, int number) throws SQLException {
        try (var update = connection.prepareStatement("update rebuild set state = 'comparing', since = clock_timestamp() where number = ?")) {
            update.setInt(1, number);
            update.executeUpdate();
        }
    }

    /** Keeps the comparison; what is not carried out at once waits for a decision. */
    static void compared(Connection connection, int number, String comparison, boolean goesOn) throws SQLException {
        try (var update = connection.prepareStatement("update rebuild set comparison = ?" + (goesOn ? ""
                : ", state = 'ready', since = clock_timestamp(), decision = null") + " where number = ?")) {
            update.setString(1, comparison);
            update.setInt(2, number);
            update.executeUpdate();
        }
    }

    static void ended(Connection connection, int number, RebuildState state, String problem) throws SQLException {
        try (var update = connection.prepareStatement("""
                update rebuild set state = ?, since = clock_timestamp(), decision = null, problem = ? where number = ?""")) {
            update.setString(1, state.word);
            update.setString(2, problem.replace("\u0000", ""));
            update.setInt(3, number);
            update.executeUpdate();
        }
    }

    /** Writes down what an operator has decided about the one that is under way; false if there is none, or another decision is not carried out yet. */
    static boolean decide(Connection connection, RebuildDecision decision, String by, @Nullable Text reason) throws SQLException {
        try (var update = connection.prepareStatement("update rebuild set decision = ?, decided_by = ?, reason_en = ?, reason_fr = ? where decision is null and "
                + UNDECIDED)) {
            update.setString(1, decision.word);
            update.setString(2, by);
            update.setString(3, reason == null ? null : reason.en());
            update.setString(4, reason == null ? null : reason.fr());
            return update.executeUpdate() == 1;
        }
    }

    /** The last one. */
    static Rebuild.Status last(Connection connection) throws SQLException {
        Optional<String> instance = Turn.holder(connection, Turn.REBUILDING);
        try (var statement = connection.createStatement(); var rows = statement.executeQuery("select * from rebuild order by number desc limit 1")) {
            return rows.next() ? status(rows, instance) : Rebuild.Status.NEVER;
        }
    }

    private static Rebuild.Status status(ResultSet row, Optional<String> instance) throws SQLException {
        var state = RebuildState.of(row.getString("state"));
        // What nobody does any more has failed, although nobody was left to say so.
        boolean abandoned = state.isUnderWay() && instance.isEmpty();
        String fr = row.getString("reason_fr");
        return new Rebuild.Status(row.getInt("number"), abandoned ? RebuildState.FAILED : state, row.getString("asked_by"),
                instant(row, "asked_at"), instant(row, "since"), row.getLong("records"), row.getLong("behind"), row.getBoolean("when_equal"),
                instance.filter(_ -> state.isUnderWay()), Optional.ofNullable(row.getString("decision")).map(RebuildDecision::of), Optional.ofNullable(row.getString("decided_by")),
                Optional.ofNullable(row.getString("reason_en")).map(en -> Text.of(en, fr)),
                Optional.ofNullable(row.getString("comparison")), abandoned ? Rebuild.ABANDONED : row.getString("problem"));
    }

    private static Instant instant(ResultSet row, String name) throws SQLException {
        return row.getTimestamp(name).toInstant();
    }
}
