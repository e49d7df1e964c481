package ca.criticalminerals.local;

import ca.criticalminerals.embedded.Tokens;
import ca.criticalminerals.local.bench.Bench;
import ca.criticalminerals.local.bench.Results;
import ca.criticalminerals.local.faults.Faults;
import ca.criticalminerals.local.simulation.Simulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;

/** What {@code ./tracker run}, {@code ./tracker token} and {@code ./tracker bench} do. */
public final class Tracker {
    private static final int FUZZ_REQUESTS = 50_000;

    private final Path home;
    private Path data;
    private boolean fresh;
    private boolean withData = true;
    private String name = "";
    private long minutes = 5;
    private int histories = 100_000;
    private long seed = System.nanoTime() % 1_000_000;
    private List<String> initiatives = List.of();
    private Function<Results, String> form = Results::text;

    private Tracker(Path home) {
        this.home = home;
        this.data = home.resolve(".tracker/data");
    }

    /** The first argument is the folder of the project, the rest is the command. */
    public static void main(String[] arguments) {
        var words = new ArrayDeque<>(List.of(arguments));
        var tracker = new Tracker(Path.of(words.pop()).toAbsolutePath());
        try {
            String command = words.isEmpty() ? "help" : words.pop();
            switch (command) {
                case "run" -> tracker.run(words);
                case "token" -> tracker.token(words);
                case "bench" -> tracker.bench(words);
                case "faults" -> tracker.faults(words);
                case "drill" -> tracker.drill(words);
                case "simulate" -> tracker.simulate(words);
                case "login" -> tracker.login(words);
                case "train" -> tracker.train();
                default -> throw new Trouble("There is no command " + command + ".", "Il n’y a pas de commande " + command + ".");
            }
        } catch (Trouble trouble) {
            System.err.println(trouble.getMessage());
            System.exit(1);
        } catch (RuntimeException | IOException | InterruptedException e) {
            String cause = e.toString();
            System.err.println(cause.contains("No space left") ? "The disk is full.\nLe disque est plein." : "It failed: " + cause);
            System.exit(1);
        }
    }

