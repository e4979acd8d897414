package dev.plateau.policy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * What every rule that stops independent attempts owes the run, as a check for tests, ours and yours:
 * <ul>
 *   <li>it reads no answers and no scores but those that it declares, and so pays for;
 *   <li>it throws nothing;
 *   <li>the same tally gets the same answer from another instance, and from the same one after other calls: a rule has no
 *       memory;
 *   <li>all this after every attempt at tasks whose answers are few or many, and whose scores are 0, 1 or between.
 * </ul>
 */
public final class StoppingContract {
    private static final int TASKS = 60;
    private static final int ATTEMPTS = 100;
    private static final long SEED = 20_260_102;

    private StoppingContract() {}

    /** Attempts at a task: how they came out, in order. */
    private record Task(List<Integer> answers, List<Double> scores) {}

    /**
     * Checks a rule.
     *
     * @param policies makes a new instance each time
     * @return what is wrong, one line each with the case it was seen in; empty if nothing is
     */
    public static List<String> violations(Supplier<? extends SamplingPolicy> policies) {
        Set<String> violations = new LinkedHashSet<>();
        List<Task> tasks = tasks();
        SamplingPolicy used = policies.get();
        List<List<Boolean>> answers = new ArrayList<>();
        for (int t = 0; t < TASKS; t++) {
            answers.add(stops(used, t, tasks.get(t), violations));
        }
        // Backwards, so that every task but one now follows another than before.
        for (int t = TASKS - 1; t >= 0; t--) {
            if (!answers.get(t).equals(stops(used, t, tasks.get(t), violations))) {
                violations.add("task " + t + ": remembers earlier calls");
            }
            if (!answers.get(t).equals(stops(policies.get(), t, tasks.get(t), violations))) {
                violations.add("task " + t + ": two instances differ");
            }
        }
        return List.copyOf(violations);
    }

    /** What the rule says after every attempt, asked twice. */
    private static List<Boolean> stops(SamplingPolicy policy, int number, Task task, Set<String> violations) {
        List<Boolean> stops = new ArrayList<>();
        AnswerTally tally = new AnswerTally();
        tally.clear(ATTEMPTS, policy.readsAnswers(), policy.readsScores());
        for (int i = 0; i < ATTEMPTS; i++) {
            tally.add(task.answers().get(i), task.scores().get(i));
            String name = "task " + number + ", attempt " + (i + 1) + ": ";
            try {
                boolean stop = policy.stops(tally);
                stops.add(stop);
                if (policy.stops(tally) != stop) {
                    violations.add(name + "remembers earlier calls");
                }
            } catch (PolicyException e) {
                violations.add(name + e.fault());
            } catch (RuntimeException e) {
                violations.add(name + "throws " + e);
            }
        }
        return stops;
    }

    private static List<Task> tasks() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Task> tasks = new ArrayList<>();
        for (int t = 0; t < TASKS; t++) {
            // From tasks on which all attempts agree to such on which hardly two do.
            int different = 1 + t * ATTEMPTS / TASKS;
            double leader = random.nextDouble();
            List<Integer> answers = new ArrayList<>();
            List<Double> scores = new ArrayList<>();
            for (int i = 0; i < ATTEMPTS; i++) {
                answers.add(random.nextDouble() < leader ? 0 : random.nextInt(different));
                scores.add(t % 3 == 0 ? random.nextInt(2) : random.nextDouble());
            }
            tasks.add(new Task(answers, scores));
        }
        return tasks;
    }
}
