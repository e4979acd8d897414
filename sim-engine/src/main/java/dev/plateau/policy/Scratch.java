package dev.plateau.policy;

/**
 * Room for the intermediate numbers of a rule. A rule keeps the array that it is given and asks for it again in every call, so
 * that it allocates nothing once it has met its largest frontier. What is in the array is left over.
 */
final class Scratch {

    private Scratch() {}

    /** The array kept so far, or a new one if it has not room for k. */
    static double[] room(int k, double[] kept) {
        return kept.length < k ? new double[2 * k] : kept;
    }

    /** The array kept so far, or a new one if it has not room for k. */
    static int[] room(int k, int[] kept) {
        return kept.length < k ? new int[2 * k] : kept;
    }
}
