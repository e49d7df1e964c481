package ca.criticalminerals.eventsourcing.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ca.criticalminerals.embedded.SigningKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which records a signature makes those of a service, and which not. */
class StatementTest {
    private static final String TOPIC = "wells.milestones";
    private static final Instant NOON = Instant.parse("2026-02-27T12:00:00.123456Z");

    @TempDir
    Path folder;
    private SigningKeys files;
    private KeyFiles wells;
    private KeyFiles mills;
    private SignedRecords signed;
    private long offset;

    @BeforeEach
    void keys() {
        files = SigningKeys.in(folder);
        wells = keysOf("wells");
        mills = keysOf("mills");
        signed = new SignedRecords(TOPIC, wells);
    }

    private KeyFiles keysOf(String service) {
        return KeyFiles.of(service, files.privateKey(service), files.publicKeys());
    }

    @Test
    void every_record_that_a_statement_lists_is_signed_and_what_stands_between_them_is_not() {
        var first = record("first");
        var forged = record("forged");
        var last = carrying(statement(NOON, wells, first, record("last")), "last");

        assertThat(told(first)).isEmpty();
        assertThat(told(forged)).isEmpty();
        assertThat(signed.waiting()).isEqualTo(2);
        assertThat(told(last)).containsExactly("signed first", "unsigned forged", "signed last");
        assertThat(signed.waiting()).isZero();
    }

    @Test
    void a_statement_says_before_which_instant_nothing_new_was_recorded_or_not() {
        for (Instant floor : List.of(NOON, Instant.MIN, Instant.parse("1969-12-31T23:59:59.999999Z"))) {
            assertThat(verified(statement(floor, wells, record("only")), "only").orElseThrow().floor()).isEqualTo(floor);
        }
    }

    @Test
    void a_statement_of_another_service_is_none() {
        assertThat(told(carrying(statement(NOON, mills, record("only")), "only"))).isEmpty();
    }

    @Test
    void a_statement_about_another_topic_is_none() {
        byte[] elsewhere = new Statement(NOON, List.of(digest(record("only")))).signed("wells.watermarks", wells);

        assertThat(told(carrying(elsewhere, "only"))).isEmpty();
    }

    @Test
    void a_statement_means_nothing_at_a_record_that_it_does_not_end_with() {
        byte[] genuine = statement(NOON, wells, record("first"), record("last"));

        assertThat(told(carrying(genuine, "tampered"))).isEmpty();
        assertThat(told(carrying(genuine, "first"))).isEmpty();
    }

    @Test
    void the_same_value_under_another_key_is_another_record() {
        byte[] genuine = statement(NOON, wells, record("only"));
        var moved = new ConsumerRecord<>(TOPIC, 0, offset++, "another".getBytes(StandardCharsets.UTF_8), "only".getBytes(StandardCharsets.UTF_8));
        moved.headers().add(Statement.HEADER, genuine);

        assertThat(told(moved)).isEmpty();
        assertThat(RecordDigest.of(TOPIC, null, new byte[0])).isNotEqualTo(RecordDigest.of(TOPIC, new byte[0], null));
        assertThat(RecordDigest.of(TOPIC, bytes("ab"), bytes("c"))).isNotEqualTo(RecordDigest.of(TOPIC, bytes("a"), bytes("bc")));
    }

    @Test
    void a_statement_of_which_one_bit_is_another_or_one_byte_is_missing_is_none() {
        byte[] genuine = statement(NOON, wells, record("only"));
        for (int i = 0; i < genuine.length; i++) {
            byte[] flipped = genuine.clone();
            flipped[i] ^= 1;
            assertThat(verified(flipped, "only")).as("bit of byte " + i).isEmpty();
            assertThat(verified(Arrays.copyOf(genuine, i), "only")).as("first " + i + " bytes").isEmpty();
        }
        assertThat(verified(Arrays.copyOf(genuine, genuine.length + 1), "only")).isEmpty();
        assertThat(verified(genuine, "only")).isPresent();
    }

    @Test
    void what_waits_is_bounded_and_what_waits_no_longer_is_unsigned() {
        var all = new ArrayList<String>();
        for (int i = 0; i < 4 * Statement.MOST_RECORDS + 3; i++) {
            all.addAll(told(record("flood " + i)));
        }
        assertThat(all).containsExactly("unsigned flood 0", "unsigned flood 1", "unsigned flood 2");

        var large = new SignedRecords(TOPIC, wells);
        int told = 0;
        for (int i = 0; i < 40; i++) {
            told += large.next(record("x".repeat(1 << 20)), digest(record("" + i)), NOON).size();
        }
        assertThat(40 - told).isLessThanOrEqualTo(4 * Statement.MOST_BYTES >> 20).isGreaterThan(10);
    }

