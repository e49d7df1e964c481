package ca.criticalminerals.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ca.criticalminerals.local.operators.Operators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What operators do with {@code ./tracker}, in the running system with the real data. */
@ResourceLock(Running.REAL_DATA)
class OperatorsIT {
    private static final String FUND = "journey-operators";
    private static final String TOPIC = "funding-programs.milestones";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static Running tracker;

    @TempDir
    private Path folder;

    @BeforeAll
    static void run() {
        tracker = Running.withRealData();
        tracker.record(FUND, "/milestones", """
                {"type": "program-registered", "names": {"name": {"en": "Operators", "fr": "Exploitants"}}, "theme": "produce", "standing": "active",
                 "leadOrganization": {"en": "Somebody", "fr": "Quelqu’un"}, "occurredOn": "2024", "evidence": {"source": "file 12", "confidence": "internalRecord"}}""");
        tracker.record(FUND, "/milestones", """
                {"type": "figure-defined", "figure": "%s.projects", "label": {"en": "Projects", "fr": "Projets"}, "unit": "count", "counts": {"what": "projects"},
                 "occurredOn": "2024", "evidence": {"source": "file 12", "confidence": "internalRecord"}}""".formatted(FUND));
        tracker.record(FUND, "/milestones", """
                {"type": "count-reported", "figure": "%s.projects", "value": 41, "qualifier": "exact", "occurredOn": "2025-01-31",
                 "evidence": {"source": "file 12", "confidence": "internalRecord"}}""".formatted(FUND));
    }

    /** What a command says, and whether all is as it must be. */
    private record Said(int status, String out, String err) {}

