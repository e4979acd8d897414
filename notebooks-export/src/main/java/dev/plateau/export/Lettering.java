package dev.plateau.export;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.List;

/** Measures, wraps and draws text as outlines, so that it looks the same wherever the picture is shown. */
final class Lettering {
    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);
    private static final String ELLIPSIS = "\u2026";

    private Lettering() {}

    /** Width in points. */
    static double width(String text, Font font) {
        return text.isEmpty()
                ? 0
                : fitting(text, font).getStringBounds(text, CONTEXT).getWidth();
    }

    /** Distance of the base lines in points. */
    static double lineHeight(Font font) {
        return font.getSize2D() * 1.3;
    }

    /**
     * Breaks text at spaces; words that are too long for a line at separators, else anywhere.
     *
     * @param text words
     * @param font to measure with
     * @param width of a line in points
     * @param maxLines at least 1; a longer text ends with an ellipsis
     */
    static List<String> wrapped(String text, Font font, double width, int maxLines) {
        List<String> lines = new ArrayList<>();
        String rest = text.strip();
        while (!rest.isEmpty() && lines.size() < maxLines) {
            int end = fittingLength(rest, font, width);
            if (end < rest.length()) {
                end = breakBefore(rest, end);
            }
            lines.add(rest.substring(0, end).strip());
            rest = rest.substring(end).strip();
        }
        if (!rest.isEmpty()) {
            String last = lines.get(maxLines - 1) + ELLIPSIS;
            while (last.length() > 2 && width(last, font) > width) {
                last = last.substring(0, last.length() - 2).strip() + ELLIPSIS;
            }
            lines.set(maxLines - 1, last);
        }
        return lines;
    }

    /** Draws one line with its base line at y. */
    static void draw(Graphics2D g, String text, Font font, Color color, double x, double y) {
        if (text.isBlank()) {
            return;
        }
        fill(g, text, font, color, AffineTransform.getTranslateInstance(x, y));
    }

    /** Draws one line that reads upwards, with its base line at x and its middle at y. */
    static void drawUpwards(Graphics2D g, String text, Font font, Color color, double x, double y) {
        AffineTransform place = AffineTransform.getTranslateInstance(x, y + width(text, font) / 2);
        place.quadrantRotate(-1);
        fill(g, text, font, color, place);
    }

    private static void fill(Graphics2D g, String text, Font font, Color color, AffineTransform place) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(color);
        g.fill(new TextLayout(text, fitting(text, font), CONTEXT).getOutline(place));
    }

    /** The last good place to break at or before the end: a space, else behind a separator, else the end itself. */
    private static int breakBefore(String text, int end) {
        int space = text.lastIndexOf(' ', end);
        if (space > 0) {
            return space;
        }
        for (int i = end; i > end / 2; i--) {
            if ("-_./".indexOf(text.charAt(i - 1)) >= 0) {
                return i;
            }
        }
        return end;
    }

    private static int fittingLength(String text, Font font, double width) {
        int length = text.length();
        while (length > 1 && width(text.substring(0, length), font) > width) {
            length--;
        }
        return length;
    }

    /** The font itself, or the system's if it lacks a letter of the text. */
    private static Font fitting(String text, Font font) {
        return font.canDisplayUpTo(text) < 0
                ? font
                : new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont(font.getSize2D());
    }
}
