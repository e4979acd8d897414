package dev.plateau.run;

import dev.plateau.model.TaskTree;
import dev.plateau.policy.Policy;
import dev.plateau.select.Selection;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * What searches ask of machines whatever these are, task by task. It bounds from below what a task takes: no batching, cache or
 * routing saves any of it. The first token of a request comes with the reading of its prompt, so a request of n tokens takes
 * n - 1 iterations of writing.
 *
 * @param tasks at least one
 */
public record Demand(List<Task> tasks) implements Serializable {

    /**
     * One task.
     *
     * @param written tokens that iterations of writing must write, over all its requests
     * @param contexts sum over these of the least context that each stands on
     * @param verified tokens that the verifier reads
     * @param embedded tokens that the embedder reads
     * @param inSequence of the tokens written, those of which each waits for the one before: over the stages, the sum of the
     *     longest chain of requests
     * @param prompt tokens of its prompt
     */
    public record Task(double written, double contexts, double verified, double embedded, double inSequence, int prompt)
            implements Serializable {}

    /** Copies the list. */
    public Demand {
        tasks = List.copyOf(tasks);
    }

    /**
     * Measures the demand of the first tasks of a world.
     *
     * @param tree of the world; used alone while this lasts
     * @param policy how each task is searched for
     * @param selection how its answer is chosen
     * @param rollouts budget of a task
     * @param tasks at least 1
     */
    public static Demand measure(TaskTree tree, Policy policy, Selection selection, int rollouts, int tasks) {
        Recorder recorder = new Recorder(tree, policy, selection, rollouts);
        int prompt = (int) Math.max(1, Math.rint(tree.world().lengths().promptTokens()));
        Script script = new Script();
        Task[] measured = new Task[tasks];
        for (int i = 0; i < tasks; i++) {
            recorder.record(i, script);
            measured[i] = of(script, prompt);
        }
        return new Demand(List.of(measured));
    }

    private static Task of(Script script, int prompt) {
        double written = 0;
        double contexts = 0;
        double verified = 0;
        double embedded = 0;
        double inSequence = 0;
        double[] text = new double[script.size];
        double[] chain = new double[script.size];
        for (int stage = 0; stage < script.stages; stage++) {
            int from = script.stageStart[stage];
            int to = script.stageStart[stage + 1];
            for (int i = from; i < to; i++) {
                double before = (script.parent[i] < 0 ? prompt : text[script.parent[i]]) + script.read[i];
                double tokens = Math.max(0, script.written[i] - 1);
                text[i] = before + script.written[i];
                written += tokens;
                contexts += tokens * before;
                verified += script.verified[i];
                embedded += script.embedded[i];
                chain[i] = tokens + (script.after[i] < 0 ? 0 : chain[script.after[i]]);
            }
            inSequence += Arrays.stream(chain, from, to).max().orElse(0);
        }
        return new Task(written, contexts, verified, embedded, inSequence, prompt);
    }
}
