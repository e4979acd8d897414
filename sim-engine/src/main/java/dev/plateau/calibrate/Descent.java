package dev.plateau.calibrate;

import dev.plateau.calibrate.MomentFit.Target;
import dev.plateau.calibrate.MomentFit.Watch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Damped Gauss-Newton steps on simulated cells. All points of a round meet the same tasks, so differences between them are
 * nearly free of noise; the next round meets others, so no luck is followed for long.
 */
final class Descent {
    private static final double REACH = 0.25;
    private static final double LONGEST = 1;
    private static final double[] DAMPINGS = {1, 4, 16, 64};

    private final Target target;
    private final Watch watch;
    private final List<double[]> path = new ArrayList<>();
    private final List<RealMatrix> slopes = new ArrayList<>();
    private double[] centre;
    private double[] seen = {};

    Descent(Target target, Watch watch, double[] from) {
        this.target = target;
        this.watch = watch;
        this.centre = from.clone();
    }

    /** Where it is; after {@link #run} the mean of its second half. */
    double[] centre() {
        return centre.clone();
    }

    /** The cells there, by the tasks that it was chosen by; empty before {@link #refine}. */
    double[] seen() {
        return seen.clone();
    }

    /** Whether no slopes are known. */
    boolean isEmpty() {
        return slopes.isEmpty();
    }

    /**
     * Rounds of new slopes and a step each.
     *
     * @param tasks that slopes are learnt from: differences, which hardly depend on the tasks
     * @param levelTasks that the level is learnt from, and by which steps are chosen
     */
    void run(String stage, int rounds, int tasks, int levelTasks) {
        boolean on = true;
        for (int round = 0; round < rounds && on; round++) {
            long seed = watch.fresh();
            double[] here = target.means(centre, seed, levelTasks);
            RealMatrix slope = slope(seed, tasks);
            slopes.add(slope);
            centre = best(centre, here, slope, seed, levelTasks).z();
            path.add(centre);
            on = watch.done(stage, target.loss(here, centre) / here.length);
        }
        List<double[]> last = path.subList(path.size() / 2, path.size());
        double[] mean = new double[centre.length];
        last.forEach(z -> Arrays.setAll(mean, i -> mean[i] + z[i] / last.size()));
        centre = mean;
    }

    /** Steps that trust the slopes known already, and learn the level from many fresh tasks. */
    void refine(String stage, int steps, int tasks) {
        RealMatrix slope = meanSlope();
        boolean on = true;
        for (int step = 0; step < steps && on; step++) {
            long seed = watch.fresh();
            double[] here = target.means(centre, seed, tasks);
            Tried best = best(centre, here, slope, seed, tasks);
            centre = best.z();
            seen = best.means();
            on = watch.done(stage, target.loss(seen, centre) / seen.length);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // private, never compared
    private record Tried(double[] z, double[] means, double loss) {}

    /** The best of staying and of the steps with several dampings. */
    private Tried best(double[] from, double[] here, RealMatrix slope, long seed, int tasks) {
        Tried best = new Tried(from, here, target.loss(here, from));
        for (double damping : DAMPINGS) {
            double[] z = step(from, here, slope, damping);
            double[] means = target.means(z, seed, tasks);
            double loss = target.loss(means, z);
            if (loss < best.loss()) {
                best = new Tried(z, means, loss);
            }
        }
        return best;
    }

    private static double[] step(double[] from, double[] misses, RealMatrix slope, double damping, double prior) {
        RealMatrix normal = normal(slope, prior + damping);
        double[] gradient = slope.transpose().operate(misses);
        Arrays.setAll(gradient, i -> gradient[i] + prior * from[i]);
        double[] way = new CholeskyDecomposition(normal)
                .getSolver()
                .solve(MatrixUtils.createRealVector(gradient))
                .toArray();
        double longest = Arrays.stream(way).map(Math::abs).max().orElseThrow();
        double factor = Math.min(1, LONGEST / longest);
        double[] next = new double[from.length];
        Arrays.setAll(next, i -> Math.max(-Scout.LIMIT, Math.min(Scout.LIMIT, from[i] - factor * way[i])));
        return next;
    }

    private double[] step(double[] from, double[] here, RealMatrix slope, double damping) {
        return step(from, target.misses(here), slope, damping, target.prior());
    }

    private static RealMatrix normal(RealMatrix slope, double diagonal) {
        RealMatrix normal = slope.transpose().multiply(slope);
        for (int i = 0; i < normal.getColumnDimension(); i++) {
            normal.addToEntry(i, i, diagonal);
        }
        return normal;
    }

    /** Slopes of the misses by central differences: [cell][coordinate]. */
    private RealMatrix slope(long seed, int tasks) {
        double[][] columns = new double[centre.length][];
        for (int i = 0; i < centre.length; i++) {
            double[] up = centre.clone();
            double[] down = centre.clone();
            up[i] += REACH;
            down[i] -= REACH;
            double[] above = target.misses(target.means(up, seed, tasks));
            double[] below = target.misses(target.means(down, seed, tasks));
            columns[i] = new double[above.length];
            for (int cell = 0; cell < above.length; cell++) {
                columns[i][cell] = (above[cell] - below[cell]) / (2 * REACH);
            }
        }
        return new Array2DRowRealMatrix(columns, false).transpose();
    }

    /** Of the second half of the rounds. */
    private RealMatrix meanSlope() {
        List<RealMatrix> last = slopes.subList(slopes.size() / 2, slopes.size());
        RealMatrix sum = last.get(0);
        for (RealMatrix one : last.subList(1, last.size())) {
            sum = sum.add(one);
        }
        return sum.scalarMultiply(1.0 / last.size());
    }

    /** Of the coordinates, were tolerances standard deviations and z a priori of variance 1/prior. */
    RealMatrix covariance() {
        RealMatrix inverse = new CholeskyDecomposition(normal(meanSlope(), target.prior()))
                .getSolver()
                .getInverse();
        // Rounding leaves it not quite symmetric.
        return inverse.add(inverse.transpose()).scalarMultiply(0.5);
    }
}
