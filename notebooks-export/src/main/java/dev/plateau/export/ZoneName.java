package dev.plateau.export;

import java.awt.Graphics2D;
import org.knowm.xchart.internal.chartpart.Annotation;

/** A word centred at a place of a chart. */
final class ZoneName extends Annotation {
    private final String name;
    private final double x;
    private final double y;

    ZoneName(String name, double x, double y) {
        super(false);
        this.name = name;
        this.x = x;
        this.y = y;
    }

    @Override
    public void paint(Graphics2D g) {
        Lettering.draw(
                g,
                name,
                Look.SMALL,
                Look.FAINT_INK,
                getXAxisScreenValue(x) - Lettering.width(name, Look.SMALL) / 2,
                getYAxisScreenValue(y) + Look.SMALL.getSize2D() * 0.36);
    }
}
