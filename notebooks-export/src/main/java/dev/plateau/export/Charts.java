package dev.plateau.export;

import java.awt.BasicStroke;
import java.awt.Color;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.XYStyler;

/** Empty charts in the house style. */
final class Charts {
    private Charts() {}

    /** A chart that draws nothing but the data. */
    static XYChart blank() {
        XYChart chart =
                new XYChartBuilder().width(Look.WIDTH).height(Look.HEIGHT).build();
        XYStyler styler = chart.getStyler();
        styler.setLegendVisible(false).setChartTitleVisible(false).setChartPadding(10);
        styler.setChartBackgroundColor(Look.PAPER).setPlotBackgroundColor(Look.PAPER);
        styler.setPlotBorderVisible(false).setPlotContentSize(1).setMarkerSize(Look.MARKER_SIZE);
        styler.setAntiAlias(true).setTextAntiAlias(true);
        styler.setPlotMargin(0).setAxisTitlesVisible(false).setPlotGridLinesVisible(false);
        styler.setPlotTicksMarksVisible(false);
        return chart;
    }

    /** A chart with axes that draw themselves around it. */
    static XYChart over(HorizontalAxis axis, ValueAxis values) {
        XYChart chart = blank();
        axis.addTo(chart);
        values.addTo(chart);
        return chart;
    }

    /** The same with a grid. */
    static XYChart gridded(HorizontalAxis axis, ValueAxis values) {
        XYChart chart = over(axis, values);
        values.drawGrid(chart, 1, Look.GRID);
        return chart;
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
