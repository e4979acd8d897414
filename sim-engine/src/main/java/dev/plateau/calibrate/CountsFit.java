package dev.plateau.calibrate;

import dev.plateau.analytic.Coverage;
import dev.plateau.analytic.PowerLaw;
import dev.plateau.analytic.Ttspm;
import dev.plateau.calibrate.DifficultyFamily.Member;
import dev.plateau.calibrate.DifficultyFamily.Parameter;
import dev.plateau.model.Difficulty.Chance;
import dev.plateau.model.Difficulty.Count;
import dev.plateau.random.KeyedStream;
import dev.plateau.random.Keys;
import dev.plateau.random.Purpose;
import dev.plateau.result.FitCountRow;
import dev.plateau.result.FitCurveRow;
import dev.plateau.result.FitFamilyRow;
import dev.plateau.result.FitFamilyRow.Standing;
import dev.plateau.result.FitHeldOutRow;
import dev.plateau.result.FitParameterRow;
import dev.plateau.result.FitTtspmRow;
import dev.plateau.result.PredictionRow;
import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Finds how difficult the problems of a benchmark are from how often each was solved (MODEL section 13), and with it the
 * coverage of these problems at budgets that were not run.
 *
 * <p>Families of distributions of p are fitted by maximum likelihood, and compared by the likelihood of each tenth of the
 * problems under the fit to the others. The first of them, a penalised probit-normal in two pieces ({@link ProbitShape}), is
 * kept unless another is better by more than two standard errors, and so on down the list (with one standard error the rule of
 * Breiman et al. 1984; Hastie et al., The Elements of Statistical Learning, 7.10): few samples tell the families hardly apart, and
 * predictions that change family with every pilot are worse than those of a fixed one, several times on the counts of Pythia.
 *
 * <p>What is expected of problems in general is for budgets far beyond the samples. Up to twice the samples coverage is predicted
 * by the chosen family with a penalty ten times as wide ({@link DifficultyFamily#unbiased}), from eight times on by the
 * family as fitted, between by both ({@link Handover}). The scenario has the family as fitted.
 *
 * <p>Predictions are of these problems: each keeps its own distribution of p given its count (empirical Bayes), which is
 * averaged. Their intervals are those of the error of a prediction, by a bootstrap. Each replicate draws a p for each problem
 * given its count, and new counts from these; it fits the chosen family anew, predicts, and compares with the p that it drew.
 * So an interval has room for the error of the fit and for what a count does not tell of its problem; not for problems unlike
 * every member of the family. What is observed, and TTSPM, have the intervals of a bootstrap over problems.
 */
public final class CountsFit {
    /** Fewest problems that can be fitted. */
    public static final int FEWEST_PROBLEMS = 10;

    private static final int FOLDS = 10;
    private static final int REPLICATES = 400;
    private static final int HELD_OUT_REPLICATES = 100;
    private static final int HALF_FROM = 4;
    private static final double ERRORS = 2;
    private static final int LEAST_FOR_INTERVALS = 40;
    private static final double BIN = 0.25;
    private static final int TAIL = PassGrid.cell(-18.4);
    private static final double LEAST_WEIGHT = 1e-7;

    private final Settings settings;
    private final List<Count> problems;
    private final CountRows rows;
    private final double[] times;
    private final int fewest;
    private final int most;
    private final List<DifficultyFamily> families = new ArrayList<>();
    private final int[] budgets;
    private final double[][] fails;
    private final Handover handover;
    private final double[][] endFails;
    private final List<Integer> within;
    private final double[][] unbiased;

    /**
     * What is asked for.
     *
     * @param predict budgets, ascending; may be empty
     * @param epsilon gain per added attempt below which a curve counts as saturated, above 0
     * @param seed of everything random
     * @param threads at least 1; the result does not depend on it
     */
    public record Settings(List<Integer> predict, double epsilon, long seed, int threads) {
        /** Copies the list. */
        public Settings {
            predict = List.copyOf(predict);
        }
    }

    /**
     * A fit.
     *
     * @param problems at least {@value #FEWEST_PROBLEMS}, at least one of them with two samples, and neither all samples right nor
     *     all wrong
     * @param settings what is asked for
     */
    public CountsFit(List<Count> problems, Settings settings) {
        this.settings = settings;
        this.problems = List.copyOf(problems);
        rows = new CountRows(new PassGrid(), problems);
        times = rows.multiplicities();
        fewest = problems.stream().mapToInt(Count::samples).min().orElseThrow();
        most = problems.stream().mapToInt(Count::samples).max().orElseThrow();
        boolean never = problems.stream().anyMatch(count -> count.correct() == 0);
        boolean always = problems.stream().anyMatch(count -> count.correct() == count.samples());
        ProbitShape probit = new ProbitShape();
        families.add(new ParametricFamily(probit, false, false));
        families.add(new ParametricFamily(new BetaShape(), false, false));
        if (never || always) {
            families.add(new ParametricFamily(probit, never, always));
            families.add(new ParametricFamily(new BetaShape(), never, always));
        }
        families.add(new FreeMixture());
        budgets = budgets();
        fails = Arrays.stream(budgets).mapToObj(k -> rows.grid().fail(k)).toArray(double[][]::new);
        handover = new Handover(fewest);
        endFails = Arrays.stream(handover.ends())
                .mapToObj(k -> rows.grid().fail(k))
                .toArray(double[][]::new);
        within = Arrays.stream(budgets)
                .filter(k -> k <= fewest && fewest == most)
                .boxed()
                .toList();
        unbiased = new double[rows.size()][within.size()];
        for (int d = 0; d < rows.size(); d++) {
            Count count = rows.distinct().get(d);
            for (int k = 0; k < within.size(); k++) {
                unbiased[d][k] = Coverage.unbiasedPassAtK(count.samples(), count.correct(), within.get(k));
            }
        }
    }

    /** 1, 2, 5, 10, .. to a hundred times the samples or to what is asked for, and all that is asked for. */
    private int[] budgets() {
        int last = settings.predict().stream().mapToInt(k -> k).max().orElse(0);
        long to = Math.max(last, Math.min(1_000_000, 100L * most));
        TreeSet<Integer> all = new TreeSet<>(settings.predict());
        for (long decade = 1; decade <= to; decade *= 10) {
            for (int digit : new int[] {1, 2, 5}) {
                if (digit * decade <= to) {
                    all.add((int) (digit * decade));
                }
            }
        }
        all.add(fewest);
        return all.stream().mapToInt(k -> k).toArray();
    }

    /**
     * One bootstrap replicate.
     *
     * @param coverage error of a fit to counts that were drawn, at each budget, as a difference of logits
     * @param saturation error of its saturation budget, as the logarithm of a ratio
     * @param observed of resampled problems, like what follows
     */
    @SuppressWarnings("ArrayRecordComponent") // private, never compared
    private record Replicate(
            double[] coverage, double saturation, double[] observed, Ttspm squares, Ttspm likelihood) {}

    /**
     * Fits.
     *
     * @param progress is told how it goes on, and may end the bootstrap early
     */
    public CountsCalibration fit(FitProgress progress) {
        boolean[] stop = {false};
        Choice choice = choose((state, done) -> stop[0] |= progress.step(state, 0.2 * done));
        stop[0] |= progress.step("fitting half of the samples", 0.2);
        List<FitHeldOutRow> heldOut = stop[0] ? List.of() : heldOut();
        return fit(choice, near(choice), heldOut, stop, progress);
    }

    /** A fit to half of the samples of each problem, drawn at random, asked for the coverage by all of them. */
    private List<FitHeldOutRow> heldOut() {
        int half = fewest / 2;
        if (fewest != most || fewest < HALF_FROM) {
            return List.of();
        }
        KeyedStream stream = new KeyedStream().at(Keys.root(settings.seed()), Purpose.PILOT);
        List<Count> part = new ArrayList<>();
        for (Count problem : problems) {
            int right = 0;
            for (int drawn = 0; drawn < half; drawn++) {
                right += stream.nextInt(fewest - drawn) < problem.correct() - right ? 1 : 0;
            }
            part.add(new Count(half, right));
        }
        long right = part.stream().mapToLong(Count::correct).sum();
        if (right == 0 || right == (long) half * part.size()) {
            return List.of();
        }
        CountsFit fit = new CountsFit(
                part, new Settings(List.of(fewest), settings.epsilon(), settings.seed(), settings.threads()));
        Choice choice = fit.choose(FitProgress.NONE);
        Member member = choice.members().get(choice.chosen());
        Member near = fit.near(choice);
        List<Replicate> replicates = fit.replicates(
                fit.families.get(choice.chosen()), member, near, HELD_OUT_REPLICATES, FitProgress.NONE, new boolean[1]);
        int at = Arrays.binarySearch(fit.budgets, fewest);
        double coverage = fit.coverages(
                        fit.rows.posterior(fit.times, near.weights()), fit.rows.posterior(fit.times, member.weights()))[
                at];
        double solved = problems.stream().filter(count -> count.correct() > 0).count() / (double) problems.size();
        return List.of(new FitHeldOutRow("coverage", half, fewest, predicted(coverage, replicates, at), solved));
    }

    /** The rest of a fit, after the choice; sets {@code stop} if it was ended early. */
    CountsCalibration fit(Choice choice, Member near, List<FitHeldOutRow> half, boolean[] stop, FitProgress progress) {
        List<Member> members = choice.members();
        List<double[]> heldOut = choice.heldOut();
        Standing[] standings = choice.standings();
        int chosen = choice.chosen();
        Member member = members.get(chosen);
        double[] posterior = rows.posterior(times, member.weights());
        List<Replicate> replicates =
                stop[0] ? List.of() : replicates(families.get(chosen), member, near, REPLICATES, progress, stop);
        List<FitFamilyRow> familyRows = new ArrayList<>();
        int last = settings.predict().isEmpty()
                ? budgets[budgets.length - 1]
                : settings.predict().get(settings.predict().size() - 1);
        double[] best = heldOut.get(best(heldOut));
        for (int f = 0; f < families.size(); f++) {
            double[] weights = members.get(f).weights();
            double[] own = heldOut.get(f);
            familyRows.add(new FitFamilyRow(
                    families.get(f).name(),
                    families.get(f).parameters().size(),
                    rows.logLikelihood(times, weights),
                    sum(own),
                    sum(best) - sum(own),
                    standardError(best, own),
                    standings[f],
                    coverage(rows.posterior(times, weights), rows.grid().fail(last)),
                    last));
        }
        double[] beta = rows.posterior(times, members.get(1).weights());
        List<FitCurveRow> curve =
                curve(coverages(rows.posterior(times, near.weights()), posterior), posterior, beta, replicates);
        return new CountsCalibration(
                problems.size(),
                fewest,
                most,
                (int) problems.stream().filter(count -> count.correct() == 0).count(),
                compressed(posterior),
                familyRows,
                parameters(chosen, member),
                curve,
                settings.predict().stream()
                        .map(k -> new PredictionRow(
                                k,
                                "coverage",
                                curve.get(Arrays.binarySearch(budgets, k)).fitted()))
                        .toList(),
                saturation(posterior, replicates),
                counts(member.weights()),
                half,
                replicates.size(),
                stop[0]);
    }

    /** The families as fitted, and which of them is chosen. */
    @SuppressWarnings("ArrayRecordComponent") // private to the package, never compared
    record Choice(List<Member> members, List<double[]> heldOut, Standing[] standings) {
        int chosen() {
            return List.of(standings).indexOf(Standing.CHOSEN);
        }
    }

    /** Fits every family and chooses one. */
    Choice choose(FitProgress progress) {
        List<Member> members = new ArrayList<>();
        List<double[]> heldOut = new ArrayList<>();
        for (DifficultyFamily family : families) {
            progress.step("fitting: " + family.name(), (double) members.size() / families.size());
            members.add(family.fit(rows, times));
            heldOut.add(heldOut(family));
        }
        return new Choice(members, heldOut, standings(heldOut));
    }

    /** The chosen family where the counts speak nearly alone. */
    Member near(Choice choice) {
        DifficultyFamily family = families.get(choice.chosen());
        DifficultyFamily unbiased = family.unbiased();
        return unbiased == family ? choice.members().get(choice.chosen()) : unbiased.fit(rows, times);
    }

    /** From the fit near the samples to that of budgets far beyond. */
    Handover handover() {
        return handover;
    }

    /** Coverage at each budget: of one mixture near the samples, of another far beyond. */
    private double[] coverages(double[] near, double[] far) {
        double[] nearAtEnds = Arrays.stream(endFails)
                .mapToDouble(fail -> coverage(near, fail))
                .toArray();
        double[] coverages = new double[budgets.length];
        for (int k = 0; k < budgets.length; k++) {
            coverages[k] = handover.coverage(budgets[k], coverage(near, fails[k]), coverage(far, fails[k]), nearAtEnds);
        }
        return coverages;
    }

    /** The families, by preference. */
    List<DifficultyFamily> families() {
        return List.copyOf(families);
    }

    /** The likelihood of the counts. */
    CountRows rows() {
        return rows;
    }

    /** Log-likelihood of each problem under the fit to the other folds. */
    private double[] heldOut(DifficultyFamily family) {
        int size = problems.size();
        int[] order = shuffled(size);
        double[] result = new double[size];
        try (Replicates<double[]> pool = new Replicates<>(settings.threads())) {
            List<double[]> fits = pool.run(
                    FOLDS, fold -> family.fit(rows, without(order, fold)).weights(), share -> false);
            for (int i = 0; i < size; i++) {
                int kind = rows.kind(order[i]);
                result[order[i]] = StrictMath.log(rows.marginal(kind, fits.get(i % FOLDS)));
            }
        }
        return result;
    }

    /** How often each count occurs outside one fold. */
    private double[] without(int[] order, int fold) {
        double[] others = times.clone();
        for (int i = fold; i < order.length; i += FOLDS) {
            others[rows.kind(order[i])]--;
        }
        return others;
    }

    private int[] shuffled(int size) {
        KeyedStream stream = new KeyedStream().at(Keys.child(Keys.root(settings.seed()), -1), Purpose.BOOTSTRAP);
        int[] order = IntStream.range(0, size).toArray();
        for (int i = size - 1; i > 0; i--) {
            int j = stream.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        return order;
    }

    private static int best(List<double[]> heldOut) {
        return IntStream.range(0, heldOut.size())
                .boxed()
                .max((f, g) -> Double.compare(sum(heldOut.get(f)), sum(heldOut.get(g))))
                .orElseThrow();
    }

    private static Standing[] standings(List<double[]> heldOut) {
        double[] best = heldOut.get(best(heldOut));
        Standing[] standings = new Standing[heldOut.size()];
        boolean found = false;
        for (int f = 0; f < standings.length; f++) {
            double[] own = heldOut.get(f);
            boolean worse = sum(best) - sum(own) > ERRORS * standardError(best, own);
            standings[f] = worse ? Standing.WORSE : found ? Standing.AS_GOOD : Standing.CHOSEN;
            found |= !worse;
        }
        return standings;
    }

    private static double standardError(double[] one, double[] other) {
        int n = one.length;
        double mean = (sum(one) - sum(other)) / n;
        double square = 0;
        for (int i = 0; i < n; i++) {
            double d = one[i] - other[i] - mean;
            square += d * d;
        }
        return Math.sqrt(square * n / (n - 1));
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private List<Replicate> replicates(
            DifficultyFamily family, Member start, Member near, int count, FitProgress progress, boolean[] stop) {
        PosteriorDraws draws = new PosteriorDraws(rows, start.weights());
        try (Replicates<Replicate> pool = new Replicates<>(settings.threads())) {
            List<Replicate> made = pool.run(
                    count,
                    b -> replicate(family, start, near, draws, b),
                    share -> progress.step("bootstrap", 0.2 + 0.8 * share));
            stop[0] |= made.size() < count;
            return made;
        }
    }

    private Replicate replicate(DifficultyFamily family, Member start, Member near, PosteriorDraws draws, int number) {
        KeyedStream stream = new KeyedStream().at(Keys.child(Keys.root(settings.seed()), number), Purpose.BOOTSTRAP);
        double[] resampled = new double[times.length];
        for (int i = 0; i < problems.size(); i++) {
            resampled[rows.kind(stream.nextInt(problems.size()))]++;
        }
        int[] chances = draws.chances(stream);
        CountRows again = new CountRows(rows.grid(), draws.counts(chances, stream));
        Member member = family.refit(again, again.multiplicities(), start);
        double[] fitted = again.posterior(again.multiplicities(), member.weights());
        DifficultyFamily unbiased = family.unbiased();
        double[] coverages = coverages(
                unbiased == family
                        ? fitted
                        : again.posterior(
                                again.multiplicities(),
                                unbiased.refit(again, again.multiplicities(), near)
                                        .weights()),
                fitted);
        double[] truth = new double[PassGrid.SIZE];
        for (int j : chances) {
            truth[j] += 1.0 / chances.length;
        }
        double[] errors = new double[budgets.length];
        Arrays.setAll(errors, k -> logit(coverages[k]) - logit(coverage(truth, fails[k])));
        double[] observed = observed(resampled);
        return new Replicate(
                errors,
                StrictMath.log(Math.max(1, saturation(fitted)) / Math.max(1, saturation(truth))),
                observed,
                squares(observed, fitted),
                likelihood(resampled));
    }

    private static double logit(double share) {
        double inside = Math.max(1e-12, Math.min(1 - 1e-12, share));
        return StrictMath.log(inside / (1 - inside));
    }

    /** Unbiased pass@k at the budgets within the samples; none if the samples are unequal. */
    private double[] observed(double[] multiplicities) {
        double[] mean = new double[within.size()];
        for (int d = 0; d < multiplicities.length; d++) {
            for (int k = 0; k < mean.length; k++) {
                mean[k] += multiplicities[d] * unbiased[d][k] / problems.size();
            }
        }
        return mean;
    }

    /** TTSPM by least squares on the observed curve, or on the fitted one if there is none. */
    private Ttspm squares(double[] observed, double[] mixture) {
        if (!within.isEmpty()) {
            return Ttspm.fit(within, observed);
        }
        List<Integer> to = Arrays.stream(budgets).filter(k -> k <= most).boxed().toList();
        double[] values = IntStream.range(0, to.size())
                .mapToDouble(k -> coverage(mixture, fails[k]))
                .toArray();
        return Ttspm.fit(to, values);
    }

    private Ttspm likelihood(double[] multiplicities) {
        List<Count> distinct = rows.distinct();
        return Ttspm.ofCounts(
                distinct.stream().mapToInt(Count::samples).toArray(),
                distinct.stream().mapToInt(Count::correct).toArray(),
                multiplicities);
    }

    private static double coverage(double[] mixture, double[] fail) {
        double sum = 0;
        for (int j = 0; j < mixture.length; j++) {
            sum += mixture[j] * (1 - fail[j]);
        }
        return sum;
    }

    /** The smallest N from which coverage gains no more than epsilon by one more attempt: the gain E[p (1-p)^N] only falls. */
    private double saturation(double[] mixture) {
        if (gain(mixture, 0) <= settings.epsilon()) {
            return 0;
        }
        long reached = 0;
        long below = 1;
        while (gain(mixture, below) > settings.epsilon()) {
            reached = below;
            below *= 2;
        }
        while (below - reached > 1) {
            long middle = (reached + below) / 2;
            if (gain(mixture, middle) > settings.epsilon()) {
                reached = middle;
            } else {
                below = middle;
            }
        }
        return below;
    }

    private double gain(double[] mixture, long budget) {
        double[] fail = rows.grid().fail((double) budget);
        double sum = 0;
        for (int j = 0; j < mixture.length; j++) {
            sum += mixture[j] * rows.grid().p(j) * fail[j];
        }
        return sum;
    }

    private List<FitCurveRow> curve(double[] coverages, double[] posterior, double[] beta, List<Replicate> replicates) {
        double[] observed = observed(times);
        Ttspm squares = squares(observed, posterior);
        PowerLaw law = within.isEmpty() ? new PowerLaw(Double.NaN, Double.NaN) : PowerLaw.fit(within, observed);
        List<FitCurveRow> curve = new ArrayList<>();
        for (int k = 0; k < budgets.length; k++) {
            int at = k;
            int inside = within.indexOf(budgets[k]);
            curve.add(new FitCurveRow(
                    budgets[k],
                    inside < 0
                            ? new Interval(Double.NaN, Double.NaN, Double.NaN)
                            : interval(observed[inside], replicates, r -> r.observed()[inside]),
                    predicted(coverages[k], replicates, at),
                    squares.accuracy(budgets[k]),
                    coverage(beta, fails[k]),
                    law.coverage(budgets[k])));
        }
        return curve;
    }

    /** What a replicate says of one number. */
    private interface Reading {
        double of(Replicate replicate);
    }

    /** An estimate with the middle 95 % of the replicates, stretched to hold it; no interval if there are too few. */
    private static Interval interval(double value, List<Replicate> replicates, Reading reading) {
        if (replicates.size() < LEAST_FOR_INTERVALS) {
            return new Interval(value, Double.NaN, Double.NaN);
        }
        double[] sorted = replicates.stream().mapToDouble(reading::of).sorted().toArray();
        return new Interval(value, Math.min(value, quantile(sorted, 0.025)), Math.max(value, quantile(sorted, 0.975)));
    }

    /** A coverage with the errors of the replicates taken off it. */
    private static Interval predicted(double coverage, List<Replicate> replicates, int budget) {
        Interval error = interval(0, replicates, r -> r.coverage()[budget]);
        return new Interval(
                coverage,
                Math.min(coverage, 1 / (1 + StrictMath.exp(error.high() - logit(coverage)))),
                Math.max(coverage, 1 / (1 + StrictMath.exp(error.low() - logit(coverage)))));
    }

    private static Interval predicted(double budget, List<Replicate> replicates) {
        Interval error = interval(0, replicates, Replicate::saturation);
        return new Interval(budget, budget / StrictMath.exp(error.high()), budget / StrictMath.exp(error.low()));
    }

    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        double rest = at - below;
        return rest == 0 ? sorted[below] : (1 - rest) * sorted[below] + rest * sorted[below + 1];
    }

    private List<FitParameterRow> parameters(int chosen, Member member) {
        List<FitParameterRow> result = new ArrayList<>();
        if (families.get(chosen) instanceof ParametricFamily family) {
            LikelihoodProfile profile = new LikelihoodProfile(family, rows, times, member);
            for (int i = 0; i < family.parameters().size(); i++) {
                Parameter parameter = family.parameters().get(i);
                LikelihoodProfile.Range range = profile.range(i);
                double value = member.values()[i];
                result.add(new FitParameterRow(
                        parameter.name(),
                        new Interval(value, Math.min(value, range.low()), Math.max(value, range.high())),
                        family.identifies(i, range),
                        Bound.holds(member.at()[i], 0, 1),
                        parameter.meaning()));
            }
        }
        return result;
    }

    private List<FitTtspmRow> saturation(double[] posterior, List<Replicate> replicates) {
        double epsilon = settings.epsilon();
        Ttspm squares = squares(observed(times), posterior);
        Ttspm likelihood = likelihood(times);
        Interval none = new Interval(Double.NaN, Double.NaN, Double.NaN);
        return List.of(
                new FitTtspmRow(
                        "coverage", "fitted curve", none, none, epsilon, predicted(saturation(posterior), replicates)),
                row("TTSPM, least squares", squares, replicates, Replicate::squares),
                row("TTSPM, likelihood", likelihood, replicates, Replicate::likelihood));
    }

    /** What a replicate has of TTSPM. */
    private interface Model {
        Ttspm of(Replicate replicate);
    }

    private FitTtspmRow row(String method, Ttspm fit, List<Replicate> replicates, Model model) {
        double epsilon = settings.epsilon();
        return new FitTtspmRow(
                "coverage",
                method,
                interval(fit.fMax(), replicates, r -> model.of(r).fMax()),
                interval(fit.px(), replicates, r -> model.of(r).px()),
                epsilon,
                interval((double) fit.saturationBudget(epsilon), replicates, r ->
                        (double) model.of(r).saturationBudget(epsilon)));
    }

    /** Counts in bins 0, 1, 2..3, 4..7, .., observed and expected. */
    private List<FitCountRow> counts(double[] weights) {
        List<int[]> bins = new ArrayList<>();
        bins.add(new int[] {0, 0});
        for (int from = 1; from <= most; from *= 2) {
            bins.add(new int[] {from, Math.min(most, 2 * from - 1)});
        }
        List<FitCountRow> result = new ArrayList<>();
        int[] sizes =
                problems.stream().mapToInt(Count::samples).distinct().sorted().toArray();
        for (int[] bin : bins) {
            long observed = problems.stream()
                    .filter(count -> count.correct() >= bin[0] && count.correct() <= bin[1])
                    .count();
            double expected = 0;
            double variance = 0;
            for (int n : sizes) {
                long there =
                        problems.stream().filter(count -> count.samples() == n).count();
                double chance = CountRows.chance(rows.grid(), weights, n, bin[0], bin[1]);
                expected += there * chance;
                variance += there * chance * (1 - chance);
            }
            result.add(new FitCountRow(bin[0], bin[1], observed, expected, Math.sqrt(variance)));
        }
        return result;
    }

    /** The same distribution on wider cells, which moves coverage by less than 0.001; what lies below 1e-8 is one value. */
    private List<Chance> compressed(double[] mixture) {
        List<Chance> chances = new ArrayList<>();
        int stride = (int) Math.round(BIN / PassGrid.WIDTH);
        if (mixture[0] > LEAST_WEIGHT) {
            chances.add(new Chance(0, mixture[0]));
        }
        int end = 1;
        while (end < PassGrid.SIZE - 1) {
            double weight = 0;
            double mean = 0;
            int from = end;
            end = Math.min(end == 1 ? TAIL : from + stride, PassGrid.SIZE - 1);
            for (int j = from; j < end; j++) {
                weight += mixture[j];
                mean += mixture[j] * rows.grid().p(j);
            }
            if (weight > LEAST_WEIGHT) {
                chances.add(new Chance(mean / weight, weight));
            }
        }
        if (mixture[PassGrid.SIZE - 1] > LEAST_WEIGHT) {
            chances.add(new Chance(1, mixture[PassGrid.SIZE - 1]));
        }
        return chances;
    }
}
