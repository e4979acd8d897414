package dev.plateau.result;

import static dev.plateau.result.Column.Type.NUMBER;

import java.util.List;
import java.util.function.Function;

/**
 * What something costs that was simulated.
 *
 * @param tokens written
 * @param flops of the model that writes
 * @param seconds from the first request to the last token; NaN without a fleet
 * @param dollars of rent in that time; NaN without a fleet
 */
public record Spending(double tokens, double flops, double seconds, double dollars) {

    /** The columns of a table that has it. */
    static <R> List<Column<R>> columns(String prefix, String what, Function<R, Spending> of) {
        return List.of(
                new Column<>(
                        prefix + "tokens",
                        NUMBER,
                        "tokens",
                        "Written " + what + ", on average.",
                        row -> of.apply(row).tokens()),
                new Column<>(
                        prefix + "flops",
                        NUMBER,
                        "FLOP",
                        "Likewise, of the model that writes.",
                        row -> of.apply(row).flops()),
                new Column<>(
                        prefix + "time",
                        NUMBER,
                        "s",
                        "Likewise, on the fleet, with all problems begun at once; empty without one.",
                        row -> of.apply(row).seconds()),
                new Column<>(
                        prefix + "cost",
                        NUMBER,
                        "USD",
                        "Rent of the fleet in that time; empty without one.",
                        row -> of.apply(row).dollars()));
    }
}
