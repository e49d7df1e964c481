package ca.criticalminerals.eventsourcing.store;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.criticalminerals.embedded.SigningKeys;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without its keys a service does not start, and says which setting is missing. */
class ServiceKeysTest {
    @TempDir
    Path folder;

    private ServiceKeys keys(Optional<Path> key, Optional<Path> trusted, boolean onlyMigrates) {
        return new ServiceKeys(Well.announcements("/wells"), Optional.empty(), key, trusted, onlyMigrates);
    }

    @Test
    void a_service_without_a_key_does_not_start_and_names_the_setting_in_both_languages() {
        var without = keys(Optional.empty(), Optional.of(folder), false);

        assertThatThrownBy(() -> without.start(null)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("TRACKER_SIGNING_KEY_FILE").hasMessageContaining("Set ").hasMessageContaining("Indiquez ").hasMessageContaining("wells");
    }

    @Test
    void a_service_without_the_keys_of_others_does_not_start() {
        var without = keys(Optional.of(folder.resolve("key.pem")), Optional.empty(), false);

        assertThatThrownBy(() -> without.start(null)).hasMessageContaining("TRACKER_SIGNING_TRUSTED_KEYS");
    }

    @Test
    void a_service_whose_key_is_not_where_the_setting_says_does_not_start() {
        var files = SigningKeys.in(folder);

        assertThatThrownBy(() -> keys(Optional.of(folder.resolve("nothing.pem")), Optional.of(files.publicKeys()), false).start(null))
                .hasMessageContaining("nothing.pem").hasMessageContaining("illisible");
    }

    @Test
    void who_only_migrates_needs_no_keys() {
        assertThatCode(() -> keys(Optional.empty(), Optional.empty(), true).start(null)).doesNotThrowAnyException();
    }
}
