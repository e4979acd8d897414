package dev.plateau.export;

import dev.plateau.result.BudgetUnit;
import dev.plateau.stats.Interval;
import java.awt.Color;
import java.awt.Font;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;

/**
 * Dots with their 95 % intervals in named rows, one panel per budget: the middle of the budgets and the largest. Several
 * series share a row, one below the other.
 */
final class DotRows {
    private static final double NAME_WIDTH = 150;
    private static final int SECOND_LEFT = 8;
    /** Of the rows, in points, about. */
    private static final double PLOT_HEIGHT = 250;

    private static final double HEADING_SHARE = 0.09;
    private static final double MOST_TICKS = 7;
    /** Of a row, for its dots. */
    private static final double SPREAD = 0.7;

    private final String axis;
    private final List<Dot> dots;
    private final List<String> rows;
    private final List<Slide.Entry> series;
    private final boolean signed;
    private final Font font;
    private final double min;
    private final double max;

    /**
     * One dot.
     *
     * @param row name of its row
     * @param budget of its panel
     * @param series name and looks of what it belongs to
     * @param share value and interval, as fractions
     */
    record Dot(String row, int budget, Slide.Entry series, Interval share) {
        DoubleStream ends() {
            return DoubleStream.of(share.value(), share.low(), share.high())
                    .filter(Double::isFinite)
                    .map(end -> 100 * end);
        }
    }

    /**
     * Finds the scale.
     *
     * @param axis title of the horizontal axis
     * @param signed whether values are differences, so that 0 is shown
     * @param all in the order of the rows; those without a finite value are left out
     */
    DotRows(String axis, boolean signed, List<Dot> all) {
        this.axis = axis;
        this.signed = signed;
        List<Dot> finite =
                all.stream().filter(dot -> Double.isFinite(dot.share().value())).toList();
        List<Integer> budgets = budgets(finite);
        List<Integer> shown = budgets.size() < 2
                ? budgets
                : List.of(budgets.get((budgets.size() - 1) / 2), budgets.get(budgets.size() - 1));
        dots = finite.stream().filter(dot -> shown.contains(dot.budget())).toList();
        rows = dots.stream().map(Dot::row).distinct().toList();
        series = distinct(dots.stream().map(Dot::series).toList());
        font = Look.SMALL.deriveFont(
                (float) Math.min(Look.SMALL.getSize2D(), PLOT_HEIGHT / Math.max(1, rows.size()) * 0.86));
        DoubleStream ends = dots.stream().flatMapToDouble(Dot::ends);
        double[] values = (signed ? DoubleStream.concat(ends, DoubleStream.of(0)) : ends).toArray();
        double low = DoubleStream.of(values).min().orElse(0);
        double high = DoubleStream.of(values).max().orElse(0);
        double span = Math.max(high - low, 1);
        min = low - 0.05 * span;
        max = low + 1.05 * span;
    }

    private static List<Integer> budgets(List<Dot> dots) {
        return dots.stream().map(Dot::budget).distinct().sorted().toList();
    }

    private static List<Slide.Entry> distinct(List<Slide.Entry> entries) {
        Map<String, Slide.Entry> byLabel = new LinkedHashMap<>();
        entries.forEach(entry -> byLabel.putIfAbsent(entry.label(), entry));
        return List.copyOf(byLabel.values());
    }

    boolean drawable() {
        return !dots.isEmpty();
    }

    List<String> rows() {
        return rows;
    }

    List<Slide.Entry> legend() {
        return series;
    }

    /** One panel without a heading, of dots at one budget. */
    List<Slide.Panel> panels() {
        return panelsOf(Optional.empty());
    }

    /** Each panel with its budget above it. */
    List<Slide.Panel> panels(BudgetUnit unit, Texts texts) {
        return panelsOf(Optional.of(budget -> texts.say("page.at-budget", "budget", texts.counted(budget, unit))));
    }

    private List<Slide.Panel> panelsOf(Optional<IntFunction<String>> headings) {
        double names = rows.stream()
                .mapToDouble(row -> Lettering.width(named(row), font))
                .max()
                .orElse(0);
        List<Integer> budgets = budgets(dots);
        return budgets.stream()
                .map(budget -> {
                    boolean first = budget.equals(budgets.get(0));
                    return new Slide.Panel(
                            chart(budget, headings, first), first ? Look.MARGIN + (int) Math.ceil(names) : SECOND_LEFT);
                })
                .toList();
    }

    private String named(String row) {
        return Lettering.wrapped(row, font, NAME_WIDTH, 1).stream().findFirst().orElse("");
    }

    private XYChart chart(int budget, Optional<IntFunction<String>> headings, boolean first) {
        int count = rows.size();
        double top = count - 0.5 + HEADING_SHARE * count;
        XYChart chart = Charts.blank();
        chart.getStyler().setYAxisMin(-0.5).setYAxisMax(top).setYAxisTicksVisible(false);
        chart.getStyler().setMarkerSize(Look.MARKER_SIZE - 1);
        HorizontalAxis horizontal = new HorizontalAxis(
                axis,
                min,
                max,
                ValueAxis.ticks(
                        min,
                        max,
                        MOST_TICKS,
                        value -> signed
                                ? Numbers.signed(value.doubleValue(), value.scale())
                                : Numbers.plain(value.doubleValue(), value.scale())));
        horizontal.addTo(chart);
        horizontal.ticks().forEach(tick -> upright(chart, "grid " + tick.label(), tick.position(), Look.GRID));
        if (signed) {
            upright(chart, "zero", 0, Look.INK);
        }
        for (int i = 0; i < count; i++) {
            String row = rows.get(i);
            double y = count - 1.0 - i;
            if (first) {
                chart.addAnnotation(Word.before(named(row), font, Look.INK, min, y));
            }
            place(
                    chart,
                    dots.stream()
                            .filter(dot -> dot.row().equals(row) && dot.budget() == budget)
                            .toList(),
                    y);
        }
        String heading = headings.map(of -> of.apply(budget)).orElse("");
        chart.addAnnotation(Word.centred(heading, Look.SMALL, Look.INK, (min + max) / 2, (count - 0.5 + top) / 2));
        return chart;
    }

    private void upright(XYChart chart, String name, double x, Color color) {
        Curve.stroke(chart, name, new double[] {x, x}, new double[] {-0.5, rows.size() - 0.5})
                .setLineColor(color)
                .setLineStyle(Look.thinSolid());
    }

    private static void place(XYChart chart, Collection<Dot> dots, double middle) {
        int i = 0;
        for (Dot dot : dots) {
            double y = middle + SPREAD * (0.5 - (i++ + 0.5) / dots.size());
            Look.Line look = dot.series().look();
            String name = dot.row() + " / " + dot.series().label();
            double low = 100 * dot.share().low();
            double high = 100 * dot.share().high();
            if (Double.isFinite(low) && Double.isFinite(high)) {
                Curve.stroke(chart, name + " interval", new double[] {low, high}, new double[] {y, y})
                        .setLineColor(look.color())
                        .setLineStyle(Look.whisker());
            }
            XYSeries marker =
                    chart.addSeries(name, new double[] {100 * dot.share().value()}, new double[] {y});
            marker.setLineStyle(SeriesLines.NONE);
            marker.setMarker(look.marker()).setMarkerColor(look.color());
        }
    }
}