    private void run(Deque<String> words) throws IOException {
        options(words);
        if (fresh) {
            empty(data);
        }
        var system = new LocalSystem(home, data, ports(), Tracker::say);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            system.close();
            stopped.countDown();
        }));
        system.start();
        URI progress = system.address("strategy-progress");
        URI funding = system.address("funding-programs");
        if (withData) {
            var last = system.realData(Tracker::say).record();
            last.values().stream().filter(token -> !token.isEmpty()).forEach(token -> awaitVisible(progress, token));
        }
        System.out.println("""

                The tracker is running.
                  Progress update    %1$s/en/progress-update
                  Mise à jour        %1$s/fr/mise-a-jour
                  As of a day        %1$s/en/progress-update?asOf=2024-10-31
                  Why 33?            %1$s/en/figures/cmif.projects
                  API                %1$s/q/openapi; to record: %2$s/q/openapi,
                                     %4$s/q/openapi, %5$s/q/openapi
                  A token to record  ./tracker token officer
                Ctrl-C stops it; the data stays in %3$s.
                """.formatted(progress, funding, data, system.address("security-measures"), system.address("partnerships")));
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void bench(Deque<String> words) throws IOException {
        Path own = home.resolve(".tracker/bench");
        data = own;
        var legs = new ArrayList<String>();
        while (!words.isEmpty() && !words.peek().startsWith("--")) {
            legs.add(words.pop());
        }
        options(words);
        if (!data.equals(own)) {
            throw new Trouble("The bench deletes what it measured before, so it keeps data of its own.",
                    "Le banc d’essai efface ses mesures antérieures; il garde donc ses propres données.");
        }
        var bench = Bench.of(legs);
        var results = bench.run(this::startEmpty, System.err::println);
        Files.writeString(data.resolve("results.json"), results.json());
        System.out.println(form.apply(results));
    }

    private LocalSystem startEmpty(Map<String, List<String>> options) {
        var system = emptySystem(data, options, System.err::println);
        try {
            system.start();
            return system;
        } catch (RuntimeException e) {
            system.close();
            throw e;
        }
    }

    private void faults(Deque<String> words) throws IOException {
        data = home.resolve(".tracker/faults");
        var numbers = new ArrayList<Integer>();
        String what = "catalogue";
        while (!words.isEmpty() && !words.peek().startsWith("--")) {
            String word = words.pop();
            switch (word) {
                case "soak", "controls" -> what = word;
                case String number when number.matches("\\d{1,3}") -> numbers.add(Integer.parseInt(number));
                default -> throw new Trouble("Say which faults by their numbers, or soak, or controls; not " + word + ".",
                        "Nommez les pannes par leurs numéros, ou soak, ou controls; pas " + word + ".");
            }
        }
        options(words);
        System.out.println("Seed " + seed + "; with --seed " + seed + " it can be repeated.");
        var faults = new Faults(data, folder -> emptySystem(folder, Map.of(), _ -> { }), FUZZ_REQUESTS, Tracker::say);
        boolean good = switch (what) {
            case "soak" -> faults.soak(Duration.ofMinutes(minutes), seed);
            case "controls" -> faults.controls(seed);
            default -> numbers.isEmpty() ? faults.run(Faults.all(), seed) & faults.controls(seed) : faults.run(numbers, seed);
        };
        faults.table();
        System.exit(good ? 0 : 1);
    }

    private void drill(Deque<String> words) {
        data = home.resolve(".tracker/drill");
        options(words);
        try (var system = emptySystem(data, Map.of(), Tracker::say)) {
            system.start();
            system.realData(_ -> { }).record().values().stream().filter(token -> !token.isEmpty())
                    .forEach(token -> awaitVisible(system.address("strategy-progress"), token));
            if (!new RestoreDrill(system, data.resolve("backup"), Tracker::say).run()) {
                System.exit(1);
            }
        }
    }

    private void simulate(Deque<String> words) {
        options(words);
        System.out.println("Seed " + seed + "; with --seed " + seed + " it can be repeated.");
        System.exit(new Simulator(Tracker::say).run(histories, seed) ? 0 : 1);
    }

    private void login(Deque<String> words) throws IOException, InterruptedException {
        Path keycloak = Path.of(value(words, "login")).toAbsolutePath();
        Path own = home.resolve(".tracker/login");
        empty(own);
        System.exit(new LoginDrill(Tracker::say).run(home, own, keycloak) ? 0 : 1);
    }

    private void train() throws IOException {
        Path own = home.resolve(".tracker/training");
        empty(own);
        Training.run(home, own, LocalSystem.freePorts(), Tracker::say);
        empty(own);
    }

    private LocalSystem emptySystem(Path folder, Map<String, List<String>> options, Consumer<String> say) {
        try {
            empty(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new LocalSystem(home, folder, ports(), options, say);
    }

    private void token(Deque<String> words) {
        String role = role(words.isEmpty() ? "" : words.pop());
        options(words);
        if (!Files.exists(data.resolve("tokens"))) {
            throw new Trouble("There is no tracker in " + data + " yet: start one with ./tracker run.",
                    "Il n’y a pas encore de suivi dans " + data + " : lancez ./tracker run.");
        }
        List<String> named = !role.equals("officer") ? List.of() : initiatives.isEmpty() ? RealData.initiatives() : initiatives;
        System.out.println(Tokens.create(data.resolve("tokens")).token(name.isEmpty() ? role + ".local" : name, Set.of(role), named));
    }

    static String role(String word) {
        if (!Set.of("officer", "publisher", "auditor", "operator").contains(word)) {
            throw new Trouble("Say for which role: token officer (or publisher, auditor, operator).",
                    "Indiquez le rôle : token officer (ou publisher, auditor, operator).");
        }
        return word;
    }

    private void options(Deque<String> words) {
        while (!words.isEmpty()) {
            String option = words.pop();
            switch (option) {
                case "--fresh" -> fresh = true;
                case "--no-data" -> withData = false;
                case "--json" -> form = Results::json;
                case "--markdown" -> form = Results::markdown;
                case "--data" -> data = Path.of(value(words, option)).toAbsolutePath();
                case "--name" -> name = value(words, option);
                case "--seed" -> seed = number(words, option);
                case "--histories" -> histories = (int) Math.clamp(number(words, option), 1, Integer.MAX_VALUE);
                case "--minutes" -> minutes = number(words, option);
                case "--initiatives" -> initiatives = List.of(value(words, option).split(","));
                default -> throw new Trouble("There is no option " + option + ".", "Il n’y a pas d’option " + option + ".");
            }
        }
    }

    private static long number(Deque<String> words, String option) {
        String value = value(words, option);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new Trouble("The option " + option + " needs a whole number, not " + value + ".",
                    "L’option " + option + " exige un nombre entier, pas " + value + ".");
        }
    }

    private static String value(Deque<String> words, String option) {
        if (words.isEmpty()) {
            throw new Trouble("The option " + option + " needs a value.", "L’option " + option + " exige une valeur.");
        }
        return words.pop();
    }

    /** Deletes only what a tracker has made. */
    private static void empty(Path data) throws IOException {
        if (!Files.exists(data)) {
            return;
        }
        if (!Files.exists(data.resolve("tracker-data"))) {
            throw new Trouble(data + " holds something else; --fresh deletes only the data of a tracker.",
                    data + " contient autre chose; --fresh n’efface que les données d’un suivi.");
        }
        try (var files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** The services by name with their ports; the environment can move them. */
    private static Map<String, Integer> ports() {
        var ports = new LinkedHashMap<String, Integer>();
        LocalSystem.SERVICES.forEach((service, usual) ->
                ports.put(service, port("TRACKER_PORT_" + service.toUpperCase(Locale.ROOT).replace('-', '_'), usual)));
        return ports;
    }

    private static int port(String variable, int otherwise) {
        String value = System.getenv(variable);
        return value == null ? otherwise : Integer.parseInt(value);
    }

    static void awaitVisible(URI progress, String token) {
        try (var http = HttpClient.newHttpClient()) {
            awaitVisible(progress, token, http);
        }
    }

    /** Returns when the consolidated view includes the write that the token is of. */
    static void awaitVisible(URI progress, String token, HttpClient http) {
        var request = HttpRequest.newBuilder(progress.resolve("/v1/initiatives/" + token.split(":")[0]))
                .header("Consistency-Token", token).timeout(Duration.ofSeconds(30)).build();
        try {
            for (int attempt = 0; attempt < 12; attempt++) {
                var answer = http.send(request, HttpResponse.BodyHandlers.discarding());
                if (answer.headers().firstValue("Consistency").filter("included"::equals).isPresent()) {
                    return;
                }
            }
            throw new Trouble("What was recorded does not show: " + token + ".", "Ce qui a été consigné n’apparaît pas : " + token + ".");
        } catch (IOException | InterruptedException e) {
            throw new Trouble("strategy-progress does not answer: " + e.getMessage(), "strategy-progress ne répond pas.");
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
