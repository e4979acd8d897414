package dev.plateau.result;

import static dev.plateau.result.Column.Type.INTEGER;
import static dev.plateau.result.Column.Type.NUMBER;
import static dev.plateau.result.Column.Type.TEXT;

import java.util.List;

/**
 * A law that was fitted.
 *
 * @param name what it allows for
 * @param parameters how many
 * @param logLikelihood of all chains
 * @param chosen whether it is the chosen one
 */
public record FitLawRow(String name, int parameters, double logLikelihood, boolean chosen) {

    /** The table laws.csv. */
    public static final Table<FitLawRow> TABLE = new Table<>(
            "laws",
            "Laws that were fitted.",
            List.of(
                    new Column<>("law", TEXT, "", "What it allows for.", FitLawRow::name),
                    new Column<>("parameters", INTEGER, "", "How many.", r -> (long) r.parameters()),
                    new Column<>("log_likelihood", NUMBER, "", "Of all chains.", FitLawRow::logLikelihood),
                    new Column<>(
                            "criterion",
                            NUMBER,
                            "",
                            "Akaike's, 2 (parameters - log likelihood): the smallest is best.",
                            FitLawRow::criterion),
                    new Column<>("chosen", TEXT, "", "Whether it is the chosen one.", r -> r.chosen() ? "yes" : "no")));

    /** Akaike's criterion: the smallest is best. */
    public double criterion() {
        return 2 * (parameters - logLikelihood);
    }
}
