package dev.plateau.export;

import dev.plateau.calibrate.ServingCalibration;
import dev.plateau.result.FitRequestRow;
import java.util.List;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;

/** The picture of a fit to a log of requests: observed against fitted times to the last token, both axes logarithmic. */
final class RequestFigures {
    private static final int DOT = 4;

    private final ServingCalibration fit;
    private final String title;
    private final Texts texts;

    RequestFigures(ServingCalibration fit, String title, Texts texts) {
        this.fit = fit;
        this.title = title;
        this.texts = texts;
    }

    List<Figures.Figure> all() {
        HorizontalAxis fitted = SpentAxis.of(
                fit.observed().stream().flatMapToDouble(row -> DoubleStream.of(row.observed(), row.fitted())),
                texts.say("fit.figure.log.fitted"));
        XYChart chart = Charts.blank();
        fitted.addTo(chart);
        double[] ends = {chart.getStyler().getXAxisMin(), chart.getStyler().getXAxisMax()};
        ValueAxis observed = new ValueAxis(
                texts.say("fit.figure.log.observed"),
                ends[0],
                ends[1],
                fitted.ticks().stream().filter(tick -> !tick.label().isEmpty()).toList());
        observed.addTo(chart);
        observed.drawGrid(chart, 1, Look.GRID);
        chart.getStyler().setMarkerSize(DOT);
        Look.Line dot = new Look.Line(
                Look.policy(0).band(0), Look.whisker(), Look.policy(0).marker());
        XYSeries requests =
                chart.addSeries("requests", positions(FitRequestRow::fitted), positions(FitRequestRow::observed));
        requests.setLineStyle(SeriesLines.NONE);
        requests.setMarker(dot.marker()).setMarkerColor(dot.color());
        Look.Line equal =
                new Look.Line(Look.INK, Look.thinDashed(), Look.front().marker());
        Curve.stroke(chart, "equal", ends, ends).setLineColor(equal.color()).setLineStyle(equal.stroke());
        return List.of(new Figures.Figure(
                "",
                "observed",
                texts.say("fit.figure.log.alt"),
                new Slide(
                        texts.say("page.title", "title", title, "part", texts.say("fit.figure.residuals")),
                        texts.say("fit.figure.log"),
                        List.of(Slide.Panel.of(chart)),
                        List.of())));
    }

    private double[] positions(java.util.function.ToDoubleFunction<FitRequestRow> time) {
        return fit.observed().stream()
                .mapToDouble(row -> BudgetAxis.position(time.applyAsDouble(row)))
                .toArray();
    }
}
