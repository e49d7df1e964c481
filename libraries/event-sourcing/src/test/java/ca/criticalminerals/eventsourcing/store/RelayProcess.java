package ca.criticalminerals.eventsourcing.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/** A relay in a process of its own, so that it can really be killed and frozen. */
final class RelayProcess {
    private RelayProcess() {}

    /** Arguments: JDBC URL, user, Kafka, source, whether to die between acknowledgement and checkpoint, private key, public keys. */
    public static void main(String[] args) throws InterruptedException {
        var database = new PGSimpleDataSource();
        database.setUrl(args[0]);
        database.setUser(args[1]);
        database.setPassword(args[1]);
        Map<String, Object> kafka = Map.of("bootstrap.servers", args[2]);
        var announcements = Well.announcements(args[3]);
        boolean dies = Boolean.parseBoolean(args[4]);
        var keys = new ServiceKeys(announcements, Optional.empty(), Optional.of(Path.of(args[5])), Optional.of(Path.of(args[6])), false);
        var relay = new Relay(database, new Broker(kafka, announcements, keys), announcements, keys) {
            @Override
            Publication publication(Publication.Log log, Publication.Bus bus) {
                return new Publication(announcements, keys, log, bus, 5_000) {
                    @Override
                    void store(StoredEvent last) throws SQLException {
                        if (dies) {
                            Runtime.getRuntime().halt(137);
                        }
                        super.store(last);
                    }
                };
            }
        };
        relay.start();
        Thread.currentThread().join();
    }
}
