package dev.plateau.export;

import dev.plateau.export.ValueAxis.Tick;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.Annotation;

/**
 * The horizontal axis: its range, ticks, labels as far as they fit, and its title. XChart would put ticks at places of its
 * own. Drawn below the chart's own area, in a strip of {@link #HEIGHT}.
 */
final class HorizontalAxis extends Annotation {
    /** Room that it needs below the chart, in points. */
    static final int HEIGHT = 36;

    private static final double TICK = 4;
    private static final double GAP = 5;

    private final String title;
    private final double min;
    private final double max;
    private final List<Tick> ticks;

    /**
     * Describes the axis.
     *
     * @param title below it
     * @param min left end
     * @param max right end
     * @param ticks ascending; those with an empty label are drawn shorter
     */
    HorizontalAxis(String title, double min, double max, List<Tick> ticks) {
        super(false);
        this.title = title;
        this.min = min;
        this.max = max;
        this.ticks = List.copyOf(ticks);
    }

    /** The same with more room at both ends. */
    HorizontalAxis wider(double room) {
        return new HorizontalAxis(title, min - room, max + room, ticks);
    }

    /** Gives the axis to a chart. */
    void addTo(XYChart chart) {
        chart.getStyler().setXAxisMin(min).setXAxisMax(max).setXAxisTicksVisible(false);
        chart.addAnnotation(this);
    }

    List<Tick> ticks() {
        return ticks;
    }

    @Override
    public void paint(Graphics2D g) {
        double left = getXAxisScreenValueForMin();
        double right = getXAxisScreenValueForMax();
        double bottom = getYAxisScreenValueForMax();
        g.setStroke(Look.thinSolid());
        g.setColor(Look.FAINT_INK);
        g.draw(new Line2D.Double(left, bottom, right, bottom));
        for (Tick tick : ticks) {
            double x = x(tick, left, right);
            g.draw(new Line2D.Double(x, bottom, x, bottom + (tick.label().isEmpty() ? TICK / 2 : TICK)));
        }
        double base = bottom + TICK + Lettering.lineHeight(Look.SMALL);
        for (Tick tick : labelled(left, right)) {
            double x = x(tick, left, right) - Lettering.width(tick.label(), Look.SMALL) / 2;
            Lettering.draw(g, tick.label(), Look.SMALL, Look.FAINT_INK, x, base);
        }
        double titleWidth = Lettering.width(title, Look.TEXT);
        Lettering.draw(
                g,
                title,
                Look.TEXT,
                Look.INK,
                (left + right - titleWidth) / 2,
                base + Lettering.lineHeight(Look.TEXT) + 1);
    }

    /** All labels if they fit, else every second, else as many as fit, counted from the largest. */
    private List<Tick> labelled(double left, double right) {
        List<Tick> candidates =
                ticks.stream().filter(tick -> !tick.label().isEmpty()).toList();
        for (int stride = 1; stride <= 2; stride++) {
            List<Tick> some = new ArrayList<>();
            for (int i = Math.floorMod(candidates.size() - 1, stride); i < candidates.size(); i += stride) {
                some.add(candidates.get(i));
            }
            if (fitting(some, left, right).size() == some.size()) {
                return some;
            }
        }
        return fitting(candidates, left, right);
    }

    private List<Tick> fitting(List<Tick> candidates, double left, double right) {
        List<Tick> kept = new ArrayList<>();
        double free = Double.POSITIVE_INFINITY;
        for (int i = candidates.size() - 1; i >= 0; i--) {
            Tick tick = candidates.get(i);
            double half = Lettering.width(tick.label(), Look.SMALL) / 2;
            double x = x(tick, left, right);
            if (x + half + GAP <= free) {
                kept.add(tick);
                free = x - half;
            }
        }
        return kept;
    }

    private double x(Tick tick, double left, double right) {
        return left + (tick.position() - min) / (max - min) * (right - left);
    }
}
