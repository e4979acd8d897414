package dev.plateau.plan;

import java.util.EnumSet;
import java.util.Set;

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

    /** The same with this rent per hour at most, and no other limit to it. */
    Slo withRent(double perHour) {
        return new Slo(name, accuracy, seconds, Double.POSITIVE_INFINITY, perHour, kilowatts);
    }

    /** The same with another power. */
    Slo withPower(double other) {
        return new Slo(name, accuracy, seconds, dollarsPerTask, dollarsPerHour, other);
    }

    /** What limits it, beside the number of devices. */
    Set<Limit> limits() {
        Set<Limit> limits = EnumSet.noneOf(Limit.class);
        if (accuracy > 0) {
            limits.add(Limit.ACCURACY);
        }
        if (seconds < Double.POSITIVE_INFINITY) {
            limits.add(Limit.LATENCY);
        }
        if (dollarsPerHour < Double.POSITIVE_INFINITY || dollarsPerTask < Double.POSITIVE_INFINITY) {
            limits.add(Limit.COST);
        }
        if (kilowatts < Double.POSITIVE_INFINITY) {
            limits.add(Limit.POWER);
        }
        return limits;
    }

    /** The same without a limit; that on the devices is not a part of it. */
    Slo without(Limit limit) {
        return switch (limit) {
            case ACCURACY -> withAccuracy(0);
            case LATENCY -> withSeconds(Double.POSITIVE_INFINITY);
            case COST -> withRent(Double.POSITIVE_INFINITY);
            case POWER -> withPower(Double.POSITIVE_INFINITY);
            case DEVICES -> this;
        };
    }
}
