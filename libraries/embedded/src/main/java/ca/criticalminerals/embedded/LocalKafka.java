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
import java.util.Optional;
import java.util.concurrent.ExecutionException;
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
    private final Path dataDirectory;
    private final int port;
    private final int controllerPort;
    private final Optional<KafkaUsers> users;
    private KafkaRaftServer server;

    private LocalKafka(Path dataDirectory, int port, int controllerPort, Optional<KafkaUsers> users) {
        this.dataDirectory = dataDirectory.toAbsolutePath();
        this.port = port;
        this.controllerPort = controllerPort;
        this.users = users;
    }

    /** Starts one that is open to everybody on the directory, which is formatted if it is empty; port 0 means a free one. */
    public static LocalKafka start(Path dataDirectory, int port) {
        return started(new LocalKafka(dataDirectory, port == 0 ? freePort() : port, freePort(), Optional.empty()));
    }

    /** Starts one that lets in nobody but these users and an administrator; they may do nothing until they are allowed to. */
    public static LocalKafka guarded(Path dataDirectory, String... users) {
        return started(new LocalKafka(dataDirectory, freePort(), freePort(), Optional.of(KafkaUsers.of(List.of(users)))));
    }

    private static LocalKafka started(LocalKafka kafka) {
        kafka.restart();
        return kafka;
    }

    /** Runs a guarded broker as a process of its own, until it is told to end: the directory, the port, the port of its controller, the file of its users. */
    public static void main(String[] arguments) {
        var kafka = new LocalKafka(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]),
                Optional.of(KafkaUsers.in(Path.of(arguments[3]), List.of())));
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::stop));
        kafka.restart();
    }

    /** Where clients find it. */
    public String bootstrapServers() {
        return "localhost:" + port;
    }

    /** The settings of a client that logs in as this user. */
    public Map<String, Object> settingsOf(String user) {
        return users.orElseThrow().settings(bootstrapServers(), user);
    }

    /** Lets a user do this with these topics, and returns when the broker knows it. */
    public void allow(String user, List<String> topics, AclOperation... operations) {
        allow(settingsOf(KafkaUsers.ADMIN), topics.stream().flatMap(topic -> rights(user, topic, PatternType.LITERAL, operations)).toList());
    }

    /** The rights of a user to do this with a topic, or with all whose names begin so. */
    public static Stream<AclBinding> rights(String user, String topic, PatternType pattern, AclOperation... operations) {
        return Stream.of(operations).map(operation -> new AclBinding(new ResourcePattern(ResourceType.TOPIC, topic, pattern),
                new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW)));
    }

    /** Gives these rights, as the administrator whose settings these are, and returns when the broker knows them. */
    public static void allow(Map<String, Object> administrator, List<AclBinding> rights) {
        try (var admin = Admin.create(administrator)) {
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

    /** Clients, the broker and its controller log in alike: through a door without a lock anybody on the machine could pass. */
    private Map<String, String> configuration() {
        var configuration = new HashMap<>(open());
        users.ifPresent(known -> {
            configuration.put("listener.security.protocol.map", "CLIENTS:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT");
            configuration.put("sasl.enabled.mechanisms", "PLAIN");
            configuration.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
            configuration.put("sasl.mechanism.controller.protocol", "PLAIN");
            configuration.put("listener.name.clients.plain.sasl.jaas.config", known.loginOfBroker());
            configuration.put("listener.name.controller.plain.sasl.jaas.config", known.loginOfBroker());
            configuration.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
            configuration.put("super.users", "User:" + KafkaUsers.ADMIN);
        });
        return configuration;
    }

    private Map<String, String> open() {
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@localhost:" + controllerPort),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listeners", "CLIENTS://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort),
                Map.entry("advertised.listeners", "CLIENTS://localhost:" + port),
                Map.entry("inter.broker.listener.name", "CLIENTS"),
                Map.entry("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("log.dirs", dataDirectory.toString()),
                // A topic is created by the service that owns it, with the settings it needs; never by a reader's question.
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("num.partitions", "1"),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                // What was deleted is gone from the disk a second later: a redaction is done when it is.
                Map.entry("log.segment.delete.delay.ms", "1000"),
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
