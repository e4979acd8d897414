package dev.plateau.scenario;

import dev.plateau.calibrate.CountsCalibration;
import dev.plateau.model.Difficulty.Chance;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The text of a scenario from what a calibration found. The same fit gives the same text. */
public final class FittedScenario {
    /** How the first line of such a scenario begins. */
    public static final String MARK = "# Calibrated by plateau";

    private static final int LARGEST_BUDGET = 10_000;
    private static final int LINE = 100;

    private FittedScenario() {}

    /**
     * Of a fit to counts: tasks as difficult as the problems, independent attempts, and coverage as what is measured.
     *
     * @param fit what was found
     * @param title of the scenario
     * @param origin lines of comment that say how it was made; the first one follows {@link #MARK}
     * @param seed of the scenario
     */
    public static String of(CountsCalibration fit, String title, List<String> origin, long seed) {
        int largest = fit.predictions().stream()
                .mapToInt(row -> row.budget())
                .max()
                .orElse(10 * fit.mostSamples());
        double epsilon = fit.saturation().get(0).epsilon();
        StringBuilder text = new StringBuilder(MARK);
        for (int i = 0; i < origin.size(); i++) {
            text.append(i == 0 ? "" : "# ").append(line(origin.get(i))).append('\n');
        }
        text.append("title: ").append(quoted(title)).append('\n');
        text.append("seed: ").append(seed).append('\n');
        text.append("tasks:\n  difficulty:\n    mixture:\n");
        list(text, "p", fit.mixture(), Chance::p);
        list(text, "weight", fit.mixture(), Chance::weight);
        text.append("attempts:\n  shares: {direction: 0, steps: 0, finish: 1}\n  steps: 1\n");
        text.append("policies: [parallel]\nselect: oracle\n");
        text.append("budgets: {from: 1, to: ")
                .append(Math.max(2, Math.min(LARGEST_BUDGET, largest)))
                .append(", factor: 2}\nprecision: 0.01\n");
        text.append("thresholds: {efficient: ")
                .append(number(Math.min(1, 10 * epsilon)))
                .append(", saturated: ")
                .append(number(epsilon))
                .append("}\n");
        return text.toString();
    }

    private static void list(
            StringBuilder text, String key, List<Chance> chances, ToDoubleFunction<Chance> value) {
        String indent = " ".repeat(8);
        StringBuilder line = new StringBuilder(indent);
        text.append("      ").append(key).append(": [\n");
        for (int i = 0; i < chances.size(); i++) {
            String number = number(value.applyAsDouble(chances.get(i))) + (i < chances.size() - 1 ? "," : "]");
            if (line.length() + number.length() > LINE) {
                text.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(indent);
            }
            line.append(number).append(' ');
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    /** Six digits. */
    static String number(double value) {
        return new BigDecimal(value, new MathContext(6)).stripTrailingZeros().toString().toLowerCase(Locale.ROOT);
    }

    /** In one line without control characters. */
    static String line(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    /** A double-quoted YAML scalar. */
    static String quoted(String text) {
        return '"' + line(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
