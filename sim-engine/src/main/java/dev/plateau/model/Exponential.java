package dev.plateau.model;

import java.math.BigDecimal;
import java.math.MathContext;
import org.apache.commons.math3.util.FastMath;

/**
 * e^x, to the bit as {@link FastMath#exp} has it, in less time: short enough to be compiled into its callers, and without a branch
 * by the sign.
 *
 * <p>e^x = e^w e^(f/1024) e^r, w and f whole, 0 &lt;= r &lt;= 2^-10, the first two from tables of twice the precision, as in FastMath.
 * Before the last addition rounds, both are off by less than 2^-61 of the result; so they round alike unless the sum is closer
 * than that to where rounding turns, which is tested, and then (once in a hundred times) FastMath is asked.
 */
public final class Exponential {
    private static final int MOST = 64;
    private static final int PARTS = 1024;
    /** Twice the error bound, relative. */
    private static final double DOUBT = 0x1p-60;

    private static final MathContext PRECISION = new MathContext(60);

    /** e^w from w = -MOST, each as a number of 23 bits and the rest. */
    private static final double[] WHOLE = powers(series(BigDecimal.ONE), MOST, MOST);
    /** e^(f/1024) for f = 0..1024, likewise. */
    private static final double[] FRACTION = powers(series(new BigDecimal(1.0 / PARTS)), 0, PARTS);

    private Exponential() {}

    /** e^x. */
    public static double of(double x) {
        if (!(Math.abs(x) < MOST)) {
            return FastMath.exp(x);
        }
        double y = x + 0.0;
        // Towards 0, and one less if below: of negative whole numbers the fraction is 1.
        int whole = (int) y + (int) (Double.doubleToRawLongBits(y) >> 63);
        int fraction = (int) ((y - whole) * PARTS);
        double r = y - (whole + (double) fraction / PARTS);
        double z = r * (1 + r * (0.5000000000042687 + r * (0.1666666505023083 + r * 0.04168701738764507)));
        int w = 2 * (whole + MOST);
        int f = 2 * fraction;
        double high = WHOLE[w] * FRACTION[f];
        double low = WHOLE[w] * FRACTION[f + 1] + WHOLE[w + 1] * FRACTION[f] + WHOLE[w + 1] * FRACTION[f + 1];
        double rest = (high + low) * z + low;
        double doubt = high * DOUBT;
        double result = high + (rest - doubt);
        return result == high + (rest + doubt) ? result : FastMath.exp(x);
    }

    private static BigDecimal series(BigDecimal x) {
        BigDecimal sum = BigDecimal.ONE;
        BigDecimal term = BigDecimal.ONE;
        for (int n = 1; n <= 50; n++) {
            term = term.multiply(x, PRECISION).divide(new BigDecimal(n), PRECISION);
            sum = sum.add(term, PRECISION);
        }
        return sum;
    }

    /** base^-below .. base^above. */
    private static double[] powers(BigDecimal base, int below, int above) {
        double[] split = new double[2 * (below + above + 1)];
        BigDecimal power = BigDecimal.ONE.divide(base.pow(below, PRECISION), PRECISION);
        for (int i = 0; i < split.length; i += 2) {
            double all = power.doubleValue();
            // 30 bits fewer, so that the product of two is exact.
            double shift = all * 0x1p30;
            split[i] = (all + shift) - shift;
            split[i + 1] = power.subtract(new BigDecimal(split[i])).doubleValue();
            power = power.multiply(base, PRECISION);
        }
        return split;
    }
}
