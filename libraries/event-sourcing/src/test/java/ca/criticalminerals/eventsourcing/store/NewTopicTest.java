package ca.criticalminerals.eventsourcing.store;

import static ca.criticalminerals.eventsourcing.store.OwnStore.SOON;
import static ca.criticalminerals.eventsourcing.store.OwnStore.awaitState;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A topic that operators have made anew while the service records. */
class NewTopicTest {
    @RegisterExtension
    final OwnStore store = OwnStore.holding("well 1", "well 2");

    @Test
    void every_milestone_is_on_the_last_topic_in_its_order_however_often_and_by_whom_it_is_asked_for() throws Exception {
        var relay = store.relay();
        awaitState(relay, "publishing");
        var recorded = new AtomicInteger();
        var recording = Thread.ofVirtual().start(() -> {
            try (var connection = store.database().getConnection()) {
                while (!Thread.currentThread().isInterrupted()) {
                    OwnStore.insert(connection, "busy " + recorded.incrementAndGet());
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        try (var operators = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 8; i++) {
                operators.submit(() -> store.operations().renewTopic());
            }
        }
        await().atMost(SOON).until(() -> recorded.get() > 20 && !store.operations().status().isRenewed());
        store.operations().renewTopic();
        await().atMost(SOON).until(() -> !store.operations().status().isRenewed());
        recording.interrupt();
        recording.join();

        await().atMost(SOON).until(() -> store.operations().status().backlog() == 0);
        assertThat(store.operations().verify()).matches(Agreement::isWhole).returns(2L + recorded.get(), Agreement::events);
        var first = new ArrayList<Integer>();
        store.milestones().documents().stream().filter(document -> document.get("subject").asText().equals("busy")).map(document -> document.get("streamversion").asInt())
                .filter(version -> !first.contains(version)).forEach(first::add);
        assertThat(first).isSorted().hasSize(recorded.get());
    }
}
