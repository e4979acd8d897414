package dev.plateau.calibrate;

import dev.plateau.analytic.Ttspm;
import dev.plateau.analytic.TwoState;
import dev.plateau.model.Normal;
import dev.plateau.random.KeyedStream;
import dev.plateau.random.Keys;
import dev.plateau.random.Purpose;
import dev.plateau.result.FitHeldOutRow;
import dev.plateau.result.FitLawRow;
import dev.plateau.result.FitParameterRow;
import dev.plateau.result.FitRoundRow;
import dev.plateau.result.FitTtspmRow;
import dev.plateau.result.PredictionRow;
import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.analysis.MultivariateFunction;
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.solvers.PegasusSolver;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.BOBYQAOptimizer;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;
import org.apache.commons.math3.util.FastMath;
import org.apache.commons.numbers.gamma.InverseErfc;

/**
 * Finds how rounds of sequential refinement go (MODEL section 8) from which rounds of chains were right. Laws of few parameters
 * ({@link RoundLaw}) are fitted by maximum likelihood of the whole chains, and the one with the smallest Akaike criterion is
 * chosen. Chains that end with their first right round, as under an oracle, and chains that go on have the same likelihood.
 *
 * <p>Intervals of spread and reuse are by the profile of the likelihood, all others by its curvature.
 *
 * <p>A hazard that falls from round to round may be problems that differ, or rounds that resemble each other. Chains that were
 * stopped when right hardly tell the two apart, and nothing about losing a right answer; chains that go on tell both.
 */
public final class RoundsFit {
    /** Fewest chains that can be fitted. */
    public static final int FEWEST_CHAINS = 20;
    /** Most rounds that are predicted. */
    public static final int MOST_ROUNDS = 256;

    private static final int REPLICATES = 200;
    private static final int LEAST_FOR_INTERVALS = 40;
    private static final int EVALUATIONS = 600;
    private static final double CLEARLY = 2;
    private static final double[] LOW = {-5, 0, 0, 0, -3};
    private static final double[] HIGH = {5, 4, 0.95, RoundLaw.highestReuse(), 3};
    private static final double[] TYPICAL = {0, 1, 0.2, 0.5, 0};
    private static final double DEVIATE = 1.959964;
    private static final double STEP = 0.03;
    private static final double FLAT = 0.25;
    private static final int MEAN = 0;
    private static final int SPREAD = 1;
    private static final int UNSOLVABLE = 2;
    private static final int REUSE = 3;
    private static final int LIFT = 4;

    /** What a law allows for, by preference among equals. */
    private enum Family {
        ONE("one chance for all rounds", MEAN),
        TTSPM("one chance, and problems that are never solved", MEAN, UNSOLVABLE),
        SPREAD_ONLY("problems differ", MEAN, SPREAD),
        REUSE_ONLY("rounds resemble the last", MEAN, REUSE),
        REVISED("one chance for the first round and one for the others", MEAN, LIFT),
        SPREAD_LIFT("problems differ, and later rounds are better or worse", MEAN, SPREAD, LIFT),
        SPREAD_REUSE("problems differ, and rounds resemble the last", MEAN, SPREAD, REUSE),
        ALL("problems differ, rounds resemble the last, and later ones are better or worse", MEAN, SPREAD, REUSE, LIFT);

        private final String title;

        @SuppressWarnings("ImmutableEnumChecker") // private, never written
        private final int[] free;

        Family(String title, int... free) {
            this.title = title;
            this.free = free;
        }
    }

    private final List<RoundChain> chains;
    private final CountsFit.Settings settings;
    private final RoundTree tree;
    private final int longest;
    private final boolean stopped;

    /**
     * A fit.
     *
     * @param chains at least {@value #FEWEST_CHAINS}, one of them with two rounds, and neither all first rounds right nor all
     *     rounds wrong
     * @param settings what is asked for; budgets are rounds
     */
    public RoundsFit(List<RoundChain> chains, CountsFit.Settings settings) {
        this.chains = List.copyOf(chains);
        this.settings = settings;
        this.tree = new RoundTree(chains);
        longest = chains.stream().mapToInt(chain -> chain.right().size()).max().orElseThrow();
        stopped = chains.stream().allMatch(RoundChain::stopped);
    }

