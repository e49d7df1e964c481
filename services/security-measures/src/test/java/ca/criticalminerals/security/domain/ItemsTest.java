package ca.criticalminerals.security.domain;

import static ca.criticalminerals.security.domain.Story.*;
import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.security.domain.SecurityMeasureMilestone.OfItem;
import ca.criticalminerals.initiatives.Initiative;
import ca.criticalminerals.testing.Given;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for everything that a measure can consist of. */
class ItemsTest {
    private record Life(ItemKind kind, Milestone first, Milestone last, MeasureKind... measures) {
        Given<Initiative<SecurityMeasure>> in(MeasureKind measure) {
            return measure(registered(measure));
        }
    }

    private static final List<Life> LIVES = List.of(
            new Life(ItemKind.LAW, PROPOSED, WITHDRAWN, MeasureKind.LEGISLATION),
            new Life(ItemKind.DESIGNATION, DESIGNATED, REVOKED, MeasureKind.DESIGNATION),
            new Life(ItemKind.AGREEMENT, NEGOTIATED, AGREEMENT_ENDED, MeasureKind.SUPPLY),
            new Life(ItemKind.STOCKPILE, ESTABLISHED, STOCKPILE_ENDED, MeasureKind.SUPPLY),
            new Life(ItemKind.INSTRUMENT, RELEASED, SUPERSEDED, MeasureKind.values()),
            new Life(ItemKind.PARTICIPATION, BEGUN, PARTICIPATION_ENDED, MeasureKind.ALLIED_PROJECT),
            new Life(ItemKind.REVIEW, OPENED, CONCLUDED, MeasureKind.REVIEW_REGIME),
            new Life(ItemKind.WORK, WORK_BEGUN, WORK_CONCLUDED, MeasureKind.JOINT_WORK, MeasureKind.REVIEW_REGIME));

    @Test
    void everything_begins_once_and_ends_once() {
        assertThat(LIVES).extracting(Life::kind).containsExactly(ItemKind.values());
        for (Life life : LIVES) {
            Given<Initiative<SecurityMeasure>> given = life.in(life.measures[0]);
            given.when(life.first).recorded();
            given.when(life.last).refusedBy("unknown-" + Word.of(life.kind));
            given.and(life.first).when(life.first).refusedBy("duplicate-" + Word.of(life.kind));
            given.and(life.first).when(life.last).recorded();
            given.and(life.first, life.last).when(life.last).refusedBy("illegal-step");
            given.and(life.first, life.last).when(life.first).refusedBy("duplicate-" + Word.of(life.kind));
        }
    }

    @Test
    void everything_belongs_to_its_kinds_of_measures() {
        for (Life life : LIVES) {
            for (MeasureKind measure : MeasureKind.values()) {
                if (List.of(life.measures).contains(measure)) {
                    life.in(measure).when(life.first).recorded();
                } else {
                    life.in(measure).when(life.first).refusedBy("wrong-kind-of-measure");
                }
            }
        }
    }

    @Test
    void the_wrong_kind_is_explained() {
        var text = measure(registered(MeasureKind.ALLIED_PROJECT)).when(WORK_BEGUN).refusedBy("wrong-kind-of-measure");
        assertThat(text.en())
                .isEqualTo("A measure of the kind “allied project” has no work: it belongs to “review regime” or “joint work”.");
        assertThat(text.fr()).isEqualTo("Une mesure de type « projet d’alliés » n’a pas d’activité : "
                + "cela relève du type « régime d’examen » ou « travaux conjoints ».");
    }

    @Test
    void the_table_of_steps_knows_every_kind_of_milestone_about_an_item() {
        assertThat(EVERY_KIND_OF_STEP).extracting(Object::getClass).containsExactlyInAnyOrder((Class<?>[]) OfItem.class.getPermittedSubclasses());
        var others = Stream.of(SecurityMeasureMilestone.class.getPermittedSubclasses()).filter(kind -> !OfItem.class.isAssignableFrom(kind));
        assertThat(others.map(Class::getSimpleName)).containsExactlyInAnyOrder("MeasureRegistered", "MeasureRenamed", "MeasureEnded");
    }

    @Test
    void a_step_leads_to_a_status_of_its_item_and_its_key_stands_under_the_name_of_the_item() {
        var reached = EnumSet.noneOf(Status.class);
        for (OfItem milestone : EVERY_KIND_OF_STEP) {
            Step step = Step.of(milestone);
            String item = Word.of(step.item().kind());
            assertThat(ItemKind.statusesInWords().get(item)).contains(Word.of(step.to()));
            assertThat(milestone.getClass().getRecordComponents()[0].getName()).isEqualTo(item);
            reached.add(step.to());
        }
        assertThat(reached).containsExactly(Status.values());
    }

    @Test
    void the_statuses_are_words_as_others_read_them() {
        assertThat(ItemKind.statusesInWords().get("law"))
                .isEqualTo(Set.of("proposed", "introduced", "assented", "inForce", "withdrawn", "repealed"));
        assertThat(ItemKind.statusesInWords().get("agreement")).isEqualTo(Set.of("negotiating", "announced", "signed", "replaced", "ended"));
        assertThat(ItemKind.statusesInWords().keySet()).isEqualTo(LIVES.stream().map(life -> Word.of(life.kind)).collect(Collectors.toSet()));
    }

    @Test
    void one_measure_can_consist_of_many_things() {
        var state = state(measure(registered(MeasureKind.REVIEW_REGIME), OPENED, WORK_BEGUN, RELEASED, CONCLUDED));
        assertThat(state.items().values()).extracting(Item::status)
                .containsExactlyInAnyOrder(Status.CONCLUDED, Status.ACTIVE, Status.RELEASED);
    }
}
