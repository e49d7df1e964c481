package ca.criticalminerals.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFileTest {
    private final Logger privileged = Logger.getLogger(Audit.PRIVILEGED);

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        for (Handler handler : privileged.getHandlers()) {
            privileged.removeHandler(handler);
            handler.close();
        }
    }

    @Test
    void a_privileged_line_is_in_the_file_alone_whatever_else_is_logged_and_after_another_start() throws Exception {
        Path file = folder.resolve("kept/audit.log");
        new AuditFile(Optional.of(file.toFile())).open(null);
        privileged.info("{\"action\":\"publishEdition\",\"edition\":\"3\"}");
        for (int i = 0; i < 10_000; i++) {
            Logger.getLogger("ca.criticalminerals.http.Problems").info("anything else");
        }
        close();
        new AuditFile(Optional.of(file.toFile())).open(null);
        privileged.info("{\"action\":\"repairRecord\"}");

        assertThat(Files.readAllLines(file)).containsExactly("{\"action\":\"publishEdition\",\"edition\":\"3\"}", "{\"action\":\"repairRecord\"}");
    }

    @Test
    void a_file_that_cannot_be_written_is_said_at_the_start() {
        assertThatThrownBy(() -> new AuditFile(Optional.of(folder.toFile())).open(null)).isInstanceOf(FileNotFoundException.class);
    }

    @Test
    void without_a_file_there_is_only_the_log() throws Exception {
        int before = privileged.getHandlers().length;
        new AuditFile(Optional.empty()).open(null);
        assertThat(privileged.getHandlers()).hasSize(before);
    }
}
