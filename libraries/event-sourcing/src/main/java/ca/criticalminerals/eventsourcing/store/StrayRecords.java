package ca.criticalminerals.eventsourcing.store;

import ca.criticalminerals.eventsourcing.Text;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The stray records that are on file in a store, by offset. */
record StrayRecords(Map<Long, List<StrayRecord>> byOffset) {
    /** More are not put on file by the service itself: whoever can write to the topic must not fill the store. */
    private static final int MOST_FOUND = 1_000;

    static StrayRecords of(Connection connection) throws SQLException {
        try (var select = connection.createStatement(); var rows = select.executeQuery("""
                select s."offset", s.milestone, s.reason, s.sha256, d.decided_by, d.decided_at, d.reason_en, d.reason_fr
                from stray_record s left join stray_decision d using ("offset", sha256) order by s."offset", s.found_at""")) {
            var all = new TreeMap<Long, List<StrayRecord>>();
            while (rows.next()) {
                Optional<StrayRecord.Decision> decision = rows.getString(5) == null ? Optional.empty() : Optional.of(new StrayRecord.Decision(rows.getString(5),
                        rows.getTimestamp(6).toInstant(), Text.of(rows.getString(7), rows.getString(8))));
                var stray = new StrayRecord(rows.getLong(1), rows.getString(2), StrayRecord.Reason.valueOf(rows.getString(3)), rows.getString(4), decision);
                all.merge(stray.offset(), List.of(stray), (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
            }
            return new StrayRecords(all);
        }
    }

    /** What is on file about a record; empty for one that is not. */
    Optional<StrayRecord> about(Broker.Sent sent) {
        var here = byOffset.getOrDefault(sent.offset(), List.of());
        return here.isEmpty() ? Optional.empty() : here.stream().filter(stray -> stray.sha256().equals(StrayRecord.sha256(sent.bytes()))).findFirst();
    }

    List<StrayRecord> all() {
        return byOffset.values().stream().flatMap(List::stream).toList();
    }

    /** Puts records on file that the service recognized by itself; what is there already stays as it is. */
    static void file(Connection connection, Collection<StrayRecord> strays) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into stray_record ("offset", sha256, milestone, reason)
                select ?, ?, ?, ? where (select count(*) from stray_record) < ? on conflict do nothing""")) {
            for (var stray : strays) {
                insert.setLong(1, stray.offset());
                insert.setString(2, stray.sha256());
                insert.setString(3, stray.milestone());
                insert.setString(4, stray.reason().name());
                insert.setInt(5, MOST_FOUND);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Puts a decision on file, and the record with it; false if one is there already. */
    static boolean decide(Connection connection, StrayRecord stray, String by, Text why) throws SQLException {
        try (var insert = connection.prepareStatement("""
                with record as (insert into stray_record ("offset", sha256, milestone, reason) values (?, ?, ?, ?) on conflict do nothing)
                insert into stray_decision ("offset", sha256, decided_by, reason_en, reason_fr) values (?, ?, ?, ?, ?) on conflict do nothing""")) {
            insert.setLong(1, stray.offset());
            insert.setString(2, stray.sha256());
            insert.setString(3, stray.milestone());
            insert.setString(4, stray.reason().name());
            insert.setLong(5, stray.offset());
            insert.setString(6, stray.sha256());
            insert.setString(7, by);
            insert.setString(8, why.en());
            insert.setString(9, why.fr());
            return insert.executeUpdate() > 0;
        }
    }
}
