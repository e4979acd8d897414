package dev.plateau.export;

import dev.plateau.result.BudgetUnit;
import dev.plateau.result.RegretRow;
import dev.plateau.stats.Interval;
import java.awt.Color;
import java.awt.Font;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Regret in one world as horizontal bars, one per policy, stacked from its parts: positive ones to the right of zero,
 * negative ones to the left. One panel for a middle budget and one for the largest, with the same scale and order.
 */
final class RegretBars {
    private static final double NAME_WIDTH = 130;
    private static final int MOST_NAME_LINES = 3;
    private static final int SECOND_LEFT = 8;

    /** Of the bars, in points, about. */
    private static final double PLOT_HEIGHT = 250;

    private static final double THICKEST = 0.72;
    private static final double THICKNESS_PER_ROW = 0.08;
    private static final double HEADING_SHARE = 0.09;
    private static final double MOST_TICKS = 8;

    private static final List<Part> PARTS = List.of(
            new Part("figure.regret.verifier", Look.PARTS.get(0), RegretRow::verifier),
            new Part("figure.regret.directions", Look.PARTS.get(1), RegretRow::directions),
            new Part("figure.regret.rule", Look.PARTS.get(2), RegretRow::rule));

    private final Texts texts;
    private final List<RegretRow> rows;
    private final List<String> policies;
    private final Font font;
    private final int decimals;
    private final double min;
    private final double max;

    /** What a part of the regret is lost to, and how it looks. */
    private record Part(String key, Color color, Function<RegretRow, Interval> of) {
        double points(RegretRow row) {
            double value = 100 * of.apply(row).value();
            return Double.isFinite(value) ? value : 0;
        }
    }

    /**
     * Sorts the policies and finds the scale.
     *
     * @param all rows of one world; those without a finite regret are left out
     * @param texts for axis and legend
     */
    RegretBars(List<RegretRow> all, Texts texts) {
        this.texts = texts;
        List<RegretRow> finite = all.stream()
                .filter(row -> Double.isFinite(row.regret().value()))
                .toList();
        List<Long> budgets =
                finite.stream().map(RegretRow::budget).distinct().sorted().toList();
        List<Long> shown = budgets.size() < 2
                ? budgets
                : List.of(budgets.get((budgets.size() - 1) / 2), budgets.get(budgets.size() - 1));
        rows = finite.stream().filter(row -> shown.contains(row.budget())).toList();
        policies = rows.stream()
                .sorted(Comparator.comparingLong(RegretRow::budget)
                        .reversed()
                        .thenComparingDouble(row -> row.regret().value()))
                .map(RegretRow::policy)
                .distinct()
                .toList();
        font = Look.SMALL.deriveFont(
                (float) Math.min(Look.SMALL.getSize2D(), PLOT_HEIGHT / Math.max(1, policies.size()) * 0.86));
        double narrowest = rows.stream()
                .mapToDouble(row -> 100 * row.regret().halfWidth())
                .filter(Double::isFinite)
                .min()
                .orElse(1);
        decimals = Numbers.decimals(narrowest);
        double low = rows.stream().mapToDouble(RegretBars::leftEnd).min().orElse(0);
        double high = rows.stream().mapToDouble(RegretBars::rightEnd).max().orElse(0);
        double span = Math.max(high - low, 1);
        min = low == 0 ? 0 : low - 0.03 * span;
        max = low + span + 0.2 * span;
    }

    boolean drawable() {
        return !rows.isEmpty();
    }

    /** Sorted by regret at the largest budget, the least first. */
    List<String> policies() {
        return policies;
    }

    long largestBudget() {
        return rows.stream().mapToLong(RegretRow::budget).max().orElseThrow();
    }

    List<Slide.Entry> legend() {
        return Stream.concat(
                        PARTS.stream().map(part -> new Slide.Entry(texts.say(part.key()), Look.bar(part.color()))),
                        Stream.of(new Slide.Entry(texts.say("figure.regret.total"), Look.total())))
                .toList();
    }

    List<Slide.Panel> panels(BudgetUnit unit) {
        double names = policies.stream()
                .flatMap(policy -> lines(policy).stream())
                .mapToDouble(line -> Lettering.width(line, font))
                .max()
                .orElse(0);
        List<Long> budgets =
                rows.stream().map(RegretRow::budget).distinct().sorted().toList();
        return budgets.stream()
                .map(budget -> {
                    boolean first = budget.equals(budgets.get(0));
                    return new Slide.Panel(
                            chart(budget, unit, first), first ? Look.MARGIN + (int) Math.ceil(names) : SECOND_LEFT);
                })
                .toList();
    }

