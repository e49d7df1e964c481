package ca.criticalminerals.local.bench;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** The limits of many rows at once: written, by one statement with arrays for so many and one durable commit for each; and read. */
final class RawRows {
    private static final String TABLE = """
            drop table if exists raw_rows;
            create table raw_rows (stream text, version int, data text, primary key (stream, version))""";
    private static final String INSERT = "insert into raw_rows select * from unnest(?::text[], ?::int[], ?::text[])";
    private static final String UPSERT = INSERT + " on conflict (stream, version) do update set data = excluded.data";
    private static final int FOLDED = 500;
    private static final int STREAMS = 40;

    private RawRows() {}

    /** Rows of 600 bytes per second. */
    static double perSecond(String jdbcUrl, int rowsAtOnce, int rows) {
        return write(jdbcUrl, INSERT, List.of(UUID.randomUUID().toString().repeat(16)), rowsAtOnce, rows);
    }

    /** Documents per second, {@value #FOLDED} in a statement that would replace those that are there. */
    static double upsertsPerSecond(String jdbcUrl, List<byte[]> documents, int rows) {
        return write(jdbcUrl, UPSERT, documents.stream().map(document -> new String(document, StandardCharsets.UTF_8)).toList(), FOLDED, rows);
    }

    /** The rows of the view that is read, per second. */
    static double readPerSecond(String jdbcUrl) {
        try (var connection = DriverManager.getConnection(jdbcUrl); var select = connection.createStatement()) {
            connection.setAutoCommit(false); // or the driver holds all of them
            select.setFetchSize(5_000);
            long start = System.nanoTime();
            long rows = 0;
            try (var found = select.executeQuery("select initiative, version, document from milestone join projection using (generation)")) {
                for (; found.next(); rows++) {
                    found.getBytes(3);
                }
            }
            return rows / ((System.nanoTime() - start) / 1e9);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double write(String jdbcUrl, String sql, List<String> documents, int atOnce, int rows) {
        try (var connection = DriverManager.getConnection(jdbcUrl); var statement = connection.createStatement()) {
            statement.execute(TABLE);
            try (var write = connection.prepareStatement(sql)) {
                rows(connection, write, documents, -atOnce, atOnce); // warms up
                long start = System.nanoTime();
                for (int from = 0; from < rows; from += atOnce) {
                    rows(connection, write, documents, from, atOnce);
                }
                return rows / ((System.nanoTime() - start) / 1e9);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void rows(Connection connection, PreparedStatement write, List<String> documents, int from, int number)
            throws SQLException {
        write.setArray(1, connection.createArrayOf("text", IntStream.range(from, from + number)
                .mapToObj(row -> "stream-" + Math.floorMod(row, STREAMS)).toArray()));
        write.setArray(2, connection.createArrayOf("int", IntStream.range(from, from + number).boxed().toArray()));
        write.setArray(3, connection.createArrayOf("text", IntStream.range(from, from + number)
                .mapToObj(row -> documents.get(Math.floorMod(row, documents.size()))).toArray()));
        write.executeUpdate();
    }
}
