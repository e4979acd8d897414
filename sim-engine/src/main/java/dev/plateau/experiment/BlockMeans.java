package dev.plateau.experiment;

import dev.plateau.run.Outcomes;
import java.io.Serial;
import java.io.Serializable;

/** Means over the tasks of a block: [policy][budget]. */
public final class BlockMeans implements Serializable {
    @Serial
    private static final long serialVersionUID = 1;

    final double[][] accuracy;
    final double[][] coverage;
    final double[][] passRate;
    final double[][] tokens;
    final double[][] flops;
    final double[][] rollouts;
    private final double[][][] lanes;
    private final double[] oracle;
    private final int[] tasksOfLevel;
    /** [entrant][budget][level]: sums over the tasks. */
    private final double[][][] rightOfLevel;

    private final double[][][] passRateOfLevel;

    BlockMeans(int entrants, int lanesEach, int budgets, int levels) {
        accuracy = new double[entrants][budgets];
        coverage = new double[entrants][budgets];
        passRate = new double[entrants][budgets];
        tokens = new double[entrants][budgets];
        flops = new double[entrants][budgets];
        rollouts = new double[entrants][budgets];
        lanes = new double[entrants][lanesEach][budgets];
        oracle = new double[budgets];
        tasksOfLevel = new int[levels];
        rightOfLevel = new double[entrants][budgets][levels];
        passRateOfLevel = new double[entrants][budgets][levels];
        for (int e = 0; e < entrants; e++) {
            lanes[e][0] = accuracy[e];
        }
    }

    /** Share of right answers of a policy at a budget, by their numbers in the study. */
    public double accuracy(int entrant, int budget) {
        return accuracy[entrant][budget];
    }

    /** Mean rollouts that it spent. */
    public double rollouts(int entrant, int budget) {
        return rollouts[entrant][budget];
    }

    /** Mean of what is measured of a policy at a budget, by their numbers in the study. */
    public double mean(Metric metric, int entrant, int budget) {
        return switch (metric) {
            case ACCURACY -> accuracy[entrant][budget];
            case COVERAGE -> coverage[entrant][budget];
            case PASS_RATE -> passRate[entrant][budget];
            case ROLLOUTS -> rollouts[entrant][budget];
            case TOKENS -> tokens[entrant][budget];
            case FLOPS -> flops[entrant][budget];
        };
    }

    /** Counts a task of a level. */
    void addTask(int level) {
        tasksOfLevel[level]++;
    }

    void add(int entrant, Outcomes outcomes, int tasks, int level) {
        add(accuracy[entrant], outcomes.accuracy, tasks);
        add(coverage[entrant], outcomes.coverage, tasks);
        add(passRate[entrant], outcomes.passRate, tasks);
        add(tokens[entrant], outcomes.tokens, tasks);
        add(flops[entrant], outcomes.flops, tasks);
        add(rollouts[entrant], outcomes.rollouts, tasks);
        for (int b = 0; b < outcomes.accuracy.length; b++) {
            rightOfLevel[entrant][b][level] += outcomes.accuracy[b];
            passRateOfLevel[entrant][b][level] += outcomes.passRate[b];
        }
    }

    /** Adds to a lane other than the entrant itself, of which only the accuracy counts. */
    void addToLane(int entrant, int lane, Outcomes outcomes, int tasks) {
        add(lanes[entrant][lane], outcomes.accuracy, tasks);
    }

    /** Says that a lane is the same as another one of its entrant, to which alone is added. */
    void share(int entrant, int lane, int other) {
        lanes[entrant][lane] = lanes[entrant][other];
    }

    /** Adds to the oracle, of which only the accuracy counts. */
    void addToOracle(Outcomes outcomes, int tasks) {
        add(oracle, outcomes.accuracy, tasks);
    }

    /** Accuracy of the oracle by budget; all 0 if regret is not measured. */
    double[] accuracyOfOracle() {
        return oracle;
    }

    /** Tasks by level. */
    int[] tasksOfLevel() {
        return tasksOfLevel;
    }

    /** Right answers by level. */
    double[] rightOfLevel(int entrant, int budget) {
        return rightOfLevel[entrant][budget];
    }

    /** Sums of pass rates by level. */
    double[] passRateOfLevel(int entrant, int budget) {
        return passRateOfLevel[entrant][budget];
    }

    /** [lane][budget]; lane 0 is the entrant itself. */
    double[][] accuracyOfLanes(int entrant) {
        return lanes[entrant];
    }

    private static void add(double[] means, double[] values, int tasks) {
        for (int b = 0; b < means.length; b++) {
            means[b] += values[b] / tasks;
        }
    }
}
