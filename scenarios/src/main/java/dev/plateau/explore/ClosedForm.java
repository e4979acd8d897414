package dev.plateau.explore;

import dev.plateau.analytic.Coverage;
import dev.plateau.model.Difficulty;
import dev.plateau.model.Directions;
import dev.plateau.model.World;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.util.FastMath;

/**
 * Coverage of independent attempts that share their direction's part, at every budget, in closed form: over the tasks a mean over
 * {@value #TASKS} quantiles of difficulty, for each of which {@link Coverage#upTo} sums over the directions. It exists while popularity
 * and quality are uncorrelated and no attempt is spoilt by mistakes.
 */
final class ClosedForm {
    private static final int TASKS = 48;

    private final double[] chances;
    private final double solvable;
    private final double share;
    private final double[] popularity;
    private final double[] sums;
    private int done;

    /** Prepares the form for a world up to a budget. */
    ClosedForm(World world, int largest) {
        this.chances = exists(world) ? chances(world.difficulty().core()) : new double[0];
        this.solvable = 1 - world.difficulty().unsolvable();
        this.share = world.attempts().directionShare();
        this.popularity = share == 0 || !(world.directions().popularity() instanceof Directions.Zipf zipf)
                ? new double[] {1}
                : shares(zipf);
        this.sums = new double[largest + 1];
    }

    private static boolean exists(World world) {
        return world.directions().qualityCorrelation() == 0 && world.mistakes().share() == 0;
    }

    private static double[] shares(Directions.Zipf zipf) {
        double[] shares = new double[zipf.count()];
        double sum = 0;
        for (int j = 0; j < shares.length; j++) {
            shares[j] = FastMath.pow(j + 1.0, -zipf.exponent());
            sum += shares[j];
        }
        for (int j = 0; j < shares.length; j++) {
            shares[j] /= sum;
        }
        return shares;
    }

    private static double[] chances(Difficulty.Core core) {
        if (core instanceof Difficulty.Fixed fixed) {
            return new double[] {fixed.p()};
        } else if (core instanceof Difficulty.Beta beta) {
            BetaDistribution law = new BetaDistribution(null, beta.a(), beta.b());
            double[] chances = new double[TASKS];
            for (int i = 0; i < TASKS; i++) {
                chances[i] = law.inverseCumulativeProbability((i + 0.5) / TASKS);
            }
            return chances;
        }
        return new double[0];
    }

    /** Adds the next task, if there is one. */
    synchronized void step() {
        if (!done()) {
            double[] coverage = Coverage.upTo(chances[done], share, popularity, sums.length - 1);
            for (int n = 0; n < sums.length; n++) {
                sums[n] += coverage[n];
            }
            done++;
        }
    }

    /** Whether nothing is left to add. */
    synchronized boolean done() {
        return done == chances.length;
    }

    /** Coverage at some budgets; none if there is no closed form. */
    synchronized double[] at(List<Integer> budgets) {
        if (chances.length == 0) {
            return new double[0];
        }
        double[] values = new double[budgets.size()];
        Arrays.setAll(values, b -> solvable * sums[budgets.get(b)] / chances.length);
        return values;
    }
}
