package dev.plateau.calibrate;

import dev.plateau.calibrate.MomentFit.Target;
import dev.plateau.calibrate.MomentFit.Watch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.math3.util.FastMath;

/** Finds the neighbourhood of a solution by CMA-ES, whose every generation meets fresh tasks, common to its points. */
final class Scout {
    /** Farthest from 0 that a coordinate may go. */
    static final double LIMIT = 5;

    private final Target target;
    private final Watch watch;
    private final int tasks;
    private final double[][] points;
    private final double[] losses;
    private final List<double[]> means = new ArrayList<>();
    private String stage = "";
    private int calls;
    private long tasksSeed;

    Scout(Target target, Watch watch, int population, int tasks) {
        this.target = target;
        this.watch = watch;
        this.tasks = tasks;
        this.points = new double[population][];
        this.losses = new double[population];
    }

    /** Thrown through the optimiser when the fit is to end. */
    private static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1;

        Ended() {
            super(null, null, false, false);
        }
    }

    /** Returns the mean of the search distribution, averaged over the last quarter of the generations. */
    double[] run(String name, double[] from, double sigma, int generations) {
        stage = name;
        tasksSeed = watch.fresh();
        double[] sigmas = new double[from.length];
        double[] upper = new double[from.length];
        double[] lower = new double[from.length];
        Arrays.fill(sigmas, sigma);
        Arrays.fill(upper, LIMIT);
        Arrays.fill(lower, -LIMIT);
        CMAESOptimizer optimizer = new CMAESOptimizer(
                generations, Double.NEGATIVE_INFINITY, true, 0, 0, new Well19937c(watch.fresh()), false, null);
        try {
            optimizer.optimize(
                    new MaxEval(Integer.MAX_VALUE),
                    GoalType.MINIMIZE,
                    new ObjectiveFunction(this::value),
                    new InitialGuess(from),
                    new SimpleBounds(lower, upper),
                    new CMAESOptimizer.Sigma(sigmas),
                    new CMAESOptimizer.PopulationSize(points.length));
        } catch (Ended e) {
            stage = "ended";
        }
        if (means.isEmpty()) {
            return from;
        }
        List<double[]> last = means.subList(means.size() - (means.size() + 3) / 4, means.size());
        double[] mean = new double[from.length];
        for (double[] one : last) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += one[i] / last.size();
            }
        }
        return mean;
    }

    private double value(double[] z) {
        if (calls++ == 0) {
            // The value of the guess, which the optimiser only reports.
            return 0;
        }
        int at = (calls - 2) % points.length;
        points[at] = z.clone();
        double[] simulated = target.means(z, tasksSeed, tasks);
        losses[at] = target.loss(simulated, z);
        if (at == points.length - 1) {
            means.add(recombined());
            tasksSeed = watch.fresh();
            double median = Arrays.stream(losses).sorted().toArray()[at / 2];
            if (!watch.done(stage, median / simulated.length)) {
                throw new Ended();
            }
        }
        return losses[at];
    }

    /** The weighted mean of the better half, as CMA-ES has it. */
    private double[] recombined() {
        int[] order = IntStream.range(0, points.length)
                .boxed()
                .sorted((a, b) -> Double.compare(losses[a], losses[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        int parents = points.length / 2;
        double[] mean = new double[points[0].length];
        double weights = 0;
        for (int rank = 0; rank < parents; rank++) {
            double weight = FastMath.log(parents + 0.5) - FastMath.log(rank + 1.0);
            weights += weight;
            for (int i = 0; i < mean.length; i++) {
                mean[i] += weight * points[order[rank]][i];
            }
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= weights;
        }
        return mean;
    }
}
