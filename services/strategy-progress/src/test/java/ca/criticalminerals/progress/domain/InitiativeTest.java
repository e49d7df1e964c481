package ca.criticalminerals.progress.domain;

import static ca.criticalminerals.progress.domain.Told.*;
import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.domain.Fact.Moved;
import ca.criticalminerals.progress.domain.Fact.Renamed;
import ca.criticalminerals.progress.domain.Fact.Written;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InitiativeTest {
    private static final Moved CLOSED = new Moved("closed", Optional.empty());
    private static final Moved ABSORBED = new Moved("absorbed", Optional.of("flmf"));
    private static final Moved LAPSED = new Moved("lapsed", Optional.empty());

    @Test
    void an_initiative_exists_from_its_registration_on() {
        assertThat(History.of(List.of()).asOf(LATER)).isEmpty();
        assertThat(nothing("fund").registered("announced").now().id()).isEqualTo("fund");
    }

    @Test
    void milestones_of_an_unregistered_initiative_make_none() {
        assertThat(nothing("fund").launched("2024").history().asOf(LATER)).isEmpty();
    }

    @Test
    void the_retraction_of_its_registration_removes_the_initiative() {
        var told = nothing("fund").registered("announced").retracted(1);
        assertThat(told.history().asOf(LATER)).isEmpty();
    }

    @Test
    void a_removed_initiative_can_be_registered_again() {
        var told = nothing("fund").registered("announced").retracted(1).registered("active");
        assertThat(told.now().status()).isEqualTo("active");
    }

    @Test
    void it_is_called_what_its_registration_says() {
        var initiative = fund().now();
        assertThat(initiative.names()).isEqualTo(named("The Fund"));
        assertThat(initiative.formerNames()).containsExactly(named("The Old Fund"));
        assertThat(initiative.theme()).isEqualTo("produce");
        assertThat(initiative.lead()).isEqualTo(Text.of("A department", "Un ministère"));
    }

    @Test
    void a_renamed_initiative_keeps_every_former_name_in_order() {
        var initiative = fund().and("program-renamed", "2024", new Renamed(named("The Newer Fund")))
                .and("program-renamed", "2025", new Renamed(named("The Newest Fund"))).now();
        assertThat(initiative.names()).isEqualTo(named("The Newest Fund"));
        assertThat(initiative.formerNames()).containsExactly(named("The Old Fund"), named("The Fund"), named("The Newer Fund"));
    }

    @Test
    void before_it_was_renamed_it_has_its_old_name() {
        var told = fund().and("program-renamed", "2025-05-01", new Renamed(named("The Newer Fund")));
        assertThat(told.asOf("2025-04-30").names()).isEqualTo(named("The Fund"));
        assertThat(told.asOf("2025-05-01").names()).isEqualTo(named("The Newer Fund"));
    }

    @Test
    void a_corrected_registration_corrects_the_name_without_a_former_one() {
        var told = nothing("fund").registered("announced");
        var initiative = told.corrected(1, "2022-04-07", new Fact.Registered(named("The Found"), List.of(), "protect",
                Text.of("A department", "Un ministère"), "active")).now();
        assertThat(initiative.names()).isEqualTo(named("The Found"));
        assertThat(initiative.formerNames()).isEmpty();
        assertThat(initiative.theme()).isEqualTo("protect");
    }

    @Test
    void its_status_starts_as_it_was_registered_and_moves_with_its_life() {
        assertThat(fund().now().status()).isEqualTo("announced");
        assertThat(fund().launched("2023").now().status()).isEqualTo("active");
        assertThat(fund().launched("2023").and("program-closed", "2024", CLOSED).now().status()).isEqualTo("closed");
        assertThat(fund().launched("2023").and("tax-incentive-lapsed", "2024", LAPSED).now().status()).isEqualTo("lapsed");
    }

    @Test
    void an_absorbed_program_names_its_successor() {
        var initiative = fund().launched("2023").and("program-absorbed", "2025-11-04", ABSORBED).now();
        assertThat(initiative.status()).isEqualTo("absorbed");
        assertThat(initiative.successor()).contains("flmf");
    }

    @Test
    void before_it_was_absorbed_it_is_active_and_has_no_successor() {
        var initiative = fund().launched("2023").and("program-absorbed", "2025-11-04", ABSORBED).asOf("2025-11-03");
        assertThat(initiative.status()).isEqualTo("active");
        assertThat(initiative.successor()).isEmpty();
    }

    @Test
    void its_status_follows_the_order_of_effect_and_not_of_recording() {
        var initiative = fund().and("program-closed", "2025-03-31", CLOSED).launched("2023-03-01").now();
        assertThat(initiative.status()).isEqualTo("closed");
    }

    @Test
    void how_it_is_published_holds_for_every_day_because_it_is_no_happening() {
        var initiative = fund().and("sentence-written", "2026-02-27", new Written("one", 10, Text.of("words", "mots"))).asOf("2020-01-01");
        assertThat(initiative.figures()).containsKey(PROJECTS);
        assertThat(initiative.sentences()).hasSize(1);
    }

    @Test
    void sentences_come_in_the_order_of_their_keys_and_the_last_writing_of_each() {
        var initiative = fund().and("sentence-written", "2026", new Written("two", 10, Text.of("second", "deuxième")))
                .and("sentence-written", "2026", new Written("one", 20, Text.of("first", "premier")))
                .and("sentence-written", "2026", new Written("two", 10, Text.of("other", "autre"))).now();
        assertThat(initiative.sentences()).extracting(written -> written.text().en()).containsExactly("first", "other");
    }

    @Test
    void a_retracted_sentence_or_figure_is_gone() {
        var told = fund().and("sentence-written", "2026", new Written("one", 10, Text.of("words", "mots")));
        assertThat(told.retracted(told.version()).now().sentences()).isEmpty();
        assertThat(told.retracted(2).now().figures()).doesNotContainKey(PROJECTS);
    }

    @Test
    void its_last_change_is_what_was_recorded_last_even_if_it_is_a_retraction() {
        var told = fund().launched("2023");
        assertThat(told.now().lastChange().kind()).isEqualTo("program-launched");
        assertThat(told.retracted(told.version()).now().lastChange().kind()).isEqualTo("milestone-retracted");
    }

    @Test
    void its_record_keeps_every_milestone_also_those_that_no_longer_count() {
        var told = fund().launched("2023");
        int launch = told.version();
        var entries = told.retracted(launch).now().entries();
        assertThat(entries).hasSize(launch + 1);
        assertThat(entries.get(launch - 1).stands()).isFalse();
        assertThat(entries.get(launch - 1).retraction()).isPresent();
        assertThat(entries.getLast().isChange()).isTrue();
    }

    @Test
    void a_history_grows_by_the_next_versions_and_the_shorter_one_stays_as_it_was() {
        var shorter = fund();
        var before = shorter.history();
        var added = fund().launched("2023");
        var after = before.with(added.milestones().subList(shorter.version(), added.version()));
        assertThat(after.asOf(LATER)).isEqualTo(added.history().asOf(LATER));
        assertThat(before.asOf(LATER).orElseThrow().status()).isEqualTo("announced");
        assertThat(after.version()).isEqualTo(before.version() + 1);
    }

    @Test
    void known_until_the_end_of_time_is_what_is_known_now() {
        var history = fund().launched("2023").history();
        assertThat(history.at(LATER, Instant.MAX)).isEqualTo(history.asOf(LATER));
    }

    @Test
    void one_history_answers_for_different_days_in_any_order() {
        var history = fund().launched("2023-03-01").history();
        assertThat(history.asOf(LATER).orElseThrow().status()).isEqualTo("active");
        assertThat(history.asOf(LocalDate.parse("2023-02-28")).orElseThrow().status()).isEqualTo("announced");
        assertThat(history.asOf(LATER).orElseThrow().status()).isEqualTo("active");
    }
}
