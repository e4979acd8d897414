package dev.plateau.calibrate;

import dev.plateau.analytic.Ttspm;
import dev.plateau.calibrate.AccuracyTable.Cell;
import dev.plateau.calibrate.AccuracyTable.Metric;
import dev.plateau.calibrate.MomentFitResult.CellFit;
import dev.plateau.calibrate.MomentFitResult.Forecast;
import dev.plateau.model.World;
import dev.plateau.result.FitCellRow;
import dev.plateau.result.FitParameterRow;
import dev.plateau.result.FitTtspmRow;
import dev.plateau.result.PredictionRow;
import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A world from a table of accuracies.
 *
 * @param fit what was found
 * @param cells observed and fitted, then those predicted
 * @param parameters with intervals
 * @param saturation TTSPM by the published accuracies, and by the fitted ones with those predicted
 */
public record TableCalibration(
        MomentFitResult fit, List<FitCellRow> cells, List<FitParameterRow> parameters, List<FitTtspmRow> saturation)
        implements Calibration {
    private static final double QUANTILE = 1.959963984540054;
    private static final Interval NONE = new Interval(Double.NaN, Double.NaN, Double.NaN);

    /** Copies the lists. */
    public TableCalibration {
        cells = List.copyOf(cells);
        parameters = List.copyOf(parameters);
        saturation = List.copyOf(saturation);
    }

    /**
     * Of a fit.
     *
     * @param fit to report
     * @param epsilon gain per added rollout below which a curve counts as saturated
     */
    public static TableCalibration of(MomentFitResult fit, double epsilon) {
        List<FitCellRow> cells = new ArrayList<>();
        for (CellFit cell : fit.cells()) {
            Cell published = cell.published();
            cells.add(new FitCellRow(
                    published.metric().id(),
                    published.method(),
                    published.budget(),
                    published.value(),
                    published.band(),
                    share(cell.fitted(), cell.standardError(), cell.doubt()),
                    cell.standardError(),
                    cell.heldOut()));
        }
        for (Forecast forecast : fit.forecasts()) {
            cells.add(new FitCellRow(
                    forecast.metric().id(),
                    forecast.method(),
                    forecast.budget(),
                    Double.NaN,
                    Double.NaN,
                    share(forecast.value(), forecast.standardError(), forecast.doubt()),
                    forecast.standardError(),
                    Double.NaN));
        }
        List<FitParameterRow> parameters = fit.estimates().stream()
                .map(estimate -> new FitParameterRow(
                        estimate.name(),
                        new Interval(
                                estimate.value(),
                                estimate.value() - QUANTILE * estimate.standardError(),
                                estimate.value() + QUANTILE * estimate.standardError()),
                        !estimate.unidentified(),
                        estimate.onBound(),
                        "Key of the scenario."))
                .toList();
        return new TableCalibration(fit, cells, parameters, saturation(fit, cells, epsilon));
    }

    private static Interval share(double value, double standardError, double doubt) {
        double half = QUANTILE * Math.sqrt(standardError * standardError + doubt * doubt);
        return new Interval(value, Math.max(0, value - half), Math.min(1, value + half));
    }

    private static List<FitTtspmRow> saturation(MomentFitResult fit, List<FitCellRow> cells, double epsilon) {
        List<FitTtspmRow> rows = new ArrayList<>();
        List<String> methods = fit.cells().stream()
                .map(cell -> cell.published().method())
                .distinct()
                .toList();
        for (String method : methods) {
            List<FitCellRow> curve = cells.stream()
                    .filter(row -> row.metric().equals(Metric.ACCURACY.id())
                            && row.policy().equals(method))
                    .toList();
            List<FitCellRow> published =
                    curve.stream().filter(row -> !Double.isNaN(row.observed())).toList();
            add(rows, method + ", published", published, published.stream().mapToDouble(FitCellRow::observed), epsilon);
            add(
                    rows,
                    method + ", simulated",
                    curve,
                    curve.stream().mapToDouble(row -> row.fitted().value()),
                    epsilon);
        }
        return rows;
    }

    private static void add(
            List<FitTtspmRow> rows, String name, List<FitCellRow> curve, DoubleStream values, double epsilon) {
        if (curve.size() > 1) {
            Ttspm fit = Ttspm.fit(curve.stream().map(FitCellRow::budget).toList(), values.toArray());
            rows.add(new FitTtspmRow(name, "least squares", alone(fit.fMax()), alone(fit.px()), epsilon, alone((double)
                    fit.saturationBudget(epsilon))));
        }
    }

    private static Interval alone(double value) {
        return new Interval(value, NONE.low(), NONE.high());
    }

    /** The world that was found. */
    public World world() {
        return fit.world();
    }

    /** Methods in the order of the table. */
    public List<String> policies() {
        return cells.stream().map(FitCellRow::policy).distinct().toList();
    }

    /** Budgets of the table and those predicted, ascending. */
    public List<Integer> budgets() {
        return cells.stream().map(FitCellRow::budget).distinct().sorted().toList();
    }

    /** What is predicted at budgets that the table has not. */
    public List<PredictionRow> predictions() {
        return cells.stream()
                .filter(row -> Double.isNaN(row.observed()))
                .map(row -> new PredictionRow(row.budget(), row.metric() + " of " + row.policy(), row.fitted()))
                .toList();
    }
}
