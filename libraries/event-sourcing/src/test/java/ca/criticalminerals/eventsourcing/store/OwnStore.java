package ca.criticalminerals.eventsourcing.store;

import static ca.criticalminerals.eventsourcing.store.OwnStore.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.criticalminerals.embedded.LocalKafka;
import ca.criticalminerals.embedded.LocalPostgres;
import ca.criticalminerals.embedded.SigningKeys;
import ca.criticalminerals.eventsourcing.signing.RecordDigest;
import ca.criticalminerals.eventsourcing.signing.Statement;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A store and topics of its own for each test, so that tests of relays can run at once: most of what they do is wait. They share a broker.
 * Each class has a PostgreSQL of its own, because some tests kill their server or wait for its transactions.
 */
final class OwnStore implements BeforeEachCallback, AfterEachCallback {
    /** Far longer than anything takes here: who waits for it on a busy machine fails no test. */
    static final Duration SOON = Duration.ofSeconds(60);
    private static final Namespace SERVERS = Namespace.create(OwnStore.class);
    private static final AtomicInteger STORES = new AtomicInteger();

    private final List<String> events;
    private final String name = "wells_" + STORES.incrementAndGet();
    private final Announcements announcements = Well.announcements("/" + name);
    private final List<AutoCloseable> open = new ArrayList<>();
    private LocalPostgres postgres;
    private LocalKafka kafka;
    private SigningKeys keys;

    private OwnStore(List<String> events) {
        this.events = events;
    }

    /** With these events, recorded in this order and published: each is a stream and a version, as in {@code well 1}. */
    static OwnStore holding(String... events) {
        return new OwnStore(List.of(events));
    }

    @Override
    public void beforeEach(ExtensionContext test) throws Exception {
        kafka = server(test.getRoot(), LocalKafka.class, folder -> LocalKafka.start(folder, 0));
        postgres = server(test.getParent().orElseThrow(), LocalPostgres.class, folder -> LocalPostgres.start(folder, 0));
        postgres.createDatabase(name);
        keys = server(test.getRoot(), SharedKeys.class, folder -> new SharedKeys(SigningKeys.in(folder))).keys();
        Flyway.configure().dataSource(postgres.jdbcUrl(name), name + "_owner", name + "_owner")
                .locations("db/event-store", "db/rights").placeholders(Map.of("role", name)).load().migrate();
        broker().producer().close();
        if (!events.isEmpty()) {
            publishEvents();
        }
    }

    private void publishEvents() throws SQLException {
        var relay = relay();
        insert(events);
        await().atMost(SOON).until(() -> milestones().names().size() == events.size());
        await().atMost(SOON).until(() -> operations().status().backlog() == 0);
        relay.stop(null);
    }

    @Override
    public void afterEach(ExtensionContext test) throws Exception {
        for (var one : open.reversed()) {
            one.close();
        }
    }

