package dev.plateau.result;

import java.math.BigDecimal;
import java.math.MathContext;
import org.apache.commons.math3.util.FastMath;

/**
 * A setting of a scenario that is moved between two ends.
 *
 * @param key path in the scenario
 * @param meaning one line
 * @param low one end
 * @param high the other, above it
 * @param logarithmic whether equal steps are equal factors; then both ends are above 0
 * @param whole whether only whole numbers are meant
 */
public record Range(String key, String meaning, double low, double high, boolean logarithmic, boolean whole) {
    private static final MathContext DIGITS = new MathContext(6);

    /** Checks the ends. */
    public Range {
        if (!(low < high) || (logarithmic && !(low > 0))) {
            throw new IllegalArgumentException("no range: " + low + ".." + high);
        }
    }

    /**
     * The value at a share of the way from low to high, of six digits: a scenario that is written with it has the same.
     *
     * @param share in [0,1]
     */
    public double at(double share) {
        double value = share <= 0
                ? low
                : share >= 1
                        ? high
                        : logarithmic
                                ? FastMath.exp(FastMath.log(low) + share * (FastMath.log(high) - FastMath.log(low)))
                                : low + share * (high - low);
        double kept = whole
                ? FastMath.rint(value)
                : BigDecimal.valueOf(value).round(DIGITS).doubleValue();
        return Math.max(low, Math.min(high, kept));
    }

    /** A number without an exponent. */
    public static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /** The share of the way at which a value lies; the nearest end if it lies outside. */
    public double share(double value) {
        double inside = Math.max(low, Math.min(high, value));
        return logarithmic
                ? (FastMath.log(inside) - FastMath.log(low)) / (FastMath.log(high) - FastMath.log(low))
                : (inside - low) / (high - low);
    }
}
