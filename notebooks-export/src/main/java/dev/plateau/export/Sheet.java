package dev.plateau.export;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import org.knowm.xchart.internal.chartpart.IChart;

/** A picture of slide size: paper with a title and a subtitle at the top left, and something below. */
interface Sheet extends IChart {
    @Override
    default int getWidth() {
        return Look.WIDTH;
    }

    @Override
    default int getHeight() {
        return Look.HEIGHT;
    }

    /**
     * Paints paper, title and subtitle.
     *
     * @param title what is shown, on two lines at most
     * @param subtitle how to read it
     * @param lines that the subtitle may have
     * @return where its last line stands
     */
    static double begin(Graphics2D g, int width, int height, String title, String subtitle, int lines) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setColor(Look.PAPER);
        g.fill(new Rectangle2D.Double(0, 0, width, height));
        double room = width - 2.0 * Look.MARGIN;
        double y = Look.MARGIN;
        for (String line : Lettering.wrapped(title, Look.HEADING, room, 2)) {
            y += Lettering.lineHeight(Look.HEADING) * 0.85;
            Lettering.draw(g, line, Look.HEADING, Look.INK, Look.MARGIN, y);
        }
        y += 2;
        for (String line : Lettering.wrapped(subtitle, Look.SMALL, room, lines)) {
            y += Lettering.lineHeight(Look.SMALL);
            Lettering.draw(g, line, Look.SMALL, Look.FAINT_INK, Look.MARGIN, y);
        }
        return y;
    }
}
