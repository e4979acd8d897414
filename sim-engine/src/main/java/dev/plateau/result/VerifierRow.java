package dev.plateau.result;

import static dev.plateau.result.Column.Type.INTEGER;
import static dev.plateau.result.Column.Type.NUMBER;
import static dev.plateau.result.Column.Type.TEXT;

import java.util.List;

/**
 * How good the verifier of a world is, derived from simulated attempts.
 *
 * @param scenario world
 * @param auc chance that a right finished attempt scores above a wrong one (ties half)
 * @param calibrationError mean over finished attempts of |score bin's mean - share right in it|, ten equal bins
 * @param attempts finished attempts looked at
 * @param acceptsRight share of the right ones among them that score at least 0.5; NaN if there are none
 * @param acceptsWrong share of the wrong ones that do
 */
public record VerifierRow(
        String scenario, double auc, double calibrationError, long attempts, double acceptsRight, double acceptsWrong) {

    /** The table verifier.csv. */
    public static final Table<VerifierRow> TABLE = new Table<>(
            "verifier",
            "Derived quality of the verifier.",
            List.of(
                    new Column<>("scenario", TEXT, "", "The simulated world.", VerifierRow::scenario),
                    new Column<>(
                            "auc",
                            NUMBER,
                            "fraction",
                            "Chance that a right finished attempt scores above a wrong one.",
                            VerifierRow::auc),
                    new Column<>(
                            "calibration_error",
                            NUMBER,
                            "fraction",
                            "Expected calibration error of the scores of finished attempts, ten equal bins.",
                            VerifierRow::calibrationError),
                    new Column<>(
                            "attempts", INTEGER, "attempts", "Finished attempts looked at.", VerifierRow::attempts),
                    new Column<>(
                            "accepts_right",
                            NUMBER,
                            "fraction",
                            "True positive rate: share of right finished attempts with a score of at least 0.5.",
                            VerifierRow::acceptsRight),
                    new Column<>(
                            "accepts_wrong",
                            NUMBER,
                            "fraction",
                            "False positive rate: share of wrong finished attempts with a score of at least 0.5.",
                            VerifierRow::acceptsWrong)));
}
