package dev.plateau.calibrate;

import dev.plateau.calibrate.DifficultyFamily.Member;
import dev.plateau.fleet.FleetSpec;
import dev.plateau.model.Difficulty.Count;
import dev.plateau.model.Normal;
import dev.plateau.model.TaskTree;
import dev.plateau.model.World;
import dev.plateau.random.KeyedStream;
import dev.plateau.random.Keys;
import dev.plateau.random.Purpose;
import dev.plateau.result.DesignRow;
import dev.plateau.result.Spending;
import dev.plateau.result.StageRow;
import dev.plateau.run.Outcomes;
import dev.plateau.run.TaskRunner;
import dev.plateau.select.Selection;
import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.apache.commons.math3.util.FastMath;

/**
 * Finds by simulation how large a pilot must be to place the saturation budget (MODEL section 11), and when one that grows may
 * stop. It is the working routine of the TTSPM paper: start small in parallel, spend the same on sequential rounds, measure the
 * gain per unit, stop under a threshold.
 *
 * <p>Pilots are drawn from a world and fitted as {@link CountsFit} would by default, by its preferred family; a chain that
 * stopped when right after t rounds is a problem with one right sample of t. An interval comes from a bootstrap over the problems
 * of a pilot. That knows nothing of a world unlike the family: far beyond the samples an estimate rests on what is expected of
 * problems in general, and all pilots err to the same side. So intervals are widened, at both ends by the same factor, until they
 * hold the truth in the wanted share of half of the simulated pilots (split conformal prediction; Romano et al. 2019, arXiv
 * 1905.03222), and the other half tells how often they do hold it. Designs are tried by cost until one is enough: its estimates are
 * off by at most a factor in the wanted share of pilots, the widened intervals reach no further in half of them, and they hold the
 * truth about as often as they should, as far as the number of pilots can tell.
 *
 * <p>The pilot that grows doubles its samples until the {@link StopRule} ends it.
 */
public final class PilotDesign {
    /** Fewest problems of a pilot that is tried. */
    public static final int FEWEST_PROBLEMS = 25;

    private static final int TASKS = 8192;
    private static final int MOST_ROUNDS = 512;
    private static final int RESAMPLES = 20;
    /** Pilots of a design that may be enough, before the rest are simulated. */
    private static final int FIRST = 20;

    /** Problems of the pilot that grows, if no design is enough. */
    private static final int MIDDLE = 200;

    private static final double DOUBT = 0.2;
    private static final int[] PROBLEMS = {FEWEST_PROBLEMS, 50, 100, 200, 400, 800};
    private static final int[] SAMPLES = {4, 8, 16, 32, 64, 128};
    private static final double ROUNDING = 1e-9;
    private static final double MILLION = 1e6;
    private static final String SEQUENTIAL = "sequential";

    private final World world;
    private final Settings settings;
    private final StopRule rule;
    private final PassGrid grid = new PassGrid();
    private final ParametricFamily family = new ParametricFamily(new ProbitShape(), false, false);
    private final double deviations;
    private final double[] chances;
    private final int[] firstRight;
    private final PilotCosts costs;

    /**
     * What is asked for.
     *
     * @param epsilon gain per added attempt below which a curve counts as saturated, in (0,1)
     * @param factor by which an estimate may be off, above 1
     * @param share of pilots that must do so, in (0,1)
     * @param problems that there are at most
     * @param pilots simulated per design that may be enough, at least 20; of others, 20
     * @param seed of everything random
     * @param threads at least 1; the result does not depend on it
     */
    public record Settings(
            double epsilon, double factor, double share, int problems, int pilots, long seed, int threads) {}

    /**
     * A design.
     *
     * @param world of the pilots
     * @param fleets that may serve them; none if only tokens are counted
     * @param settings what is asked for
     */
    public PilotDesign(World world, List<FleetSpec> fleets, Settings settings) {
        this.world = world;
        this.settings = settings;
        rule = new StopRule(settings.epsilon());
        deviations = Normal.threshold((1 - settings.share()) / 2);
        chances = new double[TASKS];
        firstRight = new int[TASKS];
        costs = new PilotCosts(world, fleets, MOST_ROUNDS, settings.seed());
        explore();
    }

