package dev.plateau.result;

import static dev.plateau.result.Column.Type.INTEGER;
import static dev.plateau.result.Column.Type.NUMBER;

import dev.plateau.stats.Interval;
import java.util.List;

/**
 * Coverage at a budget, as observed, as fitted and by the baselines.
 *
 * @param budget attempts per problem
 * @param observed unbiased estimate from the samples, NaN beyond them; its interval is of the population of problems
 * @param fitted by the chosen family, for these problems
 * @param ttspm F_max (1 - (1 - p_x)^k), by least squares
 * @param betaBinomial by a Beta without anything else, for these problems
 * @param powerLaw exp(a k^b), by least squares of logarithms
 */
public record FitCurveRow(
        int budget, Interval observed, Interval fitted, double ttspm, double betaBinomial, double powerLaw) {

    /** The table curve.csv. */
    public static final Table<FitCurveRow> TABLE = new Table<>(
            "curve",
            "Coverage against budget: observed, fitted, and by three baselines.",
            List.of(
                    new Column<>("budget", INTEGER, "rollouts", "Attempts per problem.", r -> (long) r.budget()),
                    fraction(
                            "observed",
                            "Unbiased estimate from the samples; empty beyond them.",
                            r -> r.observed().value()),
                    fraction(
                            "observed_low",
                            "Lower end of its 95 % interval over other problems of the kind.",
                            r -> r.observed().low()),
                    fraction(
                            "observed_high",
                            "Upper end of it.",
                            r -> r.observed().high()),
                    fraction(
                            "fitted",
                            "By the chosen family, for these problems.",
                            r -> r.fitted().value()),
                    fraction(
                            "fitted_low",
                            "Lower end of its 95 % interval, for these problems.",
                            r -> r.fitted().low()),
                    fraction("fitted_high", "Upper end of it.", r -> r.fitted().high()),
                    fraction(
                            "residual",
                            "Observed less fitted.",
                            r -> r.observed().value() - r.fitted().value()),
                    fraction(
                            "ttspm",
                            "Baseline: one chance for all problems, F_max (1 - (1 - p_x)^k), by least squares.",
                            FitCurveRow::ttspm),
                    fraction(
                            "beta_binomial",
                            "Baseline: a Beta-distributed chance and nothing else, by likelihood.",
                            FitCurveRow::betaBinomial),
                    fraction(
                            "power_law",
                            "Baseline: exp(a k^b), by least squares of logarithms.",
                            FitCurveRow::powerLaw)));

    private static Column<FitCurveRow> fraction(
            String name, String meaning, java.util.function.Function<FitCurveRow, Object> value) {
        return new Column<>(name, NUMBER, "fraction", meaning, value);
    }
}
