package dev.plateau.export;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A map over two swept keys, of which each cell has a colour and, if there is room, a word.
 *
 * @param digest of the sweep
 * @param title of the picture
 * @param subtitle how to read it
 * @param legend colours and what they mean
 * @param fill of each cell, by line and column
 */
record SweepMap(SweepDigest digest, String title, String subtitle, List<Sample> legend, List<List<Optional<Fill>>> fill)
        implements Sheet {
    private static final double LEGEND = 128;
    private static final double BELOW = 44;
    private static final double MOST_LABEL = 90;
    /** Cells are at least so wide if words are written into them. */
    private static final double WORD = 24;

    private static final double STRONGEST = 0.9;
    private static final int SHADES = 5;

    /** A colour and its meaning. */
    record Sample(Color color, String meaning) {}

    /** What a cell shows. */
    record Fill(Color color, List<String> words, boolean dark) {}

    /** Which policy is most accurate where; pale where its lead is within the intervals. */
    static SweepMap best(SweepDigest digest, Texts texts) {
        List<String> policies = digest.policies().stream()
                .filter(policy -> !digest.told(policy))
                .toList();
        List<String> contenders = policies.isEmpty() ? digest.policies() : policies;
        List<Color> colors = Looks.fills(contenders);
        List<Sample> legend = new ArrayList<>();
        for (int p = 0; p < contenders.size(); p++) {
            legend.add(new Sample(Look.faded(colors.get(p), STRONGEST), contenders.get(p)));
        }
        legend.add(new Sample(Look.faded(Look.FAINT_INK, 0.35), texts.say("sweep.pale")));
        return new SweepMap(
                digest,
                texts.title(digest.title()),
                texts.sentences(texts.say("sweep.best", "budget", digest.budget(texts)), digest.leftOut(texts)),
                legend,
                cells(digest, (column, line) -> winner(digest, contenders, colors, column, line)));
    }

    private static Optional<Fill> winner(
            SweepDigest digest, List<String> contenders, List<Color> colors, int column, int line) {
        int best = -1;
        double lead = Double.NEGATIVE_INFINITY;
        double second = Double.NEGATIVE_INFINITY;
        for (int p = 0; p < contenders.size(); p++) {
            double accuracy = digest.accuracy(contenders.get(p), column, line)
                    .map(mean -> mean.value())
                    .orElse(Double.NaN);
            if (accuracy > lead) {
                lead = accuracy;
                best = p;
            }
        }
        if (best < 0) {
            return Optional.empty();
        }
        for (int p = 0; p < contenders.size(); p++) {
            double high = p == best
                    ? Double.NEGATIVE_INFINITY
                    : digest.accuracy(contenders.get(p), column, line)
                            .map(mean -> mean.high())
                            .orElse(Double.NEGATIVE_INFINITY);
            second = Math.max(second, high);
        }
        boolean certain = digest.accuracy(contenders.get(best), column, line)
                        .orElseThrow()
                        .low()
                > second;
        return Optional.of(new Fill(
                Look.faded(colors.get(best), certain ? STRONGEST : 0.35),
                List.of(Numbers.plain(100 * lead, 0), contenders.get(best)),
                certain && isDark(colors.get(best))));
    }

    /** What one policy reaches. */
    static SweepMap accuracy(SweepDigest digest, String policy, Texts texts) {
        double low = 1;
        double high = 0;
        for (int line = 0; line < digest.ys().length; line++) {
            for (int column = 0; column < digest.xs().length; column++) {
                OptionalDouble value = value(digest, policy, column, line);
                low = Math.min(low, value.orElse(1));
                high = Math.max(high, value.orElse(0));
            }
        }
        double from = low;
        double span = Math.max(high - low, 1e-9);
        List<Sample> legend = new ArrayList<>();
        for (int shade = SHADES; shade >= 0; shade--) {
            double share = (double) shade / SHADES;
            legend.add(new Sample(shade(share), Numbers.plain(100 * (from + share * span), 1) + " %"));
        }
        return new SweepMap(
                digest,
                texts.title(digest.title()),
                texts.sentences(
                        texts.say(
                                "sweep.accuracy.of",
                                "policy",
                                digest.told(policy) ? texts.told(policy) : policy,
                                "budget",
                                digest.budget(texts)),
                        digest.leftOut(texts)),
                legend,
                cells(
                        digest,
                        (column, line) -> value(digest, policy, column, line).stream()
                                .mapToObj(accuracy -> new Fill(
                                        shade((accuracy - from) / span),
                                        List.of(Numbers.plain(100 * accuracy, 0)),
                                        (accuracy - from) / span > 0.6))
                                .findFirst()));
    }

    private static OptionalDouble value(SweepDigest digest, String policy, int column, int line) {
        return digest.accuracy(policy, column, line).stream()
                .mapToDouble(mean -> mean.value())
                .findFirst();
    }

    private static Color shade(double share) {
        return Look.faded(Look.GAIN, 0.08 + (STRONGEST - 0.08) * share);
    }

    /** Whether white letters are easier to read on it than black ones. */
    private static boolean isDark(Color color) {
        return 0.299 * color.getRed() + 0.587 * color.getGreen() + 0.114 * color.getBlue() < 128;
    }

    private interface Painter {
        Optional<Fill> fill(int column, int line);
    }

    private static List<List<Optional<Fill>>> cells(SweepDigest digest, Painter painter) {
        List<List<Optional<Fill>>> lines = new ArrayList<>();
        for (int line = 0; line < digest.ys().length; line++) {
            List<Optional<Fill>> cells = new ArrayList<>();
            for (int column = 0; column < digest.xs().length; column++) {
                cells.add(painter.fill(column, line));
            }
            lines.add(cells);
        }
        return lines;
    }

    @Override
    public String getTitle() {
        return title;
    }

    @Override
    public void paint(Graphics2D g, int width, int height) {
        double top = Sheet.begin(g, width, height, title, subtitle, 2) + 10;
        List<String> across = labels(digest.x(), digest.xs());
        List<String> upright = labels(digest.y(), digest.ys());
        double names = Math.min(
                MOST_LABEL,
                upright.stream()
                        .mapToDouble(label -> Lettering.width(label, Look.SMALL))
                        .max()
                        .orElse(0));
        double left = Look.MARGIN + 20 + names + 6;
        double cellWidth = (width - Look.MARGIN - LEGEND - 14 - left) / across.size();
        double cellHeight = (height - BELOW - top) / upright.size();
        double free = Double.POSITIVE_INFINITY;
        for (int line = 0; line < upright.size(); line++) {
            double y = top + (upright.size() - 1 - line) * cellHeight;
            double middle = y + cellHeight / 2;
            if (middle + Lettering.lineHeight(Look.SMALL) <= free) {
                String label = Lettering.wrapped(upright.get(line), Look.SMALL, names + 1, 1)
                        .get(0);
                Lettering.draw(
                        g,
                        label,
                        Look.SMALL,
                        Look.FAINT_INK,
                        left - 6 - Lettering.width(label, Look.SMALL),
                        middle + 4);
                free = middle;
            }
            for (int column = 0; column < across.size(); column++) {
                cell(
                        g,
                        new Rectangle2D.Double(left + column * cellWidth, y, cellWidth - 0.7, cellHeight - 0.7),
                        fill.get(line).get(column));
            }
        }
        double base = height - BELOW + 4 + Lettering.lineHeight(Look.SMALL);
        double used = Double.NEGATIVE_INFINITY;
        for (int column = 0; column < across.size(); column++) {
            String label = Lettering.wrapped(across.get(column), Look.SMALL, MOST_LABEL, 1)
                    .get(0);
            double x = left + (column + 0.5) * cellWidth - Lettering.width(label, Look.SMALL) / 2;
            if (x > used) {
                Lettering.draw(g, label, Look.SMALL, Look.FAINT_INK, x, base);
                used = x + Lettering.width(label, Look.SMALL) + 5;
            }
        }
        String title = digest.axes().get(digest.x()).key();
        double middle = left + across.size() * cellWidth / 2;
        Lettering.draw(
                g,
                title,
                Look.TEXT,
                Look.INK,
                middle - Lettering.width(title, Look.TEXT) / 2,
                base + Lettering.lineHeight(Look.TEXT));
        Lettering.drawUpwards(
                g, digest.axes().get(digest.y()).key(), Look.TEXT, Look.INK, 22, top + upright.size() * cellHeight / 2);
        legend(g, width - Look.MARGIN - LEGEND + 4, top);
    }

    private List<String> labels(int axis, int[] shown) {
        List<String> labels = new ArrayList<>();
        for (int value : shown) {
            labels.add(digest.axes().get(axis).values().get(value));
        }
        return labels;
    }

    private static void cell(Graphics2D g, Rectangle2D cell, Optional<Fill> filled) {
        g.setColor(filled.map(Fill::color).orElse(Look.PALE));
        g.fill(cell);
        Font font = Look.SMALL.deriveFont((float) Math.max(5, Math.min(10, cell.getHeight() * 0.7)));
        double line = Lettering.lineHeight(font);
        List<String> words = filled.map(Fill::words).orElse(List.of("x")).stream()
                .filter(word -> Lettering.width(word, font) <= cell.getWidth() - 2)
                .limit(Math.max(1, (long) (cell.getHeight() / line)))
                .toList();
        if (cell.getWidth() >= WORD && cell.getHeight() >= 8) {
            double y = cell.getCenterY() + font.getSize2D() * 0.36 - (words.size() - 1) * line / 2;
            for (String word : words) {
                Lettering.draw(
                        g,
                        word,
                        font,
                        filled.isPresent() && filled.get().dark() ? Look.PAPER : Look.INK,
                        cell.getCenterX() - Lettering.width(word, font) / 2,
                        y);
                y += line;
            }
        }
    }

    private void legend(Graphics2D g, double left, double top) {
        double line = Lettering.lineHeight(Look.SMALL);
        double y = top;
        for (Sample sample : legend) {
            g.setColor(sample.color());
            g.fill(new Rectangle2D.Double(left, y + 3, 14, 9));
            for (String part : Lettering.wrapped(sample.meaning(), Look.SMALL, LEGEND - 24, 3)) {
                y += line;
                Lettering.draw(g, part, Look.SMALL, Look.INK, left + 20, y - 2);
            }
            y += 3;
        }
    }
}
