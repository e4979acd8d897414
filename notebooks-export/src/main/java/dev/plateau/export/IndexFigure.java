package dev.plateau.export;

import dev.plateau.result.IndexRow;
import dev.plateau.result.SensitivityResult;
import dev.plateau.stats.Interval;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * Shares of the variance of an output: for each setting a wide pale bar for its total index, and a narrow dark one within for what it
 * explains alone; the rest of the pale one is its part in interactions.
 *
 * @param result with indices
 * @param output which output
 * @param texts in which it is
 */
record IndexFigure(SensitivityResult result, String output, Texts texts) implements Sheet {
    private static final int MOST = 18;
    private static final double NAMES = 236;
    private static final double COLUMNS = 180;
    private static final double ALONE = 88;
    private static final double MOST_TICKS = 7;

    @Override
    public String getTitle() {
        return texts.say("sensitivity.figure", "output", texts.engine(output));
    }

    @Override
    public void paint(Graphics2D g, int width, int height) {
        String subtitle = texts.say(
                "sensitivity.figure.indices",
                "title",
                texts.engine(texts.title(result.title())),
                "budget",
                texts.engine(result.budget()));
        double y = Sheet.begin(g, width, height, getTitle(), subtitle, 2);
        List<IndexRow> all = result.indicesOf(output).stream()
                .filter(row -> Double.isFinite(row.total().high()))
                .toList();
        List<IndexRow> rows = all.subList(0, Math.min(MOST, all.size()));
        int more = all.size() - rows.size();
        double low = Math.min(
                0,
                100
                        * rows.stream()
                                .mapToDouble(row ->
                                        Math.min(row.total().low(), row.first().value()))
                                .min()
                                .orElse(0));
        double high = Math.max(
                10,
                100
                        * rows.stream()
                                .mapToDouble(row ->
                                        Math.max(row.total().high(), row.first().value()))
                                .max()
                                .orElse(1));
        double span = (high - low) * 1.04;
        RowPlot plot = RowPlot.below(
                y,
                width,
                height,
                NAMES,
                COLUMNS,
                Math.max(1, rows.size() + (more > 0 ? 1 : 0)),
                value -> (value - low) / span);
        plot.axis(
                g,
                ValueAxis.ticks(
                        low,
                        low + span,
                        MOST_TICKS,
                        value -> Numbers.plain(value.doubleValue(), Math.max(0, value.scale()))),
                texts.say("sensitivity.figure.share"));
        plot.heading(g, texts.say("sensitivity.column.alone"), ALONE);
        plot.heading(g, texts.say("sensitivity.column.total"), COLUMNS);
        for (int i = 0; i < rows.size(); i++) {
            row(g, plot, i, rows.get(i));
        }
        if (more > 0) {
            plot.name(g, rows.size(), texts.say("sensitivity.figure.more", "count", more));
        }
        g.setColor(Look.FAINT_INK);
        g.setStroke(Look.thinSolid());
        g.draw(new Line2D.Double(
                plot.x(0), plot.area().getMinY(), plot.x(0), plot.area().getMaxY()));
    }

    private void row(Graphics2D g, RowPlot plot, int i, IndexRow row) {
        double middle = plot.middle(i);
        double thick = Math.min(14, plot.each() * 0.66);
        plot.name(g, i, row.setting().key());
        plot.words(g, i, words(row.first()), ALONE);
        plot.words(g, i, words(row.total()), COLUMNS);
        bar(g, plot, middle, thick, 100 * row.total().value(), Look.faded(Look.GAIN, 0.35));
        bar(g, plot, middle, thick * 0.5, 100 * row.first().value(), Look.GAIN);
        g.setColor(Look.INK);
        g.setStroke(Look.whisker());
        g.draw(new Line2D.Double(
                plot.x(100 * row.total().low()),
                middle,
                plot.x(100 * row.total().high()),
                middle));
    }

    private String words(Interval share) {
        return texts.interval(
                Numbers.plain(100 * share.value(), 0),
                Numbers.plain(100 * share.low(), 0),
                Numbers.plain(100 * share.high(), 0));
    }

    private static void bar(Graphics2D g, RowPlot plot, double middle, double thick, double value, Color color) {
        double from = plot.x(Math.min(0, value));
        g.setColor(color);
        g.fill(new Rectangle2D.Double(from, middle - thick / 2, plot.x(Math.max(0, value)) - from, thick));
    }
}
