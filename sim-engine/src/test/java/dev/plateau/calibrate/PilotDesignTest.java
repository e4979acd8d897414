package dev.plateau.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.Worlds;
import dev.plateau.analytic.Ttspm;
import dev.plateau.model.Difficulty;
import dev.plateau.result.DesignRow;
import dev.plateau.result.StageRow;
import dev.plateau.stats.Interval;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PilotDesignTest {
    private static final double EPSILON = 0.005;

    /** 0.9 less 1.645 standard errors of a share of 20. */
    private static final double LEAST_HOLDING = 0.7897;

    private static PilotPlan plan(double factor, int threads, FitProgress progress) {
        Difficulty one = new Difficulty(0.1, 0, new Difficulty.Fixed(0.1));
        PilotDesign.Settings settings = new PilotDesign.Settings(EPSILON, factor, 0.9, 400, 40, 3, threads);
        return new PilotDesign(Worlds.plain().with(one).world(), List.of(), settings).design(progress);
    }

    /** One chance for all problems but those never solved: TTSPM, whose saturation budget is (0.9, 0.1, 0.005) -> 28. */
    @Test
    void enoughIsEnough() {
        PilotPlan plan = plan(2, 2, FitProgress.NONE);
        assertThat(plan.parallelSaturation()).isEqualTo(new Ttspm(0.9, 0.1).saturationBudget(EPSILON));
        DesignRow row = plan.parallel().orElseThrow();
        assertThat(row.within()).isGreaterThanOrEqualTo(0.9);
        assertThat(row.widenedReach()).isLessThanOrEqualTo(2);
        assertThat(row.widenedHolds()).isGreaterThanOrEqualTo(LEAST_HOLDING);
        assertThat(row.problems() * row.samples()).isLessThanOrEqualTo(800);
        for (StageRow stage : plan.stages()) {
            Ttspm truth = new Ttspm(0.9, 0.1);
            assertThat(stage.parallel().solved()).isCloseTo(truth.accuracy(stage.samples()), within(0.003));
            assertThat(stage.parallel().gain().value()).isCloseTo(truth.gain(stage.samples() - 1), within(1e-3));
            assertThat(stage.parallel().gain().low()).isLessThanOrEqualTo(truth.gain(stage.samples() - 1));
        }
        assertThat(plan.designs())
                .allMatch(design -> design.enough()
                        == (design.within() >= 0.9
                                && design.widenedReach() <= 2
                                && design.widenedHolds() >= LEAST_HOLDING));
        assertThat(plan.stages()).allSatisfy(stage -> assertStage(stage, plan.problems()));
        assertThat(plan(2, 1, FitProgress.NONE)).isEqualTo(plan);
        // The rule ends the pilots about where the curve saturates, not long before.
        assertThat(plan.stages())
                .filteredOn(stage -> stage.samples() <= 8)
                .allMatch(stage -> stage.parallel().stopped() < 0.1);
        assertThat(plan.stages())
                .filteredOn(stage -> stage.samples() >= 64)
                .allMatch(stage -> stage.parallel().stopped() > 0.9);
    }

    /** Attempts are independent, in rounds as in parallel: all follows from binomial counts of 40 pilots. */
    private static void assertStage(StageRow stage, int problems) {
        int n = stage.samples();
        assertThat(stage.parallel().allowed()).isEqualTo(allowed(n * EPSILON * problems));
        assertThat(stage.sequential().allowed()).isEqualTo(allowed(n / 2 * EPSILON * problems));
        double once = 0.9 * n * 0.1 * Math.pow(0.9, n - 1);
        assertMiddle(stage.parallel().gain(), once, 1.0 / n, problems);
        double newly = 0.9 * (Math.pow(0.9, n / 2) - Math.pow(0.9, n));
        assertMiddle(stage.sequential().gain(), newly, 2.0 / n, problems);
        assertThat(stage.sequential().solved()).isCloseTo(0.9 * (1 - Math.pow(0.9, n)), within(0.02));
    }

    private static int allowed(double problems) {
        return problems < 3 ? -1 : (int) Math.floor(problems + 1e-9);
    }

    /** The value, between the second and the last but one of 40 pilots, which lie about 1.7 standard deviations off. */
    private static void assertMiddle(Interval gain, double chance, double scale, int problems) {
        double deviation = Math.sqrt(chance * (1 - chance) / problems);
        assertThat(gain.value()).isCloseTo(scale * chance, within(scale * 0.02));
        assertThat((gain.low() - scale * chance) / scale)
                .isCloseTo(-1.7 * deviation, within(0.9 * deviation + 1.0 / problems));
        assertThat((gain.high() - scale * chance) / scale)
                .isCloseTo(1.7 * deviation, within(0.9 * deviation + 1.0 / problems));
    }

    /** 45 intervals of level 0.9 hold in 50 pilots; that 41 do or fewer happens in 6 of 100 cases, 40 or fewer in 2. */
    @Test
    void enoughIsNearAndKnown() {
        PilotDesign.Settings settings = new PilotDesign.Settings(EPSILON, 2, 0.9, 400, 100, 3, 1);
        assertThat(PilotDesign.enough(settings, 0.9, 2, 0.84, 50)).isTrue();
        assertThat(PilotDesign.enough(settings, 0.89, 2, 0.84, 50)).isFalse();
        assertThat(PilotDesign.enough(settings, 0.9, 2.01, 0.84, 50)).isFalse();
        assertThat(PilotDesign.enough(settings, 0.9, 2, 0.82, 50)).isFalse();
    }

    /** Of 19 pilots the 18th: the next one is as likely to come at any of 20 ranks, at the 18th or below in 18 cases. */
    @Test
    void wideningIsARankOfShortfalls() {
        double[] shortfalls = IntStream.rangeClosed(1, 19)
                .mapToDouble(i -> 1 + 0.01 * (20 - i))
                .toArray();
        assertThat(PilotDesign.widening(shortfalls, 0.9)).isEqualTo(1.18);
        assertThat(PilotDesign.widening(new double[] {0.5, 0.7, 0.6}, 0.9)).isEqualTo(1);
        assertThat(PilotDesign.widening(new double[] {1.5, 1.7, 1.6}, 1)).isEqualTo(1.7);
    }

    @Test
    void endedEarlyItSaysSo() {
        PilotPlan plan = plan(2, 1, (state, done) -> true);
        assertThat(plan.interrupted()).isTrue();
        assertThat(plan.parallel()).isEmpty();
        assertThat(plan.stages()).isNotEmpty();
    }
}
