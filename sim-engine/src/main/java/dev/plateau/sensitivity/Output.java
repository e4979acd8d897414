package dev.plateau.sensitivity;

import dev.plateau.experiment.Metric;
import dev.plateau.result.Column;
import dev.plateau.result.FleetRow;
import java.util.List;

/** Something that comes out of a simulation. */
public sealed interface Output {
    /**
     * Its name with those of the policies.
     *
     * @param labels of those that take part
     */
    String name(List<String> labels);

    /** Its unit; empty for shares. */
    String unit();

    /** Number of the policy among those that take part. */
    int policy();

    /** What may come out of a study. */
    enum Kind {
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

        Metric metric() {
            return metric;
        }
    }

    /**
     * What comes out of a study.
     *
     * @param kind what
     * @param policy number of the policy among those that take part
     * @param rival number of the one that it is compared with; none unless the kind compares
     */
    record OfStudy(Kind kind, int policy, int rival) implements Output {
        @Override
        public String name(List<String> labels) {
            String label = labels.get(policy);
            return switch (kind) {
                case DIFFERENCE -> "accuracy of " + label + " less " + labels.get(rival);
                case SATURATION -> "saturation budget of " + label;
                case PASS_RATE -> "pass rate of " + label;
                case FLOPS -> "FLOPs of " + label;
                case ACCURACY, COVERAGE, ROLLOUTS, TOKENS -> kind.word + " of " + label;
            };
        }

        @Override
        public String unit() {
            return kind.unit;
        }
    }

    /**
     * What comes out where a fleet serves the tasks.
     *
     * @param column of numbers
     * @param policy number of the policy among those that take part
     */
    record OfFleet(Column<FleetRow> column, int policy) implements Output {
        /** Refuses words. */
        public OfFleet {
            if (column.type() != Column.Type.NUMBER) {
                throw new IllegalArgumentException(column.name() + " is no number");
            }
        }

        /** Columns that may come out: numbers that are no end of an interval. */
        public static List<Column<FleetRow>> columns() {
            return FleetRow.TABLE.columns().stream()
                    .filter(column -> column.type() == Column.Type.NUMBER)
                    .filter(column -> !column.name().matches(".*_(low|high)(_.*)?"))
                    .toList();
        }

        @Override
        public String name(List<String> labels) {
            return "fleet." + column.name() + " of " + labels.get(policy);
        }

        @Override
        public String unit() {
            return column.unit().equals("fraction") ? "" : column.unit();
        }
    }
}
