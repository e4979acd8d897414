package dev.plateau.rank;

import dev.plateau.experiment.Metric;
import org.apache.commons.math3.util.Precision;

/**
 * What is maximised: accuracy less the price of what is spent, in right answers per task.
 *
 * @param price of a unit of what is spent, relative to the value of a right answer; 0 if accuracy alone counts
 * @param unit what is paid for
 */
public record Objective(double price, Unit unit) {
    /** Accuracy alone. */
    public static final Objective ACCURACY = new Objective(0, Unit.ROLLOUT);

    /** What may be paid for. */
    public enum Unit {
        /** An attempt made to an end. */
        ROLLOUT("rollout", Metric.ROLLOUTS, 1),
        /** 1,000 tokens that the policy model writes. */
        TOKENS("1000-tokens", Metric.TOKENS, 1000),
        /** 10^12 floating-point operations of all models. */
        TFLOP("tflop", Metric.FLOPS, 1e12);

        private final String word;
        private final Metric metric;
        private final double size;

        Unit(String word, Metric metric, double size) {
            this.word = word;
            this.metric = metric;
            this.size = size;
        }

        /** On the command line. */
        public String word() {
            return word;
        }

        /** What is measured. */
        Metric metric() {
            return metric;
        }
    }

    /** Checks the price. */
    public Objective {
        if (!(price >= 0)) {
            throw new IllegalArgumentException("a price must be at least 0, got " + price);
        }
    }

    /** Value of an accuracy that costs so much of what the unit measures. */
    public double value(double accuracy, double spent) {
        return accuracy - price * spent / unit.size;
    }

    /** Whether nothing is paid for. */
    public boolean free() {
        return Precision.equals(price, 0, 0.0);
    }
}
