package dev.plateau.result;

import static dev.plateau.result.Column.Type.NUMBER;
import static dev.plateau.result.Column.Type.TEXT;

import dev.plateau.stats.Interval;
import java.util.List;

/**
 * Ceiling, chance and saturation budget of a curve.
 *
 * @param curve which
 * @param method how they were found
 * @param fMax F_max; NaN if the method has none
 * @param px p_x; NaN if the method has none
 * @param epsilon gain per added rollout below which the curve counts as saturated
 * @param saturation N*, from which the gain of one more stays below epsilon
 */
public record FitTtspmRow(
        String curve, String method, Interval fMax, Interval px, double epsilon, Interval saturation) {

    /** The table saturation.csv. */
    public static final Table<FitTtspmRow> TABLE = new Table<>(
            "saturation",
            "TTSPM's ceiling F_max and chance p_x, and the budget N* from which one more rollout gains less than epsilon.",
            List.of(
                    new Column<>("curve", TEXT, "", "Which curve.", FitTtspmRow::curve),
                    new Column<>(
                            "method",
                            TEXT,
                            "",
                            "Least squares or likelihood of TTSPM, F_max (1 - (1 - p_x)^N); or the fitted curve itself.",
                            FitTtspmRow::method),
                    number("f_max", "fraction", "F_max.", r -> r.fMax().value()),
                    number(
                            "f_max_low",
                            "fraction",
                            "Lower end of its 95 % interval.",
                            r -> r.fMax().low()),
                    number("f_max_high", "fraction", "Upper end.", r -> r.fMax().high()),
                    number("p_x", "fraction per rollout", "p_x.", r -> r.px().value()),
                    number("p_x_low", "fraction per rollout", "Lower end of its 95 % interval.", r -> r.px().low()),
                    number("p_x_high", "fraction per rollout", "Upper end.", r -> r.px().high()),
                    number("epsilon", "fraction per rollout", "Gain that counts as nothing.", FitTtspmRow::epsilon),
                    number(
                            "saturation_budget",
                            "rollouts",
                            "N*.",
                            r -> r.saturation().value()),
                    number(
                            "saturation_low",
                            "rollouts",
                            "Lower end of its 95 % interval.",
                            r -> r.saturation().low()),
                    number(
                            "saturation_high",
                            "rollouts",
                            "Upper end.",
                            r -> r.saturation().high())));

    private static Column<FitTtspmRow> number(
            String name, String unit, String meaning, java.util.function.Function<FitTtspmRow, Object> value) {
        return new Column<>(name, NUMBER, unit, meaning, value);
    }
}
