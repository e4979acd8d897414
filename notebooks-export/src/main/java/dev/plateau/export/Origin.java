package dev.plateau.export;

import java.util.List;

/**
 * Where a report comes from, so that its reader can judge it and make it again.
 *
 * @param version of Plateau
 * @param command line that makes it again
 * @param seed of everything random
 * @param precision half-width of accuracies that was asked for, as a fraction; NaN if none was
 * @param scenario text of the file that was run
 * @param hash SHA-256 of that text
 * @param fitted what a calibration says of its fit to data, line by line; empty if the scenario was not made by one
 */
public record Origin(
        String version,
        String command,
        long seed,
        double precision,
        String scenario,
        String hash,
        List<String> fitted) {
    /** Copies the list. */
    public Origin {
        fitted = List.copyOf(fitted);
    }
}