    /** As a person starts it, who knows only where the data are. */
    private static Said script(String... words) throws Exception {
        var command = new ArrayList<>(List.of(Running.HOME.resolve("tracker").toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("--data", Path.of("target/journey").toAbsolutePath().toString()));
        var err = Files.createTempFile("tracker", ".err");
        var builder = new ProcessBuilder(command).redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var said = new Said(process.waitFor(), out, Files.readString(err));
        Files.delete(err);
        return said;
    }

    /** The same without starting a Java machine for it. */
    private static Said said(String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var services = new Services(tracker.system()::address, Duration.ofSeconds(60));
        boolean good = Operators.run(words[0], new Words(List.of(words).subList(1, words.length)), services, tracker.operator(),
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Said(good ? 0 : 1, out.toString(StandardCharsets.UTF_8).replace('\u00a0', ' '), err.toString(StandardCharsets.UTF_8));
    }

    private static void doctored(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(tracker.system().superuserJdbcUrl("strategy_progress")); var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }

    @Test
    void the_system_is_found_by_its_data_and_everything_agrees() throws Exception {
        await().atMost(Duration.ofSeconds(20)).until(() -> said("status").status == 0); // who was killed before is heard again
        var status = script("status");
        assertThat(status.err).isEmpty();
        assertThat(status.status).isZero();
        assertThat(status.out).containsPattern("partnerships +publishing +\\d+ +0 +").contains(TOPIC, "records held back / enregistrements retenus");

        var verified = script("verify", "--json");
        assertThat(verified.status).isZero();
        JsonNode answers = JSON.readTree(verified.out);
        assertThat(answers).hasSize(6);
        assertThat(answers.at("/shown/agree").asBoolean()).isTrue();
        assertThat(answers.at("/shown/milestones").asInt()).isGreaterThan(300);
        assertThat(answers.at("/view/agree").asBoolean()).isTrue();
        assertThat(answers.at("/funding-programs/agrees").asBoolean()).isTrue();
        assertThat(said("verify").out).contains("topics, view / sujets, vue").contains("What is shown is what is stored.\nCe qui est affiché est ce qui est consigné.\n");
    }

    @Test
    void wrong_words_end_with_two_and_the_help_of_the_command() throws Exception {
        var said = script("rebuild", "--switch", "--loud");
        assertThat(said.status).isEqualTo(2);
        assertThat(said.out).isEmpty();
        assertThat(said.err).startsWith("There is no option --loud.\nIl n’y a pas d’option --loud.\n./tracker rebuild ").contains("--even-if-different --why EN FR")
                .doesNotContain("./tracker parked");
    }

    @Test
    void a_row_that_somebody_changed_is_named_and_a_rebuild_heals_it_once_somebody_says_why() throws SQLException {
        doctored("""
                update milestone set document = replace(document, '"value":41', '"value":42')
                where initiative = '%s' and document like '%%"value":41%%'""".formatted(FUND));
        var verified = said("verify");
        assertThat(verified.status).isEqualTo(1);
        assertThat(verified.out).containsPattern("(?m)^topics, view / sujets, vue +NO / NON .* 1 +\\d").contains(FUND + " 3 (" + TOPIC + "/",
                "The view has other words for it.", "La vue en a d’autres mots.").doesNotContain("is what is stored");
        assertThat(verified.out).containsPattern("(?m)^stores, shown / magasins, affiché +NO / NON +\\d+ +0 +0 +1 ").contains(FUND + ":3\n  shown with other content than is stored");

        var rebuilt = said("rebuild");
        assertThat(rebuilt.status).isEqualTo(1);
        assertThat(rebuilt.out).containsPattern(FUND + "\\.projects +\\d{4}-\\d\\d-\\d\\d +42 +41 +" + FUND + "/3: 42 → 41").contains("--switch --even-if-different --why EN FR");
        assertThatThrownBy(() -> said("rebuild")).hasMessageContainingAll("A rebuild is under way", "Une reconstruction est en cours");
        assertThatThrownBy(() -> said("rebuild", "--switch")).hasMessageContainingAll("The rebuilt view differs", "La vue reconstruite diffère");
        assertThat(said("rebuild", "--compare", "--json").out).startsWith("{").contains("\"equal\":false");
        assertThat(said("rebuild", "--switch", "--even-if-different", "--why", "A row was changed", "Une ligne a été modifiée").out)
                .contains("Readers see the rebuilt view now.");
        assertThat(said("verify").status).isZero();

        assertThat(said("rebuild")).satisfies(again -> assertThat(again.status).as(again.out).isZero()).extracting(Said::out).asString()
                .contains("Both views are the same: ", "./tracker rebuild --switch, or --discard");
        assertThat(said("rebuild", "--discard").out).contains("readers see what they saw");
        assertThatThrownBy(() -> said("rebuild", "--discard")).hasMessageContainingAll("There is nothing to decide", "Il n’y a rien à décider");
    }

    @Test
    void what_is_held_back_is_listed_repaired_set_aside_or_released() throws Exception {
        try {
            ObjectNode next = (ObjectNode) JSON.readTree(document(3));
            next.put("id", UUID.randomUUID().toString()).put("streamversion", 4);
            held(900_000_001L, 4, "it is damaged");
            doctored("update initiative set parked = 'it is damaged' where initiative = '%s' and generation = (select generation from projection)".formatted(FUND));
            assertThat(said("parked").out).containsPattern("(?m)^" + FUND + " +3 +it is damaged$").containsPattern(TOPIC + "/900000001 +" + FUND + " +4 +it is damaged +damaged");
            assertThat(said("parked", TOPIC + "/900000001").out).isEqualTo("damaged");

            Path file = Files.writeString(folder.resolve("document.json"), next.deepCopy().put("subject", "journey-somebody").toString());
            assertThatThrownBy(() -> said("repair", FUND, file.toString(), "--why", "It was damaged", "Il était abîmé")).hasMessageContainingAll(
                    "/document/subject  The record is about another initiative.", "/document/subject  L’enregistrement porte sur une autre initiative.");
            Files.writeString(file, next.toString());
            assertThat(said("repair", FUND, file.toString(), "--why", "It was damaged", "Il était abîmé").out).contains("The document counts as " + FUND + " 4 now.");
            assertThat(said("parked").out).containsPattern(TOPIC + "/900000001 +" + FUND + " +4 +operator .* It was damaged / Il était abîmé");

            held(900_000_002L, 9, "it is damaged");
            held(900_000_003L, 9, "it is damaged");
            assertThatThrownBy(() -> said("set-aside", FUND, "--why", "It says nothing", "Il ne dit rien")).hasMessageContainingAll("Several records of " + FUND, TOPIC + "/900000002, " + TOPIC + "/900000003");
            assertThat(said("set-aside", TOPIC + "/900000002", "--why", "It says nothing", "Il ne dit rien").out).contains("it stays on file");
            assertThat(said("set-aside", FUND, "--why", "It says nothing", "Il ne dit rien").out).contains(TOPIC + "/900000003 says nothing any more");
            assertThat(said("parked").out).containsPattern("900000003 +" + FUND + " +9 +operator +\\S+ +It says nothing / Il ne dit rien +it is damaged");

            var verified = said("verify");
            assertThat(verified.status).isEqualTo(1);
            assertThat(verified.out).containsPattern("strategy-progress +set aside by operators / mis de côté par l’exploitation +2")
                    .containsPattern("strategy-progress +repaired by operators / réparé par l’exploitation +1").contains(FUND + ":4\n  shown, and in no store");

            doctored("update initiative set parked = 'it waits' where initiative = '%s' and generation = (select generation from projection)".formatted(FUND));
            assertThat(said("release", FUND).out).contains(FUND + " goes on", FUND + " continue");
            assertThatThrownBy(() -> said("release", "journey-nobody")).hasMessage("""
                    Nothing is held back as journey-nobody; ./tracker parked lists what is.
                    Rien n’est retenu sous journey-nobody; ./tracker parked en donne la liste.""");
        } finally {
            forgotten();
        }
    }

    /** What no topic ever told is gone when the view is read again. */
    private static void forgotten() throws SQLException {
        doctored("delete from held where \"offset\" >= 900000000");
        doctored("delete from repair where \"offset\" >= 900000000");
        said("rebuild");
        said("rebuild", "--switch", "--even-if-different", "--why", "The test is over", "L’essai est terminé");
        assertThat(said("verify")).satisfies(verified -> assertThat(verified.status).as(verified.out).isZero());
    }

    private static void held(long offset, int version, String reason) throws SQLException {
        doctored("""
                insert into held (generation, topic, partition, "offset", initiative, version, reason, record)
                select generation, '%s', 0, %d, '%s', %d, '%s', 'damaged' from projection""".formatted(TOPIC, offset, FUND, version, reason));
    }

    private static String document(int version) throws SQLException {
        try (var connection = DriverManager.getConnection(tracker.system().superuserJdbcUrl("strategy_progress")); var statement = connection.createStatement();
                var rows = statement.executeQuery("select document from milestone join projection using (generation) where initiative = '"
                        + FUND + "' and version = " + version)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    void the_milestones_of_a_service_are_published_again_and_nothing_differs() throws Exception {
        assertThat(said("republish", "partnerships", "--from", "2020-01-01T00:00:00Z").out).containsPattern("partnerships publishes again; milestones: \\d\\d ")
                .contains("Done after", "Terminé après");
        assertThat(JSON.readTree(said("status", "--json").out).at("/partnerships/backlog/events").asInt(-1)).isZero();
        assertThat(said("recover", "partnerships").out).contains("The store of partnerships has lost nothing.", "n’a rien perdu");
        await().atMost(Duration.ofSeconds(20)).until(() -> said("verify").status == 0);
    }
}
