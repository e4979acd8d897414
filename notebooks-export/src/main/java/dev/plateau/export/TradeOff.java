package dev.plateau.export;

import dev.plateau.result.FleetRow;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;

/**
 * Accuracy against a cost of serving: one line per policy and fleet through its budgets, the Pareto front over all of them, the
 * interval of the sample as thin whiskers and the model error as a pale bar.
 */
final class TradeOff {
    /** With more points than this only those on the front have their errors drawn. */
    private static final int MOST_WITH_ERRORS = 24;

    private final ServedCost cost;
    private final Texts texts;
    private final List<FleetRow> rows;
    private final List<FleetRow> front;
    private final List<Line> lines;

    /** Of lines that words have to avoid. */
    private final List<Line2D> pieces = new ArrayList<>();

    private record Line(Look.Line look, List<FleetRow> rows) {}

    /**
     * Sorts the rows into lines.
     *
     * @param cost horizontal
     * @param all rows of one world; those that cannot be drawn are left out
     * @param looks of the policies of the result, in the order of the rows
     * @param fleets of the result: their order decides the markers
     * @param contends whether a policy is a choice, and no bound
     * @param texts for the axes
     */
    TradeOff(
            ServedCost cost,
            List<FleetRow> all,
            Map<String, Look.Line> looks,
            List<String> fleets,
            Predicate<String> contends,
            Texts texts) {
        this.cost = cost;
        this.texts = texts;
        rows = all.stream().filter(cost::drawable).toList();
        front = cost.front(
                rows.stream().filter(row -> contends.test(row.policy())).toList());
        lines = new ArrayList<>();
        List<String> policies = List.copyOf(looks.keySet());
        for (int p = 0; p < policies.size(); p++) {
            for (int f = 0; f < fleets.size(); f++) {
                String policy = policies.get(p);
                String fleet = fleets.get(f);
                List<FleetRow> line = rows.stream()
                        .filter(row ->
                                row.policy().equals(policy) && row.fleet().equals(fleet))
                        .sorted(Comparator.comparingInt(FleetRow::budget))
                        .toList();
                if (!line.isEmpty()) {
                    Look.Line look = looks.getOrDefault(policy, Look.faint());
                    lines.add(new Line(fleets.size() == 1 ? look : Look.served(look, p, f), line));
                }
            }
        }
    }

    boolean drawable() {
        return !rows.isEmpty();
    }

    /** Whether errors are drawn at the front alone. */
    boolean crowded() {
        return rows.size() > MOST_WITH_ERRORS;
    }

    boolean oneBudget() {
        return rows.stream().mapToInt(FleetRow::budget).distinct().count() == 1;
    }

    int largestBudget() {
        return rows.stream().mapToInt(FleetRow::budget).max().orElseThrow();
    }

    XYChart chart() {
        DoubleStream ends = withErrors().stream()
                .flatMapToDouble(row -> DoubleStream.concat(cost.sampled(row), cost.modelled(row)));
        HorizontalAxis axis =
                SpentAxis.of(DoubleStream.concat(rows.stream().mapToDouble(this::amount), ends), cost.axis(texts));
        ValueAxis values = ValueAxis.percent(
                texts.say("page.accuracy"),
                rows.stream()
                        .flatMapToDouble(row -> DoubleStream.of(
                                row.accuracy().low(),
                                row.accuracy().value(),
                                row.accuracy().high()))
                        .filter(Double::isFinite)
                        .map(share -> 100 * share));
        XYChart chart = Charts.gridded(axis, values);
        chart.getStyler().setMarkerSize(Look.markerSize(lines.size()));
        Set<FleetRow> errors = new HashSet<>(withErrors());
        for (Line line : lines) {
            line.rows().stream().filter(errors::contains).forEach(row -> modelError(chart, row, line.look()));
        }
        for (Line line : lines) {
            line.rows().stream().filter(errors::contains).forEach(row -> whiskers(chart, row, line.look()));
        }
        steps(chart);
        for (int i = 0; i < lines.size(); i++) {
            line(chart, i);
        }
        rings(chart);
        List<FleetRow> named = lines.size() > Look.CROWD ? front : rows;
        chart.addAnnotation(new PointLabels(
                Stream.concat(front.stream(), named.stream())
                        .distinct()
                        .map(this::label)
                        .toList(),
                rows.stream().map(this::label).toList(),
                pieces));
        return chart;
    }

