package dev.plateau.calibrate;

import dev.plateau.calibrate.MomentFitResult.CellFit;
import dev.plateau.calibrate.MomentFitResult.Estimate;
import dev.plateau.random.Keys;
import dev.plateau.select.Selection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.math3.util.FastMath;

/**
 * Finds the world whose simulated accuracies and pass rates are those of a table, for all methods and budgets at once, by
 * simulated moments (MODEL section 13): least is the sum over cells of ((simulated - published) / tolerance)^2, plus a weak
 * prior {@value #PRIOR} |z|^2 that decides what the table leaves open.
 *
 * <ol>
 *   <li><b>Scout.</b> CMA-ES (Hansen 2006, of Commons Math) from several starts on all budgets but the largest. Every
 *       generation meets fresh tasks, common to its points, so a point cannot win by luck for long; their number grows.
 *       Followed is the mean of the generations, not the best point ever seen, which would be the luckiest.
 *   <li><b>Hold out.</b> The best start goes on, still without the largest budget, which it then predicts.
 *   <li><b>Fit.</b> CMA-ES on all cells from there.
 *   <li><b>Polish.</b> Gauss-Newton steps. Slopes are regressed on points around the current one, round by round against
 *       the mean of the round (whose tasks are fresh and common to its points); levels are means over rounds.
 *   <li><b>Choose</b> between the ends of the last two by tasks that neither has met, and <b>score</b> the chosen one by
 *       others still.
 * </ol>
 *
 * <p>The result depends on the seed alone, not on the number of threads.
 */
public final class MomentFit {
    private static final double PRIOR = 0.3;
    private static final double LIMIT = 5;
    private static final int BLOCK = 64;
    private static final double WIDE = 0.6;
    private static final double NARROW = 0.3;
    private static final double REACH = 0.2;
    private static final double LONGEST_STEP = 0.6;
    private static final int MEMORY = 8;
    private static final double RIDGE = 0.02;

    private final AccuracyTable table;
    private final WorldSpace space;
    private final List<Contestant> contestants;
    private final Selection selection;
    private final long seed;
    private final Effort effort;

    /**
     * How much is spent; the defaults take a few minutes on two cores for 30 cells.
     *
     * @param starts of the scout, at least 1
     * @param population points of a generation, at least 4
     * @param scoutGenerations per start
     * @param fitGenerations with and again without the largest budget, at least 1
     * @param firstTasks tasks of the first generation
     * @param lastTasks tasks of the last generation, and of a round of the polish
     * @param rounds of the polish
     * @param finalTasks that choose and score
     */
    public record Effort(
            int starts,
            int population,
            int scoutGenerations,
            int fitGenerations,
            int firstTasks,
            int lastTasks,
            int rounds,
            int finalTasks) {
        /** For a published fit. */
        public static final Effort FULL = new Effort(2, 14, 60, 60, 128, 512, 16, 8192);
    }

    /** Hears how a fit goes on, and may end it early. Called from one thread. */
    public interface Progress {
        /** Hears nothing and never ends. */
        Progress NONE = (stage, done, loss) -> true;

        /**
         * A generation or a round is done.
         *
         * @param stage under way
         * @param done share of the whole fit, in [0,1]
         * @param loss mean over cells of the squared ratio of miss to tolerance, at the points just tried
         * @return whether to go on; if not, the fit is ended with the best so far
         */
        boolean step(String stage, double done, double loss);
    }

    /**
     * A fit.
     *
     * @param table what was published
     * @param space the worlds to choose from
     * @param contestants one for each method of the table
     * @param selection how all choose their answer
     * @param seed of everything random
     * @param effort how much is spent
     */
    public MomentFit(
            AccuracyTable table,
            WorldSpace space,
            List<Contestant> contestants,
            Selection selection,
            long seed,
            Effort effort) {
        this.table = table;
        this.space = space;
        this.contestants = List.copyOf(contestants);
        this.selection = selection;
        this.seed = seed;
        this.effort = effort;
    }

