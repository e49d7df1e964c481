package ca.criticalminerals.progress.download;

import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.progress.api.Listed;
import ca.criticalminerals.progress.domain.Entry;
import ca.criticalminerals.progress.domain.Fact;
import ca.criticalminerals.progress.page.Language;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A file of any length is written with the same memory. */
class MemoryTest {
    private static final int ROWS = 100_000;
    private static final int WARM = 20_000;
    private static final int TRIES = 4;
    private static final long FEW_BYTES = 1_500_000;

    private interface Writing {
        void write(Stream<Listed> rows, OutputStream out) throws IOException;
    }

    /** Counts what is sent, and keeps none of it. */
    private static final class Wire extends OutputStream {
        private final AtomicLong bytes = new AtomicLong();

        @Override
        public void write(int one) {
            bytes.incrementAndGet();
        }

        @Override
        public void write(byte[] some, int from, int length) {
            bytes.addAndGet(length);
        }
    }

    /** The least of a few tries: what else goes on in this Java machine grows in one of them, what the file holds grows in all. */
    private static long grown(Writing writing, long atLeastSent) throws IOException {
        long least = Long.MAX_VALUE;
        for (int tries = 0; tries < TRIES && least >= FEW_BYTES; tries++) {
            least = Math.min(least, grownOnce(writing, atLeastSent));
        }
        return least;
    }

    /** What is alive when the last row is asked for, more than when the 20,000th was. */
    private static long grownOnce(Writing writing, long atLeastSent) throws IOException {
        var wire = new Wire();
        var alive = new ArrayList<Long>();
        writing.write(Rows.many(ROWS).peek(row -> {
            int version = row.entry().recorded().version();
            if (version == WARM || version == ROWS) {
                alive.add(alive());
            }
        }), wire);
        assertThat(wire.bytes.get()).as("bytes sent").isGreaterThan(atLeastSent);
        return alive.get(1) - alive.get(0);
    }

    private static long alive() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    void a_hundred_thousand_milestones_as_csv_hold_no_more_memory_than_twenty_thousand() throws IOException {
        assertThat(grown((rows, out) -> Csv.write(Tables.MILESTONES, rows, Language.EN, out), 20_000_000)).isLessThan(FEW_BYTES);
    }

    @Test
    void a_hundred_thousand_milestones_as_a_workbook_hold_no_more_memory_than_twenty_thousand() throws IOException {
        assertThat(grown((rows, out) -> Xlsx.write(Tables.MILESTONES, rows, Language.EN, List.of(), out), 3_000_000)).isLessThan(FEW_BYTES);
    }

    @Test
    void a_hundred_thousand_milestones_as_lines_hold_no_more_memory_than_twenty_thousand() throws IOException {
        assertThat(grown((rows, out) -> DownloadResource.MILESTONE_LINES.writing().write(Tables.MILESTONES, rows, Language.EN, List.of(), out), 20_000_000)).isLessThan(FEW_BYTES);
    }

    @Test
    void the_milestones_of_all_initiatives_are_merged_by_their_recording_while_they_are_read() {
        var initiatives = List.of(Rows.initiative("a", recorded("a", 1, 4, 4, 9)), Rows.initiative("b", recorded("b", 2, 4)), Rows.initiative("c", recorded("c", 3)));

        assertThat(Listed.newestFirst(initiatives).map(listed -> listed.initiative().id() + listed.entry().recorded().version()))
                .containsExactly("a4", "b2", "a3", "a2", "c1", "b1", "a1");
        assertThat(Listed.newestFirst(List.of())).isEmpty();
    }

    private static List<Entry> recorded(String initiative, int... seconds) {
        return IntStream.range(0, seconds.length).mapToObj(i -> Rows.milestone(initiative, i + 1, "2024", Instant.ofEpochSecond(seconds[i]), "x", new Fact.Happened(List.of())))
                .map(Entry::of).toList();
    }
}
