package dev.plateau.calibrate;

import dev.plateau.calibrate.MomentFitResult.CellFit;
import dev.plateau.calibrate.MomentFitResult.Estimate;
import dev.plateau.calibrate.MomentFitResult.Forecast;
import dev.plateau.random.Keys;
import dev.plateau.select.Selection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.util.FastMath;

/**
 * Finds the world whose simulated accuracies and pass rates are those of a table, for all methods and budgets at once, by
 * simulated moments (MODEL section 13): least is the sum over cells of ((simulated - published) / tolerance)^2, plus a weak
 * prior {@value #PRIOR} |z|^2 that decides what the table leaves open.
 *
 * <ol>
 *   <li><b>Scout.</b> CMA-ES (Hansen 2006, of Commons Math) from several starts. Every generation meets fresh tasks, common
 *       to its points, so a point cannot win by luck for long. Followed is the mean of the generations, not the best point
 *       ever seen, which would be the luckiest.
 *   <li><b>Hold out.</b> Damped Gauss-Newton steps from the best start, without the largest budget, which the end predicts.
 *   <li><b>Fit.</b> The same on all cells from there. Every round takes central differences on fresh tasks, common to its
 *       points, and the level from more of them, and tries several dampings.
 *   <li><b>Refine.</b> From the mean of the last rounds, steps with the mean slopes of these rounds and levels from many
 *       fresh tasks.
 *   <li><b>Score</b> on tasks that the fit has never met.
 * </ol>
 *
 * <p>The result depends on the seed alone, not on the number of threads.
 */
public final class MomentFit {
    private static final double PRIOR = 0.3;
    private static final double SIGMA = 0.6;
    private static final double STEP = 1e-4;
    private static final String SCOUT = "start ";

    private final AccuracyTable table;
    private final WorldSpace space;
    private final List<Contestant> contestants;
    private final Selection selection;
    private final long seed;
    private final Effort effort;
    private final List<Integer> ahead;

