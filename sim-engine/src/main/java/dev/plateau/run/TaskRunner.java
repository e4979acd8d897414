package dev.plateau.run;

import dev.plateau.model.ModelCost;
import dev.plateau.model.TaskTree;
import dev.plateau.policy.ParallelPolicy;
import dev.plateau.policy.Policy;
import dev.plateau.policy.SequentialPolicy;
import dev.plateau.policy.StepwisePolicy;
import dev.plateau.select.Ballot;
import dev.plateau.select.Selection;

/**
 * Runs policies on the task that its tree has open (MODEL section 8). Policies meet the same attempts, because everything
 * random hangs on the tree's keys. Used by one thread at a time.
 *
 * <p>FLOPs (MODEL section 7): the prompt is read once per task by each model that is used; the policy model writes every
 * token once, with attention to all before it; the verifier reads every new token of what it scores once (its cache holds
 * the rest); the embedder, which has no such cache, reads every prefix whole at each allocation.
 */
public final class TaskRunner {
    private final TaskTree tree;
    private final int[] budgets;
    private final Ballot ballot = new Ballot();
    private final AttemptProbe probe;
    private final StepwiseSearch search;
    private final double prompt;
    private final ModelCost writer;
    private final ModelCost reader;
    private final double[] levels;
    private long steps;

    /**
     * A runner.
     *
     * @param tree whose open task is run
     * @param budgets ascending, each at least 1
     */
    public TaskRunner(TaskTree tree, int[] budgets) {
        this.tree = tree;
        this.budgets = budgets.clone();
        this.probe = new AttemptProbe(tree);
        this.search = new StepwiseSearch(tree, ballot);
        this.prompt = tree.world().lengths().promptTokens();
        this.writer = tree.world().policyModel();
        this.reader = tree.world().verifierModel();
        this.levels = new double[tree.maxSteps() + 2];
    }

    /** Attempt steps simulated so far, by all policies. */
    public long steps() {
        return steps + search.steps();
    }

    /**
     * Runs a policy at every budget.
     *
     * @param policy what to run
     * @param selection vote over the finished attempts; a sequential policy's acceptance takes its place
     * @param outcomes receives the results
     */
    public void run(Policy policy, Selection selection, Outcomes outcomes) {
        if (policy instanceof StepwisePolicy stepwise) {
            for (int b = 0; b < budgets.length; b++) {
                search.run(stepwise, selection, budgets[b]);
                outcomes.set(
                        b,
                        ballot.rightChosen(tree.tieBreaker(tree.root())),
                        ballot.size(),
                        ballot.right(),
                        search.tokens(),
                        search.flops());
            }
        } else if (policy instanceof SequentialPolicy sequential) {
            runSequential(sequential, outcomes);
        } else if (policy instanceof ParallelPolicy) {
            runParallel(selection, outcomes);
        }
    }

    private void runParallel(Selection selection, Outcomes outcomes) {
        boolean scored = selection.readsScores();
        ballot.clear(selection, tree.answers());
        double written = 0;
        double flops = writer.flops(0, prompt) + (scored ? reader.flops(0, prompt) : 0);
        int attempt = 0;
        for (int b = 0; b < budgets.length; b++) {
            for (; attempt < budgets[b]; attempt++) {
                probe.run(attempt, scored);
                steps += probe.depth();
                boolean correct = probe.correct();
                ballot.add(
                        selection == Selection.ORACLE && !correct
                                ? 1
                                : tree.answer(probe.key(), probe.direction(), correct),
                        probe.score(),
                        tree.tieBreaker(probe.key()));
                written += probe.tokens();
                flops += writer.flops(prompt, probe.tokens()) + (scored ? reader.flops(prompt, probe.tokens()) : 0);
            }
            outcomes.set(b, ballot.rightChosen(tree.tieBreaker(tree.root())), attempt, ballot.right(), written, flops);
        }
    }

    /**
     * Rounds 0, 1, .. of a chain. Round 0 is attempt 0 of the parallel policy. Levels below the direction follow Z' = reuse Z
     * + sqrt(1 - reuse^2) fresh.
     */
    private void runSequential(SequentialPolicy policy, Outcomes outcomes) {
        boolean gated = policy.acceptance() == SequentialPolicy.Acceptance.GATED;
        double reuse = tree.world().refinement().reuse();
        double fresh = Math.sqrt(1 - reuse * reuse);
        double written = 0;
        double flops = writer.flops(0, prompt) + (gated ? reader.flops(0, prompt) : 0);
        double carried = 0;
        double bestScore = Double.NEGATIVE_INFINITY;
        boolean stopped = false;
        boolean right = false;
        int made = 0;
        int correctRounds = 0;
        int direction = 0;
        for (int b = 0; b < budgets.length; b++) {
            for (int round = made; round < budgets[b] && !stopped; round++) {
                long key = tree.child(tree.root(), round);
                if (round == 0 || !tree.sticks(key)) {
                    direction = tree.direction(key);
                }
                double sum = tree.directionSum(direction);
                double pathError = 0;
                double tokens = 0;
                int depth = 0;
                int finish = 0;
                long finalKey = key;
                double finalSum = 0;
                double finalError = 0;
                // All T levels move on, also those beyond the step at which this round finishes.
                while (depth < tree.maxSteps()) {
                    depth++;
                    levels[depth] = round == 0 || reuse < 1
                            ? (round == 0 ? tree.stepValue(key) : reuse * levels[depth] + fresh * tree.stepValue(key))
                            : levels[depth];
                    if (finish == 0) {
                        sum += tree.sqrtShare(depth) * levels[depth];
                        pathError = gated ? tree.pathError(key, pathError) : 0;
                        tokens += tree.tokens(key);
                        if (tree.finishes(key, depth)) {
                            finish = depth;
                            finalKey = key;
                            finalSum = sum;
                            finalError = pathError;
                        }
                    }
                    if (finish > 0 && reuse == 0) {
                        break;
                    }
                    key = tree.child(key, 0);
                }
                int last = levels.length - 1;
                levels[last] =
                        round == 0 ? tree.restValue(finalKey) : reuse * levels[last] + fresh * tree.restValue(finalKey);
                boolean correct = reuse == 0
                        ? tree.finishedCorrect(finalKey, finish, finalSum, round)
                        : tree.correct(finalSum, finish, levels[last]);
                made++;
                steps += finish;
                correctRounds += correct ? 1 : 0;
                written += tokens;
                flops += writer.flops(prompt, carried) + writer.flops(prompt + carried, tokens);
                carried = carry(carried, tokens, round);
                switch (policy.acceptance()) {
                    case ORACLE -> {
                        right = correct;
                        stopped = correct;
                    }
                    case LAST -> right = correct;
                    case GATED -> {
                        flops += reader.flops(prompt, tokens);
                        double score = tree.finishedScore(finalKey, direction, finish, finalSum, finalError, correct);
                        if (score > bestScore) {
                            bestScore = score;
                            right = correct;
                        }
                        stopped = score >= policy.threshold();
                    }
                }
            }
            outcomes.set(b, right, made, correctRounds, written, flops);
        }
    }

    /** Tokens of earlier attempts in the context of the next round: mean attempt length times the rounds carried. */
    private double carry(double carried, double tokens, int round) {
        int rounds = tree.world().refinement().contextRounds();
        return rounds == 0 ? 0 : round < rounds ? carried + tokens : carried + (tokens - carried / rounds);
    }
}
