package dev.plateau.calibrate;

import dev.plateau.model.Difficulty.Count;
import dev.plateau.random.KeyedStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Draws of p for problems given their counts (Bayes' rule), and of counts given p. */
final class PosteriorDraws {
    private static final int FEW = 16;

    private final CountRows rows;
    private final double[][] cumulative;

    PosteriorDraws(CountRows rows, double[] weights) {
        this.rows = rows;
        cumulative = new double[rows.size()][];
        for (int d = 0; d < cumulative.length; d++) {
            double[] sums = rows.row(d).clone();
            double sum = 0;
            for (int i = 0; i < sums.length; i++) {
                sum += sums[i] * weights[rows.from(d) + i];
                sums[i] = sum;
            }
            cumulative[d] = sums;
        }
    }

    /** A value of p for each problem. */
    int[] chances(KeyedStream stream) {
        int[] drawn = new int[rows.problems()];
        for (int i = 0; i < drawn.length; i++) {
            int d = rows.kind(i);
            double[] sums = cumulative[d];
            int at = Arrays.binarySearch(sums, stream.nextDouble() * sums[sums.length - 1]);
            drawn[i] = rows.from(d) + Math.min(sums.length - 1, at < 0 ? -at - 1 : at + 1);
        }
        return drawn;
    }

    /** The same number of samples of each problem once more, with these values of p. */
    List<Count> counts(int[] chances, KeyedStream stream) {
        List<Count> counts = new ArrayList<>();
        for (int i = 0; i < chances.length; i++) {
            int samples = rows.distinct().get(rows.kind(i)).samples();
            counts.add(new Count(samples, binomial(samples, rows.grid().p(chances[i]), stream)));
        }
        return counts;
    }

    /** A binomial variate. Of n uniform variates the middle one is a Beta; it tells on which side of it to go on counting. */
    static int binomial(int samples, double p, KeyedStream stream) {
        int right = 0;
        int rest = samples;
        double chance = p;
        while (rest > FEW && chance > 0 && chance < 1) {
            int middle = 1 + rest / 2;
            double at = stream.nextBeta(middle, rest + 1.0 - middle);
            if (at <= chance) {
                right += middle;
                rest -= middle;
                chance = (chance - at) / (1 - at);
            } else {
                rest = middle - 1;
                chance /= at;
            }
        }
        if (rest > FEW) {
            return right + (chance >= 1 ? rest : 0);
        }
        for (int i = 0; i < rest; i++) {
            right += stream.nextDouble() < chance ? 1 : 0;
        }
        return right;
    }
}
