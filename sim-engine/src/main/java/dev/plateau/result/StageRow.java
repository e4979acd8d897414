package dev.plateau.result;

import static dev.plateau.result.Column.Type.INTEGER;
import static dev.plateau.result.Column.Type.NUMBER;

import dev.plateau.stats.Interval;
import java.util.List;

/**
 * A stage of a pilot that grows: n samples of every problem so far in parallel, and n rounds of a chain.
 *
 * @param samples n
 * @param coverage expected of n parallel samples
 * @param sequential expected of n rounds, stopped when right
 * @param gain of one more parallel sample, with the middle 95 % of what pilots of this size measure
 * @param sequentialGain of one more round, likewise
 * @param tokens that both cost so far
 * @param solvedOnce stop sampling in parallel if at most so many problems have exactly one right sample; -1: too early
 * @param newlySolved stop refining if the last n/2 rounds solved at most so many further problems; -1: too early
 * @param stopped share of the pilots that have stopped sampling by then
 * @param sequentialStopped share of the pilots that have stopped refining by then
 */
public record StageRow(
        int samples,
        double coverage,
        double sequential,
        Interval gain,
        Interval sequentialGain,
        double tokens,
        int solvedOnce,
        int newlySolved,
        double stopped,
        double sequentialStopped) {

    /** The table stages.csv. */
    public static final Table<StageRow> TABLE = new Table<>(
            "stages",
            "A pilot that doubles: what it measures, and when to stop.",
            List.of(
                    new Column<>("samples", INTEGER, "rollouts", "Per problem so far.", r -> (long) r.samples()),
                    number("coverage", "fraction", "Expected of parallel samples.", StageRow::coverage),
                    number("sequential", "fraction", "Expected of rounds, stopped when right.", StageRow::sequential),
                    number(
                            "gain",
                            "fraction per rollout",
                            "Of one more parallel sample.",
                            r -> r.gain().value()),
                    number(
                            "gain_low",
                            "fraction per rollout",
                            "What pilots measure: lower end of the middle 95 %.",
                            r -> r.gain().low()),
                    number(
                            "gain_high",
                            "fraction per rollout",
                            "Upper end.",
                            r -> r.gain().high()),
                    number(
                            "sequential_gain",
                            "fraction per rollout",
                            "Of one more round.",
                            r -> r.sequentialGain().value()),
                    number(
                            "sequential_gain_low",
                            "fraction per rollout",
                            "Likewise.",
                            r -> r.sequentialGain().low()),
                    number(
                            "sequential_gain_high",
                            "fraction per rollout",
                            "Likewise.",
                            r -> r.sequentialGain().high()),
                    number("tokens", "tokens", "Written by both so far, on average.", StageRow::tokens),
                    new Column<>(
                            "stop_if_solved_once",
                            INTEGER,
                            "problems",
                            "Stop sampling if at most so many problems have exactly one right sample; -1: too early to stop.",
                            r -> (long) r.solvedOnce()),
                    new Column<>(
                            "stop_if_newly_solved",
                            INTEGER,
                            "problems",
                            "Stop refining if the later half of the rounds solved at most so many problems; -1: too early.",
                            r -> (long) r.newlySolved()),
                    number("stopped", "fraction", "Pilots that have stopped sampling by then.", StageRow::stopped),
                    number(
                            "sequential_stopped",
                            "fraction",
                            "Pilots that have stopped refining by then.",
                            StageRow::sequentialStopped)));

    private static Column<StageRow> number(
            String name, String unit, String meaning, java.util.function.Function<StageRow, Object> value) {
        return new Column<>(name, NUMBER, unit, meaning, value);
    }
}
