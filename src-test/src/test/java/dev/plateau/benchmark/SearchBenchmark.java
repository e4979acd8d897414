package dev.plateau.benchmark;

import dev.plateau.catalog.Policies;
import dev.plateau.experiment.Study;
import dev.plateau.model.TaskTree;
import dev.plateau.policy.Policy;
import dev.plateau.policy.PolicyFactory;
import dev.plateau.policy.Settings;
import dev.plateau.run.Outcomes;
import dev.plateau.run.TaskRunner;
import dev.plateau.scenario.Catalogue;
import dev.plateau.scenario.ScenarioException;
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

/** A whole search of 256 rollouts on tasks of the default scenario, by policy; opening the task is the baseline. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
@State(Scope.Thread)
public class SearchBenchmark {
    private static final int ROLLOUTS = 256;

    @Param({"rebase", "dora", "beam", "parallel"})
    public String policy = "rebase";

    private TaskTree tree;
    private TaskRunner runner;
    private Policy made;
    private final Outcomes outcomes = new Outcomes(1);
    private long task;

    @Setup
    public void open() throws ScenarioException {
        Study study =
                new Catalogue(Policies.factories()).read(Catalogue.DEFAULT).study();
        tree = new TaskTree(study.worlds().get(0).world(), study.seed());
        runner = new TaskRunner(tree, new int[] {ROLLOUTS});
        PolicyFactory factory = Policies.factories().stream()
                .filter(candidate -> candidate.id().equals(policy))
                .findFirst()
                .orElseThrow();
        made = factory.create(Settings.of(factory.parameters(), Map.of()));
    }

    @Benchmark
    public double baselineTask() {
        tree.begin(task++ % 4096);
        return tree.theta();
    }

    @Benchmark
    public double search() {
        tree.begin(task++ % 4096);
        runner.run(made, Selection.WEIGHTED_MAJORITY, outcomes);
        return outcomes.tokens[0];
    }

    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(SearchBenchmark.class.getSimpleName())
                        .forks(Integer.parseInt(arguments[0]))
                        .build())
                .run();
    }
}
