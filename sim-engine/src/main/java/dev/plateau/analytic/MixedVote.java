package dev.plateau.analytic;

import org.apache.commons.math3.util.FastMath;

/**
 * Majority votes over easy and hard tasks (Chen et al. 2024, arXiv 2403.02419): F(K) = a I_(p1) + (1 - a) I_(p2) with I_p the
 * vote of K voters, p1 > 1/2 > p2. More voters help the easy tasks and hurt the hard ones, so F need not be monotone.
 *
 * <p>Two more voters help iff a (2 p1 - 1)/((1 - a)(1 - 2 p2)) > (p2 q2/(p1 q1))^((K+1)/2), q = 1 - p. The right side grows
 * with K iff p1 + p2 > 1, which gives the four shapes; the left side exceeds it at K = 1 iff a > 1 - 1/t with t = p2 q2
 * (1/2 - p2)/(p1 q1 (p1 - 1/2)) + 1.
 *
 * @param easyShare a, in (0,1)
 * @param easy p1, in (1/2, 1)
 * @param hard p2, in (0, 1/2)
 */
public record MixedVote(double easyShare, double easy, double hard) {

    /** How F goes with the number of voters. */
    public enum Shape {
        /** Never falls. */
        INCREASING,
        /** Never rises. */
        DECREASING,
        /** Rises to a maximum, then falls: more calls are worse. */
        UP_THEN_DOWN,
        /** Falls to a minimum, then rises. */
        DOWN_THEN_UP
    }

    /** Checks the ranges. */
    public MixedVote {
        if (!(easyShare > 0 && easyShare < 1 && easy > 0.5 && easy < 1 && hard > 0 && hard < 0.5)) {
            throw new IllegalArgumentException(
                    "need 0 < share < 1 and 0 < hard < 1/2 < easy < 1, got " + easyShare + ", " + easy + ", " + hard);
        }
    }

    /** F(K) for K at least 1. */
    public double accuracy(int voters) {
        return easyShare * MajorityVote.accuracy(easy, voters) + (1 - easyShare) * MajorityVote.accuracy(hard, voters);
    }

    /** Share of easy tasks above which three voters are better than one: 1 - 1/t. */
    public double threshold() {
        double t = hard * (1 - hard) * (0.5 - hard) / (easy * (1 - easy) * (easy - 0.5)) + 1;
        return 1 - 1 / t;
    }

    /** How F goes. */
    public Shape shape() {
        boolean risesFirst = easyShare > threshold();
        if (easy + hard > 1) {
            return risesFirst ? Shape.UP_THEN_DOWN : Shape.DECREASING;
        } else if (easy + hard < 1) {
            return risesFirst ? Shape.INCREASING : Shape.DOWN_THEN_UP;
        }
        return risesFirst ? Shape.INCREASING : Shape.DECREASING;
    }

    /**
     * The best number of voters if the shape is UP_THEN_DOWN, the worst if it is DOWN_THEN_UP: the smallest odd K with K + 1 >= 2
     * ln[a (2 p1 - 1)/((1 - a)(1 - 2 p2))]/ln[p2 q2/(p1 q1)].
     *
     * @throws IllegalStateException if F is monotone
     */
    public long extremum() {
        Shape shape = shape();
        if (shape != Shape.UP_THEN_DOWN && shape != Shape.DOWN_THEN_UP) {
            throw new IllegalStateException("the vote has no extremum: it is " + shape);
        }
        double odds = easyShare * (2 * easy - 1) / ((1 - easyShare) * (1 - 2 * hard));
        double ratio = hard * (1 - hard) / (easy * (1 - easy));
        return 2 * (long) Math.ceil(FastMath.log(odds) / FastMath.log(ratio)) - 1;
    }
}
