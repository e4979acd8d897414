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
        int total = 0;
        for (int i = 0; i < active.size; i++) {
            total += allocation[i];
        }
        next.require(total);
        next.size = 0;
        next.depth = depth;
        steps += total;
        if (script != null) {
            script.stage();
        }
        // Steps that the next prefix shares with the last one kept.
        int shared = 0;
        for (int i = 0; i < active.size; i++) {
            shared = Math.min(shared, active.shared[i]);
            for (int child = 0; child < allocation[i]; child++) {
                long key = tree.child(active.key[i], child);
                boolean first = depth == 1;
                int direction = first ? tree.direction(key) : active.direction[i];
                double base = first ? tree.directionSum(direction) : active.sum[i];
                double sum = base + tree.stepSum(key, depth);
                Mistakes.State state = tree.state(key, depth, active.state[i]);
                double pathError =
                        scored ? tree.pathError(key, active.pathError[i] - tree.drop(active.state[i], state)) : 0;
                double written = tree.tokens(key);
                double before = active.tokens[i];
                tokens += written;
                flops += writer.flops(prompt + before, written);
                if (reads.scores()) {
                    flops += reader.flops(prompt + before, written);
                }
                int attempt = first ? child : active.attempt[i];
                int request = record(reads, first ? Script.PROMPT : active.request[i], written);
                if (tree.finishes(key, depth)) {
                    if (scored && !reads.scores()) {
                        flops += reader.flops(prompt, before + written);
                        if (script != null) {
                            script.verify(request, Script.PROMPT, before + written);
                        }
                    }
                    if (ballot.size() < budget) {
                        int seen = first ? tree.seenDirection(direction, key) : active.seen[i];
                        if (selection.readsDirections()) {
                            flops += embedder.flops(0, prompt + before + written);
                            if (script != null) {
                                script.embed(request, prompt + before + written);
                            }
                        }
                        finish(
                                selection,
                                key,
                                direction,
                                seen,
                                depth,
                                state,
                                sum,
                                pathError,
                                before + written,
                                attempt,
                                request);
                    }
                    continue;
                }
                int at = next.size++;
                next.key[at] = key;
                next.attempt[at] = attempt;
                next.request[at] = request;
                next.direction[at] = direction;
                next.sum[at] = sum;
                next.pathError[at] = pathError;
                next.state[at] = state;
                next.tokens[at] = before + written;
                next.shared[at] = shared;
                next.seen[at] = first ? tree.seenDirection(direction, key) : active.seen[i];
                next.inherit(at, active, i, depth, key);
                if (reads.scores()) {
                    next.score[at] = tree.score(key, direction, depth, sum, pathError, before + written);
                    next.evidence[at] = active.evidence[i] + Confidence.of(next.score[at]);
                }
                shared = depth - 1;
            }
        }
    }

    /** Records a step to be written; returns the number of its request. */
    private int record(Reads reads, int parent, double written) {
        if (script == null) {
            return 0;
        }
        int request = script.write(parent, -1, 0, written);
        if (reads.scores()) {
            script.verify(request, parent, written);
        }
        return request;
    }

    private void finish(
            Selection selection,
            long key,
            int direction,
            int seen,
            int depth,
            Mistakes.State state,
            double sum,
            double pathError,
            double length,
            int attempt,
            int request) {
        boolean correct = tree.finishedCorrect(key, depth, state, sum, attempt);
        double score = selection.readsScores()
                ? tree.finishedScore(key, direction, depth, sum, pathError, length, correct)
                : 0;
        int answer = tree.answer(key, direction, correct);
        long tie = tree.tieBreaker(key);
        ballot.add(answer, seen, score, tie);
        if (finishes != null) {
            finishes.add(key, direction, seen, depth, state, sum, pathError, length, attempt);
        }
        if (script != null) {
            script.answer(request, ballot.size(), answer, seen, score, tie);
        }
    }
}
