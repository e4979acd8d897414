package dev.plateau.export;

import dev.plateau.export.ValueAxis.Tick;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * A plot of rows: names to the left, words in columns to the right, a horizontal axis below.
 *
 * @param area where values are drawn
 * @param rows how many, at least 1
 * @param place of a value on the axis, as a share of the width
 */
record RowPlot(Rectangle2D area, int rows, DoubleUnaryOperator place) {
    private static final double BELOW = 44;
    private static final double GAP = 6;
    private static final double TOP = 24;
    private static final double SMALLEST = 6;

    /**
     * A plot below a title.
     *
     * @param y where the title ends
     * @param names width of the names
     * @param columns width of the words to the right
     */
    static RowPlot below(
            double y, int width, int height, double names, double columns, int rows, DoubleUnaryOperator place) {
        return new RowPlot(
                new Rectangle2D.Double(
                        Look.MARGIN + names,
                        y + TOP,
                        width - names - columns - 2.0 * Look.MARGIN,
                        height - y - TOP - BELOW),
                rows,
                place);
    }

    /** Height of a row. */
    double each() {
        return area.getHeight() / rows;
    }

    /** Middle of a row. */
    double middle(int row) {
        return area.getMinY() + (row + 0.5) * each();
    }

    double x(double value) {
        return area.getMinX() + place.applyAsDouble(value) * area.getWidth();
    }

    /** As large as rows leave room for. */
    Font font() {
        return Look.SMALL.deriveFont((float) Math.max(SMALLEST, Math.min(Look.SMALL.getSize2D(), each() * 0.68)));
    }

    /** Draws a grid line and a label for each tick, and the title of the axis. */
    void axis(Graphics2D g, List<Tick> ticks, String title) {
        g.setStroke(Look.thinSolid());
        double base = area.getMaxY() + 4 + Lettering.lineHeight(Look.SMALL);
        for (Tick tick : ticks) {
            double x = x(tick.position());
            g.setColor(Look.GRID);
            g.draw(new Line2D.Double(x, area.getMinY(), x, area.getMaxY()));
            Lettering.draw(
                    g,
                    tick.label(),
                    Look.SMALL,
                    Look.FAINT_INK,
                    x - Lettering.width(tick.label(), Look.SMALL) / 2,
                    base);
        }
        Lettering.draw(
                g,
                title,
                Look.TEXT,
                Look.INK,
                area.getCenterX() - Lettering.width(title, Look.TEXT) / 2,
                base + Lettering.lineHeight(Look.TEXT) + 1);
    }

    /** Draws the name of a row, shortened if it must be. */
    void name(Graphics2D g, int row, String name) {
        Font font = font();
        double room = area.getMinX() - Look.MARGIN - GAP;
        String shown = Lettering.wrapped(name, font, room, 1).get(0);
        Lettering.draw(g, shown, font, Look.INK, area.getMinX() - GAP - Lettering.width(shown, font), base(row, font));
    }

    /** Draws words of a row so that they end at some distance to the right of the plot. */
    void words(Graphics2D g, int row, String words, double distance) {
        Font font = font();
        Lettering.draw(
                g, words, font, Look.INK, area.getMaxX() + distance - Lettering.width(words, font), base(row, font));
    }

    /** Draws what the words at this distance mean, above them. */
    void heading(Graphics2D g, String words, double distance) {
        Lettering.draw(
                g,
                words,
                Look.SMALL,
                Look.FAINT_INK,
                area.getMaxX() + distance - Lettering.width(words, Look.SMALL),
                area.getMinY() - GAP);
    }

    private double base(int row, Font font) {
        return middle(row) + font.getSize2D() * 0.36;
    }
}
