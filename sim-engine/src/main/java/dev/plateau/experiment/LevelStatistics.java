package dev.plateau.experiment;

import dev.plateau.result.LevelRow;
import dev.plateau.stats.Interval;
import dev.plateau.stats.Intervals;
import java.util.ArrayList;
import java.util.List;

/**
 * Accuracy by level of difficulty over the blocks of one world. A block has a random number of tasks of a level, so accuracy
 * is a ratio of two means over blocks: with r_i right answers to n_i tasks in block i, weighted, R = sum r_i / sum n_i, and its variance
 * is that of the mean of (r_i - R n_i) / mean(n) (Cochran 1977, Sampling techniques, section 2.11).
 */
final class LevelStatistics {
    private final Study study;
    private final String world;
    /** [entrant][budget][level]. */
    private Ratio[][][] ratios = new Ratio[0][][];

    private long blocks;

    /** Sums over blocks. */
    private static final class Ratio {
        private double right;
        private double weight;
        private double rightSquared;
        private double rightTasks;
        private double tasksSquared;
        private double passRate;
        private long tasks;

        void add(double r, double n, double passed, int count) {
            right += r;
            weight += n;
            rightSquared += r * r;
            rightTasks += r * n;
            tasksSquared += n * n;
            passRate += passed;
            tasks += count;
        }

        Interval interval(long blocks) {
            if (tasks == 0) {
                return new Interval(Double.NaN, Double.NaN, Double.NaN);
            }
            double ratio = right / weight;
            double squares = Math.max(0, rightSquared - 2 * ratio * rightTasks + ratio * ratio * tasksSquared);
            double mean = weight / blocks;
            return Intervals.proportion(ratio, squares / ((blocks - 1) * mean * mean), blocks, tasks);
        }
    }

    LevelStatistics(Study study, String world) {
        this.study = study;
        this.world = world;
    }

    void add(BlockMeans block) {
        int[] tasks = block.tasksOfLevel();
        if (tasks.length == 1) {
            return;
        }
        if (blocks == 0) {
            ratios = new Ratio[study.entrants().size()][study.budgets().size()][tasks.length];
        }
        for (int e = 0; e < ratios.length; e++) {
            for (int b = 0; b < ratios[e].length; b++) {
                for (int level = 0; level < tasks.length; level++) {
                    if (blocks == 0) {
                        ratios[e][b][level] = new Ratio();
                    }
                    ratios[e][b][level].add(
                            block.rightOfLevel(e, b)[level],
                            block.weightOfLevel()[level],
                            block.passRateOfLevel(e, b)[level],
                            tasks[level]);
                }
            }
        }
        blocks++;
    }

    List<LevelRow> rows() {
        List<LevelRow> rows = new ArrayList<>();
        for (int e = 0; e < ratios.length; e++) {
            for (int b = 0; b < ratios[e].length; b++) {
                for (int level = 0; level < ratios[e][b].length; level++) {
                    Ratio ratio = ratios[e][b][level];
                    rows.add(new LevelRow(
                            world,
                            study.entrants().get(e).label(),
                            study.budgets().get(b),
                            level + 1,
                            ratio.interval(blocks),
                            ratio.passRate / ratio.weight,
                            ratio.tasks));
                }
            }
        }
        return rows;
    }
}
