package dev.plateau.terrain;

import dev.plateau.experiment.Progress;
import dev.plateau.random.Keys;
import dev.plateau.result.AblationRow;
import dev.plateau.result.DuelResult;
import dev.plateau.result.DuelRow;
import dev.plateau.result.Range;
import dev.plateau.result.StartRow;
import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.math3.util.FastMath;

/**
 * Seeks the world in which a policy loses most to a rival, or wins most, by CMA-ES (Hansen 2006, The CMA evolution strategy: a
 * comparing review; the optimiser of Commons Math) over the unit cube of the ranges. All worlds of a generation meet the same tasks,
 * so that differences between them are not blurred by the luck of the tasks; the next generation meets others, so that no luck is
 * followed for long.
 *
 * <p>What is best on the tasks of its search is too good to be true. So some worlds of every start meet other tasks, which choose
 * between them: those that were best, and the middle of where the search ended. The world that is chosen meets yet others, which give
 * the difference that is reported. There, too, every setting
 * is put back to the base, to see what it did. The same bits for any number of threads.
 */
public final class ExtremeSearch {
    private static final double SIGMA = 0.3;
    /** About what share of the time goes into the search. */
    private static final double MEASURING = 0.85;

    /** The best worlds of every start that are tried on other tasks. */
    private static final int CANDIDATES = 3;
    /** What part of the worlds of a start lies anywhere, before it begins at the best of them. */
    private static final int SCOUTS = 5;
    /** Worse than any difference of accuracies: where no world has the settings. */
    private static final double IMPOSSIBLE = 2;
    /** Numbers of streams of seeds. */
    private static final long CHECK = 0;

    private static final long SEARCH = 1;
    private static final long OPTIMISER = 1_000_000;

    private final Duel duel;
    private final Effort effort;
    private final long seed;
    private final Ground ground;
    private final Progress progress;
    private final List<Range> ranges;
    private int simulated;

    /**
     * A search to be made.
     *
     * @param duel what for
     * @param effort how long
     * @param seed of the tasks that measure what was found, as a scenario with this seed has them; all others are derived
     * @param ground where the two policies meet
     * @param progress hears of it, and may end it
     */
    public ExtremeSearch(Duel duel, Effort effort, long seed, Ground ground, Progress progress) {
        this.duel = duel;
        this.effort = effort;
        this.seed = seed;
        this.ground = ground;
        this.progress = progress;
        this.ranges = duel.space().ranges();
    }

    /** Thrown through the optimiser when the search is to end. */
    private static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1;

