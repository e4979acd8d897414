package dev.plateau.calibrate;

import dev.plateau.analytic.Ttspm;
import dev.plateau.analytic.TwoState;
import dev.plateau.calibrate.RoundsCalibration.Candidate;
import dev.plateau.random.KeyedStream;
import dev.plateau.random.Keys;
import dev.plateau.random.Purpose;
import dev.plateau.result.FitParameterRow;
import dev.plateau.result.FitRoundRow;
import dev.plateau.result.FitTtspmRow;
import dev.plateau.result.PredictionRow;
import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.BOBYQAOptimizer;
import org.apache.commons.math3.util.FastMath;
import org.apache.commons.numbers.gamma.InverseErfc;

/**
 * Finds how rounds of sequential refinement go (MODEL section 8) from which rounds of chains were right. Laws of few parameters
 * ({@link RoundLaw}) are fitted by maximum likelihood of the whole chains, and the one with the smallest Akaike criterion is
 * chosen. Chains that end with their first right round, as under an oracle, and chains that go on have the same likelihood.
 *
 * <p>A hazard that falls from round to round may be problems that differ, or rounds that resemble each other. Chains that were
 * stopped when right hardly tell the two apart, and nothing about losing a right answer; chains that go on tell both.
 */
public final class RoundsFit {
    /** Fewest chains that can be fitted. */
    public static final int FEWEST_CHAINS = 20;

    private static final int REPLICATES = 200;
    private static final int LEAST_FOR_INTERVALS = 40;
    private static final int EVALUATIONS = 600;
    private static final double CLEARLY = 2;
    private static final double[] LOW = {-5, 0, 0, 0, -3};
    private static final double[] HIGH = {5, 4, 0.95, 0, 3};
    private static final double[] TYPICAL = {0, 1, 0.2, 0.5, 0};
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
        private final int[] free;

