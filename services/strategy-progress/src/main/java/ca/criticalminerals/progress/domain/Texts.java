package ca.criticalminerals.progress.domain;

import static ca.criticalminerals.progress.domain.PublicRecord.WITHDRAWN;

import ca.criticalminerals.eventsourcing.Text;
import java.util.List;
import java.util.Optional;

/** The texts and names in a fact: taken out of it, or replaced by those of what stands in its place now. */
final class Texts {
    private static final Fact.Names NO_NAMES = new Fact.Names(WITHDRAWN, Optional.empty());

    private Texts() {}

    /** The fact with nothing that somebody wrote, only with what figures are made of. */
    static Fact without(Fact fact) {
        return switch (fact) {
            case Fact.Registered registered -> new Fact.Registered(NO_NAMES, List.of(), registered.theme(), WITHDRAWN, registered.standing());
            case Fact.Renamed _ -> new Fact.Renamed(NO_NAMES);
            case Fact.Approved approved -> recipients(approved, List.of());
            case Fact.Stepped step -> counterparties(step, List.of());
            case Fact.Stated stated -> method(stated, Optional.empty());
            case Fact.Targeted target -> new Fact.Targeted(target.figure(), target.value(), target.due(), target.baseline(), Optional.empty());
            case Fact.Defined defined -> new Fact.Defined(defined.figure(), WITHDRAWN, defined.unit(), defined.rule());
            case Fact.Written written -> new Fact.Written(written.sentence(), written.order(), WITHDRAWN, written.section(), written.isParagraph());
            case Fact.Corrected correction -> new Fact.Corrected(correction.version(), WITHDRAWN, correction.kind(), correction.occurredOn(), Optional.empty(),
                    without(correction.replacement()));
            case Fact.Moved _, Fact.Envelope _, Fact.Shown _, Fact.Signed _, Fact.Completed _, Fact.Withdrawn _, Fact.Released _, Fact.Listed _,
                    Fact.Retracted _, Fact.Redacted _, Fact.Published _, Fact.EditionWithdrawn _, Fact.Happened _ -> fact;
        };
    }

    /** Whether two facts say the same but for what somebody wrote: what a redaction leaves of one. Of an edition, its pages as they were published. */
    static boolean areSameBesideTexts(Fact one, Fact other) {
        return switch (one) {
            case Fact.Retracted retraction -> other instanceof Fact.Retracted(var version, _) && version == retraction.version();
            case Fact.Redacted redaction -> other instanceof Fact.Redacted(var ground, _, var versions) && ground.equals(redaction.ground())
                    && versions.equals(redaction.versions());
            case Fact.Published edition -> other instanceof Fact.Published same && same.number() == edition.number() && same.asOf().equals(edition.asOf())
                    && same.knownAt().equals(edition.knownAt()) && same.en().digestWhenPublished().equals(edition.en().digestWhenPublished())
                    && same.fr().digestWhenPublished().equals(edition.fr().digestWhenPublished());
            case Fact.EditionWithdrawn withdrawal -> other instanceof Fact.EditionWithdrawn(var number, _) && number == withdrawal.number();
            case Fact _ -> without(one).equals(without(other));
        };
    }

    /** The fact in the words of another one of the same kind. */
    static Fact of(Fact fact, Fact now) {
        return switch (fact) {
            case Fact.Registered registered when now instanceof Fact.Registered words ->
                    new Fact.Registered(words.names(), words.formerNames(), registered.theme(), words.lead(), registered.standing());
            case Fact.Renamed _ when now instanceof Fact.Renamed words -> words;
            case Fact.Approved approved when now instanceof Fact.Approved words -> recipients(approved, words.recipients());
            case Fact.Stepped step when now instanceof Fact.Stepped words -> counterparties(step, words.counterparties());
            case Fact.Stated stated when now instanceof Fact.Stated words -> method(stated, words.observed().method());
            case Fact.Targeted target when now instanceof Fact.Targeted words ->
                    new Fact.Targeted(target.figure(), target.value(), target.due(), target.baseline(), words.reason());
            case Fact.Defined defined when now instanceof Fact.Defined words -> new Fact.Defined(defined.figure(), words.label(), defined.unit(), defined.rule());
            case Fact.Written written when now instanceof Fact.Written words ->
                    new Fact.Written(written.sentence(), written.order(), words.text(), written.section(), written.isParagraph());
            case Fact.Corrected correction -> new Fact.Corrected(correction.version(), correction.reason(), correction.kind(), correction.occurredOn(),
                    Optional.empty(), of(correction.replacement(), now));
            case Fact _ -> without(fact);
        };
    }

    private static Fact.Approved recipients(Fact.Approved approved, List<String> recipients) {
        return new Fact.Approved(approved.project(), approved.stream(), approved.projects(), approved.amount(), recipients, approved.jurisdictions(), approved.minerals());
    }

    private static Fact.Stepped counterparties(Fact.Stepped step, List<String> counterparties) {
        return new Fact.Stepped(step.item(), step.key(), step.status(), counterparties, step.jurisdictions(), step.minerals(), step.amount(), step.restsOn());
    }

    private static Fact.Stated method(Fact.Stated stated, Optional<Text> method) {
        return new Fact.Stated(stated.figure(), stated.value(), stated.qualifier(), stated.parts(), stated.jurisdictions(),
                new Fact.Observed(stated.observed().period(), stated.observed().basePeriod(), method));
    }
}
