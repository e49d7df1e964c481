package ca.criticalminerals.progress.projection;

import static ca.criticalminerals.progress.projection.Examples.bytes;
import static ca.criticalminerals.progress.projection.Examples.example;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.domain.Fact;
import ca.criticalminerals.progress.domain.Fact.Money;
import ca.criticalminerals.progress.domain.Fact.Part;
import ca.criticalminerals.progress.domain.Fact.What;
import ca.criticalminerals.progress.domain.Milestone;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnnouncedTest {
    private static final String AGREEMENT = "agreement-signed.cmif";
    private static final String CORRECTION = "milestone-corrected.amount";
    private static final String RETRACTION = "milestone-retracted.withdrawal";
    private static final String REDACTION = "text-redacted.name";
    private static final String STATEMENT = "count-reported.cmif-projects";

    private static Milestone read(ObjectNode document) throws Unreadable {
        return Announced.milestone(Announced.json(bytes(document)));
    }

    private static Fact fact(String example) throws Unreadable {
        return read(example("funding/" + example)).fact();
    }

    private static ThrowableAssertAlternative<Unreadable> refused(String example, Consumer<ObjectNode> change) {
        ObjectNode document = example("funding/" + example);
        change.accept(document);
        return assertThatExceptionOfType(Unreadable.class).isThrownBy(() -> read(document));
    }

    private static ThrowableAssertAlternative<Unreadable> refused(byte[] record) {
        return assertThatExceptionOfType(Unreadable.class).isThrownBy(() -> Announced.milestone(Announced.json(record)));
    }

    private static ObjectNode in(ObjectNode document, String pointer) {
        return (ObjectNode) document.at(pointer);
    }

    @Test
    void an_agreement_keeps_its_amount_to_the_cent() throws Unreadable {
        assertThat(fact(AGREEMENT)).isEqualTo(new Fact.Signed("north-canol", new Money(new BigDecimal("12900000.00"), "contribution", false)));
    }

    @Test
    void a_statement_keeps_its_parts_and_that_they_are_all_there_is() throws Unreadable {
        assertThat(fact(STATEMENT)).isEqualTo(new Fact.Stated("cmif.projects", new BigDecimal("33"), "exact",
                Optional.of(new Fact.Parts(true, List.of(new Part("cmif.projects.deployment", new BigDecimal("6")),
                        new Part("cmif.projects.preconstruction", new BigDecimal("27"))))), List.of()));
    }

    @Test
    void a_statement_keeps_the_jurisdictions_that_it_names() throws Unreadable {
        assertThat(fact("count-reported.cmif-indigenous-grants-initiatives")).isInstanceOfSatisfying(Fact.Stated.class, stated ->
                assertThat(stated.jurisdictions()).containsExactly("BC", "SK", "MB", "NT", "ON", "YT"));
    }

    @Test
    void a_target_keeps_its_due_date_and_baseline() throws Unreadable {
        assertThat(fact("target-set.with-baseline")).isInstanceOfSatisfying(Fact.Targeted.class, target -> {
            assertThat(target.value()).isEqualByComparingTo("40");
            assertThat(target.due()).isEqualTo(PartialDate.of("2030"));
            assertThat(target.baseline()).contains(new Fact.Baseline(new BigDecimal("0"), PartialDate.of("2024")));
            assertThat(target.reason()).isEmpty();
        });
    }

    @Test
    void a_correction_carries_what_the_milestone_says_instead() throws Unreadable {
        assertThat(fact(CORRECTION)).isInstanceOfSatisfying(Fact.Corrected.class, corrected -> {
            assertThat(corrected.version()).isEqualTo(4);
            assertThat(corrected.kind()).isEqualTo("project-approved");
            assertThat(corrected.reason()).isEqualTo(Text.of("The amount was misread", "Le montant avait été mal lu"));
            assertThat(corrected.occurredOn()).isEqualTo(PartialDate.of("2024-06-15"));
            assertThat(corrected.evidence()).hasValueSatisfying(evidence -> assertThat(evidence.source()).isEqualTo("Ministerial file 12"));
            assertThat(corrected.replacement()).isEqualTo(new Fact.Approved("mill", Optional.empty(), 1,
                    Optional.of(new Money(new BigDecimal("4397625.00"), "contribution", false)), List.of(), List.of(), List.of()));
        });
    }

    @Test
    void a_retraction_carries_its_reason() throws Unreadable {
        assertThat(fact(RETRACTION)).isEqualTo(new Fact.Retracted(7,
                Text.of("Recorded for the wrong project", "Consigné pour le mauvais projet")));
    }

    @Test
    void an_envelope_up_to_an_amount_and_a_call_inside_it_are_told_apart() throws Unreadable {
        assertThat(fact("envelope-set.cmif")).isEqualTo(new Fact.Envelope(new BigDecimal("1500000000.00"), true));
        assertThat(fact("call-opened.cmif")).isEqualTo(new Fact.Shown("call", new BigDecimal("300000000.00"), true, List.of("call:first-call", "envelope")));
    }

    @Test
    void the_cost_of_a_tax_incentive_is_an_expenditure_and_no_contribution() throws Unreadable {
        assertThat(fact("tax-incentive-introduced.tax-cmetc")).isEqualTo(new Fact.Shown("taxExpenditure", new BigDecimal("400000000.00"), false, List.of()));
    }

    @Test
    void a_program_that_is_absorbed_names_its_successor() throws Unreadable {
        assertThat(fact("program-absorbed.cmif")).isInstanceOfSatisfying(Fact.Moved.class, moved -> {
            assertThat(moved.status()).isEqualTo("absorbed");
            assertThat(moved.successor()).isPresent();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"projects", "outputs", "jurisdictions", "statements", "contributions", "envelope", "occurrence"})
    void every_rule_of_the_contract_is_known(String what) throws Unreadable {
        ObjectNode document = example("funding/figure-defined.cmif");
        in(document, "/data/counts").put("what", what);
        assertThat(((Fact.Defined) read(document).fact()).rule().what()).isEqualTo(What.valueOf(what.toUpperCase(Locale.ROOT)));
    }

    @Test
    void a_rule_that_is_not_known_is_named() {
        refused("figure-defined.cmif", document -> in(document, "/data").put("figure", "inrp.projects")).withMessageContaining("'inrp.projects' is not one of cmif");
        refused("figure-defined.cmif", document -> in(document, "/data/counts").put("what", "miracles")).withMessageContaining("'miracles'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca.criticalminerals.funding.project-approved.v2", "org.example.project-approved.v1", "project-approved", ""})
    void a_type_that_is_not_known_is_named(String type) {
        refused(AGREEMENT, document -> document.put("type", type)).withMessage("the type '" + type + "' is unknown");
    }

    @Test
    void a_kind_that_is_not_known_is_named() {
        refused(AGREEMENT, document -> document.put("type", "ca.criticalminerals.funding.project-dreamt.v1"))
                .withMessage("the kind 'project-dreamt' is unknown");
    }

    @Test
    void a_replacement_of_a_kind_that_is_not_known_is_named() {
        refused(CORRECTION, document -> in(document, "/data/replacement").put("type", "project-dreamt"))
                .withMessage("the kind 'project-dreamt' is unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"milestone-corrected", "milestone-retracted", "text-redacted"})
    void a_replacement_cannot_itself_be_a_change(String kind) {
        refused(CORRECTION, document -> in(document, "/data/replacement").put("type", kind)).withMessageContaining("'" + kind + "'");
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 2_000_000})
    void a_correction_of_itself_or_of_a_later_milestone_is_refused(int version) {
        refused(CORRECTION, document -> in(document, "/data").put("milestone", version)).withMessage("it corrects a later one");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 11})
    void a_redaction_of_itself_or_of_a_later_milestone_is_refused(int version) {
        refused(REDACTION, document -> in(document, "/data/taken/0").put("milestone", version)).withMessage("it takes texts out of a later one");
    }

    @Test
    void a_redaction_names_the_milestones_that_it_touches_once_and_in_order() throws Unreadable {
        var document = Examples.example("funding/" + REDACTION);
        var taken = (ArrayNode) document.at("/data/taken");
        taken.add(taken.get(0).deepCopy()).add(((ObjectNode) taken.get(0).deepCopy()).put("milestone", 1));
        var redacted = (Fact.Redacted) Announced.milestone(Announced.json(Examples.bytes(document))).fact();
        assertThat(redacted.versions()).isSorted().doesNotHaveDuplicates().hasSize(2);
        assertThat(redacted.ground()).isEqualTo("privacy");
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 10})
    void a_retraction_of_itself_or_of_a_later_milestone_is_refused(int version) {
        refused(RETRACTION, document -> in(document, "/data").put("milestone", version)).withMessage("it retracts a later one");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void versions_start_at_one(int version) {
        refused(AGREEMENT, document -> document.put("streamversion", version)).withMessageContaining("streamversion");
        refused(CORRECTION, document -> in(document, "/data").put("milestone", version)).withMessageContaining("milestone");
    }

    @Test
    void a_version_is_a_whole_number_that_fits() {
        refused(AGREEMENT, document -> document.put("streamversion", 2.5)).withMessageContaining("streamversion");
        refused(AGREEMENT, document -> document.put("streamversion", 1L << 40)).withMessageContaining("streamversion");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-13", "2025-02-30", "25", "yesterday", "2025-1-1", "99999"})
    void a_date_that_the_calendar_does_not_have_is_shown(String date) {
        refused(AGREEMENT, document -> in(document, "/data").put("occurredOn", date)).withMessageContaining(date);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-11-24", "+999999999-01-01T00:00:00Z"})
    void a_record_time_that_is_no_instant_of_our_time_is_refused(String time) {
        refused(AGREEMENT, document -> document.put("time", time)).withMessageContaining("cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"twelve", "", "1,000.00", "1e999999999", "1e-999999999", "1e99999999999"})
    void an_amount_that_is_no_sensible_number_is_refused(String amount) {
        refused(AGREEMENT, document -> in(document, "/data/amount").put("amount", amount)).withMessageContaining("amount");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-999999999", "100000000000000000000000"})
    void a_number_that_would_fill_the_memory_when_it_is_written_out_is_refused(String value) {
        String record = example("funding/" + STATEMENT).toString().replace("\"value\":33", "\"value\":" + value);
        refused(record.getBytes(UTF_8)).withMessageContaining("value");
    }

    @Test
    void money_in_another_currency_is_not_taken_for_canadian_dollars() {
        refused(AGREEMENT, document -> in(document, "/data/amount").put("currency", "USD")).withMessageContaining("'USD'");
    }

    @Test
    void a_list_with_something_else_than_words_is_refused() {
        refused("project-approved.cmif", document -> in(document, "/data").putArray("jurisdictions").add("BC").add(7))
                .withMessageContaining("jurisdictions");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\": \"ca.", "not json", "{}{}", "{'type': 'x'}", "\u0000", "{\"type\": \"a\u0000b\"}"})
    void what_is_not_json_is_refused(String record) {
        refused(record.getBytes(UTF_8)).withMessageContaining("JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "7", "\"text\"", "{}", "   "})
    void json_that_is_no_event_is_refused(String record) {
        refused(record.getBytes(UTF_8)).withMessage("type is missing");
    }

    @Test
    void an_empty_record_is_refused() {
        refused(new byte[0]).withMessage("the record is empty");
        refused((byte[]) null).withMessage("the record is empty");
    }

    @Test
    void a_record_of_more_than_a_million_bytes_is_refused_without_reading_it() {
        refused(new byte[1_000_001]).withMessageContaining("1000001 bytes");
    }

    @Test
    void a_text_of_more_than_two_hundred_thousand_characters_is_refused() {
        refused(AGREEMENT, document -> document.put("recordedby", "x".repeat(200_001))).withMessageContaining("200000");
    }

    @Test
    void json_that_is_nested_without_end_is_refused() {
        refused(("{\"data\":" + "[".repeat(100_000)).getBytes(UTF_8)).withMessageContaining("depth");
    }

    @Test
    void bytes_that_are_not_utf_8_are_refused() {
        refused(example("funding/program-registered.cmif").toString().getBytes(ISO_8859_1)).withMessageContaining("not");
        refused(example("funding/" + AGREEMENT).toString().getBytes(UTF_16LE)).withMessageContaining("UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\ud83d"})
    void text_that_the_database_cannot_keep_is_refused(String escape) {
        String record = example("funding/" + AGREEMENT).toString().replace("officer.cmif", "officer" + escape);
        refused(record.getBytes(UTF_8)).withMessage("recordedby has characters that cannot be stored");
    }

    @Test
    void the_source_and_the_version_can_be_told_even_where_the_milestone_cannot_be_read() throws Unreadable {
        var json = Announced.json("{\"source\": \"/funding-programs\", \"streamversion\": 3}".getBytes(UTF_8));
        assertThat(Values.text(json, "source")).isEqualTo("/funding-programs");
        assertThat(json.path("streamversion").asInt()).isEqualTo(3);
    }

    @Test
    void words_in_any_script_are_read() {
        ObjectNode document = example("funding/" + AGREEMENT);
        document.put("recordedby", "ᐃᓄᒃᑎᑐᑦ 🪨 é");
        assertThatNoException().isThrownBy(() -> assertThat(read(document).recorder().person().orElseThrow().name()).isEqualTo("ᐃᓄᒃᑎᑐᑦ 🪨 é"));
    }
}
