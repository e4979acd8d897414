package dev.plateau.analytic;

import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.util.CombinatoricsUtils;
import org.apache.commons.math3.util.FastMath;

/** Closed forms of coverage (pass@N) for correlated and independent attempts (MODEL section 3). */
public final class Coverage {
    private Coverage() {}

    /**
     * Chance that at least one of N attempts of a task is correct when all share one direction: 1 - E_Z[(1 - v(Z))^N], v(Z) =
     * Phi((sqrt(s) Z - theta)/sqrt(1 - s)), by composite Gauss-Legendre quadrature
     * (sharper than Gauss-Hermite where v is a steep step, shares near 1).
     *
     * @param p chance of one attempt, in [0,1]
     * @param share latent share s of the direction, in [0,1]
     * @param budget N, at least 0
     */
    public static double oneDirection(double p, double share, int budget) {
        return 1 - allFail(p, share, budget);
    }

    /**
     * The same with attempts spread over directions: 1 - N! [x^N] prod_j sum_n f(n) (pi_j x)^n / n!, f(n) = E_Z[(1 - v(Z))^n].
     * Computed direction by direction as a binomial mixture, which is the same product without large factorials.
     *
     * @param p chance of one attempt, in [0,1]
     * @param share latent share s of the direction, in [0,1]
     * @param popularity pi_j, each above 0, summing to 1
     * @param budget N, at least 0
     */
    public static double directions(double p, double share, double[] popularity, int budget) {
        double[] single = new double[budget + 1];
        for (int n = 0; n <= budget; n++) {
            single[n] = allFail(p, share, n);
        }
        double[] fail = single.clone();
        double total = popularity[0];
        for (int j = 1; j < popularity.length; j++) {
            total += popularity[j];
            double part = popularity[j] / total;
            double[] joint = new double[budget + 1];
            for (int n = 0; n <= budget; n++) {
                for (int i = 0; i <= n; i++) {
                    joint[n] += binomial(n, i, part) * single[i] * fail[n - i];
                }
            }
            fail = joint;
        }
        return 1 - fail[budget];
    }

    /**
     * {@link #directions} at every budget 0..N at once: the failures of one direction are powers of the same nodes, and every
     * smaller budget is on the way to the largest.
     *
     * @param p chance of one attempt, in [0,1]
     * @param share latent share s of the direction, in [0,1]
     * @param popularity pi_j, each above 0, summing to 1
     * @param budget N, at least 0
     */
    public static double[] upTo(double p, double share, double[] popularity, int budget) {
        double[] single = allFailUpTo(p, share, budget);
        double[] fail = single;
        double[] logFactorial = new double[budget + 1];
        for (int n = 1; n <= budget; n++) {
            logFactorial[n] = logFactorial[n - 1] + FastMath.log(n);
        }
        double total = popularity[0];
        for (int j = 1; j < popularity.length; j++) {
            total += popularity[j];
            double part = FastMath.log(popularity[j] / total);
            double rest = FastMath.log1p(-popularity[j] / total);
            double[] joint = new double[budget + 1];
            for (int n = 0; n <= budget; n++) {
                for (int i = 0; i <= n; i++) {
                    double binomial =
                            logFactorial[n] - logFactorial[i] - logFactorial[n - i] + i * part + (n - i) * rest;
                    joint[n] += FastMath.exp(binomial) * single[i] * fail[n - i];
                }
            }
            fail = joint;
        }
        double[] coverage = new double[budget + 1];
        for (int n = 0; n <= budget; n++) {
            coverage[n] = 1 - fail[n];
        }
        return coverage;
    }

    private static double[] allFailUpTo(double p, double share, int budget) {
        double[] fail = new double[budget + 1];
        if (p <= 0 || p >= 1 || share <= 0 || share >= 1) {
            for (int n = 0; n <= budget; n++) {
                fail[n] = share <= 0 ? FastMath.pow(1 - p, n) : allFail(p, share, n);
            }
            return fail;
        }
        double theta = FastMath.sqrt(2) * Erf.erfcInv(2 * p);
        double root = FastMath.sqrt(share);
        double rest = FastMath.sqrt(1 - share);
        NormalMean.Nodes nodes = NormalMean.nodes();
        double[] power = nodes.weights();
        for (int i = 0; i < power.length; i++) {
            double one = 0.5 * Erf.erfc((root * nodes.points()[i] - theta) / rest / FastMath.sqrt(2));
            double each = power[i];
            for (int n = 0; n <= budget; n++, each *= one) {
                fail[n] += each;
            }
        }
        return fail;
    }

    private static double binomial(int n, int i, double p) {
        return FastMath.exp(CombinatoricsUtils.factorialLog(n)
                - CombinatoricsUtils.factorialLog(i)
                - CombinatoricsUtils.factorialLog(n - i)
                + i * FastMath.log(p)
                + (n - i) * FastMath.log1p(-p));
    }

    /** E_Z[(1 - v(Z))^N]: chance that N attempts of one direction all fail. */
    static double allFail(double p, double share, int budget) {
        if (p <= 0 || budget == 0) {
            return 1;
        }
        if (p >= 1) {
            return 0;
        }
        if (share >= 1) {
            return 1 - p;
        }
        double theta = FastMath.sqrt(2) * Erf.erfcInv(2 * p);
        double root = FastMath.sqrt(share);
        double rest = FastMath.sqrt(1 - share);
        return NormalMean.of(z -> FastMath.pow(0.5 * Erf.erfc((root * z - theta) / rest / FastMath.sqrt(2)), budget));
    }

    /**
     * Coverage with p ~ Beta(a, b) over tasks and independent attempts: 1 - B(a, b + N) / B(a, b).
     *
     * @param a above 0
     * @param b above 0
     * @param budget N, at least 0
     */
    public static double betaBinomial(double a, double b, double budget) {
        return -FastMath.expm1(Gamma.logGamma(a + b)
                + Gamma.logGamma(b + budget)
                - Gamma.logGamma(b)
                - Gamma.logGamma(a + b + budget));
    }

    /**
     * The unbiased estimate of pass@k from n samples with c correct (Chen et al. 2021): 1 - C(n-c, k) / C(n, k).
     *
     * @param n samples, at least k
     * @param c correct ones, 0..n
     * @param k budget, at least 0
     * @throws IllegalArgumentException if k exceeds n
     */
    public static double unbiasedPassAtK(int n, int c, int k) {
        if (k > n || c < 0 || c > n || k < 0) {
            throw new IllegalArgumentException("need 0 <= c <= n and 0 <= k <= n, got n=" + n + " c=" + c + " k=" + k);
        }
        if (n - c < k) {
            return 1;
        }
        double logFail = 0;
        for (int i = n - c + 1; i <= n; i++) {
            logFail += FastMath.log1p(-(double) k / i);
        }
        return -FastMath.expm1(logFail);
    }
}
