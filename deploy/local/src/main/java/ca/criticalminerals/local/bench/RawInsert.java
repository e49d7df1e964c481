package ca.criticalminerals.local.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** The limit of recording: single rows of 600 bytes, each durable before the next, over so many connections. */
final class RawInsert {
    private static final int WARM_UP = 300;

    private RawInsert() {}

    /** Rows per second. */
    static double perSecond(String jdbcUrl, int connections, Duration duration) {
        try (var connection = DriverManager.getConnection(jdbcUrl); var statement = connection.createStatement()) {
            statement.execute("drop table if exists raw; create table raw (stream text, version int, data jsonb, primary key (stream, version))");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        var next = new AtomicInteger();
        try (var writers = Executors.newFixedThreadPool(connections)) {
            var rows = new ArrayList<Future<Double>>();
            for (int i = 0; i < connections; i++) {
                rows.add(writers.submit((Callable<Double>) () -> insert(jdbcUrl, next, duration)));
            }
            double sum = 0;
            for (var one : rows) {
                sum += one.get();
            }
            return sum;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static double insert(String jdbcUrl, AtomicInteger next, Duration duration) throws SQLException {
        String data = "{\"text\": \"" + UUID.randomUUID().toString().repeat(16) + "\"}";
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                var insert = connection.prepareStatement("insert into raw values (?, ?, ?::jsonb)")) {
            long start = 0;
            int rows = 0;
            while (start == 0 || System.nanoTime() < start + duration.toNanos()) {
                int version = next.getAndIncrement();
                insert.setString(1, "stream-" + version % 64);
                insert.setInt(2, version);
                insert.setString(3, data);
                insert.executeUpdate();
                if (start > 0) {
                    rows++;
                } else if (version > WARM_UP) {
                    start = System.nanoTime();
                }
            }
            return rows / ((System.nanoTime() - start) / 1e9);
        }
    }
}
