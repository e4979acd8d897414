package dev.plateau.run;

import dev.plateau.model.Mistakes;
import dev.plateau.model.ModelCost;
import dev.plateau.model.Refinement;
import dev.plateau.model.TaskTree;

/**
 * A chain of rounds at the open task (MODEL section 8), made one by one. Levels below the direction follow Z' = reuse Z +
 * sqrt(1 - reuse^2) fresh; the direction is kept with the chance of stickiness; the lift of {@link Refinement} is added
 * to every round's sum. A round may also repeat the last as it is.
 */
final class Chain {
    private final TaskTree tree;
    private final double prompt;
    private final ModelCost writer;
    private final ModelCost reader;
    private final double[] levels;
    private final double reuse;
    private final double fresh;
    private final Refinement refinement;

    private boolean scored;
    private int rounds;
    private double carried;
    private double context;
    private int direction;
    private long firstStep;
    private long key;
    private int steps;
    private boolean correct;
    private double score;
    private double tokens;
    private double flops;

    Chain(TaskTree tree) {
        this.tree = tree;
        this.prompt = tree.world().lengths().promptTokens();
        this.writer = tree.world().policyModel();
        this.reader = tree.world().verdicts();
        this.levels = new double[tree.maxSteps() + 2];
        this.refinement = tree.world().refinement();
        this.reuse = refinement.reuse();
        this.fresh = Math.sqrt(1 - reuse * reuse);
    }

    /** Starts a new chain, with or without the verifier. */
    void begin(boolean withVerifier) {
        scored = withVerifier;
        rounds = 0;
        carried = 0;
    }

    /**
     * Makes the next round.
     *
     * @param first key of its first step
     * @param attempt its number among the attempts at the task; only read when recorded samples are replayed
     */
    void advance(long first, int attempt) {
        if (rounds == 0 || !tree.repeats(first)) {
            attempt(first, attempt);
        }
        context = carried;
        flops = writer.flops(prompt, carried)
                + writer.flops(prompt + carried, tokens)
                + (scored ? reader.flops(0, prompt + tokens) : 0);
        carry();
        rounds++;
    }

    private void attempt(long first, int attempt) {
        firstStep = first;
        if (rounds == 0 || !tree.sticks(first)) {
            direction = tree.direction(first);
        }
        long at = first;
        double sum = tree.directionSum(direction) + refinement.lift(rounds);
        Mistakes.State state = Mistakes.State.SOUND;
        double pathError = 0;
        double written = 0;
        int depth = 0;
        int finish = 0;
        double finalSum = 0;
        double finalError = 0;
        // All T levels move on, also those beyond the step at which this round finishes.
        while (depth < tree.maxSteps()) {
            depth++;
            levels[depth] = moved(levels[depth], rounds == 0 || reuse < 1 ? tree.stepValue(at) : 0);
            if (finish == 0) {
                sum += tree.sqrtShare(depth) * levels[depth];
                Mistakes.State before = state;
                state = tree.state(at, depth, before);
                pathError = scored ? tree.pathError(at, pathError - tree.drop(before, state)) : 0;
                written += tree.tokens(at);
                if (tree.finishes(at, depth)) {
                    finish = depth;
                    key = at;
                    finalSum = sum;
                    finalError = pathError;
                }
            }
            if (finish > 0 && reuse == 0) {
                break;
            }
            at = tree.child(at, 0);
        }
        int last = levels.length - 1;
        levels[last] = moved(levels[last], tree.restValue(key));
        correct = reuse == 0
                ? tree.finishedCorrect(key, finish, state, finalSum, attempt)
                : tree.correct(key, finish, state, finalSum, levels[last]);
        score = scored ? tree.finishedScore(key, direction, finish, finalSum, finalError, written, correct) : 0;
        steps = finish;
        tokens = written;
    }

    private double moved(double level, double draw) {
        return rounds == 0 ? draw : reuse * level + fresh * draw;
    }

    /** Tokens of earlier attempts in the context of the next round: mean attempt length times the rounds carried. */
    private void carry() {
        int contextRounds = refinement.contextRounds();
        if (contextRounds > 0) {
            carried += rounds < contextRounds ? tokens : tokens - carried / contextRounds;
        }
    }

    boolean correct() {
        return correct;
    }

    double score() {
        return score;
    }

    double tokens() {
        return tokens;
    }

    /** Tokens of earlier attempts that the last round had in its context. */
    double context() {
        return context;
    }

    double flops() {
        return flops;
    }

    int steps() {
        return steps;
    }

    /** Key at which the last round finished. */
    long key() {
        return key;
    }

    int direction() {
        return direction;
    }

    int seenDirection() {
        return tree.seenDirection(direction, firstStep);
    }
}
