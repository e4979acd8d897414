package dev.plateau.calibrate;

import dev.plateau.analytic.Ttspm;
import dev.plateau.calibrate.DifficultyFamily.Member;
import dev.plateau.calibrate.SampledProblem.Attempt;
import dev.plateau.model.AttemptShape;
import dev.plateau.model.Difficulty;
import dev.plateau.model.Difficulty.Chance;
import dev.plateau.model.Lengths;
import dev.plateau.model.Mistakes;
import dev.plateau.model.ModelCost;
import dev.plateau.model.Refinement;
import dev.plateau.model.SimilarityShape;
import dev.plateau.model.TaskTree;
import dev.plateau.model.Verifier;
import dev.plateau.model.World;
import dev.plateau.random.KeyedStream;
import dev.plateau.random.Keys;
import dev.plateau.random.Purpose;
import dev.plateau.result.FitHeldOutRow;
import dev.plateau.result.FitParameterRow;
import dev.plateau.result.FitTtspmRow;
import dev.plateau.result.FitVoteRow;
import dev.plateau.result.PredictionRow;
import dev.plateau.run.Outcomes;
import dev.plateau.run.TaskRunner;
import dev.plateau.select.Selection;
import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds from samples with answers, and perhaps scores, what votes over these problems do at budgets that were not run (MODEL
 * section 13): difficulty as {@link CountsFit} does, how wrong attempts agree ({@link AnswerLaw}) and what the verifier says
 * ({@link ScoreLaw}), each by maximum likelihood.
 *
 * <p>Predictions are of these problems. Each keeps what its samples tell of its chance, of its wrong answers and of the
 * verifier's errors about them (empirical Bayes), and a budget beyond the samples adds attempts to them. Intervals come from a
 * bootstrap over problems: each replicate fits all laws to resampled problems, then draws the further attempts at the real ones
 * once. So an interval has room for the error of the fit and for the luck of the attempts that the prediction will be compared
 * with; not for problems unlike every member of a law.
 */
public final class SamplesFit {
    private static final int DRAWS = 100;
    private static final int REPLICATES = 120;
    private static final int LEAST_FOR_INTERVALS = 40;
    private static final int SHUFFLES = 100;
    private static final int NODES = 7;
    private static final int WORLD_TASKS = 4096;
    private static final int HALVINGS = 8;
    private static final int WORLD_BUDGET = 256;
    private static final int HALF_FROM = 4;
    private static final double CLEARLY = 2;
    private static final List<String> METRICS = List.of("coverage", "majority", "weighted_majority", "best_of_n");
    private static final List<Selection> SELECTIONS =
            List.of(Selection.ORACLE, Selection.MAJORITY, Selection.WEIGHTED_MAJORITY, Selection.BEST_OF_N);

    private final List<SampledProblem> problems;
    private final CountsFit.Settings settings;
    private final CountsFit counts;
    private final CountRows rows;
    private final int fewest;
    private final int most;
    private final boolean scored;
    private final int metrics;
    private final int[] budgets;
    private final List<int[]> votes;

    /**
     * A fit.
     *
     * @param problems as {@link CountsFit} wants them; either all attempts have a finite score or none has one
     * @param settings what is asked for
     */
    public SamplesFit(List<SampledProblem> problems, CountsFit.Settings settings) {
        this.problems = List.copyOf(problems);
        this.settings = settings;
        counts = new CountsFit(
                problems.stream().map(SampledProblem::count).toList(),
                new CountsFit.Settings(List.of(), settings.epsilon(), settings.seed(), settings.threads()));
        rows = counts.rows();
        fewest = problems.stream()
                .mapToInt(problem -> problem.attempts().size())
                .min()
                .orElseThrow();
        most = problems.stream()
                .mapToInt(problem -> problem.attempts().size())
                .max()
                .orElseThrow();
        scored = problems.stream()
                .flatMap(problem -> problem.attempts().stream())
                .noneMatch(attempt -> Double.isNaN(attempt.score()));
        metrics = scored ? VoteCount.METRICS : VoteCount.WEIGHTED;
        votes = problems.stream().map(SampledProblem::wrongVotes).toList();
        budgets = budgets();
    }

