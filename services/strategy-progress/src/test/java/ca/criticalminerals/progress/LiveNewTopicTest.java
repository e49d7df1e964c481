package ca.criticalminerals.progress;

import static ca.criticalminerals.progress.LiveTopics.MILESTONES;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A topic that was deleted and made anew has the same name and other offsets; its owner publishes everything again. */
@QuarkusTest
class LiveNewTopicTest {
    @Test
    void a_topic_that_was_made_anew_is_read_from_its_first_record_and_what_was_known_stays() {
        var before = LiveStream.registered("before-fund");
        before.announce();
        // More records than the new topic will have, and one that is held: its offset will be another record's.
        LiveTopics.consumed(MILESTONES, LiveTopics.send(MILESTONES, "held-fund", "nonsense".getBytes(StandardCharsets.UTF_8)));

        LiveTopics.makeAnew(MILESTONES);
        var after = LiveStream.registered("after-fund");
        after.send();

        await().atMost(Duration.ofSeconds(40)).until(() -> get("/v1/initiatives/after-fund").statusCode() == 200);
        get("/v1/initiatives/before-fund").then().body("milestones", hasSize(before.version()));
        get("/v1/initiatives/after-fund").then().body("milestones", hasSize(after.version())).body("id", equalTo("after-fund"));
    }

    @Test
    void a_rebuild_of_such_a_topic_waits_until_the_view_that_is_read_has_begun_with_it() {
        LiveStream.registered("gone-fund").announce();
        var after = LiveStream.registered("again-fund");

        LiveTables.whileAnotherReads(() -> {
            LiveTopics.makeAnew(MILESTONES);
            after.send();
            LiveRebuilds.begin();
            await().atMost(Duration.ofSeconds(40)).until(() -> LiveRebuilds.read() >= after.version());
            assertThat(LiveRebuilds.state()).isEqualTo("reading");
        });

        LiveRebuilds.awaitReady();
        LiveRebuilds.compare().then().body("initiatives.find { it.initiative == 'again-fund' }.rebuilt.milestones", equalTo(after.version()))
                .body("initiatives.find { it.initiative == 'gone-fund' }.same", equalTo(false));
        LiveRebuilds.discard().then().statusCode(200);
    }
}
