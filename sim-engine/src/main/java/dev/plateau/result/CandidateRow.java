package dev.plateau.result;

import static dev.plateau.result.Column.Type.INTEGER;
import static dev.plateau.result.Column.Type.NUMBER;
import static dev.plateau.result.Column.Type.TEXT;

import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An alternative among which the best is sought.
 *
 * @param policy label
 * @param settings decisions that differ from the scenario, in words; empty if there are none
 * @param budget per task
 * @param verdict what became of it
 * @param value what is maximised
 * @param behind by how much the chosen one is better, paired, so that this and those of all others hold at once; empty of the
 *     chosen one
 * @param accuracy share of right answers
 * @param rollouts spent per task
 * @param tokens written per task
 * @param flops spent per task
 * @param tasks that it met
 * @param droppedAfter tasks after which it was dropped; 0 if it was not
 * @param droppedBy name of the alternative that did it; empty if none
 */
public record CandidateRow(
        String policy,
        String settings,
        int budget,
        Verdict verdict,
        Interval value,
        Optional<Interval> behind,
        Interval accuracy,
        double rollouts,
        double tokens,
        double flops,
        long tasks,
        long droppedAfter,
        String droppedBy) {

    /** What became of an alternative. */
    public enum Verdict {
        /** The one that is chosen. */
        CHOSEN("chosen"),
        /** Not shown to be worse than the chosen one by more than the indifference. */
        CLOSE("close"),
        /** Worse than the chosen one by more than that. */
        WORSE("worse");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        /** In tables. */
        public String word() {
            return word;
        }
    }

    /** How it is called. */
    public String name() {
        return name(policy, settings, budget);
    }

    /** How an alternative is called. */
    public static String name(String policy, String settings, int budget) {
        return policy + (settings.isEmpty() ? "" : " (" + settings + ")") + " at " + budget;
    }

    /** The table alternatives.csv. */
    public static final Table<CandidateRow> TABLE = new Table<>(
            "alternatives", "All alternatives, the chosen one first, then those that stayed longest.", columns());

    private static List<Column<CandidateRow>> columns() {
        List<Column<CandidateRow>> columns = new ArrayList<>(List.of(
                new Column<>("policy", TEXT, "", "Label of the policy.", CandidateRow::policy),
                new Column<>("settings", TEXT, "", "Decisions that differ from the scenario.", CandidateRow::settings),
                new Column<>("budget", INTEGER, "rollouts", "Budget per task.", r -> (long) r.budget()),
                new Column<>(
                        "verdict",
                        TEXT,
                        "",
                        "chosen; close: not shown to be worse than the chosen one by more than asked; or worse.",
                        r -> r.verdict().word())));
        Column.interval(columns, "value", "fraction", "What is maximised.", CandidateRow::value);
        Column.interval(
                columns,
                "behind",
                "fraction",
                "By how much the chosen one is better, paired over the tasks that both met; all intervals of the column hold at"
                        + " once at the confidence asked for.",
                r -> r.behind().orElse(new Interval(Double.NaN, Double.NaN, Double.NaN)));
        Column.interval(columns, "accuracy", "fraction", "Share of right answers.", CandidateRow::accuracy);
        columns.add(new Column<>(
                "rollouts_per_task", NUMBER, "rollouts", "Attempts made to an end per task.", CandidateRow::rollouts));
        columns.add(
                new Column<>("tokens_per_task", NUMBER, "tokens", "Tokens written per task.", CandidateRow::tokens));
        columns.add(new Column<>(
                "flops_per_task", NUMBER, "FLOP", "Floating-point operations per task.", CandidateRow::flops));
        columns.add(new Column<>("tasks", INTEGER, "tasks", "Tasks that it met.", CandidateRow::tasks));
        columns.add(new Column<>(
                "dropped_after",
                INTEGER,
                "tasks",
                "Tasks after which it was dropped; 0 if it never was.",
                CandidateRow::droppedAfter));
        columns.add(new Column<>(
                "dropped_by", TEXT, "", "The alternative that it had fallen behind.", CandidateRow::droppedBy));
        return columns;
    }
}
