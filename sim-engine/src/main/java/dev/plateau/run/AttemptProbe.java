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

    /** A probe of the tree's open task. */
    public AttemptProbe(TaskTree tree) {
        this.tree = tree;
    }

    /** Runs attempt number {@code attempt}, with the verifier. */
    public void run(int attempt) {
        run(attempt, true);
    }

    void run(int attempt, boolean scored) {
        long at = tree.child(tree.root(), attempt);
        firstStep = at;
        direction = tree.direction(at);
        double sum = tree.directionSum(direction) + tree.stepSum(at, 1);
        Mistakes.State state = tree.state(at, 1, Mistakes.State.SOUND);
        double pathError = scored ? tree.pathError(at, -tree.drop(Mistakes.State.SOUND, state)) : 0;
        double written = tree.tokens(at);
        int steps = 1;
        while (!tree.finishes(at, steps)) {
            at = tree.child(at, 0);
            steps++;
            sum += tree.stepSum(at, steps);
            Mistakes.State before = state;
            state = tree.state(at, steps, before);
            pathError = scored ? tree.pathError(at, pathError - tree.drop(before, state)) : 0;
            written += tree.tokens(at);
        }
        key = at;
        depth = steps;
        tokens = written;
        correct = tree.finishedCorrect(at, steps, state, sum, attempt);
        score = scored ? tree.finishedScore(at, direction, steps, sum, pathError, written, correct) : 0;
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

    int depth() {
        return depth;
    }

    long key() {
        return key;
    }
}
