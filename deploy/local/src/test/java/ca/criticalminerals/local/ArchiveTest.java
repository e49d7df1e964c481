package ca.criticalminerals.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What PostgreSQL calls in the Compose file for every segment of its log. */
class ArchiveTest {
    private static final Path KEEP = Path.of("../compose/archive/keep").toAbsolutePath();
    private static final String NAME = "00000001000000000000000A";

    @TempDir
    private Path folder;
    private Path archive;
    private Path segment;

    @BeforeEach
    void make() throws IOException {
        archive = Files.createDirectory(folder.resolve("archive"));
        segment = Files.writeString(folder.resolve("segment"), "what was recorded".repeat(1000));
    }

    private int keep() throws IOException, InterruptedException {
        var builder = new ProcessBuilder("sh", KEEP.toString(), segment.toString(), NAME).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("ARCHIVE", archive.toString());
        return builder.start().waitFor();
    }

    private byte[] kept() throws IOException {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(archive.resolve(NAME + ".gz"))))) {
            return gzip.readAllBytes();
        }
    }

    @Test
    void a_segment_is_kept_also_if_an_attempt_before_was_interrupted() throws Exception {
        Files.writeString(archive.resolve(NAME + ".gz.part"), "half");
        assertThat(keep()).isZero();
        assertThat(kept()).isEqualTo(Files.readAllBytes(segment));
        assertThat(archive).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void the_same_segment_again_is_fine_and_another_one_under_its_name_is_refused() throws Exception {
        keep();
        assertThat(keep()).isZero();
        byte[] before = kept();
        Files.writeString(segment, "something else");
        assertThat(keep()).isNotZero();
        assertThat(kept()).isEqualTo(before);
    }

    @Test
    void what_cannot_be_written_is_not_said_to_be_kept() throws Exception {
        Files.delete(archive);
        assertThat(keep()).isNotZero();
    }
}
