package dev.plateau.export;

import dev.plateau.result.LadderRow;
import dev.plateau.result.PlanResult;
import dev.plateau.result.PlanRow;
import dev.plateau.result.PlanRow.Standing;
import dev.plateau.result.PromiseRow;
import dev.plateau.stats.Interval;
import dev.plateau.stats.ParetoFront;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;

/**
 * Accuracy against cost of all that keeps the other limits of each promise: a line through the budgets of the chosen policy,
 * markers at the best plans of other machines and policies, rings at what nothing else of the promise beats, and a name at what
 * was chosen.
 */
final class PlanFigure {
    private static final double THOUSAND = 1000;

    private final PlanResult result;
    private final Texts texts;

    private record Point(double dollars, Interval accuracy) {
        boolean drawable() {
            return dollars > 0 && Double.isFinite(dollars);
        }

        double x() {
            return BudgetAxis.position(THOUSAND * dollars);
        }

        double y() {
            return 100 * accuracy.value();
        }

        Curve.Point onCurve() {
            return new Curve.Point(x(), y(), 100 * accuracy.low(), 100 * accuracy.high());
        }
    }

    private PlanFigure(PlanResult result, Texts texts) {
        this.result = result;
        this.texts = texts;
    }

    /** The picture; empty if nothing keeps any promise. */
    static Optional<Figures.Figure> of(PlanResult result, Texts texts) {
        return new PlanFigure(result, texts).figure();
    }

    /** Budgets that are the most accurate for their rent: smaller ones that need as large a fleet are left out. */
    private List<Point> ladder(String slo) {
        List<Point> all = result.ladders().stream()
                .filter(row -> row.slo().equals(slo))
                .map((LadderRow row) -> new Point(row.dollarsPerTask(), row.accuracy()))
                .filter(Point::drawable)
                .toList();
        return all.stream()
                .filter(point -> all.stream().noneMatch(other -> other.x() == point.x() && other.y() > point.y()))
                .toList();
    }

    private List<Point> plans(String slo, Standing standing) {
        return result.plans().stream()
                .filter(row -> row.slo().equals(slo) && row.standing() == standing)
                .map((PlanRow row) -> new Point(row.dollarsPerTask(), row.accuracy()))
                .filter(Point::drawable)
                .toList();
    }

    private Optional<Figures.Figure> figure() {
        List<Curve> curves = new ArrayList<>();
        List<Point> all = new ArrayList<>();
        for (PromiseRow promise : result.promises()) {
            List<Point> ladder = ladder(promise.slo());
            if (!ladder.isEmpty()) {
                curves.add(new Curve(
                        promise.slo(),
                        Look.policy(curves.size()),
                        ladder.stream().map(Point::onCurve).toList()));
                all.addAll(ladder);
                all.addAll(plans(promise.slo(), Standing.DEARER));
                all.addAll(plans(promise.slo(), Standing.CHOSEN));
            }
        }
        if (all.isEmpty()) {
            return Optional.empty();
        }
        XYChart chart = Charts.gridded(
                SpentAxis.of(
                        all.stream().mapToDouble(point -> THOUSAND * point.dollars()), texts.say("plan.figure.rent")),
                ValueAxis.percent(
                        texts.say("page.accuracy"),
                        DoubleStream.concat(
                                all.stream().mapToDouble(Point::y),
                                curves.stream().flatMapToDouble(Curve::heights))));
        Curve.draw(chart, curves);
        List<PointLabels.Label> labels = new ArrayList<>();
        List<Line2D> lines = new ArrayList<>();
        for (Curve curve : curves) {
            String slo = curve.label();
            List<Point> rivals = plans(slo, Standing.DEARER);
            List<Point> chosen = plans(slo, Standing.CHOSEN);
            if (!rivals.isEmpty()) {
                markers(chart, slo + " rivals", rivals)
                        .setMarker(curve.look().marker())
                        .setMarkerColor(curve.look().color());
            }
            List<Point> front = ParetoFront.of(
                    Stream.of(ladder(slo), rivals, chosen).flatMap(List::stream).toList(), Point::y, Point::dollars);
            List<Point> ascending = front.stream()
                    .sorted(Comparator.comparingDouble(Point::dollars))
                    .toList();
            Curve.stroke(chart, slo + " front line", xs(ascending), ys(ascending))
                    .setLineColor(Look.front().color())
                    .setLineStyle(Look.front().stroke());
            markers(chart, slo + " front", front)
                    .setMarker(Look.front().marker())
                    .setMarkerColor(Look.front().color());
            for (int i = 1; i < curve.points().size(); i++) {
                Curve.Point from = curve.points().get(i - 1);
                Curve.Point to = curve.points().get(i);
                lines.add(new Line2D.Double(from.x(), from.y(), to.x(), to.y()));
            }
            chosen.forEach(point -> labels.add(new PointLabels.Label(slo, point.x(), point.y())));
        }
        chart.addAnnotation(new PointLabels(
                labels,
                all.stream()
                        .map(point -> new PointLabels.Label("", point.x(), point.y()))
                        .toList(),
                lines));
        List<Slide.Entry> legend =
                new ArrayList<>(curves.stream().map(Curve::entry).toList());
        legend.add(new Slide.Entry(texts.say("plan.figure.front"), Look.front()));
        return Optional.of(new Figures.Figure(
                "",
                "plan",
                texts.say(
                        "plan.figure.alt",
                        "promises",
                        texts.joined(curves.stream().map(Curve::label).toList())),
                new Slide(
                        texts.title(result.study().title()),
                        texts.say("plan.figure"),
                        List.of(Slide.Panel.of(chart)),
                        legend)));
    }

    private static XYSeries markers(XYChart chart, String name, List<Point> points) {
        XYSeries series = chart.addSeries(name, xs(points), ys(points));
        series.setLineStyle(SeriesLines.NONE);
        return series;
    }

    private static double[] xs(List<Point> points) {
        return points.stream().mapToDouble(Point::x).toArray();
    }

    private static double[] ys(List<Point> points) {
        return points.stream().mapToDouble(Point::y).toArray();
    }
}
