package dev.plateau.result;

import static dev.plateau.result.Column.Type.INTEGER;
import static dev.plateau.result.Column.Type.NUMBER;
import static dev.plateau.result.Column.Type.TEXT;

import dev.plateau.stats.Interval;
import java.util.List;

/**
 * What each added rollout between two neighbouring budgets brings.
 *
 * @param scenario world
 * @param policy label
 * @param budget smaller budget
 * @param nextBudget larger budget
 * @param gain accuracy gained per added rollout between them
 */
public record GainRow(String scenario, String policy, int budget, int nextBudget, Interval gain) {

    /** The table gain.csv. */
    public static final Table<GainRow> TABLE = new Table<>(
            "gain",
            "What each added rollout brings.",
            List.of(
                    new Column<>("scenario", TEXT, "", "The simulated world.", GainRow::scenario),
                    new Column<>("policy", TEXT, "", "Label of the policy.", GainRow::policy),
                    new Column<>("budget", INTEGER, "rollouts", "Budget before.", r -> (long) r.budget()),
                    new Column<>("next_budget", INTEGER, "rollouts", "Budget after.", r -> (long) r.nextBudget()),
                    new Column<>(
                            "gain",
                            NUMBER,
                            "fraction per rollout",
                            "Accuracy gained per added unit of the nominal budget, spent or not.",
                            r -> r.gain().value()),
                    new Column<>(
                            "gain_low",
                            NUMBER,
                            "fraction per rollout",
                            "Lower end of its 95 % interval.",
                            r -> r.gain().low()),
                    new Column<>(
                            "gain_high",
                            NUMBER,
                            "fraction per rollout",
                            "Upper end of its 95 % interval.",
                            r -> r.gain().high())));
}
