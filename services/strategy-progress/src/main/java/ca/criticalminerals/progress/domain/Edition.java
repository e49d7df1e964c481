package ca.criticalminerals.progress.domain;

import ca.criticalminerals.eventsourcing.Text;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A published edition of the Progress update; nothing that is recorded later changes it, but it can be withdrawn.
 *
 * @param announced  the milestone that published it
 * @param withdrawal the milestone that withdrew it; empty while it holds
 */
public record Edition(Fact.Published published, Milestone announced, Optional<Milestone> withdrawal) {
    /** The stream that editions are in. It is no initiative: it has no registration, so it folds to nothing. */
    public static final String STREAM = "progress-update";

    /** The editions in the stream, the first one first. A correction or a retraction that somebody announced there is not heard. */
    static Stream<Edition> in(List<Milestone> milestones) {
        var withdrawals = new HashMap<Integer, Milestone>();
        milestones.forEach(one -> {
            if (one.fact() instanceof Fact.EditionWithdrawn withdrawal) {
                withdrawals.putIfAbsent(withdrawal.number(), one);
            }
        });
        return milestones.stream().filter(one -> one.fact() instanceof Fact.Published).map(one -> new Edition((Fact.Published) one.fact(), one,
                Optional.ofNullable(withdrawals.get(((Fact.Published) one.fact()).number()))));
    }

    public int number() {
        return published.number();
    }

    public LocalDate asOf() {
        return published.asOf();
    }

    public Instant knownAt() {
        return published.knownAt();
    }

    /** What it is called. */
    public Text name() {
        return name(number());
    }

    /** What the edition of this number is called. */
    public static Text name(int number) {
        return Text.of("Edition " + number, "Édition " + number);
    }

    /** Whether somebody who looks at the record from there has heard of it. */
    public boolean isKnown(LocalDate asOf, Instant knownAt) {
        return !announced.recordedAt().isAfter(knownAt) && !announced.effectiveOn().isAfter(asOf);
    }

    /** Whether it was not withdrawn by an instant. */
    public boolean holds(Instant knownAt) {
        return withdrawal.filter(by -> !by.recordedAt().isAfter(knownAt)).isEmpty();
    }

    /** Whether it was never withdrawn. */
    public boolean holds() {
        return withdrawal.isEmpty();
    }

    /** Why it was withdrawn; empty while it holds. */
    public Optional<Text> reason() {
        return withdrawal.map(by -> ((Fact.EditionWithdrawn) by.fact()).reason());
    }

    /** From where it looks at the record. */
    public Point point() {
        return new Point(asOf(), knownAt());
    }
}
