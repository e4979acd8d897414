package dev.plateau.export;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
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

    private Word(String text, Font font, Color color, double x, double y, double share, double shift) {
        super(false);
        this.text = text;
        this.font = font;
        this.color = color;
        this.x = x;
        this.y = y;
        this.share = share;
        this.shift = shift;
    }

    /** With its middle at x. */
    static Word centred(String text, Font font, Color color, double x, double y) {
        return new Word(text, font, color, x, y, 0.5, 0);
    }

    /** Right of x. */
    static Word after(String text, Font font, Color color, double x, double y) {
        return new Word(text, font, color, x, y, 0, GAP);
    }

    /** Left of x. */
    static Word before(String text, Font font, Color color, double x, double y) {
        return new Word(text, font, color, x, y, 1, -GAP);
    }

    @Override
    public void paint(Graphics2D g) {
        Lettering.draw(
                g,
                text,
                font,
                color,
                getXAxisScreenValue(x) - share * Lettering.width(text, font) + shift,
                getYAxisScreenValue(y) + font.getSize2D() * 0.36);
    }
}
