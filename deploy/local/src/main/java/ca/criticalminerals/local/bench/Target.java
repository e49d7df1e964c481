package ca.criticalminerals.local.bench;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What the median must reach, or must not exceed.
 *
 * @param least whether the bounds are the least that is enough, and not the most that is allowed
 * @param value the bound of the median; empty if any will do
 * @param ratio the bound of the ratio to the limit; empty if any will do
 */
record Target(boolean least, OptionalDouble value, OptionalDouble ratio) {

    static Target atLeast(double value) {
        return new Target(true, OptionalDouble.of(value), OptionalDouble.empty());
    }

    static Target atMost(double value) {
        return new Target(false, OptionalDouble.of(value), OptionalDouble.empty());
    }

    static Target ratioAtLeast(double ratio) {
        return new Target(true, OptionalDouble.empty(), OptionalDouble.of(ratio));
    }

    static Target ratioAtMost(double ratio) {
        return new Target(false, OptionalDouble.empty(), OptionalDouble.of(ratio));
    }

    Target andRatio(double bound) {
        return new Target(least, value, OptionalDouble.of(bound));
    }

    boolean isMetBy(Measurement measured) {
        return keeps(value, measured.median()) && keeps(ratio, measured.ratio());
    }

    String words() {
        String sign = least ? "≥ " : "≤ ";
        String ofValue = value.isPresent() ? sign + Table.number(value.getAsDouble()) : "";
        String ofRatio = ratio.isPresent() ? sign + String.format(Locale.ROOT, "%.2f", ratio.getAsDouble()) + " of the limit" : "";
        return ofValue + (ofValue.isEmpty() || ofRatio.isEmpty() ? "" : " and ") + ofRatio;
    }

    private boolean keeps(OptionalDouble bound, OptionalDouble number) {
        return bound.isEmpty() || number.isPresent()
                && (least ? number.getAsDouble() >= bound.getAsDouble() : number.getAsDouble() <= bound.getAsDouble());
    }
}
