package dev.plateau.experiment;

import dev.plateau.policy.OraclePolicy;
import dev.plateau.result.RegretRow;
import dev.plateau.stats.Interval;
import dev.plateau.stats.Intervals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Variance;

/**
 * Regret and its parts (see {@link RegretRow}) over the blocks of one world. Each is a sum of differences between lanes on the
 * same tasks, formed block by block, so that its interval is that of the paired difference.
 */
final class RegretStatistics {
    private final Study study;
    private final String world;
    private final Loss[][] losses;
    private long blocks;

    private static final class Difference {
        private final Mean mean = Mean.create();
        private final Variance variance = Variance.create();

        void add(double value) {
            mean.accept(value);
            variance.accept(value);
        }

        Interval interval(long blocks) {
            return Intervals.mean(mean.getAsDouble(), variance.getAsDouble(), blocks);
        }
    }

    /** What one policy loses at one budget. */
    private static final class Loss {
        private final Difference regret = new Difference();
        private final Difference verifier = new Difference();
        private final Difference directions = new Difference();
        private final Difference rule = new Difference();

        void add(double itself, double perfectVerifier, double trueDirections, double both, double oracle) {
            regret.add(oracle - itself);
            verifier.add(((perfectVerifier - itself) + (both - trueDirections)) / 2);
            directions.add(((trueDirections - itself) + (both - perfectVerifier)) / 2);
            rule.add(oracle - both);
        }
    }

    RegretStatistics(Study study, String world) {
        this.study = study;
        this.world = world;
        losses = new Loss[study.entrants().size()][study.budgets().size()];
        for (Loss[] row : losses) {
            Arrays.setAll(row, b -> new Loss());
        }
    }

    void add(BlockMeans block) {
        if (study.bounds().isEmpty()) {
            return;
        }
        blocks++;
        double[] oracle = block.accuracyOfOracle();
        for (int e = 0; e < losses.length; e++) {
            double[][] lanes = block.accuracyOfLanes(e);
            for (int b = 0; b < losses[e].length; b++) {
                losses[e][b].add(
                        lanes[Lane.ITSELF][b],
                        lanes[Lane.PERFECT_VERIFIER][b],
                        lanes[Lane.TRUE_DIRECTIONS][b],
                        lanes[Lane.BOTH][b],
                        oracle[b]);
            }
        }
    }

    List<RegretRow> rows() {
        List<RegretRow> rows = new ArrayList<>();
        for (int e = 0; e < losses.length && blocks > 0; e++) {
            Entrant entrant = study.entrants().get(e);
            boolean told = entrant.policy().get() instanceof OraclePolicy;
            for (int b = 0; b < losses[e].length; b++) {
                Loss loss = losses[e][b];
                rows.add(new RegretRow(
                        world,
                        entrant.label(),
                        study.budgets().get(b),
                        told,
                        loss.regret.interval(blocks),
                        loss.verifier.interval(blocks),
                        loss.directions.interval(blocks),
                        loss.rule.interval(blocks)));
            }
        }
        return rows;
    }
}
