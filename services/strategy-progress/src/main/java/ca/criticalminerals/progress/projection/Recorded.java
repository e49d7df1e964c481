package ca.criticalminerals.progress.projection;

import ca.criticalminerals.progress.domain.History;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The record of one initiative in a generation.
 *
 * @param rows    how many milestones are stored
 * @param version of the last one
 * @param digest  SHA-256 of their versions and documents, in order
 * @param history what of them can be read
 * @param problem why that is not all
 */
record Recorded(int rows, int version, String digest, History history, Optional<String> problem) {
    private static final int SIGN_OF_LIFE_EVERY = 10_000;

    /** All of a generation, by initiative; what has the same documents as in another generation has the same history. */
    static Map<String, Recorded> of(Connection connection, int generation, Map<String, Recorded> other, Turn turn) throws SQLException {
        var all = new TreeMap<String, Recorded>();
        try (var select = connection.prepareStatement("""
                select initiative, version, ordinal, document from milestone where generation = ? order by initiative, version""")) {
            select.setFetchSize(SIGN_OF_LIFE_EVERY / 10);
            select.setInt(1, generation);
            try (var rows = select.executeQuery()) {
                String id = "";
                var one = new Reading();
                for (int read = 1; rows.next(); read++) {
                    if (!id.equals(rows.getString(1))) {
                        one.end(id, all, other);
                        id = rows.getString(1);
                        one = new Reading();
                    }
                    one.add(id, rows.getInt(2), rows.getLong(3), rows.getBytes(4));
                    if (read % SIGN_OF_LIFE_EVERY == 0) {
                        turn.keep();
                    }
                }
                one.end(id, all, other);
            }
        }
        return all;
    }

    private static final class Reading {
        private final MessageDigest digest = sha256();
        private final Map<String, View.Held> stopped = new HashMap<>();
        private final Stored stored = new Stored(Map.of(), stopped);
        private int rows;
        private int version;

        void add(String id, int version, long ordinal, byte[] document) {
            digest.update(ByteBuffer.allocate(8).putInt(version).putInt(document.length).array());
            digest.update(document);
            stored.add(id, version, ordinal, document);
            rows++;
            this.version = version;
        }

        void end(String id, Map<String, Recorded> all, Map<String, Recorded> others) {
            if (rows > 0) {
                String sum = HexFormat.of().formatHex(digest.digest());
                Recorded other = others.get(id);
                History history = other != null && other.digest.equals(sum) ? other.history
                        : stored.histories().getOrDefault(id, History.of(List.of()));
                all.put(id, new Recorded(rows, version, sum, history, stopped.values().stream().findFirst().map(held ->
                        held.version().map(at -> at + ": ").orElse("") + held.reason())));
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
