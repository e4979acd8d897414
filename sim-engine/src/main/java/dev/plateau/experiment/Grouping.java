package dev.plateau.experiment;

/**
 * How many pieces are sent together to one place. Together they should take about {@value #SECONDS} s, so that what it costs to
 * send and schedule them does not count; but while pieces run out they are shared out in ever smaller groups, so that no place
 * is left with a large one when all others have ended (guided self-scheduling, Polychronopoulos and Kuck 1987).
 */
public final class Grouping {
    /** What a group should take. */
    public static final double SECONDS = 1;
    /** Groups that each place should have still to come. */
    private static final int ROUNDS = 2;

    private static final int MOST = 10_000;
    /** Weight of the last group in what a piece takes. */
    private static final double NEWS = 0.2;

    private double secondsPerPiece;
    private boolean measured;

    /** A group of pieces took so long where it was simulated. */
    public void measured(int pieces, double seconds) {
        double each = seconds / pieces;
        secondsPerPiece = measured ? secondsPerPiece + NEWS * (each - secondsPerPiece) : each;
        measured = true;
    }

    /**
     * Pieces that go together now.
     *
     * @param waiting pieces that wait, as far as is known, at least 1
     * @param slots pieces that are simulated at one time
     */
    public int size(int waiting, int slots) {
        int fair = (int) Math.ceil((double) waiting / ((long) ROUNDS * slots));
        return Math.max(1, Math.min(fair, most()));
    }

    /** Pieces that should be known of at one time for groups of full size. */
    public int depth(int slots) {
        return (int) Math.min(Integer.MAX_VALUE, 2L * ROUNDS * slots * most());
    }

    /** One, until it is known what a piece takes. */
    private int most() {
        return measured ? (int) Math.max(1, Math.min(MOST, SECONDS / secondsPerPiece)) : 1;
    }
}
