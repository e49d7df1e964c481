package ca.criticalminerals.contracts;

import ca.criticalminerals.eventsourcing.Text;
import java.util.Optional;
import java.util.Set;

/** The ids that mean something else already, so that no initiative can have them: streams, parts of figure ids, words of addresses. */
public final class ReservedIds {
    /** The stream of the published editions. */
    public static final String EDITIONS = "progress-update";
    /** The service that publishes them. */
    public static final String EDITIONS_SERVICE = "strategy-progress";

    /** What figures begin with that belong to no initiative, and rows of totals in a comparison. */
    private static final Set<String> FIGURES = Set.of("money", "place", "total", "totals", "theme");
    /** Every word of the addresses of pages and APIs in either language, and what names a record that is in no topic. */
    private static final Set<String> ADDRESSES = Set.of("v1", "q", "en", "fr", "contracts", "funding-programs", "tax-incentives", "security-measures",
            "partnerships", "indicators", "strategies", "strategy-progress", "initiatives", "initiative", "figures", "chiffres", "milestones", "jalons",
            "changes", "changements", "editions", "notice", "dictionary", "feed", "fil", "mise-a-jour", "operations", "exploitation", "status", "parked",
            "release", "repair", "set-aside", "rebuild", "comparison", "switch", "discard", "store", "stored", "republish", "recover", "verification",
            "batch", "correction", "retraction", "withdrawal", "decisions", "digests", "order", "records", "recovery", "redactions", "compaction", "topic", "without",
            "health", "metrics", "openapi", "fonts");

    private ReservedIds() {}

    /** Why an initiative cannot have the id; empty if it can. */
    public static Optional<Text> reason(String id) {
        if (id.equals(EDITIONS)) {
            return Optional.of(Text.of("It is the stream of the published editions. Choose another id.", "C’est le flux des éditions publiées. Choisissez un autre identifiant."));
        }
        if (FIGURES.contains(id)) {
            return Optional.of(Text.of("Figures of the whole Strategy begin with it. Choose another id.",
                    "Des chiffres de toute la Stratégie commencent ainsi. Choisissez un autre identifiant."));
        }
        return ADDRESSES.contains(id) ? Optional.of(Text.of("It is a word in the addresses of pages and APIs. Choose another id.",
                "C’est un mot dans les adresses des pages et des API. Choisissez un autre identifiant.")) : Optional.empty();
    }
}
