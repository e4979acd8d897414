package dev.plateau.export;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.internal.chartpart.Annotation;

/** Words beside points of a chart, as far as there is room between points, lines and each other; points that touch share a word. */
final class PointLabels extends Annotation {
    private static final Font FONT = Look.SMALL.deriveFont(10f);
    private static final double CLEARANCE = 8;
    private static final double GAP = 1.5;

    /** Directions in which a label may lie from its point, the best first. */
    private static final int[][] SIDES = {{0, -1}, {0, 1}, {1, -1}, {-1, -1}, {1, 1}, {-1, 1}, {1, 0}, {-1, 0}};

    private final List<Label> labels;
    private final List<Label> points;
    private final List<Line2D> lines;

    /** A word and the point that it belongs to. */
    record Label(String text, double x, double y) {}

    /**
     * Describes the words.
     *
     * @param labels the most important first
     * @param points all that have markers, which words have to avoid
     * @param lines that words have to avoid, in the coordinates of the chart
     */
    PointLabels(List<Label> labels, List<Label> points, List<Line2D> lines) {
        super(false);
        this.labels = List.copyOf(labels);
        this.points = List.copyOf(points);
        this.lines = List.copyOf(lines);
    }

    @Override
    public void paint(Graphics2D g) {
        Rectangle2D room = new Rectangle2D.Double(
                getXAxisScreenValueForMin(),
                getYAxisScreenValueForMin(),
                (double) getXAxisScreenValueForMax() - getXAxisScreenValueForMin(),
                (double) getYAxisScreenValueForMax() - getYAxisScreenValueForMin());
        List<Rectangle2D> taken = new ArrayList<>();
        List<Label> written = new ArrayList<>();
        List<Line2D> strokes = new ArrayList<>();
        points.forEach(point -> taken.add(around(place(point.x(), point.y()), CLEARANCE - 1, CLEARANCE - 1)));
        lines.forEach(line ->
                strokes.add(new Line2D.Double(place(line.getX1(), line.getY1()), place(line.getX2(), line.getY2()))));
        double height = FONT.getSize2D() * 0.8;
        for (Label label : labels) {
            double width = Lettering.width(label.text(), FONT);
            Point2D point = place(label.x(), label.y());
            if (written.stream()
                    .anyMatch(other -> other.text().equals(label.text())
                            && place(other.x(), other.y()).distance(point) < CLEARANCE)) {
                continue;
            }
            for (int[] side : SIDES) {
                Point2D middle = new Point2D.Double(
                        point.getX() + side[0] * (CLEARANCE + GAP + width / 2),
                        point.getY() + side[1] * (CLEARANCE + height / 2));
                Rectangle2D box = around(middle, width / 2 + GAP, height / 2 + 1);
                if (room.contains(box)
                        && taken.stream().noneMatch(box::intersects)
                        && strokes.stream().noneMatch(box::intersectsLine)) {
                    taken.add(box);
                    written.add(label);
                    Lettering.draw(g, label.text(), FONT, Look.INK, box.getX() + GAP, box.getMaxY() - 1);
                    break;
                }
            }
        }
    }

    private Point2D place(double x, double y) {
        return new Point2D.Double(getXAxisScreenValue(x), getYAxisScreenValue(y));
    }

    private static Rectangle2D around(Point2D middle, double halfWidth, double halfHeight) {
        return new Rectangle2D.Double(
                middle.getX() - halfWidth, middle.getY() - halfHeight, 2 * halfWidth, 2 * halfHeight);
    }
}