    /** The likeliest law of a family. */
    private record Fitted(Family family, RoundLaw law, double logLikelihood) {
        double criterion() {
            return 2 * (family.free.length - logLikelihood);
        }
    }

    /** One law as the data leave it open: curves by round. */
    @SuppressWarnings("ArrayRecordComponent") // private, never compared
    private record Replicate(RoundLaw law, double[][] curves) {}

    /**
     * Fits.
     *
     * @param progress is told how it goes on, and may end the bootstrap early
     */
    public RoundsCalibration fit(FitProgress progress) {
        boolean[] stop = {false};
        List<Fitted> laws = laws((state, done) -> stop[0] |= progress.step(state, 0.6 * done));
        Fitted chosen = best(laws);
        Family family = chosen.family();
        int last = Math.max(
                longest, settings.predict().stream().mapToInt(k -> k).max().orElse(0));
        stop[0] |= progress.step("fitting a part", 0.6);
        List<FitHeldOutRow> heldOut = stop[0] ? List.of() : heldOut();
        stop[0] |= progress.step("intervals", 0.8);
        List<Replicate> replicates = stop[0] ? List.of() : replicates(family, chosen.law(), last);
        double[][] curves = chosen.law().accuracies(last);
        Optional<TwoState> twoState = stopped ? Optional.empty() : Optional.of(twoState());
        return new RoundsCalibration(
                chains.size(),
                longest,
                stopped,
                laws.stream()
                        .map(law -> new FitLawRow(
                                law.family().title,
                                law.family().free.length,
                                law.logLikelihood(),
                                law.family() == chosen.family()))
                        .toList(),
                chosen.law(),
                rounds(curves, replicates, twoState),
                predictions(curves, replicates),
                saturation(chosen.law(), curves, replicates),
                heldOut,
                parameters(chosen, replicates),
                twoState,
                notIdentified(laws, chosen),
                replicates.size(),
                replicates.size() < REPLICATES);
    }

    /** Of every family that the data can tell from those with fewer parameters. */
    private List<Fitted> laws(FitProgress progress) {
        List<Fitted> laws = new ArrayList<>();
        for (Family family : Family.values()) {
            // As many parameters as rounds can be told from hazards, and more from chains that go on.
            if (family.free.length <= (stopped ? longest : 2 * longest - 1)) {
                progress.step("fitting: " + family.title, (double) laws.size() / Family.values().length);
                RoundLaw law = fit(family);
                laws.add(new Fitted(family, law, law.logLikelihood(tree)));
            }
        }
        return laws;
    }

    private static Fitted best(List<Fitted> laws) {
        return laws.stream().min(Comparator.comparingDouble(Fitted::criterion)).orElseThrow();
    }

    /** A fit to the first half of the rounds, or with few rounds to every other problem, asked for the coverage of the rest. */
    private List<FitHeldOutRow> heldOut() {
        int half = longest / 2;
        boolean early = half >= 2;
        List<RoundChain> part = new ArrayList<>();
        List<RoundChain> rest = new ArrayList<>();
        for (int i = 0; i < chains.size(); i++) {
            List<Boolean> right = chains.get(i).right();
            if (early) {
                part.add(new RoundChain(right.subList(0, Math.min(half, right.size()))));
                rest.add(chains.get(i));
            } else {
                (i % 2 == 0 ? part : rest).add(chains.get(i));
            }
        }
        boolean told = part.size() >= FEWEST_CHAINS
                && part.stream().anyMatch(chain -> chain.right().size() > 1)
                && part.stream().anyMatch(chain -> !chain.right().get(0))
                && part.stream().anyMatch(chain -> chain.right().contains(true))
                && rest.stream().anyMatch(chain -> chain.right().size() == longest);
        if (!told) {
            return List.of();
        }
        RoundsFit fit = new RoundsFit(
                part, new CountsFit.Settings(List.of(), settings.epsilon(), settings.seed(), settings.threads()));
        Fitted best = best(fit.laws(FitProgress.NONE));
        Interval predicted = interval(
                best.law().accuracies(longest)[1][longest - 1],
                fit.replicates(best.family(), best.law(), longest),
                r -> r.curves()[1][longest - 1]);
        double unsolved = 1;
        for (int t = 0; t < longest; t++) {
            unsolved *= 1 - Hazard.of(rest, t).share();
        }
        return List.of(new FitHeldOutRow("coverage", early ? half : longest, longest, predicted, 1 - unsolved));
    }