        Ended() {
            super(null, null, false, false);
        }
    }

    /** A world of a start: its shares of the ranges, and what was lost there. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Candidate(double[] shares, double loss) {}

    /** What a start found, on the tasks that check it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Finding(int start, int worlds, double searched, double[] settings, Interval checked) {}

    /**
     * Searches, chooses and measures. What is found when {@code progress} cancels is measured and kept.
     *
     * @throws CancellationException if it is nothing
     */
    public DuelResult run() {
        List<Finding> findings = new ArrayList<>();
        for (int start = 0; start < effort.starts() && !progress.cancelled(); start++) {
            int before = simulated;
            List<Candidate> met = search(start);
            if (!met.isEmpty()) {
                findings.add(check(start, simulated - before, met));
            }
        }
        boolean interrupted = progress.cancelled();
        if (findings.isEmpty()) {
            if (interrupted) {
                throw new CancellationException("before any world was simulated");
            }
            throw new IllegalStateException("nothing was found within the bounds");
        }
        Finding chosen = findings.stream()
                .min(Comparator.comparingDouble(
                        finding -> sign() * finding.checked().value()))
                .orElseThrow();
        List<StartRow> starts = findings.stream()
                .map(f -> new StartRow(f.start(), f.worlds(), f.searched(), f.checked(), f.start() == chosen.start()))
                .toList();
        progress.planning("measuring what was found", MEASURING);
        Tasks fresh = new Tasks(seed, effort.measured());
        Sample base = at(unmoved(), fresh);
        Sample found = at(chosen.settings(), fresh);
        return new DuelResult(
                duel.title(),
                duel.policy(),
                duel.rival(),
                duel.best(),
                duel.budget(),
                Arrays.stream(chosen.settings()).boxed().toList(),
                row(DuelRow.BASE, base),
                row(DuelRow.FOUND, found),
                starts,
                interrupted ? List.of() : ablation(chosen.settings(), found, fresh),
                interrupted);
    }

    private double sign() {
        return duel.best() ? -1 : 1;
    }

    /** The worlds of a start, in the order in which they were simulated. */
    private List<Candidate> search(int start) {
        int dimension = ranges.size();
        int worlds = effort.worlds() / effort.starts();
        int population = 4 + (int) (3 * FastMath.log(dimension));
        long stream = Keys.child(Keys.root(seed), SEARCH + start);
        Well19937c random = new Well19937c(Keys.child(Keys.root(seed), OPTIMISER + start));
        double[] guess = new double[dimension];
        double[] base = duel.space().base();
        Arrays.setAll(guess, i -> Double.isNaN(base[i]) ? 0.5 : ranges.get(i).share(base[i]));
        List<Candidate> met = new ArrayList<>();
        int scouts = start == 0 ? 0 : worlds / SCOUTS;
        for (int scout = 0; scout < scouts && !progress.cancelled(); scout++) {
            double[] anywhere = new double[dimension];
            Arrays.setAll(anywhere, i -> random.nextDouble());
            met.add(new Candidate(anywhere, loss(anywhere, new Tasks(stream, effort.searched()))));
        }
        met.stream()
                .min(Comparator.comparingDouble(Candidate::loss))
                .ifPresent(scout -> System.arraycopy(scout.shares(), 0, guess, 0, dimension));
        double[] sigmas = new double[dimension];
        double[] upper = new double[dimension];
        Arrays.fill(sigmas, SIGMA);
        Arrays.fill(upper, 1);
        CMAESOptimizer optimizer =
                new CMAESOptimizer(Integer.MAX_VALUE, Double.NEGATIVE_INFINITY, true, 0, 0, random, false, null);
        try {
            optimizer.optimize(
                    new MaxEval(Math.max(1, worlds - scouts)),
                    GoalType.MINIMIZE,
                    new ObjectiveFunction(shares -> {
                        progress.planning(
                                "start " + (start + 1) + " of " + effort.starts() + ": world " + met.size() + " of "
                                        + worlds,
                                MEASURING * (start + (double) met.size() / worlds) / effort.starts());
                        if (progress.cancelled()) {
                            throw new Ended();
                        }
                        // The first world is the guess; generations follow.
                        int generation = (met.size() - scouts + population - 1) / population;
                        double loss = loss(shares, new Tasks(Keys.child(stream, generation), effort.searched()));
                        met.add(new Candidate(shares.clone(), loss));
                        return loss;
                    }),
                    new InitialGuess(guess),
                    new SimpleBounds(new double[dimension], upper),
                    new CMAESOptimizer.Sigma(sigmas),
                    new CMAESOptimizer.PopulationSize(population));
        } catch (TooManyEvaluationsException | Ended e) {
            // it ends so
        }
        return met;
    }

    private double[] settings(double[] shares) {
        double[] settings = new double[shares.length];
        Arrays.setAll(settings, i -> ranges.get(i).at(shares[i]));
        return duel.space().mended(settings);
    }

    private double loss(double[] shares, Tasks tasks) {
        simulated++;
        return ground.meet(List.of(settings(shares)), tasks, () -> true)
                .get(0)
                .map(sample -> sign() * (sample.mean(0) - sample.mean(1)))
                .orElse(IMPOSSIBLE);
    }

    /** The mean of the better quarter of the second half of a start. */
    private static double[] middle(List<Candidate> met) {
        List<Candidate> better = met.subList(met.size() / 2, met.size()).stream()
                .sorted(Comparator.comparingDouble(Candidate::loss))
                .limit((met.size() + 7) / 8)
                .toList();
        double[] middle = new double[better.get(0).shares().length];
        for (Candidate one : better) {
            Arrays.setAll(middle, i -> middle[i] + one.shares()[i] / better.size());
        }
        return middle;
    }

    private Finding check(int start, int worlds, List<Candidate> met) {
        Tasks tasks = new Tasks(Keys.child(Keys.root(seed), CHECK), effort.measured());
        List<Candidate> best = met.stream()
                .sorted(Comparator.comparingDouble(Candidate::loss))
                .limit(CANDIDATES)
                .toList();
        return Stream.concat(Stream.of(middle(met)), best.stream().map(Candidate::shares))
                .map(this::settings)
                .flatMap(settings -> ground.meet(List.of(settings), tasks, () -> true).get(0).stream()
                        .map(sample -> new Finding(
                                start, worlds, sign() * best.get(0).loss(), settings, sample.difference(0, 1, 1))))
                .min(Comparator.comparingDouble(
                        finding -> sign() * finding.checked().value()))
                .orElseThrow();
    }

    private double[] unmoved() {
        double[] settings = new double[ranges.size()];
        Arrays.fill(settings, Double.NaN);
        return settings;
    }

    private Sample at(double[] settings, Tasks tasks) {
        return ground.meet(List.of(settings), tasks, () -> true)
                .get(0)
                .orElseThrow(() -> new IllegalStateException("no world has " + Arrays.toString(settings)));
    }

    private DuelRow row(String world, Sample sample) {
        return new DuelRow(
                world,
                duel.policy(),
                duel.rival(),
                sample.accuracyOf(0),
                sample.accuracyOf(1),
                sample.difference(0, 1, 1),
                sample.tasks());
    }

    private List<AblationRow> ablation(double[] found, Sample there, Tasks tasks) {
        List<AblationRow> rows = new ArrayList<>();
        List<Duel.Group> groups = duel.space().groups();
        for (int g = 0; g < groups.size(); g++) {
            Duel.Group group = groups.get(g);
            progress.planning(
                    "putting " + group.name() + " back", MEASURING + (1 - MEASURING) * g / (double) groups.size());
            double[] back = found.clone();
            double[] alone = unmoved();
            group.members().forEach(i -> {
                back[i] = Double.NaN;
                alone[i] = found[i];
            });
            Sample without = at(back, tasks);
            Interval toNothing = duel.best() ? there.change(without, 0, 1) : without.change(there, 0, 1);
            rows.add(new AblationRow(
                    group.name(),
                    group.base(),
                    text(group, i -> Range.plain(found[i])),
                    text(
                            group,
                            i -> Range.plain(ranges.get(i).low()) + ".."
                                    + Range.plain(ranges.get(i).high())),
                    without.difference(0, 1, 1),
                    toNothing,
                    at(alone, tasks).difference(0, 1, 1)));
        }
        rows.sort(Comparator.comparingDouble(row -> -row.vanished().value()));
        return rows;
    }

    private String text(Duel.Group group, IntFunction<String> value) {
        if (group.members().size() == 1) {
            return value.apply(group.members().get(0));
        }
        return group.members().stream()
                .map(i ->
                        ranges.get(i).key().substring(ranges.get(i).key().lastIndexOf('.') + 1) + " " + value.apply(i))
                .collect(Collectors.joining(", "));
    }
}
