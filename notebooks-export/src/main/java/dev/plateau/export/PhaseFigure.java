package dev.plateau.export;

import dev.plateau.export.ValueAxis.Tick;
import dev.plateau.result.PhasePoint;
import dev.plateau.result.PhaseResult;
import dev.plateau.result.Range;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * Who wins over two settings: a colour for each policy, darker where it wins by more; hatched where the winner is not certain; the
 * points that were simulated as dots. Names stand on the ground of the winners, so that it can be read in grey.
 */
record PhaseFigure(PhaseResult result, PhaseGround ground, List<Color> colors, Texts texts) implements Sheet {
    private static final double TITLE = 30;
    private static final double TWO_LINES = 44;
    private static final double BELOW = 46;
    private static final double LEGEND = 142;
    private static final double GAP = 14;
    /** Points of accuracy from which the next shade counts, and the strengths of the shades. */
    private static final double[] STEPS = {1, 2, 5, 10};

    private static final double[] STRENGTHS = {0.22, 0.38, 0.55, 0.75, 1};
    private static final int HATCH = 5;
    private static final Color HATCHING = new Color(0x22, 0x22, 0x22, 120);
    private static final Color DOT = new Color(0x22, 0x22, 0x22, 110);
    private static final double DOT_SIZE = 1.9;
    private static final double MOST_TICKS = 8;
    private static final double NAMED = 0.03;
    private static final BasicStroke THIN = new BasicStroke(0.6f);

    static PhaseFigure of(PhaseResult result, Texts texts) {
        return new PhaseFigure(result, PhaseGround.of(result), Looks.fills(result.policies()), texts);
    }

    static String alternative(PhaseResult result, Texts texts) {
        return texts.say(
                "phase.alt",
                "policies",
                texts.joined(result.policies()),
                "x",
                result.x().key(),
                "y",
                result.y().key());
    }

    @Override
    public String getTitle() {
        return texts.say("phase.figure", "policies", texts.joined(result.policies()));
    }

    @Override
    public void paint(Graphics2D g, int width, int height) {
        List<String> subtitle =
                new ArrayList<>(List.of(texts.engine(texts.title(result.title())), texts.engine(result.budget())));
        if (result.interrupted()) {
            subtitle.add(texts.say("phase.figure.interrupted"));
        }
        double y = Sheet.begin(g, width, height, getTitle(), texts.clauses(subtitle), 1);
        double labels = ticks(result.y()).stream()
                .mapToDouble(tick -> Lettering.width(tick.label(), Look.SMALL))
                .max()
                .orElse(0);
        double tall = height - y - 12 - BELOW;
        double left = (fits(title(result.y()), Look.TEXT, tall) ? TITLE : TWO_LINES) + labels + 8;
        Rectangle2D plot = new Rectangle2D.Double(left, y + 12, width - left - GAP - LEGEND - Look.MARGIN, tall);
        ground(g, plot);
        borders(g, plot);
        hatching(g, plot);
        dots(g, plot);
        names(g, plot);
        g.setColor(Look.FAINT_INK);
        g.setStroke(Look.thinSolid());
        g.draw(plot);
        acrossAxis(g, plot);
        uprightAxis(g, plot);
        legend(g, plot.getMaxX() + GAP, plot.getMinY() + 2);
    }

    private static int shade(double margin) {
        int shade = 0;
        while (shade < STEPS.length && 100 * margin >= STEPS[shade]) {
            shade++;
        }
        return shade;
    }

    private Color color(int policy, int shade) {
        return Look.faded(colors.get(policy), STRENGTHS[shade]);
    }

    private double x(Rectangle2D plot, double column) {
        return plot.getMinX() + column / ground.side() * plot.getWidth();
    }

    private double y(Rectangle2D plot, double row) {
        return plot.getMaxY() - row / ground.side() * plot.getHeight();
    }

