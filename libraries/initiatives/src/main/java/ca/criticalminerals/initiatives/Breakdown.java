package ca.criticalminerals.initiatives;

import java.math.BigDecimal;
import java.util.List;

/**
 * The parts of a stated number.
 *
 * @param closed whether the parts are all there is; the parts of a closed breakdown add up to the number
 */
public record Breakdown(boolean closed, List<Part> parts) {
    public Breakdown {
        parts = List.copyOf(parts);
    }

    /** One part: a figure of the same initiative and its value. */
    public record Part(String figure, BigDecimal value) {}
}
