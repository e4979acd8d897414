package dev.plateau.result;

import static dev.plateau.result.Column.Type.INTEGER;
import static dev.plateau.result.Column.Type.NUMBER;
import static dev.plateau.result.Column.Type.TEXT;

import java.util.List;

/**
 * A family of distributions that was fitted.
 *
 * @param family its name
 * @param parameters how many it has; 0 if as many as the data ask for
 * @param logLikelihood of all counts, without penalty
 * @param heldOut log-likelihood of each tenth of the problems under the fit to the others, added up
 * @param behind by how much that is below the best
 * @param standardError of that difference, over problems
 * @param standing what follows
 * @param coverage predicted at the largest budget
 * @param budget the largest budget
 */
public record FitFamilyRow(
        String family,
        int parameters,
        double logLikelihood,
        double heldOut,
        double behind,
        double standardError,
        Standing standing,
        double coverage,
        int budget) {

    /** What the held-out likelihood says of a family. */
    public enum Standing {
        /** The first that is not clearly worse than the best. */
        CHOSEN("chosen"),
        /** Not clearly worse than the best. */
        AS_GOOD("fits as well"),
        /** Worse than the best by more than two standard errors. */
        WORSE("fits worse");

        private final String word;

        Standing(String word) {
            this.word = word;
        }

        /** As tables show it. */
        public String word() {
            return word;
        }
    }

    /** The table families.csv. */
    public static final Table<FitFamilyRow> TABLE = new Table<>(
            "families",
            "Families of distributions of difficulty, in the order in which they are preferred.",
            List.of(
                    new Column<>("family", TEXT, "", "Name.", FitFamilyRow::family),
                    new Column<>(
                            "parameters", INTEGER, "", "Number of parameters; 0: as many as the data ask for.", r ->
                                    (long) r.parameters()),
                    new Column<>(
                            "log_likelihood",
                            NUMBER,
                            "",
                            "Of all counts, without penalty.",
                            FitFamilyRow::logLikelihood),
                    new Column<>(
                            "held_out",
                            NUMBER,
                            "",
                            "Log-likelihood of each tenth of the problems under the fit to the others, added up.",
                            FitFamilyRow::heldOut),
                    new Column<>(
                            "behind",
                            NUMBER,
                            "",
                            "By how much that is below the best; 0: the best, which a choice without regard to chance would take.",
                            FitFamilyRow::behind),
                    new Column<>(
                            "standard_error",
                            NUMBER,
                            "",
                            "Of that difference, over problems.",
                            FitFamilyRow::standardError),
                    new Column<>(
                            "standing",
                            TEXT,
                            "",
                            "Chosen: the first that is not behind the best by more than two standard errors; fits as well:"
                                    + " nor is this one.",
                            r -> r.standing().word()),
                    new Column<>(
                            "budget", INTEGER, "rollouts", "The largest budget asked for.", r -> (long) r.budget()),
                    new Column<>(
                            "coverage",
                            NUMBER,
                            "fraction",
                            "What the family predicts there.",
                            FitFamilyRow::coverage)));
}