    /** Powers of two to eight times the samples or to what is asked for, the numbers of samples, and all that is asked for. */
    private int[] budgets() {
        int to = Math.max(
                8 * most, settings.predict().stream().mapToInt(k -> k).max().orElse(0));
        TreeSet<Integer> all = new TreeSet<>(settings.predict());
        for (long k = 1; k <= to; k *= 2) {
            all.add((int) k);
        }
        all.add(fewest);
        all.add(most);
        return all.stream().mapToInt(k -> k).toArray();
    }

    /** All laws, with what they tell of each distinct count. */
    @SuppressWarnings("ArrayRecordComponent") // private, never compared
    private record Laws(
            double[] prior,
            double[][] posterior,
            double[][] near,
            AnswerLaw answers,
            @Nullable ScoreLaw scores) {}

    /** One bootstrap replicate: curves by metric and budget. */
    @SuppressWarnings("ArrayRecordComponent") // private, never compared
    private record Replicate(Laws laws, double[][] fitted, double[][] observed, double correlation) {}

    /**
     * Fits.
     *
     * @param progress is told how it goes on, and may end the bootstrap early
     */
    public SamplesCalibration fit(FitProgress progress) {
        boolean[] stop = {false};
        CountsFit.Choice choice = counts.choose((state, done) -> stop[0] |= progress.step(state, 0.1 * done));
        Member member = choice.members().get(choice.chosen());
        DifficultyFamily family = counts.families().get(choice.chosen());
        stop[0] |= progress.step("fitting answers and scores", 0.1);
        Member near = counts.near(choice);
        Laws laws = laws(member.weights(), near.weights(), AnswerLaw.fit(votes(all())), null, all());
        double[][] fitted = fitted(laws);
        CountsCalibration difficulty =
                counts.fit(choice, near, List.of(), stop, (state, done) -> progress.step(state, 0.1 + 0.2 * done));
        stop[0] |= progress.step("simulating the scenario", 0.3);
        World world = world(laws, difficulty.mixture(), fitted);
        double[][] simulated = simulated(world, WORLD_BUDGET, WORLD_TASKS);
        List<FitHeldOutRow> heldOut = stop[0] || fewest < HALF_FROM ? List.of() : heldOut(stop, progress);
        List<Replicate> replicates = new ArrayList<>();
        if (!stop[0]) {
            try (Replicates<Replicate> pool = new Replicates<>(settings.threads())) {
                replicates.addAll(pool.run(
                        REPLICATES,
                        b -> replicate(family, member, near, laws, b),
                        share -> progress.step("bootstrap", 0.5 + 0.5 * share)));
            }
        }
        double[][] observed = observed();
        List<FitVoteRow> curve = new ArrayList<>();
        List<PredictionRow> predictions = new ArrayList<>();
        for (int m = 0; m < metrics; m++) {
            int metric = m;
            for (int b = 0; b < budgets.length; b++) {
                int at = b;
                FitVoteRow row = new FitVoteRow(
                        METRICS.get(m),
                        budgets[b],
                        budgets[b] <= fewest
                                ? interval(
                                        mean(observed[m * budgets.length + b]),
                                        replicates,
                                        r -> r.observed()[metric][at])
                                : new Interval(Double.NaN, Double.NaN, Double.NaN),
                        interval(fitted[m][b], replicates, r -> r.fitted()[metric][at]),
                        simulated[m][b]);
                curve.add(row);
                if (settings.predict().contains(budgets[b])) {
                    predictions.add(new PredictionRow(budgets[b], METRICS.get(m), row.fitted()));
                }
            }
        }
        return new SamplesCalibration(
                difficulty,
                laws.answers(),
                Optional.ofNullable(laws.scores()),
                world,
                curve,
                saturation(difficulty, observed, replicates),
                predictions,
                heldOut,
                parameters(laws, replicates),
                correlation(laws, all()),
                serial(),
                notIdentified(laws),
                replicates.size(),
                stop[0] || replicates.size() < REPLICATES);
    }

