package dev.plateau.run;

import dev.plateau.model.ModelCost;
import dev.plateau.model.TaskTree;
import dev.plateau.select.Selection;
import java.util.Arrays;

/**
 * Independent attempts at the open task under every budget, the attempts of the largest used to the full: they are parted into
 * groups of the size of each budget, any of which is what the policy would have made, and the outcomes are means over the groups.
 * Used by one thread at a time.
 */
public final class AttemptGroups {
    /** So many groups average over the finishes by themselves. */
    private static final int ENOUGH = 4;

    private final int[] budgets;
    private final boolean all;
    private final boolean expected;
    private final TaskTree tree;
    private final AttemptBatch batch;
    private final Finishes finishes;
    private final Finishes.Mean sum = new Finishes.Mean();
    private final double prompt;
    private final ModelCost writer;
    private final ModelCost reader;
    private final ModelCost embedder;
    /** Of the attempts before each. */
    private final double[] tokens;

    private final double[] flops;
    private long steps;

    /**
     * Prepares.
     *
     * @param tree whose open task is attempted
     * @param budgets ascending, each at least 1
     * @param all whether all groups are looked at, or only the first of each size
     * @param expected whether to average over what finishes draw
     */
    public AttemptGroups(TaskTree tree, int[] budgets, boolean all, boolean expected) {
        this.budgets = Arrays.stream(budgets).map(tree.world().cut()::left).toArray();
        this.all = all;
        this.expected = expected;
        this.tree = tree;
        this.batch = new AttemptBatch(tree);
        this.finishes = new Finishes(tree);
        this.prompt = tree.world().lengths().promptTokens();
        this.writer = tree.world().policyModel();
        this.reader = tree.world().verdicts();
        this.embedder = tree.world().embedderModel();
        this.tokens = new double[this.budgets[budgets.length - 1] + 1];
        this.flops = new double[tokens.length];
    }

    /** Attempt steps simulated so far. */
    public long steps() {
        return steps;
    }

    /** Makes the attempts. */
    public void run(Selection selection, Outcomes outcomes) {
        finishes.clear(selection);
        int attempts = tokens.length - 1;
        for (int from = 0; from < attempts; from += TaskRunner.MOST_AT_ONCE) {
            int count = Math.min(attempts - from, TaskRunner.MOST_AT_ONCE);
            batch.run(from, count, selection.readsScores());
            for (int i = 0; i < count; i++) {
                take(from + i, i, selection);
            }
        }
        for (int b = 0; b < budgets.length; b++) {
            int size = budgets[b];
            int groups = all ? attempts / size : 1;
            sum.clear();
            for (int g = 0; g < groups; g++) {
                Finishes.Mean mean = groups < ENOUGH
                        ? finishes.mean(g * size, (g + 1) * size)
                        : finishes.draw(g * size, (g + 1) * size);
                sum.add(mean, 1.0 / groups);
            }
            outcomes.set(
                    b,
                    sum,
                    size,
                    tokens[groups * size] / groups,
                    writer.flops(0, prompt) + flops[groups * size] / groups);
        }
    }

    /** Takes the i-th attempt of the batch. */
    private void take(int attempt, int i, Selection selection) {
        boolean scored = selection.readsScores();
        steps += batch.depth[i];
        int seen = tree.seenDirection(batch.direction[i], batch.firstStep[i]);
        if (expected) {
            finishes.add(
                    batch.key[i],
                    batch.direction[i],
                    seen,
                    batch.depth[i],
                    batch.finalState[i],
                    batch.finalSum[i],
                    batch.finalError[i],
                    batch.tokens[i],
                    attempt);
        } else {
            finishes.addKnown(batch.key[i], batch.direction[i], seen, batch.score[i], batch.correct[i]);
        }
        double length = batch.tokens[i];
        tokens[attempt + 1] = tokens[attempt] + length;
        flops[attempt + 1] = flops[attempt]
                + writer.flops(prompt, length)
                + (scored ? reader.flops(0, prompt + length) : 0)
                + (selection.readsDirections() ? embedder.flops(0, prompt + length) : 0);
    }
}