    /** What the world's tasks are like: their chances, the rounds that solve them, and what both cost. */
    private void explore() {
        TaskTree tree = new TaskTree(world, settings.seed());
        int[] rounds = IntStream.rangeClosed(1, MOST_ROUNDS).toArray();
        TaskRunner runner = new TaskRunner(tree, rounds);
        Outcomes outcomes = new Outcomes(MOST_ROUNDS);
        Outcomes two = new Outcomes(2);
        for (int task = 0; task < TASKS; task++) {
            tree.begin(task);
            for (int j = 0; j < tree.directions(); j++) {
                chances[task] += tree.popularity(j) * tree.value(tree.directionSum(j), 0);
            }
            runner.run(PilotCosts.CHAIN, Selection.ORACLE, outcomes);
            int t = 0;
            while (t < MOST_ROUNDS && outcomes.accuracy[t] == 0) {
                t++;
            }
            firstRight[task] = t + 1;
            runner.runAttempts(new int[] {1, 2}, Selection.ORACLE, two);
            costs.add(two, outcomes, TASKS);
        }
    }

    /** The saturation budget of parallel samples. */
    private GainCurve curve() {
        double[] weights = new double[TASKS];
        Arrays.fill(weights, 1.0 / TASKS);
        return new GainCurve(chances, weights);
    }

    /** Share of the tasks that the rounds up to {@code rounds} solve. */
    private double solvedWithin(int rounds) {
        return (double) Arrays.stream(firstRight).filter(t -> t <= rounds).count() / TASKS;
    }

    /** The true saturation budget of rounds, from a fit to all tasks. */
    private long sequentialSaturation() {
        List<Count> counts = IntStream.range(0, TASKS)
                .mapToObj(task -> chain(task, MOST_ROUNDS))
                .toList();
        CountRows rows = new CountRows(grid, counts);
        double[] times = rows.multiplicities();
        long budget = saturation(rows, times, family.fit(rows, times));
        return budget > MOST_ROUNDS ? Long.MAX_VALUE : budget;
    }

    /** A chain that stops when right, as a problem with as many samples as it has rounds. */
    private Count chain(int task, int rounds) {
        return new Count(Math.min(rounds, firstRight[task]), firstRight[task] <= rounds ? 1 : 0);
    }

    /**
     * Designs.
     *
     * @param progress is told how it goes on, and may end the search early
     */
    public PilotPlan design(FitProgress progress) {
        GainCurve curve = curve();
        long parallel = curve.saturation(settings.epsilon());
        long sequential = sequentialSaturation();
        boolean[] stop = {false};
        List<DesignRow> designs = new ArrayList<>();
        Optional<DesignRow> first = search("parallel", parallel, designs, stop, progress, 0.1, 0.5);
        Optional<DesignRow> second = search(SEQUENTIAL, sequential, designs, stop, progress, 0.6, 0.3);
        double deciding = StopRule.LEAST / settings.epsilon() / Math.max(1, Math.min(parallel, MOST_ROUNDS));
        int problems = Math.min(
                settings.problems(),
                Math.max(first.map(DesignRow::problems).orElse(MIDDLE), 5 * (int) Math.ceil(deciding / 5)));
        return new PilotPlan(
                parallel,
                sequential,
                designs,
                first,
                second,
                problems,
                stages(
                        curve,
                        problems,
                        Math.max(parallel, first.map(DesignRow::samples).orElse(0))),
                settings.epsilon(),
                settings.factor(),
                costs.fleet().map(FleetSpec::name),
                costs.fleet().map(FleetSpec::timeError).orElse(Double.NaN),
                stop[0]);
    }

    private Optional<DesignRow> search(
            String procedure,
            long truth,
            List<DesignRow> designs,
            boolean[] stop,
            FitProgress progress,
            double from,
            double share) {
        List<int[]> sizes = new ArrayList<>();
        for (int problems : PROBLEMS) {
            for (int samples : SAMPLES) {
                if (problems <= settings.problems()) {
                    sizes.add(new int[] {problems, samples});
                }
            }
        }
        sizes.sort(Comparator.comparingLong(size -> (long) size[0] * size[1]));
        try (Replicates<Estimate> pool = new Replicates<>(settings.threads())) {
            for (int i = 0; i < sizes.size() && truth != Long.MAX_VALUE; i++) {
                int[] size = sizes.get(i);
                double done = from + share * i / sizes.size();
                stop[0] |= progress.step(procedure + ": " + size[0] + " problems x " + size[1], done);
                if (stop[0]) {
                    return Optional.empty();
                }
                boolean chained = procedure.equals(SEQUENTIAL);
                IntFunction<Estimate> pilot = number -> pilot(chained, size[0], size[1], number);
                DesignRow row = row(procedure, size, truth, pool.run(FIRST, pilot, ignored -> false));
                if (row.within() >= settings.share() - DOUBT && row.reach() <= (1 + DOUBT) * settings.factor()) {
                    row = row(procedure, size, truth, pool.run(settings.pilots(), pilot, ignored -> false));
                }
                designs.add(row);
                if (row.enough()) {
                    return Optional.of(row);
                }
            }
        }
        return Optional.empty();
    }

