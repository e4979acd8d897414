package dev.plateau.export;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Visual constants of all pictures; lengths in points (1/72 inch), on a slide of 10 x 5.625 inches. */
final class Look {
    static final int DPI = 160;
    static final int WIDTH = 720;
    static final int HEIGHT = 405;
    static final int MARGIN = 16;
    static final int LEGEND_WIDTH = 168;
    static final float LINE_WIDTH = 2;
    static final int MARKER_SIZE = 7;

    /** With more lines than this in a picture each is thinner. */
    static final int CROWD = 12;

    private static final float CROWDED_LINE_WIDTH = 1.4f;
    private static final int CROWDED_MARKER_SIZE = 5;
    static final float ERROR_WIDTH = 9;
    private static final int BAND_ALPHA = 45;
    private static final int CROWDED_BAND_ALPHA = 25;

    static final Color INK = new Color(0x22, 0x22, 0x22);
    static final Color FAINT_INK = new Color(0x55, 0x55, 0x55);
    static final Color GRID = new Color(0xDD, 0xDD, 0xDD);
    static final Color PALE = new Color(0xCC, 0xCC, 0xCC);
    private static final Color FAINT_LINE = new Color(0xBB, 0xBB, 0xBB);
    static final Color PAPER = Color.WHITE;
    static final List<Color> ZONES =
            List.of(new Color(0xE6, 0xF4, 0xEA), new Color(0xFD, 0xF3, 0xDC), new Color(0xFA, 0xE6, 0xE1));

    static final Font TEXT = font("OpenSans-Regular.ttf").deriveFont(12f);
    static final Font HEADING = font("OpenSans-Semibold.ttf").deriveFont(17f);
    static final Font SMALL = TEXT.deriveFont(11f);
    /** For letters that the others lack: those of the Japanese texts alone. */
    static final Font JAPANESE = font("NotoSansCJKjp-Subset.otf");

    /** Okabe and Ito's colours (Color Universal Design, 2008), yellow last because it is weak on white. */
    private static final List<Color> OKABE_ITO = List.of(
            new Color(0x00, 0x72, 0xB2),
            new Color(0xD5, 0x5E, 0x00),
            new Color(0x00, 0x9E, 0x73),
            new Color(0xCC, 0x79, 0xA7),
            new Color(0xE6, 0x9F, 0x00),
            new Color(0x56, 0xB4, 0xE9),
            new Color(0x00, 0x00, 0x00),
            new Color(0xF0, 0xE4, 0x42));

    /** Colours of policies before they repeat. */
    static final int COLORS = OKABE_ITO.size();

    /** Blue and vermillion, which all eyes tell apart. */
    static final Color GAIN = OKABE_ITO.get(0);

    static final Color LOSS = OKABE_ITO.get(1);

    /** Okabe and Ito's orange, their sky blue paler, and a dark grey: far apart in lightness too. */
    static final List<Color> PARTS =
            List.of(new Color(0xE6, 0x9F, 0x00), new Color(0xBB, 0xE1, 0xF6), new Color(0x55, 0x55, 0x55));

    /** Viridis (van der Walt and Smith, 2015) without its lightest quarter, for worlds: they are often a swept value. */
    private static final List<Color> VIRIDIS = List.of(
            new Color(0x44, 0x01, 0x54),
            new Color(0x41, 0x44, 0x87),
            new Color(0x2A, 0x78, 0x8E),
            new Color(0x22, 0xA8, 0x84),
            new Color(0x7A, 0xD1, 0x51));

    private static final List<Marker> MARKERS = List.of(
            SeriesMarkers.CIRCLE,
            SeriesMarkers.SQUARE,
            SeriesMarkers.TRIANGLE_UP,
            SeriesMarkers.DIAMOND,
            SeriesMarkers.TRIANGLE_DOWN,
            SeriesMarkers.CROSS,
            SeriesMarkers.PLUS);

    private static final List<BasicStroke> STROKES = List.of(solid(), dashed(7, 4), dashed(2, 4), dashed(9, 3, 2, 3));

    /** Which stroke goes with a colour: blue, vermillion and green are about as dark in grey, so are pink, orange and sky blue. */
    private static final List<Integer> DASHES = List.of(0, 1, 3, 0, 1, 3, 0, 0);

    private Look() {}

    /** Colour, dash and marker of one line. */
    record Line(Color color, BasicStroke stroke, Marker marker) {
        /** The colour of its band among so many lines. */
        Color band(int lines) {
            int alpha = lines > CROWD ? CROWDED_BAND_ALPHA : BAND_ALPHA;
            return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
        }

        /** Whether it is there for comparison alone: without marker and band. */
        boolean isFaint() {
            return marker.equals(SeriesMarkers.NONE);
        }

        /** Thinner in a crowd. */
        BasicStroke stroke(int lines) {
            return lines <= CROWD || stroke.getLineWidth() > LINE_WIDTH
                    ? stroke
                    : new BasicStroke(
                            Math.min(stroke.getLineWidth(), CROWDED_LINE_WIDTH),
                            stroke.getEndCap(),
                            stroke.getLineJoin(),
                            stroke.getMiterLimit(),
                            stroke.getDashArray(),
                            stroke.getDashPhase());
        }
    }

