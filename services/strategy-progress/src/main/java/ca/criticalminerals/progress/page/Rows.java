package ca.criticalminerals.progress.page;

import ca.criticalminerals.progress.domain.Entry;
import ca.criticalminerals.progress.domain.Fact;
import ca.criticalminerals.progress.page.Models.Row;
import java.util.ArrayList;
import java.util.regex.Pattern;

/** Milestones as the rows of a table. */
final class Rows {
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"]+");

    private Rows() {}

    /** The milestone with what it adds, which is empty where nothing is added up. */
    static Row row(String amount, Entry entry, Language l) {
        var recorded = entry.recorded();
        var now = entry.now();
        var changes = new ArrayList<String>();
        entry.corrections().forEach(correction -> changes.add(l.of("Corrected by milestone ", "Corrigé par le jalon ") + correction.version()
                + l.of(" on ", " le ") + l.instant(correction.recordedAt()) + l.of(": ", " : ")
                + l.of(((Fact.Corrected) correction.fact()).reason())
                + (recorded.withdrawn() ? "" : l.of(" First recorded as: ", " D’abord consigné ainsi : ") + l.of(recorded.summary()))));
        entry.retraction().ifPresent(retraction -> changes.add(l.of("Retracted by milestone ", "Retiré par le jalon ") + retraction.version()
                + l.of(" on ", " le ") + l.instant(retraction.recordedAt()) + l.of(": ", " : ")
                + l.of(((Fact.Retracted) retraction.fact()).reason())));
        entry.redactions().forEach(redaction -> changes.add(l.of("Text removed on a legal ground by milestone ", "Texte supprimé pour un motif juridique par le jalon ")
                + redaction.version() + l.of(" on ", " le ") + l.instant(redaction.recordedAt()) + l.of(": ", " : ") + l.of(((Fact.Redacted) redaction.fact()).reason())));
        String source = now.evidence().map(Fact.Evidence::shown).map(l::of).orElse("");
        var address = ADDRESS.matcher(source);
        return new Row(amount, recorded.initiative() + "/" + recorded.version(), "", "", l.of(now.summary()), l.date(now.occurredOn()),
                now.occurredOn().value(), l.instant(recorded.recordedAt()), Language.iso(recorded.recordedAt()), l.recorder(recorded.recorder()),
                source, address.find() ? address.group() : "", now.evidence().map(evidence -> confidence(evidence, l)).orElse(""),
                now.evidence().flatMap(Fact.Evidence::note).map(l::of).orElse(""), changes, entry.retraction().isPresent());
    }

    static String confidence(Fact.Evidence evidence, Language l) {
        return switch (evidence.confidence()) {
            case "statedInProgressUpdate" -> l.of("stated in a Progress update", "déclaré dans une mise à jour");
            case "foundInPublicSource" -> l.of("found in a public source", "trouvé dans une source publique");
            case "internalRecord" -> l.of("internal record", "document interne");
            default -> l.of("unverified", "non vérifié");
        };
    }
}
