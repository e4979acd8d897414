package dev.plateau.result;

import static dev.plateau.result.Column.Type.NUMBER;
import static dev.plateau.result.Column.Type.TEXT;

import dev.plateau.stats.Interval;
import java.util.List;

/**
 * Where spending more stops helping (MODEL section 11).
 *
 * @param scenario world
 * @param policy label
 * @param efficientUntil smallest budget from which the gain per added rollout stays below the efficient threshold; NaN
 *     if it never does within the simulated budgets
 * @param saturation the same for the saturation threshold, with its interval; ends NaN where not reached
 * @param fMax ceiling F_max of TTSPM fitted to the curve
 * @param px chance p_x of TTSPM fitted to the curve
 * @param closedFormBudget N* of TTSPM from the fit
 * @param ceiling accuracy at the largest budget
 */
public record SaturationRow(
        String scenario,
        String policy,
        double efficientUntil,
        Interval saturation,
        double fMax,
        double px,
        double closedFormBudget,
        double ceiling) {

    /** The table saturation.csv. */
    public static final Table<SaturationRow> TABLE = new Table<>(
            "saturation",
            "Where spending more stops helping.",
            List.of(
                    new Column<>("scenario", TEXT, "", "The simulated world.", SaturationRow::scenario),
                    new Column<>("policy", TEXT, "", "Label of the policy.", SaturationRow::policy),
                    new Column<>(
                            "efficient_until",
                            NUMBER,
                            "rollouts",
                            "Smallest budget from which the gain per added rollout stays below the upper threshold.",
                            SaturationRow::efficientUntil),
                    new Column<>(
                            "saturation_budget",
                            NUMBER,
                            "rollouts",
                            "Smallest budget from which the gain per added rollout stays below the lower threshold.",
                            r -> r.saturation().value()),
                    new Column<>(
                            "saturation_low",
                            NUMBER,
                            "rollouts",
                            "Lower end of its 95 % interval.",
                            r -> r.saturation().low()),
                    new Column<>(
                            "saturation_high",
                            NUMBER,
                            "rollouts",
                            "Upper end of its 95 % interval; empty if beyond the simulated budgets.",
                            r -> r.saturation().high()),
                    new Column<>(
                            "f_max",
                            NUMBER,
                            "fraction",
                            "Ceiling of the TTSPM curve fitted to it.",
                            SaturationRow::fMax),
                    new Column<>(
                            "p_x",
                            NUMBER,
                            "fraction",
                            "Chance per rollout of the TTSPM curve fitted to it.",
                            SaturationRow::px),
                    new Column<>(
                            "closed_form_budget",
                            NUMBER,
                            "rollouts",
                            "Saturation budget of the fitted TTSPM curve.",
                            SaturationRow::closedFormBudget),
                    new Column<>(
                            "ceiling",
                            NUMBER,
                            "fraction",
                            "Accuracy at the largest simulated budget.",
                            SaturationRow::ceiling)));
}
