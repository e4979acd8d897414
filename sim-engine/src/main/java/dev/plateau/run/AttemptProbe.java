package dev.plateau.run;

import dev.plateau.model.Mistakes;
import dev.plateau.model.TaskTree;

/** Runs one independent attempt of the open task and keeps what became of it. Used by one thread at a time. */
public final class AttemptProbe {
    private final TaskTree tree;
    private boolean correct;
    private double score;
    private double tokens;
    private int direction;
    private long firstStep;
    private int depth;
    private long key;
    private double sum;
    private double pathError;
    private Mistakes.State state = Mistakes.State.SOUND;

    /** A probe of the tree's open task. */
    public AttemptProbe(TaskTree tree) {
        this.tree = tree;
    }

    /** Runs attempt number {@code attempt}, with the verifier. */
    public void run(int attempt) {
        run(attempt, true);
    }

    void run(int attempt, boolean scored) {
        key = tree.child(tree.root(), attempt);
        firstStep = key;
        direction = tree.direction(key);
        sum = tree.directionSum(direction) + tree.stepSum(key, 1);
        state = tree.state(key, 1, Mistakes.State.SOUND);
        pathError = scored ? tree.pathError(key, -tree.drop(Mistakes.State.SOUND, state)) : 0;
        tokens = tree.tokens(key);
        depth = 1;
        while (!tree.finishes(key, depth)) {
            key = tree.child(key, 0);
            depth++;
            sum += tree.stepSum(key, depth);
            Mistakes.State before = state;
            state = tree.state(key, depth, before);
            pathError = scored ? tree.pathError(key, pathError - tree.drop(before, state)) : 0;
            tokens += tree.tokens(key);
        }
        correct = tree.finishedCorrect(key, depth, state, sum, attempt);
        score = scored ? tree.finishedScore(key, direction, depth, sum, pathError, tokens, correct) : 0;
    }

    /** Whether the attempt was right. */
    public boolean correct() {
        return correct;
    }

    /** Its verifier score in [0,1]; 0 if not scored. */
    public double score() {
        return score;
    }

    double tokens() {
        return tokens;
    }

    /** Its direction. */
    public int direction() {
        return direction;
    }

    int seenDirection() {
        return tree.seenDirection(direction, firstStep);
    }

    double sum() {
        return sum;
    }

    double pathError() {
        return pathError;
    }

    Mistakes.State state() {
        return state;
    }

    int depth() {
        return depth;
    }

    long key() {
        return key;
    }
}
