package dev.plateau.result;

import static dev.plateau.result.Column.Type.INTEGER;
import static dev.plateau.result.Column.Type.NUMBER;
import static dev.plateau.result.Column.Type.TEXT;

import java.util.ArrayList;
import java.util.List;

/**
 * A pilot that could be run, tried many times in a simulated world.
 *
 * @param procedure parallel or sequential
 * @param problems in the pilot
 * @param samples per problem; sequential: rounds at most, stopped when right
 * @param spending on one of them
 * @param pilots simulated
 * @param truth the saturation budget of the world
 * @param median of the estimates
 * @param within share of the pilots whose estimate is off by at most the factor asked for
 * @param holds share of the pilots whose own interval, of the level asked for, holds the truth
 * @param reach median of the factor by which their intervals reach up and down
 * @param widening factor by which half of these intervals must be widened, at both ends, to hold it as often as they should; at
 *     least 1
 * @param widenedHolds share of the other half that, so widened, holds it
 * @param enough whether it places the saturation budget as asked
 */
public record DesignRow(
        String procedure,
        int problems,
        int samples,
        Spending spending,
        int pilots,
        long truth,
        double median,
        double within,
        double holds,
        double reach,
        double widening,
        double widenedHolds,
        boolean enough) {

    /** Median of the factor by which widened intervals reach up and down. */
    public double widenedReach() {
        return reach * widening;
    }

    /** The table design.csv. */
    public static final Table<DesignRow> TABLE =
            new Table<>("design", "Pilots that were tried in the simulated world, by cost.", columns());

    private static List<Column<DesignRow>> columns() {
        List<Column<DesignRow>> columns = new ArrayList<>(List.of(
                new Column<>("procedure", TEXT, "", "Parallel samples or sequential rounds.", DesignRow::procedure),
                new Column<>("problems", INTEGER, "", "Problems in the pilot.", r -> (long) r.problems()),
                new Column<>(
                        "samples",
                        INTEGER,
                        "rollouts",
                        "Samples per problem; sequential: rounds at most, stopped when right.",
                        r -> (long) r.samples()),
                new Column<>("pilots", INTEGER, "", "Simulated pilots.", r -> (long) r.pilots()),
                new Column<>(
                        "saturation_budget",
                        INTEGER,
                        "rollouts",
                        "Where the simulated world saturates.",
                        DesignRow::truth),
                new Column<>("median_estimate", NUMBER, "rollouts", "Of the pilots.", DesignRow::median),
                new Column<>(
                        "within",
                        NUMBER,
                        "fraction",
                        "Share of the pilots whose estimate is off by at most the factor asked for.",
                        DesignRow::within),
                new Column<>(
                        "holds",
                        NUMBER,
                        "fraction",
                        "Share of the pilots whose own interval, of the level asked for, holds it.",
                        DesignRow::holds),
                new Column<>(
                        "reach",
                        NUMBER,
                        "",
                        "Median of the factor by which the pilots' own intervals reach up and down.",
                        DesignRow::reach),
                new Column<>(
                        "widening",
                        NUMBER,
                        "",
                        "Factor by which half of these intervals must be widened, at both ends, to hold it as often as they should.",
                        DesignRow::widening),
                new Column<>(
                        "widened_holds",
                        NUMBER,
                        "fraction",
                        "Share of the other half that, so widened, holds it.",
                        DesignRow::widenedHolds),
                new Column<>(
                        "widened_reach",
                        NUMBER,
                        "",
                        "Median of the factor by which widened intervals reach up and down.",
                        DesignRow::widenedReach),
                new Column<>(
                        "enough",
                        TEXT,
                        "",
                        "Whether it places the saturation budget as asked.",
                        r -> r.enough() ? "yes" : "no")));
        columns.addAll(Spending.columns("", "by one", DesignRow::spending));
        return columns;
    }
}
