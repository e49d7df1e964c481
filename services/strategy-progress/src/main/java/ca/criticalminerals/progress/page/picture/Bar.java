package ca.criticalminerals.progress.page.picture;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** The length of a bar, in thousandths of the longest one that fits. */
public record Bar(int length) {
    private static final BigDecimal LONGEST = BigDecimal.valueOf(1000);

    /** The bar of a number on a scale that ends with a positive one; what lies outside the scale is cut off. */
    static Bar of(BigDecimal number, BigDecimal end) {
        BigDecimal length = end.signum() == 0 ? BigDecimal.ZERO : number.multiply(LONGEST).divide(end, 0, RoundingMode.HALF_UP);
        return new Bar(length.max(BigDecimal.ZERO).min(LONGEST).intValue());
    }
}
