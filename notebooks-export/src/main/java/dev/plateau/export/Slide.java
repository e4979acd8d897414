package dev.plateau.export;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.List;
import org.knowm.xchart.XYChart;

/**
 * A picture: title and subtitle at the top left, one or more charts side by side, one legend at the right.
 *
 * @param title what is shown
 * @param subtitle how to read it
 * @param panels charts of equal width, at least one
 * @param legend entries in the order of the lines
 */
record Slide(String title, String subtitle, List<Panel> panels, List<Entry> legend) implements Sheet {
    private static final int SAMPLE_WIDTH = 38;
    private static final int MAX_LINES = 14;
    private static final double ENTRY_GAP = 0.35;
    private static final double CROWDED_ENTRY_GAP = 0.08;

    /** A chart, and the room left of it in points, in which it draws its labels. */
    record Panel(XYChart chart, int left) {
        /** Beside a {@link ValueAxis}. */
        static Panel of(XYChart chart) {
            return new Panel(chart, ValueAxis.WIDTH);
        }
    }

    /** A line and its name. */
    record Entry(String label, Look.Line look) {}

    Slide {
        panels = List.copyOf(panels);
        legend = List.copyOf(legend);
    }

    @Override
    public String getTitle() {
        return title;
    }

    @Override
    public void paint(Graphics2D g, int width, int height) {
        double top = Sheet.begin(g, width, height, title, subtitle, 2) + 4;
        Font font = legendFont(height - top - Look.MARGIN);
        double legendWidth = legendWidth(font);
        int panelTop = (int) Math.ceil(top);
        int labels = panels.stream().mapToInt(Panel::left).sum();
        int panelWidth = (int) ((width - legendWidth - Look.MARGIN - labels) / panels.size());
        int x = 0;
        for (Panel panel : panels) {
            x += panel.left();
            g.translate(x, panelTop);
            panel.chart().paint(g, panelWidth, height - panelTop - HorizontalAxis.HEIGHT);
            g.translate(-x, -panelTop);
            x += panelWidth;
        }
        legend(g, font, width - Look.MARGIN - legendWidth, top + 14, legendWidth);
    }

    private void legend(Graphics2D g, Font font, double left, double top, double width) {
        double line = Lettering.lineHeight(font);
        double y = top;
        int size = Look.markerSize(legend.size());
        for (Entry entry : legend) {
            double middle = y + line / 2;
            g.setColor(entry.look().color());
            g.setStroke(entry.look().stroke(legend.size()));
            g.draw(new Line2D.Double(left, middle, left + SAMPLE_WIDTH - 6, middle));
            entry.look().marker().paint(g, left + SAMPLE_WIDTH / 2.0 - 3, middle, size);
            for (String part : Lettering.wrapped(entry.label(), font, width - SAMPLE_WIDTH, MAX_LINES)) {
                y += line;
                Lettering.draw(g, part, font, Look.INK, left + SAMPLE_WIDTH, y - line * 0.28);
            }
            y += line * gap();
        }
    }

    private double legendWidth(Font font) {
        double widest = legend.stream()
                .mapToDouble(entry -> Lettering.width(entry.label(), font))
                .max()
                .orElse(0);
        return SAMPLE_WIDTH + Math.min(Math.ceil(widest) + 1, Look.LEGEND_WIDTH - SAMPLE_WIDTH);
    }

    /** The largest font with which the legend is no higher than the room. */
    private Font legendFont(double room) {
        Font font = Look.TEXT;
        while (font.getSize2D() > 6 && legendHeight(font) > room) {
            font = font.deriveFont(font.getSize2D() - 0.5f);
        }
        return font;
    }

    /** Between entries, in line heights. */
    private double gap() {
        return legend.size() > Look.CROWD ? CROWDED_ENTRY_GAP : ENTRY_GAP;
    }

    private double legendHeight(Font font) {
        double width = legendWidth(font) - SAMPLE_WIDTH;
        return legend.stream()
                .mapToDouble(entry -> Lettering.lineHeight(font)
                        * (gap()
                                + Lettering.wrapped(entry.label(), font, width, MAX_LINES)
                                        .size()))
                .sum();
    }
}
