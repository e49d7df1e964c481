package ca.criticalminerals.local;

import ca.criticalminerals.embedded.LocalKafka;
import ca.criticalminerals.embedded.LocalPostgres;
import ca.criticalminerals.embedded.Tokens;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The whole system on one machine: a real PostgreSQL, a real Kafka, and each service as a process of its own. */
public final class LocalSystem implements AutoCloseable {
    private static final long LEAST_SPACE = 500L * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final List<String> SMALL = List.of("-Xmx512m", "-XX:+UseSerialGC");

    private final Path home;
    private final Path data;
    private final Map<String, Integer> ports;
    private final Map<String, List<String>> options;
    private final Consumer<String> say;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final Map<String, Process> services = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> environments = new HashMap<>();
    private final Set<String> frozen = new HashSet<>();
    private Guard guard;
    private LocalKafka kafka;
    private LocalPostgres postgres;
    private Tokens tokens;

    /** With small Java machines. */
    LocalSystem(Path home, Path data, Map<String, Integer> ports, Consumer<String> say) {
        this(home, data, ports, Map.of(), say);
    }

    /**
     * @param home    the folder of the project, where the services are built
     * @param data    where everything is kept
     * @param ports   by the name of the service
     * @param options for the Java machines of services that need other ones than small
     * @param say     tells a person what is going on
     */
    LocalSystem(Path home, Path data, Map<String, Integer> ports, Map<String, List<String>> options, Consumer<String> say) {
        this.home = home;
        this.data = data;
        this.ports = ports;
        this.options = options;
        this.say = say;
    }

    /** Starts everything and waits until it is ready. */
    void start() {
        claim();
        ports.values().forEach(LocalSystem::mustBeFree);
        guard = new Guard();
        open.add(guard);
        tokens = Tokens.create(data.resolve("tokens"));
        say.accept("Starting PostgreSQL ...");
        postgres = LocalPostgres.start(data.resolve("postgres"), 0);
        open.add(postgres);
        guard.watch(postgres.pid());
        say.accept("Starting Kafka ...");
        kafka = LocalKafka.start(data.resolve("kafka"), 0);
        open.add(kafka);
        for (String service : ports.keySet()) {
            String database = service.replace('-', '_');
            postgres.createDatabase(database);
            say.accept("Starting " + service + " ...");
            environments.put(service, Map.of(
                    "QUARKUS_HTTP_HOST", "localhost",
                    "QUARKUS_HTTP_PORT", ports.get(service).toString(),
                    "QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl(database),
                    "QUARKUS_DATASOURCE_USERNAME", database,
                    "QUARKUS_DATASOURCE_PASSWORD", database,
                    "QUARKUS_FLYWAY_USERNAME", database + "_owner",
                    "QUARKUS_FLYWAY_PASSWORD", database + "_owner",
                    "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                    "MP_JWT_VERIFY_PUBLICKEY_LOCATION", tokens.publicKey().toUri().toString()));
            launch(service);
        }
        Instant latest = Instant.now().plus(PATIENCE);
        services.forEach((service, process) -> awaitReady(service, process, latest));
    }

    /** Where a service listens. */
    public URI address(String service) {
        return URI.create("http://localhost:" + ports.get(service));
    }

    public Tokens tokens() {
        return tokens;
    }

    /** The broker, for those who measure what happens without it. */
    public LocalKafka kafka() {
        return kafka;
    }

    /** Stops the process of a service in its tracks, until it is resumed. */
    public void freeze(String service) {
        frozen.add(service);
        signal(service, "STOP");
    }

    /** Lets a frozen process go on. */
    public void resume(String service) {
        frozen.remove(service);
        signal(service, "CONT");
    }

    /** Ends a service and starts it again; how long it took from the start of its process until it was ready. */
    public Duration restart(String service) {
        end(List.of(services.get(service)));
        long began = System.nanoTime();
        launch(service);
        awaitReady(service, services.get(service), Instant.now().plus(PATIENCE));
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** The process of a service. */
    public ProcessHandle process(String service) {
        return services.get(service).toHandle();
    }

    /** The first process of PostgreSQL; the others are its children. */
    public ProcessHandle database() {
        return ProcessHandle.of(postgres.pid()).orElseThrow();
    }

    private void signal(String service, String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, String.valueOf(services.get(service).pid())).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new Trouble("Interrupted.", "Interrompu.");
        }
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
        List.copyOf(frozen).forEach(this::resume); // a frozen process hears nobody
        end(services.values());
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

    private static void end(Collection<Process> processes) {
        processes.forEach(Process::destroy);
        for (Process process : processes) {
            try {
                if (!process.waitFor(15, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
            }
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

    private static void mustBeFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress("localhost", port));
        } catch (IOException e) {
            throw new Trouble("Port " + port + " is in use; stop what uses it and try again.",
                    "Le port " + port + " est occupé; arrêtez ce qui l’occupe et réessayez.");
        }
    }

    private void launch(String service) {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options.getOrDefault(service, SMALL));
        command.addAll(List.of("-jar", home.resolve("services/" + service + "/target/quarkus-app/quarkus-run.jar").toString()));
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(environments.get(service));
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log(service).toFile()));
        try {
            Process process = builder.start();
            guard.watch(process.pid());
            services.put(service, process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path log(String service) {
        return data.resolve("logs").resolve(service + ".log");
    }

    private void awaitReady(String service, Process process, Instant latest) {
        var ready = HttpRequest.newBuilder(address(service).resolve("/q/health/ready")).timeout(Duration.ofSeconds(5)).build();
        while (Instant.now().isBefore(latest)) {
            if (!process.isAlive()) {
                throw new Trouble(service + " stopped while it was starting; see " + log(service) + ".",
                        service + " s’est arrêté au démarrage; voir " + log(service) + ".");
            }
            try {
                if (http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    say.accept(service + " is ready.");
                    return;
                }
            } catch (IOException notYet) {
                // nobody listens yet
            } catch (InterruptedException e) {
                throw new Trouble("Interrupted.", "Interrompu.");
            }
            pause();
        }
        throw new Trouble(service + " was not ready in time; see " + log(service) + ".",
                service + " n’était pas prêt à temps; voir " + log(service) + ".");
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new Trouble("Interrupted.", "Interrompu.");
        }
    }
}
