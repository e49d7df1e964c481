package ca.criticalminerals.funding.domain;

import ca.criticalminerals.eventsourcing.InWords;
import ca.criticalminerals.eventsourcing.LedgerEvent;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneCorrected;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneRecorded;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneRetracted;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.funding.domain.FundingProgramMilestone.*;
import ca.criticalminerals.funding.domain.TaxIncentiveMilestone.*;
import java.math.BigDecimal;

/** What others learn: every event becomes public, with a sentence that people can read. */
public final class FundingMilestones {
    private FundingMilestones() {}

    /** The event in one sentence, in both languages. */
    public static Text summary(LedgerEvent<? extends Milestone> event) {
        return switch (event) {
            case MilestoneRecorded<?>(var milestone) -> summary(milestone);
            case MilestoneCorrected<?>(var version, var reason, var replacement, _) -> {
                Text now = summary(replacement);
                yield Text.of("Correction of milestone " + version + " (" + reason.en() + "): " + now.en(),
                        "Correction du jalon " + version + " (" + reason.fr() + ") : " + now.fr());
            }
            case MilestoneRetracted<?>(var version, var reason, _) -> Text.of("Milestone " + version + " retracted: " + reason.en(),
                    "Jalon " + version + " retiré : " + reason.fr());
        };
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
            case CountReported m -> {
                Text value = number(m.value(), m.qualifier());
                Text on = InWords.asOf(m.occurredOn());
                yield Text.of("Stated " + on.en() + ": " + value.en() + " (" + m.figure() + ")",
                        "Déclaré " + on.fr() + " : " + value.fr() + " (" + m.figure() + ")");
            }
            case TargetSet m -> {
                Text due = InWords.by(m.due());
                Text value = number(m.value(), Qualifier.EXACT);
                yield Text.of("Target set: " + value.en() + " " + due.en() + " (" + m.figure() + ")",
                        "Cible fixée : " + value.fr() + " " + due.fr() + " (" + m.figure() + ")");
            }
            case ProgramRenamed m -> both("Renamed: ", "Renommé : ", m.names().name());
            case ProgramAbsorbed m -> Text.of("Absorbed by " + m.successor(), "Absorbé par " + m.successor());
            case ProgramClosed m -> both("Program closed: ", "Programme clos : ", m.reason());
            case FigureDefined m -> figure(m);
            case SentenceWritten m -> sentence(m);
        };
    }

    private static Text summary(TaxIncentiveMilestone milestone) {
        return switch (milestone) {
            case TaxIncentiveRegistered m -> registered(m.names());
            case TaxIncentiveIntroduced m -> {
                Text rate = m.ratePercent().map(percent -> Text.of(" at " + percent.toPlainString() + "%",
                        " au taux de " + percent.toPlainString().replace('.', ',') + "\u00a0%")).orElse(Text.of("", ""));
                yield Text.of("Tax incentive introduced" + rate.en(), "Incitatif fiscal instauré" + rate.fr());
            }
            case TaxIncentiveEnacted m -> both("Enacted: ", "Sanctionné : ", m.law());
            case TaxIncentiveExpanded m -> both("Expanded: ", "Élargi : ", m.change());
            case TaxIncentiveRenewed m -> m.until().map(InWords::until)
                    .map(until -> Text.of("Renewed " + until.en(), "Renouvelé " + until.fr()))
                    .orElse(Text.of("Renewed", "Renouvelé"));
            case TaxIncentiveLapsed _ -> Text.of("Tax incentive lapsed", "Fin de l’incitatif fiscal");
            case FigureDefined m -> figure(m);
            case SentenceWritten m -> sentence(m);
        };
    }

    private static Text money(Money money) {
        return InWords.qualified(money.upTo() ? "upTo" : "exact", InWords.amount(money.amount()));
    }

    private static Text number(BigDecimal value, Qualifier qualifier) {
        return InWords.qualified(switch (qualifier) {
            case EXACT -> "exact";
            case NEARLY -> "nearly";
            case ABOUT -> "about";
            case OVER -> "over";
            case UP_TO -> "upTo";
        }, InWords.number(value));
    }

    private static Text registered(Names names) {
        return both("Registered: ", "Inscription : ", names.name());
    }

    private static Text figure(FigureDefined figure) {
        return both("Figure defined: ", "Chiffre défini : ", figure.label());
    }

    private static Text sentence(SentenceWritten sentence) {
        return both("Sentence written: ", "Phrase rédigée : ", sentence.text());
    }

    private static Text both(String en, String fr, Text what) {
        return Text.of(en + what.en(), fr + what.fr());
    }
}
