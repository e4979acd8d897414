package dev.plateau.benchmark;

import dev.plateau.catalog.Policies;
import dev.plateau.experiment.Entrant;
import dev.plateau.experiment.Study;
import dev.plateau.model.TaskTree;
import dev.plateau.policy.Policy;
import dev.plateau.run.Outcomes;
import dev.plateau.run.TaskRunner;
import dev.plateau.scenario.Catalogue;
import dev.plateau.scenario.ScenarioException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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

/**
 * Blocks of tasks of the default scenario at all its budgets, by policy: what {@code src-test/rivals/attempts.c} does in C. Steps
 * and processor time are counted beside JMH's elapsed time, which other work on the machine would distort.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 6, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC"})
@State(Scope.Thread)
public class AttemptsBenchmark {
    private static final int BLOCK = 64;
    private static final int TASKS = 4096;

    @Param({"parallel", "rebase", "dora", "all"})
    public String policy = "all";

    private TaskTree tree;
    private TaskRunner runner;
    private List<Entrant> entrants;
    private List<Policy> policies;
    private Outcomes outcomes;
    private long task;

    /** What an iteration has done. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Done {
        public long steps;
        public long cpuNanos;
    }

    @Setup
    public void open() throws ScenarioException {
        Study study =
                new Catalogue(Policies.factories()).read(Catalogue.DEFAULT).study();
        int[] budgets = study.budgets().stream().mapToInt(Integer::intValue).toArray();
        tree = new TaskTree(study.worlds().get(0).world(), study.seed());
        runner = new TaskRunner(tree, budgets);
        outcomes = new Outcomes(budgets.length);
        entrants = study.entrants().stream()
                .filter(entrant -> policy.equals("all") || policy.equals(entrant.label()))
                .toList();
        policies = entrants.stream().map(entrant -> entrant.policy().get()).toList();
    }

    @Benchmark
    public double block(Done done) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long begin = threads.getCurrentThreadCpuTime();
        long before = runner.steps();
        double right = 0;
        for (int i = 0; i < BLOCK; i++) {
            tree.begin(task++ % TASKS);
            for (int e = 0; e < policies.size(); e++) {
                runner.run(policies.get(e), entrants.get(e).selection(), outcomes);
                right += outcomes.accuracy[0];
            }
        }
        done.steps += runner.steps() - before;
        done.cpuNanos += threads.getCurrentThreadCpuTime() - begin;
        return right;
    }
}