    /** Of the chains without a right round before, those that made a round and those that it solved. */
    private record Hazard(long made, long solved) {
        static Hazard of(List<RoundChain> chains, int round) {
            List<RoundChain> open = chains.stream()
                    .filter(chain -> chain.right().size() > round
                            && !chain.right().subList(0, round).contains(true))
                    .toList();
            return new Hazard(
                    open.size(),
                    open.stream().filter(chain -> chain.right().get(round)).count());
        }

        /** 0 if no chain made it. */
        double share() {
            return made == 0 ? 0 : (double) solved / made;
        }

        /** What it adds to the squared relative error of the share still unsolved (Greenwood 1926). */
        double variance() {
            return solved == made ? 0 : (double) solved / made / (made - solved);
        }
    }

    private static RoundLaw law(Family family, double[] free) {
        double[] all = new double[LOW.length];
        for (int i = 0; i < free.length; i++) {
            all[family.free[i]] = free[i];
        }
        return new RoundLaw(all[MEAN], all[SPREAD], all[UNSOLVABLE], all[REUSE], all[LIFT]);
    }

    private RoundLaw fit(Family family) {
        int size = family.free.length;
        if (size == 1) {
            // BOBYQA wants two coordinates; one chance is the share of right rounds.
            double right = 0;
            double made = 0;
            for (RoundChain chain : chains) {
                right += chain.right().stream().filter(r -> r).count();
                made += chain.right().size();
            }
            return law(family, new double[] {-probit(1 - right / made)});
        }
        double[] start = Arrays.stream(family.free).mapToDouble(i -> TYPICAL[i]).toArray();
        return law(
                family,
                climb(x -> law(family, x).logLikelihood(tree), start, bounds(family, LOW), bounds(family, HIGH), 1e-3)
                        .getPoint());
    }

    private static PointValuePair climb(
            MultivariateFunction of, double[] start, double[] low, double[] high, double precision) {
        return new BOBYQAOptimizer(2 * start.length + 1, 0.2, precision)
                .optimize(
                        new MaxEval(EVALUATIONS),
                        GoalType.MAXIMIZE,
                        new ObjectiveFunction(of),
                        new InitialGuess(start),
                        new SimpleBounds(low, high));
    }

    /**
     * Values of one free parameter at which the likelihood, highest over the others, is not below its top by more than chi-square
     * allows at 95 % (profile likelihood).
     */
    private Interval profile(Fitted best, int parameter) {
        double top = free(best.family(), best.law())[parameter];
        int which = best.family().free[parameter];
        return new Interval(top, end(best, parameter, LOW[which]), end(best, parameter, HIGH[which]));
    }

    /** Where the profile has fallen so far between its top and a bound; the bound if it has not. */
    private double end(Fitted best, int parameter, double bound) {
        double[] point = free(best.family(), best.law());
        double top = point[parameter];
        UnivariateFunction beyond = value -> value == top
                ? -DEVIATE
                : FastMath.sqrt(2 * Math.max(0, best.logLikelihood() - highest(best.family(), point, parameter, value)))
                        - DEVIATE;
        if (top == bound || beyond.value(bound) <= 0) {
            return bound;
        }
        return new PegasusSolver(1e-9, 1e-3, 0.02)
                .solve(EVALUATIONS, beyond, Math.min(top, bound), Math.max(top, bound));
    }

