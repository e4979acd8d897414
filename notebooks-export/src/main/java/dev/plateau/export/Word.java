package dev.plateau.export;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.knowm.xchart.internal.chartpart.Annotation;

/** Words at a place of a chart. */
final class Word extends Annotation {
    private static final double GAP = 5;

    private final String text;
    private final Font font;
    private final Color color;
    private final double x;
    private final double y;
    private final double share;
    private final double shift;
    private final boolean paper;

    private Word(String text, Font font, Color color, double x, double y, double share, double shift, boolean paper) {
        super(false);
        this.text = text;
        this.font = font;
        this.color = color;
        this.x = x;
        this.y = y;
        this.share = share;
        this.shift = shift;
        this.paper = paper;
    }

    /** With its middle at x. */
    static Word centred(String text, Font font, Color color, double x, double y) {
        return new Word(text, font, color, x, y, 0.5, 0, false);
    }

    /** Right of x. */
    static Word after(String text, Font font, Color color, double x, double y) {
        return new Word(text, font, color, x, y, 0, GAP, false);
    }

    /** Right of x, and no grid behind it. */
    static Word onPaper(String text, Font font, Color color, double x, double y) {
        return new Word(text, font, color, x, y, 0, GAP, true);
    }

    /** Left of x. */
    static Word before(String text, Font font, Color color, double x, double y) {
        return new Word(text, font, color, x, y, 1, -GAP, false);
    }

    @Override
    public void paint(Graphics2D g) {
        double width = Lettering.width(text, font);
        double left = getXAxisScreenValue(x) - share * width + shift;
        double base = getYAxisScreenValue(y) + font.getSize2D() * 0.36;
        if (paper) {
            double height = Lettering.lineHeight(font);
            g.setColor(Look.PAPER);
            g.fill(new Rectangle2D.Double(left, base - height * 0.75, width, height));
        }
        Lettering.draw(g, text, font, color, left, base);
    }
}
