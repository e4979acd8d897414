package dev.plateau.result;

import static dev.plateau.result.Column.Type.INTEGER;
import static dev.plateau.result.Column.Type.NUMBER;

import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A stage of a pilot that grows: n samples of every problem so far in parallel, and chains of n rounds.
 *
 * @param samples n
 * @param parallel of the samples; stopped if few enough problems have exactly one right sample
 * @param sequential of the rounds, each chain stopped when right; refining stopped if the later half solves few enough
 * @param rounds that chains may have for the tokens of the samples, as far as simulated
 * @param sameTokens share of the problems that so many rounds solve
 */
public record StageRow(int samples, Procedure parallel, Procedure sequential, int rounds, double sameTokens) {

    /**
     * What one of the two procedures brings and costs.
     *
     * @param solved expected share of the problems that are solved by now
     * @param gain of the n-th sample, or per round of the later half, with the middle 95 % of what pilots of this size measure
     * @param spending so far
     * @param solvedPerMillion problems that this stage newly solves per million tokens
     * @param dollarsPerSolved rent of this stage per problem that it newly solves; NaN without a fleet
     * @param allowed stop if so many problems are seen at most; -1: too early
     * @param stopped share of the pilots that have stopped by then
     */
    public record Procedure(
            double solved,
            Interval gain,
            Spending spending,
            double solvedPerMillion,
            double dollarsPerSolved,
            int allowed,
            double stopped) {}

    /** The table stages.csv. */
    public static final Table<StageRow> TABLE = new Table<>(
            "stages", "A pilot that doubles: what it measures, what that costs, and when to stop.", columns());

    private static List<Column<StageRow>> columns() {
        List<Column<StageRow>> columns = new ArrayList<>();
        columns.add(new Column<>("samples", INTEGER, "rollouts", "Per problem so far.", r -> (long) r.samples()));
        columns.add(number(
                "coverage",
                "fraction",
                "Expected of parallel samples.",
                r -> r.parallel().solved()));
        columns.add(number(
                "sequential",
                "fraction",
                "Expected of rounds, stopped when right.",
                r -> r.sequential().solved()));
        gain("gain", "Of the last parallel sample.", StageRow::parallel, columns);
        gain("sequential_gain", "Per round, of the later half of them.", StageRow::sequential, columns);
        columns.add(stop("stop_if_solved_once", "have exactly one right sample", StageRow::parallel));
        columns.add(stop("stop_if_newly_solved", "are solved by the later half of the rounds", StageRow::sequential));
        columns.add(number(
                "stopped",
                "fraction",
                "Pilots that have stopped sampling by then.",
                r -> r.parallel().stopped()));
        columns.add(number(
                "sequential_stopped",
                "fraction",
                "Pilots that have stopped refining by then.",
                r -> r.sequential().stopped()));
        cost("", "by the samples so far", StageRow::parallel, columns);
        cost("sequential_", "by the rounds so far", StageRow::sequential, columns);
        columns.add(new Column<>(
                "rounds_for_same_tokens",
                INTEGER,
                "rollouts",
                "Rounds at most that take as many tokens as the samples; not above those that were simulated.",
                r -> (long) r.rounds()));
        columns.add(number(
                "sequential_for_same_tokens",
                "fraction",
                "Expected of so many rounds, to be compared with coverage.",
                StageRow::sameTokens));
        return columns;
    }

    private static void gain(
            String name, String meaning, Function<StageRow, Procedure> of, List<Column<StageRow>> columns) {
        String unit = "fraction per rollout";
        columns.add(number(name, unit, meaning, r -> of.apply(r).gain().value()));
        columns.add(number(
                name + "_low",
                unit,
                "What pilots measure: lower end of the middle 95 %.",
                r -> of.apply(r).gain().low()));
        columns.add(number(
                name + "_high", unit, "Upper end.", r -> of.apply(r).gain().high()));
    }

    private static Column<StageRow> stop(String name, String seen, Function<StageRow, Procedure> of) {
        return new Column<>(
                name, INTEGER, "problems", "Stop if at most so many problems " + seen + "; -1: too early.", r ->
                        (long) of.apply(r).allowed());
    }

    private static void cost(
            String prefix, String what, Function<StageRow, Procedure> of, List<Column<StageRow>> columns) {
        columns.addAll(Spending.columns(prefix, what, r -> of.apply(r).spending()));
        columns.add(number(
                prefix + "solved_per_million_tokens",
                "problems",
                "Newly solved by this stage, per million tokens that it adds.",
                r -> of.apply(r).solvedPerMillion()));
        columns.add(number(
                prefix + "cost_per_solved",
                "USD",
                "Rent that this stage adds, per problem that it newly solves; empty without a fleet.",
                r -> of.apply(r).dollarsPerSolved()));
    }

    private static Column<StageRow> number(String name, String unit, String meaning, Function<StageRow, Object> value) {
        return new Column<>(name, NUMBER, unit, meaning, value);
    }
}