    private DesignRow row(String procedure, int[] size, long truth, List<Estimate> pilots) {
        double[] estimates =
                pilots.stream().mapToDouble(Estimate::budget).sorted().toArray();
        double[] reaches = pilots.stream().mapToDouble(Estimate::reach).sorted().toArray();
        double near = share(pilots, pilot -> off(pilot.budget(), truth) <= settings.factor() * (1 + ROUNDING));
        List<Estimate> calibrating = everySecond(pilots, 0);
        List<Estimate> checking = everySecond(pilots, 1);
        double widening = widening(
                calibrating.stream()
                        .mapToDouble(pilot -> shortfall(pilot, truth))
                        .toArray(),
                settings.share());
        double reach = reaches[reaches.length / 2];
        double holds = share(checking, pilot -> shortfall(pilot, truth) <= widening * (1 + ROUNDING));
        return new DesignRow(
                procedure,
                size[0],
                size[1],
                procedure.equals(SEQUENTIAL) ? costs.sequential(size[0], size[1]) : costs.parallel(size[0], size[1]),
                pilots.size(),
                truth,
                estimates[estimates.length / 2],
                near,
                share(pilots, pilot -> shortfall(pilot, truth) <= 1 + ROUNDING),
                reach,
                widening,
                holds,
                enough(settings, near, reach * widening, holds, checking.size()));
    }

    /**
     * Whether a design places the saturation budget as asked.
     *
     * @param settings what is asked for
     * @param within share of the pilots whose estimate is near
     * @param reach of their widened intervals
     * @param holds share of {@code checked} widened intervals that hold the truth
     */
    static boolean enough(Settings settings, double within, double reach, double holds, int checked) {
        double share = settings.share();
        double least = share - Normal.threshold(0.05) * Math.sqrt(share * (1 - share) / checked);
        return within >= share && reach <= settings.factor() && holds >= least;
    }

    private static List<Estimate> everySecond(List<Estimate> pilots, int from) {
        return IntStream.range(0, pilots.size())
                .filter(i -> i % 2 == from)
                .mapToObj(pilots::get)
                .toList();
    }

    /**
     * The factor that makes intervals hold the truth in a share of the pilots to come; at least 1.
     *
     * @param shortfalls by which those of some pilots miss it
     */
    static double widening(double[] shortfalls, double share) {
        double[] sorted = shortfalls.clone();
        Arrays.sort(sorted);
        int rank = (int) Math.ceil((sorted.length + 1) * share - ROUNDING);
        return Math.max(1, sorted[Math.min(sorted.length, rank) - 1]);
    }

    /** The factor by which an interval misses the truth; at most 1 if it holds it. */
    private static double shortfall(Estimate pilot, long truth) {
        return off(pilot.budget(), truth) / pilot.reach();
    }

    private static double share(List<Estimate> pilots, Predicate<Estimate> of) {
        return (double) pilots.stream().filter(of).count() / pilots.size();
    }

    /** By what factor an estimate is off; budgets are counted from 1, so that 0 has a place. */
    private static double off(double estimate, long truth) {
        double ratio = (1 + estimate) / (1 + truth);
        return Math.max(ratio, 1 / ratio);
    }

    private KeyedStream stream(int problems, int samples, int number) {
        long key = Keys.child(Keys.child(Keys.root(settings.seed()), problems * 1000L + samples), number);
        return new KeyedStream().at(key, Purpose.PILOT);
    }

    /**
     * What a pilot finds.
     *
     * @param budget estimated saturation budget
     * @param reach factor by which its interval reaches up and down
     */
    private record Estimate(double budget, double reach) {}

    /** A pilot of parallel samples, or of chains that stop when right. */
    private Estimate pilot(boolean chained, int problems, int samples, int number) {
        KeyedStream stream = stream(chained ? -problems : problems, samples, number);
        List<Count> counts = new ArrayList<>();
        for (int i = 0; i < problems; i++) {
            int task = stream.nextInt(TASKS);
            counts.add(
                    chained
                            ? chain(task, samples)
                            : new Count(samples, PosteriorDraws.binomial(samples, chances[task], stream)));
        }
        CountRows rows = new CountRows(grid, counts);
        double[] times = rows.multiplicities();
        Member member = family.fit(rows, times);
        double[] logs = new double[RESAMPLES];
        for (int r = 0; r < RESAMPLES; r++) {
            double[] resampled = new double[rows.size()];
            for (int i = 0; i < problems; i++) {
                resampled[rows.kind(stream.nextInt(problems))]++;
            }
            logs[r] = FastMath.log1p((double) saturation(rows, resampled, family.refit(rows, resampled, member)));
        }
        return new Estimate(
                saturation(rows, times, member), FastMath.exp(deviations * new StandardDeviation().evaluate(logs)));
    }

