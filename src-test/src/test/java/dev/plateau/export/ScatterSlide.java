package dev.plateau.export;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;

/** Predicted against observed values, both on logarithmic scales, in the house style: one panel per way to predict. */
public final class ScatterSlide {
    private static final List<Integer> TICKS = List.of(1, 3, 10, 30, 100, 300, 1000, 3000, 10_000);
    private static final int DOT = 5;

    private static final int DOT_ALPHA = 150;

    /** Octaves between points that would lie on each other. */
    private static final double APART = 0.1;

    private static final double GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
    /** A legend's marker without a line. */
    private static final BasicStroke NO_LINE =
            new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {0.001f, 1000}, 0);

    private final String title;
    private final String subtitle;
    private final List<Panel> panels;

    /**
     * A picture.
     *
     * @param title what is shown
     * @param subtitle how to read it
     * @param panels side by side
     */
    public ScatterSlide(String title, String subtitle, List<Panel> panels) {
        this.title = title;
        this.subtitle = subtitle;
        this.panels = List.copyOf(panels);
    }

    /**
     * One way to predict.
     *
     * @param title below it
     * @param clouds the same in all panels, by name
     */
    public record Panel(String title, List<Cloud> clouds) {}

    /**
     * Points of one colour; values below 1 are drawn at 1, and points at the same place around it.
     *
     * @param name in the legend
     * @param observed across
     * @param predicted upwards
     */
    public record Cloud(String name, List<Double> observed, List<Double> predicted) {}

    /** Writes a PNG of 1600 x 900 pixels. */
    public void write(Path png) throws IOException {
        double most = panels.stream()
                .flatMap(panel -> panel.clouds().stream())
                .flatMapToDouble(cloud -> DoubleStream.concat(
                        cloud.observed().stream().mapToDouble(value -> value),
                        cloud.predicted().stream().mapToDouble(value -> value)))
                .max()
                .orElseThrow();
        List<Slide.Entry> legend = new ArrayList<>();
        legend.add(new Slide.Entry("predicted = observed", Look.faint()));
        List<Cloud> first = panels.get(0).clouds();
        for (int i = 0; i < first.size(); i++) {
            legend.add(new Slide.Entry(first.get(i).name(), look(i)));
        }
        Slide slide = new Slide(
                title,
                subtitle,
                panels.stream().map(panel -> Slide.Panel.of(chart(panel, most))).toList(),
                legend);
        WholeFile.write(
                png, path -> BitmapEncoder.saveBitmapWithDPI(slide, path.toString(), BitmapFormat.PNG, Look.DPI));
    }

    private static Look.Line look(int index) {
        Look.Line line = Look.policy(index);
        return new Look.Line(line.color(), NO_LINE, line.marker());
    }

    private static XYChart chart(Panel panel, double most) {
        double end = BudgetAxis.position(most);
        double margin = BudgetAxis.margin(end);
        List<ValueAxis.Tick> ticks = TICKS.stream()
                .filter(tick -> tick <= most)
                .map(tick -> new ValueAxis.Tick(BudgetAxis.position(tick), BudgetAxis.label(tick)))
                .toList();
        XYChart chart = Charts.gridded(
                new HorizontalAxis("Observed, of all samples", -margin, end + margin, ticks),
                new ValueAxis(panel.title(), -margin, end + margin, ticks));
        Look.Line diagonal = Look.faint();
        Curve.stroke(chart, "diagonal", new double[] {0, end}, new double[] {0, end})
                .setLineColor(diagonal.color())
                .setLineStyle(diagonal.stroke());
        chart.getStyler().setMarkerSize(DOT);
        Map<List<Double>, Integer> there = new HashMap<>();
        for (int i = 0; i < panel.clouds().size(); i++) {
            Cloud cloud = panel.clouds().get(i);
            double[] x = positions(cloud.observed());
            double[] y = positions(cloud.predicted());
            for (int k = 0; k < x.length; k++) {
                int before = there.merge(List.of(x[k], y[k]), 1, Integer::sum) - 1;
                x[k] += APART * Math.sqrt(before) * Math.cos(before * GOLDEN_ANGLE);
                y[k] += APART * Math.sqrt(before) * Math.sin(before * GOLDEN_ANGLE);
            }
            Color color = look(i).color();
            XYSeries series = chart.addSeries(cloud.name(), x, y);
            series.setLineStyle(SeriesLines.NONE);
            series.setMarker(look(i).marker())
                    .setMarkerColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), DOT_ALPHA));
        }
        return chart;
    }

    private static double[] positions(List<Double> values) {
        double[] positions = new double[values.size()];
        Arrays.setAll(positions, i -> BudgetAxis.position(Math.max(1, values.get(i))));
        return positions;
    }
}
