package ca.criticalminerals.security.domain;

import static ca.criticalminerals.initiatives.Summaries.both;
import static ca.criticalminerals.initiatives.Summaries.registered;

import ca.criticalminerals.eventsourcing.LedgerEvent;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.initiatives.Summaries;
import ca.criticalminerals.security.domain.Disclosed.NotDisclosed;
import ca.criticalminerals.security.domain.Disclosed.Told;
import ca.criticalminerals.security.domain.SecurityMeasureMilestone.*;
import java.util.Optional;
import java.util.stream.Stream;

/** What others learn: every event becomes public, with a sentence that people can read. */
public final class SecurityMilestones {
    private static final Text NOTHING = Text.of("", "");

    private SecurityMilestones() {}

    /** The event in one sentence, in both languages. */
    public static Text summary(LedgerEvent<? extends Milestone> event) {
        return Summaries.of(event, SecurityMilestones::summary);
    }

    private static Text summary(Milestone milestone) {
        return switch (milestone) {
            case SecurityMeasureMilestone measure -> summary(measure);
            case Milestone unknown -> throw new IllegalArgumentException("not a milestone of this service: " + unknown.getClass());
        };
    }

    private static Text summary(SecurityMeasureMilestone milestone) {
        return switch (milestone) {
            case MeasureRegistered m -> registered(m.names());
            case MeasureRenamed m -> both("Renamed: ", "Nouveau nom : ", m.names().name());
            case MeasureEnded m -> both("Measure ended: ", "Fin de la mesure : ", m.reason());
            case LawProposed m -> both("Law proposed: ", "Loi proposée : ", m.title());
            case LawIntroduced m -> both("Law introduced in Parliament: ", "Projet de loi déposé au Parlement : ",
                    with(m.title().orElse(key(m.law())), m.bill()));
            case LawAssented m -> both("Law assented to: ", "Loi sanctionnée : ", key(m.law()));
            case LawInForce m -> both("Law in force: ", "Loi en vigueur : ", key(m.law()));
            case LawWithdrawn m -> both("Law withdrawn: ", "Projet de loi retiré : ", because(m.law(), m.reason()));
            case LawRepealed m -> both("Law repealed: ", "Loi abrogée : ", because(m.law(), m.reason()));
            case DesignationMade m -> {
                Text minerals = m.minerals().isEmpty() ? Text.of("minerals not disclosed", "minéraux non divulgués")
                        : m.minerals().size() == 1 ? Text.of("1 mineral", "1 minéral")
                        : Text.of(m.minerals().size() + " minerals", m.minerals().size() + " minéraux");
                yield both("Designation made: ", "Désignation faite : ", with(m.title(), Optional.of(and(m.act(), both("; ", "; ", minerals)))));
            }
            case DesignationRevoked m -> both("Designation revoked: ", "Désignation révoquée : ", because(m.designation(), m.reason()));
            case AgreementNegotiated m -> both("Agreement under negotiation: ", "Entente en négociation : ",
                    with(m.title(), Optional.of(key(m.counterparty()))));
            case AgreementAnnounced m -> both("Agreement announced: ", "Entente annoncée : ",
                    with(m.title().orElse(key(m.agreement())), m.counterparty().map(SecurityMilestones::key)));
            case AgreementSigned m -> both("Agreement signed: ", "Entente signée : ",
                    and(with(m.title().orElse(key(m.agreement())), m.counterparty().map(SecurityMilestones::key)), terms(m)));
            case AgreementReplaced m -> both("Agreement replaced: ", "Entente remplacée : ",
                    and(key(m.agreement()), both(", by ", ", par ", key(m.by()))));
            case AgreementEnded m -> both("Agreement ended: ", "Fin de l’entente : ", because(m.agreement(), m.reason()));
            case StockpileEstablished m -> both("Stockpile established: ", "Réserve constituée : ", m.title());
            case StockpileEnded m -> both("Stockpile ended: ", "Fin de la réserve : ", because(m.stockpile(), m.reason()));
            case InstrumentReleased m -> and(released(m.kind()), m.title());
            case InstrumentSuperseded m -> both("Superseded: ", "Remplacé : ", and(key(m.instrument()), both(", by ", ", par ", m.by())));
            case ParticipationBegun m -> and(begun(m.role()), m.title());
            case ParticipationEnded m -> both("Participation ended: ", "Fin de la participation : ", because(m.participation(), m.reason()));
            case ReviewOpened m -> both("Review opened: ", "Examen ouvert : ", with(m.title(), m.subject()));
            case ReviewConcluded m -> both("Review concluded: ", "Examen conclu : ", and(key(m.review()), both(", ", ", ", outcome(m.outcome()))));
            case WorkBegun m -> both("Work begun: ", "Travaux entamés : ", m.title());
            case WorkConcluded m -> both("Work concluded: ", "Travaux achevés : ", because(m.work(), m.outcome()));
        };
    }

