package dev.plateau.policy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * What every rule of the step-wise search owes the search, as a check for tests, ours and yours:
 * <ul>
 *   <li>it writes k counts of at least 0 and nothing else, with a sum from 1 to N + k (what rounding up can add), or 0 if N is;
 *   <li>if it promises so, the sum is exactly N;
 *   <li>if it is a {@link WeighingPolicy}, its weights are at least 0 and sum to 1;
 *   <li>the same frontier gets the same allocation from another instance, and from the same one after other calls: a rule has
 *       no memory;
 *   <li>prefixes in another order get what they got before; only those that weigh the same, or all if the rule reads no scores,
 *       may swap their counts;
 *   <li>all this for one candidate, equal scores, scores of 0 and 1, more candidates than rollouts, similarities all 1 or all
 *       0, late steps, and random cases.
 * </ul>
 */
public final class PolicyContract {
    private static final int RANDOM_CASES = 200;
    private static final long SEED = 20_260_101;
    private static final int UNTOUCHED = -7;
    private static final double TOLERANCE = 1e-9;
    private static final Comparator<Dealt> BY_KIND =
            Comparator.comparingDouble(Dealt::kind).thenComparingInt(Dealt::count);

    private final Supplier<? extends StepwisePolicy> policies;
    private final boolean exact;
    private final List<String> violations = new ArrayList<>();

    private PolicyContract(Supplier<? extends StepwisePolicy> policies, boolean exact) {
        this.policies = policies;
        this.exact = exact;
    }

    /** A frontier and what may be spent on it. */
    private record Case(GivenFrontier frontier, int budget, boolean shuffled) {}

    private record Dealt(double kind, int count) {}

    private record Answer(String name, Case tried, List<Integer> allocation) {}

    /**
     * Checks a rule.
     *
     * @param policies makes a new instance each time
     * @return what is wrong, one line each with the case it was seen in; empty if nothing is
     */
    public static List<String> violations(Supplier<? extends StepwisePolicy> policies) {
        return new PolicyContract(policies, false).check();
    }

    /** Checks a rule that promises to spend exactly N, as {@link #violations} does. */
    public static List<String> violationsSpendingExactly(Supplier<? extends StepwisePolicy> policies) {
        return new PolicyContract(policies, true).check();
    }

    private List<String> check() {
        Map<String, Case> cases = cases();
        StepwisePolicy used = policies.get();
        Deque<Answer> answers = new ArrayDeque<>();
        cases.forEach((name, tried) -> {
            int[] allocation = allocation(name, used, tried.frontier(), tried.budget());
            answers.push(new Answer(name, tried, counts(allocation)));
            checkCounts(name, tried, allocation);
            checkWeights(name, tried);
            if (tried.shuffled()) {
                checkOrder(name, tried, allocation);
            }
        });
        // Backwards, so that every case but one now follows another call than before.
        for (Answer answer : answers) {
            checkAgain(answer, used, "remembers earlier calls");
            checkAgain(answer, policies.get(), "two instances differ");
        }
        return List.copyOf(violations);
    }

    private static List<Integer> counts(int[] allocation) {
        return Arrays.stream(allocation).boxed().toList();
    }

    private void checkAgain(Answer answer, StepwisePolicy policy, String otherwise) {
        int[] again = allocation(
                answer.name(), policy, answer.tried().frontier(), answer.tried().budget());
        if (!answer.allocation().equals(counts(again))) {
            violations.add(answer.name() + ": " + otherwise);
        }
    }

    private int[] allocation(String name, StepwisePolicy policy, GivenFrontier frontier, int budget) {
        int k = frontier.size();
        int[] allocation = new int[k + 2];
        Arrays.fill(allocation, UNTOUCHED);
        try {
            if (policy instanceof OraclePolicy oracle) {
                oracle.allocate(new Sighted(frontier), budget, allocation);
            } else {
                policy.allocate(frontier, budget, allocation);
            }
        } catch (RuntimeException e) {
            violations.add(name + ": throws " + e);
            return new int[0];
        }
        if (allocation[k] != UNTOUCHED || allocation[k + 1] != UNTOUCHED) {
            violations.add(name + ": writes beyond the k-th count");
        }
        return Arrays.copyOf(allocation, k);
    }

    private void checkCounts(String name, Case tried, int[] allocation) {
        long sum = 0;
        for (int count : allocation) {
            sum += count;
            if (count < 0) {
                violations.add(name + ": a count is " + (count == UNTOUCHED ? "not written" : count));
            }
        }
        long most = (long) tried.budget() + allocation.length;
        if (allocation.length > 0 && ((exact || tried.budget() == 0) ? sum != tried.budget() : sum < 1 || sum > most)) {
            violations.add(name + ": spends " + sum + " of " + tried.budget());
        }
    }

