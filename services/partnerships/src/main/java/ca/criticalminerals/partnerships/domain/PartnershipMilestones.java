package ca.criticalminerals.partnerships.domain;

import static ca.criticalminerals.initiatives.Summaries.both;
import static ca.criticalminerals.initiatives.Summaries.money;
import static ca.criticalminerals.initiatives.Summaries.number;
import static ca.criticalminerals.initiatives.Summaries.registered;

import ca.criticalminerals.eventsourcing.InWords;
import ca.criticalminerals.eventsourcing.LedgerEvent;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.initiatives.Summaries;
import ca.criticalminerals.partnerships.domain.PartnershipMilestone.*;
import java.math.BigDecimal;
import java.util.Optional;

/** What others learn: every event becomes public, with a sentence that people can read. */
public final class PartnershipMilestones {
    private static final Text NOTHING = Text.of("", "");

    private PartnershipMilestones() {}

    /** The event in one sentence, in both languages. */
    public static Text summary(LedgerEvent<? extends Milestone> event) {
        return Summaries.of(event, PartnershipMilestones::summary);
    }

    private static Text summary(Milestone milestone) {
        return switch (milestone) {
            case PartnershipMilestone partnership -> summary(partnership);
            case Milestone unknown -> throw new IllegalArgumentException("not a milestone of this service: " + unknown.getClass());
        };
    }

    private static Text summary(PartnershipMilestone milestone) {
        return switch (milestone) {
            case PartnershipRegistered m -> registered(m.names());
            case PartnershipRenamed m -> both("Renamed: ", "Renommé : ", m.names().name());
            case PartnershipEnded m -> both("Partnership ended: ", "Fin du partenariat : ", m.reason());
            case ArrangementEstablished m -> both("Arrangement established: ", "Arrangement établi : ",
                    then(m.title(), m.binding().map(PartnershipMilestones::binding).orElse(NOTHING)));
            case ArrangementRenewed m -> both("Arrangement renewed: " + m.arrangement(), "Arrangement renouvelé : " + m.arrangement(),
                    m.until().map(until -> both(" ", " ", InWords.until(until))).orElse(NOTHING));
            case ArrangementEnded m -> both("Arrangement ended: " + m.arrangement(), "Fin de l’arrangement : " + m.arrangement(), inBrackets(m.reason()));
            case RoleAssumed m -> both("Role assumed: ", "Rôle assumé : ", then(m.title(), inBrackets(m.body())));
            case RoleEnded m -> Text.of("Role ended: " + m.role(), "Fin du rôle : " + m.role());
            case ContributionCommitted m -> both("Contribution committed: ", "Contribution engagée : ",
                    then(then(m.title(), m.recipient().map(PartnershipMilestones::inBrackets).orElse(NOTHING)), both(", ", ", ", money(m.amount()))));
            case ContributionWithdrawn m -> both("Contribution withdrawn: " + m.contribution(), "Contribution retirée : " + m.contribution(),
                    inBrackets(m.reason()));
            case RoundAnnounced m -> both("Round announced: ", "Série d’annonces : ", then(then(m.title(), both(", ", ", ", announced(m.announced()))),
                    m.unlocked().map(unlocked -> both(", value unlocked: ", ", valeur débloquée : ", money(unlocked))).orElse(NOTHING)));
            case UndertakingAnnounced m -> {
                Text who = m.parties().isEmpty() ? NOTHING : inBrackets(same(String.join(", ", m.parties())));
                yield both("Undertaking announced: ", "Engagement annoncé : ",
                        then(then(m.title(), who), m.amount().map(amount -> both(", ", ", ", money(amount))).orElse(NOTHING)));
            }
            case UndertakingCompleted m -> Text.of("Undertaking completed: " + m.undertaking(), "Engagement achevé : " + m.undertaking());
            case UndertakingWithdrawn m -> both("Undertaking withdrawn: " + m.undertaking(), "Engagement retiré : " + m.undertaking(),
                    inBrackets(m.reason()));
            case ConsultationOpened m -> both("Consultation opened: ", "Consultation ouverte : ", m.title());
            case ConsultationClosed m -> both("Consultation closed: " + m.consultation(), "Consultation close : " + m.consultation(),
                    responses(m.responses()));
            case WorkBegun m -> both("Work begun: ", "Travaux entrepris : ", m.title());
            case WorkConcluded m -> both("Work concluded: " + m.work(), "Travaux conclus : " + m.work(), inBrackets(m.outcome()));
        };
    }

    private static Text binding(boolean binding) {
        return binding ? Text.of(", binding", ", à effet contraignant") : Text.of(", not binding", ", sans effet contraignant");
    }

    private static Text announced(HowMany many) {
        Text number = number(BigDecimal.valueOf(many.value()), many.qualifier());
        return then(number, many.value() == 1 ? Text.of(" investment, partnership or measure", " investissement, partenariat ou mesure")
                : Text.of(" investments, partnerships and measures", " investissements, partenariats et mesures"));
    }

    private static Text responses(Optional<Integer> responses) {
        return responses.map(number -> both(", ", ", ", then(InWords.number(BigDecimal.valueOf(number)),
                // French counts in the plural from two on.
                Text.of(number == 1 ? " response" : " responses", number < 2 ? " réponse" : " réponses")))).orElse(NOTHING);
    }

    private static Text inBrackets(Text text) {
        return Text.of(" (" + text.en() + ")", " (" + text.fr() + ")");
    }

    private static Text then(Text first, Text second) {
        return Text.of(first.en() + second.en(), first.fr() + second.fr());
    }

    private static Text same(String name) {
        return Text.of(name, name);
    }
}
