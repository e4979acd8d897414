package dev.plateau.calibrate;

import dev.plateau.fleet.Accelerator;
import dev.plateau.fleet.Accelerator.Constants;
import dev.plateau.fleet.Batching;
import dev.plateau.fleet.Failures;
import dev.plateau.fleet.PoolSpec;
import dev.plateau.fleet.RooflineStepTime;
import dev.plateau.fleet.Router;
import dev.plateau.fleet.ServedModel;
import dev.plateau.fleet.Stragglers;
import dev.plateau.fleet.TraceRun;
import dev.plateau.result.FitRequestRow;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.analysis.MultivariateFunction;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.BOBYQAOptimizer;
import org.apache.commons.math3.util.FastMath;
import org.apache.commons.statistics.descriptive.Quantile;

/**
 * Finds the constants of the time of an iteration (MODEL section 12) under which one replica, served the requests of a log,
 * answers when the log says. Minimises the mean squared logarithm of simulated over logged end-to-end time with BOBYQA
 * (Powell 2009), from the middle of the bounds; the simulation has no noise, so neither has the fit.
 *
 * <p>End-to-end times alone are fitted, so that the times to the first token remain to judge the fit by. One log need not tell
 * all constants apart: where weights are read once for many sequences, a lower eW and a larger cL look the same.
 */
public final class ConstantsFit {
    private static final double[] LOWEST = {0.2, 0.2, 0.2, 0, 0};
    private static final double[] HIGHEST = {1, 1, 1, 100e-6, 50e-6};
    private static final int EVALUATIONS = 600;

    private final ServingLog log;
    private final Accelerator accelerator;
    private final ServedModel model;
    private final int devices;
    private final Batching batching;
    private final long cacheBytes;
    private final int from;
    private final int to;

    /**
     * A fit to all requests.
     *
     * @param log what was observed
     * @param accelerator type of the devices; its constants are not used
     * @param model that was served
     * @param devices tensor parallelism, at least 1
     * @param batching of the engine
     * @param cacheBytes its KV memory
     */
    public ConstantsFit(
            ServingLog log,
            Accelerator accelerator,
            ServedModel model,
            int devices,
            Batching batching,
            long cacheBytes) {
        this(
                log,
                accelerator,
                model,
                devices,
                batching,
                cacheBytes,
                0,
                log.trace().size());
    }

    private ConstantsFit(
            ServingLog log,
            Accelerator accelerator,
            ServedModel model,
            int devices,
            Batching batching,
            long cacheBytes,
            int from,
            int to) {
        this.log = log;
        this.accelerator = accelerator;
        this.model = model;
        this.devices = devices;
        this.batching = batching;
        this.cacheBytes = cacheBytes;
        this.from = from;
        this.to = to;
    }

    /**
     * The same, served all requests but compared with some of them only.
     *
     * @param first number of the first request that is compared
     * @param end number of the first one behind them
     */
    public ConstantsFit comparing(int first, int end) {
        return new ConstantsFit(log, accelerator, model, devices, batching, cacheBytes, first, end);
    }

    /**
     * Simulated against logged times; each error is simulated over logged, less 1.
     *
     * @param meanEndToEnd error of the mean end-to-end time
     * @param medianEndToEnd error of its median
     * @param absolute mean absolute error of the end-to-end time of a request
     * @param meanFirstToken error of the mean time to the first token
     */
    public record Errors(double meanEndToEnd, double medianEndToEnd, double absolute, double meanFirstToken) {}

    /** Says that a fit shall end. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** The constants that fit best. */
    public Constants fit() {
        return fit(() -> false);
    }

