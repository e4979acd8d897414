package dev.plateau.export;

import dev.plateau.result.FleetRow;
import java.awt.Color;
import java.awt.Font;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;

/**
 * Latency and cost by fleet at one budget: a dot for each policy, in the row of its fleet, one panel each. A policy that
 * overloads a fleet has no dot but words.
 */
final class FleetDots {
    private static final double NAME_WIDTH = 110;
    private static final int MOST_NAME_LINES = 3;
    private static final int SECOND_LEFT = 12;

    /** Of the rows, in points, about. */
    private static final double PLOT_HEIGHT = 280;

    private static final double ROW_SHARE = 0.8;
    private static final double LEAST_WORD_HEIGHT = 9;
    private static final List<ServedCost> COSTS = List.of(ServedCost.LATENCY, ServedCost.DOLLARS);

    private final Texts texts;
    private final List<FleetRow> rows;
    private final Map<String, Look.Line> looks;
    private final List<String> there;
    private final List<String> fleets;
    private final Font font;

    /**
     * Chooses the budget at which the fleets keep up with the most policies, of several the largest.
     *
     * @param all rows of one world
     * @param looks of the policies of the result, in the order of the rows
     * @param fleets of the result, from top to bottom
     * @param texts for axes and words
     */
    FleetDots(List<FleetRow> all, Map<String, Look.Line> looks, List<String> fleets, Texts texts) {
        this.texts = texts;
        Map<Integer, Long> served = all.stream()
                .filter(row -> COSTS.stream().allMatch(cost -> cost.drawable(row)))
                .collect(Collectors.groupingBy(FleetRow::budget, Collectors.counting()));
        int chosen = served.keySet().stream()
                .max(Comparator.<Integer>comparingLong(budget -> served.getOrDefault(budget, 0L))
                        .thenComparing(Comparator.naturalOrder()))
                .orElse(-1);
        rows = all.stream().filter(row -> row.budget() == chosen).toList();
        this.looks = looks;
        there = looks.keySet().stream()
                .filter(policy -> rows.stream().anyMatch(row -> row.policy().equals(policy)))
                .toList();
        this.fleets = fleets;
        font = Look.SMALL.deriveFont(
                (float) Math.min(Look.SMALL.getSize2D(), PLOT_HEIGHT / Math.max(1, fleets.size()) * 0.86));
    }

    boolean drawable() {
        return !rows.isEmpty();
    }

    int budget() {
        return rows.get(0).budget();
    }

    /** Rows that are drawn or said to be overloaded. */
    List<FleetRow> rows() {
        return rows;
    }

    List<Slide.Entry> legend() {
        return there.stream()
                .map(policy -> new Slide.Entry(policy, looks.getOrDefault(policy, Look.faint())))
                .toList();
    }

    List<Slide.Panel> panels() {
        double names = fleets.stream()
                .flatMap(fleet -> lines(fleet).stream())
                .mapToDouble(line -> Lettering.width(line, font))
                .max()
                .orElse(0);
        return List.of(
                new Slide.Panel(chart(COSTS.get(0), true), Look.MARGIN + (int) Math.ceil(names)),
                new Slide.Panel(chart(COSTS.get(1), false), SECOND_LEFT));
    }

    private XYChart chart(ServedCost cost, boolean named) {
        List<FleetRow> drawn = rows.stream().filter(cost::drawable).toList();
        HorizontalAxis axis = SpentAxis.of(
                drawn.stream().flatMapToDouble(row -> DoubleStream.concat(cost.sampled(row), cost.modelled(row))),
                cost.axis(texts));
        int count = fleets.size();
        XYChart chart = Charts.blank();
        chart.getStyler().setYAxisMin(-0.5).setYAxisMax(count - 0.5).setYAxisTicksVisible(false);
        chart.getStyler().setMarkerSize(Look.markerSize(count * there.size()));
        axis.addTo(chart);
        double left = chart.getStyler().getXAxisMin();
        double right = chart.getStyler().getXAxisMax();
        for (ValueAxis.Tick tick : axis.ticks()) {
            if (!tick.label().isEmpty()) {
                double[] ends = {tick.position(), tick.position()};
                stroke(chart, "grid " + tick.label(), ends, new double[] {-0.5, count - 0.5}, Look.GRID);
            }
        }
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                double[] between = {i - 0.5, i - 0.5};
                stroke(chart, "between " + i, new double[] {left, right}, between, Look.PALE);
            }
            if (named) {
                name(chart, fleets.get(i), count - 1.0 - i, left);
            }
        }
        for (FleetRow row : rows) {
            if (cost.drawable(row)) {
                dot(chart, cost, row, height(row));
            } else if (named && laneHeight() >= LEAST_WORD_HEIGHT) {
                chart.addAnnotation(Word.onPaper(
                        texts.say("fleet.dot.overloaded", "policy", row.policy()),
                        Look.SMALL,
                        Look.FAINT_INK,
                        left,
                        height(row)));
            }
        }
        return chart;
    }

    /** Of a policy, in points. */
    private double laneHeight() {
        return PLOT_HEIGHT * ROW_SHARE / fleets.size() / there.size();
    }

    private double height(FleetRow row) {
        int policy = there.indexOf(row.policy());
        return fleets.size() - 1.0 - fleets.indexOf(row.fleet()) + ROW_SHARE * (0.5 - (policy + 0.5) / there.size());
    }

    private void dot(XYChart chart, ServedCost cost, FleetRow row, double y) {
        Look.Line look = looks.getOrDefault(row.policy(), Look.faint());
        String name = row.fleet() + " " + row.policy();
        double[] height = {y, y};
        Curve.stroke(chart, name + " model error", positions(cost.modelled(row)), height)
                .setLineColor(look.band(0))
                .setLineStyle(Look.errorBar(Math.min(Look.ERROR_WIDTH, 0.9 * laneHeight())));
        if (cost.sampled(row).count() == 3) {
            double[] sampled = {cost.of(row).low(), cost.of(row).high()};
            Curve.stroke(chart, name + " sampling", positions(DoubleStream.of(sampled)), height)
                    .setLineColor(Look.INK)
                    .setLineStyle(Look.whisker());
        }
        XYSeries dot =
                chart.addSeries(name, positions(DoubleStream.of(cost.of(row).value())), new double[] {y});
        dot.setLineStyle(SeriesLines.NONE);
        dot.setMarker(look.marker()).setMarkerColor(look.color());
    }

    private static double[] positions(DoubleStream amounts) {
        return amounts.map(BudgetAxis::position).toArray();
    }

    private static void stroke(XYChart chart, String name, double[] xs, double[] ys, Color color) {
        Curve.stroke(chart, name, xs, ys).setLineColor(color).setLineStyle(Look.thinSolid());
    }

    private List<String> lines(String fleet) {
        double room = PLOT_HEIGHT / fleets.size() / Lettering.lineHeight(font);
        return Lettering.wrapped(fleet, font, NAME_WIDTH, Math.max(1, (int) Math.min(MOST_NAME_LINES, room)));
    }

    private void name(XYChart chart, String fleet, double y, double left) {
        List<String> lines = lines(fleet);
        double line = Lettering.lineHeight(font) * fleets.size() / PLOT_HEIGHT;
        for (int i = 0; i < lines.size(); i++) {
            double above = (lines.size() - 1) / 2.0 - i;
            chart.addAnnotation(Word.before(lines.get(i), font, Look.INK, left, y + above * line));
        }
    }
}