    private void checkWeights(String name, Case tried) {
        if (!(policies.get() instanceof WeighingPolicy weighing) || weighing instanceof OraclePolicy) {
            return;
        }
        double[] weights = new double[tried.frontier().size()];
        weighing.weigh(tried.frontier(), tried.budget(), weights);
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
            if (!(weight >= 0)) {
                violations.add(name + ": a weight is " + weight);
            }
        }
        if (!(Math.abs(sum - 1) <= TOLERANCE)) {
            violations.add(name + ": the weights sum to " + sum);
        }
    }

    private void checkOrder(String name, Case tried, int[] allocation) {
        int k = allocation.length;
        int[] order = new int[k];
        for (int i = 0; i < k; i++) {
            order[i] = i;
        }
        SplittableRandom random = new SplittableRandom(SEED + k);
        for (int i = k - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int moved = order[i];
            order[i] = order[other];
            order[other] = moved;
        }
        StepwisePolicy policy = policies.get();
        int[] reordered = allocation(name, policy, tried.frontier().reordered(order), tried.budget());
        double[] kinds = kinds(policy, tried);
        List<Dealt> expected = new ArrayList<>();
        List<Dealt> actual = new ArrayList<>();
        for (int i = 0; i < reordered.length; i++) {
            expected.add(new Dealt(kinds[i], allocation[i]));
            actual.add(new Dealt(kinds[order[i]], reordered[i]));
        }
        expected.sort(BY_KIND);
        actual.sort(BY_KIND);
        if (!expected.equals(actual)) {
            violations.add(name + ": the order of the prefixes matters");
        }
    }

    /** Prefixes of the same kind are the same to the rule: it may deal their counts out in any order. */
    private static double[] kinds(StepwisePolicy policy, Case tried) {
        double[] kinds = new double[tried.frontier().size()];
        if (policy instanceof WeighingPolicy weighing) {
            weighing.weigh(tried.frontier(), tried.budget(), kinds);
        } else if (policy.readsScores()) {
            for (int i = 0; i < kinds.length; i++) {
                kinds[i] = tried.frontier().score(i);
            }
        }
        return kinds;
    }

    private static Map<String, Case> cases() {
        Map<String, Case> cases = new LinkedHashMap<>();
        for (int budget : new int[] {0, 1, 2, 7, 64, 4096}) {
            cases.put("one candidate, N = " + budget, edge(new double[] {0.3}, 0, budget));
            for (int k : new int[] {2, 5, 40}) {
                String of = k + " candidates, N = " + budget + ", ";
                double[] equal = new double[k];
                cases.put(of + "scores 0", edge(equal.clone(), 0, budget));
                Arrays.fill(equal, 1);
                cases.put(of + "scores 1", edge(equal.clone(), 1, budget));
                Arrays.fill(equal, 0.5);
                cases.put(of + "equal scores, similarities 1", edge(equal.clone(), 1, budget));
                cases.put(of + "equal scores, similarities 0", edge(equal.clone(), 0, budget));
                double[] extremes = new double[k];
                for (int i = 0; i < k; i += 2) {
                    extremes[i] = 1;
                }
                cases.put(of + "scores 0 and 1", edge(extremes, 0.99, budget));
            }
        }
        SplittableRandom random = new SplittableRandom(SEED);
        for (int number = 0; number < RANDOM_CASES; number++) {
            int k = 1 + random.nextInt(50);
            double[] scores = random.doubles(k).toArray();
            int directions = 1 + random.nextInt(5);
            double[][] embeddings = new double[k][];
            for (int i = 0; i < k; i++) {
                embeddings[i] = random.doubles(6, -0.3, 0.3).toArray();
                embeddings[i][random.nextInt(directions)] += 1;
            }
            int step = 1 + random.nextInt(9);
            GivenFrontier frontier = GivenFrontier.of(scores, embeddings)
                    .at(step, random.nextInt(3))
                    .withEvidence(random.doubles(k, 0, step).toArray());
            cases.put("random case " + number, new Case(frontier, 1 + random.nextInt(300), true));
        }
        return cases;
    }

    private static Case edge(double[] scores, double cosine, int budget) {
        double[][] cosines = new double[scores.length][scores.length];
        for (int i = 0; i < scores.length; i++) {
            Arrays.fill(cosines[i], cosine);
            cosines[i][i] = 1;
        }
        return new Case(GivenFrontier.ofCosines(scores, cosines), budget, false);
    }

    /** A truth to show to oracles: values that differ from the scores, three directions. */
    private record Sighted(GivenFrontier frontier) implements OracleFrontier {
        @Override
        public double value(int i) {
            return 1 - frontier.score(i);
        }

        @Override
        public int direction(int i) {
            return frontier.lineage(i) % 3;
        }

        @Override
        public int size() {
            return frontier.size();
        }

        @Override
        public double score(int i) {
            return frontier.score(i);
        }

        @Override
        public double evidence(int i) {
            return frontier.evidence(i);
        }

        @Override
        public double cosine(int i, int j) {
            return frontier.cosine(i, j);
        }

        @Override
        public int lineage(int i) {
            return frontier.lineage(i);
        }

        @Override
        public int step() {
            return frontier.step();
        }

        @Override
        public int finished() {
            return frontier.finished();
        }
    }
}
