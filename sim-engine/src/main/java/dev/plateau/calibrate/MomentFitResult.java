package dev.plateau.calibrate;

import dev.plateau.model.World;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a fit of a table found.
 *
 * @param world the one chosen
 * @param cells in the order of the table
 * @param forecasts at budgets that the table has not
 * @param estimates of what the fit could move; none if it was ended before it could tell
 * @param interrupted whether it was ended early
 */
public record MomentFitResult(
        World world, List<CellFit> cells, List<Forecast> forecasts, List<Estimate> estimates, boolean interrupted) {

    /**
     * One cell.
     *
     * @param published the cell of the table
     * @param seen by the tasks that chose the world
     * @param fitted by tasks that the fit never met
     * @param standardError of {@code fitted}, of the simulation
     * @param doubt standard deviation of {@code fitted} over worlds that the table does not rule out; NaN if unknown
     * @param heldOut what a fit without the largest budget predicts for it; NaN at other budgets
     */
    public record CellFit(
            AccuracyTable.Cell published,
            double seen,
            double fitted,
            double standardError,
            double doubt,
            double heldOut) {
        /** Fitted less published. */
        public double residual() {
            return fitted - published.value();
        }
    }

    /**
     * What is predicted.
     *
     * @param metric what it is
     * @param method name of the method
     * @param budget rollouts per task
     * @param value the share
     * @param standardError of the simulation
     * @param doubt standard deviation over worlds that the table does not rule out; NaN if unknown
     */
    public record Forecast(
            AccuracyTable.Metric metric, String method, int budget, double value, double standardError, double doubt) {}

    /**
     * One parameter.
     *
     * @param name its path in the scenario
     * @param value the estimate
     * @param standardError were the tolerances of the cells standard deviations
     * @param open standard error over that before any data, in [0,1]: near 1 the table says nothing about it
     * @param onBound whether it is moved, more than by all else, by coordinates that lie on a bound of the search
     */
    public record Estimate(String name, double value, double standardError, double open, boolean onBound) {
        private static final double UNIDENTIFIED = 0.7;

        /** Whether the table says next to nothing about it. */
        public boolean unidentified() {
            return open > UNIDENTIFIED;
        }
    }

    /** Copies the lists. */
    public MomentFitResult {
        cells = List.copyOf(cells);
        forecasts = List.copyOf(forecasts);
        estimates = List.copyOf(estimates);
    }

    /** Root-mean-square residual of a metric, on tasks that the fit never met. */
    public double error(AccuracyTable.Metric metric) {
        return rootMeanSquare(metric, CellFit::residual);
    }

    /** Root-mean-square residual of a metric on the tasks that chose the world. */
    public double seenError(AccuracyTable.Metric metric) {
        return rootMeanSquare(metric, cell -> cell.seen() - cell.published().value());
    }

    /** Root-mean-square error of a metric at the largest budget, predicted without it; NaN if nothing was held out. */
    public double heldOutError(AccuracyTable.Metric metric) {
        return rootMeanSquare(metric, cell -> cell.heldOut() - cell.published().value());
    }

    private double rootMeanSquare(AccuracyTable.Metric metric, ToDoubleFunction<CellFit> error) {
        return Math.sqrt(cells.stream()
                .filter(cell -> cell.published().metric() == metric)
                .mapToDouble(error)
                .filter(x -> !Double.isNaN(x))
                .map(x -> x * x)
                .average()
                .orElse(Double.NaN));
    }
}
