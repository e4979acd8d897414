package dev.plateau.export;

import dev.plateau.result.BudgetUnit;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.XYStyler;

/** Empty charts in the house style. */
final class Charts {
    private Charts() {}

    /** A chart over budgets that draws nothing but the data: the axes draw themselves around it. */
    static XYChart over(List<Integer> budgets, BudgetUnit unit, double roomAtTheRight, ValueAxis values) {
        XYChart chart =
                new XYChartBuilder().width(Look.WIDTH).height(Look.HEIGHT).build();
        XYStyler styler = chart.getStyler();
        styler.setLegendVisible(false).setChartTitleVisible(false).setChartPadding(10);
        styler.setChartBackgroundColor(Look.PAPER).setPlotBackgroundColor(Look.PAPER);
        styler.setPlotBorderVisible(false).setPlotContentSize(1).setMarkerSize(Look.MARKER_SIZE);
        styler.setAntiAlias(true).setTextAntiAlias(true);
        styler.setPlotMargin(0).setAxisTitlesVisible(false).setPlotGridLinesVisible(false);
        styler.setPlotTicksMarksVisible(false);
        new BudgetAxis(budgets, unit, roomAtTheRight).addTo(chart);
        values.addTo(chart);
        return chart;
    }

    /** The same with a grid. */
    static XYChart gridded(List<Integer> budgets, BudgetUnit unit, ValueAxis values) {
        XYChart chart = over(budgets, unit, 0, values);
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
