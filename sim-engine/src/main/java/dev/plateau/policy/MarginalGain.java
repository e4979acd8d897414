package dev.plateau.policy;

import java.util.Arrays;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.util.FastMath;

/**
 * What one more rollout is estimated to bring a majority vote. With a >= b votes for the two most frequent of n
 * answers, the share x of the leader between the two has the posterior Beta(a+1, b+1), and following the leader is right
 * with C(a, b) = P(x > 1/2) = 1 - I_(1/2)(a+1, b+1). After r more votes between the two, i of them for the leader (i is
 * beta-binomial), one follows whoever leads then. That is expected to gain
 *
 * <pre>V_r = sum over i with a + i &lt; b + r - i of P(i) (1 - 2 C(a + i, b + r - i)),</pre>
 *
 * <p>and the estimated gain per rollout is G = (a + b)/n max_r V_r / r: the share of rollouts that vote for one of the two
 * times the best average gain that any number of further votes promises. Looking at r = 1 alone would not do: one vote
 * cannot overturn a lead of two, so V_1 = 0 there (the knowledge gradient's known flaw, cured by the same maximum over r:
 * Frazier and Powell 2010, Decision Analysis 7(4)). As V_r <= 1 - C, only r < (1 - C)/epsilon matter. The gain is in the
 * chance to find the most frequent answer of the model; whether that answer is right, votes cannot tell.
 *
 * <p>max_r V_r / r is tabulated by (a, b). Instances keep this table: one thread at a time.
 */
final class MarginalGain {
    private final double epsilon;
    /** gains[b][a - b]; NaN where not yet known. */
    private double[][] gains = new double[0][];

    /** Estimates down to epsilon, above 0; smaller gains are only known to be smaller. */
    MarginalGain(double epsilon) {
        this.epsilon = epsilon;
    }

    /** G, or less than epsilon if it is less. */
    double of(Tally tally) {
        int a = tally.leaderVotes();
        int b = tally.runnerUpVotes();
        return (a + b) * gainPerVote(a, b) / tally.size();
    }

    /** max_r V_r / r, or less than epsilon if that is less than epsilon. */
    private double gainPerVote(int a, int b) {
        int known = gains.length;
        if (b >= known) {
            gains = Arrays.copyOf(gains, 2 * b + 8);
            Arrays.fill(gains, known, gains.length, new double[0]);
        }
        int lead = a - b;
        int length = gains[b].length;
        if (lead >= length) {
            gains[b] = Arrays.copyOf(gains[b], 2 * lead + 8);
            Arrays.fill(gains[b], length, gains[b].length, Double.NaN);
        }
        if (Double.isNaN(gains[b][lead])) {
            gains[b][lead] = gain(a, b);
        }
        return gains[b][lead];
    }

    /**
     * The sums run over recurrences: C(a, b) is the binomial probability F_m(a) of at most a of m = a + b + 1 at chance 1/2,
     * F_(m+1)(a) = F_m(a) - f_m(a)/2.
     */
    private double gain(int a, int b) {
        int m = a + b + 1;
        double atMostA = 1 - Beta.regularizedBeta(0.5, a + 1.0, b + 1.0);
        double exactlyA = FastMath.exp(
                Gamma.logGamma(m + 1.0) - Gamma.logGamma(a + 1.0) - Gamma.logGamma(b + 2.0) - m * FastMath.log(2));
        double doubt = 1 - atMostA;
        double noneForLeader = 1;
        double best = 0;
        for (int r = 1; doubt > Math.max(best, epsilon) * r; r++) {
            atMostA -= exactlyA / 2;
            m++;
            exactlyA *= m / (2.0 * (m - a));
            noneForLeader *= (b + r) / (a + b + 1.0 + r);
            double chance = noneForLeader;
            double follow = atMostA;
            double term = exactlyA;
            double sum = 0;
            for (int i = 0; a + i < b + r - i; i++) {
                sum += chance * (1 - 2 * follow);
                chance *= (r - i) / (i + 1.0) * ((a + 1.0 + i) / (b + r - i));
                term *= (m - a - i) / (a + i + 1.0);
                follow += term;
            }
            best = Math.max(best, sum / r);
        }
        return best;
    }
}
