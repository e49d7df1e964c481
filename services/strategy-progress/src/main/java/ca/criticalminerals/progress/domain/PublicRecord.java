package ca.criticalminerals.progress.domain;

import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.domain.Fact.Evidence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The record of an initiative as the public reads it. Nobody is named in it, and internal evidence only as such. A text that was
 * retracted or corrected is withdrawn from every past; dates, amounts and whatever else makes up figures stay.
 */
final class PublicRecord {
    /** In the place of a text that was withdrawn. */
    static final Text WITHDRAWN = Text.of("text withdrawn", "texte retiré");
    private static final Text RETRACTED = Text.of("Text withdrawn", "Texte retiré");
    private static final Text CORRECTED = Text.of("Earlier text, withdrawn", "Texte antérieur, retiré");

    private final List<Milestone> all;
    /** By version: the milestone that retracted it, and the last one that corrected it. */
    private final @Nullable Milestone[] retractions;
    private final @Nullable Milestone[] corrections;
    private final Optional<Text> lead;
    private final Map<Recorder, Office> offices = new HashMap<>();

    /** A recorder without the person, and what is shown of evidence that only those inside may read: one object for all milestones of theirs. */
    private record Office(Recorder recorder, Optional<Evidence> internal) {
        static Office of(Recorder recorder) {
            return new Office(recorder, Optional.of(Evidence.internalTo(recorder)));
        }

        Optional<Evidence> shown(Optional<Evidence> evidence) {
            return evidence.filter(Evidence::isInternal).isPresent() ? internal : evidence;
        }
    }

    private PublicRecord(List<Milestone> all) {
        this.all = all;
        this.retractions = new Milestone[all.size() + 1];
        this.corrections = new Milestone[all.size() + 1];
        for (Milestone milestone : all) {
            switch (milestone.fact()) {
                case Fact.Corrected correction -> corrections[correction.version()] = milestone;
                case Fact.Retracted retraction -> retractions[retraction.version()] = milestone;
                case Fact _ -> { }
            }
        }
        this.lead = all.stream().filter(one -> one.fact() instanceof Fact.Registered && retractions[one.version()] == null).findFirst()
                .map(one -> standing(one.version())).filter(Fact.Registered.class::isInstance).map(one -> ((Fact.Registered) one).lead());
    }

    /** All milestones, as the public reads them. */
    static List<Milestone> of(List<Milestone> all) {
        var record = new PublicRecord(all);
        return all.stream().map(record::shown).toList();
    }

    /** The same from what was shown before, if what came since changes nothing of it. */
    static List<Milestone> of(List<Milestone> all, List<Milestone> before) {
        var more = all.subList(before.size(), all.size());
        if (more.stream().anyMatch(PublicRecord::isChange)) {
            return of(all);
        }
        var record = new PublicRecord(all);
        return Stream.concat(before.stream(), more.stream().map(record::shown)).toList();
    }

    static boolean isChange(Milestone milestone) {
        return milestone.fact() instanceof Fact.Corrected || milestone.fact() instanceof Fact.Retracted;
    }

    private Milestone shown(Milestone milestone) {
        int about = switch (milestone.fact()) {
            case Fact.Corrected correction -> correction.version();
            case Fact _ -> milestone.version();
        };
        Milestone correction = corrections[about];
        if (retractions[about] != null) {
            return withdrawn(milestone, RETRACTED, Texts.without(milestone.fact()));
        }
        if (correction != null && correction != milestone) {
            return withdrawn(milestone, CORRECTED, Texts.of(milestone.fact(), standing(about)));
        }
        return open(milestone);
    }

    private Milestone withdrawn(Milestone milestone, Text summary, Fact fact) {
        return new Milestone(milestone.initiative(), milestone.version(), milestone.source(), milestone.kind(), milestone.occurredOn(), milestone.effectiveOn(),
                milestone.recordedAt(), office(milestone).recorder(), Optional.empty(), summary, fact, true);
    }

    private Milestone open(Milestone milestone) {
        Office office = office(milestone);
        Fact fact = milestone.fact() instanceof Fact.Corrected correction ? new Fact.Corrected(correction.version(), correction.reason(), correction.kind(),
                correction.occurredOn(), office.shown(correction.evidence()), correction.replacement()) : milestone.fact();
        return new Milestone(milestone.initiative(), milestone.version(), milestone.source(), milestone.kind(), milestone.occurredOn(), milestone.effectiveOn(),
                milestone.recordedAt(), office.recorder(), office.shown(milestone.evidence()), milestone.summary(), fact, false, milestone.said());
    }

    private Office office(Milestone milestone) {
        return offices.computeIfAbsent(milestone.recorder(), recorder -> Office.of(recorder.forPublic(lead)));
    }

    /** What a milestone says after its last correction. */
    private Fact standing(int version) {
        Milestone correction = corrections[version];
        return correction == null ? all.get(version - 1).fact() : ((Fact.Corrected) correction.fact()).replacement();
    }
}
