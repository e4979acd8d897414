package dev.plateau.run;

import dev.plateau.model.Mistakes;
import dev.plateau.model.ModelCost;
import dev.plateau.model.TaskTree;
import dev.plateau.policy.Confidence;
import dev.plateau.policy.Handed;
import dev.plateau.policy.OraclePolicy;
import dev.plateau.policy.PolicyException;
import dev.plateau.policy.Reads;
import dev.plateau.policy.StepwisePolicy;
import dev.plateau.select.Ballot;
import dev.plateau.select.Selection;
import org.jspecify.annotations.Nullable;

/**
 * DORA's Algorithm 1 (MODEL section 8): expand every active prefix by one step; move the finished ones aside; stop when N
 * have finished; score the rest; let the policy allocate N rollouts over them; copy; repeat. The N first to finish count;
 * of those that finish together, the first in lineage order. Steps are written together, so those of a last round that
 * come too late to count are paid for all the same.
 */
final class StepwiseSearch {
    private final TaskTree tree;
    private final Ballot ballot;
    private final double prompt;
    private final ModelCost writer;
    private final ModelCost reader;
    private final ModelCost embedder;
    private final Steps born = new Steps();
    private Lineage active;
    private Lineage next;
    private int[] allocation = new int[1];
    private double tokens;
    private double flops;
    private long steps;
    private @Nullable Script script;
    private @Nullable Finishes finishes;

    StepwiseSearch(TaskTree tree, Ballot ballot) {
        this.tree = tree;
        this.ballot = ballot;
        this.prompt = tree.world().lengths().promptTokens();
        this.writer = tree.world().policyModel();
        this.reader = tree.world().verdicts();
        this.embedder = tree.world().embedderModel();
        this.active = new Lineage(tree);
        this.next = new Lineage(tree);
    }

    /** Tokens written in the last run. */
    double tokens() {
        return tokens;
    }

    /** FLOPs of the last run. */
    double flops() {
        return flops;
    }

    /** Attempt steps of all runs. */
    long steps() {
        return steps;
    }

    /** Records what the searches ask of machines, or stops to if it is null. */
    void record(@Nullable Script recorder) {
        script = recorder;
        active.remembers = recorder != null && recorder.remembers();
        next.remembers = active.remembers;
    }

    /** Gathers what finishes, so that means over the finishes can be taken. */
    void gather(Finishes into) {
        finishes = into;
    }

    /** Runs one search; its finished attempts are then in the ballot. */
    void run(StepwisePolicy policy, Selection selection, int promised) {
        int budget = promised;
        Reads reads = Reads.of(policy);
        active.reads = reads;
        next.reads = reads;
        boolean scored = selection.readsScores() || reads.scores();
        ballot.clear(selection, tree.answers());
        if (finishes != null) {
            finishes.clear(selection);
        }
        if (script != null) {
            script.begin(selection, Script.Chain.LAST, tree.answers(), tree.tieBreaker(tree.root()));
        }
        tokens = 0;
        flops = writer.flops(0, prompt) + (scored ? budget * reader.flops(0, prompt) : 0);
        plantRoot(budget);
        while (true) {
            expand(reads, selection, budget, scored);
            Lineage expanded = next;
            next = active;
            active = expanded;
            budget = tree.world().cut().left(promised, active.depth);
            if (active.size == 0 || ballot.size() >= budget) {
                return;
            }
            if (reads.similarities()) {
                for (int i = 0; i < active.size; i++) {
                    flops += embedder.flops(0, prompt + active.tokens[i]);
                    if (script != null) {
                        script.embed(active.request[i], prompt + active.tokens[i]);
                    }
                }
            }
            if (allocation.length < active.size) {
                allocation = new int[2 * active.size];
            }
            active.finished = ballot.size();
            allocate(policy, budget);
        }
    }

    private void allocate(StepwisePolicy policy, int budget) {
        try {
            Workers.begin(policy);
            if (policy instanceof OraclePolicy oracle) {
                oracle.allocate(active.truth, budget, allocation);
            } else {
                policy.allocate(active, budget, allocation);
            }
            Workers.end();
            fit(budget, policy.spendsAll());
            if (script != null) {
                script.allocated(active, allocation);
            }
        } catch (Exception | Error e) {
            Workers.end();
            throw PolicyException.by(policy.getClass(), e)
                    .when("after step " + active.depth + " of a search with N = " + budget + " and " + active.size
                            + " active prefixes");
        }
    }

    private void plantRoot(int budget) {
        active.require(1);
        active.size = 1;
        active.depth = 0;
        active.key[0] = tree.root();
        active.sum[0] = 0;
        active.pathError[0] = 0;
        active.state[0] = Mistakes.State.SOUND;
        active.evidence[0] = 0;
        active.tokens[0] = 0;
        active.direction[0] = 0;
        active.shared[0] = 0;
        allocation[0] = budget;
    }

    /** Truncates the copies in order if there are more than N; repeats them in order if there are fewer and all is spent. */
    private void fit(int budget, boolean spendAll) {
        long total = Handed.total(allocation, active.size, budget);
        if (total > budget) {
            int left = budget;
            for (int i = 0; i < active.size; i++) {
                allocation[i] = Math.min(left, allocation[i]);
                left -= allocation[i];
            }
        } else if (total < budget && spendAll) {
            int times = budget / (int) total;
            int left = budget % (int) total;
            for (int i = 0; i < active.size; i++) {
                int more = Math.min(left, allocation[i]);
                left -= more;
                allocation[i] = times * allocation[i] + more;
            }
        }
    }

