package dev.plateau.terrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.experiment.Progress;
import dev.plateau.random.KeyedStream;
import dev.plateau.random.Keys;
import dev.plateau.random.Purpose;
import dev.plateau.result.PhasePoint;
import dev.plateau.result.PhaseResult;
import dev.plateau.result.Range;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntBiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PhaseMapTest {
    private static final Range X = new Range("x", "x", 0, 1, false, false);
    private static final Range Y = new Range("y", "y", 0, 1, false, false);
    private static final List<String> POLICIES = List.of("a", "b", "c");

    /** One policy is far ahead, or none is where the number is negative. */
    private static Sample sample(int winner) {
        double[][] accuracy = new double[POLICIES.size()][4];
        for (int p = 0; p < accuracy.length; p++) {
            for (int b = 0; b < 4; b++) {
                accuracy[p][b] = winner == p ? 0.6 : winner < 0 ? 0.3 + 0.1 * ((b + p) % 4) : 0.3 + 0.001 * b;
            }
        }
        return new Sample(accuracy, 64);
    }

    private static PhaseResult map(int divisions, ToIntBiFunction<Double, Double> winner) {
        return map(X, divisions, winner, Progress.NONE);
    }

    private static PhaseResult map(Range x, int divisions, ToIntBiFunction<Double, Double> winner, Progress progress) {
        Ground ground = new FakeGround((at, tasks) -> sample(winner.applyAsInt(at[0], at[1])));
        return new PhaseMap(x, Y, POLICIES, divisions, new Tasks(1, 4), ground, progress).run("t", "b");
    }

    /** Points of the full grid that a drawing by cells would get wrong. */
    private static int wrong(PhaseResult result, ToIntBiFunction<Double, Double> winner) {
        Map<List<Integer>, PhasePoint> points =
                result.points().stream().collect(Collectors.toMap(p -> List.of(p.column(), p.row()), p -> p));
        int wrong = 0;
        for (PhaseResult.Cell cell : result.cells()) {
            PhasePoint corner = points.get(List.of(cell.column(), cell.row()));
            for (int r = cell.row(); cell.size() > 1 && r <= cell.row() + cell.size(); r++) {
                for (int c = cell.column(); c <= cell.column() + cell.size(); c++) {
                    int truth = winner.applyAsInt(
                            X.at((double) c / result.divisions()), Y.at((double) r / result.divisions()));
                    wrong += truth == (corner.certain() ? POLICIES.indexOf(corner.winner()) : -1) ? 0 : 1;
                }
            }
        }
        return wrong;
    }

    @Test
    void aBorderIsFoundWithFarFewerPointsThanAGrid() {
        ToIntBiFunction<Double, Double> circle = (x, y) -> x * x + y * y < 0.5 ? 0 : 1;
        PhaseResult result = map(64, circle);
        assertThat(result.full()).isEqualTo(65 * 65);
        // 81 points of the coarse grid, and about six for each of the some 90 finest cells that the border crosses.
        assertThat(result.simulated()).isLessThan(500);
        assertThat(wrong(result, circle)).isZero();
        assertThat(result.cells().stream()
                        .mapToInt(cell -> cell.size() * cell.size())
                        .sum())
                .isEqualTo(64 * 64);
        for (PhasePoint point : result.points()) {
            assertThat(point.winner()).isEqualTo(POLICIES.get(circle.applyAsInt(point.x(), point.y())));
            assertThat(point.certain()).isTrue();
        }
    }

    @Test
    void threeRegionsMeet() {
        ToIntBiFunction<Double, Double> three = (x, y) -> y > 0.37 + 0.2 * x ? 0 : x < 0.61 ? 1 : 2;
        PhaseResult result = map(64, three);
        assertThat(wrong(result, three)).isZero();
        assertThat(result.simulated()).isLessThan(600);
    }

    /** Discs wider than the diagonal of a coarse cell hold one of its corners wherever they lie; 300 of them at random. */
    @Test
    void noDiscWiderThanACoarseCellIsMissed() {
        double least = Math.sqrt(2) / 2 / PhaseMap.coarse(32);
        KeyedStream stream = new KeyedStream().at(Keys.root(5), Purpose.BOOTSTRAP);
        for (int i = 0; i < 300; i++) {
            double radius = least * (1.001 + stream.nextDouble());
            double cx = radius + (1 - 2 * radius) * stream.nextDouble();
            double cy = radius + (1 - 2 * radius) * stream.nextDouble();
            ToIntBiFunction<Double, Double> disc = (x, y) -> Math.hypot(x - cx, y - cy) < radius ? 2 : 0;
            PhaseResult result = map(32, disc);
            assertThat(result.points()).anyMatch(point -> point.winner().equals("c"));
            assertThat(wrong(result, disc)).isZero();
        }
    }

    @Test
    void groundWithoutAWinnerIsNotRefined() {
        assertThat(map(32, (x, y) -> -1).simulated()).isEqualTo(81);
        // Only its border is, and that only if another policy is ahead there.
        assertThat(map(32, (x, y) -> x < 0.3 ? 0 : -1).simulated()).isEqualTo(81);
        PhaseResult half = map(32, (x, y) -> x < 0.3 ? 1 : -1);
        assertThat(half.simulated()).isBetween(150, 300);
        assertThat(wrong(half, (x, y) -> x < 0.3 ? 1 : -1)).isZero();
    }

    @Test
    void wholeNumbersAreSimulatedOnce() {
        Range steps = new Range("steps", "steps", 1, 3, false, true);
        PhaseResult result = map(steps, 16, (x, y) -> x < 2 == y < 0.5 ? 0 : 1, Progress.NONE);
        assertThat(result.full()).isEqualTo(3 * 17);
        assertThat(result.simulated()).isLessThanOrEqualTo(3 * 17);
        assertThat(result.distinct()).allMatch(point -> point.x() == Math.rint(point.x()));
        assertThat(result.accuracies()).hasSize(3 * result.simulated());
    }

    @Test
    void whatIsFinishedIsKept() {
        int[] asked = new int[1];
        Progress impatient = new Progress() {
            @Override
            public boolean cancelled() {
                return asked[0]++ >= 12;
            }
        };
        PhaseResult result = map(X, 16, (x, y) -> x < 0.5 ? 0 : 1, impatient);
        assertThat(result.interrupted()).isTrue();
        assertThat(result.simulated()).isEqualTo(12);
        // A row of nine points and three points more.
        assertThat(result.cells()).hasSize(2);
    }

    @Test
    void equalFactorsAndEnds() {
        Range factors = new Range("k", "k", 0.01, 1, true, false);
        assertThat(factors.at(0)).isEqualTo(0.01);
        assertThat(factors.at(0.5)).isEqualTo(0.1);
        assertThat(factors.at(1)).isEqualTo(1);
        assertThat(factors.share(0.1)).isEqualTo(0.5);
        assertThat(new Range("k", "k", 1, 5, false, true).at(0.4)).isEqualTo(3);
    }
}
