package ca.criticalminerals.progress.domain;

import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.domain.Change.Cause;
import ca.criticalminerals.progress.domain.Change.Part;
import java.util.Optional;

/** What changed, in words that can be printed. */
public final class ChangesInWords {
    private static final Text NONE = Text.of("–", "–");

    private ChangesInWords() {}

    /** From which value to which, and the difference where there is one: {@code from 13 to 33: +20}. */
    public static Text summary(Change change) {
        if (change.before().filter(Figure::hasValue).isEmpty() && change.after().filter(Figure::hasValue).isEmpty()) {
            return change.latest().rule().what() == Fact.What.MONEY_NEVER_ADDED ? Text.of("listed one by one, without a total", "présenté un à un, sans total")
                    : Text.of("no value yet", "pas encore de valeur");
        }
        Text before = change.before().map(Printed::value).orElse(NONE);
        Text after = change.after().map(Printed::value).orElse(NONE);
        Text difference = change.difference().map(number -> Printed.signed(change.latest(), number))
                .map(signed -> Text.of(": " + signed.en(), " : " + signed.fr())).orElse(Text.of("", ""));
        if (isPlain(change.before()) && isPlain(change.after())) {
            return Text.of("from " + before.en() + " to " + after.en() + difference.en(), "de " + before.fr() + " à " + after.fr() + difference.fr());
        }
        // "de environ", "de 5 mars", "from –": what is not a plain number stands beside its label.
        return Text.of("before " + before.en() + ", now " + after.en() + difference.en(),
                "avant " + before.fr() + ", maintenant " + after.fr() + difference.fr());
    }

    /** A sentence about the figure: its label and the summary. */
    public static Text sentence(Change change) {
        Text label = change.latest().label();
        return Text.of(label.en() + ": " + summary(change).en() + ".", label.fr() + " : " + summary(change).fr() + ".");
    }

    /** A sentence about one part: what it adds, why, and which milestone that is. */
    public static Text sentence(Change change, Part part) {
        Text said = part.entry().now().summary();
        Text amount = change.isComparable() ? Printed.signed(change.latest(), part.amount()) : Text.of("", "");
        String milestone = part.entry().recorded().initiative() + "/" + part.entry().recorded().version();
        return Text.of((amount.en() + " " + cause(part.cause()).en()).strip() + ": " + said.en() + " (" + milestone + ").",
                (amount.fr() + " " + cause(part.cause()).fr()).strip() + " : " + said.fr() + " (" + milestone + ").");
    }

    /** The same, and in their words why somebody changed it. */
    public static Text because(Change change, Part part) {
        Text sentence = sentence(change, part);
        return reason(part.by()).map(reason -> Text.of(sentence.en() + " " + reason.en() + ".", sentence.fr() + " " + reason.fr() + ".")).orElse(sentence);
    }

    /** Why somebody changed what was recorded, in the words of who did; empty where nothing was changed. */
    public static Optional<Text> reason(Milestone by) {
        return switch (by.fact()) {
            case Fact.Corrected corrected -> Optional.of(reason(by, "Corrected by milestone ", "Corrigé par le jalon ", corrected.reason()));
            case Fact.Retracted retracted -> Optional.of(reason(by, "Retracted by milestone ", "Retiré par le jalon ", retracted.reason()));
            case Fact.Redacted redacted -> Optional.of(reason(by, "Text removed by milestone ", "Texte supprimé par le jalon ", redacted.reason()));
            case Fact _ -> Optional.empty();
        };
    }

    private static Text reason(Milestone by, String en, String fr, Text reason) {
        return Text.of(en + by.version() + ": " + reason.en(), fr + by.version() + "\u00a0: " + reason.fr());
    }

    /** A cause in a few words. */
    public static Text cause(Cause cause) {
        return switch (cause) {
            case NEW -> Text.of("happened in the period", "survenu pendant la période");
            case LATE_REPORT -> Text.of("happened before, recorded later", "survenu avant, consigné plus tard");
            case CORRECTION -> Text.of("corrected", "corrigé");
            case RETRACTION -> Text.of("retracted", "annulé");
            case WITHDRAWAL -> Text.of("withdrawn, over or no longer counted", "retiré, terminé ou qui ne compte plus");
            case STATEMENT -> Text.of("a number stated, which includes what was counted until then", "un nombre déclaré, qui comprend ce qui était compté jusque-là");
            case TARGET_CHANGED -> Text.of("target set or changed", "cible fixée ou modifiée");
            case DEFINITION_CHANGED -> Text.of("figure defined, redefined or taken back", "chiffre défini, redéfini ou supprimé");
            case RENAMED_OR_ABSORBED -> Text.of("initiative renamed or absorbed", "initiative renommée ou absorbée");
        };
    }

    /** How many figures stayed what they were. */
    public static Text unchanged(int figures) {
        return Text.of(figures + (figures == 1 ? " figure" : " figures") + " did not change.",
                figures + (figures < 2 ? " chiffre n’a" : " chiffres n’ont") + " pas changé.");
    }

    private static boolean isPlain(Optional<Figure> figure) {
        return figure.filter(one -> one.number().isPresent() && one.qualifier().equals("exact")).isPresent();
    }
}
