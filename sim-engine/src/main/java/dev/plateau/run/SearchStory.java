package dev.plateau.run;

import dev.plateau.model.TaskTree;
import dev.plateau.model.World;
import dev.plateau.policy.Frontier;
import dev.plateau.policy.StepwisePolicy;
import dev.plateau.select.Selection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a step-wise search did at one task, step by step, to be told to a reader: the search itself runs and is recorded.
 *
 * @param prefixes every step that was written, in the order of writing: by depth, then in lineage order
 * @param right whether the answer that was chosen is right
 * @param chance that a random attempt at the task is right
 */
public record SearchStory(List<Prefix> prefixes, boolean right, double chance) {
    /** Copies the list. */
    public SearchStory {
        prefixes = List.copyOf(prefixes);
    }

    /** What became of a prefix. */
    public enum End {
        /** Rollouts went on from it, or none did. */
        OPEN,
        /** A right attempt that counts. */
        RIGHT,
        /** A wrong attempt that counts. */
        WRONG,
        /** It finished too late to count, or was under way when enough others had finished. */
        LATE
    }

    /**
     * A prefix.
     *
     * @param parent number of the prefix that it continues, -1 for a first step
     * @param depth steps, 1 for a first step
     * @param direction that it truly belongs to, from 0
     * @param score of the verifier when rollouts were handed out; empty if nobody asked
     * @param rollouts that went on from it
     * @param end what became of it
     * @param answer that it gives if it counts, 0 the right one; -1 otherwise
     */
    public record Prefix(
            int parent, int depth, int direction, OptionalDouble score, int rollouts, End end, int answer) {}

    /** Number of directions in which attempts that count were finished. */
    public int directionsFinished() {
        return (int) prefixes.stream()
                .filter(prefix -> prefix.answer() >= 0)
                .mapToInt(Prefix::direction)
                .distinct()
                .count();
    }

    /**
     * Runs the search.
     *
     * @param world of the task
     * @param seed of everything random
     * @param task number of the task, at least 0
     * @param policy the rule, which must not be told the truth
     * @param selection how the answer is chosen
     * @param rollouts N, at least 1
     */
    public static SearchStory of(
            World world, long seed, long task, StepwisePolicy policy, Selection selection, int rollouts) {
        return of(new TaskTree(world, seed), task, policy, selection, rollouts);
    }

    /**
     * Runs the search in a tree that lies where that of a study does.
     *
     * @param tree of the world; it begins the task
     * @param task number of the task, at least 0
     * @param policy the rule, which must not be told the truth
     * @param selection how the answer is chosen
     * @param rollouts N, at least 1
     */
    public static SearchStory of(TaskTree tree, long task, StepwisePolicy policy, Selection selection, int rollouts) {
        tree.begin(task);
        Script script = new Script();
        Listener listener = new Listener(policy);
        Outcomes outcomes = new Outcomes(1);
        TaskRunner runner = new TaskRunner(tree, new int[] {rollouts});
        runner.record(script);
        runner.run(listener, selection, outcomes);
        return new SearchStory(prefixes(tree, script, listener), outcomes.accuracy[0] > 0, tree.chance());
    }

    private static List<Prefix> prefixes(TaskTree tree, Script script, Listener listener) {
        int[] children = new int[script.size];
        int[] direction = new int[script.size];
        int[] depth = new int[script.size];
        int[] answer = new int[script.size];
        Arrays.fill(answer, -1);
        for (int i = 0; i < script.answers; i++) {
            answer[script.answered(i)] = script.given(i);
        }
        for (int stage = 0; stage < script.stages; stage++) {
            for (int i = script.stageStart[stage]; i < script.stageStart[stage + 1]; i++) {
                int parent = script.parent[i];
                depth[i] = stage + 1;
                if (parent == Script.PROMPT) {
                    // First steps are written in the order of the attempts, none left out.
                    direction[i] = tree.direction(tree.child(tree.root(), i));
                } else {
                    direction[i] = direction[parent];
                    children[parent]++;
                }
            }
        }
        List<Prefix> prefixes = new ArrayList<>();
        for (int i = 0; i < script.size; i++) {
            boolean late = answer[i] < 0 && !listener.asked(i);
            End end = answer[i] == 0 ? End.RIGHT : answer[i] > 0 ? End.WRONG : late ? End.LATE : End.OPEN;
            prefixes.add(new Prefix(
                    script.parent[i], depth[i], direction[i], listener.score(i), children[i], end, answer[i]));
        }
        return prefixes;
    }

    /** Hands every decision to a rule, and remembers what the rule was shown. */
    private static final class Listener implements StepwisePolicy {
        private final StepwisePolicy rule;
        private double[] scores = new double[0];

        Listener(StepwisePolicy rule) {
            if (rule.readsTruth()) {
                throw new IllegalArgumentException("a rule that is told the truth cannot be listened to");
            }
            this.rule = rule;
        }

        @Override
        public void allocate(Frontier frontier, int budget, int[] allocation) {
            Lineage lineage = (Lineage) frontier;
            for (int i = 0; i < lineage.size; i++) {
                int request = lineage.request[i];
                if (request >= scores.length) {
                    int known = scores.length;
                    scores = Arrays.copyOf(scores, 2 * request + 1);
                    Arrays.fill(scores, known, scores.length, Double.NEGATIVE_INFINITY);
                }
                scores[request] = readsScores() ? lineage.score[i] : Double.NaN;
            }
            rule.allocate(frontier, budget, allocation);
        }

        /** Whether the rule was asked about a prefix. */
        boolean asked(int request) {
            return request < scores.length && scores[request] != Double.NEGATIVE_INFINITY;
        }

        OptionalDouble score(int request) {
            return asked(request) && !Double.isNaN(scores[request])
                    ? OptionalDouble.of(scores[request])
                    : OptionalDouble.empty();
        }

        @Override
        public boolean readsScores() {
            return rule.readsScores();
        }

        @Override
        public boolean readsSimilarity() {
            return rule.readsSimilarity();
        }

        @Override
        public boolean spendsAll() {
            return rule.spendsAll();
        }

        @Override
        public boolean choosesAnswer() {
            return rule.choosesAnswer();
        }
    }
}
