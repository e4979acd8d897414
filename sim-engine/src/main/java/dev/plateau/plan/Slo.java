package dev.plateau.plan;

/**
 * What is promised, or may be spent at most. What is not limited is infinite, and an accuracy that is not asked for 0.
 *
 * @param name of the promise
 * @param accuracy share of right answers, at least, in [0,1]
 * @param seconds within which 95 % of the tasks are answered, above 0
 * @param dollarsPerTask rent of the fleet per task, above 0
 * @param dollarsPerHour rent of the fleet, above 0
 * @param kilowatts that the building draws when all devices draw the most they can, above 0
 */
public record Slo(
        String name, double accuracy, double seconds, double dollarsPerTask, double dollarsPerHour, double kilowatts) {

    /** Share of the tasks that must be answered in time. */
    public static final double ON_TIME = 0.95;

    /** The same with another accuracy. */
    Slo withAccuracy(double other) {
        return new Slo(name, other, seconds, dollarsPerTask, dollarsPerHour, kilowatts);
    }

    /** The same with another latency. */
    Slo withSeconds(double other) {
        return new Slo(name, accuracy, other, dollarsPerTask, dollarsPerHour, kilowatts);
    }

    /** The same with nothing to limit the money. */
    Slo withoutPrice() {
        return new Slo(name, accuracy, seconds, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, kilowatts);
    }

    /** The same with nothing to limit the power. */
    Slo withoutPower() {
        return new Slo(name, accuracy, seconds, dollarsPerTask, dollarsPerHour, Double.POSITIVE_INFINITY);
    }
}