    /** TTSPM of every curve, on its observed budgets. */
    private List<FitTtspmRow> saturation(
            CountsCalibration difficulty, double[][] observed, List<Replicate> replicates) {
        List<FitTtspmRow> rows = new ArrayList<>(difficulty.saturation());
        List<Integer> within =
                Arrays.stream(budgets).filter(k -> k <= fewest).boxed().toList();
        for (int m = 1; m < metrics; m++) {
            int metric = m;
            double[] values = IntStream.range(0, within.size())
                    .mapToDouble(b -> mean(observed[metric * budgets.length + b]))
                    .toArray();
            for (Method method : Method.values()) {
                Ttspm fit = method.fit(within, values);
                List<Ttspm> fits = replicates.stream()
                        .map(r -> method.fit(within, Arrays.copyOf(r.observed()[metric], within.size())))
                        .toList();
                rows.add(new FitTtspmRow(
                        METRICS.get(m),
                        "TTSPM, " + method.title,
                        interval(fit.fMax(), fits, Ttspm::fMax),
                        interval(fit.px(), fits, Ttspm::px),
                        settings.epsilon(),
                        interval((double) fit.saturationBudget(settings.epsilon()), fits, own ->
                                (double) own.saturationBudget(settings.epsilon()))));
            }
        }
        return rows;
    }

    /** How TTSPM is fitted to a curve. */
    private enum Method {
        SQUARES("least squares"),
        LIKELIHOOD("likelihood");

        private final String title;

        Method(String title) {
            this.title = title;
        }

        Ttspm fit(List<Integer> budgets, double[] values) {
            return this == SQUARES ? Ttspm.fit(budgets, values) : Ttspm.likeliest(budgets, values);
        }
    }

    private int[] all() {
        return IntStream.range(0, problems.size()).toArray();
    }

    private List<int[]> votes(int[] chosen) {
        return Arrays.stream(chosen)
                .mapToObj(votes::get)
                .filter(v -> v.length > 0)
                .toList();
    }

    private Laws laws(double[] prior, double[] nearby, AnswerLaw answers, @Nullable ScoreLaw start, int[] chosen) {
        double[][] posterior = posterior(prior);
        double[][] near = nearby == prior ? posterior : posterior(nearby);
        if (!scored) {
            return new Laws(prior, posterior, near, answers, null);
        }
        ScoreLaw.Probits[] probits = new ScoreLaw.Probits[posterior.length];
        for (int d = 0; d < probits.length; d++) {
            probits[d] = probits(posterior[d], rows.from(d));
        }
        List<ScoreLaw.Scored> scores = Arrays.stream(chosen)
                .mapToObj(i -> new ScoreLaw.Scored(problems.get(i), probits[rows.kind(i)]))
                .toList();
        return new Laws(prior, posterior, near, answers, start == null ? ScoreLaw.fit(scores) : start.refit(scores));
    }

    /** Cumulative chances of the cells from the first possible one, by distinct count. */
    private double[][] posterior(double[] prior) {
        double[][] cumulative = new double[rows.size()][];
        for (int d = 0; d < cumulative.length; d++) {
            double[] sums = rows.row(d).clone();
            double sum = 0;
            for (int i = 0; i < sums.length; i++) {
                sum += sums[i] * prior[rows.from(d) + i];
                sums[i] = sum;
            }
            for (int i = 0; i < sums.length; i++) {
                sums[i] /= sum;
            }
            cumulative[d] = sums;
        }
        return cumulative;
    }

    private static int cell(double[] cumulative, int from, double u) {
        int at = Arrays.binarySearch(cumulative, u);
        return from + Math.min(cumulative.length - 1, at < 0 ? -at - 1 : at + 1);
    }

    private ScoreLaw.Probits probits(double[] cumulative, int from) {
        double[] values = new double[NODES];
        double[] weights = new double[NODES];
        for (int k = 0; k < NODES; k++) {
            values[k] = AttemptLaw.probit(rows.grid(), cell(cumulative, from, (k + 0.5) / NODES));
            weights[k] = 1.0 / NODES;
        }
        return new ScoreLaw.Probits(values, weights);
    }

    /** Curves of these problems by metric and budget: the mean over many draws; coverage in closed form. */
    private double[][] fitted(Laws laws) {
        double[][] sums = new double[metrics][budgets.length];
        for (int draw = 0; draw < DRAWS; draw++) {
            double[][] one = drawn(laws, key(1, draw));
            for (int m = 0; m < metrics; m++) {
                for (int b = 0; b < budgets.length; b++) {
                    sums[m][b] += one[m][b] / DRAWS;
                }
            }
        }
        double[] nearAtEnds = Arrays.stream(counts.handover().ends())
                .map(k -> coverage(laws.near(), k))
                .toArray();
        for (int b = 0; b < budgets.length; b++) {
            sums[VoteCount.COVERAGE][b] = counts.handover()
                    .coverage(
                            budgets[b],
                            coverage(laws.near(), budgets[b]),
                            coverage(laws.posterior(), budgets[b]),
                            nearAtEnds);
        }
        return sums;
    }

