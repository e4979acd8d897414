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
    /** Punctuation and small kana that no line begins with, and brackets that none ends with (JIS X 4051). */
    private static final String NEVER_FIRST = "\u3001\u3002\uFF0C\uFF0E\u30FB\uFF1A\uFF1B\uFF01\uFF1F\u30FC\uFF5E"
            + "\u300D\u300F\uFF09)\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u30A1\u30A3\u30A5"
            + "\u30A7\u30A9\u30C3\u30E3\u30E5\u30E7,.%:;";

    private static final String NEVER_LAST = "\u300C\u300E\uFF08(";

    private Lettering() {}

    /** Width in points. */
    static double width(String text, Font font) {
        return runs(text, font).stream().mapToDouble(Run::width).sum();
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
        for (Run run : runs(text, font)) {
            if (!run.text().isBlank()) {
                g.fill(new TextLayout(run.text(), run.font(), CONTEXT).getOutline(place));
            }
            place.translate(run.width(), 0);
        }
    }

    /**
     * The last good place to break at or before the end: a space or beside a Japanese letter, else behind a separator, else
     * the end itself.
     */
    private static int breakBefore(String text, int end) {
        for (int i = end; i > 0; i--) {
            if (text.charAt(i) == ' ' || mayPart(text.charAt(i - 1), text.charAt(i))) {
                return i;
            }
        }
        for (int i = end; i > end / 2; i--) {
            if ("-_./".indexOf(text.charAt(i - 1)) >= 0) {
                return i;
            }
        }
        return end;
    }

    private static int fittingLength(String text, Font font, double width) {
        if (width(text, font) <= width) {
            return text.length();
        }
        int fits = 1;
        int length = text.length();
        while (length - fits > 1) {
            int between = (fits + length) / 2;
            if (width(text.substring(0, between), font) <= width) {
                fits = between;
            } else {
                length = between;
            }
        }
        return fits;
    }

    /** Whether a line may end between two letters: Japanese has no spaces, but rules for its punctuation. */
    private static boolean mayPart(char before, char after) {
        return (isWide(before) || isWide(after))
                && NEVER_LAST.indexOf(before) < 0
                && NEVER_FIRST.indexOf(after) < 0
                && before != ' ';
    }

    private static boolean isWide(char letter) {
        return (letter >= '\u3000' && letter <= '\u9FFF') || letter >= '\uFF00';
    }

    /** Letters of one font. */
    private record Run(String text, Font font) {
        double width() {
            return font.getStringBounds(text, CONTEXT).getWidth();
        }
    }

    /** Parts of a text, each in the first font that has its letters: the one asked for, the Japanese one, the system's. */
    private static List<Run> runs(String text, Font font) {
        if (font.canDisplayUpTo(text) < 0) {
            return List.of(new Run(text, font));
        }
        List<Run> runs = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            Font fitting = fitting(text.codePointAt(from), font);
            int to = from;
            while (to < text.length() && fitting(text.codePointAt(to), font).equals(fitting)) {
                to += Character.charCount(text.codePointAt(to));
            }
            runs.add(new Run(text.substring(from, to), fitting));
            from = to;
        }
        return runs;
    }

    private static Font fitting(int letter, Font font) {
        if (font.canDisplay(letter)) {
            return font;
        }
        return Look.JAPANESE.canDisplay(letter)
                ? Look.JAPANESE.deriveFont(font.getSize2D())
                : new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont(font.getSize2D());
    }
}