    /**
     * Fits.
     *
     * @param threads at least 1; the result does not depend on it
     * @param progress hears about it
     */
    public MomentFitResult fit(int threads, Progress progress) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            return new Run(pool, progress).fit();
        } finally {
            pool.shutdownNow();
        }
    }

    /** What a cell may miss by without being wrong: half the published band, and never less than the goal asks for. */
    static double tolerance(AccuracyTable.Cell cell) {
        double floor = cell.metric() == AccuracyTable.Metric.ACCURACY ? 0.008 : 0.014;
        double half = Double.isNaN(cell.band()) ? 0 : cell.band() / 2;
        return Math.sqrt(floor * floor + half * half);
    }

    /** Thrown through the optimiser when the fit is to end. */
    private static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1;

        Ended() {
            super(null, null, false, false);
        }
    }

    /** Cells under fit and how they are simulated. */
    private record Target(AccuracyTable table, TableSimulator simulator) {
        double loss(double[] means) {
            double sum = 0;
            for (int cell = 0; cell < means.length; cell++) {
                AccuracyTable.Cell published = table.cells().get(cell);
                double miss = (means[cell] - published.value()) / tolerance(published);
                sum += miss * miss;
            }
            return sum;
        }
    }

    private static double prior(double[] z) {
        return PRIOR * Arrays.stream(z).map(x -> x * x).sum();
    }

    /** One fit under way. */
    private final class Run {
        private final ExecutorService pool;
        private final Progress progress;
        private final int size = space.dimension();
        private final double units =
                effort.starts() * effort.scoutGenerations() + 2 * effort.fitGenerations() + effort.rounds();
        private double done;
        private boolean interrupted;
        private long drawn;

        Run(ExecutorService pool, Progress progress) {
            this.pool = pool;
            this.progress = progress;
        }

        private Target target(AccuracyTable cells) {
            return new Target(cells, new TableSimulator(cells, contestants, selection, pool));
        }

        /** A seed never used before. */
        private long fresh() {
            return Keys.child(Keys.root(seed), drawn++);
        }

        private void tell(String stage, double loss, int cells) {
            done++;
            if (!progress.step(stage, Math.min(1, done / units), loss / cells)) {
                interrupted = true;
            }
        }

        MomentFitResult fit() {
            Target whole = target(table);
            int largest = table.budgets().get(table.budgets().size() - 1);
            boolean holds = table.budgets().size() > 1;
            Target early = holds ? target(table.only(cell -> cell.budget() < largest)) : whole;
            double[] z = scout(early);
            double[] heldOut = new double[0];
            if (holds) {
                z = evolve("hold out", early, z, NARROW, effort.fitGenerations(), effort.firstTasks());
                heldOut = whole.simulator()
                        .simulate(space.world(z), fresh(), effort.finalTasks())
                        .mean();
            }
            double[] evolved = evolve("fit", whole, z, NARROW, effort.fitGenerations(), effort.lastTasks() / 2);
            Surface surface = new Surface(whole, size);
            double[] polished = polish(whole, surface, evolved);
            long judge = fresh();
            double[] seenPolished = judged(whole, polished, judge);
            double[] seenEvolved = judged(whole, evolved, judge);
            return whole.loss(seenPolished) + prior(polished) <= whole.loss(seenEvolved) + prior(evolved)
                    ? result(whole, surface, polished, seenPolished, heldOut, largest)
                    : result(whole, surface, evolved, seenEvolved, heldOut, largest);
        }

        private double[] judged(Target target, double[] z, long judge) {
            return target.simulator()
                    .simulate(space.world(z), judge, effort.finalTasks())
                    .mean();
        }

        private double[] scout(Target target) {
            long judge = fresh();
            double[] best = new double[size];
            double least = Double.POSITIVE_INFINITY;
            for (int start = 0; start < effort.starts() && !interrupted; start++) {
                double[] from = new double[size];
                if (start > 0) {
                    Well19937c random = new Well19937c(fresh());
                    Arrays.setAll(from, i -> random.nextGaussian() / 2);
                }
                double[] end = evolve(
                        "start " + (start + 1), target, from, WIDE, effort.scoutGenerations(), effort.firstTasks());
                double loss = effort.starts() == 1 ? 0 : target.loss(judged(target, end, judge)) + prior(end);
                if (loss < least) {
                    least = loss;
                    best = end;
                }
            }
            return best;
        }

        /** CMA-ES; returns the mean of the search distribution, averaged over the last quarter of the generations. */
        private double[] evolve(
                String stage, Target target, double[] from, double sigma, int generations, int firstTasks) {
            if (interrupted) {
                return from;
            }
            Followed followed = new Followed(stage, target, from, generations, firstTasks);
            double[] sigmas = new double[size];
            double[] bound = new double[size];
            Arrays.fill(sigmas, sigma);
            Arrays.fill(bound, LIMIT);
            double[] lower = Arrays.stream(bound).map(x -> -x).toArray();
            CMAESOptimizer optimizer = new CMAESOptimizer(
                    generations, Double.NEGATIVE_INFINITY, true, 0, 0, new Well19937c(fresh()), false, null);
            try {
                optimizer.optimize(
                        new MaxEval(Integer.MAX_VALUE),
                        GoalType.MINIMIZE,
                        new ObjectiveFunction(followed::value),
                        new InitialGuess(from),
                        new SimpleBounds(lower, bound),
                        new CMAESOptimizer.Sigma(sigmas),
                        new CMAESOptimizer.PopulationSize(effort.population()));
            } catch (Ended e) {
                interrupted = true;
            }
            return followed.mean();
        }

        /** The objective of CMA-ES, which follows what the generations do. */
        private final class Followed {
            private final String stage;
            private final Target target;
            private final double[] from;
            private final int generations;
            private final int firstTasks;
            private final double[][] points = new double[effort.population()][];
            private final double[] losses = new double[effort.population()];
            private final List<double[]> means = new ArrayList<>();
            private int calls;
            private long tasksSeed = fresh();

            Followed(String stage, Target target, double[] from, int generations, int firstTasks) {
                this.stage = stage;
                this.target = target;
                this.from = from;
                this.generations = generations;
                this.firstTasks = firstTasks;
            }

            double value(double[] z) {
                if (calls++ == 0) {
                    // The value of the guess, which the optimiser only reports.
                    return 0;
                }
                int at = (calls - 2) % effort.population();
                double loss = target.loss(target.simulator()
                        .simulate(space.world(z), tasksSeed, tasks())
                        .mean());
                points[at] = z.clone();
                losses[at] = loss + prior(z);
                if (at == effort.population() - 1) {
                    means.add(recombined());
                    tasksSeed = fresh();
                    double median = Arrays.stream(losses).sorted().toArray()[at / 2];
                    tell(stage, median, target.table().cells().size());
                    if (interrupted) {
                        throw new Ended();
                    }
                }
                return losses[at];
            }

            private int tasks() {
                double share = (double) means.size() / generations;
                double tasks = firstTasks * FastMath.pow((double) effort.lastTasks() / firstTasks, share);
                return (int) Math.max(1, Math.rint(tasks / BLOCK)) * BLOCK;
            }

            /** The weighted mean of the better half, as CMA-ES has it. */
            private double[] recombined() {
                int[] order = IntStream.range(0, points.length)
                        .boxed()
                        .sorted((a, b) -> Double.compare(losses[a], losses[b]))
                        .mapToInt(Integer::intValue)
                        .toArray();
                int parents = points.length / 2;
                double[] mean = new double[size];
                double weights = 0;
                for (int rank = 0; rank < parents; rank++) {
                    double weight = FastMath.log(parents + 0.5) - FastMath.log(rank + 1.0);
                    weights += weight;
                    for (int i = 0; i < size; i++) {
                        mean[i] += weight * points[order[rank]][i];
                    }
                }
                for (int i = 0; i < size; i++) {
                    mean[i] /= weights;
                }
                return mean;
            }

            double[] mean() {
                if (means.isEmpty()) {
                    return from;
                }
                List<double[]> last = means.subList(means.size() - (means.size() + 3) / 4, means.size());
                double[] mean = new double[size];
                for (double[] one : last) {
                    for (int i = 0; i < size; i++) {
                        mean[i] += one[i] / last.size();
                    }
                }
                return mean;
            }
        }

        private double[] polish(Target target, Surface surface, double[] from) {
            double[] at = from;
            for (int round = 0; round < effort.rounds() && !interrupted; round++) {
                probe(target, surface, at, 2 * effort.population());
                if (round > 0) {
                    at = surface.step(at);
                }
            }
            return at;
        }

        /** Simulates points around one, all on the same fresh tasks. */
        private void probe(Target target, Surface surface, double[] at, int count) {
            Well19937c random = new Well19937c(fresh());
            long tasksSeed = fresh();
            double[][] points = new double[count][size];
            double[][] means = new double[count][];
            double loss = 0;
            for (int p = 0; p < count; p++) {
                for (int i = 0; i < size; i++) {
                    // Pairs on both sides of the centre, so that curvature does not pass for slope.
                    points[p][i] = p % 2 == 0
                            ? at[i] + REACH * random.nextGaussian()
                            : 2 * at[i] - points[p - 1][i];
                }
                means[p] = target.simulator()
                        .simulate(space.world(points[p]), tasksSeed, effort.lastTasks())
                        .mean();
                loss += target.loss(means[p]) / count;
            }
            surface.add(points, means);
            tell("polish", loss, target.table().cells().size());
        }

        private MomentFitResult result(
                Target target, Surface surface, double[] z, double[] seen, double[] heldOut, int largest) {
            TableSimulator.Moments scored =
                    target.simulator().simulate(space.world(z), fresh(), effort.finalTasks());
            List<CellFit> cells = new ArrayList<>();
            for (int cell = 0; cell < scored.mean().length; cell++) {
                AccuracyTable.Cell published = table.cells().get(cell);
                cells.add(new CellFit(
                        published,
                        seen[cell],
                        scored.mean()[cell],
                        scored.standardError()[cell],
                        heldOut.length > 0 && published.budget() == largest ? heldOut[cell] : Double.NaN));
            }
            return new MomentFitResult(space.world(z), cells, estimates(surface, z), interrupted);
        }

        private List<Estimate> estimates(Surface surface, double[] z) {
            if (surface.isEmpty()) {
                return List.of();
            }
            RealMatrix covariance = surface.covariance();
            List<Estimate> estimates = new ArrayList<>();
            Map<String, Double> values = WorldSpace.values(space.world(z));
            for (Map.Entry<String, Double> value : values.entrySet()) {
                double[] gradient = new double[size];
                double step = 1e-4;
                for (int i = 0; i < size; i++) {
                    double[] up = z.clone();
                    double[] down = z.clone();
                    up[i] += step;
                    down[i] -= step;
                    gradient[i] = (WorldSpace.values(space.world(up)).get(value.getKey())
                                    - WorldSpace.values(space.world(down)).get(value.getKey()))
                            / (2 * step);
                }
                double variance = MatrixUtils.createRealVector(gradient)
                        .dotProduct(covariance.operate(MatrixUtils.createRealVector(gradient)));
                double before = Arrays.stream(gradient).map(g -> g * g / PRIOR).sum();
                estimates.add(new Estimate(
                        value.getKey(), value.getValue(), Math.sqrt(variance), Math.sqrt(variance / before)));
            }
            return estimates;
        }
    }

    /** What is known of the cells near the current point: one level and one slope for each, from rounds of simulations. */
    private static final class Surface {
        private final Target target;
        private final int size;
        private final List<double[][]> points = new ArrayList<>();
        private final List<double[][]> means = new ArrayList<>();
        private double damping = 1;

        Surface(Target target, int size) {
            this.target = target;
            this.size = size;
        }

        boolean isEmpty() {
            return points.isEmpty();
        }

        void add(double[][] roundPoints, double[][] roundMeans) {
            points.add(roundPoints);
            means.add(roundMeans);
        }

        private static double[] centre(double[][] rows) {
            double[] centre = new double[rows[0].length];
            for (double[] row : rows) {
                for (int i = 0; i < centre.length; i++) {
                    centre[i] += row[i] / rows.length;
                }
            }
            return centre;
        }

        private int first() {
            return Math.max(0, points.size() - MEMORY);
        }

        /** Slopes in tolerances: [cell][coordinate]. */
        private RealMatrix slopes() {
            RealMatrix normal = new Array2DRowRealMatrix(size, size);
            int cells = means.get(0)[0].length;
            RealMatrix right = new Array2DRowRealMatrix(size, cells);
            int count = 0;
            for (int round = first(); round < points.size(); round++) {
                double[][] x = deviations(points.get(round));
                double[][] y = deviations(means.get(round));
                RealMatrix transposed = new Array2DRowRealMatrix(x, false).transpose();
                normal = normal.add(transposed.multiply(new Array2DRowRealMatrix(x, false)));
                right = right.add(transposed.multiply(new Array2DRowRealMatrix(y, false)));
                count += x.length;
            }
            for (int i = 0; i < size; i++) {
                normal.addToEntry(i, i, RIDGE * count * REACH * REACH);
            }
            RealMatrix slopes = new CholeskyDecomposition(normal).getSolver().solve(right).transpose();
            for (int cell = 0; cell < cells; cell++) {
                double tolerance = tolerance(target.table().cells().get(cell));
                for (int i = 0; i < size; i++) {
                    slopes.multiplyEntry(cell, i, 1 / tolerance);
                }
            }
            return slopes;
        }

        private static double[][] deviations(double[][] rows) {
            double[] centre = centre(rows);
            double[][] deviations = new double[rows.length][centre.length];
            for (int row = 0; row < rows.length; row++) {
                for (int i = 0; i < centre.length; i++) {
                    deviations[row][i] = rows[row][i] - centre[i];
                }
            }
            return deviations;
        }

        /** Misses in tolerances at a point, the rounds extrapolated to it. */
        private double[] misses(double[] at, RealMatrix slopes) {
            double[] misses = new double[slopes.getRowDimension()];
            int rounds = points.size() - first();
            for (int round = first(); round < points.size(); round++) {
                double[] centre = centre(points.get(round));
                double[] level = centre(means.get(round));
                double[] way = new double[size];
                Arrays.setAll(way, i -> at[i] - centre[i]);
                double[] change = slopes.operate(way);
                for (int cell = 0; cell < misses.length; cell++) {
                    AccuracyTable.Cell published = target.table().cells().get(cell);
                    misses[cell] +=
                            ((level[cell] - published.value()) / tolerance(published) + change[cell]) / rounds;
                }
            }
            return misses;
        }

        /** A damped Gauss-Newton step. */
        double[] step(double[] at) {
            RealMatrix slopes = slopes();
            double[] misses = misses(at, slopes);
            RealMatrix normal = slopes.transpose().multiply(slopes);
            double[] gradient = slopes.transpose().operate(misses);
            for (int i = 0; i < size; i++) {
                normal.addToEntry(i, i, PRIOR + damping);
                gradient[i] += PRIOR * at[i];
            }
            double[] way = new CholeskyDecomposition(normal)
                    .getSolver()
                    .solve(MatrixUtils.createRealVector(gradient))
                    .toArray();
            double length = Math.sqrt(Arrays.stream(way).map(x -> x * x).sum());
            double factor = Math.min(1, LONGEST_STEP / length);
            double[] next = new double[size];
            Arrays.setAll(next, i -> at[i] - factor * way[i]);
            return next;
        }

        /** Of the coordinates, were tolerances standard deviations and z a priori of variance 1/prior. */
        RealMatrix covariance() {
            RealMatrix slopes = slopes();
            RealMatrix normal = slopes.transpose().multiply(slopes);
            for (int i = 0; i < size; i++) {
                normal.addToEntry(i, i, PRIOR);
            }
            return new CholeskyDecomposition(normal).getSolver().getInverse();
        }
    }
}
