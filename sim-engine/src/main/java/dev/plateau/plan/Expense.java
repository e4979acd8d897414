package dev.plateau.plan;

import java.util.Comparator;

/** Of what the best plan takes the least; in proportion to the replicas of an option. */
enum Expense {
    /** Rent per hour. */
    RENT,
    /** Power when all devices draw the most they can. */
    POWER,
    /** Number of devices. */
    DEVICES;

    double of(Plan plan) {
        return switch (this) {
            case RENT -> plan.dollarsPerHour();
            case POWER -> plan.kilowatts();
            case DEVICES -> plan.devices();
        };
    }

    /** Less of it first, then as plans are ordered otherwise. */
    Comparator<Plan> order() {
        return Comparator.comparingDouble(this::of).thenComparing(Comparator.naturalOrder());
    }
}
