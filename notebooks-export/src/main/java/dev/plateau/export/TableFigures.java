package dev.plateau.export;

import dev.plateau.calibrate.AccuracyTable.Metric;
import dev.plateau.calibrate.TableCalibration;
import dev.plateau.result.BudgetUnit;
import dev.plateau.result.FitCellRow;
import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;

/** The pictures of a fit to a table of accuracies: for each metric, published figures and fitted curves. */
final class TableFigures {
    private final TableCalibration fit;
    private final String title;
    private final Texts texts;

    TableFigures(TableCalibration fit, String title, Texts texts) {
        this.fit = fit;
        this.title = title;
        this.texts = texts;
    }

    List<Figures.Figure> all() {
        List<Figures.Figure> figures = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            if (fit.cells().stream()
                    .anyMatch(row -> row.metric().equals(metric.id()) && !Double.isNaN(row.observed()))) {
                figures.add(figure(metric));
            }
        }
        return figures;
    }

    private Figures.Figure figure(Metric metric) {
        String words = texts.say(metric == Metric.ACCURACY ? "fit.accuracy" : "fit.pass-rate");
        List<Curve> fitted = new ArrayList<>();
        List<Curve> curves = new ArrayList<>();
        for (int i = 0; i < fit.policies().size(); i++) {
            String policy = fit.policies().get(i);
            List<FitCellRow> rows = fit.cells().stream()
                    .filter(row ->
                            row.metric().equals(metric.id()) && row.policy().equals(policy))
                    .toList();
            Look.Line look = Look.policy(i);
            fitted.add(new Curve(
                    policy,
                    look,
                    rows.stream().map(row -> point(row, row.fitted())).toList()));
            curves.add(fitted.get(i));
            curves.add(new Curve(
                    texts.say("fit.figure.published", "policy", policy),
                    new Look.Line(look.color(), Look.thinDashed(), look.marker()),
                    rows.stream()
                            .map(row -> point(row, new Interval(row.observed(), Double.NaN, Double.NaN)))
                            .toList()));
        }
        XYChart chart = Charts.gridded(
                BudgetAxis.of(fit.budgets(), BudgetUnit.ROLLOUTS, 0, texts),
                ValueAxis.percent(
                        texts.say("fit.figure.percent", "metric", words),
                        curves.stream().flatMapToDouble(Curve::heights)));
        Curve.draw(chart, curves);
        return new Figures.Figure(
                "",
                metric.id(),
                texts.say("fit.figure.table.alt", "metric", words),
                new Slide(
                        title,
                        texts.say("fit.figure.table", "metric", words),
                        List.of(Slide.Panel.of(chart)),
                        fitted.stream().map(Curve::entry).toList()));
    }

    private static Curve.Point point(FitCellRow row, Interval share) {
        return new Curve.Point(
                BudgetAxis.position(row.budget()), 100 * share.value(), 100 * share.low(), 100 * share.high());
    }
}
