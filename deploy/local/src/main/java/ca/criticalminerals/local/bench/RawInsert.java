package ca.criticalminerals.local.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The limit of recording: single rows of 600 bytes, each durable before the next, over so many connections. */
final class RawInsert {
    private RawInsert() {}

    /** Rows per second. */
    static double perSecond(String jdbcUrl, int connections, int rows) {
        try (var connection = DriverManager.getConnection(jdbcUrl); var statement = connection.createStatement()) {
            statement.execute("drop table if exists raw; create table raw (stream text, version int, data jsonb, primary key (stream, version))");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        var next = new AtomicInteger();
        insertAll(jdbcUrl, connections, next, rows / 5);
        next.set(1_000_000);
        long start = System.nanoTime();
        insertAll(jdbcUrl, connections, next, 1_000_000 + rows);
        return rows / ((System.nanoTime() - start) / 1e9);
    }

    private static void insertAll(String jdbcUrl, int connections, AtomicInteger next, int end) {
        try (var writers = Executors.newFixedThreadPool(connections)) {
            for (int i = 0; i < connections; i++) {
                writers.submit(() -> insert(jdbcUrl, next, end));
            }
        }
    }

    private static Void insert(String jdbcUrl, AtomicInteger next, int end) throws SQLException {
        String data = "{\"text\": \"" + UUID.randomUUID().toString().repeat(16) + "\"}";
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                var insert = connection.prepareStatement("insert into raw values (?, ?, ?::jsonb)")) {
            for (int number = next.getAndIncrement(); number < end; number = next.getAndIncrement()) {
                insert.setString(1, "stream-" + number % 64);
                insert.setInt(2, number);
                insert.setString(3, data);
                insert.executeUpdate();
            }
        }
        return null;
    }
}
