package dev.plateau.export;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The colours and lines of all pictures, for those who draw the same results by other means. */
public final class Palette {
    /** Colours of policies before they repeat. */
    public static final int COLORS = Look.COLORS;

    private static final Map<Marker, String> CODES = Map.of(
            SeriesMarkers.CIRCLE, "o",
            SeriesMarkers.SQUARE, "s",
            SeriesMarkers.TRIANGLE_UP, "^",
            SeriesMarkers.DIAMOND, "D",
            SeriesMarkers.TRIANGLE_DOWN, "v",
            SeriesMarkers.CROSS, "x",
            SeriesMarkers.PLUS, "+");

    private Palette() {}

    /**
     * A line.
     *
     * @param color #RRGGBB
     * @param dashes lengths of strokes and gaps, in widths of the line; empty for a solid one
     * @param marker as matplotlib calls it; empty for none, which is a line for comparison alone
     */
    public record Line(String color, List<Double> dashes, String marker) {
        /** Copies the list. */
        public Line {
            dashes = List.copyOf(dashes);
        }

        private static Line of(Look.Line look) {
            List<Double> dashes = new ArrayList<>();
            float[] lengths = look.stroke().getDashArray();
            for (int i = 0; lengths != null && i < lengths.length; i++) {
                dashes.add((double) lengths[i] / look.stroke().getLineWidth());
            }
            return new Line(hex(look.color()), dashes, CODES.getOrDefault(look.marker(), ""));
        }
    }

    /**
     * The lines of policies, by label, in the order of the labels: the same that {@link Plots} draws.
     *
     * @param policies labels, distinct, in the order of the rows
     * @param told those that are told the truth
     * @param reached how good each is, by which a crowd is sorted
     */
    public static Map<String, Line> policies(
            List<String> policies, Collection<String> told, ToDoubleFunction<String> reached) {
        Map<String, Look.Line> looks =
                Looks.of(policies, policy -> !told.contains(policy) || told.containsAll(policies), reached);
        Map<String, Line> lines = new LinkedHashMap<>();
        policies.forEach(policy -> lines.put(policy, Line.of(looks.getOrDefault(policy, Look.faint()))));
        return lines;
    }

    /** The line of the policy with this index in a result of few. */
    public static Line policy(int index) {
        return Line.of(Look.policy(index));
    }

    /** The line of one of several worlds, from dark to light. */
    public static Line world(int index, int worlds) {
        return Line.of(Look.world(index, worlds));
    }

    /** Colours by use: ink, faint_ink, grid, pale, gain, loss, and those of the zones efficient, diminishing and wasteful. */
    public static Map<String, String> colors() {
        Map<String, String> colors = new LinkedHashMap<>();
        colors.put("ink", hex(Look.INK));
        colors.put("faint_ink", hex(Look.FAINT_INK));
        colors.put("grid", hex(Look.GRID));
        colors.put("pale", hex(Look.PALE));
        colors.put("gain", hex(Look.GAIN));
        colors.put("loss", hex(Look.LOSS));
        colors.put("efficient", zones().get(0));
        colors.put("diminishing", zones().get(1));
        colors.put("wasteful", zones().get(2));
        return colors;
    }

    /** Of the efficient, the diminishing and the wasteful zone, on white. */
    public static List<String> zones() {
        return Look.ZONES.stream().map(Palette::hex).toList();
    }

    private static String hex(Color color) {
        return String.format(Locale.ROOT, "#%06X", color.getRGB() & 0xFFFFFF);
    }
}
