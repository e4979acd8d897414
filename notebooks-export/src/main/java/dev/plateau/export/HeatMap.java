package dev.plateau.export;

import dev.plateau.result.RankRow;
import dev.plateau.result.ScoreRow;
import dev.plateau.result.StressResult;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Policies by families: points of accuracy gained or lost to plain parallel sampling, mean over the hostility. Hatched where the
 * difference is not certain to be one.
 *
 * @param rows policies, the best over all families first; those that are told the truth last
 * @param columns families, all of them together first
 * @param cells by policy and family
 * @param title of the picture
 * @param key how to read it
 * @param all name of the first column
 */
record HeatMap(
        List<String> rows, List<String> columns, Map<String, ScoreRow> cells, String title, String key, String all)
        implements Sheet {
    private static final double FULL_POINTS = 20;
    private static final double NAMES = 112;
    private static final double FAMILY_NAMES = 84;
    private static final double HATCH = 4;
    private static final double GAP = 6;

    static HeatMap of(StressResult result, Texts texts) {
        Map<String, ScoreRow> cells = new HashMap<>();
        result.scores().forEach(score -> cells.put(key(score.policy(), score.family()), score));
        Map<String, Integer> places = new HashMap<>();
        result.ranks().stream()
                .filter(rank -> rank.family().equals(RankRow.ALL))
                .forEach(rank -> places.put(rank.policy(), places.size()));
        List<String> policies = new ArrayList<>(StressReport.policies(result));
        policies.sort(Comparator.comparingInt(policy -> places.getOrDefault(policy, Integer.MAX_VALUE)));
        List<String> told = StressReport.told(result);
        List<String> columns = new ArrayList<>(result.titles().keySet());
        columns.add(0, RankRow.ALL);
        return new HeatMap(
                policies,
                List.copyOf(columns),
                cells,
                texts.say("stress.heat.title", "course", result.version(), "policy", result.reference()),
                texts.sentences(
                        texts.say("stress.heat.key"),
                        told.isEmpty() ? "" : texts.say("stress.heat.told", "policies", texts.joined(told))),
                texts.say("stress.heat.all"));
    }

    private static String key(String policy, String family) {
        return policy + "\n" + family;
    }

    @Override
    public String getTitle() {
        return title;
    }

    @Override
    public void paint(Graphics2D g, int width, int height) {
        double y = Sheet.begin(g, width, height, title, key, 1);
        double top = y + 6 + FAMILY_NAMES;
        double left = Look.MARGIN + NAMES;
        double cellWidth = (width - Look.MARGIN - 34 - GAP - left) / Math.max(1, columns.size());
        double cellHeight = (height - Look.MARGIN - top) / Math.max(1, rows.size());
        Font font = Look.SMALL.deriveFont((float) Math.max(5, Math.min(10, cellHeight * 0.72)));
        Font heading = Look.SMALL.deriveFont(8.5f);
        for (int c = 0; c < columns.size(); c++) {
            String name = columns.get(c).equals(RankRow.ALL) ? all : columns.get(c);
            familyName(g, heading, name, columnAt(left, c, cellWidth) + 0.45 * cellWidth, top - 4);
        }
        for (int r = 0; r < rows.size(); r++) {
            double cellTop = top + r * cellHeight;
            double base = cellTop + cellHeight / 2 + Lettering.lineHeight(font) * 0.25;
            String name = Lettering.wrapped(rows.get(r), font, NAMES, 1).get(0);
            Lettering.draw(g, name, font, Look.INK, left - 5 - Lettering.width(name, font), base);
            for (int c = 0; c < columns.size(); c++) {
                Rectangle2D cell = new Rectangle2D.Double(
                        columnAt(left, c, cellWidth), cellTop, cellWidth - 0.7, cellHeight - 0.7);
                Optional<ScoreRow> score = Optional.ofNullable(cells.get(key(rows.get(r), columns.get(c))));
                paint(g, cell, score, font, base);
            }
        }
    }

    /** The first column stands apart. */
    private static double columnAt(double left, int column, double cellWidth) {
        return left + column * cellWidth + (column > 0 ? GAP : 0);
    }

    private static void familyName(Graphics2D g, Font font, String name, double x, double y) {
        g.translate(x, y);
        g.rotate(-Math.PI / 3.6);
        Lettering.draw(g, name, font, Look.INK, 0, 0);
        g.rotate(Math.PI / 3.6);
        g.translate(-x, -y);
    }

    private static void paint(Graphics2D g, Rectangle2D cell, Optional<ScoreRow> score, Font font, double base) {
        double points = score.map(row -> 100 * row.advantage().value()).orElse(Double.NaN);
        if (!Double.isFinite(points)) {
            g.setColor(Look.PALE);
            g.fill(cell);
            centred(g, "x", font, Look.INK, cell, base);
            return;
        }
        double strength = Math.sqrt(Math.min(1, Math.abs(points) / FULL_POINTS));
        g.setColor(Look.faded(points < 0 ? Look.LOSS : Look.GAIN, strength));
        g.fill(cell);
        if (score.orElseThrow().uncertain()) {
            Shape clip = g.getClip();
            g.clip(cell);
            g.setColor(Look.PALE);
            g.setStroke(new BasicStroke(0.5f));
            for (double x = cell.getMinX() - cell.getHeight(); x < cell.getMaxX(); x += HATCH) {
                g.draw(new Line2D.Double(x, cell.getMaxY(), x + cell.getHeight(), cell.getMinY()));
            }
            g.setClip(clip);
        }
        String text = Numbers.plain(points, Math.abs(points) < 9.95 ? 1 : 0);
        centred(
                g,
                text,
                font.deriveFont(font.getSize2D() * 0.85f),
                strength > 0.75 ? Look.PAPER : Look.INK,
                cell,
                base);
    }

    private static void centred(Graphics2D g, String text, Font font, Color color, Rectangle2D cell, double base) {
        Lettering.draw(g, text, font, color, cell.getCenterX() - Lettering.width(text, font) / 2, base);
    }
}
