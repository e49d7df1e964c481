package ca.criticalminerals.progress.domain;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a figure came from one point to a later one.
 *
 * @param before the figure at the first point; empty if it was not defined then
 * @param after  the figure at the later point; empty if it is not defined (any more)
 * @param parts  what made the difference, in the order in which it did; the amounts add up to it exactly
 */
public record Change(Optional<Figure> before, Optional<Figure> after, List<Part> parts) {
    /** Why a figure is another one than before. */
    public enum Cause {
        NEW("new"), LATE_REPORT("lateReport"), CORRECTION("correction"), RETRACTION("retraction"), WITHDRAWAL("withdrawal"),
        STATEMENT("statement"), TARGET_CHANGED("targetChanged"), DEFINITION_CHANGED("definitionChanged"), RENAMED_OR_ABSORBED("renamedOrAbsorbed");

        public final String code;

        Cause(String code) {
            this.code = code;
        }
    }

    /**
     * What one milestone did to the value.
     *
     * @param entry  the milestone as it is known at the later point; of a correction or a retraction, the one that was changed
     * @param by     the milestone that did it: the same, or the correction or retraction
     * @param amount in the unit of the figure; zero where the value stayed what it was, and for dates
     */
    public record Part(Cause cause, Entry entry, Milestone by, BigDecimal amount) {}

    /** The figure as it is, or as it last was. */
    public Figure latest() {
        return after.or(() -> before).orElseThrow();
    }

    public String id() {
        return latest().id();
    }

    /** Whether the two values are amounts of the same: of another unit or kind of money, there is no difference to speak of. */
    public boolean isComparable() {
        if (latest().unit().equals("date")) {
            return false;
        }
        return before.isEmpty() || after.isEmpty() || before.get().unit().equals(after.get().unit())
                && (!latest().unit().equals("cad") || before.get().rule().what() == after.get().rule().what());
    }

    /** What the parts add up to; empty for dates, for kinds of money that are never added, and where nothing had a value. */
    public Optional<BigDecimal> difference() {
        boolean hasNumber = both().anyMatch(figure -> figure.number().isPresent());
        return hasNumber && isComparable() ? Optional.of(number(after).subtract(number(before))) : Optional.empty();
    }

    /** Whether people read another value than before, or the same one for other reasons. */
    public boolean isMoved() {
        return !said(before).equals(said(after)) || parts.stream().anyMatch(part -> part.amount().signum() != 0);
    }

    /** Whether there is anything to tell; a milestone that adds nothing to a value that stayed the same is not. */
    boolean isChanged() {
        return isMoved() || parts.stream().anyMatch(part -> part.cause() != Cause.NEW && part.cause() != Cause.LATE_REPORT);
    }

    static BigDecimal number(Optional<Figure> figure) {
        return figure.flatMap(Figure::number).orElse(BigDecimal.ZERO);
    }

    private Stream<Figure> both() {
        return Stream.of(before, after).flatMap(Optional::stream);
    }

    private static List<Object> said(Optional<Figure> figure) {
        return figure.map(one -> List.<Object>of(one.unit(), one.number().map(BigDecimal::stripTrailingZeros), one.qualifier(), one.date()))
                .orElse(List.of());
    }
}
