package dev.plateau.sensitivity;

import dev.plateau.experiment.Metric;
import java.util.Optional;

/**
 * Something that comes out of a simulation.
 *
 * @param kind what
 * @param policy number of the policy among those that take part
 * @param rival number of the one that it is compared with; none unless the kind compares
 */
public record Output(Kind kind, int policy, int rival) {
    /** What may come out. */
    public enum Kind {
        /** Share of right answers. */
        ACCURACY("accuracy", Metric.ACCURACY, ""),
        /** By how much accuracy exceeds that of a rival. */
        DIFFERENCE("difference", Metric.ACCURACY, ""),
        /** Share of tasks with a right attempt. */
        COVERAGE("coverage", Metric.COVERAGE, ""),
        /** Share of right attempts. */
        PASS_RATE("pass-rate", Metric.PASS_RATE, ""),
        /** Attempts made to an end per task. */
        ROLLOUTS("rollouts", Metric.ROLLOUTS, "rollouts"),
        /** Tokens per task. */
        TOKENS("tokens", Metric.TOKENS, "tokens"),
        /** Floating-point operations per task. */
        FLOPS("flops", Metric.FLOPS, "FLOP"),
        /** The budget from which on spending more stops helping. */
        SATURATION("saturation", Metric.ACCURACY, "rollouts");

        private final String word;
        private final Metric metric;
        private final String unit;

        Kind(String word, Metric metric, String unit) {
            this.word = word;
            this.metric = metric;
            this.unit = unit;
        }

        /** On the command line. */
        public String word() {
            return word;
        }

        /** Unit; empty for shares. */
        public String unit() {
            return unit;
        }

        Metric metric() {
            return metric;
        }
    }

    /** Its name with those of the policies. */
    public String name(String label, Optional<String> other) {
        return switch (kind) {
            case DIFFERENCE -> "accuracy of " + label + " less " + other.orElseThrow();
            case SATURATION -> "saturation budget of " + label;
            case PASS_RATE -> "pass rate of " + label;
            case FLOPS -> "FLOPs of " + label;
            case ACCURACY, COVERAGE, ROLLOUTS, TOKENS -> kind.word + " of " + label;
        };
    }
}
