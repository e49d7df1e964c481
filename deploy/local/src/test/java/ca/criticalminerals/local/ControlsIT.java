package ca.criticalminerals.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes made on purpose: a checker that does not find them would find nothing in {@link FaultsIT} either. */
@Order(Integer.MAX_VALUE - 2)
class ControlsIT {
    private static final long SEED = 7;

    @TempDir
    private Path folder;

    @Test
    void the_checker_catches_a_relay_that_forgets_to_wait_and_a_database_that_forgets_to_flush() {
        var said = new ArrayList<String>();

        assertThat(Running.faults(folder, Set.of("funding-programs", "strategy-progress"), said::add).controls(SEED)).as(() -> String.join("\n", said)).isTrue();

        assertThat(said).anySatisfy(line -> assertThat(line).contains("lost: the relay's checkpoint has passed a milestone"))
                .anySatisfy(line -> assertThat(line).contains("lost: an acknowledged command is not in the store"));
    }
}
