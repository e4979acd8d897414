package dev.plateau.result;

import static dev.plateau.result.Column.Type.INTEGER;
import static dev.plateau.result.Column.Type.NUMBER;

import dev.plateau.stats.Interval;
import java.util.List;

/**
 * A round of sequential refinement.
 *
 * @param round number, the first attempt being 1
 * @param chains that had no right round before it, and made it
 * @param hazard share of them that it solves, with its interval
 * @param fittedHazard the same by the law
 * @param solved share of problems solved by then: observed, by the product of the hazards, with its interval (Greenwood, then Wilson)
 * @param fittedSolved the same by the law, with its interval
 * @param accuracy of the round alone, NaN if chains were stopped when right
 * @param fittedAccuracy the same by the law, NaN likewise
 * @param twoState the same by one chance to correct and one to spoil, NaN likewise
 */
public record FitRoundRow(
        int round,
        long chains,
        Interval hazard,
        double fittedHazard,
        Interval solved,
        Interval fittedSolved,
        double accuracy,
        double fittedAccuracy,
        double twoState) {

    /** The table rounds.csv. */
    public static final Table<FitRoundRow> TABLE = new Table<>(
            "rounds",
            "Sequential refinement round by round: observed and fitted.",
            List.of(
                    new Column<>("round", INTEGER, "", "The first attempt is 1.", r -> (long) r.round()),
                    new Column<>(
                            "chains",
                            INTEGER,
                            "",
                            "Chains that made this round and had no right one before.",
                            FitRoundRow::chains),
                    fraction(
                            "hazard",
                            "Share of them that it solves.",
                            r -> r.hazard().value()),
                    fraction(
                            "hazard_low",
                            "Lower end of its 95 % interval.",
                            r -> r.hazard().low()),
                    fraction("hazard_high", "Upper end of it.", r -> r.hazard().high()),
                    fraction("fitted_hazard", "The same by the law.", FitRoundRow::fittedHazard),
                    fraction(
                            "solved",
                            "Share of problems solved by then.",
                            r -> r.solved().value()),
                    fraction(
                            "solved_low",
                            "Lower end of its 95 % interval.",
                            r -> r.solved().low()),
                    fraction("solved_high", "Upper end of it.", r -> r.solved().high()),
                    fraction(
                            "fitted_solved",
                            "The same by the law.",
                            r -> r.fittedSolved().value()),
                    fraction(
                            "fitted_low",
                            "Lower end of its 95 % interval.",
                            r -> r.fittedSolved().low()),
                    fraction(
                            "fitted_high",
                            "Upper end of it.",
                            r -> r.fittedSolved().high()),
                    fraction(
                            "residual",
                            "Observed less fitted.",
                            r -> r.solved().value() - r.fittedSolved().value()),
                    fraction(
                            "accuracy",
                            "Share of chains that are right in this round; empty if chains were stopped when right.",
                            FitRoundRow::accuracy),
                    fraction("fitted_accuracy", "The same by the law.", FitRoundRow::fittedAccuracy),
                    fraction(
                            "two_state",
                            "The same by one chance to correct and one to spoil.",
                            FitRoundRow::twoState)));

    private static Column<FitRoundRow> fraction(
            String name, String meaning, java.util.function.Function<FitRoundRow, Object> value) {
        return new Column<>(name, NUMBER, "fraction", meaning, value);
    }
}
