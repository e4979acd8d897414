package dev.plateau.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.random.KeyedStream;
import dev.plateau.random.Keys;
import dev.plateau.random.Purpose;
import dev.plateau.sensitivity.MorrisDesign.Effect;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class MorrisDesignTest {
    private static List<Effect> effects(MorrisDesign design, ToDoubleFunction<double[]> f) {
        List<Reading[][]> readings = design.groups().stream()
                .map(group -> Arrays.stream(group)
                        .map(place -> new Reading[] {Reading.exact(f.applyAsDouble(place))})
                        .toArray(Reading[][]::new))
                .toList();
        return design.effects(readings, 0);
    }

    @Test
    void ofALinearFunctionTheyAreExact() {
        List<Effect> effects = effects(new MorrisDesign(4, 10, 1), x -> 3 + 2 * x[0] - 5 * x[1] + 0.25 * x[2]);
        double[] slopes = {2, -5, 0.25, 0};
        for (int i = 0; i < 4; i++) {
            assertThat(effects.get(i).mu()).isCloseTo(slopes[i], within(1e-12));
            assertThat(effects.get(i).muStar()).isCloseTo(Math.abs(slopes[i]), within(1e-12));
            assertThat(effects.get(i).sigma()).isCloseTo(0, within(1e-12));
            assertThat(effects.get(i).noise()).isZero();
        }
        assertThat(effects.get(3).muStar()).isZero();
    }

    /**
     * Of x0 x1 the effect of x0 is x1, which is each of 0, 1/3, 2/3 and 1 with chance 1/4 at all places of all trajectories: mean
     * 1/2, variance 5/36. Of (x - 1/2)^2 it is (x after + x before) - 1: -1/3 or 1/3, so mu is 0 and mu* 1/3.
     */
    @Test
    void ofProductsAndParabolasTheyHaveTheKnownMoments() {
        List<Effect> effects = effects(new MorrisDesign(3, 4000, 7), x -> x[0] * x[1] + (x[2] - 0.5) * (x[2] - 0.5));
        // Standard errors: 0.0059 of the means, 0.0042 of the deviations, 0.0053 of mu; bands of 4.
        assertThat(effects.get(0).mu()).isCloseTo(0.5, within(0.024));
        assertThat(effects.get(0).sigma()).isCloseTo(Math.sqrt(5.0 / 36), within(0.017));
        assertThat(effects.get(2).muStar()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(effects.get(2).mu()).isCloseTo(0, within(0.022));
    }

    @Test
    void aTrajectoryMovesEachSettingOnceOnTheGrid() {
        Set<Double> levels = new HashSet<>();
        for (double[][] group : new MorrisDesign(5, 200, 3).groups()) {
            assertThat(group).hasDimensions(6, 5);
            int[] moves = new int[5];
            for (int p = 1; p < 6; p++) {
                int moved = 0;
                for (int i = 0; i < 5; i++) {
                    levels.add(group[p][i]);
                    double step = Math.abs(group[p][i] - group[p - 1][i]);
                    if (step > 0) {
                        assertThat(step).isCloseTo(2 / 3.0, within(1e-12));
                        moves[i]++;
                        moved++;
                    }
                }
                assertThat(moved).isEqualTo(1);
            }
            assertThat(moves).containsOnly(1);
        }
        assertThat(levels).containsExactlyInAnyOrder(0.0, 1 / 3.0, 2 / 3.0, 1.0);
    }

    /**
     * 300 designs of 12 trajectories: the interval of mu* covers its truth 1/2 in at least 270, where 285 are promised. The effect
     * has four values, so Student's interval is not exact; of a right one of 92 % less than 270 come with a chance of 8 %, of one of
     * half the width about 200.
     */
    @Test
    void intervalsCover() {
        int covered = 0;
        for (int seed = 0; seed < 300; seed++) {
            Effect effect =
                    effects(new MorrisDesign(2, 12, seed), x -> x[0] * x[1]).get(0);
            covered += effect.low() <= 0.5 && 0.5 <= effect.high() ? 1 : 0;
        }
        assertThat(covered).isBetween(265, 300);
    }

    /** If nothing but noise comes out, mu* is what is reported as noise: within 5 % of 2000 effects, 2.5 standard errors. */
    @Test
    void noiseIsKnownForWhatItIs() {
        MorrisDesign design = new MorrisDesign(1, 2000, 5);
        KeyedStream stream = new KeyedStream().at(Keys.root(1), Purpose.PILOT);
        List<Reading[][]> readings = design.groups().stream()
                .map(group -> Arrays.stream(group)
                        .map(place -> {
                            double one = stream.nextNormal();
                            double other = stream.nextNormal();
                            return new Reading[] {new Reading((one + other) / 2, one, other)};
                        })
                        .toArray(Reading[][]::new))
                .toList();
        Effect effect = design.effects(readings, 0).get(0);
        assertThat(effect.noise() / effect.muStar()).isCloseTo(1, within(0.05));
    }
}