    /**
     * The line of the policy with this index. Two of the first eight that are about as dark differ in their dashes, so that they can
     * be told apart in grey; after eight the colours repeat, with other dashes and markers.
     */
    static Line policy(int index) {
        return new Line(
                OKABE_ITO.get(index % COLORS),
                STROKES.get((DASHES.get(index % COLORS) + index / COLORS) % STROKES.size()),
                MARKERS.get(index % MARKERS.size()));
    }

    /** The line of a policy that is told the truth, by its index among those: dark and dashed, as a bound is drawn. */
    static Line told(int index) {
        return new Line(INK, STROKES.get(1 + index % (STROKES.size() - 1)), MARKERS.get((index + 3) % MARKERS.size()));
    }

    /** The line of one among many. */
    static Line faint() {
        return new Line(FAINT_LINE, thinSolid(), SeriesMarkers.NONE);
    }

    /** The line of one of several worlds, from dark to light. */
    static Line world(int index, int worlds) {
        double position = worlds == 1 ? 0 : (VIRIDIS.size() - 1.0) * index / (worlds - 1);
        int left = (int) Math.min(position, VIRIDIS.size() - 2);
        Color from = VIRIDIS.get(left);
        Color to = VIRIDIS.get(left + 1);
        double share = position - left;
        return new Line(
                new Color(
                        mixed(from.getRed(), to.getRed(), share),
                        mixed(from.getGreen(), to.getGreen(), share),
                        mixed(from.getBlue(), to.getBlue(), share)),
                STROKES.get(index / MARKERS.size() % STROKES.size()),
                MARKERS.get(index % MARKERS.size()));
    }

    /** A part of stacked bars, in the legend. */
    static Line bar(Color color) {
        return new Line(color, new BasicStroke(10, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER), SeriesMarkers.NONE);
    }

    /** The dot and whisker of a total. */
    static Line total() {
        return new Line(INK, whisker(), SeriesMarkers.CIRCLE);
    }

    /** The line of the n-th policy on one of several fleets: colour and dash tell the policy, the marker the fleet. */
    static Line served(Line policy, int n, int fleet) {
        return new Line(policy.color(), STROKES.get(n % STROKES.size()), MARKERS.get(fleet % MARKERS.size()));
    }

    /** The same in the legend, whatever the fleet. */
    static Line unmarked(Line policy, int n) {
        return new Line(policy.color(), STROKES.get(n % STROKES.size()), SeriesMarkers.NONE);
    }

    /** A fleet, in the legend. */
    static Line fleet(int index) {
        return new Line(FAINT_INK, whisker(), MARKERS.get(index % MARKERS.size()));
    }

    /** What no other choice beats. */
    static Line front() {
        return new Line(FAINT_INK, thinDashed(), new Ring());
    }

    /** The interval of a sample. */
    static Line sampling() {
        return new Line(FAINT_INK, whisker(), SeriesMarkers.NONE);
    }

    /** The error of the model of the machines, which is wider and paler than the interval of a sample. */
    static Line modelError() {
        return new Line(PALE, errorBar(ERROR_WIDTH), SeriesMarkers.NONE);
    }

    static BasicStroke errorBar(double width) {
        return new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
    }

    /** An open circle around another marker. */
    private static final class Ring extends Marker {
        private static final int ROOM = 7;

        @Override
        public void paint(Graphics2D g, double x, double y, int size) {
            double diameter = size + ROOM;
            g.setStroke(whisker());
            g.draw(new Ellipse2D.Double(x - diameter / 2, y - diameter / 2, diameter, diameter));
        }
    }

    /** What was observed, around the markers of a fit. */
    static Line observed(int index) {
        return new Line(index == 0 ? INK : policy(index).color(), whisker(), new Ring());
    }

    static BasicStroke whisker() {
        return new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
    }

    /** Smaller in a crowd. */
    static int markerSize(int lines) {
        return lines > CROWD ? CROWDED_MARKER_SIZE : MARKER_SIZE;
    }

    /** A colour as it looks on paper that shows through: 0 is white, 1 the colour itself. */
    static Color faded(Color color, double strength) {
        return new Color(
                mixed(255, color.getRed(), strength),
                mixed(255, color.getGreen(), strength),
                mixed(255, color.getBlue(), strength));
    }

    private static int mixed(int from, int to, double share) {
        return (int) Math.round(from + share * (to - from));
    }

    static BasicStroke thinSolid() {
        return new BasicStroke(1);
    }

    static BasicStroke thinDashed() {
        return new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {5, 3}, 0);
    }

    private static BasicStroke solid() {
        return new BasicStroke(LINE_WIDTH, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    private static BasicStroke dashed(float... lengths) {
        return new BasicStroke(LINE_WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, lengths, 0);
    }

    private static Font font(String file) {
        try (InputStream stream = Look.class.getResourceAsStream("fonts/" + file)) {
            if (stream == null) {
                throw new IOException("the font " + file + " is missing from this build");
            }
            return Font.createFont(Font.TRUETYPE_FONT, stream);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (FontFormatException broken) {
            throw new IllegalStateException("the font " + file + " is broken", broken);
        }
    }
}
