package ca.criticalminerals.progress.projection;

import ca.criticalminerals.eventsourcing.Text;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The records that cannot be applied, and what operators do about them: try again, put something in their place, or set aside. */
@ApplicationScoped
public class Parked {
    /** A record on file; what is pending waits for what its initiative waits for now, whatever that was when it came. */
    static final String HELD = """
            held.initiative, version, topic, "offset", status, case when status <> 'pending' then reason
                when parked is not null then 'waits: the initiative is parked' else 'waits for version ' || coalesce(applied, 0) + 1 end, held.source""";
    static final String ON_FILE = " from held left join initiative on initiative.generation = held.generation and initiative.initiative = held.initiative ";
    private static final String ON_FILE_NOW = ON_FILE + "join projection on projection.generation = held.generation ";

    private final DataSource database;
    private final Projection projection;
    private final Views views;

    /**
     * An initiative that stands still.
     *
     * @param applied up to which version it is applied
     */
    public record Standing(String initiative, int applied, String reason) {}

    /** A record that is on file. */
    public record Kept(View.Held held, byte @Nullable [] record) {}

    /** Who has decided about a record, when and why. */
    public record Decided(Why why, Instant at) {}

    /** A record that was set aside; nobody decided it where another one was applied in its place. */
    public record SetAside(View.Held held, Optional<Decided> decided) {}

    /** A document that took the place of a record. */
    public record Repaired(String topic, long offset, String initiative, int version, Decided decided) {}

    /** What became of an attempt to repair a record. */
    public enum Outcome { REPAIRED, NOT_HELD, OF_ANOTHER_INITIATIVE, OF_ANOTHER_VERSION, OF_ANOTHER_SERVICE }

    Parked(DataSource database, Projection projection, Views views) {
        this.database = database;
        this.projection = projection;
        this.views = views;
    }

    /** The initiatives that stand still, in alphabetical order; the first thousand. */
    public List<Standing> standing() throws SQLException {
        return list("""
                select initiative, applied, parked from initiative join projection using (generation) where parked is not null
                order by initiative limit 1000""", row -> new Standing(row.getString(1), row.getInt(2), row.getString(3)));
    }

    /** The records that are withheld, by initiative and in the order of the topic; the first thousand. */
    public List<Kept> held() throws SQLException {
        return kept("status in ('pending', 'unreadable')", 1_000);
    }

    /** The records of services that may not speak of them; so many at most. */
    public List<Kept> foreign(int most) throws SQLException {
        return kept("status = 'foreign'", most);
    }

    /** The records of the right service that are not believed; so many at most. */
    public List<Kept> refused(int most) throws SQLException {
        return kept("status not in ('pending', 'unreadable', 'foreign', 'skipped', 'superseded')", most);
    }

    private List<Kept> kept(String which, int most) throws SQLException {
        return list("select " + HELD + ", substring(record for 400)" + ON_FILE_NOW + "where " + which
                + " order by held.initiative nulls last, topic, partition, \"offset\" limit " + most, Parked::kept);
    }

    /** What was set aside: what an operator decided last comes first, what nobody decided at the end; so many at most. */
    public List<SetAside> setAside(int most) throws SQLException {
        return list("select " + HELD + ", aside_by, aside_at, aside_en, aside_fr" + ON_FILE_NOW
                + "where status in ('skipped', 'superseded') order by aside_at desc nulls last, topic, partition, \"offset\" limit " + most,
                row -> new SetAside(held(row), row.getString(8) == null ? Optional.empty() : Optional.of(decided(row, 8))));
    }

    /** What operators have repaired, the last first; so many at most. */
    public List<Repaired> repaired(int most) throws SQLException {
        return list("""
                select topic, "offset", initiative, version, repaired_by, repaired_at, reason_en, reason_fr from repair
                order by number desc limit %s""".formatted(most),
                row -> new Repaired(row.getString(1), row.getLong(2), row.getString(3), row.getInt(4), decided(row, 5)));
    }

    /** From four columns. */
    private static Decided decided(ResultSet row, int first) throws SQLException {
        return new Decided(new Why(row.getString(first), Text.of(row.getString(first + 2), row.getString(first + 3))), row.getTimestamp(first + 1).toInstant());
    }

    /**
     * How much is on file.
     *
     * @param initiatives that stand still
     * @param held        records that are withheld
     * @param foreign     records of services that may not speak of them
     * @param refused     records of the right service that are not believed
     * @param setAside    records that operators or other records have settled
     */
    public record Counts(long initiatives, long held, long foreign, long refused, long setAside) {}