    /** The log-likelihood at a value of one parameter, highest over the others; moves a point there. */
    private double highest(Family family, double[] point, int parameter, double value) {
        point[parameter] = value;
        int[] others =
                IntStream.range(0, point.length).filter(i -> i != parameter).toArray();
        MultivariateFunction of = x -> {
            for (int i = 0; i < others.length; i++) {
                point[others[i]] = x[i];
            }
            return law(family, point).logLikelihood(tree);
        };
        double[] low =
                IntStream.of(others).mapToDouble(i -> LOW[family.free[i]]).toArray();
        double[] high =
                IntStream.of(others).mapToDouble(i -> HIGH[family.free[i]]).toArray();
        if (others.length == 1) {
            return new BrentOptimizer(1e-3, 1e-2)
                    .optimize(
                            new MaxEval(EVALUATIONS),
                            GoalType.MAXIMIZE,
                            new UnivariateObjectiveFunction(x -> of.value(new double[] {x})),
                            new SearchInterval(low[0], high[0], point[others[0]]))
                    .getValue();
        }
        double[] start = IntStream.of(others).mapToDouble(i -> point[i]).toArray();
        PointValuePair found = climb(of, start, low, high, 1e-2);
        of.value(found.getPoint());
        return found.getValue();
    }

    private static double[] bounds(Family family, double[] of) {
        return Arrays.stream(family.free).mapToDouble(i -> of[i]).toArray();
    }

    private static double probit(double p) {
        return -Math.sqrt(2) * InverseErfc.value(2 * p);
    }

    private static double[] free(Family family, RoundLaw law) {
        double[] all = {law.mean(), law.spread(), law.unsolvable(), law.reuse(), law.lift()};
        return IntStream.of(family.free).mapToDouble(i -> all[i]).toArray();
    }

    /** Laws as the data leave them open: normal around the likeliest, with the curvature of the likelihood, within bounds. */
    private List<Replicate> replicates(Family family, RoundLaw law, int last) {
        double[] centre = free(family, law);
        int size = centre.length;
        double[] low = bounds(family, LOW);
        double[] high = bounds(family, HIGH);
        EigenDecomposition curvature = new EigenDecomposition(curvature(family, centre, low, high));
        KeyedStream stream = new KeyedStream().at(Keys.root(settings.seed()), Purpose.BOOTSTRAP);
        List<Replicate> made = new ArrayList<>();
        for (int r = 0; r < REPLICATES; r++) {
            double[] drawn = centre.clone();
            for (int c = 0; c < size; c++) {
                double bend = Math.max(FLAT, curvature.getRealEigenvalue(c));
                double step = stream.nextNormal() / Math.sqrt(bend);
                for (int i = 0; i < size; i++) {
                    drawn[i] += step * curvature.getV().getEntry(i, c);
                }
            }
            for (int i = 0; i < size; i++) {
                drawn[i] = Math.max(low[i], Math.min(high[i], drawn[i]));
            }
            RoundLaw own = law(family, drawn);
            made.add(new Replicate(own, own.accuracies(last)));
        }
        return made;
    }

