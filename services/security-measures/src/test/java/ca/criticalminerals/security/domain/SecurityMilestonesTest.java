package ca.criticalminerals.security.domain;

import static ca.criticalminerals.security.domain.Story.*;
import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneRecorded;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneRetracted;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.security.domain.Disclosed.NotDisclosed;
import ca.criticalminerals.security.domain.Disclosed.Told;
import ca.criticalminerals.security.domain.SecurityMeasureMilestone.*;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The sentences of the kinds are in the examples of the contracts; here are those that depend on what is known. */
class SecurityMilestonesTest {
    @Test
    void a_law_is_called_by_its_title_where_it_begins_and_by_its_key_later() {
        says(INTRODUCED_FIRST, "Law introduced in Parliament: words", "Projet de loi déposé au Parlement : mots");
        says(INTRODUCED, "Law introduced in Parliament: act (words)", "Projet de loi déposé au Parlement : act (mots)");
    }

    @Test
    void of_a_designation_the_minerals_are_counted_or_said_to_be_not_disclosed() {
        says(designated(List.of("TIN"), Optional.empty()), "Designation made: words (words; 1 mineral)",
                "Désignation faite : mots (mots; 1 minéral)");
        says(designated(List.of("TIN", "ZINC"), Optional.empty()), "Designation made: words (words; 2 minerals)",
                "Désignation faite : mots (mots; 2 minéraux)");
        says(designated(List.of(), Optional.of(true)), "Designation made: words (words; minerals not disclosed)",
                "Désignation faite : mots (mots; minéraux non divulgués)");
    }

    @Test
    void a_term_is_told_or_said_to_be_not_disclosed_and_of_an_unknown_one_nothing_is_said() {
        says(SIGNED, "Agreement signed: graphite", "Entente signée : graphite");
        says(signed(new NotDisclosed(), new NotDisclosed(), new NotDisclosed()),
                "Agreement signed: graphite; quantity not disclosed; term not disclosed; price not disclosed",
                "Entente signée : graphite; quantité non divulguée; durée non divulguée; prix non divulgué");
        says(signed(new Told(WORDS), null, new Told(WORDS)), "Agreement signed: graphite; quantity: words; price: words",
                "Entente signée : graphite; quantité : mots; prix : mots");
    }

    @Test
    void a_participation_says_as_what() {
        says(BEGUN, "Participation as co-lead: words", "Participation à titre de coresponsable : mots");
        says(new ParticipationBegun("depot", WORDS, Role.LEAD, List.of(), SPRING, EVIDENCE), "Participation as lead: words",
                "Participation à titre de responsable : mots");
        says(new ParticipationBegun("depot", WORDS, Role.PARTICIPANT, List.of(), SPRING, EVIDENCE), "Participation: words", "Participation : mots");
    }

    @Test
    void every_outcome_of_a_review_and_every_kind_of_instrument_has_its_own_words() {
        assertThat(Arrays.stream(ReviewOutcome.values())
                .map(outcome -> said(new ReviewConcluded("case", outcome, Optional.empty(), SUMMER, EVIDENCE)))).doesNotHaveDuplicates()
                .contains(Text.of("Review concluded: case, investment cleared", "Examen conclu : case, investissement autorisé"));
        assertThat(Arrays.stream(InstrumentKind.values())
                .map(kind -> said(new InstrumentReleased("list", WORDS, kind, List.of(), SPRING, EVIDENCE)))).doesNotHaveDuplicates()
                .contains(Text.of("Order released: words", "Décret publié : mots"));
    }

    @Test
    void every_step_is_said_in_both_languages() {
        assertThat(EVERY_KIND_OF_STEP).extracting(SecurityMilestonesTest::said).doesNotHaveDuplicates()
                .allSatisfy(said -> assertThat(said.en()).isNotEqualTo(said.fr()));
    }

    @Test
    void a_retraction_says_why() {
        assertThat(SecurityMilestones.summary(new MilestoneRetracted<>(3, WORDS, SUMMER)))
                .isEqualTo(Text.of("Milestone 3 retracted: words", "Jalon 3 retiré : mots"));
    }

    private static AgreementSigned signed(Disclosed quantity, Disclosed term, Disclosed price) {
        return new AgreementSigned(GRAPHITE, Optional.empty(), Optional.empty(), List.of(), List.of(), Optional.ofNullable(quantity),
                Optional.ofNullable(term), Optional.ofNullable(price), SUMMER, EVIDENCE);
    }

    private static void says(Milestone milestone, String en, String fr) {
        assertThat(said(milestone)).isEqualTo(Text.of(en, fr));
    }

    private static Text said(Milestone milestone) {
        return SecurityMilestones.summary(new MilestoneRecorded<>(milestone));
    }
}