    /** Runs of squares of one colour; they overlap a little, so that no paper shows between them. */
    private void ground(Graphics2D g, Rectangle2D plot) {
        int side = ground.side();
        for (int r = side - 1; r >= 0; r--) {
            for (int c = 0; c < side; ) {
                int from = c;
                int kind = kind(r, from);
                while (c < side && kind(r, c) == kind) {
                    c++;
                }
                if (kind >= 0) {
                    g.setColor(color(kind / STRENGTHS.length, kind % STRENGTHS.length));
                    double bottom = Math.min(plot.getMaxY(), y(plot, r) + 0.4);
                    double top = y(plot, r + 1.0);
                    double right = Math.min(plot.getMaxX(), x(plot, c) + 0.4);
                    g.fill(new Rectangle2D.Double(x(plot, from), top, right - x(plot, from), bottom - top));
                }
            }
        }
    }

    private int kind(int row, int column) {
        return ground.known(row, column)
                ? ground.winner(row, column) * STRENGTHS.length + shade(ground.margin(row, column))
                : -1;
    }

    /** A strong line around ground that is won for certain, a faint one where the estimate changes. */
    private void borders(Graphics2D g, Rectangle2D plot) {
        int side = ground.side();
        for (boolean certain : new boolean[] {false, true}) {
            g.setColor(certain ? Look.INK : Look.FAINT_INK);
            g.setStroke(new BasicStroke(certain ? 1.2f : 0.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            for (int r = 0; r < side; r++) {
                for (int c = 0; c < side; c++) {
                    if (c + 1 < side && differ(certain, r, c, r, c + 1)) {
                        g.draw(new Line2D.Double(x(plot, c + 1.0), y(plot, r), x(plot, c + 1.0), y(plot, r + 1.0)));
                    }
                    if (r + 1 < side && differ(certain, r, c, r + 1, c)) {
                        g.draw(new Line2D.Double(x(plot, c), y(plot, r + 1.0), x(plot, c + 1.0), y(plot, r + 1.0)));
                    }
                }
            }
        }
    }

    private boolean differ(boolean certain, int row, int column, int otherRow, int otherColumn) {
        if (!ground.known(row, column) || !ground.known(otherRow, otherColumn)) {
            return false;
        }
        return certain
                ? said(row, column) != said(otherRow, otherColumn)
                : ground.winner(row, column) != ground.winner(otherRow, otherColumn);
    }

    private int said(int row, int column) {
        return ground.certain(row, column) ? ground.winner(row, column) : -1;
    }

    private void hatching(Graphics2D g, Rectangle2D plot) {
        g.setColor(HATCHING);
        g.setStroke(THIN);
        int side = ground.side();
        for (int shift = -side + HATCH; shift < side; shift += HATCH) {
            int from = -1;
            for (int c = Math.max(0, -shift); c <= side; c++) {
                int r = c + shift;
                boolean doubtful = c < side && r < side && ground.known(r, c) && !ground.certain(r, c);
                if (doubtful && from < 0) {
                    from = c;
                } else if (!doubtful && from >= 0) {
                    g.draw(new Line2D.Double(
                            x(plot, from), y(plot, (double) from + shift), x(plot, c), y(plot, (double) c + shift)));
                    from = -1;
                }
            }
        }
    }

    private void dots(Graphics2D g, Rectangle2D plot) {
        g.setColor(DOT);
        for (PhasePoint point : result.points()) {
            double x = plot.getMinX() + plot.getWidth() * point.column() / result.divisions();
            double y = plot.getMaxY() - plot.getHeight() * point.row() / result.divisions();
            g.fill(new Ellipse2D.Double(x - DOT_SIZE / 2, y - DOT_SIZE / 2, DOT_SIZE, DOT_SIZE));
        }
    }

    private void names(Graphics2D g, Rectangle2D plot) {
        for (int p = 0; p < result.policies().size(); p++) {
            List<Integer> place = ground.deepest(p);
            if (!place.isEmpty() && ground.share(p, false) >= NAMED) {
                String name = result.policies().get(p);
                double width = Lettering.width(name, Look.TEXT);
                double half = width / 2 + 5;
                double x =
                        Math.max(plot.getMinX() + half, Math.min(plot.getMaxX() - half, x(plot, place.get(1) + 0.5)));
                double y = Math.max(plot.getMinY() + 10, Math.min(plot.getMaxY() - 10, y(plot, place.get(0) + 0.5)));
                g.setColor(new Color(255, 255, 255, 225));
                g.fill(new Rectangle2D.Double(x - half + 1, y - 8, 2 * half - 2, 16));
                Lettering.draw(g, name, Look.TEXT, Look.INK, x - width / 2, y + 4);
            }
        }
    }

    private static List<Tick> ticks(Range range) {
        if (!range.logarithmic()) {
            List<Tick> ticks = ValueAxis.ticks(range.low(), range.high(), MOST_TICKS, Numbers::exact);
            return range.whole()
                    ? ticks.stream()
                            .filter(tick -> tick.position() == Math.rint(tick.position()))
                            .map(tick -> new Tick(tick.position(), Long.toString((long) tick.position())))
                            .toList()
                    : ticks;
        }
        List<Tick> ticks = new ArrayList<>();
        boolean doubling = range.whole() && range.high() / range.low() >= 4;
        double first = doubling
                ? FastMath.pow(2, FastMath.ceil(FastMath.log(2, range.low())))
                : FastMath.pow(10, FastMath.floor(FastMath.log10(range.low())));
        for (double base = first; base <= range.high() * 1.0000001; base *= doubling ? 2 : 10) {
            for (int digit : doubling ? new int[] {1} : new int[] {1, 2, 5}) {
                double value = digit * base;
                if (value >= range.low() * 0.9999999 && value <= range.high() * 1.0000001) {
                    ticks.add(new Tick(
                            value,
                            BigDecimal.valueOf(value)
                                    .round(new MathContext(3))
                                    .stripTrailingZeros()
                                    .toPlainString()));
                }
            }
        }
        return ticks;
    }

    private static boolean fits(String text, Font font, double room) {
        return Lettering.width(text, font) <= room;
    }

    /** The key and what it means, if that is known in the language. */
    private String title(Range range) {
        String meaning = range.meaning().split(";", 2)[0];
        String said = texts.engine(meaning);
        return texts.language() != Texts.Language.EN && said.equals(meaning)
                ? range.key()
                : texts.say("page.column", "column", range.key(), "meaning", said);
    }

    private void acrossAxis(Graphics2D g, Rectangle2D plot) {
        double base = plot.getMaxY() + 4 + Lettering.lineHeight(Look.SMALL);
        double free = Double.NEGATIVE_INFINITY;
        for (Tick tick : ticks(result.x())) {
            double x = plot.getMinX() + result.x().share(tick.position()) * plot.getWidth();
            g.setColor(Look.FAINT_INK);
            g.setStroke(Look.thinSolid());
            g.draw(new Line2D.Double(x, plot.getMaxY(), x, plot.getMaxY() + 4));
            double width = Lettering.width(tick.label(), Look.SMALL);
            if (x - width / 2 > free) {
                Lettering.draw(g, tick.label(), Look.SMALL, Look.FAINT_INK, x - width / 2, base);
                free = x + width / 2 + 5;
            }
        }
        String title = title(result.x());
        Font font = Lettering.width(title, Look.TEXT) > plot.getWidth() + 40 ? Look.SMALL : Look.TEXT;
        String shown = Lettering.wrapped(title, font, plot.getWidth() + GAP + LEGEND, 1)
                .get(0);
        double x = Math.max(plot.getMinX(), plot.getCenterX() - Lettering.width(shown, font) / 2);
        Lettering.draw(g, shown, font, Look.INK, x, base + Lettering.lineHeight(Look.TEXT) + 1);
    }

    private void uprightAxis(Graphics2D g, Rectangle2D plot) {
        for (Tick tick : ticks(result.y())) {
            double y = plot.getMaxY() - result.y().share(tick.position()) * plot.getHeight();
            g.setColor(Look.FAINT_INK);
            g.setStroke(Look.thinSolid());
            g.draw(new Line2D.Double(plot.getMinX() - 4, y, plot.getMinX(), y));
            double width = Lettering.width(tick.label(), Look.SMALL);
            Lettering.draw(g, tick.label(), Look.SMALL, Look.FAINT_INK, plot.getMinX() - 6 - width, y + 4);
        }
        String title = title(result.y());
        Font font = fits(title, Look.TEXT, plot.getHeight()) ? Look.TEXT : Look.SMALL;
        List<String> lines = Lettering.wrapped(title, font, plot.getHeight(), 2);
        for (int i = 0; i < lines.size(); i++) {
            Lettering.drawUpwards(
                    g,
                    lines.get(i),
                    font,
                    Look.INK,
                    (lines.size() == 1 ? 22 : 14) + i * Lettering.lineHeight(font),
                    plot.getCenterY());
        }
    }

    private void legend(Graphics2D g, double left, double top) {
        double y = top;
        double line = Lettering.lineHeight(Look.SMALL);
        for (int p = 0; p < result.policies().size(); p++) {
            y += line;
            box(g, left, y, colors.get(p));
            String policy = result.policies().get(p);
            String words = ground.share(p, false) > 0
                    ? texts.say(
                            "phase.legend.certain", "policy", policy, "share", percent(ground.share(p, true), texts))
                    : texts.say("phase.legend.nowhere", "policy", policy);
            for (String part : Lettering.wrapped(words, Look.SMALL, LEGEND - 20, 3)) {
                Lettering.draw(g, part, Look.SMALL, Look.INK, left + 20, y);
                y += line;
            }
            y -= line * 0.75;
        }
        y += line * 1.6;
        Lettering.draw(g, texts.say("phase.legend.margin"), Look.SMALL, Look.INK, left, y);
        for (int shade = 0; shade < STRENGTHS.length; shade++) {
            y += line;
            box(g, left, y, Look.faded(Look.FAINT_INK, STRENGTHS[shade]));
            String words = shade == 0
                    ? texts.say("phase.legend.under", "points", plain(STEPS[0]))
                    : shade == STEPS.length
                            ? texts.say("phase.legend.over", "points", plain(STEPS[shade - 1]))
                            : texts.range(plain(STEPS[shade - 1]), plain(STEPS[shade]));
            Lettering.draw(g, words, Look.SMALL, Look.INK, left + 20, y);
        }
        y += line * 1.6;
        box(g, left, y, Look.PAPER);
        g.setColor(Look.INK);
        g.setStroke(THIN);
        for (int i = 0; i < 4; i++) {
            g.draw(new Line2D.Double(left + 3 * i, y + 1, left + 3 * i + 5, y - 8));
        }
        Lettering.draw(g, texts.say("phase.legend.open"), Look.SMALL, Look.INK, left + 20, y);
        y += line * 1.2;
        g.setColor(Look.INK);
        g.fill(new Ellipse2D.Double(left + 6, y - 5, DOT_SIZE, DOT_SIZE));
        for (String part : Lettering.wrapped(
                texts.say("phase.legend.simulated", "count", result.simulated(), "all", result.full()),
                Look.SMALL,
                LEGEND - 20,
                2)) {
            Lettering.draw(g, part, Look.SMALL, Look.INK, left + 20, y);
            y += line;
        }
    }

    private static void box(Graphics2D g, double left, double base, Color color) {
        g.setColor(color);
        g.fill(new Rectangle2D.Double(left, base - 8, 14, 9));
        g.setColor(Look.FAINT_INK);
        g.setStroke(THIN);
        g.draw(new Rectangle2D.Double(left, base - 8, 14, 9));
    }

    private static String plain(double points) {
        return Numbers.plain(points, 0);
    }

    static String percent(double share, Texts texts) {
        return share > 0 && share < 0.005
                ? texts.say("phase.under", "share", "1 %")
                : share < 1 && share > 0.995
                        ? texts.say("phase.over", "share", "99 %")
                        : Numbers.plain(100 * share, 0) + " %";
    }
}
