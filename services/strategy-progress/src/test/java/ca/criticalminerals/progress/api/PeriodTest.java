package ca.criticalminerals.progress.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.http.ProblemException;
import ca.criticalminerals.progress.domain.Fact;
import ca.criticalminerals.progress.domain.History;
import ca.criticalminerals.progress.domain.Milestone;
import ca.criticalminerals.progress.domain.Recorder;
import ca.criticalminerals.progress.projection.Answers;
import ca.criticalminerals.progress.projection.View;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How much can be asked at once. */
class PeriodTest {
    private static final Instant RECORDED = Instant.parse("2025-06-01T16:00:00Z");
    private static final Period YEAR = new Period(Question.of(Optional.of(LocalDate.parse("2024-12-31")), Optional.of(RECORDED.minusSeconds(1))),
            Question.of(Optional.of(LocalDate.parse("2025-12-31")), Optional.empty()), "");

    /** A fund of which so many outputs were recorded in the period. */
    private static View fund(int outputs) {
        var milestones = new ArrayList<Milestone>();
        add(milestones, "program-registered", new Fact.Registered(new Fact.Names(Text.of("Fund", "Fonds"), Optional.empty()), List.of(), "produce", Text.of("A", "A"), "active"));
        add(milestones, "figure-defined", new Fact.Defined("fund.outputs", Text.of("Outputs", "Produits"), "count", new Fact.Rule(Fact.What.OUTPUTS, Optional.empty(), Optional.empty())));
        while (milestones.size() < outputs + 2) {
            add(milestones, "output-released", new Fact.Released("o" + milestones.size(), List.of()));
        }
        return new View(0, 0, Map.of("fund", History.of(milestones)), Map.of(), Map.of(), Set.of(), List.of(), List.of(), Answers.none(), false);
    }

    private static void add(List<Milestone> milestones, String kind, Fact fact) {
        PartialDate on = PartialDate.of("2025-05-30");
        milestones.add(new Milestone("fund", milestones.size() + 1, "/funding-programs", kind, on, on.lastDay(), RECORDED, Recorder.named("officer"), Optional.empty(),
                Text.of(kind, kind), fact, false));
    }

    @Test
    void thousands_of_milestones_of_one_initiative_are_explained_one_by_one() {
        var change = YEAR.change(fund(2_000), "fund.outputs").orElseThrow();
        assertThat(change.difference()).hasValue(BigDecimal.valueOf(2_000));
        assertThat(change.parts()).hasSize(2_001);
    }

    @Test
    void more_than_can_be_explained_at_once_is_refused_in_both_languages() {
        var view = fund(3_500);
        var refused = catchThrowableOfType(ProblemException.class, () -> YEAR.changes(view));
        assertThat(refused.problem().status()).isEqualTo(400);
        assertThat(refused.problem().violations()).singleElement().satisfies(one -> {
            assertThat(one.place()).isEqualTo("from");
            assertThat(one.text().en()).contains("choose a later day");
            assertThat(one.text().fr()).contains("choisissez un jour plus récent");
        });
    }
}
