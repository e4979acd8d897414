package dev.plateau.benchmark;

import dev.plateau.catalog.Policies;
import dev.plateau.model.Answers;
import dev.plateau.model.AttemptShape;
import dev.plateau.model.Difficulty;
import dev.plateau.model.Directions;
import dev.plateau.model.Lengths;
import dev.plateau.model.Mistakes;
import dev.plateau.model.ModelCost;
import dev.plateau.model.Refinement;
import dev.plateau.model.SimilarityShape;
import dev.plateau.model.TaskTree;
import dev.plateau.model.Verifier;
import dev.plateau.model.World;
import dev.plateau.policy.Frontier;
import dev.plateau.policy.GivenFrontier;
import dev.plateau.policy.PolicyFactory;
import dev.plateau.policy.Settings;
import dev.plateau.policy.StepwisePolicy;
import dev.plateau.run.Outcomes;
import dev.plateau.run.TaskRunner;
import dev.plateau.select.Selection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * One allocation over the 256 prefixes of a search, five steps deep: with similarities read from the tree, and from a
 * matrix of all k^2 pairs. {@link BayesBenchmark} runs along.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RulesBenchmark {
    private static final int CANDIDATES = 256;

    @Param({
        "uniform",
        "top-k",
        "beam",
        "dvts",
        "rebase",
        "rebase-official",
        "bayes",
        "dora",
        "dora-released",
        "dora-hard",
        "dora-dynamic",
        "bayes-direction"
    })
    private String policy;

    private StepwisePolicy rule;
    private Frontier tree;
    private Frontier matrix;
    private int[] allocation;

    /** Lets every prefix go on and keeps the last frontier that it saw, which stays as it was until the next search. */
    private static final class Watcher implements StepwisePolicy {
        private Frontier seen;

        @Override
        public void allocate(Frontier frontier, int budget, int[] counts) {
            for (int i = 0; i < frontier.size(); i++) {
                counts[i] = i % 4 == 0 ? 4 : 0;
            }
            seen = frontier;
        }

        @Override
        public boolean readsScores() {
            return true;
        }

        @Override
        public boolean readsSimilarity() {
            return true;
        }
    }

    /** The same prefixes with all their cosines as a matrix, and no short cuts. */
    private static GivenFrontier matrix(Frontier frontier) {
        int k = frontier.size();
        double[][] cosines = new double[k][k];
        double[] scores = new double[k];
        double[] evidence = new double[k];
        for (int i = 0; i < k; i++) {
            frontier.cosines(i, cosines[i]);
            scores[i] = frontier.score(i);
            evidence[i] = frontier.evidence(i);
        }
        return GivenFrontier.ofCosines(scores, cosines)
                .at(frontier.step(), frontier.finished())
                .withEvidence(evidence);
    }

    /** A frontier of a search. */
    @Setup
    public void search() {
        ModelCost free = new ModelCost("none", 0, 0);
        World world = new World(
                new Difficulty(0, 0, new Difficulty.Fixed(0.3)),
                new Directions(new Directions.Zipf(5, 1), 0),
                new AttemptShape(0.3, 0.5, 0.2, 1, AttemptShape.fixedSteps(6)),
                Mistakes.NONE,
                new Refinement(0, 0, 0),
                Verifier.calibrated(),
                new SimilarityShape(0.5, 0.02, 0, SimilarityShape.View.TRUE),
                new Answers(0, 10, 1),
                new Lengths(100, 50, 0, 0),
                free,
                free,
                free);
        TaskTree task = new TaskTree(world, 1);
        task.begin(0);
        Watcher watcher = new Watcher();
        new TaskRunner(task, new int[] {CANDIDATES}).run(watcher, Selection.MAJORITY, new Outcomes(1));
        tree = watcher.seen;
        matrix = matrix(tree);
        allocation = new int[tree.size()];
        PolicyFactory factory = Policies.factories().stream()
                .filter(f -> f.id().equals(policy))
                .findFirst()
                .orElseThrow();
        rule = (StepwisePolicy) factory.create(Settings.of(factory.parameters(), Map.of()));
    }

    /** Similarities from the tree. */
    @Benchmark
    public int[] tree() {
        rule.allocate(tree, CANDIDATES, allocation);
        return allocation;
    }

    /** The naive rival: similarities of all k^2 pairs. */
    @Benchmark
    public int[] matrix() {
        rule.allocate(matrix, CANDIDATES, allocation);
        return allocation;
    }

    /** Runs it. */
    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(BayesBenchmark.class.getSimpleName())
                        .include(RulesBenchmark.class.getSimpleName())
                        .build())
                .run();
    }
}
