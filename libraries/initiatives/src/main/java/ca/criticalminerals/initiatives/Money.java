package ca.criticalminerals.initiatives;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * An amount of one kind of money; kinds are never added together.
 *
 * @param amount in {@code currency}, not negative, at most two decimals
 * @param upTo   whether the amount is a ceiling
 */
public record Money(BigDecimal amount, Currency currency, Kind kind, boolean upTo) {
    public Money {
        Objects.requireNonNull(kind, "kind");
        currency = currency == null ? Currency.CAD : currency;
        if (amount.signum() < 0 || amount.stripTrailingZeros().scale() > 2) {
            throw new IllegalArgumentException("an amount is not negative and has at most two decimals: " + amount);
        }
        amount = amount.setScale(2);
    }

    /** The only currency in which the tracker counts. */
    public enum Currency { CAD }

    /** What sort of money it is. */
    public enum Kind { CONTRIBUTION, ENVELOPE, CALL, LOAN, EQUITY, TAX_EXPENDITURE, UNLOCKED_VALUE, PARTNER }
}
