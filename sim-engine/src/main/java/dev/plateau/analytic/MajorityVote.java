package dev.plateau.analytic;

import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.util.CombinatoricsUtils;
import org.apache.commons.math3.util.FastMath;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * Majority votes between a right and one wrong answer, ties decided by a fair coin. Many wrong answers make the right one
 * win more often; one is the worst case.
 */
public final class MajorityVote {

    private MajorityVote() {}

    /**
     * Chance that the majority of independent voters is right (Condorcet): I_p((K+1)/2, (K+1)/2) for odd K; an even K is as
     * good as K - 1.
     *
     * @param p chance of one voter, in [0,1]
     * @param voters K, at least 1
     */
    public static double accuracy(double p, int voters) {
        int half = (voters + 1) / 2;
        return RegularizedBeta.value(p, half, half);
    }

    /**
     * The same for voters whose common chance is Beta(a, b) over tasks, which correlates them by 1/(a + b + 1): the upper half
     * of a beta-binomial.
     *
     * @param a above 0
     * @param b above 0
     * @param voters N, at least 1
     */
    public static double betaCorrelated(double a, double b, int voters) {
        double sum = 0;
        for (int right = (voters + 1) / 2; right <= voters; right++) {
            double chance = FastMath.exp(CombinatoricsUtils.factorialLog(voters)
                    - CombinatoricsUtils.factorialLog(right)
                    - CombinatoricsUtils.factorialLog(voters - right)
                    + LogBeta.value(a + right, b + voters - right)
                    - LogBeta.value(a, b));
            sum += 2 * right == voters ? chance / 2 : chance;
        }
        return sum;
    }

    /** Its limit for ever more voters, 1 - I_(1/2)(a, b): the share of tasks whose chance is above 1/2. */
    public static double betaCorrelatedLimit(double a, double b) {
        return RegularizedBeta.complement(0.5, a, b);
    }

    /**
     * The same for attempts that share one direction (MODEL section 3): E_Z of the independent vote at v(Z) = Phi((sqrt(s) Z -
     * theta)/sqrt(1 - s)).
     *
     * @param p chance of one attempt, in (0,1)
     * @param share latent share s of the direction, in [0,1)
     * @param voters N, at least 1
     */
    public static double oneDirection(double p, double share, int voters) {
        double theta = FastMath.sqrt(2) * Erf.erfcInv(2 * p);
        double root = FastMath.sqrt(share);
        double rest = FastMath.sqrt(1 - share);
        return NormalMean.of(z -> accuracy(0.5 * Erf.erfc((theta - root * z) / rest / FastMath.sqrt(2)), voters));
    }
}
