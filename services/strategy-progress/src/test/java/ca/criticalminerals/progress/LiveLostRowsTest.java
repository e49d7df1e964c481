package ca.criticalminerals.progress;

import static ca.criticalminerals.progress.LiveTopics.MILESTONES;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A database that dies may lose the last rows of the projection, with the offsets: the topics tell of them again. */
@QuarkusTest
class LiveLostRowsTest {
    @Test
    void what_the_database_has_lost_is_read_again_counts_once_and_hides_nothing_that_comes_after() {
        var stream = LiveStream.registered("lost-fund").says("figure-defined", "2024-02-01", """
                {figure: '~.projects', label: {en: 'Projects', fr: 'Projets'}, unit: 'count', counts: {what: 'projects'}}""");
        stream.announce();
        long offset = LiveTables.nextOffset(MILESTONES);
        // As batches that were rolled back do: so the lost rows will not get the same ordinals again.
        LiveTables.column("select nextval('milestone_ordinal_seq')::text from generate_series(1, 10)");
        approve(stream, "road");
        approve(stream, "mill");
        stream.announce();
        get("/v1/figures/lost-fund.projects").then().body("value", equalTo(2));

        LiveTables.whileAnotherReads(() -> lose("lost-fund", 2, offset));
        approve(stream, "line");
        stream.announce();

        await().atMost(Duration.ofSeconds(20)).until(() -> LiveTables.number(
                "select count(*) from milestone join projection using (generation) where initiative = 'lost-fund'") == 5);
        get("/v1/figures/lost-fund.projects").then().body("value", equalTo(3)).body("contributors", hasSize(3));
        get("/v1/initiatives/lost-fund").then().body("milestones", hasSize(5));
        assertThat(LiveTables.column("select version::text from milestone join projection using (generation) where initiative = 'lost-fund' order by ordinal"))
                .containsExactly("1", "2", "3", "4", "5");
    }

    /** Rows, offset, version and the number of the last ordinal, as they were before the last commits. */
    private static void lose(String initiative, int version, long offset) {
        long ordinal = LiveTables.number("select max(ordinal) from milestone where initiative = ? and version <= ?", initiative, version);
        LiveTables.update("delete from milestone where initiative = ? and version > ?", initiative, version);
        LiveTables.update("update initiative set applied = ? where initiative = ?", version, initiative);
        LiveTables.update("update consumed set next_offset = ? where topic = ?", offset, MILESTONES);
        LiveTables.column("select setval('milestone_ordinal_seq', ?)::text", ordinal);
    }

    private static void approve(LiveStream stream, String project) {
        stream.says("project-approved", "2024-05-06", "{project: '" + project + "', title: {en: 'A road', fr: 'Une route'}, projects: 1}");
    }
}