    private void expand(Reads reads, Selection selection, int budget, boolean scored) {
        int depth = active.depth + 1;
        boolean first = depth == 1;
        boolean faultless = tree.faultless();
        int total = write(depth, scored);
        next.require(total);
        next.size = 0;
        next.depth = depth;
        steps += total;
        if (script != null) {
            script.stage();
        }
        double writtenTokens = tokens;
        double spent = flops;
        // Steps that the next prefix shares with the last one kept.
        int shared = 0;
        int last = -1;
        int ends = 0;
        for (int c = 0; c < total; c++) {
            int i = born.parent[c];
            for (; last < i; last++) {
                shared = Math.min(shared, active.shared[last + 1]);
            }
            long key = born.key[c];
            double written = born.tokens[c];
            double before = active.tokens[i];
            writtenTokens += written;
            spent += writer.flops(prompt + before, written);
            if (reads.scores()) {
                spent += reader.flops(prompt + before, written);
            }
            int attempt = first ? c : active.attempt[i];
            int request =
                    script == null ? 0 : record(script, reads, first ? Script.PROMPT : active.request[i], written);
            if (born.finished[c]) {
                if (scored && !reads.scores()) {
                    spent += reader.flops(prompt, before + written);
                    if (script != null) {
                        script.verify(request, Script.PROMPT, before + written);
                    }
                }
                if (ballot.size() + ends < budget) {
                    if (selection.readsDirections()) {
                        spent += embedder.flops(0, prompt + before + written);
                        if (script != null) {
                            script.embed(request, prompt + before + written);
                        }
                    }
                    born.request[c] = request;
                    born.end[ends++] = c;
                }
                continue;
            }
            int at = next.size++;
            next.key[at] = key;
            next.attempt[at] = attempt;
            next.request[at] = request;
            next.direction[at] = born.direction[c];
            next.sum[at] = born.sum[c];
            next.pathError[at] = born.pathError[c];
            if (!faultless) {
                next.state[at] = born.state[c];
            }
            next.tokens[at] = before + written;
            next.shared[at] = shared;
            next.seen[at] = seen(c, i, first);
            next.evidence[at] = active.evidence[i];
            next.inherit(at, active, i, depth, key);
            shared = depth - 1;
        }
        tokens = writtenTokens;
        flops = spent;
        for (int e = 0; e < ends; e++) {
            finish(selection, born.end[e], depth, first);
        }
        if (reads.scores()) {
            tree.scores(next.key, next.size, next.direction, depth, next.sum, next.pathError, next.tokens, next.score);
            for (int at = 0; at < next.size; at++) {
                next.evidence[at] += Confidence.of(next.score[at]);
            }
        }
    }

    private int seen(int c, int parent, boolean first) {
        return first ? tree.seenDirection(born.direction[c], born.key[c]) : active.seen[parent];
    }

    /**
     * Writes the steps that are allocated, all of one kind of draw after the other: what is drawn does not depend on the
     * order, and the processor works faster on many of a kind.
     *
     * @return their number
     */
    private int write(int depth, boolean scored) {
        int total = 0;
        for (int i = 0; i < active.size; i++) {
            total += allocation[i];
        }
        born.require(total);
        int c = 0;
        for (int i = 0; i < active.size; i++) {
            for (int child = 0; child < allocation[i]; child++, c++) {
                long key = tree.child(active.key[i], child);
                born.parent[c] = i;
                born.key[c] = key;
                born.direction[c] = active.direction[i];
                born.sum[c] = active.sum[i];
                born.pathError[c] = active.pathError[i];
            }
        }
        if (!tree.faultless()) {
            for (c = 0; c < total; c++) {
                Mistakes.State before = active.state[born.parent[c]];
                born.state[c] = tree.state(born.key[c], depth, before);
                born.pathError[c] -= scored ? tree.drop(before, born.state[c]) : 0;
            }
        }
        if (depth == 1) {
            for (c = 0; c < total; c++) {
                born.direction[c] = tree.direction(born.key[c]);
                born.sum[c] = tree.directionSum(born.direction[c]);
            }
        }
        tree.addSteps(born.key, total, depth, born.sum);
        if (scored) {
            tree.addPathErrors(born.key, total, born.pathError);
        }
        tree.tokens(born.key, total, born.tokens);
        tree.finishes(born.key, total, depth, born.finished);
        return total;
    }

    /** Records a step to be written; returns the number of its request. */
    private static int record(Script script, Reads reads, int parent, double written) {
        int request = script.write(parent, -1, 0, written);
        if (reads.scores()) {
            script.verify(request, parent, written);
        }
        return request;
    }

    private void finish(Selection selection, int c, int depth, boolean first) {
        int i = born.parent[c];
        long key = born.key[c];
        int direction = born.direction[c];
        int attempt = first ? c : active.attempt[i];
        boolean correct = tree.finishedCorrect(key, depth, born.state[c], born.sum[c], attempt);
        double score = selection.readsScores()
                ? tree.finishedScore(
                        key,
                        direction,
                        depth,
                        born.sum[c],
                        born.pathError[c],
                        active.tokens[i] + born.tokens[c],
                        correct)
                : 0;
        int answer = tree.answer(key, direction, correct);
        long tie = tree.tieBreaker(key);
        int seen = seen(c, i, first);
        ballot.add(answer, seen, score, tie);
        if (finishes != null) {
            finishes.add(
                    key,
                    direction,
                    seen,
                    depth,
                    born.state[c],
                    born.sum[c],
                    born.pathError[c],
                    active.tokens[i] + born.tokens[c],
                    attempt);
        }
        if (script != null) {
            script.answer(born.request[c], ballot.size(), answer, seen, score, tie);
        }
    }
}