    /** Closes this after the test, before what was opened earlier. */
    void closeLater(AutoCloseable one) {
        open.add(one);
    }

    Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }

    Broker broker() {
        return new Broker(kafka(), announcements, serviceKeys());
    }

    Announcements announcements() {
        return announcements;
    }

    /** The key files of all services. */
    SigningKeys keys() {
        return keys;
    }

    /** As the service has them. */
    ServiceKeys serviceKeys() {
        return keys(name, keys);
    }

    static ServiceKeys keys(String service, SigningKeys keys) {
        return new ServiceKeys(Well.announcements("/" + service), Optional.empty(), Optional.of(keys.privateKey(service)), Optional.of(keys.publicKeys()), false);
    }

    Topic milestones() {
        return new Topic(kafka.bootstrapServers(), announcements.milestonesTopic());
    }

    Topic watermarks() {
        return new Topic(kafka.bootstrapServers(), announcements.watermarksTopic());
    }

    /** As a service has it. */
    PGSimpleDataSource database() {
        var database = new PGSimpleDataSource();
        database.setUrl(postgres.jdbcUrl(name));
        database.setUser(name);
        database.setPassword(name);
        return database;
    }

    /** Another database of the same server, as the service would enter it. */
    PGSimpleDataSource database(String other) {
        var database = database();
        database.setUrl(postgres.jdbcUrl(other));
        return database;
    }

    /** As a service has it; closed after the test. */
    Connection connect() throws SQLException {
        var connection = database().getConnection();
        open.add(connection);
        return connection;
    }

    /** As migrations have it. */
    Connection connectAsOwner() throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(name), name + "_owner", name + "_owner");
    }

    /** A transaction that another service of the server leaves open in its own database, without the limits of that database; closed after the test. */
    Connection openElsewhere() throws SQLException {
        String service = name + "_other";
        postgres.createDatabase(service);
        var other = DriverManager.getConnection(postgres.jdbcUrl(service), service, service);
        open.add(other);
        other.createStatement().execute("set transaction_timeout = 0; set idle_in_transaction_session_timeout = 0");
        other.setAutoCommit(false);
        other.createStatement().execute("select pg_current_xact_id()");
        return other;
    }

    /** The relay of an instance of the service, which has started. */
    RelayLifecycle relay() {
        return relay(kafka());
    }

    /** The same with other settings of its clients of Kafka. */
    RelayLifecycle relay(Map<String, Object> kafka) {
        var relay = stopped(kafka);
        relay.start(null);
        open.add(() -> relay.stop(null));
        return relay;
    }

    private RelayLifecycle stopped(Map<String, Object> kafka) {
        return new RelayLifecycle(database(), kafka, announcements, serviceKeys(), new StoreMetrics(new SimpleMeterRegistry()), OpenTelemetry.noop().getTracer("test"));
    }

    static void awaitState(RelayLifecycle relay, String state) {
        await().atMost(SOON).untilAsserted(() -> assertThat(relay.status().state()).isEqualTo(state));
    }

    /** What operators can do. */
    StoreOperations operations() {
        return new StoreOperations(database(), kafka(), announcements, serviceKeys(), stopped(kafka()));
    }

    /** What privacy officers can do. */
    Redactions redactions() {
        return new Redactions(database(), announcements, () -> false, _ -> { });
    }

    /** The events of a well, from the first to this one. */
    static List<String> well(int last) {
        return IntStream.rangeClosed(1, last).mapToObj(version -> "well " + version).toList();
    }

    /** Inserts these one after the other. */
    void insert(List<String> events) throws SQLException {
        try (var connection = database().getConnection()) {
            for (String event : events) {
                insert(connection, event);
            }
        }
    }

    /** Inserts one as a service does that is just recording it. */
    void insert(String event) throws SQLException {
        insert(List.of(event));
    }

    /** Inserts an event as the store does, one of an even version with all that is kept of who recorded it, and answers when it was recorded. */
    static Instant insert(Connection connection, String event) throws SQLException {
        return insert(connection, event, "well-dug");
    }

    /** The same with an event of another type. */
    static Instant insert(Connection connection, String event, String type) throws SQLException {
        String[] place = event.split(" ");
        try (var statement = connection.createStatement(); var rows = statement.executeQuery("""
                insert into event (stream_id, version, type, data, occurred_on, recorded_by, trace, recorded_by_sub, recorded_by_role,
                    recorded_by_organization_en, recorded_by_organization_fr)
                values ('%s', %s, '%s', '{"occurredOn":"2025-06-17","evidence":{"source":"x","confidence":"unverified"}}',
                    '2025-06-17', 'officer', '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', %s)
                returning recorded_at""".formatted(place[0], place[1], type,
                Integer.parseInt(place[1]) % 2 == 0 ? "'s-1', 'officer', 'Wells Canada', 'Puits Canada'" : "null, null, null, null"))) {
            rows.next();
            return rows.getTimestamp(1).toInstant();
        }
    }

    /** All that is stored, in the order of publication. */
    List<String> rows() throws SQLException {
        try (var connection = database().getConnection();
                var rows = connection.createStatement().executeQuery("select e::text from event e order by transaction_id, position")) {
            var all = new ArrayList<String>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        }
    }

    /** All events, in the order of publication. */
    List<StoredEvent> events() throws SQLException {
        try (var connection = database().getConnection();
                var rows = connection.createStatement().executeQuery(RelayPosition.EVENTS + " order by e.transaction_id, e.position")) {
            var all = new ArrayList<StoredEvent>();
            while (rows.next()) {
                all.add(RelayPosition.event(rows));
            }
            return all;
        }
    }

    /** Brings back what was lost, as an operator does who has seen the preview. */
    long recover() throws Exception {
        String seen = operations().planRecovery().confirm();
        return operations().recover(plan -> plan.confirm().equals(seen)).events();
    }

    /** With all rights, as a disaster has them. */
    void execute(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.superuserJdbcUrl(name)); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    boolean is(String question) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.superuserJdbcUrl(name)); var rows = connection.createStatement().executeQuery(question)) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    /** Puts a document on the topic of milestones, signed by the service, as nobody but the relay should. */
    void announce(String document) throws Exception {
        var record = record(document);
        record.headers().add(Statement.HEADER, new Statement(Instant.MIN, List.of(RecordDigest.of(record.topic(), record.key().getBytes(StandardCharsets.UTF_8),
                record.value()))).signed(record.topic(), serviceKeys()));
        send(record);
    }

    /** Puts a document on the topic of milestones that nobody has signed. */
    void forge(String document) throws Exception {
        send(record(document));
    }

    /** Deletes the topic of milestones. */
    void forgetTopic() throws Exception {
        try (var admin = Admin.create(kafka())) {
            admin.deleteTopics(List.of(announcements.milestonesTopic())).all().get();
            await().atMost(SOON).until(() -> !admin.listTopics().names().get().contains(announcements.milestonesTopic()));
        }
    }

    /** What the relay announces of all that is stored. */
    List<String> documents() throws SQLException {
        return events().stream().map(event -> announcements.document(event).toString()).toList();
    }

    ProducerRecord<String, byte[]> record(String document) {
        return new ProducerRecord<>(announcements.milestonesTopic(), Topic.subject(document), document.getBytes(StandardCharsets.UTF_8));
    }

    void send(ProducerRecord<String, byte[]> record) throws Exception {
        try (var producer = broker().producer()) {
            producer.send(record).get();
        }
    }

    private record SharedKeys(SigningKeys keys) implements AutoCloseable {
        @Override
        public void close() {}
    }

    /** The one server of its kind for all tests of the context; it ends with them. */
    private static <T extends AutoCloseable> T server(ExtensionContext of, Class<T> kind, Function<Path, T> start) {
        return kind.cast(of.getStore(SERVERS).computeIfAbsent(kind, _ -> Server.start(start), Server.class).server());
    }

    private record Server(AutoCloseable server, Path folder) implements AutoCloseable {
        static Server start(Function<Path, ? extends AutoCloseable> start) {
            try {
                Path folder = Files.createTempDirectory("own-store");
                return new Server(start.apply(folder.resolve("data")), folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws Exception {
            server.close();
            try (var files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
    }
}
