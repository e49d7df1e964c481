package ca.criticalminerals.eventsourcing.store;

import static ca.criticalminerals.eventsourcing.store.OwnStore.SOON;
import static ca.criticalminerals.eventsourcing.store.OwnStore.well;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Relays that die and freeze, as processes of their own, and the one that takes over. */
@Execution(ExecutionMode.CONCURRENT)
class RelayDeathTest {
    @RegisterExtension
    final OwnStore store = OwnStore.holding();

    @Test
    void a_relay_that_dies_between_acknowledgement_and_checkpoint_repeats_the_batch_and_loses_nothing() throws Exception {
        store.insert(well(50));
        var dying = process(true);
        assertThat(dying.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(dying.exitValue()).isEqualTo(137);
        assertThat(store.milestones().names()).as("acknowledged before it died").containsExactlyElementsOf(well(50));

        store.relay();

        await().atMost(SOON).until(() -> store.milestones().names().size() == 100);
        assertThat(store.milestones().names()).as("the batch, twice").isEqualTo(twice(well(50)));
        assertThat(store.milestones().documents().stream().map(Object::toString).distinct()).as("the same bytes").hasSize(50);
    }

    @Test
    void of_two_relays_one_publishes_and_the_other_takes_over_when_the_first_dies() throws Exception {
        var first = process(false);
        store.insert("well 1");
        await().atMost(SOON).until(() -> store.milestones().names().size() == 1);
        var second = store.relay();
        await().atMost(SOON).until(() -> second.status().equals(RelayStatus.STANDING_BY));

        first.destroyForcibly();
        store.insert("well 2");

        await().atMost(SOON).until(() -> store.milestones().names().size() == 2);
        assertThat(second.status()).isEqualTo(RelayStatus.PUBLISHING);
        assertThat(store.milestones().names()).containsExactly("well 1", "well 2");
    }

    @Test
    void a_relay_that_was_frozen_loses_its_lock_and_harms_nothing_when_it_wakes() throws Exception {
        var frozen = process(false);
        store.insert("well 1");
        await().atMost(SOON).until(() -> store.milestones().names().size() == 1);
        signal(frozen, "STOP");
        var second = store.relay();
        store.insert("well 2");

        await().atMost(SOON).until(() -> store.milestones().names().contains("well 2"));
        signal(frozen, "CONT");
        store.insert(well(20).subList(2, 20));

        await().atMost(SOON).until(() -> store.milestones().names().contains("well 20"));
        assertThat(store.milestones().names().stream().distinct()).as("first occurrences, in order").containsExactlyElementsOf(well(20));
        assertThat(second.status()).isEqualTo(RelayStatus.PUBLISHING);
        assertThat(frozen.isAlive()).isTrue();
    }

    /** A relay that dies after its first acknowledgement, if it should. */
    private Process process(boolean dies) throws IOException {
        var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), RelayProcess.class.getName(), store.database().getUrl(), store.database().getUser(),
                store.kafka().get("bootstrap.servers").toString(), store.announcements().source(), Boolean.toString(dies),
                store.keys().privateKey(store.announcements().source().substring(1)).toString(), store.keys().publicKeys().toString())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        store.closeLater(process::destroyForcibly);
        return process;
    }

    private static void signal(Process process, String signal) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor()).isZero();
    }

    private static List<String> twice(List<String> names) {
        var twice = new ArrayList<>(names);
        twice.addAll(names);
        return twice;
    }
}
