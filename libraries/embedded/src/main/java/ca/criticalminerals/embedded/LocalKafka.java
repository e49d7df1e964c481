package ca.criticalminerals.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A real Kafka 4.1 (one node, broker and controller) in this process, on a data directory that is kept. */
public final class LocalKafka implements AutoCloseable {
    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required ";

    private final Path dataDirectory;
    private final int port;
    private final int controllerPort;
    private final List<String> users;
    private final int userPort;
    private KafkaRaftServer server;

    private LocalKafka(Path dataDirectory, int port, int controllerPort, List<String> users) {
        this.dataDirectory = dataDirectory.toAbsolutePath();
        this.port = port;
        this.controllerPort = controllerPort;
        this.users = users;
        this.userPort = users.isEmpty() ? 0 : freePort();
    }

    /** Starts on the directory, which is formatted if it is empty; port 0 means a free one. */
    public static LocalKafka start(Path dataDirectory, int port) {
        return started(new LocalKafka(dataDirectory, port == 0 ? freePort() : port, freePort(), List.of()));
    }

    /** Starts one with a second door for these users, who may do nothing until somebody at the first door, where all is allowed, lets them. */
    public static LocalKafka guarded(Path dataDirectory, String... users) {
        return started(new LocalKafka(dataDirectory, freePort(), freePort(), List.of(users)));
    }

    private static LocalKafka started(LocalKafka kafka) {
        kafka.restart();
        return kafka;
    }

    /** Runs a broker as a process of its own, until it is told to end: the directory, the port, the port of its controller. */
    public static void main(String[] arguments) {
        var kafka = new LocalKafka(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), List.of());
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::stop));
        kafka.restart();
    }

    /** Where clients find it. */
    public String bootstrapServers() {
        return "localhost:" + port;
    }

    /** The settings of a client that comes through the second door as this user. */
    public Map<String, Object> settingsOf(String user) {
        return Map.of("bootstrap.servers", "localhost:" + userPort, "security.protocol", "SASL_PLAINTEXT", "sasl.mechanism", "PLAIN",
                "sasl.jaas.config", LOGIN + "username=\"" + user + "\" password=\"" + user + "\";");
    }

    /** Lets a user do this with these topics, and returns when the broker knows it. */
    public void allow(String user, List<String> topics, AclOperation... operations) {
        var rights = topics.stream().flatMap(topic -> Stream.of(operations).map(operation -> new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW)))).toList();
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            admin.createAcls(rights).all().get();
            while (!admin.describeAcls(AclBindingFilter.ANY).values().get().containsAll(rights)) {
                Thread.onSpinWait(); // the controller answered, the broker follows
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Stops the broker; its data stays. */
    public synchronized void stop() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
    }

    /** Starts the broker again on the same port and data. */
    public synchronized void restart() {
        if (server == null) {
            format();
            server = new KafkaRaftServer(new KafkaConfig(configuration(), false), Time.SYSTEM);
            server.startup();
        }
    }

    @Override
    public void close() {
        stop();
    }

    private Map<String, String> configuration() {
        var configuration = new HashMap<>(open());
        if (!users.isEmpty()) {
            String passwords = users.stream().map(user -> "user_" + user + "=\"" + user + "\"").collect(Collectors.joining(" ", LOGIN, ";"));
            configuration.merge("listeners", "USERS://localhost:" + userPort, (one, other) -> one + "," + other);
            configuration.merge("advertised.listeners", "USERS://localhost:" + userPort, (one, other) -> one + "," + other);
            configuration.merge("listener.security.protocol.map", "USERS:SASL_PLAINTEXT", (one, other) -> one + "," + other);
            configuration.put("listener.name.users.sasl.enabled.mechanisms", "PLAIN");
            configuration.put("listener.name.users.plain.sasl.jaas.config", passwords);
            configuration.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
            configuration.put("super.users", "User:ANONYMOUS");
        }
        return configuration;
    }

    private Map<String, String> open() {
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@localhost:" + controllerPort),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listeners", "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort),
                Map.entry("advertised.listeners", "PLAINTEXT://localhost:" + port),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("log.dirs", dataDirectory.toString()),
                // A topic is created by the service that owns it, with the settings it needs; never by a reader's question.
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("num.partitions", "1"),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("log.cleaner.dedupe.buffer.size", "2097152"));
    }

    private void format() {
        try {
            Files.createDirectories(dataDirectory);
            if (Files.exists(dataDirectory.resolve("meta.properties"))) {
                return;
            }
            new Formatter().setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                    .setNodeId(1)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName("CONTROLLER")
                    .setIgnoreFormatted(true)
                    .addDirectory(dataDirectory.toString())
                    .setMetadataLogDirectory(dataDirectory.toString())
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("cannot format " + dataDirectory, e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
