package ca.criticalminerals.eventsourcing.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Digests of what a store has announced, for comparisons with what is shown. What is not published yet is left out. */
final class StreamDigests {
    private static final int ROWS = 500;

    private final Connection connection;
    private final Announcements announcements;

    StreamDigests(Connection connection, Announcements announcements) {
        this.connection = connection;
        this.announcements = announcements;
    }

    /** Of the streams behind one, in alphabetical order of bytes; so many at most. */
    List<StreamDigest> after(String stream, int most) throws SQLException {
        var digests = new ArrayList<StreamDigest>();
        for (String next : streams(stream, most)) {
            MessageDigest all = StrayRecord.digest();
            var versions = of(next).values();
            versions.forEach(one -> all.update(HexFormat.of().parseHex(one)));
            digests.add(new StreamDigest(next, versions.size(), HexFormat.of().formatHex(all.digest())));
        }
        return digests;
    }

    /** SHA-256 of each document of a stream, by version; of one that cannot be read any more, that of nothing. */
    Map<Integer, String> of(String stream) throws SQLException {
        connection.setAutoCommit(false);
        try (var select = connection.prepareStatement(RelayPosition.EVENTS + """

                , relay_checkpoint c where e.stream_id = ? and (e.transaction_id, e.position) <= (c.transaction_id, c.position) order by e.version""")) {
            select.setFetchSize(ROWS);
            select.setString(1, stream);
            try (var rows = select.executeQuery()) {
                var versions = new TreeMap<Integer, String>();
                while (rows.next()) {
                    var event = RelayPosition.event(rows);
                    versions.put(event.version, StrayRecord.sha256(document(event)));
                }
                return versions;
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private byte[] document(StoredEvent event) {
        try {
            return announcements.document(event).toString().getBytes(StandardCharsets.UTF_8);
        } catch (UnreadableEvent e) {
            return new byte[0];
        }
    }

    private List<String> streams(String after, int most) throws SQLException {
        try (var select = connection.prepareStatement(
                "select stream_id from event where version = 1 and stream_id collate \"C\" > ? order by stream_id collate \"C\" limit ?")) {
            select.setString(1, after);
            select.setInt(2, most);
            try (var rows = select.executeQuery()) {
                var streams = new ArrayList<String>();
                while (rows.next()) {
                    streams.add(rows.getString(1));
                }
                return streams;
            }
        }
    }
}
