package dev.plateau.export;

import dev.plateau.result.BudgetUnit;
import dev.plateau.run.SearchStory;
import dev.plateau.run.SearchStory.End;
import dev.plateau.run.SearchStory.Prefix;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.CubicCurve2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What step-wise searches did at one task, side by side: the tree of prefixes from left to right, a column for each step, coloured by
 * the true direction. Subtrees of one direction lie together and have its letter at both ends, so that it can be read in grey.
 *
 * @param title of the picture
 * @param sides searches at the same task, one or two
 * @param texts in which it is
 */
public record TreeFigure(String title, List<Side> sides, Texts texts) implements Sheet {
    private static final double GAP = 28;
    private static final double HEADING = 40;
    private static final double BELOW = 36;
    private static final double LETTER = 16;
    private static final double MARK = 30;
    private static final double LARGEST = 9;
    private static final double SMALLEST = 1.6;
    private static final double LATE = 2.6;
    private static final double EDGE_STRENGTH = 0.6;
    private static final BasicStroke EDGE = new BasicStroke(1.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final BasicStroke SIGN = new BasicStroke(1.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final double MOST_TICKS = 8;
    private static final int LETTERS = 26;

    /**
     * A search.
     *
     * @param policy its label
     * @param story what it did
     */
    public record Side(String policy, SearchStory story) {}

    /** Copies the list. */
    public TreeFigure {
        sides = List.copyOf(sides);
    }

    /**
     * Of a task of a study.
     *
     * @param study its title
     * @param task its number
     * @param budget that each side has
     * @param unit of the budget
     */
    public static TreeFigure of(String study, long task, int budget, BudgetUnit unit, List<Side> sides, Texts texts) {
        return new TreeFigure(
                texts.say(
                        "figure.tree",
                        "title",
                        texts.title(study),
                        "task",
                        task,
                        "budget",
                        texts.counted(budget, unit)),
                sides,
                texts);
    }

    /**
     * Draws FOLDER/tree.png and FOLDER/tree.svg.
     *
     * @throws IOException if a file cannot be written; each file is whole or as before
     */
    public Plot write(Path folder) throws IOException {
        List<String> words = sides.stream()
                .map(side -> texts.say("figure.tree.side", "policy", side.policy(), "verdict", verdict(side.story())))
                .toList();
        return Plots.write(this, "", texts.say("figure.tree.alt", "sides", texts.clauses(words)), folder, "tree");
    }

    @Override
    public String getTitle() {
        return title;
    }

    @Override
    public void paint(Graphics2D g, int width, int height) {
        double top = Sheet.begin(g, width, height, title, texts.say("figure.tree.key"), 2) + 8;
        double each = (width - 2.0 * Look.MARGIN - GAP * (sides.size() - 1)) / sides.size();
        for (int i = 0; i < sides.size(); i++) {
            paint(g, sides.get(i), Look.MARGIN + i * (each + GAP), top, each, height - top);
        }
    }

    private void paint(Graphics2D g, Side side, double left, double top, double width, double height) {
        double y = top + Lettering.lineHeight(Look.TEXT);
        Lettering.draw(g, side.policy(), Look.TEXT, Look.INK, left, y);
        String verdict = texts.say("figure.tree.finishes", "verdict", verdict(side.story()));
        Font font = Look.SMALL;
        Lettering.draw(
                g,
                Lettering.wrapped(verdict, font, width, 1).get(0),
                font,
                Look.FAINT_INK,
                left,
                y + Lettering.lineHeight(font));
        Rectangle2D plot = new Rectangle2D.Double(
                left + LETTER, top + HEADING, width - LETTER - MARK, height - HEADING - BELOW - Look.MARGIN / 2.0);
        axis(g, plot);
        tree(g, side.story().prefixes(), plot);
    }

    private int depth() {
        return sides.stream()
                .flatMap(side -> side.story().prefixes().stream())
                .mapToInt(Prefix::depth)
                .max()
                .orElse(1);
    }

    private double x(Rectangle2D plot, int depth) {
        return plot.getMinX() + plot.getWidth() * (depth - 1) / Math.max(1, depth() - 1);
    }

    private void axis(Graphics2D g, Rectangle2D plot) {
        double base = plot.getMaxY() + 4 + Lettering.lineHeight(Look.SMALL);
        int between = (int) Math.ceil(depth() / MOST_TICKS);
        for (int step = 1; step <= depth(); step += between) {
            String label = Integer.toString(step);
            double width = Lettering.width(label, Look.SMALL);
            Lettering.draw(g, label, Look.SMALL, Look.FAINT_INK, x(plot, step) - width / 2, base);
        }
        String name = texts.say("figure.tree.step");
        Lettering.draw(
                g,
                name,
                Look.TEXT,
                Look.INK,
                plot.getCenterX() - Lettering.width(name, Look.TEXT) / 2,
                base + Lettering.lineHeight(Look.TEXT));
    }

    private void tree(Graphics2D g, List<Prefix> prefixes, Rectangle2D plot) {
        List<List<Integer>> levels = levels(prefixes);
        Point2D[] places = new Point2D[prefixes.size()];
        for (List<Integer> level : levels) {
            for (int k = 0; k < level.size(); k++) {
                int i = level.get(k);
                double y = plot.getMinY() + plot.getHeight() * (k + 0.5) / level.size();
                places[i] = new Point2D.Double(x(plot, prefixes.get(i).depth()), y);
            }
        }
        g.setStroke(EDGE);
        for (int i = 0; i < places.length; i++) {
            int parent = prefixes.get(i).parent();
            if (parent >= 0) {
                edge(g, places[parent], places[i], color(prefixes.get(i)));
            }
        }
        int crowd = levels.stream().mapToInt(List::size).max().orElse(1);
        double room = plot.getHeight() / crowd;
        Font font = Look.SMALL.deriveFont((float) Math.max(6, Math.min(Look.SMALL.getSize2D(), room * 0.85)));
        for (int i = 0; i < places.length; i++) {
            node(g, prefixes.get(i), places[i], room / 2, font);
        }
    }

    /** Numbers of the prefixes of each step from top to bottom: directions together, then children in the order of their parents. */
    private static List<List<Integer>> levels(List<Prefix> prefixes) {
        int[] rank = new int[prefixes.size()];
        List<List<Integer>> levels = new ArrayList<>();
        int deepest = prefixes.stream().mapToInt(Prefix::depth).max().orElse(0);
        for (int depth = 1; depth <= deepest; depth++) {
            int at = depth;
            List<Integer> level = IntStream.range(0, prefixes.size())
                    .filter(i -> prefixes.get(i).depth() == at)
                    .boxed()
                    .sorted(Comparator.comparingInt(
                            (Integer i) -> prefixes.get(i).parent() < 0
                                    ? prefixes.get(i).direction()
                                    : rank[prefixes.get(i).parent()]))
                    .toList();
            for (int k = 0; k < level.size(); k++) {
                rank[level.get(k)] = k;
            }
            levels.add(level);
        }
        return levels;
    }

    private static void edge(Graphics2D g, Point2D from, Point2D to, Color color) {
        double middle = (from.getX() + to.getX()) / 2;
        g.setColor(Look.faded(color, EDGE_STRENGTH));
        g.draw(new CubicCurve2D.Double(
                from.getX(), from.getY(), middle, from.getY(), middle, to.getY(), to.getX(), to.getY()));
    }

    private static void node(Graphics2D g, Prefix prefix, Point2D place, double most, Font font) {
        boolean counts = prefix.end() == End.RIGHT || prefix.end() == End.WRONG;
        double radius = counts
                ? Math.min(most, 4)
                : prefix.end() == End.LATE
                        ? Math.min(most, LATE)
                        : Math.max(SMALLEST, Math.min(Math.min(most, LARGEST), 3 * Math.sqrt(prefix.rollouts())));
        Ellipse2D circle = new Ellipse2D.Double(place.getX() - radius, place.getY() - radius, 2 * radius, 2 * radius);
        g.setColor(prefix.end() == End.LATE ? Look.PAPER : color(prefix));
        g.fill(circle);
        g.setColor(prefix.end() == End.LATE ? Look.FAINT_INK : color(prefix));
        g.setStroke(Look.thinSolid());
        g.draw(circle);
        double base = place.getY() + font.getSize2D() * 0.36;
        String letter = letter(prefix.direction());
        if (prefix.parent() < 0) {
            double x = place.getX() - LARGEST - 2 - Lettering.width(letter, font);
            Lettering.draw(g, letter, font, Look.INK, x, base);
        }
        if (counts) {
            double x = place.getX() + radius + 3;
            sign(g, prefix.end() == End.RIGHT, x + 3, place.getY(), Math.min(3, most * 0.8));
            Lettering.draw(g, letter, font, Look.INK, x + 10, base);
        }
    }

    private static void sign(Graphics2D g, boolean right, double x, double y, double size) {
        g.setColor(Look.INK);
        g.setStroke(SIGN);
        if (right) {
            Path2D tick = new Path2D.Double();
            tick.moveTo(x - size, y);
            tick.lineTo(x - size * 0.3, y + size * 0.8);
            tick.lineTo(x + size, y - size);
            g.draw(tick);
        } else {
            g.draw(new Line2D.Double(x - size * 0.8, y - size * 0.8, x + size * 0.8, y + size * 0.8));
            g.draw(new Line2D.Double(x - size * 0.8, y + size * 0.8, x + size * 0.8, y - size * 0.8));
        }
    }

    private static Color color(Prefix prefix) {
        return Look.policy(prefix.direction() % Look.COLORS).color();
    }

    private static String letter(int direction) {
        return direction < LETTERS ? String.valueOf((char) ('A' + direction)) : Integer.toString(direction + 1);
    }

    /** How many attempts that count each direction has, and whether the answer is right: A 3, B 1: right. */
    private String verdict(SearchStory story) {
        Map<Integer, Long> attempts = story.prefixes().stream()
                .filter(prefix -> prefix.answer() >= 0)
                .collect(Collectors.groupingBy(Prefix::direction, TreeMap::new, Collectors.counting()));
        return texts.say(
                story.right() ? "figure.tree.right" : "figure.tree.wrong",
                "attempts",
                texts.joined(attempts.entrySet().stream()
                        .map(entry -> letter(entry.getKey()) + " " + entry.getValue())
                        .toList()));
    }
}
