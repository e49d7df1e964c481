package ca.criticalminerals.local;

import ca.criticalminerals.contracts.Contract;
import ca.criticalminerals.contracts.InitiativeRegistry;
import ca.criticalminerals.embedded.Tokens;
import ca.criticalminerals.local.bench.Bench;
import ca.criticalminerals.local.bench.Results;
import ca.criticalminerals.local.faults.Faults;
import ca.criticalminerals.local.operators.Operators;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;

/** What the commands of {@code ./tracker} do. */
public final class Tracker {
    private static final int FUZZ_REQUESTS = 50_000;

    private final Path home;

    private Tracker(Path home) {
        this.home = home;
    }

    /** The first argument is the folder of the project, the rest is the command. */
    public static void main(String[] arguments) {
        var words = new ArrayDeque<>(List.of(arguments));
        var tracker = new Tracker(Path.of(words.pop()).toAbsolutePath());
        try {
            String command = words.isEmpty() ? "help" : words.pop();
            System.exit(tracker.run(command, new Words(words)) ? 0 : 1);
        } catch (Trouble trouble) {
            System.err.println(trouble.getMessage());
            if (trouble.status() == 2 && System.getenv("TRACKER_USAGE") != null) {
                System.err.println(System.getenv("TRACKER_USAGE"));
            }
            System.exit(trouble.status());
        } catch (RuntimeException | IOException | InterruptedException e) {
            String cause = e.toString();
            System.err.println(cause.contains("No space left") ? "The disk is full.\nLe disque est plein." : "It failed: " + cause);
            System.exit(1);
        }
    }

    /** Whether everything was as it must be. */
    private boolean run(String command, Words words) throws IOException, InterruptedException {
        return switch (command) {
            case "run" -> run(words);
            case "token" -> token(words);
            case "assign" -> assign(words);
            case "bench" -> bench(words);
            case "faults" -> faults(words);
            case "drill" -> drill(words);
            case "simulate" -> simulate(words);
            case "login" -> login(words);
            case "train" -> train();
            default -> operate(command, words);
        };
    }

