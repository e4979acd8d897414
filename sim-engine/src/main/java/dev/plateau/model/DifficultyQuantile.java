package dev.plateau.model;

import org.apache.commons.math3.distribution.BetaDistribution;

/** Turns a uniform variate into the chance p of a task, by the inverse distribution function of a {@link Difficulty}. */
final class DifficultyQuantile {
    private static final double ACCURACY = 1e-12;

    private final Difficulty difficulty;
    private final BetaDistribution beta;
    private final double[] cumulative;

    DifficultyQuantile(Difficulty difficulty) {
        this.difficulty = difficulty;
        // The distribution is only asked for quantiles: it needs no generator, and a null one keeps it deterministic.
        this.beta = difficulty.core() instanceof Difficulty.Beta b
                ? new BetaDistribution(null, b.a(), b.b(), ACCURACY)
                : new BetaDistribution(null, 1, 1, ACCURACY);
        this.cumulative = difficulty.core() instanceof Difficulty.Mixture mixture ? cumulative(mixture) : new double[0];
    }

    private static double[] cumulative(Difficulty.Mixture mixture) {
        double[] sums = new double[mixture.chances().size()];
        double sum = 0;
        for (int i = 0; i < sums.length; i++) {
            sum += mixture.chances().get(i).weight();
            sums[i] = sum;
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= sum;
        }
        return sums;
    }

    /** The value of a mixture below which a share of it lies. */
    private double chance(Difficulty.Mixture mixture, double inside) {
        int i = 0;
        while (i < cumulative.length - 1 && inside >= cumulative[i]) {
            i++;
        }
        return mixture.chances().get(i).p();
    }

    /** Where u falls inside the core, in [0,1), or -1 for an unsolvable and 2 for a solved task. */
    double core(double u) {
        if (u < difficulty.unsolvable()) {
            return -1;
        }
        double inside = (u - difficulty.unsolvable()) / (1 - difficulty.unsolvable() - difficulty.solved());
        return inside < 1 ? inside : 2;
    }

    /** The chance p for u in [0,1). */
    double chance(double u) {
        double inside = core(u);
        if (inside < 0) {
            return 0;
        }
        if (inside > 1) {
            return 1;
        }
        Difficulty.Core core = difficulty.core();
        if (core instanceof Difficulty.Fixed fixed) {
            return fixed.p();
        } else if (core instanceof Difficulty.ProbitNormal probit) {
            return Normal.phi(probit.mean() - probit.sd() * Normal.threshold(inside));
        } else if (core instanceof Difficulty.Mixture mixture) {
            return chance(mixture, inside);
        } else if (core instanceof Difficulty.Empirical empirical) {
            Difficulty.Count count = problem(empirical, inside);
            return (double) count.correct() / count.samples();
        }
        return beta.inverseCumulativeProbability(inside);
    }

    static Difficulty.Count problem(Difficulty.Empirical empirical, double inside) {
        int n = empirical.problems().size();
        return empirical.problems().get(Math.min(n - 1, (int) (inside * n)));
    }
}
