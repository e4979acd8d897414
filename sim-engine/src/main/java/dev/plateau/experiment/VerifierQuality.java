package dev.plateau.experiment;

import dev.plateau.model.TaskTree;
import dev.plateau.result.VerifierRow;
import dev.plateau.run.AttemptProbe;

/** Derives how good the verifier of a world is, from 16 attempts at each of some 2000 tasks. */
final class VerifierQuality {
    private static final int TASKS = 2048;
    private static final int ATTEMPTS = 16;
    private static final int BINS = 10;
    private static final double ACCEPTED = 0.5;
    private static final int FINE_BINS = 10_000;

    private VerifierQuality() {}

    static VerifierRow of(Study study, NamedWorld world) {
        TaskTree tree = new TaskTree(world.world(), study.seed());
        AttemptProbe probe = new AttemptProbe(tree);
        long[] right = new long[FINE_BINS + 1];
        long[] wrong = new long[FINE_BINS + 1];
        double[] scoreSum = new double[BINS];
        long[] rightCount = new long[BINS];
        long attempts = 0;
        long rights = 0;
        long acceptedRight = 0;
        long acceptedWrong = 0;
        for (int task = 0; task < TASKS; task++) {
            tree.begin(task);
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                probe.run(attempt);
                (probe.correct() ? right : wrong)[(int) Math.rint(probe.score() * FINE_BINS)]++;
                boolean accepted = probe.score() >= ACCEPTED;
                rights += probe.correct() ? 1 : 0;
                acceptedRight += probe.correct() && accepted ? 1 : 0;
                acceptedWrong += !probe.correct() && accepted ? 1 : 0;
                int bin = Math.min(BINS - 1, (int) (probe.score() * BINS));
                scoreSum[bin] += probe.score();
                rightCount[bin] += probe.correct() ? 1 : 0;
                attempts++;
            }
        }
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            error += Math.abs(scoreSum[bin] - rightCount[bin]) / attempts;
        }
        return new VerifierRow(
                world.name(),
                auc(right, wrong),
                error,
                attempts,
                (double) acceptedRight / rights,
                (double) acceptedWrong / (attempts - rights));
    }

    private static double auc(long[] right, long[] wrong) {
        double wins = 0;
        long wrongBelow = 0;
        long rights = 0;
        for (int bin = 0; bin < right.length; bin++) {
            wins += right[bin] * (wrongBelow + wrong[bin] / 2.0);
            wrongBelow += wrong[bin];
            rights += right[bin];
        }
        return wins / ((double) rights * wrongBelow);
    }
}
