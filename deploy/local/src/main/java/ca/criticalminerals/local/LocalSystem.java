package ca.criticalminerals.local;

import ca.criticalminerals.embedded.KafkaUsers;
import ca.criticalminerals.embedded.LocalKafka;
import ca.criticalminerals.embedded.LocalPostgres;
import ca.criticalminerals.embedded.SigningKeys;
import ca.criticalminerals.embedded.Tokens;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;

/** The whole system on one machine: a real PostgreSQL, a real Kafka, and each service, every one as a process of its own. */
public final class LocalSystem implements AutoCloseable {
    private static final long LEAST_SPACE = 500L * 1024 * 1024;

    private static final String USERS = "kafka-users";
    private static final String READER = "strategy-progress";
    private static final AclOperation[] OWN = {AclOperation.READ, AclOperation.WRITE, AclOperation.DESCRIBE, AclOperation.CREATE,
            AclOperation.DESCRIBE_CONFIGS, AclOperation.ALTER_CONFIGS, AclOperation.DELETE};

    /** The services, in the order in which they start, and the usual port of each. */
    public static final Map<String, Integer> SERVICES = services();
    /**
     * Most objects die young: a small nursery is as fast, and the process occupies a hundred megabytes less. What the heap begins with must
     * hold the objects of a start cache also where the machine has little memory.
     */
    private static final List<String> SMALL = List.of("-Xms128m", "-Xmx512m", "-Xmn64m", "-XX:+UseSerialGC");

    private final Path home;
    private final Path data;
    private final Map<String, Integer> ports;
    private final Map<String, List<String>> options;
    private final Consumer<String> say;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final Map<String, SystemProcess> services = new LinkedHashMap<>();
    private final Map<String, String> assigned = new LinkedHashMap<>(RealData.initiatives());
    private final AssignedInitiatives registry;
    private Guard guard;
    private SystemProcess kafka;
    private String bootstrapServers;
    private LocalPostgres postgres;
    private Tokens tokens;
    private KafkaUsers users;
    private SigningKeys keys;

    /** With small Java machines. */
    public LocalSystem(Path home, Path data, Map<String, Integer> ports, Consumer<String> say) {
        this(home, data, ports, Map.of(), say);
    }

    /**
     * @param home    the folder of the project, where the services are built
     * @param data    where everything is kept
     * @param ports   by the name of the service
     * @param options for the Java machines of services, or of {@code kafka}, that need other ones than small
     * @param say     tells a person what is going on
     */
    public LocalSystem(Path home, Path data, Map<String, Integer> ports, Map<String, List<String>> options, Consumer<String> say) {
        this.home = home;
        this.data = data;
        this.ports = new LinkedHashMap<>(ports);
        this.options = options;
        this.say = say;
        this.registry = new AssignedInitiatives(data);
    }

    /** The same system, which assigns an initiative to a service when it starts; {@code *} is every one that is not assigned. */
    public LocalSystem assigning(String initiative, String service) {
        assigned.put(initiative, service);
        return this;
    }

    private static Map<String, Integer> services() {
        var services = new LinkedHashMap<String, Integer>();
        services.put("funding-programs", 8081);
        services.put("security-measures", 8082);
        services.put("partnerships", 8083);
        services.put("strategy-progress", 8080);
        return Collections.unmodifiableMap(services);
    }

    /** The services, each on a port that nobody uses. */
    static Map<String, Integer> freePorts() {
        var free = new LinkedHashMap<String, Integer>();
        SERVICES.keySet().forEach(service -> free.put(service, Ports.freeOfService()));
        return free;
    }

    /** The options of a small Java machine, and these. */
    static List<String> small(String... more) {
        return Stream.concat(SMALL.stream(), Stream.of(more)).toList();
    }

    /** Starts everything and waits until it is ready. */
    public void start() {
        claim();
        ports.values().forEach(port -> {
            Ports.mustBeFree(port);
            Ports.mustBeFree(port + Ports.TO_MANAGEMENT);
        });
        guard = new Guard();
        open.add(guard);
        tokens = Tokens.create(data.resolve("tokens"));
        registry.complete(assigned);
        users = KafkaUsers.in(data.resolve(USERS), ports.keySet());
        keys = SigningKeys.in(data.resolve("keys"));
        ports.keySet().forEach(keys::privateKey); // all of them before the first service reads the public ones
        Services.remember(data, ports.keySet(), this::address);
        say.accept("Starting PostgreSQL ...");
        postgres = LocalPostgres.start(data.resolve("postgres"), 0);
        open.add(postgres);
        guard.watch(postgres.pid());
        say.accept("Starting Kafka ...");
        kafka = broker();
        kafka.start();
        ports.keySet().forEach(service -> postgres.createDatabase(service.replace('-', '_')));
        kafka.awaitReady();
        LocalKafka.allow(kafkaSettings(), rights(ports.keySet()));
        for (String service : ports.keySet()) {
            say.accept("Starting " + service + " ...");
            services.put(service, service(service, service));
            services.get(service).start();
        }
        services.values().forEach(service -> {
            service.awaitReady();
            say.accept(service.name() + " is ready.");
        });
    }

