package ca.criticalminerals.initiatives;

import ca.criticalminerals.eventsourcing.Ledger;
import ca.criticalminerals.eventsourcing.LedgerCommand;
import ca.criticalminerals.eventsourcing.LedgerCommand.CorrectMilestone;
import ca.criticalminerals.eventsourcing.LedgerCommand.RecordMilestone;
import ca.criticalminerals.eventsourcing.LedgerCommand.RetractMilestone;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.NotPermitted;
import java.util.Optional;

/**
 * The places in the Progress update where only report writers write: the first paragraphs of sections, and sections that are not the theme
 * of the initiative. What stands there, only they replace or take away.
 */
public final class WritersPlaces {
    private WritersPlaces() {}

    /** Throws {@link NotPermitted} if the command is about such a place. */
    public static void refuse(LedgerCommand<? extends Milestone> command, Ledger<?, ? extends Milestone> ledger) {
        boolean isWriters = switch (command) {
            case RecordMilestone<?>(var milestone, _) -> isWriters(milestone, ledger);
            case CorrectMilestone<?>(var version, _, var replacement, _) -> isWriters(replacement, ledger) || isWriters(version, ledger)
                    || movesTheInitiative(replacement, ledger);
            case RetractMilestone<?>(var version, _, _) -> isWriters(version, ledger);
        };
        if (isWriters) {
            throw new NotPermitted("A first paragraph, and a sentence in a section that is not the theme of its initiative, need the role writer. "
                    + "Ask a report writer, or write a point without a section.",
                    "Un premier paragraphe, et une phrase dans une section qui n’est pas le thème de son initiative, exigent le rôle writer. "
                    + "Adressez-vous à la rédaction du rapport, ou écrivez un point sans section.");
        }
    }

    private static boolean isWriters(int version, Ledger<?, ? extends Milestone> ledger) {
        return ledger.standing().stream().anyMatch(one -> one.version() == version && one.milestone() instanceof SentenceWritten sentence && isOutOfPlace(sentence, ledger));
    }

    /** Whether the sentence stands in such a place, or takes that of one that does. */
    private static boolean isWriters(Milestone milestone, Ledger<?, ? extends Milestone> ledger) {
        return milestone instanceof SentenceWritten sentence && (isOutOfPlace(sentence, ledger) || ledger.state() instanceof Initiative<?> initiative
                && Optional.ofNullable(initiative.publication().sentences().get(sentence.sentence())).filter(replaced -> isOutOfPlace(replaced, ledger)).isPresent());
    }

    private static boolean isOutOfPlace(SentenceWritten sentence, Ledger<?, ? extends Milestone> ledger) {
        return sentence.form().filter(SentenceWritten.Form.PARAGRAPH::equals).isPresent()
                || sentence.section().isPresent() && !sentence.section().equals(theme(ledger));
    }

    /** Whether a correction of the registration moves the sentences of the initiative into another section. */
    private static boolean movesTheInitiative(Milestone replacement, Ledger<?, ? extends Milestone> ledger) {
        return replacement instanceof Registration registration && theme(ledger).filter(registration.theme()::equals).isEmpty();
    }

    private static Optional<Theme> theme(Ledger<?, ? extends Milestone> ledger) {
        return ledger.standing().stream().map(Ledger.Standing::milestone).filter(Registration.class::isInstance).findFirst()
                .map(registration -> ((Registration) registration).theme());
    }
}
