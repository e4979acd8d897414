package dev.plateau.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.Worlds;
import dev.plateau.model.TaskTree;
import dev.plateau.policy.Frontier;
import dev.plateau.policy.StepwisePolicy;
import dev.plateau.select.Selection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The lots that a policy may draw. */
class LotsTest {
    private static final int TASKS = 500;

    private static List<Long> seeds(long seed, int first, int count) {
        List<Long> seeds = new ArrayList<>();
        StepwisePolicy policy = new StepwisePolicy() {
            @Override
            public void allocate(Frontier frontier, int budget, int[] allocation) {
                seeds.add(frontier.seed());
                Arrays.fill(allocation, 0, frontier.size(), 1);
            }

            @Override
            public boolean readsScores() {
                return false;
            }

            @Override
            public boolean readsSimilarity() {
                return false;
            }
        };
        TaskTree tree = new TaskTree(Worlds.rich().world(), seed);
        TaskRunner runner = new TaskRunner(tree, new int[] {2});
        for (int task = first; task < first + count; task++) {
            tree.begin(task);
            runner.run(policy, Selection.MAJORITY, new Outcomes(1));
        }
        return seeds;
    }

    @Test
    void areOtherAtEveryTaskAndStepAndTheSameAgain() {
        List<Long> seeds = seeds(1, 0, TASKS);
        assertThat(seeds).hasSizeGreaterThan(TASKS).allMatch(lot -> lot >= 0 && lot < 1L << 53);
        assertThat(new HashSet<>(seeds)).hasSameSizeAs(seeds);
        List<Long> rest = seeds(1, TASKS / 2, TASKS / 2);
        assertThat(seeds.subList(seeds.size() - rest.size(), seeds.size())).isEqualTo(rest);
        assertThat(seeds(2, 0, TASKS)).doesNotContainAnyElementsOf(seeds);
    }
}