    /** Where a service listens. */
    public URI address(String service) {
        return URI.create("http://localhost:" + ports.get(service));
    }

    /** Where operators look at it: health and metrics. */
    public URI management(String service) {
        return URI.create("http://localhost:" + (ports.get(service) + Ports.TO_MANAGEMENT));
    }

    public Tokens tokens() {
        return tokens;
    }

    /** The token of an officer of these initiatives, which are assigned to a service. */
    public String officer(String name, String... initiatives) {
        return tokens.officer(name, registry.named(List.of(initiatives)).toArray(String[]::new));
    }

    /** The real milestones, to be recorded here. */
    RealData realData(Consumer<String> hears) {
        return new RealData(this::loader, this::address, hears);
    }

    /** The same, with so much time for an answer and for all repeats of one request. */
    RealData realData(Consumer<String> hears, Duration answer, Duration patience) {
        return new RealData(this::loader, this::address, hears, answer, patience);
    }

    private String loader(String initiative) {
        return tokens.loader("officer." + initiative, registry.named(List.of(initiative)).toArray(String[]::new));
    }

    /** The settings of a client of Kafka that may do everything. */
    public Map<String, Object> kafkaSettings() {
        return kafkaSettings(KafkaUsers.ADMIN);
    }

    /** The settings of a client of Kafka that logs in as a service. */
    public Map<String, Object> kafkaSettings(String service) {
        return users.settings(bootstrapServers, service);
    }

    /** The keys with which the services sign. */
    public SigningKeys keys() {
        return keys;
    }

    /**
     * Who may do what with topics: a service makes, writes and makes anew its own, strategy-progress reads all of them.
     */
    private static List<AclBinding> rights(Collection<String> services) {
        return services.stream().flatMap(service -> Stream.concat(LocalKafka.rights(service, service + ".", PatternType.PREFIXED, OWN),
                service.equals(READER) ? services.stream().filter(other -> !other.equals(READER))
                        .flatMap(other -> LocalKafka.rights(READER, other + ".", PatternType.PREFIXED, AclOperation.READ, AclOperation.DESCRIBE)) : Stream.of())).toList();
    }

    /** The broker, for those who look what happens without it. */
    public SystemProcess kafka() {
        return kafka;
    }

    /** The database server, for those who look what happens without it. */
    public LocalPostgres postgres() {
        return postgres;
    }

    /** The process of a service. */
    public SystemProcess service(String name) {
        return services.get(name);
    }

    /** One more instance of a service under a name of its own, the same each time; not started yet. */
    public SystemProcess another(String service, String instance) {
        ports.computeIfAbsent(instance, _ -> Ports.freeOfService());
        return services.computeIfAbsent(instance, _ -> service(service, instance));
    }

    /** The database of a service, with all rights. */
    public String superuserJdbcUrl(String database) {
        return postgres.superuserJdbcUrl(database);
    }

    @Override
    public synchronized void close() {
        if (!services.isEmpty()) {
            say.accept("Stopping ...");
        }
        services.values().forEach(SystemProcess::stopSoon);
        services.values().forEach(SystemProcess::stop);
        if (kafka != null) {
            kafka.stop();
        }
        for (var one : open.reversed()) {
            try {
                one.close();
            } catch (Exception e) {
                say.accept("While stopping: " + e.getMessage());
            }
        }
        open.clear();
        services.clear();
    }

