package ca.criticalminerals.progress.projection;

import ca.criticalminerals.contracts.InitiativeRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What operators decide about records that cannot be read, as the tables of a generation keep it. The topics do not tell of it. */
final class Decisions {
    private Decisions() {}

    /** Sets a record on file aside, and lets its initiative go on if it was withheld; false if none is on file there. */
    static boolean setAside(Connection connection, int generation, InitiativeRegistry registry, String topic, long offset, Why why) throws SQLException {
        try (var update = connection.prepareStatement(SqlTables.SET_ASIDE + " and topic = ? and \"offset\" = ? returning initiative, old.status, record")) {
            SqlTables.setAside(update, why, generation);
            update.setString(6, topic);
            update.setLong(7, offset);
            try (var rows = update.executeQuery()) {
                if (!rows.next()) {
                    return false;
                }
                String initiative = rows.getString(1);
                byte[] record = rows.getBytes(3);
                if (RecordStatus.of(rows.getString(2)).withholds()) {
                    new Batch(new SqlTables(connection, generation), registry).skipped(record == null ? List.of() : List.of(record));
                    if (initiative != null) {
                        new Batch(new SqlTables(connection, generation), registry).release(initiative, why);
                    }
                }
                return true;
            }
        }
    }

    /** Puts the documents of repairs in the places of the withheld records that they repair, and lets their initiatives go on. */
    static void repair(Connection connection, int generation, InitiativeRegistry registry) throws SQLException {
        try (var update = connection.prepareStatement("""
                update held h set record = r.document, initiative = r.initiative, version = r.version, status = 'pending', reason = 'waits' from repair r
                where h.generation = ? and r.topic = h.topic and r.partition = h.partition and r."offset" = h."offset"
                    and r.record is not distinct from h.record and h.status in ('pending', 'unreadable', 'backdated', 'postdated')
                    and not exists (select from repair later where later.topic = r.topic and later.partition = r.partition
                        and later."offset" = r."offset" and later.record is not distinct from r.record and later.number > r.number)
                returning h.initiative""")) {
            update.setInt(1, generation);
            for (String initiative : firstColumn(update)) {
                new Batch(new SqlTables(connection, generation), registry).repaired(initiative);
            }
        }
    }

    /** Decides in the rebuilt generation what was decided in the present one. */
    static void carryOver(Connection connection, int present, int rebuilt, InitiativeRegistry registry) throws SQLException {
        var skipped = new ArrayList<byte[]>();
        try (var update = connection.prepareStatement("""
                update held r set status = p.status, reason = p.reason,
                    aside_by = p.aside_by, aside_at = p.aside_at, aside_en = p.aside_en, aside_fr = p.aside_fr from held p
                where p.generation = ? and r.generation = ? and p.status in ('skipped', 'superseded') and r.status not in ('skipped', 'superseded')
                    and r.topic = p.topic and r."offset" = p."offset" and r.partition = p.partition
                returning old.status, r.record""")) {
            update.setInt(1, present);
            update.setInt(2, rebuilt);
            try (var rows = update.executeQuery()) {
                while (rows.next()) {
                    if (RecordStatus.of(rows.getString(1)).withholds() && rows.getBytes(2) != null) {
                        skipped.add(rows.getBytes(2));
                    }
                }
            }
        }
        new Batch(new SqlTables(connection, rebuilt), registry).skipped(skipped);
        repair(connection, rebuilt, registry);
        for (String initiative : released(connection, present, rebuilt)) {
            new Batch(new SqlTables(connection, rebuilt), registry).release(initiative, null);
        }
    }

    /** What goes on in the one generation, with nothing left that cannot be read, and is parked in the other. */
    private static List<String> released(Connection connection, int present, int rebuilt) throws SQLException {
        try (var select = connection.prepareStatement("""
                select r.initiative from initiative r join initiative p on p.initiative = r.initiative and p.generation = ?
                where r.generation = ? and r.parked is not null and p.parked is null
                    and not exists (select from held h where h.generation = p.generation and h.initiative = p.initiative
                        and h.version is null and h.status = 'unreadable')""")) {
            select.setInt(1, present);
            select.setInt(2, rebuilt);
            return firstColumn(select);
        }
    }

    private static List<String> firstColumn(PreparedStatement statement) throws SQLException {
        var found = new ArrayList<String>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
