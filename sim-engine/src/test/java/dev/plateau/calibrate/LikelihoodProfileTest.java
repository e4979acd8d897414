package dev.plateau.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.calibrate.DifficultyFamily.Member;
import dev.plateau.calibrate.LikelihoodProfile.Range;
import dev.plateau.model.Difficulty.Count;
import dev.plateau.random.KeyedStream;
import dev.plateau.random.Keys;
import dev.plateau.random.Purpose;
import dev.plateau.result.FitParameterRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Intervals of the difficulty's parameters, on simulated pilots. Seeds are fixed, so nothing fails by chance. */
class LikelihoodProfileTest {
    private static final PassGrid GRID = new PassGrid();
    private static final int PILOTS = 60;

    /** Of 60 intervals of level 0.95, more than 10 miss by chance in 2 of 10,000 cases. */
    private static final int MOST_MISSES = 10;

    private static List<Count> simulate(int problems, int samples, long seed, ToDoubleFunction<KeyedStream> law) {
        List<Count> counts = new ArrayList<>();
        for (int i = 0; i < problems; i++) {
            KeyedStream stream = new KeyedStream().at(Keys.child(Keys.root(seed), i), Purpose.DIFFICULTY);
            double p = law.applyAsDouble(stream);
            counts.add(new Count(samples, PosteriorDraws.binomial(samples, p, stream)));
        }
        return counts;
    }

    private static ToDoubleFunction<KeyedStream> probitNormal(double mode, double hard, double easy) {
        NormalDistribution normal = new NormalDistribution(null, 0, 1);
        return s -> {
            boolean below = s.nextDouble() < hard / (hard + easy);
            double x = Math.abs(s.nextNormal());
            return normal.cumulativeProbability(mode + (below ? -hard * x : easy * x));
        };
    }

    private static List<Range> ranges(ParametricFamily family, List<Count> counts) {
        CountRows rows = new CountRows(GRID, counts);
        double[] times = rows.multiplicities();
        Member member = family.fit(rows, times);
        LikelihoodProfile profile = new LikelihoodProfile(family, rows, times, member);
        return IntStream.range(0, family.parameters().size())
                .mapToObj(profile::range)
                .toList();
    }

    private static void assertHolds(
            ParametricFamily family, int problems, int samples, ToDoubleFunction<KeyedStream> law, double... truth) {
        int[] misses = new int[truth.length];
        for (int pilot = 0; pilot < PILOTS; pilot++) {
            List<Range> ranges = ranges(family, simulate(problems, samples, 1000 + pilot, law));
            for (int i = 0; i < truth.length; i++) {
                Range range = ranges.get(i);
                misses[i] += range.low() <= truth[i] && truth[i] <= range.high() ? 0 : 1;
            }
        }
        assertThat(Arrays.stream(misses).max().orElseThrow()).isLessThanOrEqualTo(MOST_MISSES);
    }

    @Test
    void intervalsOfABetaHold() {
        ParametricFamily beta = new ParametricFamily(new BetaShape(), false, false);
        assertHolds(beta, 60, 20, s -> s.nextBeta(0.5, 4), 0.5, 4);
    }

    /** Also where the spreads are not as expected, and where counts hardly tell them. */
    @Test
    @Tag("long")
    void intervalsOfAProbitNormalHold() {
        ParametricFamily probit = new ParametricFamily(new ProbitShape(), false, false);
        assertHolds(probit, 128, 100, probitNormal(-0.5, 1.8, 0.6), -0.5, 1.8, 0.6);
        assertHolds(probit, 128, 100, probitNormal(-2.5, 1.15, 1), -2.5, 1.15, 1);
        assertHolds(probit, 60, 8, probitNormal(-0.5, 1.8, 0.6), -0.5, 1.8, 0.6);
    }