    public Counts counts() throws SQLException {
        return list("""
                select (select count(*) from initiative i where i.generation = p.generation and parked is not null),
                    count(*) filter (where status in ('pending', 'unreadable')), count(*) filter (where status = 'foreign'),
                    count(*) filter (where status not in ('pending', 'unreadable', 'foreign', 'skipped', 'superseded')),
                    count(*) filter (where status in ('skipped', 'superseded'))
                from projection p left join held h on h.generation = p.generation group by p.generation""",
                row -> new Counts(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5))).getFirst();
    }

    /** A record that is on file, in full; or, once it is repaired, as it was. */
    public Optional<Kept> record(String topic, long offset) throws SQLException {
        try (var connection = database.getConnection(); var select = connection.prepareStatement("select " + HELD + ", record" + ON_FILE_NOW + """
                where topic = ? and "offset" = ?
                union all (select initiative, version, topic, "offset", 'pending', 'repaired', null, record from repair where topic = ? and "offset" = ?
                    order by number desc)
                limit 1""")) {
            select.setString(1, topic);
            select.setLong(2, offset);
            select.setString(3, topic);
            select.setLong(4, offset);
            try (var rows = select.executeQuery()) {
                return rows.next() ? Optional.of(kept(rows)) : Optional.empty();
            }
        }
    }

    /**
     * Lets a parked initiative go on: what is held is tried again in order; what still cannot be read and has no version of its own
     * stays on record, set aside, and no longer stops the others. False if it was not parked.
     *
     * @param by the subject of the operator's token
     */
    public boolean release(String initiative, String by) throws SQLException {
        var why = new Why(by, Text.of("Its initiative was released without it.", "Son initiative a été relancée sans lui."));
        boolean released = projection.decide((connection, generation, registry) -> new Batch(new SqlTables(connection, generation), registry).release(initiative, why));
        views.refresh();
        return released;
    }

    /**
     * Sets a record on file aside: it stays there, counts nowhere, and its initiative goes on without it, also after a rebuild, with
     * who did it when and why. False if none is on file there.
     */
    public boolean setAside(String topic, long offset, Why why) throws SQLException {
        boolean found = projection.decide((connection, generation, registry) -> Decisions.setAside(connection, generation, registry, topic, offset, why));
        views.refresh();
        return found;
    }

    /**
     * Puts a document in the place of a held record, also after a rebuild; the record is kept beside it, with who did it when and
     * why. The document is a milestone of the same initiative and of the version that the record had, or of the next one if it had none.
     */
    public Outcome repair(String topic, long offset, byte[] document, Why why) throws Unreadable, SQLException {
        var milestone = Announced.genuine(Announced.json(document));
        var outcome = projection.decide((connection, generation, registry) -> {
            var place = place(connection, generation, topic, offset);
            if (place.isEmpty()) {
                return Outcome.NOT_HELD;
            }
            var initiative = new SqlTables(connection, generation).load().initiative(milestone.initiative());
            if (place.get().initiative().filter(id -> !id.equals(milestone.initiative())).isPresent()) {
                return Outcome.OF_ANOTHER_INITIATIVE;
            }
            OptionalInt version = place.get().version();
            if (version.orElse(initiative.version + 1) != milestone.version() || milestone.version() <= initiative.version) {
                return Outcome.OF_ANOTHER_VERSION;
            }
            if (new Ownership(registry).foreign(topic, Optional.of(milestone.source()), Optional.of(milestone.initiative())).isPresent()) {
                return Outcome.OF_ANOTHER_SERVICE;
            }
            insert(connection, place.get(), milestone.initiative(), milestone.version(), document, why);
            Decisions.repair(connection, generation, registry);
            return Outcome.REPAIRED;
        });
        views.refresh();
        return outcome;
    }

    private record Place(String topic, int partition, long offset, Optional<String> initiative, OptionalInt version, byte @Nullable [] record) {}

    private static Optional<Place> place(Connection connection, int generation, String topic, long offset) throws SQLException {
        try (var select = connection.prepareStatement("""
                select partition, initiative, version, record from held
                where generation = ? and topic = ? and "offset" = ? and topic like '%.milestones' and status in ('pending', 'unreadable', 'backdated', 'postdated')""")) {
            select.setInt(1, generation);
            select.setString(2, topic);
            select.setLong(3, offset);
            try (var rows = select.executeQuery()) {
                return !rows.next() ? Optional.empty() : Optional.of(new Place(topic, rows.getInt(1), offset, Optional.ofNullable(rows.getString(2)),
                        rows.getObject(3) == null ? OptionalInt.empty() : OptionalInt.of(rows.getInt(3)), rows.getBytes(4)));
            }
        }
    }

    private static void insert(Connection connection, Place place, String initiative, int version, byte[] document, Why why) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into repair (topic, partition, "offset", record, initiative, version, document, repaired_by, reason_en, reason_fr)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, place.topic());
            insert.setInt(2, place.partition());
            insert.setLong(3, place.offset());
            insert.setBytes(4, place.record());
            insert.setString(5, initiative);
            insert.setInt(6, version);
            insert.setBytes(7, document);
            insert.setString(8, why.by());
            insert.setString(9, why.reason().en());
            insert.setString(10, why.reason().fr());
            insert.executeUpdate();
        }
    }

    private interface Shape<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> list(String sql, Shape<T> shape) throws SQLException {
        try (var connection = database.getConnection(); var select = connection.prepareStatement(sql); var rows = select.executeQuery()) {
            var list = new ArrayList<T>();
            while (rows.next()) {
                list.add(shape.of(rows));
            }
            return list;
        }
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(held(row), row.getBytes(8));
    }

    /** From the columns of {@link #HELD}. */
    static View.Held held(ResultSet row) throws SQLException {
        return new View.Held(Optional.ofNullable(row.getString(1)), Optional.ofNullable((Integer) row.getObject(2)), row.getString(3),
                row.getLong(4), RecordStatus.of(row.getString(5)), row.getString(6), Optional.ofNullable(row.getString(7)));
    }
}
