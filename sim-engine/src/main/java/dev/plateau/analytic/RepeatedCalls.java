package dev.plateau.analytic;

import dev.plateau.model.Normal;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.util.FastMath;

/**
 * Repeated calls of a verifier about the same attempts (MODEL section 4): a call accepts if sqrt(s) Z + sqrt(1 - s) fresh
 * exceeds a threshold, Z being common to the calls about one attempt.
 *
 * @param acceptance chance that a call accepts, in (0,1)
 * @param shared s, the share of the error's variance that calls have in common, in [0,1)
 */
public record RepeatedCalls(double acceptance, double shared) {
    private static final double CLOSEST = 0.9999;

    /**
     * Calls whose verdicts (1 or 0) on one attempt have this correlation.
     *
     * @param correlation in [0, 0.98]
     */
    public static RepeatedCalls ofCorrelation(double acceptance, double correlation) {
        double both = acceptance * acceptance + correlation * acceptance * (1 - acceptance);
        double shared = correlation == 0
                ? 0
                : new BrentSolver(1e-12, 1e-12)
                        .solve(1000, s -> new RepeatedCalls(acceptance, s).allAccept(2) - both, 0, CLOSEST);
        return new RepeatedCalls(acceptance, shared);
    }

    /** Chance that all of k calls accept: E_Z[Phi((sqrt(s) Z - Phi^-1(1 - acceptance))/sqrt(1 - s))^k]. */
    public double allAccept(int calls) {
        double threshold = Normal.threshold(acceptance);
        return NormalMean.of(z ->
                FastMath.pow(Normal.phi((FastMath.sqrt(shared) * z - threshold) / FastMath.sqrt(1 - shared)), calls));
    }
}