    private double coverage(double[][] posterior, double budget) {
        double[][] unsolved = new double[2][];
        double sum = 0;
        for (int i = 0; i < problems.size(); i++) {
            int n = problems.get(i).attempts().size();
            boolean added = budget > n;
            boolean solved = problems.get(i).count().correct() > 0;
            if (added && solved) {
                sum++;
                continue;
            }
            int d = rows.kind(i);
            unsolved[0] = posterior[d];
            unsolved[1] = rows.grid().fail(added ? budget - n : budget);
            double before = 0;
            for (int k = 0; k < unsolved[0].length; k++) {
                sum += (unsolved[0][k] - before) * (1 - unsolved[1][rows.from(d) + k]);
                before = unsolved[0][k];
            }
        }
        return sum / problems.size();
    }

    private long key(int branch, int number) {
        return Keys.child(Keys.child(Keys.root(settings.seed()), -1L - branch), number);
    }

    /** One draw of attempts at these problems: their curves by metric and budget. */
    private double[][] drawn(Laws laws, long key) {
        double[][] far = drawn(laws, laws.posterior(), new KeyedStream().at(key, Purpose.PILOT));
        if (laws.near() == laws.posterior()) {
            return far;
        }
        double[][] curves = drawn(laws, laws.near(), new KeyedStream().at(key, Purpose.PILOT));
        for (int b = 0; b < budgets.length; b++) {
            double reach = counts.handover().reach(budgets[b]);
            for (int m = 0; m < metrics; m++) {
                curves[m][b] += reach * (far[m][b] - curves[m][b]);
            }
        }
        return curves;
    }

    private double[][] drawn(Laws laws, double[][] posterior, KeyedStream stream) {
        AttemptLaw law = new AttemptLaw(rows.grid(), laws.answers(), laws.scores(), stream);
        VoteCount count = new VoteCount();
        double[][] curves = new double[metrics][budgets.length];
        double[] sums = new double[VoteCount.METRICS];
        for (int i = 0; i < problems.size(); i++) {
            SampledProblem problem = problems.get(i);
            int d = rows.kind(i);
            law.begin(problem, cell(posterior[d], rows.from(d), stream.nextDouble()));
            int n = problem.attempts().size();
            int made = 0;
            boolean anew = true;
            count.clear();
            for (int b = 0; b < budgets.length; b++) {
                if (budgets[b] > n && anew) {
                    count.clear();
                    problem.attempts().forEach(attempt -> count.add(attempt.answer(), attempt.score()));
                    made = n;
                    anew = false;
                }
                for (; made < budgets[b]; made++) {
                    law.attempt(count);
                }
                Arrays.fill(sums, 0);
                count.right(sums);
                for (int m = 0; m < metrics; m++) {
                    curves[m][b] += sums[m] / problems.size();
                }
            }
        }
        return curves;
    }

