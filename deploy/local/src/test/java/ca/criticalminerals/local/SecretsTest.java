package ca.criticalminerals.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No file of the project holds a secret. What looks like one is found by its shape. */
class SecretsTest {
    private static final Path HOME = Path.of("../..");
    private static final Map<String, Pattern> SHAPES = Map.of(
            "private key", Pattern.compile("-----BEGIN [A-Z ]*PRIVATE" + " KEY-----\\s*[A-Za-z0-9+/]{20}"),
            "private key in base 64", Pattern.compile("\\bMII[A-Za-z0-9+/]{200}"),
            "token", Pattern.compile("\\beyJ[\\w-]{10,}\\.eyJ[\\w-]{10,}\\.[\\w-]{20,}"),
            "key of a cloud", Pattern.compile("\\b(AKIA|ASIA)[0-9A-Z]{16}\\b|\\bAIza[\\w-]{35}"),
            "token of a forge", Pattern.compile("\\b(gh[pousr]_[A-Za-z0-9]{36}|glpat-[\\w-]{20}|github_pat_\\w{22})"),
            "password in an address", Pattern.compile("[a-z]{3,}://[^\\s/:@\"'${}<>]+:[^\\s/:@\"'${}<>]+@[\\w.-]+"),
            "password or secret with a value", Pattern.compile("(?im)^[ \\t]*[A-Z_]*(PASSWORD|SECRET|TOKEN_KEY)[ \\t]*[=:][ \\t]*[\"']?[A-Za-z0-9+/]{16,}"));

    @Test
    void no_file_holds_a_secret() throws IOException, InterruptedException {
        assumeTrue(Files.exists(HOME.resolve(".git")), "the files of the project are known by git");
        var git = new ProcessBuilder("git", "ls-files", "-z").directory(HOME.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String[] files = new String(git.getInputStream().readAllBytes(), UTF_8).split("\0");
        assertThat(git.waitFor()).isZero();
        assertThat(files).hasSizeGreaterThan(400);

        var found = new ArrayList<String>();
        for (String file : files) {
            if (Files.isRegularFile(HOME.resolve(file))) {
                found(Files.readString(HOME.resolve(file), ISO_8859_1)).forEach(what -> found.add(file + ": " + what));
            }
        }
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POSTGRES_PASSWORD=4f1d" + "0123456789abcdef", "https://me:letmein" + "@registry.example.org/x",
            "AKIA" + "ABCDEFGHIJKLMNOP", "ghp_" + "abcdefghijklmnopqrstuvwxyz0123456789", "-----BEGIN PRIVATE" + " KEY-----\nMIIEvQIBADANBgkqhkiG9w0B"})
    void what_looks_like_a_secret_is_found(String text) {
        assertThat(found(text)).hasSize(1);
    }

    private static List<String> found(String text) {
        return SHAPES.entrySet().stream().filter(shape -> shape.getValue().matcher(text).find()).map(Map.Entry::getKey).toList();
    }
}
