package dev.plateau.experiment;

import dev.plateau.result.RegretRow;
import dev.plateau.stats.Interval;
import dev.plateau.stats.Intervals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Variance;

/** Paired differences between the lanes of each entrant, over the blocks of one world. */
final class RegretStatistics {
    /** Lanes of an entrant in their order (see {@link Lane#of}). */
    private static final int ITSELF = 0;

    private static final int PERFECT_VERIFIER = 1;
    private static final int DIRECTIONS = 2;
    private static final int ORACLE = 3;

    private final Study study;
    private final String world;
    private final Difference[][] regret;
    private final Difference[][] verifier;
    private final Difference[][] directions;
    private final Difference[][] rule;
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

    RegretStatistics(Study study, String world) {
        this.study = study;
        this.world = world;
        regret = differences();
        verifier = differences();
        directions = differences();
        rule = differences();
    }

    private Difference[][] differences() {
        Difference[][] differences =
                new Difference[study.entrants().size()][study.budgets().size()];
        for (Difference[] row : differences) {
            Arrays.setAll(row, b -> new Difference());
        }
        return differences;
    }

    void add(BlockMeans block) {
        if (study.bounds().isEmpty()) {
            return;
        }
        blocks++;
        for (int e = 0; e < regret.length; e++) {
            double[][] lanes = block.accuracyOfLanes(e);
            for (int b = 0; b < regret[e].length; b++) {
                regret[e][b].add(lanes[ORACLE][b] - lanes[ITSELF][b]);
                verifier[e][b].add(lanes[PERFECT_VERIFIER][b] - lanes[ITSELF][b]);
                directions[e][b].add(lanes[DIRECTIONS][b] - lanes[PERFECT_VERIFIER][b]);
                rule[e][b].add(lanes[ORACLE][b] - lanes[DIRECTIONS][b]);
            }
        }
    }

    List<RegretRow> rows() {
        List<RegretRow> rows = new ArrayList<>();
        for (int e = 0; e < regret.length && blocks > 0; e++) {
            for (int b = 0; b < regret[e].length; b++) {
                rows.add(new RegretRow(
                        world,
                        study.entrants().get(e).label(),
                        study.budgets().get(b),
                        regret[e][b].interval(blocks),
                        verifier[e][b].interval(blocks),
                        directions[e][b].interval(blocks),
                        rule[e][b].interval(blocks)));
            }
        }
        return rows;
    }
}
