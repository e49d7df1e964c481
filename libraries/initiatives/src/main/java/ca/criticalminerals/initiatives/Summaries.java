package ca.criticalminerals.initiatives;

import ca.criticalminerals.eventsourcing.InWords;
import ca.criticalminerals.eventsourcing.LedgerEvent;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneCorrected;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneRecorded;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneRetracted;
import ca.criticalminerals.eventsourcing.LedgerEvent.TextRedacted;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.Redaction;
import ca.criticalminerals.eventsourcing.Text;
import java.math.BigDecimal;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What others read of an event: one sentence, in both languages. */
public final class Summaries {
    private Summaries() {}

    /** The sentence about an event; {@code own} knows the milestones of one service, the others are the same everywhere. */
    public static Text of(LedgerEvent<? extends Milestone> event, Function<Milestone, Text> own) {
        return switch (event) {
            case MilestoneRecorded<?>(var milestone) -> of(milestone, own);
            case MilestoneCorrected<?>(var version, var reason, var replacement, _) -> {
                Text now = of(replacement, own);
                yield Text.of("Correction of milestone " + version + " (" + reason.en() + "): " + now.en(),
                        "Correction du jalon " + version + " (" + reason.fr() + ") : " + now.fr());
            }
            case MilestoneRetracted<?>(var version, var reason, _) -> Text.of("Milestone " + version + " retracted: " + reason.en(),
                    "Jalon " + version + " retiré : " + reason.fr());
            case TextRedacted<?>(var redaction, _) -> of(redaction);
        };
    }

    private static Text of(Redaction redaction) {
        String milestones = redaction.milestones().stream().map(String::valueOf).collect(Collectors.joining(", "));
        Text ground = switch (redaction.ground()) {
            case PRIVACY -> Text.of("protection of personal information", "protection des renseignements personnels");
            case SECURITY -> Text.of("security of information", "sécurité de l’information");
            case COURT_ORDER -> Text.of("court order", "ordonnance d’un tribunal");
            case COPYRIGHT -> Text.of("copyright", "droit d’auteur");
        };
        return Text.of("Text removed on a legal ground (" + ground.en() + "), milestones " + milestones + ": " + redaction.reason().en(),
                "Texte supprimé pour un motif juridique (" + ground.fr() + "), jalons " + milestones + "\u00a0: " + redaction.reason().fr());
    }

    private static Text of(Milestone milestone, Function<Milestone, Text> own) {
        return switch (milestone) {
            case PublicMilestone published -> of(published);
            case Milestone other -> own.apply(other);
        };
    }

    private static Text of(PublicMilestone milestone) {
        return switch (milestone) {
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
            case FigureDefined m -> both("Figure defined: ", "Chiffre défini : ", m.label());
            case SentenceWritten m -> both("Sentence written: ", "Phrase rédigée : ", m.text());
        };
    }

    /** That an initiative has become known under these names. */
    public static Text registered(Names names) {
        return both("Registered: ", "Inscription : ", names.name());
    }

    /** An amount of money; a ceiling as such. */
    public static Text money(Money money) {
        return InWords.qualified(money.upTo() ? "upTo" : "exact", InWords.amount(money.amount()));
    }

    /** The same text behind a beginning in each language. */
    public static Text both(String en, String fr, Text what) {
        return Text.of(en + what.en(), fr + what.fr());
    }

    /** A number and how it is meant. */
    public static Text number(BigDecimal value, Qualifier qualifier) {
        return InWords.qualified(switch (qualifier) {
            case EXACT -> "exact";
            case NEARLY -> "nearly";
            case ABOUT -> "about";
            case OVER -> "over";
            case UP_TO -> "upTo";
        }, InWords.number(value));
    }
}
