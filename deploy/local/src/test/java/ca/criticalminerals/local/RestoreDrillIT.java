package ca.criticalminerals.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./tracker drill} does. */
@Order(Integer.MAX_VALUE - 3)
class RestoreDrillIT {
    @TempDir
    private Path folder;

    @Test
    void what_was_acknowledged_comes_back_after_a_restore_or_what_was_given_up_is_named() throws IOException {
        var said = new ArrayList<String>();
        var tracker = new Running(folder.resolve("data"));
        tracker.start();
        try (tracker) {
            tracker.recordRealData();
            boolean good = new RestoreDrill(tracker.system(), folder.resolve("backup"), said::add).run();
            Files.write(Path.of("target/restore-drill.txt"), said);
            assertThat(good).as(() -> String.join("\n", said)).isTrue();
        }
    }
}
