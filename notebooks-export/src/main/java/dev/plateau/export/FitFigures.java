package dev.plateau.export;

import dev.plateau.calibrate.CountsCalibration;
import dev.plateau.result.BudgetUnit;
import dev.plateau.result.FitCountRow;
import dev.plateau.result.FitCurveRow;
import dev.plateau.stats.Interval;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;

/** The pictures of a fit to counts. */
final class FitFigures {
    private final CountsCalibration fit;
    private final String title;

    FitFigures(CountsCalibration fit, String title) {
        this.fit = fit;
        this.title = title;
    }

    List<Figures.Figure> all() {
        return List.of(coverage(), residuals());
    }

    private Figures.Figure coverage() {
        List<Curve> curves = List.of(
                baseline("TTSPM, one chance for all", 1, FitCurveRow::ttspm),
                baseline("beta-binomial", 2, FitCurveRow::betaBinomial),
                baseline("power law exp(a k^b)", 3, FitCurveRow::powerLaw),
                new Curve("fitted, with 95 % interval", Look.policy(0), points(FitCurveRow::fitted, true)),
                new Curve("observed", Look.told(0), points(FitCurveRow::observed, false)));
        XYChart chart = Charts.gridded(
                axis(budgets(fit.curve())),
                ValueAxis.percent("Coverage (% of problems)", curves.stream().flatMapToDouble(Curve::heights)));
        Curve.draw(chart, curves);
        List<Slide.Entry> legend =
                new ArrayList<>(List.of(curves.get(4).entry(), curves.get(3).entry()));
        curves.subList(0, 3).forEach(curve -> legend.add(curve.entry()));
        return new Figures.Figure(
                "",
                "coverage",
                "Coverage against budget: observed, fitted with its 95 % interval, and by three baselines.",
                new Slide(
                        title,
                        "Problems with at least one right attempt. The interval is for these "
                                + fit.problems() + " problems: error of the fit, and what a count does not tell of"
                                + " its problem.",
                        List.of(Slide.Panel.of(chart)),
                        legend));
    }

    private Figures.Figure residuals() {
        List<FitCurveRow> rows = fit.curve().stream()
                .filter(row -> Double.isFinite(row.observed().value()))
                .toList();
        List<Slide.Panel> panels = new ArrayList<>();
        if (!rows.isEmpty()) {
            Curve residual = new Curve(
                    "observed less fitted",
                    Look.told(0),
                    rows.stream()
                            .map(row -> point(
                                    row.budget(),
                                    new Interval(
                                            row.observed().value()
                                                    - row.fitted().value(),
                                            row.fitted().low() - row.fitted().value(),
                                            row.fitted().high() - row.fitted().value())))
                            .toList());
            XYChart chart = Charts.gridded(
                    axis(budgets(rows)), ValueAxis.difference("Residual (percentage points)", residual.heights()));
            Curve.draw(chart, List.of(residual));
            Charts.level(chart, "zero", 0, 1, Look.INK, Look.thinDashed());
            panels.add(Slide.Panel.of(chart));
        }
        Curve expected = new Curve("expected", Look.policy(0), counts(FitCountRow::expected, FitCountRow::deviation));
        Curve observed = new Curve("observed", Look.told(0), counts(FitCountRow::observed, row -> Double.NaN));
        List<Curve> curves = List.of(expected, observed);
        double top = curves.stream().flatMapToDouble(Curve::heights).max().orElse(1) * 1.05;
        XYChart chart = Charts.gridded(
                bins(),
                new ValueAxis("Problems", -0.03 * top, top, ValueAxis.ticks(0, top, 9, BigDecimal::toPlainString)));
        Curve.draw(chart, curves);
        panels.add(Slide.Panel.of(chart));
        return new Figures.Figure(
                "",
                "residuals",
                "Residuals of coverage by budget, and problems by number of right samples: observed and expected.",
                new Slide(
                        title + ": observed against fitted",
                        (panels.size() > 1
                                        ? "Left: coverage observed less fitted, in the interval of the fit. Right: p"
                                        : "P")
                                + "roblems by number of right samples; band: two standard deviations of chance.",
                        panels,
                        List.of(observed.entry(), expected.entry())));
    }

    private List<Curve.Point> counts(ToDoubleFunction<FitCountRow> value, ToDoubleFunction<FitCountRow> deviation) {
        return IntStream.range(0, fit.counts().size())
                .mapToObj(i -> {
                    double y = value.applyAsDouble(fit.counts().get(i));
                    double two = 2 * deviation.applyAsDouble(fit.counts().get(i));
                    return new Curve.Point(i, y, Math.max(0, y - two), y + two);
                })
                .toList();
    }

    private HorizontalAxis bins() {
        List<ValueAxis.Tick> ticks = new ArrayList<>();
        for (int i = 0; i < fit.counts().size(); i++) {
            FitCountRow row = fit.counts().get(i);
            ticks.add(new ValueAxis.Tick(i, BudgetAxis.label(row.from()) + (row.to() > row.from() ? "+" : "")));
        }
        return new HorizontalAxis("Right samples of a problem", -0.4, ticks.size() - 0.6, ticks);
    }

    private Curve baseline(String label, int index, ToDoubleFunction<FitCurveRow> value) {
        Look.Line line = Look.policy(index);
        return new Curve(
                label,
                new Look.Line(line.color(), Look.thinDashed(), line.marker()),
                fit.curve().stream()
                        .map(row -> point(row.budget(), new Interval(value.applyAsDouble(row), Double.NaN, Double.NaN)))
                        .toList());
    }

    /** Reads a value with its interval. */
    private interface Reading {
        Interval of(FitCurveRow row);
    }

    private List<Curve.Point> points(Reading reading, boolean banded) {
        return fit.curve().stream()
                .map(row -> {
                    Interval value = reading.of(row);
                    return point(row.budget(), banded ? value : new Interval(value.value(), Double.NaN, Double.NaN));
                })
                .toList();
    }

    private static Curve.Point point(int budget, Interval share) {
        return new Curve.Point(BudgetAxis.position(budget), 100 * share.value(), 100 * share.low(), 100 * share.high());
    }

    private static List<Integer> budgets(List<FitCurveRow> rows) {
        return rows.stream().map(FitCurveRow::budget).toList();
    }

    private static HorizontalAxis axis(List<Integer> budgets) {
        return BudgetAxis.of(budgets, BudgetUnit.ROLLOUTS, 0);
    }
}