    /** Minus the second derivatives of the log-likelihood, by central differences around a point that is moved inside. */
    private RealMatrix curvature(Family family, double[] centre, double[] low, double[] high) {
        int size = centre.length;
        double[] at = new double[size];
        for (int i = 0; i < size; i++) {
            at[i] = Math.max(low[i] + STEP, Math.min(high[i] - STEP, centre[i]));
        }
        RealMatrix result = new Array2DRowRealMatrix(size, size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double bend = 0;
                for (int corner = 0; corner < 4; corner++) {
                    double[] x = at.clone();
                    x[i] += (corner & 1) == 0 ? STEP : -STEP;
                    x[j] += (corner & 2) == 0 ? STEP : -STEP;
                    if (i == j && (corner == 1 || corner == 2)) {
                        x = at;
                    }
                    int sign = corner == 0 || corner == 3 ? -1 : 1;
                    bend += sign * within(family, x, low, high).logLikelihood(tree) / (4 * STEP * STEP);
                }
                result.setEntry(i, j, bend);
                result.setEntry(j, i, bend);
            }
        }
        return result;
    }

    private static RoundLaw within(Family family, double[] x, double[] low, double[] high) {
        double[] inside = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            inside[i] = Math.max(low[i], Math.min(high[i], x[i]));
        }
        return law(family, inside);
    }

    private Ttspm squares(double[][] curves) {
        return Ttspm.fit(IntStream.rangeClosed(1, longest).boxed().toList(), Arrays.copyOf(curves[1], longest));
    }

    /** Chances to correct and to spoil: shares of the wrong and of the right rounds that are followed by another kind. */
    private TwoState twoState() {
        double[] from = new double[2];
        double[] changed = new double[2];
        for (RoundChain chain : chains) {
            for (int t = 1; t < chain.right().size(); t++) {
                int before = chain.right().get(t - 1) ? 1 : 0;
                from[before]++;
                changed[before] += chain.right().get(t).equals(chain.right().get(t - 1)) ? 0 : 1;
            }
        }
        return new TwoState(from[0] > 0 ? changed[0] / from[0] : 0, from[1] > 0 ? changed[1] / from[1] : 0);
    }

    private List<FitRoundRow> rounds(double[][] curves, List<Replicate> replicates, Optional<TwoState> twoState) {
        List<FitRoundRow> rows = new ArrayList<>();
        double unsolved = 1;
        double variance = 0;
        double first = 0;
        for (int t = 0; t < longest; t++) {
            int round = t;
            long right = 0;
            long all = 0;
            for (RoundChain chain : chains) {
                if (chain.right().size() > t) {
                    right += chain.right().get(t) ? 1 : 0;
                    all++;
                }
            }
            Hazard hazard = Hazard.of(chains, t);
            unsolved *= 1 - hazard.share();
            variance += hazard.variance();
            // As many problems as would give this variance if each had made all rounds.
            double worth = unsolved > 0 && variance > 0 ? (1 - unsolved) / (unsolved * variance) : chains.size();
            double before = t == 0 ? 0 : curves[1][t - 1];
            double accuracy = stopped ? Double.NaN : (double) right / all;
            first = t == 0 ? (double) right / all : first;
            double start = first;
            rows.add(new FitRoundRow(
                    t + 1,
                    hazard.made(),
                    wilson(hazard.made() == 0 ? Double.NaN : hazard.share(), (double) hazard.made()),
                    (curves[1][t] - before) / (1 - before),
                    wilson(1 - unsolved, worth),
                    interval(curves[1][t], replicates, r -> r.curves()[1][round]),
                    accuracy,
                    stopped ? Double.NaN : curves[0][t],
                    twoState.map(states -> states.accuracy(start, round)).orElse(Double.NaN)));
        }
        return rows;
    }

    /** Wilson's score interval. */
    private static Interval wilson(double p, double of) {
        if (of == 0) {
            return new Interval(Double.NaN, Double.NaN, Double.NaN);
        }
        double z = DEVIATE;
        double centre = (p + z * z / (2 * of)) / (1 + z * z / of);
        double half = z * FastMath.sqrt(p * (1 - p) / of + z * z / (4 * of * of)) / (1 + z * z / of);
        return new Interval(p, Math.max(0, Math.min(p, centre - half)), Math.min(1, Math.max(p, centre + half)));
    }

    private List<PredictionRow> predictions(double[][] curves, List<Replicate> replicates) {
        List<PredictionRow> rows = new ArrayList<>();
        for (int which = 1; which >= (stopped ? 1 : 0); which--) {
            int curve = which;
            for (int k : settings.predict()) {
                rows.add(new PredictionRow(
                        k,
                        curve == 1 ? "coverage" : "accuracy",
                        interval(curves[curve][k - 1], replicates, r -> r.curves()[curve][k - 1])));
            }
        }
        return rows;
    }

    /** Of the curve with stopping: by the law, and by TTSPM: by least squares, and by the likelihood of the chains, whose law of two chances it is. */
    private List<FitTtspmRow> saturation(RoundLaw chosen, double[][] curves, List<Replicate> replicates) {
        RoundLaw law = fit(Family.TTSPM);
        Interval none = new Interval(Double.NaN, Double.NaN, Double.NaN);
        List<Replicate> likely = replicates.isEmpty() ? List.of() : replicates(Family.TTSPM, law, longest);
        double epsilon = settings.epsilon();
        return List.of(
                new FitTtspmRow(
                        "coverage by rounds",
                        "fitted curve",
                        none,
                        none,
                        epsilon,
                        interval(
                                chosen.saturation(epsilon, MOST_ROUNDS),
                                replicates,
                                r -> r.law().saturation(epsilon, MOST_ROUNDS))),
                row(
                        "TTSPM, least squares",
                        squares(curves),
                        replicates.stream().map(r -> squares(r.curves())).toList()),
                row(
                        "TTSPM, likelihood",
                        ttspm(law),
                        likely.stream().map(r -> ttspm(r.law())).toList()));
    }

    private static Ttspm ttspm(RoundLaw law) {
        return new Ttspm(1 - law.unsolvable(), Normal.phi(law.mean()));
    }

    private FitTtspmRow row(String method, Ttspm fit, List<Ttspm> replicates) {
        double epsilon = settings.epsilon();
        return new FitTtspmRow(
                "coverage by rounds",
                method,
                interval(fit.fMax(), replicates, Ttspm::fMax),
                interval(fit.px(), replicates, Ttspm::px),
                epsilon,
                interval(
                        (double) fit.saturationBudget(epsilon), replicates, r -> (double) r.saturationBudget(epsilon)));
    }

    private List<FitParameterRow> parameters(Fitted chosen, List<Replicate> replicates) {
        Family family = chosen.family();
        List<FitParameterRow> rows = new ArrayList<>();
        for (int i = 0; i < family.free.length; i++) {
            int at = i;
            int which = family.free[i];
            String[] names = {"mean", "spread", "unsolvable", "reuse", "improvement"};
            String[] meanings = {
                "Mean over problems of the probit of p, the chance of the first round.",
                "Its standard deviation over problems.",
                "Share of problems that no round solves.",
                "Correlation of the latent quality of a round with the last.",
                "What later rounds gain on the first, in standard deviations of an attempt."
            };
            boolean confounded = stopped && (which == SPREAD || which == REUSE || which == UNSOLVABLE);
            rows.add(new FitParameterRow(
                    names[which],
                    !replicates.isEmpty() && (which == SPREAD || which == REUSE)
                            ? profile(chosen, at)
                            : interval(free(family, chosen.law())[i], replicates, r -> free(family, r.law())[at]),
                    !confounded,
                    Bound.holds(free(family, chosen.law())[i], LOW[which], HIGH[which]),
                    meanings[which]));
        }
        return rows;
    }

    private static <T> Interval interval(double value, List<T> replicates, ToDoubleFunction<T> reading) {
        if (replicates.size() < LEAST_FOR_INTERVALS) {
            return new Interval(value, Double.NaN, Double.NaN);
        }
        double[] sorted = replicates.stream().mapToDouble(reading).sorted().toArray();
        int tail = (int) (0.025 * sorted.length);
        return new Interval(value, Math.min(value, sorted[tail]), Math.max(value, sorted[sorted.length - 1 - tail]));
    }

    private List<String> notIdentified(List<Fitted> laws, Fitted chosen) {
        List<String> result = new ArrayList<>();
        if (stopped) {
            result.add(
                    "Losing a right answer: every chain ends with its first right round, so what a further round does to a"
                            + " right answer was not seen. Do not run this scenario with acceptance by the last round.");
        }
        List<String> rivals = laws.stream()
                .filter(law -> law.family() != chosen.family() && law.criterion() - chosen.criterion() < CLEARLY)
                .map(law -> law.family().title)
                .toList();
        if (!rivals.isEmpty()) {
            result.add("Why the hazard goes as it does: \"" + chosen.family().title + "\" fits no better than "
                    + String.join(
                            " or ",
                            rivals.stream().map(name -> "\"" + name + "\"").toList()) + ".");
        }
        result.add("Stickiness of the direction apart from reuse of the rest: they act alike on right and wrong.");
        return result;
    }
}
