package ca.criticalminerals.funding.domain;

import static ca.criticalminerals.funding.domain.Story.*;
import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneCorrected;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneRecorded;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneRetracted;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.funding.domain.FundingProgramMilestone.*;
import ca.criticalminerals.funding.domain.TaxIncentiveMilestone.*;
import ca.criticalminerals.initiatives.CountReported;
import ca.criticalminerals.initiatives.Money;
import ca.criticalminerals.initiatives.Money.Currency;
import ca.criticalminerals.initiatives.Money.Kind;
import ca.criticalminerals.initiatives.Qualifier;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FundingMilestonesTest {
    @Test
    void an_approval_names_the_recipient_and_the_ceiling() {
        var upTo = new Money(new BigDecimal("75000000.00"), Currency.CAD, Kind.CONTRIBUTION, true);
        says(approved("mill", Optional.empty(), Optional.of(upTo), SUMMER), "Project approved: words (A company), up to $75 million",
                "Projet approuvé : mots (A company), jusqu’à 75\u00a0millions de dollars");
    }

    @Test
    void an_approval_that_stands_for_several_projects_says_how_many() {
        says(new ProjectApproved("batch", WORDS, Optional.empty(), List.of(), List.of(), List.of(), 4, Optional.empty(), SUMMER, EVIDENCE),
                "4 projects approved: words", "4 projets approuvés : mots");
    }

    @Test
    void a_statement_is_qualified_and_dated_as_precisely_as_it_is_known() {
        says(new CountReported("fund.projects", new BigDecimal("1300"), Qualifier.NEARLY, Optional.empty(), List.of(), PartialDate.of("2025-03"), EVIDENCE),
                "Stated as of March 2025: nearly 1,300 (fund.projects)", "Déclaré en mars 2025 : près de 1\u00a0300 (fund.projects)");
        says(new CountReported("fund.projects", BigDecimal.TEN, Qualifier.OVER, Optional.empty(), List.of(), PartialDate.of("2025-03-01"), EVIDENCE),
                "Stated as of March 1, 2025: over 10 (fund.projects)", "Déclaré au 1er mars 2025 : plus de 10 (fund.projects)");
    }

    @Test
    void a_target_says_by_when() {
        says(target("40", null), "Target set: 40 by 2030 (fund.projects)", "Cible fixée : 40 d’ici 2030 (fund.projects)");
    }

    @Test
    void a_renewal_says_until_when_if_it_is_known() {
        var until = new TaxIncentiveRenewed(Optional.of(PartialDate.of("2027-03-31")), Optional.empty(), YEAR_2025, EVIDENCE);
        says(until, "Renewed until March 31, 2027", "Renouvelé jusqu’au 31 mars 2027");
        says(new TaxIncentiveRenewed(Optional.empty(), Optional.empty(), YEAR_2025, EVIDENCE), "Renewed", "Renouvelé");
    }

    @Test
    void a_rate_has_a_comma_in_french() {
        says(new TaxIncentiveIntroduced(Optional.of(new BigDecimal("7.5")), Optional.empty(), List.of(), YEAR_2025, EVIDENCE),
                "Tax incentive introduced at 7.5%", "Incitatif fiscal instauré au taux de 7,5\u00a0%");
    }

    @Test
    void a_correction_says_what_it_corrects_why_and_to_what() {
        assertThat(FundingMilestones.summary(new MilestoneCorrected<>(3, WORDS, ENVELOPE, SUMMER)))
                .isEqualTo(Text.of("Correction of milestone 3 (words): Envelope set: $10 million",
                        "Correction du jalon 3 (mots) : Enveloppe fixée : 10\u00a0millions de dollars"));
    }

    @Test
    void a_retraction_says_why() {
        assertThat(FundingMilestones.summary(new MilestoneRetracted<>(3, WORDS, SUMMER)))
                .isEqualTo(Text.of("Milestone 3 retracted: words", "Jalon 3 retiré : mots"));
    }

    private static void says(Milestone milestone, String en, String fr) {
        assertThat(FundingMilestones.summary(new MilestoneRecorded<>(milestone))).isEqualTo(Text.of(en, fr));
    }
}
