package dev.plateau.select;

import dev.plateau.random.Keys;
import java.util.Arrays;

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
    /** What the attempts were, kept for the best direction only. */
    private int[] answerOf = new int[0];

    private int[] directionOf = new int[0];
    private double[] scoreOf = new double[0];
    private double[] directionScore = new double[0];
    private int[] directionSize = new int[0];
    private int directions;

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
            clearWeights();
        }
        this.selection = selection;
        distinct = 0;
        directions = 0;
        size = 0;
        right = 0;
        bestScore = Double.NEGATIVE_INFINITY;
    }

    private void clearWeights() {
        for (int i = 0; i < distinct; i++) {
            weight[seen[i]] = 0;
        }
        distinct = 0;
    }

    /** Adds an attempt of the only direction. */
    public void add(int answer, double score, long tie) {
        add(answer, 0, score, tie);
    }

    /**
     * Adds an attempt.
     *
     * @param answer its answer
     * @param direction its direction as the embedder sees it, at least 0; ignored by rules that need none
     * @param score its verifier score, at least 0; ignored by rules that need none
     * @param tie its tie breaker: among equal best scores the largest wins
     */
    public void add(int answer, int direction, double score, long tie) {
        size++;
        right += answer == 0 ? 1 : 0;
        switch (selection.rule()) {
            case ORACLE -> {}
            case MAJORITY -> weigh(answer, 1);
            case WEIGHTED_MAJORITY -> weigh(answer, score);
            case BEST_OF_N -> best(answer, score, tie);
            case VERIFIER_GATED -> {
                best(answer, score, tie);
                if (score >= selection.gate()) {
                    weigh(answer, 1);
                }
            }
            case BEST_DIRECTION -> keep(answer, direction, score);
        }
    }

    private void best(int answer, double score, long tie) {
        if (score > bestScore || (score == bestScore && tie > bestTie)) {
            bestScore = score;
            bestTie = tie;
            bestAnswer = answer;
        }
    }

    private void keep(int answer, int direction, double score) {
        if (answerOf.length < size) {
            answerOf = Arrays.copyOf(answerOf, 2 * size);
            directionOf = Arrays.copyOf(directionOf, 2 * size);
            scoreOf = Arrays.copyOf(scoreOf, 2 * size);
        }
        if (directionScore.length <= direction) {
            directionScore = Arrays.copyOf(directionScore, 2 * direction + 8);
            directionSize = Arrays.copyOf(directionSize, 2 * direction + 8);
        }
        while (directions <= direction) {
            directionScore[directions] = 0;
            directionSize[directions++] = 0;
        }
        answerOf[size - 1] = answer;
        directionOf[size - 1] = direction;
        scoreOf[size - 1] = score;
        directionScore[direction] += score;
        directionSize[direction]++;
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
        return chosen(tie) == 0;
    }

    /**
     * The chosen answer; -1 if there is none.
     *
     * @param tie draws between answers of equal weight: each is equally likely to be preferred
     */
    public int chosen(long tie) {
        return switch (selection.rule()) {
            case ORACLE -> right > 0 ? 0 : -1;
            case MAJORITY, WEIGHTED_MAJORITY -> distinct > 0 ? heaviest(tie) : -1;
            case BEST_OF_N -> size > 0 ? bestAnswer : -1;
            case VERIFIER_GATED -> size == 0 ? -1 : distinct > 0 ? heaviest(tie) : bestAnswer;
            case BEST_DIRECTION -> size > 0 ? answerOfBestDirection(tie) : -1;
        };
    }

    private int answerOfBestDirection(long tie) {
        double mean = 0;
        for (int i = 0; i < size; i++) {
            mean += scoreOf[i] / size;
        }
        int best = -1;
        double bestMean = 0;
        for (int d = 0; d < directions; d++) {
            if (directionSize[d] == 0) {
                continue;
            }
            double shrunk = (directionScore[d] + mean) / (directionSize[d] + 1);
            // Directions draw on other children of the tie breaker than answers.
            if (best < 0
                    || shrunk > bestMean
                    || (shrunk == bestMean && Keys.child(tie, -1L - d) > Keys.child(tie, -1L - best))) {
                best = d;
                bestMean = shrunk;
            }
        }
        clearWeights();
        for (int i = 0; i < size; i++) {
            if (directionOf[i] == best) {
                weigh(answerOf[i], scoreOf[i]);
            }
        }
        return heaviest(tie);
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
