package dev.plateau.calibrate;

/** Tells whether an estimate lies on a bound of the range in which it is sought. */
final class Bound {
    private static final double SHARE = 1e-3;

    private Bound() {}

    /** Whether a value is a thousandth of the range or less from one of its ends. */
    static boolean holds(double value, double low, double high) {
        return Math.min(value - low, high - value) <= SHARE * (high - low);
    }
}
