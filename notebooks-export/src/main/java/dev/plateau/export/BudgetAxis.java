package dev.plateau.export;

import dev.plateau.result.BudgetUnit;
import java.util.List;

/** Horizontal axes of budgets: log2, with a tick at every simulated budget. */
final class BudgetAxis {
    private BudgetAxis() {}

    /** The axis of some budgets in English. */
    static HorizontalAxis of(List<Integer> budgets, BudgetUnit unit, double roomAtTheRight) {
        return of(budgets, unit, roomAtTheRight, Texts.ENGLISH);
    }

    /**
     * The axis of some budgets.
     *
     * @param budgets ascending, at least one
     * @param unit what they count
     * @param roomAtTheRight extra length without budgets, as a share of the span between them
     * @param texts for the title
     */
    static HorizontalAxis of(List<Integer> budgets, BudgetUnit unit, double roomAtTheRight, Texts texts) {
        double first = position(budgets.get(0));
        double span = position(budgets.get(budgets.size() - 1)) - first;
        double margin = margin(span);
        return new HorizontalAxis(
                texts.say("page.budget", "unit", texts.plural(unit)),
                first - margin,
                first + span + margin + span * roomAtTheRight,
                budgets.stream()
                        .map(budget -> new ValueAxis.Tick(position(budget), label(budget)))
                        .toList());
    }

    /** log2, the unit of the axis. */
    static double position(double budget) {
        return StrictMath.log(budget) / StrictMath.log(2);
    }

    /** Room beside the first and the last position. */
    static double margin(double span) {
        return span == 0 ? 1 : span * 0.03;
    }

    /** A budget in few letters: 256, 1k, 1024, 2.5k, 10k. */
    static String label(int rollouts) {
        if (rollouts < 1000 || rollouts % 100 != 0) {
            return Integer.toString(rollouts);
        }
        int tenths = rollouts % 1000 / 100;
        return rollouts / 1000 + (tenths == 0 ? "" : "." + tenths) + "k";
    }
}