    private long saturation(CountRows rows, double[] times, Member member) {
        double[] mixture = rows.posterior(times, member.weights());
        double[] p =
                IntStream.range(0, mixture.length).mapToDouble(rows.grid()::p).toArray();
        return new GainCurve(p, mixture).saturation(settings.epsilon());
    }

    private List<StageRow> stages(GainCurve curve, int problems, long until) {
        List<Integer> stages = new ArrayList<>();
        for (int n = 2; n <= MOST_ROUNDS && (n < 4 * until || n <= 8); n *= 2) {
            stages.add(n);
        }
        double[][] gain = new double[stages.size()][settings.pilots()];
        double[][] newly = new double[stages.size()][settings.pilots()];
        int[] stopped = new int[stages.size()];
        int[] sequentialStopped = new int[stages.size()];
        for (int pilot = 0; pilot < settings.pilots(); pilot++) {
            KeyedStream stream = stream(problems, 0, pilot);
            int[] right = new int[problems];
            int[] tasks =
                    IntStream.range(0, problems).map(i -> stream.nextInt(TASKS)).toArray();
            boolean done = false;
            boolean sequentialDone = false;
            for (int s = 0; s < stages.size(); s++) {
                int n = stages.get(s);
                int once = 0;
                int solved = 0;
                for (int i = 0; i < problems; i++) {
                    right[i] += PosteriorDraws.binomial(s == 0 ? n : n / 2, chances[tasks[i]], stream);
                    once += right[i] == 1 ? 1 : 0;
                    solved += firstRight[tasks[i]] > n / 2 && firstRight[tasks[i]] <= n ? 1 : 0;
                }
                gain[s][pilot] = (double) once / n / problems;
                newly[s][pilot] = 2.0 * solved / n / problems;
                done |= once <= rule.allowed(n, problems);
                sequentialDone |= solved <= rule.allowed(n / 2, problems);
                stopped[s] += done ? 1 : 0;
                sequentialStopped[s] += sequentialDone ? 1 : 0;
            }
        }
        List<StageRow> rows = new ArrayList<>();
        for (int s = 0; s < stages.size(); s++) {
            int n = stages.get(s);
            Optional<StageRow> last = s == 0 ? Optional.empty() : Optional.of(rows.get(s - 1));
            int affordable = costs.roundsFor(n);
            rows.add(new StageRow(
                    n,
                    procedure(
                            problems,
                            last.map(StageRow::parallel),
                            curve.coverage(n),
                            middle(curve.gain(n - 1), gain[s]),
                            costs.parallel(problems, n),
                            rule.allowed(n, problems),
                            (double) stopped[s] / settings.pilots()),
                    procedure(
                            problems,
                            last.map(StageRow::sequential),
                            solvedWithin(n),
                            middle(2 * (solvedWithin(n) - solvedWithin(n / 2)) / n, newly[s]),
                            costs.sequential(problems, n),
                            rule.allowed(n / 2, problems),
                            (double) sequentialStopped[s] / settings.pilots()),
                    affordable,
                    solvedWithin(affordable)));
        }
        return rows;
    }

    private static StageRow.Procedure procedure(
            int problems,
            Optional<StageRow.Procedure> last,
            double solved,
            Interval gain,
            Spending spending,
            int allowed,
            double stopped) {
        double newly = problems * (solved - last.map(StageRow.Procedure::solved).orElse(0.0));
        Spending before = last.map(StageRow.Procedure::spending).orElse(new Spending(0, 0, 0, 0));
        return new StageRow.Procedure(
                solved,
                gain,
                spending,
                MILLION * newly / (spending.tokens() - before.tokens()),
                (spending.dollars() - before.dollars()) / newly,
                allowed,
                stopped);
    }

    private static Interval middle(double value, double[] measured) {
        double[] sorted = measured.clone();
        Arrays.sort(sorted);
        int tail = (int) (0.025 * sorted.length);
        return new Interval(value, sorted[tail], sorted[sorted.length - 1 - tail]);
    }
}
