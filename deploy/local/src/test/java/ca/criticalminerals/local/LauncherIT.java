package ca.criticalminerals.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code ./tracker run} promises about itself. */
@Order(Integer.MAX_VALUE - 2)
class LauncherIT {
    private static final Path DATA = Path.of("target/launcher").toAbsolutePath();
    private static final String FIXED = "/v1/figures/cmif.projects?asOf=2026-02-27";
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void what_was_recorded_is_still_there_after_a_kill_and_no_child_survives_it() throws Exception {
        Running.delete(DATA);
        var tracker = new Running(DATA);
        // The machine of somebody who writes numbers with other digits: they must not get into what programs read.
        Process launcher = launch(Map.of("JDK_JAVA_OPTIONS", "-Duser.language=fa -Duser.country=IR"), tracker, "run", "--data", DATA.toString());
        awaitOutput("is running");
        List<ProcessHandle> children = Stream.concat(launcher.descendants(), Stream.of(database())).toList();
        assertThat(children).as("four services, the guard, PostgreSQL and Kafka").hasSize(7).allMatch(ProcessHandle::isAlive);
        launcher.destroyForcibly().waitFor();
        await().atMost(Duration.ofSeconds(30)).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));

        tracker.start();
        try (tracker) {
            Tracker.awaitVisible(tracker.system().address("strategy-progress"), "cmif:36");
            String before = tracker.json(FIXED).path("contributors").toString();
            assertThat(tracker.json(FIXED).path("value").asInt()).isEqualTo(33);
            tracker.recordRealData();
            assertThat(tracker.json(FIXED).path("contributors").toString()).isEqualTo(before);
            assertThatThrownBy(() -> new LocalSystem(Running.HOME, DATA, Map.of(), _ -> { }).start())
                    .isInstanceOf(Trouble.class).hasMessageContaining("Another tracker is running on " + DATA);
        }
    }

    @Test
    void a_port_in_use_is_named_in_one_sentence() throws Exception {
        var tracker = new Running(Path.of("target/launcher-port").toAbsolutePath());
        try (var other = new ServerSocket()) {
            other.bind(new InetSocketAddress("localhost", tracker.port("strategy-progress")));
            Process launcher = launch(tracker, "run", "--data", "target/launcher-port");
            assertThat(launcher.waitFor()).isEqualTo(1);
            assertThat(Files.readString(output())).isEqualTo("""
                    Port %1$d is in use; stop what uses it and try again.
                    Le port %1$d est occupé; arrêtez ce qui l’occupe et réessayez.
                    """.formatted(tracker.port("strategy-progress")));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dance                      | 2 | There is no command dance.
            run --loud                 | 2 | There is no option --loud.
            run --data                 | 2 | The option --data needs a value.
            run --data /proc/none      | 1 | Cannot write to /proc/none
            bench dance                | 2 | There is no leg dance; there are start, idle,
            bench --data target/bench  | 2 | The bench deletes what it measured before
            run --fresh --data src     | 1 | holds something else
            token                      | 2 | Say for which role
            token king                 | 2 | Say for which role
            token officer --data src   | 1 | There is no tracker in
            assign inrp                | 2 | Name the initiative and its service
            assign a b --data src      | 1 | There is no tracker in
            verify --data src          | 1 | or give the token of another one in TRACKER_TOKEN.
            status --partnerships here | 2 | --partnerships must be an address such as http://localhost:8081, not here.
            """)
    void what_cannot_be_done_is_said_in_both_languages(String arguments, int status, String sentence) throws Exception {
        Process launcher = launch(new Running(DATA), arguments.split(" +"));
        assertThat(launcher.waitFor()).isEqualTo(status);
        assertThat(Files.readAllLines(output())).hasSize(2).first().asString().contains(sentence);
    }

    private Process launch(Running tracker, String... arguments) throws IOException {
        return launch(Map.of(), tracker, arguments);
    }

    private Process launch(Map<String, String> environment, Running tracker, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), Tracker.class.getName(),
                Running.HOME.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output().toFile());
        builder.environment().putAll(environment);
        LocalSystem.SERVICES.keySet().forEach(service ->
                builder.environment().put("TRACKER_PORT_" + Ports.variable(service), String.valueOf(tracker.port(service))));
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private void awaitOutput(String words) {
        await().atMost(Duration.ofSeconds(180)).failFast(() -> !started.getLast().isAlive())
                .until(() -> Files.readString(output()).contains(words));
    }

    private static ProcessHandle database() throws IOException {
        long pid = Long.parseLong(Files.readAllLines(DATA.resolve("postgres/postmaster.pid")).getFirst());
        return ProcessHandle.of(pid).orElseThrow();
    }

    private static Path output() {
        return Path.of("target/launcher.out");
    }
}
