package dev.plateau.export;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A scale for gains: linear between -unit and unit, beyond that one step per factor of ten, so that zero and losses
 * can be drawn beside gains that span decades.
 *
 * @param exponent of ten: of the unit, in percentage points per rollout
 */
record GainScale(int exponent) {
    /** Logarithmic from about the smaller threshold upwards: gains below it are all wasteful. */
    static GainScale from(double thresholdPoints) {
        return new GainScale((int) Math.rint(StrictMath.log10(thresholdPoints)));
    }

    double unit() {
        return new BigDecimal(1).scaleByPowerOfTen(exponent).doubleValue();
    }

    double position(double points) {
        double size = Math.abs(points) / unit();
        return Math.signum(points) * (size <= 1 ? size : 1 + StrictMath.log10(size));
    }

    /** Label of a whole position, in percentage points. */
    String label(int position) {
        if (position == 0) {
            return "0";
        }
        String size = new BigDecimal(1)
                .scaleByPowerOfTen(exponent + Math.abs(position) - 1)
                .toPlainString();
        return (position < 0 ? "\u2212" : "") + size;
    }

    /** The axis from min to max, ticks at whole positions. */
    ValueAxis axis(String title, double min, double max) {
        List<ValueAxis.Tick> ticks = new ArrayList<>();
        for (int whole = (int) Math.ceil(min); whole <= max; whole++) {
            ticks.add(new ValueAxis.Tick(whole, label(whole)));
        }
        return new ValueAxis(title, min, max, ticks);
    }
}
