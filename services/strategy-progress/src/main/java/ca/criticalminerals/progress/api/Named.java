package ca.criticalminerals.progress.api;

import ca.criticalminerals.progress.domain.Fact;
import java.util.List;
import java.util.Optional;

/**
 * What a milestone of any kind names: a project or item, for whom, where, which minerals, and how much money.
 *
 * @param key       of the project or item
 * @param isProject whether it is a project
 */
public record Named(Optional<String> key, boolean isProject, List<String> recipients, List<String> jurisdictions, List<String> minerals, Optional<Fact.Money> money) {
    private static final Named NOTHING = new Named(Optional.empty(), false, List.of(), List.of(), List.of(), Optional.empty());

    /** What it names. */
    public static Named in(Fact fact) {
        return switch (fact) {
            case Fact.Approved approved -> new Named(Optional.of(approved.project()), true, approved.recipients(), approved.jurisdictions(),
                    approved.minerals(), approved.amount());
            case Fact.Signed signed -> of(signed.project(), Optional.of(signed.amount()));
            case Fact.Completed completed -> of(completed.project(), Optional.empty());
            case Fact.Withdrawn withdrawn -> of(withdrawn.project(), Optional.empty());
            case Fact.Stepped step -> new Named(Optional.of(step.key()), false, step.counterparties(), step.jurisdictions(), step.minerals(), step.amount());
            case Fact.Released released -> new Named(Optional.of(released.output()), false, List.of(), List.of(), released.minerals(), Optional.empty());
            case Fact.Stated stated -> new Named(Optional.empty(), false, List.of(), stated.jurisdictions(), List.of(), Optional.empty());
            case Fact.Listed listed -> new Named(Optional.empty(), false, List.of(), List.of(), listed.minerals(), Optional.empty());
            case Fact.Envelope envelope -> money(new Fact.Money(envelope.amount(), "envelope", envelope.upTo()));
            case Fact.Shown shown -> money(new Fact.Money(shown.amount(), shown.kind(), shown.upTo()));
            case Fact.Corrected corrected -> {
                // The milestone that was corrected shows the amount; twice it would be added twice by whoever adds the column.
                Named said = in(corrected.replacement());
                yield new Named(said.key, said.isProject, said.recipients, said.jurisdictions, said.minerals, Optional.empty());
            }
            case Fact.Registered _, Fact.Renamed _, Fact.Moved _, Fact.Targeted _, Fact.Defined _, Fact.Written _, Fact.Retracted _, Fact.Redacted _,
                    Fact.Published _, Fact.EditionWithdrawn _, Fact.Happened _ -> NOTHING;
        };
    }

    private static Named of(String key, Optional<Fact.Money> money) {
        return new Named(Optional.of(key), true, List.of(), List.of(), List.of(), money);
    }

    private static Named money(Fact.Money money) {
        return new Named(Optional.empty(), false, List.of(), List.of(), List.of(), Optional.of(money));
    }
}
