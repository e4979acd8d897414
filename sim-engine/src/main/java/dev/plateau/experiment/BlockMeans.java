package dev.plateau.experiment;

import dev.plateau.run.Outcomes;
import java.io.Serial;
import java.io.Serializable;

/** Means over the tasks of a block: [policy][budget]. */
public final class BlockMeans implements Serializable {
    @Serial
    private static final long serialVersionUID = 2;

    final double[][] accuracy;
    final double[][] coverage;
    final double[][] passRate;
    final double[][] tokens;
    final double[][] flops;
    final double[][] rollouts;
    /** Means of what has mean 0; none if controls are off. */
    final double[] controls;
    /** Largest weight of a task. */
    final double heaviest;
    /** By stratum: how much outcomes vary there; empty if it is not asked for. */
    double[] variation = new double[0];

    private final double[][][] lanes;
    private final double[] oracle;
    private final int[] tasksOfLevel;
    private final double[] weightOfLevel;
    /** [entrant][budget][level]: weighted sums over the tasks. */
    private final double[][][] rightOfLevel;

    private final double[][][] passRateOfLevel;

    BlockMeans(int entrants, int lanesEach, int budgets, int levels, int controls, double heaviest) {
        accuracy = new double[entrants][budgets];
        coverage = new double[entrants][budgets];
        passRate = new double[entrants][budgets];
        tokens = new double[entrants][budgets];
        flops = new double[entrants][budgets];
        rollouts = new double[entrants][budgets];
        this.controls = new double[controls];
        this.heaviest = heaviest;
        lanes = new double[entrants][lanesEach][budgets];
        oracle = new double[budgets];
        tasksOfLevel = new int[levels];
        weightOfLevel = new double[levels];
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
    void addTask(int level, double weight) {
        tasksOfLevel[level]++;
        weightOfLevel[level] += weight;
    }

    /**
     * Adds what became of a task at one budget.
     *
     * @param at number of the budget in the outcomes
     * @param budget number of the budget in the study
     * @param weight of the task
     * @param share of it in the block
     */
    void add(int entrant, Outcomes outcomes, int at, int budget, double weight, double share, int level) {
        accuracy[entrant][budget] += share * outcomes.accuracy[at];
        coverage[entrant][budget] += share * outcomes.coverage[at];
        passRate[entrant][budget] += share * outcomes.passRate[at];
        tokens[entrant][budget] += share * outcomes.tokens[at];
        flops[entrant][budget] += share * outcomes.flops[at];
        rollouts[entrant][budget] += share * outcomes.rollouts[at];
        rightOfLevel[entrant][budget][level] += weight * outcomes.accuracy[at];
        passRateOfLevel[entrant][budget][level] += weight * outcomes.passRate[at];
    }

    /** Adds to a lane other than the entrant itself, of which only the accuracy counts. */
    void addToLane(int entrant, int lane, double accuracy, int budget, double share) {
        lanes[entrant][lane][budget] += share * accuracy;
    }

    /** Says that a lane is the same as another one of its entrant, to which alone is added. */
    void share(int entrant, int lane, int other) {
        lanes[entrant][lane] = lanes[entrant][other];
    }

    /** Adds to the oracle, of which only the accuracy counts. */
    void addToOracle(double accuracy, int budget, double share) {
        oracle[budget] += share * accuracy;
    }

    /** Accuracy of the oracle by budget; all 0 if regret is not measured. */
    double[] accuracyOfOracle() {
        return oracle;
    }

    /** Tasks by level. */
    int[] tasksOfLevel() {
        return tasksOfLevel;
    }

    /** Their weights. */
    double[] weightOfLevel() {
        return weightOfLevel;
    }

    /** Right answers by level, weighted. */
    double[] rightOfLevel(int entrant, int budget) {
        return rightOfLevel[entrant][budget];
    }

    /** Sums of pass rates by level, weighted. */
    double[] passRateOfLevel(int entrant, int budget) {
        return passRateOfLevel[entrant][budget];
    }

    /** [lane][budget]; lane 0 is the entrant itself. */
    double[][] accuracyOfLanes(int entrant) {
        return lanes[entrant];
    }
}