    private boolean run(Words words) throws IOException {
        Path data = data(words);
        boolean fresh = words.has("--fresh");
        boolean withData = !words.has("--no-data");
        words.none();
        if (fresh) {
            empty(data);
        }
        var system = new LocalSystem(home, data, Ports.of(System.getenv()), Tracker::say);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            system.close();
            stopped.countDown();
        }));
        system.start();
        URI progress = system.address("strategy-progress");
        URI funding = system.address("funding-programs");
        if (withData) {
            system.realData(Tracker::say).recordVisibly();
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
                  How it stands      ./tracker status; whether all agrees: ./tracker verify
                Ctrl-C stops it; the data stays in %3$s.
                """.formatted(progress, funding, data, system.address("security-measures"), system.address("partnerships")));
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    private boolean bench(Words words) throws IOException {
        Path own = home.resolve(".tracker/bench");
        Function<Results, String> form = words.has("--json") ? Results::json : words.has("--markdown") ? Results::markdown : Results::text;
        if (words.value("--data").isPresent()) {
            throw Trouble.ofWords("The bench deletes what it measured before, so it keeps data of its own.",
                    "Le banc d’essai efface ses mesures antérieures; il garde donc ses propres données.");
        }
        var results = Bench.of(words.rest()).run(options -> startEmpty(own, options), System.err::println);
        Files.writeString(own.resolve("results.json"), results.json());
        System.out.println(form.apply(results));
        return true;
    }

    private LocalSystem startEmpty(Path data, Map<String, List<String>> options) {
        var system = emptySystem(data, options, System.err::println);
        try {
            system.start();
            return system;
        } catch (RuntimeException e) {
            system.close();
            throw e;
        }
    }

    private boolean faults(Words words) {
        Path data = words.value("--data").map(Path::of).orElse(home.resolve(".tracker/faults")).toAbsolutePath();
        long minutes = words.number("--minutes", 5);
        long seed = seed(words);
        var rest = words.rest();
        var numbers = new ArrayList<Integer>();
        String what = "catalogue";
        for (String word : rest) {
            switch (word) {
                case "soak", "controls" -> what = word;
                case String number when number.matches("\\d{1,3}") -> numbers.add(Integer.parseInt(number));
                default -> throw Trouble.ofWords("Say which faults by their numbers, or soak, or controls; not " + word + ".",
                        "Nommez les pannes par leurs numéros, ou soak, ou controls; pas " + word + ".");
            }
        }
        sayAgain(seed);
        var faults = new Faults(data, folder -> emptySystem(folder, Map.of(), _ -> { }), FUZZ_REQUESTS, Tracker::say);
        boolean good = switch (what) {
            case "soak" -> faults.soak(Duration.ofMinutes(minutes), seed);
            case "controls" -> faults.controls(seed);
            default -> numbers.isEmpty() ? faults.run(Faults.all(), seed) & faults.controls(seed) : faults.run(numbers, seed);
        };
        faults.table();
        return good;
    }

    private boolean drill(Words words) {
        words.none();
        Path data = home.resolve(".tracker/drill");
        try (var system = emptySystem(data, Map.of(), Tracker::say)) {
            system.start();
            system.realData(_ -> { }).recordVisibly();
            return new RestoreDrill(system, data.resolve("backup"), Tracker::say).run();
        }
    }

    private boolean simulate(Words words) {
        int histories = Math.clamp(words.number("--histories", 100_000), 1, Integer.MAX_VALUE);
        long seed = seed(words);
        words.none();
        sayAgain(seed);
        return new Simulator(Tracker::say).run(histories, seed);
    }

    private static long seed(Words words) {
        return words.number("--seed", System.nanoTime() % 1_000_000);
    }

    private static void sayAgain(long seed) {
        System.out.println("Seed " + seed + "; with --seed " + seed + " it can be repeated.");
    }

    private boolean login(Words words) throws IOException, InterruptedException {
        Path keycloak = Path.of(words.one("Say where Keycloak is.", "Indiquez où se trouve Keycloak.")).toAbsolutePath();
        Path own = home.resolve(".tracker/login");
        empty(own);
        return new LoginDrill(Tracker::say).run(home, own, keycloak);
    }

    private boolean train() throws IOException {
        Path own = home.resolve(".tracker/training");
        empty(own);
        Training.run(home, own, LocalSystem.freePorts(), Tracker::say);
        empty(own);
        return true;
    }

    private LocalSystem emptySystem(Path folder, Map<String, List<String>> options, Consumer<String> say) {
        try {
            empty(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new LocalSystem(home, folder, Ports.of(System.getenv()), options, say).assigning(InitiativeRegistry.EVERY, "funding-programs");
    }

    private boolean token(Words words) {
        Path data = data(words);
        var name = words.value("--name");
        var initiatives = words.value("--initiatives").map(named -> List.of(named.split(",")));
        Set<String> roles = roles(words.rest(1).stream().findFirst().orElse(""));
        var registry = new AssignedInitiatives(existing(data));
        var all = registry.read().services().keySet().stream().filter(Contract::isInitiative).toList();
        String local = roles.contains("writer") ? "writer.local" : roles.stream().sorted().findFirst().orElseThrow() + ".local";
        System.out.println(token(data, roles, name.orElse(local), roles.contains("officer") ? registry.named(initiatives.orElse(all)) : List.of()));
        return true;
    }

    private boolean assign(Words words) {
        Path data = data(words);
        var named = words.rest(2);
        if (named.size() != 2) {
            throw Trouble.ofWords("Name the initiative and its service: assign INITIATIVE SERVICE.", "Nommez l’initiative et son service\u00a0: assign INITIATIVE SERVICE.");
        }
        new AssignedInitiatives(existing(data)).assign(named.getFirst(), named.getLast());
        System.out.println(named.getFirst() + " belongs to " + named.getLast() + ". Services that run know it within two seconds.");
        System.out.println(named.getFirst() + " appartient à " + named.getLast() + ". Les services en marche le savent dans les deux secondes.");
        return true;
    }

    private static Path existing(Path data) {
        if (!isTracker(data)) {
            throw new Trouble("There is no tracker in " + data + " yet: start one with ./tracker run.",
                    "Il n’y a pas encore de suivi dans " + data + "\u00a0: lancez ./tracker run.");
        }
        return data;
    }

    private static String token(Path data, Set<String> roles, String name, List<String> initiatives) {
        return Tokens.create(data.resolve("tokens")).token(name, roles, initiatives);
    }

    /** One role or several, with commas between them; a report writer records as an officer. */
    static Set<String> roles(String word) {
        var roles = new TreeSet<>(List.of(word.split(",")));
        if (!Set.of("officer", "writer", "publisher", "auditor", "operator", "privacy").containsAll(roles)) {
            throw Trouble.ofWords("Say for which role: token officer (or writer, publisher, auditor, operator, privacy; several with commas).",
                    "Indiquez le rôle\u00a0: token officer (ou writer, publisher, auditor, operator, privacy; plusieurs, séparés par des virgules).");
        }
        if (roles.contains("writer")) {
            roles.add("officer");
        }
        return roles;
    }

    /** The commands of operators, with the token in {@code TRACKER_TOKEN}, or one that is made with the key of the system on this machine. */
    private boolean operate(String command, Words words) {
        Path data = data(words);
        String name = words.value("--name").orElse("operator.local");
        var services = Services.of(words, System.getenv(), Services.remembered(data, System.getenv()));
        String token = System.getenv("TRACKER_TOKEN");
        if (token == null && Operators.COMMANDS.contains(command)) {
            if (!isTracker(data)) {
                throw new Trouble("There is no tracker in " + data + " yet: start one with ./tracker run, or give the token of another one in TRACKER_TOKEN.",
                        "Il n’y a pas encore de suivi dans " + data + "\u00a0: lancez ./tracker run, ou donnez le jeton d’un autre dans TRACKER_TOKEN.");
            }
            token = token(data, rolesFor(command), name, List.of());
        }
        return Operators.run(command, words, services, token, System.out, System.err);
    }

    private static Set<String> rolesFor(String command) {
        return switch (command) {
            case "redact" -> Set.of("operator", "privacy");
            case "edition" -> Set.of("publisher");
            default -> Set.of("operator");
        };
    }

    private Path data(Words words) {
        return words.value("--data").map(Path::of).orElse(home.resolve(".tracker/data")).toAbsolutePath();
    }

    private static boolean isTracker(Path data) {
        return Files.exists(data.resolve("tokens"));
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

    /** Returns when the consolidated view includes the write that the token is of. */
    static void awaitVisible(URI progress, String token) {
        var request = HttpRequest.newBuilder(progress.resolve("/v1/initiatives/" + token.split(":")[0]))
                .header("Consistency-Token", token).timeout(Duration.ofSeconds(30)).build();
        try (var http = HttpClient.newHttpClient()) {
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
