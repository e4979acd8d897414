package dev.plateau.export;

import dev.plateau.result.BudgetUnit;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.Annotation;

/**
 * The horizontal axis: log2 of the budget, a tick at every simulated budget, labels as far as they fit, and its title.
 * XChart would put ticks at round logarithms only. Drawn below the chart's own area, in a strip of {@link #HEIGHT}.
 */
final class BudgetAxis extends Annotation {
    /** Room that it needs below the chart, in points. */
    static final int HEIGHT = 36;

    private static final double TICK = 4;
    private static final double GAP = 5;

    private final List<Integer> budgets;
    private final String title;
    private final double min;
    private final double max;

    /**
     * Describes the axis.
     *
     * @param budgets ascending, at least one
     * @param unit what they count
     * @param roomAtTheRight extra length without budgets, as a share of the span between them
     */
    BudgetAxis(List<Integer> budgets, BudgetUnit unit, double roomAtTheRight) {
        super(false);
        this.budgets = budgets;
        this.title = "Budget (" + unit.plural() + " per task)";
        double first = position(budgets.get(0));
        double span = position(budgets.get(budgets.size() - 1)) - first;
        double margin = span == 0 ? 1 : span * 0.03;
        min = first - margin;
        max = first + span + margin + span * roomAtTheRight;
    }

    /** Gives the axis to a chart. */
    void addTo(XYChart chart) {
        chart.getStyler().setXAxisMin(min).setXAxisMax(max).setXAxisTicksVisible(false);
        chart.addAnnotation(this);
    }

    /** log2, the unit of the axis. */
    static double position(double budget) {
        return StrictMath.log(budget) / StrictMath.log(2);
    }

    @Override
    public void paint(Graphics2D g) {
        double left = getXAxisScreenValueForMin();
        double right = getXAxisScreenValueForMax();
        double bottom = getYAxisScreenValueForMax();
        g.setStroke(Look.thinSolid());
        g.setColor(Look.FAINT_INK);
        g.draw(new Line2D.Double(left, bottom, right, bottom));
        for (int budget : budgets) {
            double x = x(budget, left, right);
            g.draw(new Line2D.Double(x, bottom, x, bottom + TICK));
        }
        double base = bottom + TICK + Lettering.lineHeight(Look.SMALL);
        for (int budget : labelled(left, right)) {
            String label = label(budget);
            double x = x(budget, left, right) - Lettering.width(label, Look.SMALL) / 2;
            Lettering.draw(g, label, Look.SMALL, Look.FAINT_INK, x, base);
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

    /** A budget in few letters: 256, 1k, 1024, 2.5k, 10k. */
    static String label(int rollouts) {
        if (rollouts < 1000 || rollouts % 100 != 0) {
            return Integer.toString(rollouts);
        }
        int tenths = rollouts % 1000 / 100;
        return rollouts / 1000 + (tenths == 0 ? "" : "." + tenths) + "k";
    }

    /** All budgets if their labels fit, else every second, else as many as fit, counted from the largest. */
    private List<Integer> labelled(double left, double right) {
        for (int stride = 1; stride <= 2; stride++) {
            List<Integer> some = new ArrayList<>();
            for (int i = (budgets.size() - 1) % stride; i < budgets.size(); i += stride) {
                some.add(budgets.get(i));
            }
            if (fitting(some, left, right).size() == some.size()) {
                return some;
            }
        }
        return fitting(budgets, left, right);
    }

    private List<Integer> fitting(List<Integer> candidates, double left, double right) {
        List<Integer> kept = new ArrayList<>();
        double free = Double.POSITIVE_INFINITY;
        for (int i = candidates.size() - 1; i >= 0; i--) {
            int budget = candidates.get(i);
            double half = Lettering.width(label(budget), Look.SMALL) / 2;
            double x = x(budget, left, right);
            if (x + half + GAP <= free) {
                kept.add(budget);
                free = x - half;
            }
        }
        return kept;
    }

    private double x(int budget, double left, double right) {
        return left + (position(budget) - min) / (max - min) * (right - left);
    }
}
