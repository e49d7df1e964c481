package ca.criticalminerals.progress.editions;

import ca.criticalminerals.contracts.Violation;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.http.Problem;
import ca.criticalminerals.progress.projection.View;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Up to when everything is known: only what can no longer change is published. */
final class Complete {
    private static final String RULE = "not-complete";

    private Complete() {}

    /** The instant that was asked for, or else the last full second up to which every service is complete; or a problem that names what is missing. */
    static Instant through(View view, Optional<Instant> asked) {
        var missing = new ArrayList<Violation>();
        view.held().forEach(held -> missing.add(heldBack(held)));
        view.sources().forEach((source, through) -> {
            if (through.isEmpty() || asked.filter(instant -> !through.get().isAfter(instant)).isPresent()) {
                missing.add(behind(source.substring(1), through));
            }
        });
        if (!missing.isEmpty()) {
            throw problem(missing);
        }
        return asked.orElseGet(() -> view.sources().values().stream().flatMap(Optional::stream).min(Instant::compareTo)
                .orElseThrow(() -> problem(List.of())).minusNanos(1).truncatedTo(ChronoUnit.SECONDS));
    }

    private static Violation heldBack(View.Held held) {
        return new Violation("/knownAt", Text.of(
                "Something of " + held.initiative().orElse("an unknown initiative") + " is held back and not in the figures: " + held.reason(),
                "Un élément de " + held.initiative().orElse("une initiative inconnue") + " est retenu et absent des chiffres\u00a0: " + held.reason()));
    }

    private static Violation behind(String service, Optional<Instant> through) {
        String instant = through.map(Instant::toString).orElse("–");
        return new Violation("/knownAt", Text.of("The service " + service + " is complete through " + instant + ", not further.",
                "Le service " + service + " est complet jusqu’à " + instant + ", pas au-delà."));
    }

    private static RuntimeException problem(List<Violation> missing) {
        return new Problem(409, RULE, Text.of("Not everything is known yet", "Tout n’est pas encore connu"),
                Text.of("An edition never changes, so nothing may be missing from it. Nothing was recorded.",
                        "Une édition ne change jamais; rien ne doit donc y manquer. Rien n’a été consigné."), Optional.of(RULE), OptionalInt.empty(), missing).asException();
    }
}
