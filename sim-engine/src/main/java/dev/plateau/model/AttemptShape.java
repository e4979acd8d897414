package dev.plateau.model;

import java.util.List;

/**
 * What an attempt is made of: shares of the latent quality and the number of steps (MODEL section 3).
 *
 * <p>X = sum over levels of sqrt(share) Z with Z ~ N(0,1); the shares of direction, steps and finish sum to 1. Attempts
 * that share the path through a level share its Z, so their latent correlation is the sum of the shares up to there.
 *
 * @param directionShare share decided by the direction, in [0,1]
 * @param stepsShare share decided by all steps together, in [0,1]
 * @param finishShare share decided at the last moment, in [0,1]; no verifier can foresee it
 * @param decay ratio of the share of a step to that of the step before, above 0
 * @param hazards chance to finish after step 1, 2, .., T given not finished before; the last is 1, so T is the step
 *     limit; at least one
 */
public record AttemptShape(
        double directionShare, double stepsShare, double finishShare, double decay, List<Double> hazards) {

    /** Tolerance on the sum of the shares. */
    public static final double SUM_TOLERANCE = 1e-9;

    /** Checks shares and hazards. */
    public AttemptShape {
        hazards = List.copyOf(hazards);
        if (!(directionShare >= 0 && stepsShare >= 0 && finishShare >= 0)
                || Math.abs(directionShare + stepsShare + finishShare - 1) > SUM_TOLERANCE) {
            throw new IllegalArgumentException("shares must be at least 0 and sum to 1, got " + directionShare + " + "
                    + stepsShare + " + " + finishShare);
        }
        if (!(decay > 0)) {
            throw new IllegalArgumentException("decay must be above 0, got " + decay);
        }
        if (hazards.isEmpty() || hazards.get(hazards.size() - 1) != 1) {
            throw new IllegalArgumentException("hazards must end with 1, got " + hazards);
        }
        for (double hazard : hazards) {
            if (!(hazard >= 0 && hazard <= 1)) {
                throw new IllegalArgumentException("hazards must lie in [0,1], got " + hazards);
            }
        }
    }

    /** Exactly {@code steps} steps. */
    public static List<Double> fixedSteps(int steps) {
        return uniformSteps(steps, steps);
    }

    /** A number of steps uniform over {@code min..max}. */
    public static List<Double> uniformSteps(int min, int max) {
        Double[] hazards = new Double[max];
        for (int step = 1; step <= max; step++) {
            hazards[step - 1] = step < min ? 0.0 : 1.0 / (max - step + 1);
        }
        return List.of(hazards);
    }

    /** At least {@code min} steps, then finished after each with chance {@code hazard}, at most {@code max}. */
    public static List<Double> geometricSteps(int min, int max, double hazard) {
        Double[] hazards = new Double[max];
        for (int step = 1; step <= max; step++) {
            hazards[step - 1] = step == max ? 1.0 : step < min ? 0.0 : hazard;
        }
        return List.of(hazards);
    }
}
