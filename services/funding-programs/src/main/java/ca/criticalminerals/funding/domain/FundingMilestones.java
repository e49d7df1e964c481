package ca.criticalminerals.funding.domain;

import static ca.criticalminerals.initiatives.Summaries.both;
import static ca.criticalminerals.initiatives.Summaries.money;
import static ca.criticalminerals.initiatives.Summaries.registered;

import ca.criticalminerals.eventsourcing.InWords;
import ca.criticalminerals.eventsourcing.LedgerEvent;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.funding.domain.FundingProgramMilestone.*;
import ca.criticalminerals.funding.domain.TaxIncentiveMilestone.*;
import ca.criticalminerals.initiatives.Summaries;

/** What others learn: every event becomes public, with a sentence that people can read. */
public final class FundingMilestones {
    private FundingMilestones() {}

    /** The event in one sentence, in both languages. */
    public static Text summary(LedgerEvent<? extends Milestone> event) {
        return Summaries.of(event, FundingMilestones::summary);
    }

    private static Text summary(Milestone milestone) {
        return switch (milestone) {
            case FundingProgramMilestone program -> summary(program);
            case TaxIncentiveMilestone incentive -> summary(incentive);
            case Milestone unknown -> throw new IllegalArgumentException("not a milestone of this service: " + unknown.getClass());
        };
    }

    private static Text summary(FundingProgramMilestone milestone) {
        return switch (milestone) {
            case ProgramRegistered m -> registered(m.names());
            case ProgramLaunched _ -> Text.of("Program launched", "Programme lancé");
            case EnvelopeSet m -> both("Envelope set: ", "Enveloppe fixée : ", money(m.envelope()));
            case EnvelopeChanged m -> both("Envelope changed to ", "Enveloppe portée à ", money(m.envelope()));
            case CallOpened m -> {
                Text amount = m.amount().map(money -> both(", ", ", ", money(money))).orElse(Text.of("", ""));
                yield Text.of("Call opened: " + m.title().en() + amount.en(), "Appel lancé : " + m.title().fr() + amount.fr());
            }
            case CallClosed m -> Text.of("Call closed: " + m.call(), "Appel clos : " + m.call());
            case ProjectApproved m -> {
                Text amount = m.amount().map(money -> both(", ", ", ", money(money))).orElse(Text.of("", ""));
                String who = m.recipients().isEmpty() ? "" : " (" + String.join(", ", m.recipients()) + ")";
                Text many = m.projects() == 1 ? Text.of("Project approved: ", "Projet approuvé : ")
                        : Text.of(m.projects() + " projects approved: ", m.projects() + " projets approuvés : ");
                yield Text.of(many.en() + m.title().en() + who + amount.en(), many.fr() + m.title().fr() + who + amount.fr());
            }
            case AgreementSigned m -> {
                Text amount = money(m.amount());
                yield Text.of("Agreement signed: " + m.project() + ", " + amount.en(), "Entente signée : " + m.project() + ", " + amount.fr());
            }
            case ProjectCompleted m -> Text.of("Project completed: " + m.project(), "Projet achevé : " + m.project());
            case ProjectWithdrawn m -> Text.of("Project withdrawn: " + m.project() + " (" + m.reason().en() + ")",
                    "Projet retiré : " + m.project() + " (" + m.reason().fr() + ")");
            case OutputReleased m -> both("Released: ", "Publié : ", m.title());
            case ProgramRenamed m -> both("Renamed: ", "Renommé : ", m.names().name());
            case ProgramAbsorbed m -> Text.of("Absorbed by " + m.successor(), "Absorbé par " + m.successor());
            case ProgramClosed m -> both("Program closed: ", "Programme clos : ", m.reason());
        };
    }

    private static Text summary(TaxIncentiveMilestone milestone) {
        return switch (milestone) {
            case TaxIncentiveRegistered m -> registered(m.names());
            case TaxIncentiveIntroduced m -> {
                Text rate = m.ratePercent().map(InWords::percent).map(percent -> Text.of(" at " + percent.en(), " au taux de " + percent.fr()))
                        .orElse(Text.of("", ""));
                yield Text.of("Tax incentive introduced" + rate.en(), "Incitatif fiscal instauré" + rate.fr());
            }
            case TaxIncentiveEnacted m -> both("Enacted: ", "Sanctionné : ", m.law());
            case TaxIncentiveExpanded m -> both("Expanded: ", "Élargi : ", m.change());
            case TaxIncentiveRenewed m -> m.until().map(InWords::until)
                    .map(until -> Text.of("Renewed " + until.en(), "Renouvelé " + until.fr()))
                    .orElse(Text.of("Renewed", "Renouvelé"));
            case TaxIncentiveLapsed _ -> Text.of("Tax incentive lapsed", "Fin de l’incitatif fiscal");
        };
    }
}
