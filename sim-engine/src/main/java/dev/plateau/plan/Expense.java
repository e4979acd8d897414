package dev.plateau.plan;

import java.util.Comparator;
import java.util.function.ToDoubleFunction;

/** Of what the best plan takes the least; in proportion to the replicas of an option. */
enum Expense {
    /** Rent per hour. */
    RENT(Plan::dollarsPerHour),
    /** Power when all devices draw the most they can. */
    POWER(Plan::kilowatts),
    /** Number of devices. */
    DEVICES(Plan::devices);

    private final ToDoubleFunction<Plan> amount;

    Expense(ToDoubleFunction<Plan> amount) {
        this.amount = amount;
    }

    double of(Plan plan) {
        return amount.applyAsDouble(plan);
    }

    /** Less of it first, then as plans are ordered otherwise. */
    Comparator<Plan> order() {
        return Comparator.comparingDouble(amount).thenComparing(Comparator.naturalOrder());
    }
}
