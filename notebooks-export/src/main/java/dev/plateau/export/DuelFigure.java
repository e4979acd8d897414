package dev.plateau.export;

import dev.plateau.export.ValueAxis.Tick;
import dev.plateau.result.AblationRow;
import dev.plateau.result.DuelResult;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

/**
 * Which settings make a policy lose, or win: a bar for each, as long as what vanishes when it is put back to the base, with its
 * interval; and a ring for what the setting does alone.
 */
record DuelFigure(DuelResult result, Texts texts) implements Sheet {
    private static final int MOST = 14;
    private static final Pattern LONG_NUMBER = Pattern.compile("[0-9]*\\.[0-9]{3,}");
    private static final double NAMES = 262;
    private static final double BELOW = 44;
    private static final double RIGHT = 36;
    private static final double MOST_TICKS = 8;

    @Override
    public String getTitle() {
        double points = 100 * result.there().difference().value();
        return texts.say(
                points < 0 ? "duel.figure.loses" : "duel.figure.wins",
                "policy",
                result.policy(),
                "points",
                Numbers.plain(Math.abs(points), 1),
                "rival",
                result.rival());
    }

    private List<AblationRow> rows() {
        return result.settings().subList(0, Math.min(MOST, result.settings().size()));
    }

    /** What a setting does alone, less what there is without it, in the direction of the search. */
    private double alone(AblationRow row) {
        double moved = 100 * (row.alone().value() - result.base().difference().value());
        return result.best() ? moved : -moved;
    }

    @Override
    public void paint(Graphics2D g, int width, int height) {
        String subtitle = texts.sentences(
                texts.say(
                        "duel.figure.of",
                        "title",
                        texts.engine(texts.title(result.title())),
                        "budget",
                        texts.engine(result.budget())),
                texts.say(result.best() ? "duel.figure.key.win" : "duel.figure.key.loss"));
        double y = Sheet.begin(g, width, height, getTitle(), subtitle, 2);
        List<AblationRow> rows = rows();
        Rectangle2D plot = new Rectangle2D.Double(
                Look.MARGIN + NAMES, y + 10, width - NAMES - Look.MARGIN - RIGHT, height - y - 10 - BELOW);
        double[] ends = rows.stream()
                .flatMapToDouble(row -> DoubleStream.of(
                        100 * row.vanished().low(), 100 * row.vanished().high(), alone(row), 0))
                .toArray();
        double low = DoubleStream.of(ends).min().orElse(0);
        double high = DoubleStream.of(ends).max().orElse(1);
        double pad = Math.max(0.5, (high - low) * 0.04);
        Scale scale = new Scale(plot, low - pad, high + pad);
        axis(g, scale);
        double each = plot.getHeight() / Math.max(1, rows.size());
        Font font = Look.SMALL.deriveFont((float) Math.max(6, Math.min(Look.SMALL.getSize2D(), each * 0.68)));
        for (int i = 0; i < rows.size(); i++) {
            bar(g, scale, rows.get(i), plot.getMinY() + (i + 0.5) * each, each, font);
        }
        g.setColor(Look.FAINT_INK);
        g.setStroke(Look.thinSolid());
        g.draw(new Line2D.Double(scale.x(0), plot.getMinY(), scale.x(0), plot.getMaxY()));
    }

    /** Places of points of accuracy. */
    private record Scale(Rectangle2D plot, double low, double high) {
        double x(double points) {
            return plot.getMinX() + (points - low) / (high - low) * plot.getWidth();
        }
    }

    private void axis(Graphics2D g, Scale scale) {
        Rectangle2D plot = scale.plot();
        g.setStroke(Look.thinSolid());
        double base = plot.getMaxY() + 4 + Lettering.lineHeight(Look.SMALL);
        List<Tick> ticks = ValueAxis.ticks(
                scale.low(), scale.high(), MOST_TICKS, value -> Numbers.signed(value.doubleValue(), value.scale()));
        for (Tick tick : ticks) {
            double x = scale.x(tick.position());
            g.setColor(Look.GRID);
            g.draw(new Line2D.Double(x, plot.getMinY(), x, plot.getMaxY()));
            Lettering.draw(
                    g,
                    tick.label(),
                    Look.SMALL,
                    Look.FAINT_INK,
                    x - Lettering.width(tick.label(), Look.SMALL) / 2,
                    base);
        }
        String title = texts.say(result.best() ? "duel.figure.axis.win" : "duel.figure.axis.loss");
        Lettering.draw(
                g,
                title,
                Look.TEXT,
                Look.INK,
                plot.getCenterX() - Lettering.width(title, Look.TEXT) / 2,
                base + Lettering.lineHeight(Look.TEXT) + 1);
    }

    /** With numbers of three digits, and a real minus before those below 0. */
    private static String shortened(String words) {
        String rounded = LONG_NUMBER
                .matcher(words)
                .replaceAll(found -> new BigDecimal(found.group())
                        .round(new MathContext(3))
                        .stripTrailingZeros()
                        .toPlainString());
        return rounded.replaceAll("(?<![\\w.])-(?=\\d)", "\u2212");
    }

    private void bar(Graphics2D g, Scale scale, AblationRow row, double middle, double each, Font font) {
        String found = shortened(row.found());
        String what =
                texts.say("duel.figure.moved", "setting", row.setting(), "base", shortened(row.base()), "found", found);
        if (Lettering.width(what, font) > NAMES - 6) {
            what = texts.say("page.column", "column", row.setting(), "meaning", found);
        }
        List<String> lines = new ArrayList<>(Lettering.wrapped(what, font, NAMES - 6, each > 22 ? 2 : 1));
        double line = Lettering.lineHeight(font);
        for (int i = 0; i < lines.size(); i++) {
            double base = middle + font.getSize2D() * 0.36 + (i - (lines.size() - 1) / 2.0) * line;
            double left = scale.plot().getMinX() - 6 - Lettering.width(lines.get(i), font);
            Lettering.draw(g, lines.get(i), font, Look.INK, left, base);
        }
        double points = 100 * row.vanished().value();
        double from = scale.x(Math.min(0, points));
        double thick = Math.min(16, each * 0.62);
        g.setColor(points < 0 ? Look.GAIN : Look.LOSS);
        g.fill(new Rectangle2D.Double(from, middle - thick / 2, scale.x(Math.max(0, points)) - from, thick));
        g.setColor(Look.INK);
        g.setStroke(Look.whisker());
        g.draw(new Line2D.Double(
                scale.x(100 * row.vanished().low()),
                middle,
                scale.x(100 * row.vanished().high()),
                middle));
        double x = scale.x(alone(row));
        double size = Math.min(7, thick * 0.8);
        g.setColor(Look.PAPER);
        g.fill(new Ellipse2D.Double(x - size / 2, middle - size / 2, size, size));
        g.setColor(Look.INK);
        g.draw(new Ellipse2D.Double(x - size / 2, middle - size / 2, size, size));
    }
}
