package dev.plateau.export;

import java.awt.BasicStroke;
import java.awt.Color;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.XYStyler;

/** Scales and tick labels of the charts. */
final class Axes {
    /** Height of the plot area in points, roughly; decides how many decimals tick labels need. */
    private static final double PLOT_HEIGHT = 280;

    private static final int TICK_DISTANCE = 42;

    private Axes() {}

    /** An empty chart over budgets, in the house style. */
    static XYChart chart(String yTitle, List<Integer> budgets, double roomAtTheRight) {
        XYChart chart = new XYChartBuilder()
                .width(Look.WIDTH)
                .height(Look.HEIGHT)
                .yAxisTitle(yTitle)
                .build();
        XYStyler styler = chart.getStyler();
        styler.setLegendVisible(false).setChartTitleVisible(false).setChartPadding(10);
        styler.setChartBackgroundColor(Look.PAPER).setPlotBackgroundColor(Look.PAPER);
        styler.setPlotBorderVisible(false).setPlotContentSize(1).setMarkerSize(Look.MARKER_SIZE);
        styler.setChartFontColor(Look.INK).setAntiAlias(true).setTextAntiAlias(true);
        styler.setAnnotationTextFont(Look.SMALL).setAnnotationTextFontColor(Look.FAINT_INK);
        styler.setAxisTitleFont(Look.TEXT).setAxisTickLabelsFont(Look.SMALL).setAxisTickLabelsColor(Look.FAINT_INK);
        styler.setAxisTitlePadding(11).setAxisTickPadding(6).setPlotMargin(0);
        styler.setAxisTicksLineVisible(false).setAxisTicksMarksVisible(false).setAxisTickMarkLength(0);
        styler.setYAxisLabelAlignment(TextAlignment.Right);
        styler.setPlotTicksMarksVisible(false).setPlotGridVerticalLinesVisible(false);
        styler.setPlotGridLinesColor(Look.GRID).setPlotGridLinesStroke(new BasicStroke(0.8f));
        new BudgetAxis(budgets, roomAtTheRight).addTo(chart);
        return chart;
    }

    /** An empty label; XChart draws no ticks at all if both ends of an axis have the same one. */
    private static String blank(boolean left) {
        return left ? " " : "  ";
    }

    /** A percentage axis around the values, at least five points high, never beyond 0 and 100 but for half a marker. */
    static void percent(XYChart chart, DoubleStream values) {
        double[] range = range(values, 5);
        double min = Math.max(range[0], -1.5);
        double max = Math.min(range[1], 101.5);
        linear(chart.getStyler(), min, max, value -> plain(value, decimals(max - min)));
    }

    /** An axis of signed percentage points around the values and zero, at least two points high. */
    static void difference(XYChart chart, DoubleStream values) {
        double[] range = range(DoubleStream.concat(values, DoubleStream.of(0)), 2);
        linear(chart.getStyler(), range[0], range[1], value -> signed(value, decimals(range[1] - range[0])));
    }

    private static void linear(XYStyler styler, double min, double max, DoubleFunction<String> label) {
        styler.setYAxisMin(min).setYAxisMax(max).setYAxisTickMarkSpacingHint(TICK_DISTANCE);
        styler.setYAxisTickLabelsFormattingFunction(label::apply);
    }

    private static double[] range(DoubleStream values, double least) {
        double[] all = values.toArray();
        double low = DoubleStream.of(all).min().orElse(0);
        double high = DoubleStream.of(all).max().orElse(0);
        double missing = Math.max(0, least - (high - low)) / 2;
        double pad = Math.max(high - low, least) * 0.05;
        return new double[] {low - missing - pad, high + missing + pad};
    }

    /** Decimals that keep neighbouring ticks apart, given that XChart steps by 1, 2 or 5 times a power of ten. */
    private static int decimals(double span) {
        double step = span * TICK_DISTANCE / PLOT_HEIGHT;
        return step > 0.8 ? 0 : step > 0.08 ? 1 : 2;
    }

    /** Fixed decimals, no exponent, no negative zero. */
    static String plain(double value, int decimals) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return (rounded.signum() < 0 ? "\u2212" : "") + rounded.abs().toPlainString();
    }

    /** With a plus before positive numbers. */
    static String signed(double value, int decimals) {
        String text = plain(value, decimals);
        return BigDecimal.valueOf(value)
                                .setScale(decimals, RoundingMode.HALF_EVEN)
                                .signum()
                        > 0
                ? "+" + text
                : text;
    }

    /**
     * A scale for gains: linear between -unit and unit, beyond that one step per factor of ten, so that zero and losses
     * can be drawn beside gains that span decades.
     *
     * @param exponent of ten: of the unit, in percentage points per rollout
     */
    record GainScale(int exponent) {
        /** Logarithmic from about the smaller threshold upwards: gains below it are all wasteful. */
        static GainScale from(double thresholdPoints) {
            return new GainScale((int) Math.rint(StrictMath.log10(thresholdPoints)));
        }

        double unit() {
            return new BigDecimal(1).scaleByPowerOfTen(exponent).doubleValue();
        }

        double position(double points) {
            double size = Math.abs(points) / unit();
            return Math.signum(points) * (size <= 1 ? size : 1 + StrictMath.log10(size));
        }

        /** Label of a whole position; others stay empty. */
        String label(double position) {
            double rounded = Math.rint(position);
            if (Math.abs(position - rounded) > 1e-9) {
                return blank(position < 0.5);
            }
            if (rounded == 0) {
                return "0";
            }
            String size = new BigDecimal(1)
                    .scaleByPowerOfTen(exponent + (int) Math.abs(rounded) - 1)
                    .toPlainString();
            return (rounded < 0 ? "\u2212" : "") + size;
        }

        /** Sets the axis so that ticks fall on whole positions. */
        void apply(XYChart chart, double min, double max) {
            chart.getStyler().setYAxisMin(min).setYAxisMax(max);
            chart.getStyler().setPlotGridHorizontalLinesVisible(false);
            int distance = (int) Math.max(20, PLOT_HEIGHT / (max - min));
            chart.getStyler().setYAxisTickMarkSpacingHint(distance);
            chart.getStyler().setYAxisTickLabelsFormattingFunction(this::label);
        }
    }

    /** A line from the left end, over the whole width or a share of it. */
    static void level(XYChart chart, String name, double y, double share, Color color, BasicStroke stroke) {
        double left = chart.getStyler().getXAxisMin();
        double right = left + share * (chart.getStyler().getXAxisMax() - left);
        Curve.stroke(chart, name, new double[] {left, right}, new double[] {y, y})
                .setLineColor(color)
                .setLineStyle(stroke);
    }
}
