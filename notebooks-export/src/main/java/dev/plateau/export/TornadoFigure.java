package dev.plateau.export;

import dev.plateau.result.EffectRow;
import dev.plateau.result.SensitivityResult;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * What moves an output, as a tornado: a bar for each setting, to the right by the mean of the effects that raise the output and to the
 * left by that of those that lower it, so that its whole length is mu*. Settings that are not more than noise are pale.
 *
 * @param result with effects
 * @param output which output
 * @param texts in which it is
 */
record TornadoFigure(SensitivityResult result, String output, Texts texts) implements Sheet {
    private static final int MOST = 18;
    private static final double NAMES = 236;
    private static final double COLUMNS = 152;
    private static final double SIGMA = 56;
    private static final double MOST_TICKS = 7;

    /** What it shows, for those who do not see it. */
    static String alternative(String output, Texts texts) {
        return texts.say("sensitivity.figure.alt", "output", texts.engine(output));
    }

    @Override
    public String getTitle() {
        return texts.say("sensitivity.figure", "output", texts.engine(output));
    }

    @Override
    public void paint(Graphics2D g, int width, int height) {
        Scale scale = Scale.of(result.effectsOn(output), texts);
        String subtitle = texts.say(
                "sensitivity.figure.effects",
                "title",
                texts.engine(texts.title(result.title())),
                "budget",
                texts.engine(result.budget()),
                "unit",
                scale.unit());
        double y = Sheet.begin(g, width, height, getTitle(), subtitle, 2);
        List<EffectRow> all = result.effectsOn(output).stream()
                .filter(row -> Double.isFinite(row.muStar().value()))
                .toList();
        List<EffectRow> rows = all.subList(0, Math.min(MOST, all.size()));
        int more = all.size() - rows.size();
        double low = rows.stream()
                .mapToDouble(row -> -scale.by() * row.lowering())
                .min()
                .orElse(0);
        double high = rows.stream()
                .mapToDouble(row -> scale.by() * row.raising())
                .max()
                .orElse(1);
        double pad = Math.max(1e-9, (high - low) * 0.04);
        double left = low - pad;
        double span = high - low + 2 * pad;
        RowPlot plot = RowPlot.below(
                y,
                width,
                height,
                NAMES,
                COLUMNS,
                Math.max(1, rows.size() + (more > 0 ? 1 : 0)),
                value -> (value - left) / span);
        plot.axis(
                g,
                ValueAxis.ticks(
                        left,
                        left + span,
                        MOST_TICKS,
                        value -> Numbers.signed(value.doubleValue(), Math.max(0, value.scale()))),
                texts.say("sensitivity.figure.change", "unit", scale.unit()));
        plot.heading(g, texts.say("sensitivity.figure.spread"), SIGMA);
        plot.heading(g, texts.say("sensitivity.figure.total"), COLUMNS);
        for (int i = 0; i < rows.size(); i++) {
            bar(g, plot, i, rows.get(i), scale);
        }
        if (more > 0) {
            plot.name(g, rows.size(), texts.say("sensitivity.figure.more", "count", more));
        }
        g.setColor(Look.FAINT_INK);
        g.setStroke(Look.thinSolid());
        g.draw(new Line2D.Double(
                plot.x(0), plot.area().getMinY(), plot.x(0), plot.area().getMaxY()));
    }

    private void bar(Graphics2D g, RowPlot plot, int i, EffectRow row, Scale scale) {
        double middle = plot.middle(i);
        double thick = Math.min(14, plot.each() * 0.62);
        plot.name(g, i, row.setting().key());
        plot.words(g, i, scale.text(row.sigma()), SIGMA);
        plot.words(
                g,
                i,
                texts.interval(
                        scale.text(row.muStar().value()),
                        scale.text(row.muStar().low()),
                        scale.text(row.muStar().high())),
                COLUMNS);
        half(g, plot, middle, thick, scale.by() * row.raising(), row.matters() ? Look.GAIN : Look.PALE);
        half(g, plot, middle, thick, -scale.by() * row.lowering(), row.matters() ? Look.LOSS : Look.PALE);
    }

    private static void half(Graphics2D g, RowPlot plot, double middle, double thick, double value, Color color) {
        double from = plot.x(Math.min(0, value));
        double wide = plot.x(Math.max(0, value)) - from;
        g.setColor(color);
        g.fill(new Rectangle2D.Double(from, middle - thick / 2, wide, thick));
    }

    /** Shares are shown in points, all else in its unit. */
    private record Scale(double by, int decimals, String unit) {
        static Scale of(List<EffectRow> rows, Texts texts) {
            String unit = rows.isEmpty() ? "" : rows.get(0).unit();
            double by = unit.isEmpty() ? 100 : 1;
            double largest = by
                    * rows.stream()
                            .mapToDouble(row -> row.muStar().value())
                            .filter(Double::isFinite)
                            .max()
                            .orElse(1);
            return new Scale(by, largest >= 100 ? 0 : largest >= 1 ? 1 : 3, SensitivityReport.unit(unit, texts));
        }

        String text(double value) {
            return Numbers.plain(by * value, decimals);
        }
    }
}
