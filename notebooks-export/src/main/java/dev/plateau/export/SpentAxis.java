package dev.plateau.export;

import dev.plateau.export.ValueAxis.Tick;
import dev.plateau.result.BudgetUnit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** Horizontal axes of what was spent: logarithmic as {@link BudgetAxis}, with ticks at round amounts. */
final class SpentAxis {
    /** Up to this ratio of the ends there is room for labels at 1, 2 and 5 times the powers of ten. */
    private static final double NARROW = 1500;

    /** Up to this one at 3 and 7 times them, too; without, some ranges would have two. */
    private static final double NARROWER = 12;

    private static final double MOST_LINEAR_TICKS = 6;

    private SpentAxis() {}

    /**
     * The axis that covers some amounts.
     *
     * @param amounts positive and finite, at least one
     * @param unit what they count
     * @param texts for the title
     */
    static HorizontalAxis of(DoubleStream amounts, BudgetUnit unit, Texts texts) {
        return of(amounts, texts.say("page.spent", "unit", texts.plural(unit)));
    }

    /**
     * The axis that covers some amounts.
     *
     * @param amounts positive and finite, at least one
     * @param title of the axis
     */
    static HorizontalAxis of(DoubleStream amounts, String title) {
        double[] positions = amounts.map(BudgetAxis::position).sorted().toArray();
        double first = positions[0];
        double last = positions[positions.length - 1];
        double margin = BudgetAxis.margin(last - first);
        return new HorizontalAxis(
                title,
                first - margin,
                last + margin,
                ticks(StrictMath.pow(2, first - margin), StrictMath.pow(2, last + margin)));
    }

    /** Labels at powers of ten, in narrower ranges also at more digits; where that gives none or one, evenly. */
    private static List<Tick> ticks(double low, double high) {
        List<Integer> digits =
                high / low <= NARROWER ? List.of(1, 2, 3, 5, 7) : high / low <= NARROW ? List.of(1, 2, 5) : List.of(1);
        List<Tick> ticks = new ArrayList<>();
        for (int power = (int) Math.floor(StrictMath.log10(low)); power <= StrictMath.log10(high); power++) {
            for (int digit = 1; digit <= 9; digit++) {
                add(ticks, BigDecimal.valueOf(digit).scaleByPowerOfTen(power), low, high, digits.contains(digit));
            }
        }
        return ticks.stream().filter(tick -> !tick.label().isEmpty()).count() > 1 ? ticks : even(low, high);
    }

    private static List<Tick> even(double low, double high) {
        BigDecimal step = ValueAxis.step((high - low) / MOST_LINEAR_TICKS);
        List<Tick> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step.doubleValue()); i * step.doubleValue() <= high; i++) {
            add(ticks, step.multiply(BigDecimal.valueOf(i)), low, high, true);
        }
        return ticks;
    }

    private static void add(List<Tick> ticks, BigDecimal amount, double low, double high, boolean labelled) {
        if (amount.doubleValue() >= low && amount.doubleValue() <= high) {
            ticks.add(new Tick(BudgetAxis.position(amount.doubleValue()), labelled ? label(amount) : ""));
        }
    }

    /** An amount in few letters, never with an exponent: 0.05, 1, 500, 2k, 1.25M, 10G. */
    static String label(BigDecimal amount) {
        int thousands = Math.min(3, Math.max(0, (amount.precision() - amount.scale() - 1) / 3));
        return amount.movePointLeft(3 * thousands).stripTrailingZeros().toPlainString()
                + List.of("", "k", "M", "G").get(thousands);
    }
}
