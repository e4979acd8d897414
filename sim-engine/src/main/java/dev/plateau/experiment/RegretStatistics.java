package dev.plateau.experiment;

import dev.plateau.policy.OraclePolicy;
import dev.plateau.result.RegretRow;
import dev.plateau.stats.ControlVariates;
import dev.plateau.stats.Intervals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Regret and its parts (see {@link RegretRow}) over the blocks of one world. Each is a sum of differences between lanes on the
 * same tasks, formed block by block, so that its interval is that of the paired difference.
 */
final class RegretStatistics {
    private final Study study;
    private final String world;
    private final Loss[][] losses;

    /** What one policy loses at one budget. */
    private static final class Loss {
        private final ControlVariates.Controlled regret;
        private final ControlVariates.Controlled verifier;
        private final ControlVariates.Controlled directions;
        private final ControlVariates.Controlled rule;

        Loss(ControlVariates controls) {
            regret = controls.controlled();
            verifier = controls.controlled();
            directions = controls.controlled();
            rule = controls.controlled();
        }

        void add(double itself, double perfectVerifier, double trueDirections, double both, double oracle) {
            regret.accept(oracle - itself);
            verifier.accept(((perfectVerifier - itself) + (both - trueDirections)) / 2);
            directions.accept(((trueDirections - itself) + (both - perfectVerifier)) / 2);
            rule.accept(oracle - both);
        }
    }

    RegretStatistics(Study study, String world, ControlVariates controls) {
        this.study = study;
        this.world = world;
        losses = new Loss[study.entrants().size()][study.budgets().size()];
        for (Loss[] row : losses) {
            Arrays.setAll(row, b -> new Loss(controls));
        }
    }

    void add(BlockMeans block) {
        if (study.bounds().isEmpty()) {
            return;
        }
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
        for (int e = 0; e < losses.length && study.bounds().isPresent(); e++) {
            Entrant entrant = study.entrants().get(e);
            boolean told = entrant.policy().get() instanceof OraclePolicy;
            for (int b = 0; b < losses[e].length; b++) {
                Loss loss = losses[e][b];
                rows.add(new RegretRow(
                        world,
                        entrant.label(),
                        study.budgets().get(b),
                        told,
                        Intervals.mean(loss.regret.estimate()),
                        Intervals.mean(loss.verifier.estimate()),
                        Intervals.mean(loss.directions.estimate()),
                        Intervals.mean(loss.rule.estimate())));
            }
        }
        return rows;
    }
}
