package dev.plateau.run;

import dev.plateau.model.Mistakes;
import dev.plateau.model.TaskTree;
import dev.plateau.select.Ballot;
import dev.plateau.select.Selection;
import java.util.Arrays;

/**
 * Finished attempts, with the chance v that each is right given all that came before its finish. What finishes draw is
 * independent from attempt to attempt and changes nothing before it, so means over it need no further attempts:
 *
 * <ul>
 *   <li>the share of right attempts is the mean of v, exactly, and coverage 1 - prod(1 - v);
 *   <li>the vote is right with chance v if there is one attempt, and with that of coverage under {@link Selection.Rule#ORACLE};
 *   <li>other votes have no cheap mean, because they depend on which attempts are right together: the vote is held {@value
 *       #REDRAWS} times. In vote r an attempt is right if U + r/{@value #REDRAWS} mod 1 is below v, with one uniform U of its own:
 *       each vote is as likely as any, and every attempt is right in as many votes as v says but for rounding.
 * </ul>
 *
 * <p>Allocation-free once large enough. Used by one thread at a time.
 */
final class Finishes {
    private static final int REDRAWS = 4;

    private final TaskTree tree;
    private final Ballot ballot = new Ballot();
    private final Mean mean = new Mean();
    private Selection selection = Selection.MAJORITY;
    private int size;
    private double[] chance = new double[0];
    private double[] lot = new double[0];
    private double[] scoreRight = new double[0];
    private double[] scoreWrong = new double[0];
    private int[] wrongAnswer = new int[0];
    private int[] seen = new int[0];
    private long[] tie = new long[0];

    /** Means over the finishes. */
    static final class Mean {
        double accuracy;
        double coverage;
        double passRate;

        void clear() {
            accuracy = 0;
            coverage = 0;
            passRate = 0;
        }

        void add(Mean other, double weight) {
            accuracy += weight * other.accuracy;
            coverage += weight * other.coverage;
            passRate += weight * other.passRate;
        }
    }

    Finishes(TaskTree tree) {
        this.tree = tree;
    }

    void clear(Selection vote) {
        selection = vote;
        size = 0;
    }

    int size() {
        return size;
    }

    /** Adds an attempt whose finish is averaged over. */
    void add(
            long key,
            int direction,
            int seenDirection,
            int depth,
            Mistakes.State state,
            double sum,
            double pathError,
            double length,
            int attempt) {
        boolean scored = selection.readsScores();
        place(key, direction, seenDirection, tree.finishChance(depth, state, sum, attempt));
        scoreRight[size] = scored ? tree.finishedScore(key, direction, depth, sum, pathError, length, true) : 0;
        scoreWrong[size] = scored ? tree.finishedScore(key, direction, depth, sum, pathError, length, false) : 0;
        size++;
    }

    /** Adds an attempt that is known to be right or wrong. */
    void addKnown(long key, int direction, int seenDirection, double score, boolean correct) {
        place(key, direction, seenDirection, correct ? 1 : 0);
        scoreRight[size] = score;
        scoreWrong[size] = score;
        size++;
    }

    private void place(long key, int direction, int seenDirection, double v) {
        if (chance.length == size) {
            int room = 2 * size + 16;
            chance = Arrays.copyOf(chance, room);
            lot = Arrays.copyOf(lot, room);
            scoreRight = Arrays.copyOf(scoreRight, room);
            scoreWrong = Arrays.copyOf(scoreWrong, room);
            wrongAnswer = Arrays.copyOf(wrongAnswer, room);
            seen = Arrays.copyOf(seen, room);
            tie = Arrays.copyOf(tie, room);
        }
        boolean votes = selection.rule() != Selection.Rule.ORACLE;
        chance[size] = v;
        lot[size] = votes && v > 0 && v < 1 ? tree.finishLot(key) : 0;
        wrongAnswer[size] = votes && v < 1 ? tree.answer(key, direction, false) : 0;
        seen[size] = seenDirection;
        tie[size] = votes ? tree.tieBreaker(key) : 0;
    }

    /** Of all attempts. */
    Mean mean() {
        return mean(0, size);
    }

    /**
     * Of some of the attempts. The result is overwritten by the next call.
     *
     * @param from first of them
     * @param to beyond the last
     */
    Mean mean(int from, int to) {
        return mean(from, to, REDRAWS);
    }

    /** The same, but the vote, if it has no exact mean, is held once. */
    Mean draw(int from, int to) {
        return mean(from, to, 1);
    }

    private Mean mean(int from, int to, int redraws) {
        double failed = 1;
        double sum = 0;
        boolean open = false;
        for (int i = from; i < to; i++) {
            failed *= 1 - chance[i];
            sum += chance[i];
            open |= chance[i] > 0 && chance[i] < 1;
        }
        mean.coverage = 1 - failed;
        mean.passRate = from == to ? 0 : sum / (to - from);
        if (to - from == 1) {
            mean.accuracy = chance[from];
        } else if (selection.rule() == Selection.Rule.ORACLE || sum == 0) {
            mean.accuracy = mean.coverage;
        } else {
            int votes = open ? redraws : 1;
            int right = 0;
            for (int r = 0; r < votes; r++) {
                right += vote(from, to, (double) r / redraws) ? 1 : 0;
            }
            mean.accuracy = (double) right / votes;
        }
        return mean;
    }

    private boolean vote(int from, int to, double shift) {
        ballot.clear(selection, tree.answers());
        for (int i = from; i < to; i++) {
            double u = lot[i] + shift;
            boolean right = (u < 1 ? u : u - 1) < chance[i];
            ballot.add(right ? 0 : wrongAnswer[i], seen[i], right ? scoreRight[i] : scoreWrong[i], tie[i]);
        }
        return ballot.rightChosen(tree.tieBreaker(tree.root()));
    }
}
