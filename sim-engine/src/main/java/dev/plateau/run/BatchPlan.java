package dev.plateau.run;

import dev.plateau.model.TaskTree;
import dev.plateau.policy.AnswerTally;
import dev.plateau.policy.BatchPolicy;
import dev.plateau.policy.PolicyException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How many attempts each task of a batch gets under a shared budget. Used by one thread at a time. */
public final class BatchPlan {
    /** Attempts looked at when a task is opened again. */
    private static final int AHEAD = 32;

    private final TaskTree tree;
    private final int[] budgets;
    private final AttemptProbe probe;
    private long steps;

    /** A task of the batch: its votes so far and the answers of the attempts to come. */
    private static final class Member {
        final AnswerTally tally = new AnswerTally();
        final int[] ahead = new int[AHEAD];
        long tie;
        double gain;
    }

    /**
     * Plans for batches of a world.
     *
     * @param tree opened at the tasks in turn
     * @param budgets ascending: mean rollouts per task
     */
    public BatchPlan(TaskTree tree, int[] budgets) {
        this.tree = tree;
        this.budgets = Arrays.stream(budgets).map(tree.world().cut()::left).toArray();
        this.probe = new AttemptProbe(tree);
    }

    /** Attempt steps simulated so far. */
    public long steps() {
        return steps;
    }

    /**
     * Spends the budgets.
     *
     * @param policy estimates the gains
     * @param first number of the first task
     * @param size tasks in the batch
     * @return [task][budget]: attempts made
     */
    public int[][] attempts(BatchPolicy policy, long first, int size) {
        List<Member> batch = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            tree.begin(first + i);
            Member member = new Member();
            member.tie = tree.tieBreaker(tree.root());
            member.tally.clear(tree.answers(), true, false);
            lookAhead(member, 0);
            vote(member, policy);
            batch.add(member);
        }
        int[][] attempts = new int[size][budgets.length];
        long spent = size;
        boolean worthIt = true;
        for (int b = 0; b < budgets.length; b++) {
            while (worthIt && spent < (long) budgets[b] * size) {
                int best = neediest(batch);
                Member member = batch.get(best);
                worthIt = member.gain > 0;
                if (worthIt) {
                    if (member.tally.size() % AHEAD == 0) {
                        tree.begin(first + best);
                        lookAhead(member, member.tally.size());
                    }
                    vote(member, policy);
                    spent++;
                }
            }
            for (int i = 0; i < size; i++) {
                attempts[i][b] = batch.get(i).tally.size();
            }
        }
        return attempts;
    }

    private void lookAhead(Member member, int from) {
        for (int i = 0; i < AHEAD; i++) {
            probe.run(from + i, false);
            steps += probe.depth();
            member.ahead[i] = tree.answer(probe.key(), probe.direction(), probe.correct());
        }
    }

    private static void vote(Member member, BatchPolicy policy) {
        member.tally.add(member.ahead[member.tally.size() % AHEAD], 0);
        try {
            Workers.begin(policy);
            member.gain = policy.gain(member.tally);
            Workers.end();
            if (!(member.gain >= 0)) {
                throw new PolicyException(
                        "estimated a gain of " + member.gain, "A gain must be a number of at least 0");
            }
        } catch (Exception | Error e) {
            Workers.end();
            throw PolicyException.by(policy.getClass(), e)
                    .when("after attempt " + member.tally.size() + " at a task of a batch");
        }
    }

    /** Largest gain; ties are broken by the tasks' keys, not by their order, which is that of difficulty. */
    private static int neediest(List<Member> batch) {
        int best = 0;
        for (int i = 1; i < batch.size(); i++) {
            Member member = batch.get(i);
            Member leader = batch.get(best);
            if (member.gain > leader.gain || (member.gain == leader.gain && member.tie > leader.tie)) {
                best = i;
            }
        }
        return best;
    }
}
