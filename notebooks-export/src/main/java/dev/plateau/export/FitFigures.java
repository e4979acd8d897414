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
    private final Texts texts;

    FitFigures(CountsCalibration fit, String title, Texts texts) {
        this.fit = fit;
        this.title = title;
        this.texts = texts;
    }

    List<Figures.Figure> all() {
        return List.of(coverage(), residuals());
    }

    private Figures.Figure coverage() {
        List<Curve> curves = List.of(
                baseline(texts.say("fit.figure.ttspm"), 1, FitCurveRow::ttspm),
                baseline(texts.say("fit.figure.beta"), 2, FitCurveRow::betaBinomial),
                baseline(texts.say("fit.figure.power"), 3, FitCurveRow::powerLaw),
                new Curve(texts.say("fit.figure.fitted.interval"), Look.policy(0), points(FitCurveRow::fitted, true)),
                new Curve(texts.say("fit.figure.observed"), Look.told(0), points(FitCurveRow::observed, false)));
        XYChart chart = Charts.gridded(
                axis(budgets(fit.curve())),
                ValueAxis.percent(
                        texts.say("fit.figure.coverage.axis"), curves.stream().flatMapToDouble(Curve::heights)));
        Curve.draw(chart, curves);
        List<Slide.Entry> legend =
                new ArrayList<>(List.of(curves.get(4).entry(), curves.get(3).entry()));
        curves.subList(0, 3).forEach(curve -> legend.add(curve.entry()));
        return new Figures.Figure(
                "",
                "coverage",
                texts.say("fit.figure.coverage.alt"),
                new Slide(
                        title,
                        texts.say("fit.figure.coverage", "problems", fit.problems()),
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
                    texts.say("fit.figure.less"),
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
                    axis(budgets(rows)),
                    ValueAxis.difference(texts.say("fit.figure.residual.axis"), residual.heights()));
            Curve.draw(chart, List.of(residual));
            Charts.level(chart, "zero", 0, 1, Look.INK, Look.thinDashed());
            panels.add(Slide.Panel.of(chart));
        }
        Curve expected = new Curve(
                texts.say("fit.figure.expected"),
                Look.policy(0),
                counts(FitCountRow::expected, FitCountRow::deviation));
        Curve observed = new Curve(
                texts.say("fit.figure.observed"), Look.told(0), counts(FitCountRow::observed, row -> Double.NaN));
        List<Curve> curves = List.of(expected, observed);
        double top = curves.stream().flatMapToDouble(Curve::heights).max().orElse(1) * 1.05;
        XYChart chart = Charts.gridded(
                bins(),
                new ValueAxis(
                        texts.say("fit.figure.problems"),
                        -0.03 * top,
                        top,
                        ValueAxis.ticks(0, top, 9, BigDecimal::toPlainString)));
        Curve.draw(chart, curves);
        panels.add(Slide.Panel.of(chart));
        return new Figures.Figure(
                "",
                "residuals",
                texts.say("fit.figure.residuals.alt"),
                new Slide(
                        texts.say("page.title", "title", title, "part", texts.say("fit.figure.residuals")),
                        texts.say(panels.size() > 1 ? "fit.figure.residuals.both" : "fit.figure.residuals.counts"),
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
        return new HorizontalAxis(texts.say("fit.figure.right"), -0.4, ticks.size() - 0.6, ticks);
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

    private HorizontalAxis axis(List<Integer> budgets) {
        return BudgetAxis.of(budgets, BudgetUnit.ROLLOUTS, 0, texts);
    }
}
