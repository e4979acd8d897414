package dev.plateau.bench;

import dev.plateau.experiment.BlockRunner;
import dev.plateau.experiment.Study;
import java.util.Arrays;

/** Speed of the simulated procedures, on the thread that asks. */
public final class SearchSpeed {
    private static final int ROUNDS = 5;
    private static final long ROUND_NANOS = 700_000_000L;

    private SearchSpeed() {}

    /**
     * Attempt steps simulated per second: all policies and budgets of the study's first world, everything included (tasks,
     * scores, allocation, votes, statistics of a block). Median of five rounds after one of warming up.
     */
    public static double stepsPerSecond(Study study) {
        BlockRunner runner = new BlockRunner(study, study.worlds().get(0));
        double[] speeds = new double[ROUNDS];
        long block = 0;
        for (int round = -1; round < ROUNDS; round++) {
            long steps = runner.steps();
            long begin = System.nanoTime();
            long end;
            do {
                runner.run(block++);
                end = System.nanoTime();
            } while (end - begin < ROUND_NANOS);
            if (round >= 0) {
                speeds[round] = (runner.steps() - steps) * 1e9 / (end - begin);
            }
        }
        Arrays.sort(speeds);
        return speeds[ROUNDS / 2];
    }
}
