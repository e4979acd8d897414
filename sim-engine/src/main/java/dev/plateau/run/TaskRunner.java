package dev.plateau.run;

import dev.plateau.model.ModelCost;
import dev.plateau.model.TaskTree;
import dev.plateau.policy.AnswerTally;
import dev.plateau.policy.HybridPolicy;
import dev.plateau.policy.Policy;
import dev.plateau.policy.PolicyException;
import dev.plateau.policy.SamplingPolicy;
import dev.plateau.policy.SequentialPolicy;
import dev.plateau.policy.StepwisePolicy;
import dev.plateau.policy.Tally;
import dev.plateau.select.Ballot;
import dev.plateau.select.Selection;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Runs policies on the task that its tree has open (MODEL section 8). Policies meet the same attempts, because everything
 * random hangs on the tree's keys. Used by one thread at a time.
 *
 * <p>FLOPs (MODEL section 7): the policy model reads the prompt once per task and writes every token once, with attention to
 * all before it; the verifier reads the prompt once per rollout and every new token of what it scores once (its cache holds
 * the rest); the embedder, which has no such cache, reads prompt and prefix whole at each allocation, and prompt and attempt
 * for each attempt in a vote that reads directions.
 */
public final class TaskRunner {
    /** Attempts that are run side by side: many for the processor, few for its cache. */
    static final int MOST_AT_ONCE = 256;

    private final TaskTree tree;
    private final int[] budgets;
    /** What a cut leaves of the budgets. */
    private final int[] left;

    private final Ballot ballot = new Ballot();
    private final AttemptBatch batch;
    private final StepwiseSearch search;
    private final double prompt;
    private final ModelCost writer;
    private final ModelCost reader;
    private final ModelCost embedder;
    private final Chain chain;
    private final AnswerTally tally = new AnswerTally();
    private long steps;
    private @Nullable Script script;
    private @Nullable Finishes finishes;

    /**
     * A runner.
     *
     * @param tree whose open task is run
     * @param budgets ascending, each at least 1
     */
    public TaskRunner(TaskTree tree, int[] budgets) {
        this.tree = tree;
        this.budgets = budgets.clone();
        this.batch = new AttemptBatch(tree);
        this.search = new StepwiseSearch(tree, ballot);
        this.prompt = tree.world().lengths().promptTokens();
        this.writer = tree.world().policyModel();
        this.reader = tree.world().verdicts();
        this.embedder = tree.world().embedderModel();
        this.chain = new Chain(tree);
        this.left = Arrays.stream(budgets).map(tree.world().cut()::left).toArray();
    }

    /** Attempt steps simulated so far, by all policies. */
    public long steps() {
        return steps + search.steps();
    }

    /** Has step-wise searches give means over what the finishes of their attempts draw, in the place of one draw of them. */
    public void averageOverFinishes() {
        finishes = new Finishes(tree);
        search.gather(finishes);
    }

    /**
     * Records what the searches ask of machines; of several budgets, that of the last.
     *
     * @param recorder overwritten by each search; null to record no more
     */
    public void record(@Nullable Script recorder) {
        script = recorder;
        search.record(recorder);
    }