    private List<FleetRow> withErrors() {
        return crowded() ? front : rows;
    }

    private double amount(FleetRow row) {
        return cost.of(row).value();
    }

    private double x(FleetRow row) {
        return BudgetAxis.position(amount(row));
    }

    private static double y(FleetRow row) {
        return 100 * row.accuracy().value();
    }

    /** What tells the points of a line or a policy apart: the budget, or the fleet if there is one budget. */
    private PointLabels.Label label(FleetRow row) {
        return new PointLabels.Label(oneBudget() ? row.fleet() : BudgetAxis.label(row.budget()), x(row), y(row));
    }

    private static String name(FleetRow row, String what) {
        return row.policy() + " " + row.budget() + " " + row.fleet() + " " + what;
    }

    private void modelError(XYChart chart, FleetRow row, Look.Line look) {
        double[] ends = cost.modelled(row).map(BudgetAxis::position).toArray();
        stroke(
                chart,
                name(row, "model error"),
                ends,
                new double[] {y(row), y(row)},
                look.band(0),
                Look.errorBar(Look.ERROR_WIDTH));
    }

    private void whiskers(XYChart chart, FleetRow row, Look.Line look) {
        double left = chart.getStyler().getXAxisMin();
        double low = cost.of(row).low();
        double high = cost.of(row).high();
        if (Double.isFinite(low) && Double.isFinite(high)) {
            double[] ends = {low > 0 ? Math.max(left, BudgetAxis.position(low)) : left, BudgetAxis.position(high)};
            stroke(chart, name(row, "cost"), ends, new double[] {y(row), y(row)}, look.color(), Look.whisker());
        }
        double[] heights = {100 * row.accuracy().low(), 100 * row.accuracy().high()};
        if (Double.isFinite(heights[0]) && Double.isFinite(heights[1])) {
            double[] there = {x(row), x(row)};
            stroke(chart, name(row, "accuracy"), there, heights, look.color(), Look.whisker());
        }
    }

    /** The best accuracy for at most so much. */
    private void steps(XYChart chart) {
        List<Double> xs = new ArrayList<>();
        List<Double> ys = new ArrayList<>();
        for (FleetRow row : front) {
            if (!ys.isEmpty()) {
                xs.add(x(row));
                ys.add(ys.get(ys.size() - 1));
            }
            xs.add(x(row));
            ys.add(y(row));
        }
        xs.add(chart.getStyler().getXAxisMax());
        ys.add(ys.get(ys.size() - 1));
        stroke(
                chart,
                "front",
                array(xs),
                array(ys),
                Look.front().color(),
                Look.front().stroke());
    }

    private void rings(XYChart chart) {
        double[] xs = front.stream().mapToDouble(this::x).toArray();
        double[] ys = front.stream().mapToDouble(TradeOff::y).toArray();
        XYSeries rings = chart.addSeries("rings", xs, ys);
        rings.setLineStyle(SeriesLines.NONE);
        rings.setMarker(Look.front().marker()).setMarkerColor(Look.INK);
    }

    private void line(XYChart chart, int index) {
        Line line = lines.get(index);
        double[] xs = line.rows().stream().mapToDouble(this::x).toArray();
        double[] ys = line.rows().stream().mapToDouble(TradeOff::y).toArray();
        stroke(chart, "line " + index, xs, ys, line.look().color(), line.look().stroke(lines.size()));
        XYSeries markers = chart.addSeries("markers " + index, xs, ys);
        markers.setLineStyle(SeriesLines.NONE);
        markers.setMarker(line.look().marker()).setMarkerColor(line.look().color());
    }

    private void stroke(XYChart chart, String name, double[] xs, double[] ys, Color color, BasicStroke stroke) {
        Curve.stroke(chart, name, xs, ys).setLineColor(color).setLineStyle(stroke);
        if (stroke.getLineWidth() <= Look.LINE_WIDTH) {
            for (int i = 1; i < xs.length; i++) {
                pieces.add(new Line2D.Double(xs[i - 1], ys[i - 1], xs[i], ys[i]));
            }
        }
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
