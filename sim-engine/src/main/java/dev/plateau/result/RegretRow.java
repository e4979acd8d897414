package dev.plateau.result;

import static dev.plateau.result.Column.Type.INTEGER;
import static dev.plateau.result.Column.Type.TEXT;

import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * Accuracy that a policy loses against the oracle on the same tasks, and what of it is lost to what. The oracle has a perfect
 * verifier and is the same for all policies of a budget. The three parts sum to the regret.
 *
 * <p>What the verifier's noise and the blindness to directions cost together is the gain from taking both away. It is split
 * between the two as the Shapley value of a game of two players (Shapley 1953, A value for n-person games): each is the mean
 * of what it gains when it is taken away first and of what it gains when the other is gone already. One order alone would
 * misjudge them, since they replace each other in part: with true scores there is little left for directions to tell. The rule
 * is what the oracle still gains then. A part is negative where taking its imperfection away does harm.
 *
 * @param scenario world
 * @param policy label
 * @param budget in the unit of the scenario
 * @param told whether the policy itself is told the truth, so that it bounds others and no system can run it
 * @param regret accuracy of the oracle minus that of the policy
 * @param verifier part lost to the errors of the verifier, in the search and in the vote
 * @param directions part lost by not knowing the true directions
 * @param rule part lost by the rule: what the oracle still gains on it with a perfect verifier and the true directions
 */
public record RegretRow(
        String scenario,
        String policy,
        long budget,
        boolean told,
        Interval regret,
        Interval verifier,
        Interval directions,
        Interval rule) {

    /** The table regret.csv. */
    public static final Table<RegretRow> TABLE = new Table<>(
            "regret",
            "Accuracy lost against the oracle, and to what. What the verifier's noise and not knowing the directions"
                    + " cost together is split by Shapley value: each part is the mean over both orders of taking"
                    + " the two away. The rest is the rule's.",
            columns());

    private static List<Column<RegretRow>> columns() {
        List<Column<RegretRow>> columns = new ArrayList<>(List.of(
                new Column<>("scenario", TEXT, "", "The simulated world.", RegretRow::scenario),
                new Column<>("policy", TEXT, "", "Label of the policy.", RegretRow::policy),
                new Column<>("budget", INTEGER, "", "Budget per task, in the unit of the scenario.", RegretRow::budget),
                new Column<>(
                        "told",
                        TEXT,
                        "",
                        "Whether the policy is told the truth, a bound that no system can run: yes or no.",
                        row -> row.told() ? "yes" : "no")));
        Column.interval(
                columns, "regret", "fraction", "Accuracy of the oracle minus that of the policy.", RegretRow::regret);
        Column.interval(
                columns,
                "verifier",
                "fraction",
                "Part lost to the errors of the verifier, mean over both orders with the next part.",
                RegretRow::verifier);
        Column.interval(
                columns,
                "directions",
                "fraction",
                "Part lost by not knowing the true directions, likewise.",
                RegretRow::directions);
        Column.interval(columns, "rule", "fraction", "Part lost by the rule itself: the rest.", RegretRow::rule);
        return columns;
    }
}