    private static Text terms(AgreementSigned signed) {
        return Stream.of(term(signed.quantity(), Text.of("quantity", "quantité"), Text.of("not disclosed", "non divulguée")),
                term(signed.term(), Text.of("term", "durée"), Text.of("not disclosed", "non divulguée")),
                term(signed.price(), Text.of("price", "prix"), Text.of("not disclosed", "non divulgué"))).reduce(NOTHING, SecurityMilestones::and);
    }

    /** The term with its name; of an unknown one nothing is said. */
    private static Text term(Optional<Disclosed> term, Text name, Text notDisclosed) {
        return term.map(known -> switch (known) {
            case Told(var text) -> Text.of("; " + name.en() + ": " + text.en(), "; " + name.fr() + " : " + text.fr());
            case NotDisclosed() -> Text.of("; " + name.en() + " " + notDisclosed.en(), "; " + name.fr() + " " + notDisclosed.fr());
        }).orElse(NOTHING);
    }

    private static Text released(InstrumentKind kind) {
        return switch (kind) {
            case ROADMAP -> Text.of("Roadmap released: ", "Feuille de route publiée : ");
            case LIST -> Text.of("List released: ", "Liste publiée : ");
            case GUIDELINE -> Text.of("Guideline released: ", "Ligne directrice publiée : ");
            case PLAN -> Text.of("Plan released: ", "Plan publié : ");
            case ORDER -> Text.of("Order released: ", "Décret publié : ");
            case REPORT -> Text.of("Report released: ", "Rapport publié : ");
        };
    }

    private static Text begun(Role role) {
        return switch (role) {
            case LEAD -> Text.of("Participation as lead: ", "Participation à titre de responsable : ");
            case CO_LEAD -> Text.of("Participation as co-lead: ", "Participation à titre de coresponsable : ");
            case PARTICIPANT -> Text.of("Participation: ", "Participation : ");
        };
    }

    private static Text outcome(ReviewOutcome outcome) {
        return switch (outcome) {
            case CLEARED -> Text.of("investment cleared", "investissement autorisé");
            case CLEARED_WITH_CONDITIONS -> Text.of("investment cleared with conditions", "investissement autorisé sous conditions");
            case BLOCKED -> Text.of("investment blocked", "investissement bloqué");
            case DIVESTITURE_ORDERED -> Text.of("divestiture ordered", "dessaisissement ordonné");
            case WITHDRAWN_BY_INVESTOR -> Text.of("withdrawn by the investor", "retiré par l’investisseur");
        };
    }

    private static Text because(String key, Text reason) {
        return with(key(key), Optional.of(reason));
    }

    private static Text with(Text what, Optional<Text> more) {
        return more.map(text -> Text.of(what.en() + " (" + text.en() + ")", what.fr() + " (" + text.fr() + ")")).orElse(what);
    }

    private static Text and(Text first, Text second) {
        return Text.of(first.en() + second.en(), first.fr() + second.fr());
    }

    /** The same in both languages: a key, the name of a company. */
    private static Text key(String key) {
        return Text.of(key, key);
    }
}