    /**
     * How much is spent.
     *
     * @param starts of the scout, at least 1
     * @param generations of CMA-ES per start, at least 1
     * @param population points of a generation, at least 4
     * @param scoutTasks tasks of a generation
     * @param rounds of Gauss-Newton on all budgets, at least 1; without the largest two thirds as many
     * @param tasks of a round
     * @param refinements steps that only move the level, at least 1
     * @param finalTasks of such a step, and those that score
     * @param worlds drawn to see what the table leaves in doubt, at least 2
     */
    public record Effort(
            int starts,
            int generations,
            int population,
            int scoutTasks,
            int rounds,
            int tasks,
            int refinements,
            int finalTasks,
            int worlds) {
        /** For a published fit. */
        private static final Effort FULL = new Effort(2, 40, 16, 256, 6, 768, 2, 8192, 8);

        private static final Effort HALF = new Effort(2, 40, 16, 256, 6, 384, 2, 4096, 8);
        private static final double WIDE = 0.0095;

        /** For a published fit of a table. Wide bands need no more than half the tasks. */
        public static Effort of(AccuracyTable table) {
            double square = table.cells().stream()
                    .filter(cell -> cell.metric() == AccuracyTable.Metric.ACCURACY)
                    .mapToDouble(cell -> tolerance(cell) * tolerance(cell))
                    .average()
                    .orElse(0);
            return Math.sqrt(square) > WIDE ? HALF : FULL;
        }
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
     * @param ahead budgets to predict besides
     */
    public MomentFit(
            AccuracyTable table,
            WorldSpace space,
            List<Contestant> contestants,
            Selection selection,
            long seed,
            Effort effort,
            List<Integer> ahead) {
        this.table = table;
        this.space = space;
        this.contestants = List.copyOf(contestants);
        this.selection = selection;
        this.seed = seed;
        this.effort = effort;
        this.ahead = List.copyOf(ahead);
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

    /** What a cell may miss by without being wrong: half the published band, and what a world of this kind misses by anyway. */
    static double tolerance(AccuracyTable.Cell cell) {
        double floor = cell.metric() == AccuracyTable.Metric.ACCURACY ? 0.005 : 0.0125;
        double half = Double.isNaN(cell.band()) ? 0 : cell.band() / 2;
        return Math.sqrt(floor * floor + half * half);
    }

    /** Cells under fit and how they are simulated. */
    record Target(AccuracyTable table, TableSimulator simulator, WorldSpace space) {
        double[] means(double[] z, long seed, int tasks) {
            return simulator.simulate(space.world(z), seed, tasks).mean();
        }

        /** Misses in tolerances. */
        double[] misses(double[] means) {
            double[] misses = new double[means.length];
            for (int cell = 0; cell < misses.length; cell++) {
                AccuracyTable.Cell published = table.cells().get(cell);
                misses[cell] = (means[cell] - published.value()) / tolerance(published);
            }
            return misses;
        }

        /** What the fit makes small. */
        double loss(double[] means, double[] z) {
            return square(misses(means)) + PRIOR * square(z);
        }

        double prior() {
            return PRIOR;
        }

        private static double square(double[] x) {
            double sum = 0;
            for (double v : x) {
                sum += v * v;
            }
            return sum;
        }
    }

    /** What the stages of a fit share. */
    interface Watch {
        /** A seed never used before. */
        long fresh();

        /** A unit of work is done; whether to go on. */
        boolean done(String stage, double meanLoss);
    }

    /** One fit under way. */
    private final class Run implements Watch {
        private final ExecutorService pool;
        private final Progress progress;
        private final double units = effort.starts() * effort.generations() / 4.0
                + 5 * effort.rounds() / 3.0
                + effort.refinements()
                + effort.worlds() / 4.0;
        private double done;
        private boolean interrupted;
        private long drawn;

        Run(ExecutorService pool, Progress progress) {
            this.pool = pool;
            this.progress = progress;
        }

        private Target target(AccuracyTable cells) {
            return new Target(cells, new TableSimulator(cells, contestants, selection, pool), space);
        }

        @Override
        public long fresh() {
            return Keys.child(Keys.root(seed), drawn++);
        }

        @Override
        public boolean done(String stage, double meanLoss) {
            done += stage.startsWith(SCOUT) ? 0.25 : 1;
            interrupted = !progress.step(stage, Math.min(1, done / units), meanLoss) || interrupted;
            return !interrupted;
        }

        MomentFitResult fit() {
            Target whole = target(table);
            int largest = table.budgets().get(table.budgets().size() - 1);
            boolean holds = table.budgets().size() > 1;
            Target early = holds ? target(table.only(cell -> cell.budget() < largest)) : whole;
            double[] z = scout(early);
            double[] heldOut = new double[0];
            if (holds && !interrupted) {
                Descent descent = new Descent(early, this, z);
                descent.run("hold out", (2 * effort.rounds() + 2) / 3, effort.tasks(), effort.finalTasks() / 2);
                z = descent.centre();
                heldOut = whole.means(z, fresh(), effort.finalTasks());
            }
            Descent descent = new Descent(whole, this, z);
            if (!interrupted) {
                descent.run("fit", effort.rounds(), effort.tasks(), effort.finalTasks() / 2);
            }
            if (!interrupted) {
                descent.refine("refine", effort.refinements(), effort.finalTasks());
            }
            return result(whole, descent, heldOut, largest);
        }

        private double[] scout(Target target) {
            long judge = fresh();
            double[] best = new double[space.dimension()];
            double least = Double.POSITIVE_INFINITY;
            for (int start = 0; start < effort.starts() && !interrupted; start++) {
                double[] from = new double[space.dimension()];
                if (start > 0) {
                    Well19937c random = new Well19937c(fresh());
                    Arrays.setAll(from, i -> random.nextGaussian() / 2);
                }
                double[] end = new Scout(target, this, effort.population(), effort.scoutTasks())
                        .run(SCOUT + (start + 1), from, SIGMA, effort.generations());
                double loss = target.loss(target.means(end, judge, effort.tasks()), end);
                if (loss < least) {
                    least = loss;
                    best = end;
                }
            }
            return best;
        }

        private MomentFitResult result(Target target, Descent descent, double[] heldOut, int largest) {
            double[] z = descent.centre();
            double[] seen = descent.seen().length > 0 ? descent.seen() : target.means(z, fresh(), effort.finalTasks());
            AccuracyTable all = extended();
            Target further = target(all);
            TableSimulator.Moments scored = further.simulator().simulate(space.world(z), fresh(), effort.finalTasks());
            double[] doubts = doubts(further, descent, z);
            List<CellFit> cells = new ArrayList<>();
            List<Forecast> forecasts = new ArrayList<>();
            for (int cell = 0; cell < scored.mean().length; cell++) {
                AccuracyTable.Cell published = all.cells().get(cell);
                double mean = scored.mean()[cell];
                double error = scored.standardError()[cell];
                if (cell < table.cells().size()) {
                    boolean held = heldOut.length > 0 && published.budget() == largest;
                    cells.add(new CellFit(
                            published, seen[cell], mean, error, doubts[cell], held ? heldOut[cell] : Double.NaN));
                } else {
                    forecasts.add(new Forecast(
                            published.metric(), published.method(), published.budget(), mean, error, doubts[cell]));
                }
            }
            return new MomentFitResult(space.world(z), cells, forecasts, estimates(descent, z), interrupted);
        }

        /** The table and, with any value, what is to be predicted. */
        private AccuracyTable extended() {
            List<AccuracyTable.Cell> cells = new ArrayList<>(table.cells());
            for (AccuracyTable.Metric metric : AccuracyTable.Metric.values()) {
                for (String method : table.methods()) {
                    for (int budget : ahead) {
                        if (cells.stream()
                                .noneMatch(cell -> cell.metric() == metric
                                        && cell.method().equals(method)
                                        && cell.budget() == budget)) {
                            cells.add(new AccuracyTable.Cell(metric, method, budget, 0, Double.NaN));
                        }
                    }
                }
            }
            return new AccuracyTable(cells);
        }

        /** How cells differ between worlds drawn from what the table leaves open, all on the same tasks. */
        private double[] doubts(Target further, Descent descent, double[] z) {
            double[] deviation = new double[further.table().cells().size()];
            Arrays.fill(deviation, Double.NaN);
            if (descent.isEmpty() || interrupted) {
                return deviation;
            }
            RealMatrix factor = new CholeskyDecomposition(descent.covariance()).getL();
            Well19937c random = new Well19937c(fresh());
            long tasks = fresh();
            double[][] means = new double[effort.worlds()][];
            for (int draw = 0; draw < means.length; draw++) {
                double[] noise = new double[z.length];
                Arrays.setAll(noise, i -> random.nextGaussian());
                double[] way = factor.operate(noise);
                double[] other = new double[z.length];
                Arrays.setAll(other, i -> Math.max(-Scout.LIMIT, Math.min(Scout.LIMIT, z[i] + way[i])));
                means[draw] = further.means(other, tasks, effort.tasks() / 2);
                if (draw % 4 == 3) {
                    done("predict", Double.NaN);
                }
            }
            for (int cell = 0; cell < deviation.length; cell++) {
                int at = cell;
                deviation[cell] = FastMath.sqrt(StatUtils.variance(
                        Arrays.stream(means).mapToDouble(mean -> mean[at]).toArray()));
            }
            return deviation;
        }

        private List<Estimate> estimates(Descent descent, double[] z) {
            if (descent.isEmpty()) {
                return List.of();
            }
            RealMatrix covariance = descent.covariance();
            List<Estimate> estimates = new ArrayList<>();
            List<String> names = List.copyOf(WorldSpace.values(space.world(z)).keySet());
            double[] values = values(z);
            double[][] slopes = new double[z.length][];
            for (int i = 0; i < z.length; i++) {
                double[] up = z.clone();
                double[] down = z.clone();
                up[i] += STEP;
                down[i] -= STEP;
                double[] above = values(up);
                double[] below = values(down);
                slopes[i] = new double[values.length];
                Arrays.setAll(slopes[i], value -> (above[value] - below[value]) / (2 * STEP));
            }
            for (int value = 0; value < values.length; value++) {
                double[] gradient = new double[z.length];
                for (int i = 0; i < z.length; i++) {
                    gradient[i] = slopes[i][value];
                }
                double variance = MatrixUtils.createRealVector(gradient)
                        .dotProduct(covariance.operate(MatrixUtils.createRealVector(gradient)));
                double before = Arrays.stream(gradient).map(g -> g * g / PRIOR).sum();
                double onBound = IntStream.range(0, z.length)
                        .filter(i -> Bound.holds(z[i], -Scout.LIMIT, Scout.LIMIT))
                        .mapToDouble(i -> gradient[i] * gradient[i] / PRIOR)
                        .sum();
                estimates.add(new Estimate(
                        names.get(value),
                        values[value],
                        Math.sqrt(variance),
                        Math.sqrt(variance / before),
                        onBound > before / 2));
            }
            return estimates;
        }

        private double[] values(double[] z) {
            return WorldSpace.values(space.world(z)).values().stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
        }
    }
}
