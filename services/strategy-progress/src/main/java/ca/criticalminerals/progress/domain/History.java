package ca.criticalminerals.progress.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that was ever announced about an initiative, in version order, as the public reads it; immutable. What is not public is kept
 * beside it, for those who may read it.
 */
public final class History {
    /** The days of the tracker are days in Ottawa. */
    public static final ZoneId CANADA = ZoneId.of("America/Toronto");

    private final List<Milestone> recorded;
    private final long changes;
    private final List<Milestone> redactions;
    private final List<Milestone> milestones;
    /** The last fold without a {@code knownAt}: asked for again and again until the next milestone or the next day. */
    private volatile @Nullable Folded current;
    private volatile @Nullable HistoryOrder order;
    /** The order of the history without its last milestone, if it was made. */
    private volatile @Nullable HistoryOrder before;

    private record Folded(LocalDate asOf, Optional<Initiative> initiative) {}

    private History(List<Milestone> recorded, List<Milestone> milestones) {
        this.recorded = recorded;
        this.redactions = recorded.stream().filter(one -> one.fact() instanceof Fact.Redacted).toList();
        this.changes = recorded.stream().filter(PublicRecord::isChange).count() + redactions.size();
        this.milestones = milestones;
    }

    /** The history that these milestones make, versions 1 to n. */
    public static History of(List<Milestone> milestones) {
        return new History(List.copyOf(milestones), PublicRecord.of(milestones));
    }

    /** The history with more milestones, the next versions. */
    public History with(List<Milestone> more) {
        var all = new ArrayList<Milestone>(recorded.size() + more.size());
        all.addAll(recorded);
        all.addAll(more);
        var longer = new History(all, PublicRecord.of(all, milestones));
        longer.before = more.size() == 1 ? order : null;
        return longer;
    }

    /** The same with all that is not public. */
    public History unabridged() {
        return new History(recorded, recorded);
    }

    /** Whether it tells the same as before but for the texts that its redactions have taken out. */
    public boolean isRedactionOf(History before) {
        if (redactions.isEmpty() || recorded.size() != before.recorded.size()) {
            return false;
        }
        var redacted = new HashSet<Integer>();
        redactions.forEach(redaction -> redacted.addAll(((Fact.Redacted) redaction.fact()).versions()));
        for (int i = 0; i < recorded.size(); i++) {
            Milestone now = recorded.get(i);
            Milestone then = before.recorded.get(i);
            if (!now.equals(then) && !(redacted.contains(now.version()) && isSameBesideTexts(now, then))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSameBesideTexts(Milestone now, Milestone then) {
        return now.kind().equals(then.kind()) && now.occurredOn().equals(then.occurredOn()) && now.effectiveOn().equals(then.effectiveOn())
                && now.recordedAt().equals(then.recordedAt()) && now.source().equals(then.source())
                && Texts.areSameBesideTexts(now.fact(), then.fact());
    }

    /** How many milestones changed what an earlier one says: each of them can change what is shown of any past. */
    public long changes() {
        return changes;
    }

    /** The version of the last milestone. */
    public int version() {
        return milestones.size();
    }

    /** The initiative as of the end of a day, as far as it is known now. */
    public Optional<Initiative> asOf(LocalDate day) {
        Folded folded = current;
        if (folded == null || !folded.asOf.equals(day)) {
            folded = new Folded(day, fold(day, Instant.MAX));
            current = folded;
        }
        return folded.initiative;
    }

    /** The initiative as of the end of a day, as it was known at an instant; empty if it was not known then. */
    public Optional<Initiative> at(LocalDate asOf, Instant knownAt) {
        return knownAt.equals(Instant.MAX) ? asOf(asOf) : fold(asOf, knownAt);
    }

    /** The editions of the Progress update in it, the first one first. */
    public List<Edition> editions() {
        return Edition.in(milestones).toList();
    }

    private Optional<Initiative> fold(LocalDate asOf, Instant knownAt) {
        var known = entries(knownAt);
        return Fold.initiative(known, order().of(known, asOf));
    }

    HistoryOrder order() {
        HistoryOrder made = order;
        if (made == null) {
            HistoryOrder shorter = before;
            made = shorter == null ? HistoryOrder.of(milestones) : shorter.with(milestones);
            order = made;
            before = null;
        }
        return made;
    }

    List<Milestone> milestones() {
        return milestones;
    }

    /** The milestones known at an instant, each with its corrections and its retraction as known then. */
    List<Entry> entries(Instant knownAt) {
        var entries = new ArrayList<Entry>();
        for (Milestone milestone : milestones) {
            if (milestone.recordedAt().isAfter(knownAt)) {
                break; // record times never decrease within an initiative
            }
            learn(entries, milestone);
        }
        // A text is gone from every past, also from one in which nobody had taken it out yet.
        redactions.stream().filter(redaction -> redaction.recordedAt().isAfter(knownAt)).forEach(redaction -> redact(entries, redaction));
        return entries;
    }

    /** The next milestone becomes known. */
    static void learn(List<Entry> entries, Milestone milestone) {
        entries.add(Entry.of(milestone));
        switch (milestone.fact()) {
            case Fact.Corrected correction -> entries.set(correction.version() - 1,
                    corrected(entries.get(correction.version() - 1), correction, milestone));
            case Fact.Retracted retraction -> entries.set(retraction.version() - 1,
                    retracted(entries.get(retraction.version() - 1), milestone));
            case Fact.Redacted _ -> redact(entries, milestone);
            case Fact _ -> { }
        }
    }

    private static void redact(List<Entry> entries, Milestone by) {
        ((Fact.Redacted) by.fact()).versions().stream().filter(version -> version <= entries.size())
                .forEach(version -> entries.set(version - 1, redacted(entries.get(version - 1), by)));
    }

    private static Entry redacted(Entry entry, Milestone by) {
        var redactions = new ArrayList<>(entry.redactions());
        redactions.add(by);
        return new Entry(entry.recorded(), entry.now(), entry.corrections(), entry.retraction(), List.copyOf(redactions));
    }

    private static Entry corrected(Entry entry, Fact.Corrected correction, Milestone by) {
        var corrections = new ArrayList<>(entry.corrections());
        corrections.add(by);
        return new Entry(entry.recorded(), entry.now().corrected(correction, by), List.copyOf(corrections), entry.retraction(), entry.redactions());
    }

    private static Entry retracted(Entry entry, Milestone by) {
        return new Entry(entry.recorded(), entry.now(), entry.corrections(), Optional.of(by), entry.redactions());
    }
}
