package dev.plateau.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.Worlds;
import dev.plateau.experiment.Archive;
import dev.plateau.experiment.Entrant;
import dev.plateau.experiment.NamedWorld;
import dev.plateau.experiment.Progress;
import dev.plateau.experiment.Study;
import dev.plateau.model.Difficulty;
import dev.plateau.model.Lengths;
import dev.plateau.result.EffectRow;
import dev.plateau.result.IndexRow;
import dev.plateau.result.Range;
import dev.plateau.result.SensitivityResult;
import dev.plateau.select.Selection;
import dev.plateau.terrain.Duel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.junit.jupiter.api.Test;

/** Coverage of four attempts, 1 - (1-p)^4, for p in 0.1..0.5; and the mean length of a step, which has nothing to do with it. */
class SimulatedResponseTest {
    private static final List<Range> RANGES = List.of(
            new Range("p", "chance of an attempt", 0.1, 0.5, false, false),
            new Range("length", "of a step", 20, 80, false, false));

    private static final Duel.Space SPACE = new Duel.Space() {
        @Override
        public List<Range> ranges() {
            return RANGES;
        }

        @Override
        public double[] base() {
            return new double[] {0.3, 50};
        }

        @Override
        public List<Duel.Group> groups() {
            return List.of();
        }

        @Override
        public double[] mended(double[] settings) {
            return settings;
        }
    };

    private static SensitivityAnalysis analysis(SimulatedResponse response, long seed) {
        return new SensitivityAnalysis(
                new SensitivityAnalysis.Words("a", "b", List.of("coverage", "tokens"), List.of("", "tokens"), 128),
                RANGES,
                response,
                seed,
                Progress.NONE);
    }

    private static SimulatedResponse response(long seed, int threads) {
        List<Entrant> entrants = List.of(Worlds.entrant("parallel", Map.of(), Selection.MAJORITY));
        Study template = Worlds.plain().study(entrants, List.of(4), 0.5, 1000, seed);
        return new SimulatedResponse(
                template,
                settings -> Optional.of(new Cases.Case(
                        new NamedWorld(
                                "test",
                                Worlds.plain()
                                        .with(new Difficulty(0, 0, new Difficulty.Fixed(settings[0])))
                                        .with(new Lengths(100, settings[1], 0, 0))
                                        .world()),
                        entrants,
                        4,
                        Optional.empty())),
                SPACE,
                List.of(new Output.OfStudy(Output.Kind.COVERAGE, 0, 0), new Output.OfStudy(Output.Kind.TOKENS, 0, 0)),
                1,
                threads,
                Optional.empty(),
                Archive.NONE);
    }

    private static double coverage(double share) {
        return 1 - Math.pow(1 - (0.1 + 0.4 * share), 4);
    }

    private static EffectRow row(SensitivityResult result, String output, String setting) {
        return result.effectsOn(output).stream()
                .filter(row -> row.setting().key().equals(setting))
                .findFirst()
                .orElseThrow();
    }

    /**
     * 60 designs of eight trajectories. The mean effect of p has a known value, which theirs meets within four standard errors; length
     * has none on coverage, exactly, and 4 x 60 tokens on tokens, on which p has none.
     */
    @Test
    void effectsAreThoseOfTheFormula() {
        double truth = ((coverage(2 / 3.0) - coverage(0)) + (coverage(1) - coverage(1 / 3.0))) / (2 * 2 / 3.0);
        double[] mu = new double[60];
        int covered = 0;
        for (int seed = 0; seed < mu.length; seed++) {
            try (SimulatedResponse response = response(seed, 2)) {
                SensitivityResult result = analysis(response, seed).effects(8);
                EffectRow p = row(result, "coverage", "p");
                mu[seed] = p.mu();
                covered += p.muStar().contains(truth) ? 1 : 0;
                assertThat(p.matters()).isTrue();
                assertThat(row(result, "coverage", "length").muStar().high()).isZero();
                assertThat(row(result, "coverage", "length").matters()).isFalse();
                assertThat(row(result, "tokens", "length").mu()).isCloseTo(240, within(1e-6));
                assertThat(row(result, "tokens", "p").muStar().high()).isZero();
            }
        }
        double error = StandardDeviation.of(mu).getAsDouble() / Math.sqrt(mu.length);
        assertThat(Mean.of(mu).getAsDouble()).isCloseTo(truth, within(4 * error));
        assertThat(error).isLessThan(0.01);
        // 57 are promised; fewer than 51 of a right interval come with a chance of 0.6 %.
        assertThat(covered).isGreaterThanOrEqualTo(51);
    }

    @Test
    void indicesAreOneAndNone() {
        try (SimulatedResponse response = response(3, 2)) {
            SensitivityResult result = analysis(response, 3).indices(256);
            IndexRow p = result.indicesOf("coverage").get(0);
            assertThat(p.setting().key()).isEqualTo("p");
            assertThat(p.first().contains(1)).isTrue();
            assertThat(p.total().contains(1)).isTrue();
            assertThat(p.first().halfWidth()).isLessThan(0.25);
            IndexRow length = result.indicesOf("coverage").get(1);
            assertThat(length.first().value()).isZero();
            assertThat(length.total().high()).isZero();
        }
    }

    @Test
    void theResultIsTheSameForAnyNumberOfThreads() {
        try (SimulatedResponse one = response(3, 1);
                SimulatedResponse three = response(3, 3)) {
            assertThat(analysis(one, 3).effects(4)).isEqualTo(analysis(three, 3).effects(4));
            assertThat(analysis(one, 3).indices(8)).isEqualTo(analysis(three, 3).indices(8));
        }
    }
}
