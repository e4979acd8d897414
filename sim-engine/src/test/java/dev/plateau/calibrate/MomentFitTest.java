package dev.plateau.calibrate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plateau.Worlds;
import dev.plateau.calibrate.AccuracyTable.Cell;
import dev.plateau.calibrate.AccuracyTable.Metric;
import dev.plateau.model.Difficulty;
import dev.plateau.model.World;
import dev.plateau.policy.DoraPolicy;
import dev.plateau.policy.RebasePolicy;
import dev.plateau.policy.Rounding;
import dev.plateau.policy.TemperaturePolicy;
import dev.plateau.policy.TopPolicy;
import dev.plateau.select.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MomentFitTest {
    private static final List<Contestant> CONTESTANTS = List.of(
            new Contestant("temperature", TemperaturePolicy::new),
            new Contestant("beam", () -> TopPolicy.beam(4)),
            new Contestant("rebase", () -> new RebasePolicy(0.1, Rounding.PUBLISHED)),
            new Contestant("dora", () -> new DoraPolicy(0.1, 0.01, Rounding.PUBLISHED)));
    private static final int[] BUDGETS = {4, 8};
    private static final MomentFit.Effort SMALL = new MomentFit.Effort(1, 16, 8, 64, 5, 256, 2, 2048, 4);

    private final ExecutorService pool = Executors.newFixedThreadPool(2);
    private final WorldSpace space = new WorldSpace(Worlds.plain().world());

    @AfterEach
    void close() {
        pool.shutdownNow();
    }

    private static AccuracyTable table(double[] values) {
        List<Cell> cells = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            for (Contestant contestant : CONTESTANTS) {
                for (int budget : BUDGETS) {
                    double value = values.length == 0 ? 0.5 : values[cells.size()];
                    cells.add(new Cell(metric, contestant.method(), budget, value, Double.NaN));
                }
            }
        }
        return new AccuracyTable(cells);
    }

    private TableSimulator simulator() {
        return new TableSimulator(table(new double[0]), CONTESTANTS, Selection.WEIGHTED_MAJORITY, pool);
    }

    /** A world other than the typical one. */
    private double[] strange() {
        double[] z = new double[space.dimension()];
        for (int i = 0; i < z.length; i++) {
            z[i] = i % 3 == 0 ? 1 : i % 3 == 1 ? -1 : 0.3;
        }
        return z;
    }

    private MomentFitResult fit(AccuracyTable table, int threads, MomentFit.Progress progress) {
        return new MomentFit(table, space, CONTESTANTS, Selection.WEIGHTED_MAJORITY, 3, SMALL, List.of())
                .fit(threads, progress);
    }

    @Test
    void findsAWorldWithTheTableOfAKnownOne() {
        World truth = space.world(strange());
        AccuracyTable table = table(simulator().simulate(truth, 77, 8192).mean());
        double before = 0;
        double[] typical = simulator()
                .simulate(space.world(new double[space.dimension()]), 78, 4096)
                .mean();
        for (int cell = 0; cell < typical.length / 2; cell++) {
            double miss = typical[cell] - table.cells().get(cell).value();
            before += miss * miss / (typical.length / 2);
        }
        MomentFitResult result = fit(table, 2, MomentFit.Progress.NONE);
        assertTrue(Math.sqrt(before) > 0.04, "the start is no solution: " + Math.sqrt(before));
        // 8192 and 2048 tasks leave standard errors of about 0.009 in each cell, largely shared between cells.
        assertTrue(result.error(Metric.ACCURACY) < 0.025, "accuracy " + result.error(Metric.ACCURACY));
        assertTrue(result.error(Metric.PASS_RATE) < 0.025, "pass rate " + result.error(Metric.PASS_RATE));
        assertTrue(result.heldOutError(Metric.ACCURACY) < 0.05, "held out " + result.heldOutError(Metric.ACCURACY));
        // The mean chance of an attempt is what the table tells best: axes that trade off against each other otherwise.
        assertEquals(mean(truth), mean(result.world()), 0.04);
        assertEquals(space.dimension(), result.estimates().size());
        assertTrue(result.estimates().stream().anyMatch(MomentFitResult.Estimate::unidentified));
        assertFalse(result.estimates().stream().allMatch(MomentFitResult.Estimate::unidentified));
        assertFalse(result.interrupted());
    }

    private double mean(World world) {
        double[] moments = simulator().simulate(world, 5, 4096).mean();
        return moments[moments.length / 2];
    }

    @Test
    void isTheSameForAnyNumberOfThreads() {
        AccuracyTable table =
                table(simulator().simulate(space.world(strange()), 77, 1024).mean());
        MomentFit.Effort least = new MomentFit.Effort(2, 1, 4, 64, 1, 64, 1, 128, 4);
        MomentFit fit = new MomentFit(table, space, CONTESTANTS, Selection.WEIGHTED_MAJORITY, 3, least, List.of(16));
        assertEquals(fit.fit(1, MomentFit.Progress.NONE), fit.fit(3, MomentFit.Progress.NONE));
    }

    @Test
    void endsEarlyWithTheBestSoFar() {
        AccuracyTable table =
                table(simulator().simulate(space.world(strange()), 77, 1024).mean());
        AtomicInteger steps = new AtomicInteger();
        MomentFitResult result = fit(table, 2, (stage, done, loss) -> steps.incrementAndGet() < 2);
        assertEquals(2, steps.get());
        assertTrue(result.interrupted());
        assertEquals(table.cells().size(), result.cells().size());
    }

    @Test
    void scoresOnTasksThatTheFitNeverMet() {
        AccuracyTable table =
                table(simulator().simulate(space.world(strange()), 77, 1024).mean());
        MomentFit.Effort least = new MomentFit.Effort(1, 1, 4, 64, 1, 64, 1, 512, 4);
        MomentFitResult result = new MomentFit(
                        table, space, CONTESTANTS, Selection.WEIGHTED_MAJORITY, 3, least, List.of(16))
                .fit(2, MomentFit.Progress.NONE);
        // Other tasks never give the same pass rates, which are means of hundreds of fractions.
        result.cells().stream()
                .filter(cell -> cell.published().metric() == Metric.PASS_RATE)
                .forEach(cell -> assertNotEquals(cell.seen(), cell.fitted()));
        assertEquals(result.seenError(Metric.ACCURACY), result.error(Metric.ACCURACY), 0.03);
    }

    @Test
    void simulatesWhatTheRunnerDoes() {
        World world = Worlds.rich().world();
        AccuracyTable all = table(new double[0]);
        double[] means = simulator().simulate(world, 9, 128).mean();
        AccuracyTable some = all.only(cell -> cell.method().equals("rebase") && cell.budget() == 8);
        double[] alone = new TableSimulator(some, CONTESTANTS, Selection.WEIGHTED_MAJORITY, pool)
                .simulate(world, 9, 128)
                .mean();
        assertArrayEquals(new double[] {means[5], means[13]}, alone);
    }

    @Test
    void passRateOfSamplingIsTheMeanChance() {
        World world = Worlds.rich()
                .with(new Difficulty(0.3, 0, new Difficulty.Fixed(0.4)))
                .world();
        TableSimulator.Moments moments = simulator().simulate(world, 9, 8192);
        // 0.28; both within five standard errors: false alarms less than once in 10^5.
        assertEquals(0.28, moments.mean()[8], 5 * moments.standardError()[8]);
        assertEquals(0.28, moments.mean()[9], 5 * moments.standardError()[9]);
        assertTrue(moments.standardError()[9] < 0.01);
    }

    @Test
    void refusesTwinsAndMethodsWithoutAPolicy() {
        Cell cell = new Cell(Metric.ACCURACY, "beam", 8, 0.5, 0);
        assertThrows(IllegalArgumentException.class, () -> new AccuracyTable(List.of(cell, cell)));
        AccuracyTable strange = new AccuracyTable(List.of(new Cell(Metric.ACCURACY, "mcts", 8, 0.5, 0)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new TableSimulator(strange, CONTESTANTS, Selection.MAJORITY, pool));
        assertThrows(IllegalArgumentException.class, () -> new Cell(Metric.ACCURACY, "beam", 8, 50, 0));
    }
}
