package ca.criticalminerals.progress.domain;

import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.domain.Fact.Approved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A milestone that says that texts of earlier ones were taken out. */
class RedactedTest {
    private static final Text WHY = Text.of("She asked", "Elle l’a demandé");

    private static Told fund() {
        return Told.fund().launched("2022-05-01").approved("road", "2023-01-01", Told.contribution("5"));
    }

    private static Told redacted(Told told, Integer... versions) {
        return told.and("text-redacted", "2026-06-02", new Fact.Redacted("privacy", WHY, List.of(versions)));
    }

    private static Entry entry(History history, int version, Instant knownAt) {
        return history.entries(knownAt).get(version - 1);
    }

    @Test
    void it_changes_no_figure_and_is_nothing_that_happened() {
        var before = fund().now();
        var after = redacted(fund(), 1).now();
        assertThat(after.figures().keySet()).isEqualTo(before.figures().keySet());
        assertThat(after.figures().get(Told.PROJECTS).number()).isEqualTo(before.figures().get(Told.PROJECTS).number());
        assertThat(after.status()).isEqualTo(before.status());
        var history = redacted(fund(), 1).history();
        var entry = entry(history, history.version(), Instant.MAX);
        assertThat(entry.isChange()).isTrue();
        assertThat(entry.happened()).isFalse();
        assertThat(entry.stands()).isFalse();
    }

    @Test
    void the_milestone_whose_text_is_gone_says_why_in_every_past_also_in_one_of_before() {
        var told = fund();
        Instant before = told.lastRecordedAt();
        int approved = told.version();
        var history = redacted(told, 1, approved).history();
        for (Instant knownAt : List.of(before, Instant.MAX)) {
            assertThat(entry(history, 1, knownAt).redactions()).extracting(one -> ((Fact.Redacted) one.fact()).reason()).containsExactly(WHY);
            assertThat(entry(history, approved, knownAt).redactions()).hasSize(1);
            assertThat(entry(history, 2, knownAt).redactions()).isEmpty();
        }
        assertThat(history.entries(Instant.EPOCH)).as("before anything was known").isEmpty();
    }

    @Test
    void a_history_is_a_redaction_of_another_one_if_only_texts_of_what_was_taken_out_differ() {
        var told = fund();
        int approved = told.version();
        var before = redacted(told, approved);
        assertThat(with(before, approved, one -> recipients(one, List.of("███"))).isRedactionOf(before.history())).isTrue();
        assertThat(with(before, approved, one -> summary(one)).isRedactionOf(before.history())).isTrue();
        assertThat(with(before, approved, one -> amount(one)).isRedactionOf(before.history())).as("another amount").isFalse();
        assertThat(with(before, 1, one -> summary(one)).isRedactionOf(before.history())).as("another milestone").isFalse();
        assertThat(fund().history().isRedactionOf(fund().history())).as("nothing was taken out").isFalse();
        assertThat(History.of(before.milestones().subList(0, 3)).isRedactionOf(before.history())).as("milestones are missing").isFalse();
    }

    private static History with(Told told, int version, UnaryOperator<Milestone> change) {
        var milestones = new ArrayList<>(told.milestones());
        milestones.set(version - 1, change.apply(milestones.get(version - 1)));
        return History.of(milestones);
    }

    private static Milestone summary(Milestone one) {
        return new Milestone(one.initiative(), one.version(), one.source(), one.kind(), one.occurredOn(), one.effectiveOn(), one.recordedAt(), one.recorder(), one.evidence(),
                Text.of("███", "███"), one.fact(), false);
    }

    private static Milestone fact(Milestone one, Fact fact) {
        return new Milestone(one.initiative(), one.version(), one.source(), one.kind(), one.occurredOn(), one.effectiveOn(), one.recordedAt(), one.recorder(), one.evidence(),
                one.summary(), fact, false);
    }

    private static Milestone recipients(Milestone one, List<String> recipients) {
        var approved = (Approved) one.fact();
        return fact(one, new Approved(approved.project(), approved.stream(), approved.projects(), approved.amount(), recipients, approved.jurisdictions(), approved.minerals()));
    }

    private static Milestone amount(Milestone one) {
        var approved = (Approved) one.fact();
        return fact(one, new Approved(approved.project(), approved.stream(), approved.projects(), Optional.of(Told.contribution("6")), approved.recipients(),
                approved.jurisdictions(), approved.minerals()));
    }
}