    /**
     * The constants that fit best so far when it is told to stop.
     *
     * @param stop asked before each simulation but the first
     */
    public Constants fit(BooleanSupplier stop) {
        int size = LOWEST.length;
        double[] ones = new double[size];
        double[] middle = new double[size];
        Arrays.fill(ones, 1);
        Arrays.fill(middle, 0.5);
        double[] best = middle.clone();
        double[] least = {Double.POSITIVE_INFINITY};
        MultivariateFunction objective = x -> {
            if (least[0] < Double.POSITIVE_INFINITY && stop.getAsBoolean()) {
                throw new Stopped();
            }
            double loss = loss(constants(x));
            if (loss < least[0]) {
                least[0] = loss;
                System.arraycopy(x, 0, best, 0, size);
            }
            return loss;
        };
        try {
            new BOBYQAOptimizer(2 * size + 1, 0.2, 1e-5)
                    .optimize(
                            new MaxEval(EVALUATIONS),
                            GoalType.MINIMIZE,
                            new ObjectiveFunction(objective),
                            new InitialGuess(middle),
                            new SimpleBounds(new double[size], ones));
        } catch (Stopped | TooManyEvaluationsException e) {
            return constants(best);
        }
        return constants(best);
    }

    private static Constants constants(double[] unit) {
        double[] c = IntStream.range(0, unit.length)
                .mapToDouble(i -> LOWEST[i] + unit[i] * (HIGHEST[i] - LOWEST[i]))
                .toArray();
        return new Constants(c[0], c[1], c[2], c[3], c[4]);
    }

    private double loss(Constants constants) {
        TraceRun run = serve(constants);
        double sum = 0;
        for (int i = from; i < to; i++) {
            double ratio = FastMath.log(run.endToEndSeconds(i) / log.endToEnd(i));
            sum += ratio * ratio;
        }
        return sum / (to - from);
    }

    private TraceRun serve(Constants constants) {
        Accelerator fitted = new Accelerator(
                accelerator.name(),
                accelerator.memoryBytes(),
                accelerator.bandwidth(),
                accelerator.peakFlops(),
                accelerator.linkBandwidth(),
                accelerator.watts(),
                accelerator.dollarsPerHour(),
                constants,
                accelerator.timeError());
        PoolSpec pool = new PoolSpec(
                "log",
                fitted,
                devices,
                1,
                List.of(model),
                List.of(new RooflineStepTime(fitted, model, devices)),
                cacheBytes,
                true,
                batching,
                Router.LEAST_LOADED,
                Failures.NONE,
                Stragglers.NONE);
        return TraceRun.serve(List.of(pool), 0, log.trace(), 0, null);
    }

    /** How well constants do on the log. */
    public Errors errors(Constants constants) {
        TraceRun run = serve(constants);
        double absolute = IntStream.range(from, to)
                .mapToDouble(i -> Math.abs(run.endToEndSeconds(i) / log.endToEnd(i) - 1))
                .average()
                .orElseThrow();
        return new Errors(
                mean(run::endToEndSeconds) / mean(log::endToEnd) - 1,
                median(run::endToEndSeconds) / median(log::endToEnd) - 1,
                absolute,
                mean(run::firstTokenSeconds) / mean(log::firstToken) - 1);
    }

    /** Every request, as logged and with some constants. */
    List<FitRequestRow> requests(Constants constants) {
        TraceRun run = serve(constants);
        return IntStream.range(0, log.trace().size())
                .mapToObj(i -> new FitRequestRow(
                        i + 1,
                        log.trace().arrival(i) - log.trace().arrival(0),
                        log.endToEnd(i),
                        run.endToEndSeconds(i)))
                .toList();
    }

    /** Whether a constant, by its number in {@link Constants}, lies on a bound of its range. */
    static boolean onBound(int constant, double value) {
        return Bound.holds(value, LOWEST[constant], HIGHEST[constant]);
    }

    private double mean(IntToDoubleFunction value) {
        return IntStream.range(from, to).mapToDouble(value).average().orElseThrow();
    }

    private double median(IntToDoubleFunction value) {
        double[] all = IntStream.range(from, to).mapToDouble(value).toArray();
        return Quantile.withDefaults().evaluate(all, 0.5);
    }
}