    @Test
    void a_record_that_has_waited_for_long_is_given_up_and_a_later_statement_still_lists_it() {
        var first = record("first");
        assertThat(signed.next(first, digest(first), NOON)).isEmpty();
        assertThat(signed.giveUp(Duration.ofSeconds(30), NOON.plusSeconds(29))).isEmpty();
        assertThat(signed.giveUp(Duration.ofSeconds(30), NOON.plusSeconds(30))).hasSize(1).noneMatch(SignedRecords.Told::isSigned);

        var last = carrying(statement(NOON, wells, first, record("last")), "last");
        var told = signed.next(last, digest(last), NOON);

        assertThat(told).hasSize(1);
        assertThat(told.getFirst().carried().orElseThrow().digests()).contains(digest(first));
    }

    @Test
    void a_key_is_replaced_while_it_is_used_and_both_are_believed_until_the_old_one_is_removed() throws Exception {
        byte[] old = statement(NOON, wells, record("only"));
        Path oldKey = only(files.publicKeys(), "wells.");
        files.replace("wells");

        byte[] mixed = awaitAnotherKey(old);

        assertThat(verified(old, "only")).isPresent();
        assertThat(verified(mixed, "only")).isPresent();
        Files.delete(oldKey);
        assertThat(Statement.verified(old, digest(record("only")), TOPIC, "wells", keysOf("wells"))).isEmpty();
        assertThat(Statement.verified(mixed, digest(record("only")), TOPIC, "wells", keysOf("wells"))).isPresent();
    }

    @Test
    void a_reader_that_runs_learns_a_new_public_key_when_something_is_signed_with_it() {
        var reader = keysOf("mills");
        files.replace("wells");
        byte[] next = statement(NOON, keysOf("wells"), record("only"));

        await().atMost(Duration.ofSeconds(30)).until(() ->
                Statement.verified(next, digest(record("only")), TOPIC, "wells", reader).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-----BEGIN PRIVATE KEY-----\nMC4CAQ==\n-----END PRIVATE KEY-----\n", "nonsense"})
    void what_is_no_private_key_is_refused_in_both_languages(String pem) {
        assertThatThrownBy(() -> KeyFiles.of("wells", pem, files.publicKeys()))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("no private key of Ed25519").hasMessageContaining("n’est pas une clé privée Ed25519");
    }

    @Test
    void a_private_key_without_its_public_half_is_refused_in_both_languages() throws Exception {
        Files.delete(only(files.publicKeys(), "wells."));

        assertThatThrownBy(() -> keysOf("wells")).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("The public half of the signing key is not in").hasMessageContaining("La clé publique de la clé de signature n’est pas dans");
    }

    @Test
    void a_private_key_can_also_be_given_as_text() throws Exception {
        var given = KeyFiles.of("wells", Files.readString(files.privateKey("wells")), files.publicKeys());

        assertThat(verified(statement(NOON, given, record("only")), "only")).isPresent();
    }

    @Test
    void the_largest_statement_fits_beside_the_largest_record_into_what_kafka_takes() {
        var many = IntStream.range(0, Statement.MOST_RECORDS).mapToObj(i -> digest(record("" + i))).toList();

        assertThat(new Statement(NOON, many).signed(TOPIC, wells).length + 1_000_000 + 1_000).isLessThan(1_048_576);
    }

    private byte[] awaitAnotherKey(byte[] old) {
        var last = new byte[1][];
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            last[0] = statement(NOON, wells, record("only"));
            return !Arrays.equals(last[0], 1, 9, old, 1, 9);
        });
        return last[0];
    }

    private static Path only(Path folder, String beginning) throws Exception {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(beginning)).findFirst().orElseThrow();
        }
    }

    @SafeVarargs
    private static byte[] statement(Instant floor, SigningKey key, ConsumerRecord<byte[], byte[]>... records) {
        return new Statement(floor, Arrays.stream(records).map(StatementTest::digest).toList()).signed(TOPIC, key);
    }

    private Optional<Statement> verified(byte[] header, String value) {
        return Statement.verified(header, digest(record(value)), TOPIC, "wells", wells);
    }

    private List<String> told(ConsumerRecord<byte[], byte[]> record) {
        return signed.next(record, digest(record), NOON).stream()
                .map(told -> (told.isSigned() ? "signed " : "unsigned ") + new String(told.record().value(), StandardCharsets.UTF_8)).toList();
    }

    private ConsumerRecord<byte[], byte[]> record(String value) {
        return new ConsumerRecord<>(TOPIC, 0, offset++, bytes("key"), bytes(value));
    }

    private ConsumerRecord<byte[], byte[]> carrying(byte[] header, String value) {
        var record = record(value);
        record.headers().add(Statement.HEADER, header);
        return record;
    }

    private static RecordDigest digest(ConsumerRecord<byte[], byte[]> record) {
        return RecordDigest.of(record.topic(), record.key(), record.value());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