        Family(String title, int... free) {
            this.title = title;
            this.free = free;
        }
    }

    private final List<RoundChain> chains;
    private final CountsFit.Settings settings;
    private final List<List<Boolean>> sequences;
    private final int[] kind;
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
        Map<List<Boolean>, Integer> index = new LinkedHashMap<>();
        kind = chains.stream()
                .mapToInt(chain -> index.computeIfAbsent(chain.right(), right -> index.size()))
                .toArray();
        sequences = List.copyOf(index.keySet());
        longest = chains.stream().mapToInt(chain -> chain.right().size()).max().orElseThrow();
        stopped = chains.stream().allMatch(RoundChain::stopped);
    }

    /** One bootstrap replicate: curves by round. */
    @SuppressWarnings("ArrayRecordComponent") // private, never compared
    private record Replicate(RoundLaw law, double[][] curves, Ttspm squares) {}

    /**
     * Fits.
     *
     * @param progress is told how it goes on, and may end the bootstrap early
     */
    public RoundsCalibration fit(FitProgress progress) {
        double[] times = new double[sequences.size()];
        for (int k : kind) {
            times[k]++;
        }
        boolean[] stop = {false};
        List<Candidate> laws = new ArrayList<>();
        for (Family family : Family.values()) {
            // As many parameters as rounds can be told from hazards, and more from chains that go on.
            if (family.free.length <= (stopped ? longest : 2 * longest - 1)) {
                stop[0] |= progress.step("fitting: " + family.title, 0.3 * laws.size() / Family.values().length);
                RoundLaw law = fit(family, times, List.of(start(family, 0), start(family, 1)));
                laws.add(new Candidate(
                        family.title, law, family.free.length, law.logLikelihood(sequences, times)));
            }
        }
        Candidate chosen =
                laws.stream().min(Comparator.comparingDouble(Candidate::criterion)).orElseThrow();
        Family family = java.util.Arrays.stream(Family.values())
                .filter(f -> f.title.equals(chosen.name()))
                .findFirst()
                .orElseThrow();
        int last = Math.max(longest, settings.predict().stream().mapToInt(k -> k).max().orElse(0));
        List<Replicate> replicates = new ArrayList<>();
        if (!stop[0]) {
            try (Replicates<Replicate> pool = new Replicates<>(settings.threads())) {
                replicates.addAll(pool.run(
                        REPLICATES,
                        b -> replicate(family, chosen.law(), last, b),
                        share -> progress.step("bootstrap", 0.3 + 0.7 * share)));
            }
        }
        double[][] curves = chosen.law().accuracies(last);
        Optional<TwoState> twoState = stopped ? Optional.empty() : Optional.of(twoState());
        return new RoundsCalibration(
                chains.size(),
                longest,
                stopped,
                laws,
                chosen.law(),
                rounds(curves, replicates, twoState),
                predictions(curves, replicates),
                saturation(curves, replicates),
                parameters(family, chosen.law(), replicates),
                twoState,
                notIdentified(laws, chosen),
                replicates.size(),
                replicates.size() < REPLICATES);
    }

    private static double[] start(Family family, int which) {
        double[] start = new double[family.free.length];
        for (int i = 0; i < start.length; i++) {
            start[i] = TYPICAL[family.free[i]] * (which == 0 ? 1 : 0.3);
        }
        return start;
    }

    private static RoundLaw law(Family family, double[] free) {
        double[] all = new double[LOW.length];
        for (int i = 0; i < free.length; i++) {
            all[family.free[i]] = free[i];
        }
        return new RoundLaw(all[MEAN], all[SPREAD], all[UNSOLVABLE], all[REUSE], all[LIFT]);
    }

    private RoundLaw fit(Family family, double[] times, List<double[]> starts) {
        int size = family.free.length;
        double[] low = new double[size];
        double[] high = new double[size];
        for (int i = 0; i < size; i++) {
            low[i] = LOW[family.free[i]];
            high[i] = family.free[i] == REUSE ? RoundLaw.highestReuse() : HIGH[family.free[i]];
        }
        RoundLaw best = law(family, starts.get(0));
        double most = Double.NEGATIVE_INFINITY;
        for (double[] start : starts) {
            RoundLaw found = law(family, climb(family, times, start, low, high));
            double likelihood = found.logLikelihood(sequences, times);
            if (likelihood > most) {
                most = likelihood;
                best = found;
            }
        }
        return best;
    }

    private double[] climb(Family family, double[] times, double[] start, double[] low, double[] high) {
        if (start.length == 1) {
            // BOBYQA wants two coordinates; the mean alone is that of the observed hazards.
            double right = 0;
            double made = 0;
            for (int i = 0; i < times.length; i++) {
                right += times[i] * sequences.get(i).stream().filter(r -> r).count();
                made += times[i] * sequences.get(i).size();
            }
            return new double[] {-probit(1 - right / made)};
        }
        return new BOBYQAOptimizer(2 * start.length + 1, 0.2, 1e-4)
                .optimize(
                        new MaxEval(EVALUATIONS),
                        GoalType.MAXIMIZE,
                        new ObjectiveFunction(x -> law(family, x).logLikelihood(sequences, times)),
                        new InitialGuess(start),
                        new SimpleBounds(low, high))
                .getPoint();
    }

    private static double probit(double p) {
        return -Math.sqrt(2) * InverseErfc.value(2 * p);
    }

    private static double[] free(Family family, RoundLaw law) {
        double[] all = {law.mean(), law.spread(), law.unsolvable(), law.reuse(), law.lift()};
        return IntStream.of(family.free).mapToDouble(i -> all[i]).toArray();
    }

    private Replicate replicate(Family family, RoundLaw start, int last, int number) {
        KeyedStream stream = new KeyedStream().at(Keys.child(Keys.root(settings.seed()), number), Purpose.BOOTSTRAP);
        double[] times = new double[sequences.size()];
        for (int i = 0; i < chains.size(); i++) {
            times[kind[stream.nextInt(chains.size())]]++;
        }
        RoundLaw law = fit(family, times, List.of(free(family, start)));
        double[][] curves = law.accuracies(last);
        return new Replicate(law, curves, squares(curves));
    }

    private Ttspm squares(double[][] curves) {
        return Ttspm.fit(
                IntStream.rangeClosed(1, longest).boxed().toList(), java.util.Arrays.copyOf(curves[1], longest));
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
        double first = 0;
        for (int t = 0; t < longest; t++) {
            int round = t;
            long made = 0;
            long solved = 0;
            long right = 0;
            long all = 0;
            for (RoundChain chain : chains) {
                if (chain.right().size() > t) {
                    boolean open = !chain.right().subList(0, t).contains(true);
                    made += open ? 1 : 0;
                    solved += open && chain.right().get(t) ? 1 : 0;
                    right += chain.right().get(t) ? 1 : 0;
                    all++;
                }
            }
            double hazard = made == 0 ? Double.NaN : (double) solved / made;
            unsolved *= 1 - (made == 0 ? 0 : hazard);
            double before = t == 0 ? 0 : curves[1][t - 1];
            double accuracy = stopped ? Double.NaN : (double) right / all;
            first = t == 0 ? (double) right / all : first;
            double start = first;
            rows.add(new FitRoundRow(
                    t + 1,
                    made,
                    wilson(solved, made),
                    (curves[1][t] - before) / (1 - before),
                    1 - unsolved,
                    interval(curves[1][t], replicates, r -> r.curves()[1][round]),
                    accuracy,
                    stopped ? Double.NaN : curves[0][t],
                    twoState.map(states -> states.accuracy(start, round)).orElse(Double.NaN)));
        }
        return rows;
    }

    /** Wilson's score interval. */
    private static Interval wilson(long right, long of) {
        if (of == 0) {
            return new Interval(Double.NaN, Double.NaN, Double.NaN);
        }
        double z = 1.959964;
        double p = (double) right / of;
        double centre = (p + z * z / (2 * of)) / (1 + z * z / of);
        double half = z * FastMath.sqrt(p * (1 - p) / of + z * z / (4.0 * of * of)) / (1 + z * z / of);
        return new Interval(p, Math.max(0, centre - half), Math.min(1, centre + half));
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

    private List<FitTtspmRow> saturation(double[][] curves, List<Replicate> replicates) {
        double epsilon = settings.epsilon();
        Ttspm fit = squares(curves);
        return List.of(new FitTtspmRow(
                "sequential, stopped when right",
                "TTSPM, least squares",
                interval(fit.fMax(), replicates, r -> r.squares().fMax()),
                interval(fit.px(), replicates, r -> r.squares().px()),
                epsilon,
                interval(fit.saturationBudget(epsilon), replicates, r -> r.squares().saturationBudget(epsilon))));
    }

    private List<FitParameterRow> parameters(Family family, RoundLaw law, List<Replicate> replicates) {
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
                    interval(free(family, law)[i], replicates, r -> free(family, r.law())[at]),
                    !confounded,
                    meanings[which]));
        }
        return rows;
    }

    private static Interval interval(double value, List<Replicate> replicates, ToDoubleFunction<Replicate> reading) {
        if (replicates.size() < LEAST_FOR_INTERVALS) {
            return new Interval(value, Double.NaN, Double.NaN);
        }
        double[] sorted = replicates.stream().mapToDouble(reading).sorted().toArray();
        int tail = (int) (0.025 * sorted.length);
        return new Interval(
                value, Math.min(value, sorted[tail]), Math.max(value, sorted[sorted.length - 1 - tail]));
    }

    private List<String> notIdentified(List<Candidate> laws, Candidate chosen) {
        List<String> result = new ArrayList<>();
        if (stopped) {
            result.add("Losing a right answer: every chain ends with its first right round, so what a further round does to a"
                    + " right answer was not seen. Do not run this scenario with acceptance by the last round.");
        }
        List<String> rivals = laws.stream()
                .filter(law -> law != chosen && law.criterion() - chosen.criterion() < CLEARLY)
                .map(Candidate::name)
                .toList();
        if (!rivals.isEmpty()) {
            result.add("Why the hazard goes as it does: \"" + chosen.name() + "\" fits no better than "
                    + String.join(" or ", rivals.stream().map(name -> "\"" + name + "\"").toList()) + ".");
        }
        result.add("Stickiness of the direction apart from reuse of the rest: they act alike on right and wrong.");
        return result;
    }
}
