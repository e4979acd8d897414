package dev.plateau.export;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers for readers. */
final class Numbers {
    private Numbers() {}

    /** Fixed decimals, no exponent, no negative zero. */
    static String plain(double value, int decimals) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return (rounded.signum() < 0 ? "\u2212" : "") + rounded.abs().toPlainString();
    }

    /** All decimals that the value has, no exponent. */
    static String exact(BigDecimal value) {
        return plain(value.doubleValue(), Math.max(0, value.scale()));
    }

    /** One decimal, or two where an interval is narrower than the first can show. */
    static int decimals(double halfWidth) {
        return halfWidth < 0.1 ? 2 : 1;
    }

    /** Rounded to some digits, but never a whole number's: 0.00123, 12.3, 4567. */
    static String significant(double value, int digits) {
        BigDecimal exact = BigDecimal.valueOf(value);
        int decimals = digits - exact.precision() + exact.scale();
        return plain(value, value == 0 ? 0 : Math.max(0, decimals));
    }

    /** With a plus before positive numbers. */
    static String signed(double value, int decimals) {
        String text = plain(value, decimals);
        return BigDecimal.valueOf(value)
                                .setScale(decimals, RoundingMode.HALF_EVEN)
                                .signum()
                        > 0
                ? "+" + text
                : text;
    }
}
