package ca.criticalminerals.local;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Runs the services once as people use them, so that their Java machines can keep what they have loaded and learnt (an
 * ahead-of-time cache, JEP 483, 514 and 515): every later start takes a fraction of the time.
 */
final class Training {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int ROUNDS = 20;
    private static final List<String> READ = List.of("/en/progress-update", "/fr/mise-a-jour", "/v1/strategy-progress", "/v1/milestones",
            "/en/figures/cmif.projects", "/v1/figures/cmif.projects", "/en/progress-update?asOf=2024-10-31&knownAt=2026-11-01", "/q/openapi");

    private Training() {}

    /** Where the cache of a service is kept, beside the service. */
    static Path cache(Path home, String service) {
        return home.resolve("services/" + service + "/target/quarkus-app/app.aot");
    }

    /** Trains the services, with data of its own in a folder that is empty; without a cache they only start more slowly. */
    static void run(Path home, Path data, Map<String, Integer> ports, Consumer<String> say) throws IOException {
        var options = new HashMap<String, List<String>>();
        for (String service : ports.keySet()) {
            Files.deleteIfExists(cache(home, service));
            options.put(service, LocalSystem.small("-XX:AOTCacheOutput=" + cache(home, service)));
        }
        try (var system = new LocalSystem(home, data, ports, options, _ -> { }); var http = HttpClient.newHttpClient()) {
            system.start();
            system.realData(_ -> { }).record();
            for (int round = 0; round < ROUNDS; round++) {
                for (String path : READ) {
                    http.send(HttpRequest.newBuilder(system.address("strategy-progress").resolve(path)).build(), HttpResponse.BodyHandlers.discarding());
                }
            }
            for (String service : ports.keySet()) {
                http.send(HttpRequest.newBuilder(system.management(service).resolve("/q/metrics")).build(), HttpResponse.BodyHandlers.discarding());
            }
            ports.keySet().forEach(service -> system.service(service).stopSoon());
            // The cache is written at the end of the process: that takes longer than an end usually may.
            ports.keySet().forEach(service -> system.service(service).awaitEnd(PATIENCE));
        } catch (InterruptedException e) {
            throw new Trouble("Interrupted.", "Interrompu.");
        }
        ports.keySet().stream().filter(service -> !Files.exists(cache(home, service)))
                .forEach(service -> say.accept("There is no ahead-of-time cache of " + service + "; it starts without one."));
    }
}
