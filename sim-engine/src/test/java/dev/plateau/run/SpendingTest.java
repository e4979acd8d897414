package dev.plateau.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.Worlds;
import dev.plateau.model.SimilarityShape;
import dev.plateau.model.TaskTree;
import dev.plateau.policy.Policy;
import dev.plateau.select.Selection;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What all spending rules keep to, in a world where everything is at work. */
class SpendingTest {
    private static final int TASKS = 300;

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of("adaptive-consistency", Map.of()),
                Arguments.of("early-stopping", Map.of("window", 3)),
                Arguments.of("marginal-gain", Map.of()),
                Arguments.of("verifier-threshold", Map.of("threshold", 0.6)),
                Arguments.of("hybrid", Map.of("rounds", 3)),
                Arguments.of("hybrid", Map.of("rounds", 3, "within", "last")));
    }

    private static Outcomes[] run(Policy policy, Selection selection, int... budgets) {
        TaskTree tree = new TaskTree(Worlds.rich().world(), 5);
        TaskRunner runner = new TaskRunner(tree, budgets);
        Outcomes[] outcomes = new Outcomes[TASKS];
        for (int task = 0; task < TASKS; task++) {
            tree.begin(task);
            outcomes[task] = new Outcomes(budgets.length);
            runner.run(policy, selection, outcomes[task]);
        }
        return outcomes;
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aLargerBudgetContinuesASmallerOne(String id, Map<String, ?> settings) {
        Policy policy = Worlds.policy(id, settings);
        Outcomes[] together = run(policy, Selection.WEIGHTED_MAJORITY, 1, 2, 3, 7, 12, 40);
        Outcomes[] alone = run(policy, Selection.WEIGHTED_MAJORITY, 12);
        double spent = 0;
        for (int task = 0; task < TASKS; task++) {
            assertThat(together[task].accuracy[4]).isEqualTo(alone[task].accuracy[0]);
            assertThat(together[task].tokens[4]).isCloseTo(alone[task].tokens[0], within(1e-6));
            assertThat(together[task].rollouts[4]).isEqualTo(alone[task].rollouts[0]);
            for (int b = 1; b < 6; b++) {
                assertThat(together[task].rollouts[b])
                        .isBetween(together[task].rollouts[b - 1], new double[] {1, 2, 3, 7, 12, 40}[b]);
                assertThat(together[task].tokens[b]).isGreaterThanOrEqualTo(together[task].tokens[b - 1]);
                assertThat(together[task].coverage[b]).isGreaterThanOrEqualTo(together[task].coverage[b - 1]);
            }
            spent += together[task].rollouts[5] / TASKS;
        }
        assertThat(spent).isBetween(2.0, id.equals("hybrid") ? 40.0 : 30.0);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void oneRolloutIsTheSameForAll(String id, Map<String, ?> settings) {
        Outcomes[] rule = run(Worlds.policy(id, settings), Selection.MAJORITY, 1);
        Outcomes[] parallel = run(Worlds.policy("parallel", Map.of()), Selection.MAJORITY, 1);
        for (int task = 0; task < TASKS; task++) {
            assertThat(rule[task].accuracy).isEqualTo(parallel[task].accuracy);
            assertThat(rule[task].rollouts[0]).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Selection.Rule.class)
    void chainsOfOneRoundAreParallelSamplingToTheBit(Selection.Rule rule) {
        Selection selection = Selection.of(rule);
        Outcomes[] hybrid = run(Worlds.policy("hybrid", Map.of("rounds", 1)), selection, 1, 5, 32);
        Outcomes[] parallel = run(Worlds.policy("parallel", Map.of()), selection, 1, 5, 32);
        for (int task = 0; task < TASKS; task++) {
            assertThat(hybrid[task].accuracy).isEqualTo(parallel[task].accuracy);
            assertThat(hybrid[task].passRate).isEqualTo(parallel[task].passRate);
            assertThat(hybrid[task].tokens).isEqualTo(parallel[task].tokens);
            assertThat(hybrid[task].rollouts).isEqualTo(parallel[task].rollouts);
        }
    }

    @Test
    void anEmbedderBlindToDirectionsMakesTheBestDirectionAWeightedMajority() {
        for (String id : new String[] {"parallel", "rebase", "hybrid"}) {
            double[] accuracy = new double[2];
            int differ = 0;
            for (SimilarityShape.View view :
                    new SimilarityShape.View[] {SimilarityShape.View.BLIND, SimilarityShape.View.TRUE}) {
                TaskTree tree = new TaskTree(
                        Worlds.rich()
                                .with(new SimilarityShape(0.5, 0.02, 0, view))
                                .world(),
                        5);
                TaskRunner runner = new TaskRunner(tree, new int[] {16});
                Outcomes outcomes = new Outcomes(1);
                for (int task = 0; task < TASKS; task++) {
                    tree.begin(task);
                    for (int s = 0; s < 2; s++) {
                        runner.run(
                                Worlds.policy(id, Map.of()),
                                s == 0 ? Selection.BEST_DIRECTION : Selection.WEIGHTED_MAJORITY,
                                outcomes);
                        accuracy[s] = outcomes.accuracy[0];
                    }
                    if (view == SimilarityShape.View.BLIND) {
                        assertThat(accuracy[0]).isEqualTo(accuracy[1]);
                    } else {
                        differ += accuracy[0] == accuracy[1] ? 0 : 1;
                    }
                }
            }
            assertThat(differ).as(id).isPositive();
        }
    }

    @Test
    void rulesAllocateNothingInSteadyState() {
        com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        TaskTree tree = new TaskTree(Worlds.rich().world(), 3);
        TaskRunner runner = new TaskRunner(tree, new int[] {16, 64});
        Outcomes outcomes = new Outcomes(2);
        for (String id : new String[] {"adaptive-consistency", "early-stopping", "verifier-threshold", "hybrid"}) {
            Policy policy = Worlds.policy(id, Map.of());
            for (int task = 0; task < 2000; task++) {
                tree.begin(task);
                runner.run(policy, Selection.BEST_DIRECTION, outcomes);
            }
            tree.begin(1);
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 100; i++) {
                runner.run(policy, Selection.BEST_DIRECTION, outcomes);
            }
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).as(id).isLessThan(2000);
        }
    }
}
