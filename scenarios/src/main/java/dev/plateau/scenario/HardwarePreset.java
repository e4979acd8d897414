package dev.plateau.scenario;

import dev.plateau.fleet.Accelerator;

/**
 * An accelerator that can be rented.
 *
 * @param accelerator its numbers; the price is the middle of the range
 * @param fullName as its makers call it
 * @param lowPrice dollars per hour
 * @param highPrice dollars per hour
 * @param priceSource where the prices are from, with dates
 * @param source of the other numbers
 * @param constantsOf name of the accelerator whose constants are taken; empty if it has its own
 * @param note on what is uncertain
 */
public record HardwarePreset(
        Accelerator accelerator,
        String fullName,
        double lowPrice,
        double highPrice,
        String priceSource,
        String source,
        String constantsOf,
        String note) {

    /** Short name. */
    public String name() {
        return accelerator.name();
    }
}
