package dev.plateau.explore;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plateau.catalog.Policies;
import dev.plateau.experiment.Study;
import dev.plateau.policy.Settings;
import dev.plateau.policy.StepwisePolicy;
import dev.plateau.run.SearchStory;
import dev.plateau.select.Selection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Two searches at one task, to be watched side by side. Unless the task is named, it is the one among the first {@value #TASKS} where
 * only the one that spreads more is right, and if there is none such any; of these the one where the two differ most in how many
 * directions their counted attempts finish in.
 */
final class Stories implements Turns.Work {
    static final List<String> RULES = List.of("rebase", "dora", "beam", "top-k", "dvts", "uniform", "temperature");

    private static final int TASKS = 200;
    private static final int TASKS_PER_SLICE = 10;
    /** More than directions there are. */
    private static final int REWARDED = 1000;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Study study;
    private final List<String> rules;
    private final int rollouts;
    private final OptionalLong wanted;
    private final Mailbox mailbox;
    private final int[] right = new int[2];
    private int seen;
    private long best;
    private int bestScore = -1;

    /**
     * Prepares the search for a task.
     *
     * @param study gives world, seed and vote
     * @param rules two of {@link #RULES}
     * @param rollouts of each
     * @param wanted number of the task, if the reader chooses
     */
    Stories(Study study, List<String> rules, int rollouts, OptionalLong wanted, Mailbox mailbox) {
        this.study = study;
        this.rules = List.copyOf(rules);
        this.rollouts = rollouts;
        this.wanted = wanted;
        this.mailbox = mailbox;
    }

    @Override
    public synchronized void slice() {
        if (over()) {
            return;
        }
        for (int i = 0; i < TASKS_PER_SLICE && seen < TASKS; i++, seen++) {
            SearchStory left = story(0, seen);
            SearchStory other = story(1, seen);
            right[0] += left.right() ? 1 : 0;
            right[1] += other.right() ? 1 : 0;
            int more = other.directionsFinished() - left.directionsFinished();
            boolean rewarded = more > 0 ? other.right() && !left.right() : left.right() && !other.right();
            int score = Math.abs(more) + (more != 0 && rewarded ? REWARDED : 0);
            if (score > bestScore) {
                bestScore = score;
                best = seen;
            }
        }
        if (seen == TASKS) {
            mailbox.end(told().toString());
        }
    }

    private SearchStory story(int side, long task) {
        Selection vote = study.entrants().get(0).selection();
        return SearchStory.of(study.worlds().get(0).world(), study.seed(), task, rule(rules.get(side)), vote, rollouts);
    }

    private static StepwisePolicy rule(String id) {
        return Policies.factories().stream()
                .filter(factory -> factory.id().equals(id))
                .map(factory -> (StepwisePolicy) factory.create(Settings.of(factory.parameters(), Map.of())))
                .findFirst()
                .orElseThrow();
    }

    private ObjectNode told() {
        long task = wanted.orElse(best);
        ObjectNode told = JSON.objectNode();
        told.put("task", task)
                .put("chosen", wanted.isEmpty())
                .put("rewarded", bestScore >= REWARDED)
                .put("among", TASKS)
                .put("rollouts", rollouts);
        ArrayNode sides = told.putArray("sides");
        for (int side = 0; side < 2; side++) {
            SearchStory story = story(side, task);
            told.put("chance", story.chance());
            ObjectNode node = sides.addObject();
            node.put("policy", rules.get(side))
                    .put("right", story.right())
                    .put("rightAmong", right[side])
                    .put("directions", story.directionsFinished());
            ArrayNode prefixes = node.putArray("prefixes");
            for (SearchStory.Prefix prefix : story.prefixes()) {
                ArrayNode row = prefixes.addArray()
                        .add(prefix.parent())
                        .add(prefix.depth())
                        .add(prefix.direction());
                prefix.score().ifPresentOrElse(row::add, row::addNull);
                row.add(prefix.rollouts()).add(prefix.end().name()).add(prefix.answer());
            }
        }
        return told;
    }

    @Override
    public boolean over() {
        return mailbox.ended();
    }

    @Override
    public void end(String reason) {
        mailbox.end(JSON.objectNode().put("ended", reason).toString());
    }
}
