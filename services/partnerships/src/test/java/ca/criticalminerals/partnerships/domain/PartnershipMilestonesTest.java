package ca.criticalminerals.partnerships.domain;

import static ca.criticalminerals.partnerships.domain.Story.*;
import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneCorrected;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneRecorded;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.initiatives.Qualifier;
import ca.criticalminerals.partnerships.domain.PartnershipMilestone.*;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartnershipMilestonesTest {
    @Test
    void a_partnership_comes_changes_its_name_and_ends() {
        says(ALLIANCE, "Registered: The Alliance", "Inscription : L’Alliance");
        says(new PartnershipRenamed(NAMES, SUMMER, EVIDENCE), "Renamed: The Alliance", "Renommé : L’Alliance");
        says(ENDED, "Partnership ended: words", "Fin du partenariat : mots");
    }

    @Test
    void an_arrangement_says_whether_it_binds_where_that_is_known_and_a_renewal_until_when() {
        says(CHARTER, "Arrangement established: The charter, not binding", "Arrangement établi : La charte, sans effet contraignant");
        says(binding(Optional.of(true)), "Arrangement established: words, binding", "Arrangement établi : mots, à effet contraignant");
        says(binding(Optional.empty()), "Arrangement established: words", "Arrangement établi : mots");
        says(renewed("2030-06-01", SUMMER), "Arrangement renewed: charter until June 1, 2030", "Arrangement renouvelé : charter jusqu’au 1er juin 2030");
        says(renewed(null, SUMMER), "Arrangement renewed: charter", "Arrangement renouvelé : charter");
        says(CHARTER_ENDED, "Arrangement ended: charter (words)", "Fin de l’arrangement : charter (mots)");
    }

    @Test
    void a_role_says_where_it_is_held() {
        says(CHAIR, "Role assumed: Chair (The group)", "Rôle assumé : Présidence (Le groupe)");
        says(CHAIR_ENDED, "Role ended: chair", "Fin du rôle : chair");
    }

    @Test
    void a_contribution_says_to_whom_and_how_much() {
        says(SCHOLARSHIPS, "Contribution committed: words (The forum), $10 million", "Contribution engagée : mots (Le forum), 10\u00a0millions de dollars");
        says(new ContributionCommitted("scholarships", WORDS, SCHOLARSHIPS.amount(), Optional.empty(), SPRING, EVIDENCE),
                "Contribution committed: words, $10 million", "Contribution engagée : mots, 10\u00a0millions de dollars");
        says(SCHOLARSHIPS_WITHDRAWN, "Contribution withdrawn: scholarships (words)", "Contribution retirée : scholarships (mots)");
    }

    @Test
    void a_round_says_how_many_and_calls_the_value_unlocked_by_its_name() {
        says(ROUND, "Round announced: words, 26 investments, partnerships and measures, value unlocked: $6.4 billion",
                "Série d’annonces : mots, 26 investissements, partenariats et mesures, valeur débloquée : 6,4\u00a0milliards de dollars");
        says(round(new HowMany(20, Qualifier.OVER)), "Round announced: words, over 20 investments, partnerships and measures",
                "Série d’annonces : mots, plus de 20 investissements, partenariats et mesures");
        says(round(new HowMany(1, Qualifier.EXACT)), "Round announced: words, 1 investment, partnership or measure",
                "Série d’annonces : mots, 1 investissement, partenariat ou mesure");
        says(round(new HowMany(30, Qualifier.NEARLY)), "Round announced: words, nearly 30 investments, partnerships and measures",
                "Série d’annonces : mots, près de 30 investissements, partenariats et mesures");
        says(round(new HowMany(30, Qualifier.ABOUT)), "Round announced: words, about 30 investments, partnerships and measures",
                "Série d’annonces : mots, environ 30 investissements, partenariats et mesures");
        says(round(new HowMany(30, Qualifier.UP_TO)), "Round announced: words, up to 30 investments, partnerships and measures",
                "Série d’annonces : mots, jusqu’à 30 investissements, partenariats et mesures");
    }

    @Test
    void an_undertaking_says_who_and_how_much_where_it_is_known() {
        says(LOAN, "Undertaking announced: words (A company, A bank), $55 million",
                "Engagement annoncé : mots (A company, A bank), 55\u00a0millions de dollars");
        says(new UndertakingAnnounced("mill", WORDS, Optional.empty(), Optional.empty(), List.of(), List.of(), List.of(), SPRING, EVIDENCE),
                "Undertaking announced: words", "Engagement annoncé : mots");
        says(LOAN_COMPLETED, "Undertaking completed: mill", "Engagement achevé : mill");
        says(LOAN_WITHDRAWN, "Undertaking withdrawn: mill (words)", "Engagement retiré : mill (mots)");
    }

    @Test
    void a_consultation_says_how_many_answered_where_it_is_known() {
        says(TIN, "Consultation opened: words", "Consultation ouverte : mots");
        says(TIN_CLOSED, "Consultation closed: tin, 42 responses", "Consultation close : tin, 42 réponses");
        says(closed(1), "Consultation closed: tin, 1 response", "Consultation close : tin, 1 réponse");
        says(closed(0), "Consultation closed: tin, 0 responses", "Consultation close : tin, 0 réponse");
        says(closed(null), "Consultation closed: tin", "Consultation close : tin");
    }

    @Test
    void work_says_its_outcome() {
        says(ZONES, "Work begun: words", "Travaux entrepris : mots");
        says(ZONES_CONCLUDED, "Work concluded: zones (words)", "Travaux conclus : zones (mots)");
    }

    @Test
    void a_correction_says_what_it_corrects_why_and_to_what() {
        assertThat(PartnershipMilestones.summary(new MilestoneCorrected<>(3, WORDS, ZONES, SUMMER)))
                .isEqualTo(Text.of("Correction of milestone 3 (words): Work begun: words", "Correction du jalon 3 (mots) : Travaux entrepris : mots"));
    }

    private static RoundAnnounced round(HowMany many) {
        return new RoundAnnounced("first", WORDS, many, Optional.empty(), List.of("DE"), List.of(), SPRING, EVIDENCE);
    }

    private static ArrangementEstablished binding(Optional<Boolean> binding) {
        return new ArrangementEstablished("charter", WORDS, Instrument.CHARTER, List.of("DE"), binding, Optional.empty(), List.of(), SPRING, EVIDENCE);
    }

    private static ConsultationClosed closed(Integer responses) {
        return new ConsultationClosed("tin", Optional.ofNullable(responses), AUTUMN, EVIDENCE);
    }

    private static void says(Milestone milestone, String en, String fr) {
        assertThat(PartnershipMilestones.summary(new MilestoneRecorded<>(milestone))).isEqualTo(Text.of(en, fr));
    }
}
