package dev.plateau.result;

import static dev.plateau.result.Column.Type.INTEGER;
import static dev.plateau.result.Column.Type.NUMBER;
import static dev.plateau.result.Column.Type.TEXT;

import dev.plateau.stats.Interval;
import java.util.List;

/**
 * A curve of a vote at a budget, as observed, as fitted, and as the written scenario has it.
 *
 * @param metric coverage, majority, weighted_majority or best_of_n
 * @param budget attempts per problem
 * @param observed mean over random subsets of the samples, NaN beyond them; its interval is of the population of problems
 * @param fitted for these problems: attempts drawn anew within the samples, and added to the samples beyond them
 * @param world the same in the world of the scenario, without regard to which problem had which samples
 */
public record FitVoteRow(String metric, int budget, Interval observed, Interval fitted, double world) {

    /** The table votes.csv. */
    public static final Table<FitVoteRow> TABLE = new Table<>(
            "votes",
            "Coverage and accuracy of votes against budget: observed, fitted, and in the written scenario.",
            List.of(
                    new Column<>(
                            "metric",
                            TEXT,
                            "",
                            "Share of problems with a right attempt (coverage), or whose vote is right.",
                            FitVoteRow::metric),
                    new Column<>("budget", INTEGER, "rollouts", "Attempts per problem.", r -> (long) r.budget()),
                    new Column<>(
                            "observed",
                            NUMBER,
                            "fraction",
                            "Mean over random subsets of the samples; empty beyond them.",
                            r -> r.observed().value()),
                    new Column<>(
                            "observed_low",
                            NUMBER,
                            "fraction",
                            "Lower end of its 95 % interval over other problems of the kind.",
                            r -> r.observed().low()),
                    new Column<>(
                            "observed_high",
                            NUMBER,
                            "fraction",
                            "Upper end of it.",
                            r -> r.observed().high()),
                    new Column<>(
                            "fitted",
                            NUMBER,
                            "fraction",
                            "For these problems: of new attempts within the samples, of the samples and further attempts"
                                    + " beyond them.",
                            r -> r.fitted().value()),
                    new Column<>(
                            "fitted_low",
                            NUMBER,
                            "fraction",
                            "Lower end of its 95 % interval, for these problems.",
                            r -> r.fitted().low()),
                    new Column<>(
                            "fitted_high",
                            NUMBER,
                            "fraction",
                            "Upper end of it.",
                            r -> r.fitted().high()),
                    new Column<>(
                            "residual",
                            NUMBER,
                            "fraction",
                            "Observed less fitted.",
                            r -> r.observed().value() - r.fitted().value()),
                    new Column<>(
                            "scenario", NUMBER, "fraction", "Simulated in the written scenario.", FitVoteRow::world),
                    new Column<>(
                            "misfit",
                            NUMBER,
                            "fraction",
                            "Scenario less fitted: what writing the fit as a scenario costs.",
                            r -> r.world() - r.fitted().value())));
}
