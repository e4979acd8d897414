package dev.plateau.run;

import dev.plateau.model.TaskTree;
import dev.plateau.policy.Policy;
import dev.plateau.select.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The search for one task, told event by event. It is the search of a run: nothing but lines is added. */
public final class TaskTrace {
    private static final int MOST_DIRECTIONS = 12;

    private TaskTrace() {}

    /**
     * Searches for a task.
     *
     * @param tree of its world
     * @param policy how it is searched for
     * @param selection how the answer is chosen
     * @param rollouts budget
     * @param task number
     * @param out receives the lines
     * @return what became of it, as in a run
     */
    public static Outcomes of(
            TaskTree tree, Policy policy, Selection selection, int rollouts, long task, Consumer<String> out) {
        tree.begin(task);
        out.accept(String.format(
                Locale.ROOT,
                "# task %d: chance %.6f that an attempt is right (threshold %.4f), level %d, %d direction%s",
                task,
                tree.chance(),
                tree.theta(),
                tree.level(),
                tree.directions(),
                tree.directions() == 1 ? "" : "s"));
        List<String> directions = new ArrayList<>();
        for (int j = 0; j < Math.min(MOST_DIRECTIONS, tree.directions()); j++) {
            directions.add(String.format(Locale.ROOT, "%d: %.4f", j, tree.popularity(j)));
        }
        out.accept("# popularity of directions: " + String.join(", ", directions)
                + (tree.directions() > MOST_DIRECTIONS ? ", .." : ""));
        TracedScript.LEGEND.forEach(out);
        out.accept(TracedScript.heading());
        TracedScript script = new TracedScript(out);
        Recorder recorder = new Recorder(tree, policy, selection, rollouts);
        recorder.record(task, script);
        script.end();
        if (!policy.choosesAnswer()) {
            script.vote();
        }
        Outcomes outcomes = recorder.outcomes();
        out.accept(String.format(
                Locale.ROOT,
                "# %s; %.0f attempts finished, share right %.4f, any right: %s; tokens written %.1f; FLOPs %.4g",
                outcomes.accuracy[0] > 0 ? "RIGHT" : "WRONG",
                outcomes.rollouts[0],
                outcomes.passRate[0],
                outcomes.coverage[0] > 0 ? "yes" : "no",
                outcomes.tokens[0],
                outcomes.flops[0]));
        return outcomes;
    }
}
