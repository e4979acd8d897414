package dev.plateau.select;

import dev.plateau.random.Keys;

/**
 * Counts the attempts of one task as they come and names the chosen answer at any time (MODEL section 6). Allocation-free
 * once large enough. Used by one thread at a time.
 */
public final class Ballot {
    private double[] weight = new double[0];
    private int[] seen = new int[0];
    private Selection selection = Selection.MAJORITY;
    private int distinct;
    private int size;
    private int right;
    private double bestScore;
    private long bestTie;
    private int bestAnswer;

    /**
     * Empties the ballot.
     *
     * @param selection rule of the vote
     * @param answers number of different answers; they are numbered from 0, the right one
     */
    public void clear(Selection selection, int answers) {
        if (weight.length < answers) {
            weight = new double[answers];
            seen = new int[answers];
        } else {
            for (int i = 0; i < distinct; i++) {
                weight[seen[i]] = 0;
            }
        }
        this.selection = selection;
        distinct = 0;
        size = 0;
        right = 0;
        bestScore = Double.NEGATIVE_INFINITY;
    }

    /**
     * Adds an attempt.
     *
     * @param answer its answer
     * @param score its verifier score, at least 0; ignored by rules that need none
     * @param tie its tie breaker: among equal best scores the largest wins
     */
    public void add(int answer, double score, long tie) {
        size++;
        right += answer == 0 ? 1 : 0;
        switch (selection) {
            case ORACLE -> {}
            case MAJORITY -> weigh(answer, 1);
            case WEIGHTED_MAJORITY -> weigh(answer, score);
            case BEST_OF_N -> {
                if (score > bestScore || (score == bestScore && tie > bestTie)) {
                    bestScore = score;
                    bestTie = tie;
                    bestAnswer = answer;
                }
            }
        }
    }

    private void weigh(int answer, double score) {
        // A vote of weight 0 still makes the answer known; the smallest number marks it as seen.
        if (weight[answer] == 0) {
            weight[answer] = Double.MIN_VALUE;
            seen[distinct++] = answer;
        }
        weight[answer] += score;
    }

    /**
     * Whether the chosen answer is right; false if there is none.
     *
     * @param tie draws between answers of equal weight: each is equally likely to be preferred
     */
    public boolean rightChosen(long tie) {
        return switch (selection) {
            case ORACLE -> right > 0;
            case MAJORITY, WEIGHTED_MAJORITY -> distinct > 0 && heaviest(tie) == 0;
            case BEST_OF_N -> size > 0 && bestAnswer == 0;
        };
    }

    private int heaviest(long tie) {
        int best = seen[0];
        for (int i = 1; i < distinct; i++) {
            int answer = seen[i];
            if (weight[answer] > weight[best]
                    || (weight[answer] == weight[best] && Keys.child(tie, answer) > Keys.child(tie, best))) {
                best = answer;
            }
        }
        return best;
    }

    /** Attempts added. */
    public int size() {
        return size;
    }

    /** Right ones among them. */
    public int right() {
        return right;
    }
}
