package ca.criticalminerals.progress.domain;

import static ca.criticalminerals.progress.domain.Told.LATER;
import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.progress.domain.Fact.Money;
import ca.criticalminerals.progress.domain.Fact.Rule;
import ca.criticalminerals.progress.domain.Fact.Selection;
import ca.criticalminerals.progress.domain.Fact.Stepped;
import ca.criticalminerals.progress.domain.Fact.What;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Laws, agreements and arrangements: known by a key, counted by their status and their beginning. */
class ItemsTest {
    @Test
    void an_agreement_counts_once_whatever_its_steps_until_it_is_over() {
        var told = measure("fund.agreements", selection("agreement", List.of(), null, null))
                .and("agreement-announced", "2025-10-31", step("agreement", "graphite", "announced"))
                .and("agreement-signed", "2025-12-01", step("agreement", "graphite", "signed"))
                .and("agreement-announced", "2025-11-01", step("agreement", "scandium", "announced"));
        assertThat(number(told, "2025-10-30")).isEmpty();
        assertThat(number(told, "2025-10-31")).hasValue(BigDecimal.ONE);
        assertThat(number(told, "2025-12-31")).hasValue(BigDecimal.TWO);
        told.and("agreement-replaced", "2026-01-05", step("agreement", "graphite", "replaced"));
        assertThat(number(told, "2026-01-04")).hasValue(BigDecimal.TWO);
        assertThat(number(told, "2026-01-05")).hasValue(BigDecimal.ONE);
        assertThat(figure(told, "fund.agreements", LATER).contributions()).extracting(Figure.Contribution::amount)
                .containsExactly(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE.negate());
    }

    @Test
    void a_law_is_counted_only_in_the_status_that_is_meant() {
        var told = measure("fund.agreements", selection("law", List.of("inForce"), null, null))
                .and("law-proposed", "2025-03-01", step("law", "permits", "proposed"))
                .and("law-introduced", "2025-11-18", step("law", "permits", "introduced"));
        assertThat(number(told, "2026-05-31")).as("awaiting ratification is not a success").isEmpty();
        told.and("law-assented", "2026-02-01", step("law", "permits", "assented")).and("law-in-force", "2026-04-01", step("law", "permits", "inForce"));
        assertThat(number(told, "2026-05-31")).hasValue(BigDecimal.ONE);
    }

    @Test
    void new_and_existing_mechanisms_are_told_apart_by_their_beginning_and_named() {
        var told = measure("fund.agreements", selection("arrangement", List.of(), "2025-06", null))
                .defined("fund.existing", "count", new Rule(What.ITEMS, Optional.empty(), Optional.empty(), Optional.of(selection("arrangement", List.of(), null, "2025-06"))))
                .and("arrangement-established", "2023-03-06", with("uk", "GB")).and("arrangement-established", "2025-06-01", with("germany", "DE"))
                .and("arrangement-established", "2026-01-13", with("saudi-arabia", "SA"))
                .and("arrangement-renewed", "2026-02-01", step("arrangement", "uk", "inForce"));
        assertThat(figure(told, "fund.agreements", LATER).names()).containsExactly("DE", "SA");
        assertThat(figure(told, "fund.existing", LATER).number()).hasValue(BigDecimal.ONE);
        assertThat(figure(told, "fund.existing", LATER).names()).containsExactly("GB");
    }

    @Test
    void a_statement_resets_the_count_and_later_items_add_to_it() {
        var told = measure("fund.agreements", selection("arrangement", List.of(), null, null))
                .and("arrangement-established", "2023-03-06", with("uk", "GB"))
                .and("count-reported", "2025-12-31", new Fact.Stated("fund.agreements", BigDecimal.TEN, "exact", Optional.empty(), List.of()))
                .and("arrangement-established", "2026-01-13", with("saudi-arabia", "SA"));
        assertThat(figure(told, "fund.agreements", LATER).number()).hasValue(new BigDecimal(11));
        assertThat(figure(told, "fund.agreements", LATER).itemised()).isEqualTo(BigDecimal.TWO);
    }

    @Test
    void what_began_in_a_year_and_ended_within_it_does_not_come_back_at_the_end_of_the_year() {
        var loan = Optional.of(new Money(new BigDecimal("5"), "loan", false));
        var told = measure("fund.agreements", selection("undertaking", List.of(), null, null))
                .and("undertaking-announced", "2025", new Stepped("undertaking", "lake", "announced", List.of(), List.of(), List.of(), loan))
                .and("undertaking-withdrawn", "2025-10-31", step("undertaking", "lake", "withdrawn"));
        assertThat(number(told, "2026-01-01")).isEmpty();
        assertThat(initiative(told, LATER).money().get("loan").number().orElseThrow()).isZero();
    }

    @Test
    void the_money_of_an_item_counts_by_its_kind_while_it_is_not_over() {
        var loan = Optional.of(new Money(new BigDecimal("110000000"), "loan", false));
        var told = measure("fund.agreements", selection("undertaking", List.of(), null, null))
                .and("undertaking-announced", "2025-06-17", new Stepped("undertaking", "lake", "announced", List.of(), List.of(), List.of(), loan))
                .and("undertaking-completed", "2025-09-01", step("undertaking", "lake", "completed"));
        assertThat(initiative(told, LATER).money().get("loan").number()).hasValue(new BigDecimal("110000000"));
        told.and("undertaking-withdrawn", "2026-03-01", step("undertaking", "lake", "withdrawn"));
        assertThat(initiative(told, LATER).money().get("loan").number().orElseThrow()).isZero();
    }

    private static Told measure(String figure, Selection selection) {
        return Told.nothing("fund").registered("active").defined(figure, "count", new Rule(What.ITEMS, Optional.empty(), Optional.empty(), Optional.of(selection)));
    }

    private static Selection selection(String item, List<String> statuses, String since, String before) {
        return new Selection(item, statuses, Optional.ofNullable(since).map(PartialDate::of), Optional.ofNullable(before).map(PartialDate::of));
    }

    private static Stepped step(String item, String key, String status) {
        return new Stepped(item, key, status, List.of(), List.of(), List.of(), Optional.empty());
    }

    private static Stepped with(String key, String counterparty) {
        return new Stepped("arrangement", key, "inForce", List.of(counterparty), List.of(), List.of(), Optional.empty());
    }

    private static Optional<BigDecimal> number(Told told, String asOf) {
        return figure(told, "fund.agreements", LocalDate.parse(asOf)).number().filter(number -> number.signum() != 0);
    }

    private static Figure figure(Told told, String id, LocalDate asOf) {
        return initiative(told, asOf).figures().get(id);
    }

    private static Initiative initiative(Told told, LocalDate asOf) {
        return History.of(told.milestones()).at(asOf, Instant.MAX).orElseThrow();
    }
}
