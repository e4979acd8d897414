package dev.plateau.experiment;

import static dev.plateau.Worlds.entrant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.Worlds;
import dev.plateau.model.Difficulty;
import dev.plateau.model.Levels;
import dev.plateau.model.Normal;
import dev.plateau.result.LevelRow;
import dev.plateau.result.StudyResult;
import dev.plateau.select.Selection;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.analysis.integration.IterativeLegendreGaussIntegrator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LevelStatisticsTest {
    private static final double MEAN = -0.4;
    private static final double SD = 1.3;
    private static final List<Double> SHARES = List.of(43.0, 90.0, 105.0, 128.0, 134.0);

    /**
     * With p = Phi(m + s W) and a label L = a W + sqrt(1 - a^2) e, an attempt at a task with label L is right with chance
     * Phi((m + s a L) / sqrt(1 + s^2 (1 - a^2))). The blocks' own intervals at 99.99 % (two fifths wider for the few
     * degrees of freedom): a right program fails one time in 600.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.6, 1})
    void accuracyIsThatOfTheClosedForm(double agreement) {
        List<LevelRow> rows = rows(agreement);
        assertThat(rows).hasSize(SHARES.size());
        double upper = Double.POSITIVE_INFINITY;
        double harder = 1;
        for (LevelRow row : rows) {
            double share = SHARES.get(row.level() - 1) / 500;
            harder = Math.max(0, harder - share);
            double lower = harder < 1e-9 ? -9 : -Normal.threshold(harder);
            double expected = closedForm(agreement, lower, Math.min(9, upper)) / share;
            double sigma = row.accuracy().halfWidth() / 1.96;
            assertThat(row.accuracy().value()).isCloseTo(expected, within(4 * sigma));
            assertThat(row.passRate()).isCloseTo(row.accuracy().value(), within(1e-12));
            assertThat(row.tasks() / (64.0 * 400)).isCloseTo(share, within(0.02));
            assertThat(sigma).isLessThan(0.011);
            upper = lower;
        }
    }

    private static double closedForm(double a, double low, double high) {
        return new IterativeLegendreGaussIntegrator(40, 1e-9, 1e-12)
                .integrate(
                        100_000,
                        l -> Math.exp(-l * l / 2)
                                / Math.sqrt(2 * Math.PI)
                                * Normal.phi((MEAN + SD * a * l) / Math.sqrt(1 + SD * SD * (1 - a * a))),
                        low,
                        high);
    }

    /** Levels are labels: they change no accuracy. */
    @Test
    void levelsAverageToTheAccuracy() {
        StudyResult with = run(new Levels(SHARES, 0.6));
        StudyResult without = run(Levels.NONE);
        assertThat(without.levels()).isEmpty();
        assertThat(with.accuracy()).isEqualTo(without.accuracy());
        double right = 0;
        for (LevelRow row : with.levels()) {
            right += row.accuracy().value() * row.tasks();
        }
        assertThat(right / with.accuracy().get(0).tasks())
                .isCloseTo(with.accuracy().get(0).accuracy().value(), within(1e-12));
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new Levels(List.of(), 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Levels(List.of(1.0, 0.0), 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Levels(List.of(1.0, 1.0), 1.1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<LevelRow> rows(double agreement) {
        return run(new Levels(SHARES, agreement)).levels();
    }

    private static StudyResult run(Levels levels) {
        Study study = Worlds.plain()
                .with(new Difficulty(0, 0, new Difficulty.ProbitNormal(MEAN, SD), levels))
                .study(List.of(entrant("parallel", Map.of(), Selection.ORACLE)), List.of(1), 1e-9, 64 * 400, 7);
        return new Experiment(study, 2).run(Progress.NONE);
    }
}