    private SystemProcess service(String service, String instance) {
        String database = service.replace('-', '_');
        var login = kafkaSettings(service);
        URI ready = management(instance).resolve("/q/health/ready");
        var command = new ArrayList<>(options.getOrDefault(service, SMALL));
        Path cache = Training.cache(home, service);
        if (Files.exists(cache)) {
            command.add("-XX:AOTCache=" + cache);
        }
        command.addAll(List.of("-jar", home.resolve("services/" + service + "/target/quarkus-app/quarkus-run.jar").toString()));
        return new SystemProcess(instance, command,
                Map.ofEntries(Map.entry("QUARKUS_HTTP_HOST", "localhost"),
                        // One machine is everybody here: the recorder, the bench and the reader of the page are not to wait for each other.
                        Map.entry("TRACKER_LIMITS_PER_TOKEN", "0"),
                        Map.entry("TRACKER_LIMITS_PER_ADDRESS", "0"),
                        Map.entry("TRACKER_LIMITS_DEAR", "0"),
                        Map.entry("TRACKER_LIMITS_DEAR_AT_ONCE", "0"),
                        Map.entry("TRACKER_CONNECTIONS_PER_ADDRESS", "0"),
                        Map.entry("QUARKUS_HTTP_PORT", ports.get(instance).toString()),
                        Map.entry("QUARKUS_MANAGEMENT_HOST", "localhost"),
                        Map.entry("QUARKUS_MANAGEMENT_PORT", String.valueOf(management(instance).getPort())),
                        Map.entry("QUARKUS_SHUTDOWN_DELAY", "1s"),
                        Map.entry("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl(database)),
                        Map.entry("QUARKUS_DATASOURCE_USERNAME", database),
                        Map.entry("QUARKUS_DATASOURCE_PASSWORD", database),
                        Map.entry("QUARKUS_FLYWAY_USERNAME", database + "_owner"),
                        Map.entry("QUARKUS_FLYWAY_PASSWORD", database + "_owner"),
                        Map.entry("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers),
                        Map.entry("TRACKER_INITIATIVES", registry.file().toAbsolutePath().toString()),
                        Map.entry("KAFKA_SECURITY_PROTOCOL", text(login, "security.protocol")),
                        Map.entry("KAFKA_SASL_MECHANISM", text(login, "sasl.mechanism")),
                        Map.entry("KAFKA_SASL_JAAS_CONFIG", text(login, "sasl.jaas.config")),
                        Map.entry("TRACKER_SIGNING_KEY_FILE", keys.privateKey(service).toString()),
                        Map.entry("TRACKER_SIGNING_TRUSTED_KEYS", keys.publicKeys().toString()),
                        Map.entry("TRACKER_AUDIT_FILE", data.resolve("audit").resolve(instance + ".log").toAbsolutePath().toString()),
                        Map.entry("MP_JWT_VERIFY_PUBLICKEY_LOCATION", tokens.publicKey().toUri().toString())),
                log(instance), guard, () -> answers(ready));
    }

    private static String text(Map<String, Object> settings, String name) {
        return settings.get(name).toString();
    }

    private SystemProcess broker() {
        int port = Ports.free();
        bootstrapServers = "localhost:" + port;
        return new SystemProcess("kafka",
                Stream.concat(options.getOrDefault("kafka", List.of("-Xmx512m")).stream(), Stream.of("-cp", System.getProperty("java.class.path"),
                        "ca.criticalminerals.embedded.LocalKafka", data.resolve("kafka").toString(), String.valueOf(port), String.valueOf(Ports.free()),
                        data.resolve(USERS).toString())).toList(),
                Map.of(), log("kafka"), guard, this::brokerAnswers);
    }

    private boolean answers(URI ready) {
        try {
            return http.send(HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(5)).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            throw new Trouble("Interrupted.", "Interrompu.");
        }
    }

    private boolean brokerAnswers() {
        if (Ports.isFree(Integer.parseInt(bootstrapServers.split(":")[1]))) {
            return false; // asking through a client before it listens costs a second of its patience
        }
        var settings = new HashMap<>(kafkaSettings());
        settings.putAll(Map.of("default.api.timeout.ms", 5_000, "request.timeout.ms", 5_000));
        try (var admin = Admin.create(settings)) {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (ExecutionException notYet) {
            return false;
        } catch (InterruptedException e) {
            throw new Trouble("Interrupted.", "Interrompu.");
        }
    }

    private void claim() {
        try {
            Files.createDirectories(data.resolve("logs"));
            Files.writeString(data.resolve("tracker-data"), "Data of a local Critical Minerals Strategy tracker.\n");
            var file = new RandomAccessFile(data.resolve("lock").toFile(), "rw");
            open.add(file);
            FileLock lock = file.getChannel().tryLock();
            if (lock == null) {
                throw inUse();
            }
            if (Files.getFileStore(data).getUsableSpace() < LEAST_SPACE) {
                throw new Trouble("The disk is nearly full: " + data + " needs at least 500 MB.",
                        "Le disque est presque plein : il faut au moins 500 Mo dans " + data + ".");
            }
        } catch (OverlappingFileLockException e) {
            throw inUse();
        } catch (IOException e) {
            throw new Trouble("Cannot write to " + data + ": " + e.getMessage() + ".", "Impossible d’écrire dans " + data + ".");
        }
    }

    private Trouble inUse() {
        return new Trouble("Another tracker is running on " + data + ".", "Un autre suivi utilise déjà " + data + ".");
    }

    private Path log(String name) {
        return data.resolve("logs").resolve(name + ".log");
    }
}