    @Test
    @Tag("long")
    void intervalsOfSharesHold() {
        ParametricFamily inflated = new ParametricFamily(new BetaShape(), true, true);
        assertHolds(
                inflated,
                128,
                60,
                s -> {
                    double u = s.nextDouble();
                    return u < 0.3 ? 0 : u < 0.4 ? 1 : s.nextBeta(3, 4);
                },
                3,
                4,
                0.3,
                0.1);
    }

    /** Where every zero is a problem that nothing solves, the interval of their share is that of a binomial share. */
    @Test
    void theIntervalOfAShareIsTheClosedForm() {
        List<Count> counts = simulate(200, 60, 3, s -> s.nextDouble() < 0.2 ? 0 : s.nextBeta(30, 30));
        double zeros = counts.stream().filter(count -> count.correct() == 0).count();
        Range range = ranges(new ParametricFamily(new BetaShape(), true, false), counts)
                .get(2);
        for (double end : new double[] {range.low(), range.high()}) {
            double twice =
                    2 * (zeros * Math.log(zeros / 200 / end) + (200 - zeros) * Math.log((1 - zeros / 200) / (1 - end)));
            assertThat(twice).isCloseTo(3.8415, within(0.06));
        }
        assertThat(range.low()).isLessThan(zeros / 200);
        assertThat(range.high()).isGreaterThan(zeros / 200);
    }

    /** A pilot of the size of the one in the documents does not tell the spread of problems that it hardly solves. */
    @Test
    void saysWhatCountsLeaveOpen() {
        List<Count> pilot = simulate(128, 100, 1001, probitNormal(-2.5, 1.15, 1));
        CountsCalibration fit =
                new CountsFit(pilot, new CountsFit.Settings(List.of(), 0.001, 1, 2)).fit((state, done) -> true);
        assertThat(fit.parameters()).extracting(FitParameterRow::name).contains("mode", "hard_spread", "easy_spread");
        for (FitParameterRow row : fit.parameters()) {
            assertThat(row.estimate().low()).isLessThan(row.estimate().value());
            assertThat(row.estimate().high()).isGreaterThan(row.estimate().value());
            assertThat(row.identified()).as(row.name()).isEqualTo(row.name().equals("mode"));
        }
        Range hard = ranges(new ParametricFamily(new ProbitShape(), false, false), pilot)
                .get(1);
        assertThat(hard.openBelow()).isTrue();
        assertThat(hard.openAbove()).isFalse();
        assertThat(hard.low()).isCloseTo(0.1, within(1e-9));
        assertThat(hard.high() / hard.low()).isGreaterThan(10);
    }

    @Test
    void anIntervalThatTheRangeEndsTellsNothing() {
        ParametricFamily family = new ParametricFamily(new ProbitShape(), true, false);
        assertThat(family.identifies(0, new Range(-2, -1, false, false))).isTrue();
        assertThat(family.identifies(0, new Range(-6.5, -1, true, false))).isFalse();
        assertThat(family.identifies(0, new Range(-1, 5, false, true))).isFalse();
        // A spread's logarithm is expected within 2.776 tenths of its middle.
        assertThat(family.identifies(1, new Range(1, Math.exp(0.555), false, false)))
                .isTrue();
        assertThat(family.identifies(1, new Range(1, Math.exp(0.556), false, false)))
                .isFalse();
        assertThat(family.identifies(3, new Range(0, 0.2, true, false))).isTrue();
        assertThat(family.identifies(3, new Range(0.5, 0.98, false, true))).isFalse();
    }

    /** With 3,000 problems they tell both spreads more narrowly than is expected of them. */
    @Test
    void manyCountsTellAll() {
        List<Count> counts = simulate(3000, 100, 5, probitNormal(-0.5, 1.8, 0.6));
        ParametricFamily family = new ParametricFamily(new ProbitShape(), false, false);
        List<Range> ranges = ranges(family, counts);
        for (int i = 0; i < 3; i++) {
            assertThat(family.identifies(i, ranges.get(i))).isTrue();
        }
    }
}
