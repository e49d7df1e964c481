package ca.criticalminerals.progress.projection;

import ca.criticalminerals.progress.domain.History;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
 */
record Recorded(int rows, int version, String digest) {
    private static final int SIGN_OF_LIFE_EVERY = 10_000;

    /**
     * What of a record can be read.
     *
     * @param problem why that is not all
     */
    record Told(History history, Optional<String> problem) {
        /** The record of an initiative in a generation, from its rows. */
        static Told of(Snapshot snapshot, int generation, String initiative) throws SQLException {
            var stopped = new HashMap<String, View.Held>();
            var stored = new Stored(Map.of(), stopped);
            try (var select = snapshot.connection().prepareStatement("""
                    select version, ordinal, document from milestone where generation = ? and initiative = ? order by version""")) {
                select.setFetchSize(SIGN_OF_LIFE_EVERY / 10);
                select.setInt(1, generation);
                select.setString(2, initiative);
                try (var rows = select.executeQuery()) {
                    while (rows.next()) {
                        stored.add(initiative, rows.getInt(1), rows.getLong(2), rows.getBytes(3));
                    }
                }
            }
            return new Told(stored.histories().getOrDefault(initiative, History.of(List.of())),
                    stopped.values().stream().findFirst().map(held -> held.version().orElse(0) + ": " + held.reason()));
        }
    }

    /** All of a generation, by initiative; meanwhile the turn is kept. */
    static Map<String, Recorded> all(Snapshot snapshot, int generation, Turn turn) throws SQLException {
        var all = new TreeMap<String, Recorded>();
        try (var select = snapshot.connection().prepareStatement(
                "select initiative, version, document from milestone where generation = ? order by initiative, version")) {
            select.setFetchSize(SIGN_OF_LIFE_EVERY / 10);
            select.setInt(1, generation);
            try (var rows = select.executeQuery()) {
                MessageDigest digest = sha256();
                String id = "";
                int count = 0;
                int version = 0;
                for (long read = 1; rows.next(); read++) {
                    if (!id.equals(rows.getString(1))) {
                        end(all, id, count, version, digest);
                        id = rows.getString(1);
                        count = 0;
                    }
                    count++;
                    version = rows.getInt(2);
                    byte[] document = rows.getBytes(3);
                    digest.update(ByteBuffer.allocate(8).putInt(version).putInt(document.length).array());
                    digest.update(document);
                    if (read % SIGN_OF_LIFE_EVERY == 0) {
                        turn.keep();
                    }
                }
                end(all, id, count, version, digest);
            }
        }
        return all;
    }

    private static void end(Map<String, Recorded> all, String id, int count, int version, MessageDigest digest) {
        if (count > 0) {
            all.put(id, new Recorded(count, version, HexFormat.of().formatHex(digest.digest())));
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
