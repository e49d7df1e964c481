package ca.criticalminerals.local.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.criticalminerals.local.Services;
import ca.criticalminerals.local.Trouble;
import ca.criticalminerals.local.Words;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators are told where nobody listens, or their words are wrong. */
class OperatorsTest {
    private static final ByteArrayOutputStream OUT = new ByteArrayOutputStream();
    private static final ByteArrayOutputStream ERR = new ByteArrayOutputStream();
    private static int nobody;

    @BeforeAll
    static void findAPortWhereNobodyListens() throws IOException {
        try (var socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
    }

    private static boolean run(String words) {
        OUT.reset();
        ERR.reset();
        var all = List.of(words.split(" "));
        var services = new Services(_ -> URI.create("http://localhost:" + nobody), Duration.ofSeconds(5));
        return Operators.run(all.getFirst(), new Words(all.subList(1, all.size())), services, "", new PrintStream(OUT), new PrintStream(ERR));
    }

    @ParameterizedTest
    @ValueSource(strings = {"republish partnerships", "edition", "edition 1", "edition 1 --withdraw --why a b", "rebuild", "rebuild --switch", "parked", "release cmif", "set-aside cmif --why a b"})
    void where_nobody_listens_a_sentence_names_the_address(String words) {
        String service = words.startsWith("republish") ? "partnerships" : "strategy-progress";
        assertThatThrownBy(() -> run(words)).isInstanceOf(Trouble.class).extracting(trouble -> ((Trouble) trouble).status()).isEqualTo(1);
        assertThatThrownBy(() -> run(words)).hasMessage("""
                Nothing answers at http://localhost:%1$d, where %2$s should be.
                Rien ne répond à http://localhost:%1$d, où devrait se trouver %2$s.""".formatted(nobody, service));
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "verify"})
    void who_looks_at_everything_is_told_of_each_that_does_not_answer_and_sees_the_rest(String command) {
        assertThat(run(command)).isFalse();
        assertThat(ERR.toString(StandardCharsets.UTF_8).lines()).hasSize(8).anyMatch(line -> line.contains("where security-measures should be"))
                .anyMatch(line -> line.contains("où devrait se trouver strategy-progress"));
        assertThat(OUT.toString(StandardCharsets.UTF_8)).contains("funding-programs", "partnerships").doesNotContain("agrees", "concorde.");
        assertThat(run(command + " --json")).isFalse();
        assertThat(OUT.toString(StandardCharsets.UTF_8).strip()).startsWith("{").endsWith("}").contains("\"partnerships\":null", "\"view\":null");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dance                                 | There is no command dance.      | Il n’y a pas de commande dance.
            status now                            | One word too many: now.         | Un mot de trop
            verify --loud                         | There is no option --loud.      | Il n’y a pas d’option --loud.
            edition first                         | An edition has a number,        | Une édition porte un numéro
            edition 1 --withdraw                  | Say which edition, and why in   | Indiquez l’édition et la raison
            republish                             | Say which service:              | Indiquez le service
            recover kafka                         | There is no service kafka;      | Il n’y a pas de service kafka;
            recover partnerships --without p/1    | To go on without a record, say  | Pour continuer sans un enregistrement
            recover partnerships --without p/1 --why it ça | A record is named as   | Un enregistrement se nomme
            rebuild --switch --discard            | One thing at a time:            | Une chose à la fois
            rebuild --even-if-different           | To switch although numbers      | Pour basculer même si des chiffres
            rebuild --switch --even-if-different  | To switch although numbers      | Pour basculer même si des chiffres
            rebuild --switch --why it             | The option --why needs 2 values | L’option --why exige 2 valeurs.
            release                               | Say which initiative.           | Indiquez l’initiative.
            set-aside cmif                        | Say which record, and why in    | Indiquez l’enregistrement et la raison
            republish partnerships --from         | The option --from needs a value | L’option --from exige une valeur.
            repair t/1 file.json                  | Say which record, by which      | Indiquez l’enregistrement, le document
            repair t/1 --why it ça                | Say which record, by which      | Indiquez l’enregistrement, le document
            """)
    void wrong_words_are_said_in_both_languages_and_nothing_is_asked(String words, String en, String fr) {
        assertThatThrownBy(() -> run(words)).isInstanceOfSatisfying(Trouble.class, trouble -> {
            assertThat(trouble.status()).isEqualTo(2);
            assertThat(trouble.getMessage().lines()).hasSize(2);
            assertThat(trouble.getMessage()).contains("\n" + fr).startsWith(en);
        });
    }

    @Test
    void a_document_that_is_no_json_or_not_there_is_named() {
        assertThatThrownBy(() -> run("repair t/1 pom.xml --why a b")).isInstanceOf(Trouble.class).hasMessageContainingAll("This is not JSON", "Ce n’est pas du JSON");
        assertThatThrownBy(() -> run("repair t/1 none.json --why a b")).isInstanceOf(Trouble.class).hasMessageContainingAll("Cannot read none.json.", "Impossible de lire none.json.");
    }

    @Test
    void numbers_stand_at_the_right_under_a_heading_in_each_language() {
        var columns = new Columns(List.of("what", "how many"), List.of("quoi", "combien"));
        columns.row("milestones", 1_234_567L);
        columns.row("jalons", 8);
        assertThat(columns.text().replace('\u00a0', ' ')).isEqualTo("""
                what         how many
                quoi          combien
                milestones  1 234 567
                jalons              8
                """);
        assertThat(new Columns(List.of("a"), List.of("b")).text()).isEmpty();
    }
}
