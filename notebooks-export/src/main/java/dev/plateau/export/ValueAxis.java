package dev.plateau.export;

import java.awt.Color;
import java.awt.Graphics2D;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.Annotation;

/**
 * The vertical axis: its range, tick labels and title, and the grid. Drawn left of the chart's own area, in a strip of
 * {@link #WIDTH}, with the outlines of {@link Lettering}: XChart's own text differs by a grey level between Java versions.
 */
final class ValueAxis extends Annotation {
    /** Room that it needs left of the chart, in points. */
    static final int WIDTH = 60;

    private static final double MOST_TICKS = 9;
    private static final double GAP = 6;

    private final String title;
    private final double min;
    private final double max;
    private final List<Tick> ticks;

    /** A label at a place of an axis. */
    record Tick(double position, String label) {}

    ValueAxis(String title, double min, double max, List<Tick> ticks) {
        super(false);
        this.title = title;
        this.min = min;
        this.max = max;
        this.ticks = List.copyOf(ticks);
    }

    /** Percentages around the values, at least five points high, never beyond 0 and 100 but for half a marker. */
    static ValueAxis percent(String title, DoubleStream values) {
        double[] range = range(values, 5);
        double min = Math.max(range[0], -1.5);
        double max = Math.min(range[1], 101.5);
        return linear(title, min, max, Numbers::exact);
    }

    /** Signed percentage points around the values and zero, at least two points high. */
    static ValueAxis difference(String title, DoubleStream values) {
        double[] range = range(DoubleStream.concat(values, DoubleStream.of(0)), 2);
        return linear(title, range[0], range[1], value -> Numbers.signed(value.doubleValue(), value.scale()));
    }

    /** Amounts of at least 0 around the values, at least two high. */
    static ValueAxis amounts(String title, DoubleStream values) {
        double[] range = range(values, 2);
        return linear(title, Math.max(range[0], 0), range[1], Numbers::exact);
    }

    private static ValueAxis linear(String title, double min, double max, Function<BigDecimal, String> label) {
        return new ValueAxis(title, min, max, ticks(min, max, MOST_TICKS, label));
    }

    /** Ticks at round values, evenly spaced, at most one more than asked for. */
    static List<Tick> ticks(double min, double max, double most, Function<BigDecimal, String> label) {
        BigDecimal step = step((max - min) / most);
        List<Tick> ticks = new ArrayList<>();
        for (int i = (int) Math.ceil(min / step.doubleValue()); i * step.doubleValue() <= max; i++) {
            BigDecimal value = step.multiply(BigDecimal.valueOf(i));
            ticks.add(new Tick(value.doubleValue(), label.apply(value)));
        }
        return ticks;
    }

    /** The smallest of 1, 2, 5 times a power of ten that is not below, with no more decimals than it needs. */
    static BigDecimal step(double least) {
        int exponent = (int) Math.floor(StrictMath.log10(least));
        for (int digit : new int[] {1, 2, 5}) {
            BigDecimal step = BigDecimal.valueOf(digit).scaleByPowerOfTen(exponent);
            if (step.doubleValue() >= least) {
                return plain(step);
            }
        }
        return plain(BigDecimal.ONE.scaleByPowerOfTen(exponent + 1));
    }

    private static BigDecimal plain(BigDecimal value) {
        return value.setScale(Math.max(0, value.scale()));
    }

    private static double[] range(DoubleStream values, double least) {
        double[] all = values.toArray();
        double low = DoubleStream.of(all).min().orElse(0);
        double high = DoubleStream.of(all).max().orElse(0);
        double missing = Math.max(0, least - (high - low)) / 2;
        double pad = Math.max(high - low, least) * 0.05;
        return new double[] {low - missing - pad, high + missing + pad};
    }

    /** Gives the axis to a chart. */
    void addTo(XYChart chart) {
        chart.getStyler().setYAxisMin(min).setYAxisMax(max).setYAxisTicksVisible(false);
        chart.addAnnotation(this);
    }

    /** Draws a horizontal line at each tick; what is drawn later lies above. */
    void drawGrid(XYChart chart, double share, Color color) {
        for (int i = 0; i < ticks.size(); i++) {
            Charts.level(chart, "grid " + i, ticks.get(i).position(), share, color, Look.thinSolid());
        }
    }

    @Override
    public void paint(Graphics2D g) {
        double left = getXAxisScreenValueForMin();
        double top = getYAxisScreenValueForMin();
        double bottom = getYAxisScreenValueForMax();
        for (Tick tick : ticks) {
            double y = bottom - (tick.position() - min) / (max - min) * (bottom - top);
            Lettering.draw(
                    g,
                    tick.label(),
                    Look.SMALL,
                    Look.FAINT_INK,
                    left - GAP - Lettering.width(tick.label(), Look.SMALL),
                    y + Look.SMALL.getSize2D() * 0.36);
        }
        Lettering.drawUpwards(g, title, Look.TEXT, Look.INK, left - WIDTH + 13, (top + bottom) / 2);
    }
}
