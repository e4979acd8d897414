package dev.plateau.export;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A line with its confidence band, in the coordinates of its chart.
 *
 * @param label in the legend
 * @param look colour, dash and marker
 * @param points in the order of the line; those without a finite value are left out
 */
record Curve(String label, Look.Line look, List<Point> points) {
    private static final int MOST_MARKERS = 20;

    /** A value with its interval, whose ends may be NaN. */
    record Point(double x, double y, double low, double high) {
        boolean drawable() {
            return Double.isFinite(x) && Double.isFinite(y);
        }

        boolean banded() {
            return Double.isFinite(low) && Double.isFinite(high);
        }
    }

    Curve {
        points = points.stream()
                .filter(Point::drawable)
                .map(point -> look.isFaint() ? new Point(point.x(), point.y(), Double.NaN, Double.NaN) : point)
                .toList();
    }

    /** Everything it covers on the y axis. */
    DoubleStream heights() {
        return points.stream()
                .flatMapToDouble(point -> DoubleStream.of(point.y(), point.low(), point.high()))
                .filter(Double::isFinite);
    }

    Slide.Entry entry() {
        return new Slide.Entry(label, look);
    }

    /** Draws bands first, then lines, so that no band hides a line. */
    static void draw(XYChart chart, List<Curve> curves) {
        int lines =
                (int) curves.stream().filter(curve -> !curve.look().isFaint()).count();
        chart.getStyler().setMarkerSize(Look.markerSize(lines));
        for (int i = 0; i < curves.size(); i++) {
            curves.get(i).drawBand(chart, "band " + i, lines);
        }
        for (int i = 0; i < curves.size(); i++) {
            if (curves.get(i).look().isFaint()) {
                curves.get(i).drawLine(chart, "line " + i, lines);
            }
        }
        for (int i = 0; i < curves.size(); i++) {
            if (!curves.get(i).look().isFaint()) {
                curves.get(i).drawLine(chart, "line " + i, lines);
            }
        }
    }

    private void drawBand(XYChart chart, String name, int lines) {
        List<Point> there = points.stream().filter(Point::banded).toList();
        if (there.size() < 2) {
            return;
        }
        List<Point> back = new ArrayList<>(there);
        Collections.reverse(back);
        area(
                chart,
                name,
                DoubleStream.concat(DoubleStream.of(xs(there)), DoubleStream.of(xs(back)))
                        .toArray(),
                DoubleStream.concat(
                                there.stream().mapToDouble(Point::high),
                                back.stream().mapToDouble(Point::low))
                        .toArray(),
                look.band(lines));
    }

    private void drawLine(XYChart chart, String name, int lines) {
        if (points.isEmpty()) {
            return;
        }
        stroke(chart, name, xs(points), ys(points)).setLineColor(look.color()).setLineStyle(look.stroke(lines));
        List<Point> marked = marked();
        XYSeries markers = chart.addSeries(name + " markers", xs(marked), ys(marked));
        markers.setLineStyle(SeriesLines.NONE);
        markers.setMarker(look.marker()).setMarkerColor(look.color());
        if (points.size() == 1) {
            points.stream().filter(Point::banded).forEach(point -> whisker(chart, name + " interval", point));
        }
    }

    /** Points that are far enough apart for their markers. */
    private List<Point> marked() {
        double[] sorted = DoubleStream.of(xs(points)).sorted().toArray();
        double apart = (sorted[sorted.length - 1] - sorted[0]) / MOST_MARKERS;
        List<Point> marked = new ArrayList<>();
        double last = Double.NEGATIVE_INFINITY;
        for (Point point : points) {
            if (Math.abs(point.x() - last) >= apart) {
                marked.add(point);
                last = point.x();
            }
        }
        return marked;
    }

    private static double[] xs(List<Point> points) {
        return points.stream().mapToDouble(Point::x).toArray();
    }

    private static double[] ys(List<Point> points) {
        return points.stream().mapToDouble(Point::y).toArray();
    }

    /** A lone point has no band: its interval is a vertical stroke. */
    private void whisker(XYChart chart, String name, Point point) {
        stroke(chart, name, new double[] {point.x(), point.x()}, new double[] {point.low(), point.high()})
                .setLineColor(look.color())
                .setLineStyle(look.stroke());
    }

    /** Draws the markers alone, each with its interval as a vertical stroke. */
    void drawDots(XYChart chart, String name) {
        if (points.isEmpty()) {
            return;
        }
        for (int i = 0; i < points.size(); i++) {
            if (points.get(i).banded()) {
                whisker(chart, name + " interval " + i, points.get(i));
            }
        }
        XYSeries dots = chart.addSeries(name, xs(points), ys(points));
        dots.setLineStyle(SeriesLines.NONE);
        dots.setMarker(look.marker()).setMarkerColor(look.color());
    }

    /** Adds a filled polygon without an outline. */
    static void area(XYChart chart, String name, double[] x, double[] y, Color fill) {
        XYSeries area = chart.addSeries(name, x, y);
        area.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
        area.setFillColor(fill);
        area.setLineStyle(SeriesLines.NONE);
        area.setMarker(SeriesMarkers.NONE);
    }

    /** Adds a bare line. */
    static XYSeries stroke(XYChart chart, String name, double[] x, double[] y) {
        XYSeries line = chart.addSeries(name, x, y);
        line.setMarker(SeriesMarkers.NONE);
        return line;
    }
}