    /**
     * Runs a policy at every budget.
     *
     * @param policy what to run
     * @param selection vote over the finished attempts; not used by a policy that chooses its answer
     * @param outcomes receives the results
     */
    public void run(Policy policy, Selection selection, Outcomes outcomes) {
        if (policy instanceof StepwisePolicy stepwise) {
            for (int b = 0; b < budgets.length; b++) {
                search.run(stepwise, selection, budgets[b]);
                if (finishes != null) {
                    outcomes.set(b, finishes.mean(), finishes.size(), search.tokens(), search.flops());
                    continue;
                }
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
        } else if (policy instanceof HybridPolicy hybrid) {
            for (int b = 0; b < budgets.length; b++) {
                runHybrid(hybrid, selection, b, outcomes);
            }
        } else if (policy instanceof SamplingPolicy sampling) {
            // What a rule accepts is scored above all that it did not: the best scored is the accepted one.
            runSampling(sampling, policy.choosesAnswer() ? Selection.BEST_OF_N : selection, left, outcomes);
        }
    }

    /**
     * Runs so many independent attempts at the open task.
     *
     * @param attempts by budget, not descending
     * @param selection vote over them
     * @param outcomes receives the results
     */
    public void runAttempts(int[] attempts, Selection selection, Outcomes outcomes) {
        runSampling(new Draws(), selection, attempts, outcomes);
    }

    /** So many attempts as are wanted, all asked for at once. */
    private record Draws() implements SamplingPolicy {
        @Override
        public boolean stops(Tally soFar) {
            return false;
        }

        @Override
        public int window() {
            return Integer.MAX_VALUE;
        }
    }

    private void runSampling(SamplingPolicy policy, Selection selection, int[] limits, Outcomes outcomes) {
        boolean read = policy.readsScores();
        boolean scored = selection.readsScores() || read;
        boolean counted = policy.readsAnswers();
        ballot.clear(selection, tree.answers());
        tally.clear(tree.answers(), counted, read);
        begin(selection, Script.Chain.LAST);
        double written = 0;
        double flops = writer.flops(0, prompt);
        int attempt = 0;
        int begun = 0;
        int drawn = 0;
        boolean stopped = false;
        for (int b = 0; b < limits.length; b++) {
            for (; attempt < limits[b] && !stopped; attempt++) {
                if (attempt == drawn) {
                    // What is asked for at once; a rule that stops before its window ends leaves the rest unseen.
                    int count = Math.min(limits[limits.length - 1] - attempt, Math.min(policy.window(), MOST_AT_ONCE));
                    batch.run(attempt, count, scored);
                    begun = drawn;
                    drawn += count;
                }
                int i = attempt - begun;
                double tokens = batch.tokens[i];
                double score = batch.score[i];
                steps += batch.depth[i];
                boolean correct = batch.correct[i];
                int answer = selection.rule() == Selection.Rule.ORACLE && !counted
                        ? (correct ? 0 : 1)
                        : tree.answer(batch.key[i], batch.direction[i], correct);
                int seen = tree.seenDirection(batch.direction[i], batch.firstStep[i]);
                long tie = tree.tieBreaker(batch.key[i]);
                ballot.add(answer, seen, score, tie);
                if (script != null) {
                    if (attempt % policy.window() == 0) {
                        script.stage();
                    }
                    int request = script.write(Script.PROMPT, -1, 0, tokens);
                    script.verify(request, Script.PROMPT, scored ? tokens : 0);
                    script.embed(request, selection.readsDirections() ? prompt + tokens : 0);
                    script.answer(request, attempt, answer, seen, score, tie);
                }
                written += tokens;
                flops += writer.flops(prompt, tokens)
                        + (scored ? reader.flops(0, prompt + tokens) : 0)
                        + (selection.readsDirections() ? embedder.flops(0, prompt + tokens) : 0);
                tally.add(answer, score);
                stopped = stops(policy);
            }
            outcomes.set(b, ballot.rightChosen(tree.tieBreaker(tree.root())), attempt, ballot.right(), written, flops);
        }
    }

    private boolean stops(SamplingPolicy policy) {
        try {
            Workers.begin(policy);
            boolean stops = policy.stops(tally);
            Workers.end();
            return stops;
        } catch (Exception | Error e) {
            Workers.end();
            throw PolicyException.by(policy.getClass(), e).when("after attempt " + tally.size() + " at a task");
        }
    }

    /** One chain. Round 0 is attempt 0 of the parallel policy, and round r starts where its attempt r does. */
    private void runSequential(SequentialPolicy policy, Outcomes outcomes) {
        boolean gated = policy.acceptance() == SequentialPolicy.Acceptance.GATED;
        double written = 0;
        double flops = writer.flops(0, prompt);
        double bestScore = Double.NEGATIVE_INFINITY;
        boolean stopped = false;
        boolean right = false;
        int made = 0;
        int correctRounds = 0;
        chain.begin(gated);
        begin(
                policy.acceptance() == SequentialPolicy.Acceptance.ORACLE ? Selection.ORACLE : Selection.BEST_OF_N,
                gated ? Script.Chain.BEST : Script.Chain.LAST);
        int request = -1;
        for (int b = 0; b < budgets.length; b++) {
            while (made < left[b] && !stopped) {
                chain.advance(tree.child(tree.root(), made), made);
                made++;
                steps += chain.steps();
                correctRounds += chain.correct() ? 1 : 0;
                written += chain.tokens();
                flops += chain.flops();
                request = record(request, gated, 0);
                switch (policy.acceptance()) {
                    case ORACLE -> {
                        right = chain.correct();
                        stopped = chain.correct();
                    }
                    case LAST -> right = chain.correct();
                    case GATED -> {
                        if (chain.score() > bestScore) {
                            bestScore = chain.score();
                            right = chain.correct();
                        }
                        stopped = chain.score() >= policy.threshold();
                    }
                }
            }
            outcomes.set(b, right, made, correctRounds, written, flops);
        }
    }

    /**
     * Chains beside each other. Round 0 of chain c is attempt c of the parallel policy; its later rounds hang below that
     * attempt's first step, on child numbers -1, -2, .. that no step has.
     */
    private void runHybrid(HybridPolicy policy, Selection selection, int b, Outcomes outcomes) {
        boolean best = policy.within() == HybridPolicy.Within.BEST;
        boolean scored = best || selection.readsScores();
        int budget = left[b];
        int rounds = policy.rounds(budgets[b]);
        ballot.clear(selection, tree.answers());
        double written = 0;
        double flops = writer.flops(0, prompt);
        int correctRounds = 0;
        begin(selection, best ? Script.Chain.BEST : Script.Chain.LAST);
        for (int made = 0; made < budget; ) {
            int request = -1;
            long root = tree.child(tree.root(), made / rounds);
            int answer = 0;
            int direction = 0;
            double tokens = 0;
            double score = Double.NEGATIVE_INFINITY;
            long tie = 0;
            chain.begin(scored);
            for (int round = 0; round < rounds && made < budget; round++, made++) {
                chain.advance(round == 0 ? root : tree.child(root, -round), made);
                steps += chain.steps();
                correctRounds += chain.correct() ? 1 : 0;
                written += chain.tokens();
                flops += chain.flops();
                request = record(request, scored, made / rounds);
                long own = tree.tieBreaker(chain.key());
                if (!best || chain.score() > score || (chain.score() == score && own > tie)) {
                    answer = tree.answer(chain.key(), chain.direction(), chain.correct());
                    direction = chain.seenDirection();
                    tokens = chain.tokens();
                    score = chain.score();
                    tie = own;
                }
            }
            if (selection.readsDirections()) {
                flops += embedder.flops(0, prompt + tokens);
                if (script != null) {
                    script.embed(request, prompt + tokens);
                }
            }
            ballot.add(answer, direction, score, tie);
        }
        boolean right = selection.rule() == Selection.Rule.ORACLE
                ? correctRounds > 0
                : ballot.rightChosen(tree.tieBreaker(tree.root()));
        outcomes.set(b, right, budget, correctRounds, written, flops);
    }

    private void begin(Selection selection, Script.Chain within) {
        if (script != null) {
            script.begin(selection, within, tree.answers(), tree.tieBreaker(tree.root()));
            script.stage();
        }
    }

    /** Records the last round of a chain as a request that waits for the round before; returns its number. */
    private int record(int before, boolean scored, int number) {
        if (script == null) {
            return -1;
        }
        int request = script.write(Script.PROMPT, before, chain.context(), chain.tokens());
        script.verify(request, Script.PROMPT, scored ? chain.tokens() : 0);
        script.answer(
                request,
                number,
                tree.answer(chain.key(), chain.direction(), chain.correct()),
                chain.seenDirection(),
                chain.score(),
                tree.tieBreaker(chain.key()));
        return request;
    }
}