    private Replicate replicate(DifficultyFamily family, Member start, Member near, Laws laws, int number) {
        KeyedStream stream = new KeyedStream().at(key(0, number), Purpose.BOOTSTRAP);
        int[] chosen = new int[problems.size()];
        double[] times = new double[rows.size()];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = stream.nextInt(chosen.length);
            times[rows.kind(chosen[i])]++;
        }
        double[] prior = family.refit(rows, times, start).weights();
        DifficultyFamily unbiased = family.unbiased();
        double[] nearby =
                unbiased == family ? prior : unbiased.refit(rows, times, near).weights();
        List<int[]> wrong = votes(chosen);
        Laws own = laws(
                prior, nearby, wrong.isEmpty() ? laws.answers() : laws.answers().refit(wrong), laws.scores(), chosen);
        double[][] observed = new double[metrics][budgets.length];
        double[][] all = observed();
        for (int m = 0; m < metrics; m++) {
            for (int b = 0; b < budgets.length && budgets[b] <= fewest; b++) {
                for (int i : chosen) {
                    observed[m][b] += all[m * budgets.length + b][i] / chosen.length;
                }
            }
        }
        return new Replicate(own, drawn(own, key(0, number)), observed, correlation(own, chosen));
    }

    private double @Nullable [][] observed;

    /** Mean of each problem over random subsets of its samples, by metric and budget. */
    private synchronized double[][] observed() {
        double[][] known = observed;
        if (known != null) {
            return known;
        }
        double[][] means = new double[metrics * budgets.length][problems.size()];
        VoteCount count = new VoteCount();
        double[] sums = new double[VoteCount.METRICS];
        for (int i = 0; i < problems.size(); i++) {
            List<Attempt> attempts = problems.get(i).attempts();
            int[] order = IntStream.range(0, attempts.size()).toArray();
            KeyedStream stream = new KeyedStream().at(key(2, i), Purpose.BOOTSTRAP);
            for (int shuffle = 0; shuffle < SHUFFLES; shuffle++) {
                count.clear();
                int made = 0;
                for (int b = 0; b < budgets.length && budgets[b] <= fewest; b++) {
                    for (; made < budgets[b]; made++) {
                        int j = made + stream.nextInt(order.length - made);
                        int swap = order[made];
                        order[made] = order[j];
                        order[j] = swap;
                        Attempt attempt = attempts.get(order[made]);
                        count.add(attempt.answer(), attempt.score());
                    }
                    Arrays.fill(sums, 0);
                    count.right(sums);
                    for (int m = 0; m < metrics; m++) {
                        means[m * budgets.length + b][i] += sums[m] / SHUFFLES;
                    }
                }
            }
        }
        observed = means;
        return means;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    /** A fit to the first half of the samples, asked what all samples show. */
    private List<FitHeldOutRow> heldOut(boolean[] stop, FitProgress progress) {
        int half = fewest / 2;
        stop[0] |= progress.step("fitting the first half of the samples", 0.4);
        List<SampledProblem> first =
                problems.stream().map(problem -> problem.first(half)).toList();
        long right =
                first.stream().mapToLong(problem -> problem.count().correct()).sum();
        if (right == 0 || right == (long) half * first.size()) {
            return List.of();
        }
        SamplesFit fit = new SamplesFit(
                first,
                new CountsFit.Settings(List.of(fewest), settings.epsilon(), settings.seed(), settings.threads()));
        SampledProblem[] whole =
                problems.stream().map(problem -> problem.first(fewest)).toArray(SampledProblem[]::new);
        double[] sums = new double[VoteCount.METRICS];
        VoteCount count = new VoteCount();
        for (SampledProblem problem : whole) {
            count.clear();
            problem.attempts().forEach(attempt -> count.add(attempt.answer(), attempt.score()));
            count.right(sums);
        }
        List<FitHeldOutRow> result = new ArrayList<>();
        List<PredictionRow> predictions = fit.predictions();
        for (int m = 0; m < predictions.size(); m++) {
            PredictionRow row = predictions.get(m);
            result.add(new FitHeldOutRow(row.metric(), half, fewest, row.value(), sums[m] / problems.size()));
        }
        return result;
    }

    /** Predictions alone, at the budgets asked for, by ascending metric. */
    private List<PredictionRow> predictions() {
        CountsFit.Choice choice = counts.choose(FitProgress.NONE);
        Member member = choice.members().get(choice.chosen());
        DifficultyFamily family = counts.families().get(choice.chosen());
        Member near = counts.near(choice);
        Laws laws = laws(member.weights(), near.weights(), AnswerLaw.fit(votes(all())), null, all());
        double[][] fitted = fitted(laws);
        List<PredictionRow> result = new ArrayList<>();
        try (Replicates<Replicate> pool = new Replicates<>(settings.threads())) {
            List<Replicate> replicates =
                    pool.run(REPLICATES, b -> replicate(family, member, near, laws, b), share -> false);
            for (int m = 0; m < metrics; m++) {
                int metric = m;
                for (int k : settings.predict()) {
                    int at = Arrays.binarySearch(budgets, k);
                    result.add(new PredictionRow(
                            k, METRICS.get(m), interval(fitted[m][at], replicates, r -> r.fitted()[metric][at])));
                }
            }
        }
        return result;
    }

    private static <R> Interval interval(double value, List<R> replicates, ToDoubleFunction<R> reading) {
        if (replicates.size() < LEAST_FOR_INTERVALS) {
            return new Interval(value, Double.NaN, Double.NaN);
        }
        double[] sorted = replicates.stream().mapToDouble(reading).sorted().toArray();
        int tail = (int) (0.025 * sorted.length);
        return new Interval(value, Math.min(value, sorted[tail]), Math.max(value, sorted[sorted.length - 1 - tail]));
    }

    /**
     * The laws as a world. There, right attempts of different directions have different errors of the verifier, and the best
     * of many right attempts scores higher than that of the fit, where they share one. So what a right attempt scores above a
     * wrong one is set to give best-of-N, over the budgets within the samples, the mean that it has in the fit.
     */
    private World world(Laws laws, List<Chance> mixture, double[][] fitted) {
        ScoreLaw scores = laws.scores();
        if (scores == null) {
            return world(laws, mixture, Verifier.calibrated());
        }
        int inside = (int) Arrays.stream(budgets).filter(k -> k <= most).count();
        double wanted = Arrays.stream(fitted[VoteCount.BEST], 0, inside).sum();
        double low = 0;
        double high = 2 * Math.max(0, scores.outcome());
        for (int halving = 0; halving < HALVINGS; halving++) {
            double middle = (low + high) / 2;
            double[] best =
                    simulated(world(laws, mixture, scores.verifier(middle)), most, WORLD_TASKS / 4)[VoteCount.BEST];
            if (Arrays.stream(best, 0, inside).sum() < wanted) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return world(laws, mixture, scores.verifier((low + high) / 2));
    }

    private static World world(Laws laws, List<Chance> mixture, Verifier verifier) {
        ModelCost none = new ModelCost("unknown", 1, 0);
        return new World(
                new Difficulty(0, 0, new Difficulty.Mixture(mixture)),
                laws.answers().directions(),
                new AttemptShape(0, 0, 1, 1, AttemptShape.fixedSteps(1)),
                Mistakes.NONE,
                new Refinement(0, 0, 0),
                verifier,
                new SimilarityShape(0, 1, 0, SimilarityShape.View.TRUE),
                laws.answers().answers(),
                new Lengths(1, 1, 0, 0),
                none,
                none,
                none);
    }

    /** Curves of a world by metric and budget; NaN beyond the largest budget that is simulated. */
    private double[][] simulated(World world, int largest, int tasks) {
        int[] own =
                Arrays.stream(budgets).filter(k -> k <= Math.max(largest, most)).toArray();
        TaskTree tree = new TaskTree(world, settings.seed());
        TaskRunner runner = new TaskRunner(tree, own);
        Outcomes outcomes = new Outcomes(own.length);
        double[][] curves = new double[metrics][budgets.length];
        for (double[] curve : curves) {
            Arrays.fill(curve, own.length, curve.length, Double.NaN);
        }
        for (long task = 0; task < tasks; task++) {
            tree.begin(task);
            for (int m = 0; m < metrics; m++) {
                runner.runAttempts(own, SELECTIONS.get(m), outcomes);
                for (int b = 0; b < own.length; b++) {
                    curves[m][b] += outcomes.accuracy[b] / tasks;
                }
            }
        }
        return curves;
    }

    /** What a parameter is. */
    private interface Parameter {
        double of(Replicate replicate);
    }

    private List<FitParameterRow> parameters(Laws laws, List<Replicate> replicates) {
        List<FitParameterRow> result = new ArrayList<>();
        boolean seen = votes.stream().anyMatch(v -> Arrays.stream(v).sum() > 1);
        AnswerLaw answers = laws.answers();
        add(
                result,
                replicates,
                "correlation",
                correlation(laws, all()),
                true,
                false,
                Replicate::correlation,
                "Of right and wrong between attempts at one problem.");
        add(
                result,
                replicates,
                "herding",
                answers.herding(),
                seen,
                Bound.holds(answers.herding(), 0, 1),
                r -> r.laws().answers().herding(),
                "Chance that a wrong attempt gives a typical wrong answer of the problem.");
        add(
                result,
                replicates,
                "concentration",
                answers.concentration(),
                seen,
                answers.concentrationOnBound(),
                r -> r.laws().answers().concentration(),
                "Of the typical wrong answers: small, one of them dominates.");
        if (answers.count() != AnswerLaw.ENDLESS) {
            result.add(new FitParameterRow(
                    "typical_answers",
                    new Interval(answers.count(), Double.NaN, Double.NaN),
                    seen,
                    false,
                    "How many typical wrong answers a problem has."));
        }
        ScoreLaw scores = laws.scores();
        if (scores != null) {
            boolean both = problems.stream().anyMatch(problem -> {
                int right = problem.count().correct();
                return right > 0 && right < problem.attempts().size();
            });
            score(result, replicates, "bias", scores, ScoreLaw::bias, true, "Mean logit at p = 1/2.");
            score(
                    result,
                    replicates,
                    "slope",
                    scores,
                    ScoreLaw::slope,
                    true,
                    "How the score follows the difficulty of the problem; 1 calibrated.");
            score(
                    result,
                    replicates,
                    "outcome",
                    scores,
                    ScoreLaw::outcome,
                    both,
                    "Half of what a right attempt scores above a wrong one at the same problem, in logits.");
            score(
                    result,
                    replicates,
                    "problem_noise",
                    scores,
                    ScoreLaw::problemSd,
                    true,
                    "Error that all attempts at a problem share, in logits; changes no choice among them.");
            score(
                    result,
                    replicates,
                    "direction_noise",
                    scores,
                    ScoreLaw::answerSd,
                    seen,
                    "Error that attempts with the same answer share, in logits.");
            score(
                    result,
                    replicates,
                    "step_noise",
                    scores,
                    ScoreLaw::attemptSd,
                    true,
                    "Error of a single attempt, in logits.");
        }
        return result;
    }

    private static void score(
            List<FitParameterRow> result,
            List<Replicate> replicates,
            String name,
            ScoreLaw law,
            ToDoubleFunction<ScoreLaw> of,
            boolean identified,
            String meaning) {
        add(
                result,
                replicates,
                name,
                of.applyAsDouble(law),
                identified,
                law.flat(of.applyAsDouble(law)) && name.endsWith("_noise"),
                r -> {
                    ScoreLaw own = r.laws().scores();
                    return own == null ? Double.NaN : of.applyAsDouble(own);
                },
                meaning);
    }

    private static void add(
            List<FitParameterRow> result,
            List<Replicate> replicates,
            String name,
            double value,
            boolean identified,
            boolean onBound,
            Parameter of,
            String meaning) {
        result.add(new FitParameterRow(name, interval(value, replicates, of::of), identified, onBound, meaning));
    }

    /** Intraclass correlation under the posterior mixture of some problems. */
    private double correlation(Laws laws, int[] chosen) {
        double[] times = new double[rows.size()];
        for (int i : chosen) {
            times[rows.kind(i)]++;
        }
        double[] mixture = rows.posterior(times, laws.prior());
        double mean = 0;
        double square = 0;
        for (int j = 0; j < mixture.length; j++) {
            double p = rows.grid().p(j);
            mean += mixture[j] * p;
            square += mixture[j] * p * p;
        }
        return (square - mean * mean) / (mean - mean * mean);
    }

    /** Neighbours that agree, against a random order with as many right samples (Wald and Wolfowitz 1940). */
    private double serial() {
        double excess = 0;
        double variance = 0;
        for (SampledProblem problem : problems) {
            List<Attempt> attempts = problem.attempts();
            double n = attempts.size();
            double right = problem.count().correct();
            if (right == 0 || right == n) {
                continue;
            }
            int changes = 0;
            for (int j = 1; j < n; j++) {
                changes += attempts.get(j).right() == attempts.get(j - 1).right() ? 0 : 1;
            }
            double expected = 2 * right * (n - right) / n;
            excess += expected - changes;
            variance += n > 1 ? expected * (expected - 1) / (n - 1) : 0;
        }
        return variance > 0 ? excess / Math.sqrt(variance) : 0;
    }

    private List<String> notIdentified(Laws laws) {
        List<String> result = new ArrayList<>();
        result.add(
                "How much of the correlation between attempts at a problem is its difficulty and how much a direction that all"
                        + " of them take: independent samples look the same. The scenario puts all of it into difficulty.");
        if (votes.stream().noneMatch(v -> Arrays.stream(v).sum() > 1)) {
            result.add("How wrong attempts agree: no problem has two wrong samples.");
        }
        double herded = AnswerLaw.alone().logLikelihood(votes(all()));
        if (laws.answers().logLikelihood(votes(all())) - herded < CLEARLY) {
            result.add("Directions: wrong answers agree no more than by chance.");
        }
        if (!scored) {
            result.add("The verifier: there are no scores.");
        } else {
            result.add(
                    "What the verifier says of unfinished attempts, and how its error divides between path and step: only"
                            + " finished attempts are scored. Its slope is that between problems.");
        }
        return result;
    }
}