    private XYChart chart(long budget, BudgetUnit unit, boolean named) {
        int count = policies.size();
        double bottom = -0.5;
        double top = count - 0.5 + HEADING_SHARE * count;
        XYChart chart = Charts.blank();
        chart.getStyler().setYAxisMin(bottom).setYAxisMax(top).setYAxisTicksVisible(false);
        chart.getStyler().setMarkerSize(Look.MARKER_SIZE - 2);
        HorizontalAxis axis = new HorizontalAxis(
                texts.say("figure.regret.axis"), min, max, ValueAxis.ticks(min, max, MOST_TICKS, RegretBars::label));
        axis.addTo(chart);
        for (ValueAxis.Tick tick : axis.ticks()) {
            upright(chart, "grid " + tick.label(), tick.position(), count, Look.GRID);
        }
        for (int i = 0; i < count; i++) {
            String policy = policies.get(i);
            double y = count - 1.0 - i;
            if (named) {
                name(chart, policy, y);
            }
            Optional<RegretRow> row = rows.stream()
                    .filter(r -> r.policy().equals(policy) && r.budget() == budget)
                    .findFirst();
            row.ifPresent(r -> bar(chart, r, y));
        }
        upright(chart, "zero", 0, count, Look.FAINT_INK);
        String heading = texts.say("page.at-budget", "budget", texts.counted(budget, unit));
        chart.addAnnotation(Word.centred(heading, Look.SMALL, Look.INK, (min + max) / 2, (count - 0.5 + top) / 2));
        return chart;
    }

    private static void upright(XYChart chart, String name, double x, int count, Color color) {
        Curve.stroke(chart, name, new double[] {x, x}, new double[] {-0.5, count - 0.5})
                .setLineColor(color)
                .setLineStyle(Look.thinSolid());
    }

    private void bar(XYChart chart, RegretRow row, double y) {
        double half = Math.min(THICKEST, THICKNESS_PER_ROW * policies.size()) / 2;
        double right = 0;
        double left = 0;
        for (Part part : PARTS) {
            double points = part.points(row);
            double from = points < 0 ? left : right;
            double to = from + points;
            right = Math.max(right, to);
            left = Math.min(left, to);
            Curve.area(
                    chart,
                    row.policy() + " " + part.key(),
                    new double[] {from, to, to, from},
                    new double[] {y - half, y - half, y + half, y + half},
                    part.color());
        }
        Interval regret = row.regret();
        if (Double.isFinite(regret.low()) && Double.isFinite(regret.high())) {
            Curve.stroke(
                            chart,
                            row.policy() + " interval",
                            new double[] {100 * regret.low(), 100 * regret.high()},
                            new double[] {y, y})
                    .setLineColor(Look.INK)
                    .setLineStyle(Look.whisker());
        }
        double[] total = {100 * regret.value()};
        XYSeries dot = chart.addSeries(row.policy() + " total", total, new double[] {y});
        dot.setLineStyle(SeriesLines.NONE);
        dot.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(Look.INK);
        chart.addAnnotation(Word.after(Numbers.plain(total[0], decimals), font, Look.INK, rightEnd(row), y));
    }

    private static double rightEnd(RegretRow row) {
        double stack = PARTS.stream()
                .mapToDouble(part -> Math.max(0, part.points(row)))
                .sum();
        return ends(row).reduce(stack, Math::max);
    }

    private static double leftEnd(RegretRow row) {
        double stack = PARTS.stream()
                .mapToDouble(part -> Math.min(0, part.points(row)))
                .sum();
        return ends(row).reduce(stack, Math::min);
    }

    private static DoubleStream ends(RegretRow row) {
        Interval regret = row.regret();
        return DoubleStream.of(regret.value(), regret.low(), regret.high())
                .filter(Double::isFinite)
                .map(share -> 100 * share);
    }

    private static String label(BigDecimal points) {
        return Numbers.plain(points.doubleValue(), points.scale());
    }

    /** A name in as many lines as its bar has room for. */
    private List<String> lines(String policy) {
        double room = PLOT_HEIGHT / policies.size() / Lettering.lineHeight(font);
        return Lettering.wrapped(policy, font, NAME_WIDTH, Math.max(1, (int) Math.min(MOST_NAME_LINES, room)));
    }

    private void name(XYChart chart, String policy, double y) {
        List<String> lines = lines(policy);
        double line = Lettering.lineHeight(font) * policies.size() / PLOT_HEIGHT;
        for (int i = 0; i < lines.size(); i++) {
            double above = (lines.size() - 1) / 2.0 - i;
            chart.addAnnotation(Word.before(lines.get(i), font, Look.INK, min, y + above * line));
        }
    }
}
