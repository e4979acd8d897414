package dev.plateau.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plateau.Worlds;
import dev.plateau.model.AttemptShape;
import dev.plateau.model.TaskTree;
import dev.plateau.policy.BatchPolicy;
import dev.plateau.policy.Frontier;
import dev.plateau.policy.OracleFrontier;
import dev.plateau.policy.OraclePolicy;
import dev.plateau.policy.Policy;
import dev.plateau.policy.PolicyException;
import dev.plateau.policy.SamplingPolicy;
import dev.plateau.policy.StepwisePolicy;
import dev.plateau.policy.Tally;
import dev.plateau.select.Selection;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The run refuses a policy what it does not declare to read, and so does not pay for. */
class UndeclaredReadsTest {
    private static final int[] BUDGETS = {8};

    private final TaskTree tree = new TaskTree(
            Worlds.plain()
                    .with(new AttemptShape(0, 0.5, 0.5, 1, AttemptShape.fixedSteps(3)))
                    .world(),
            1);

    private void run(Policy policy, Selection selection) {
        tree.begin(0);
        new TaskRunner(tree, BUDGETS).run(policy, selection, new Outcomes(1));
    }

    /** Reads what it likes and goes on with every prefix. */
    private record Reader(Consumer<Frontier> reads, boolean readsScores, boolean readsSimilarity)
            implements StepwisePolicy {
        @Override
        public void allocate(Frontier frontier, int budget, int[] allocation) {
            reads.accept(frontier);
            Arrays.fill(allocation, 0, frontier.size(), 1);
        }
    }

    /** The same among those that are told the truth. */
    private record Seer(Consumer<Frontier> reads, boolean readsScores, boolean readsSimilarity)
            implements OraclePolicy {
        @Override
        public void allocate(OracleFrontier frontier, int budget, int[] allocation) {
            reads.accept(frontier);
            Arrays.fill(allocation, 0, frontier.size(), 1);
        }
    }

    private void assertNeeds(Consumer<Frontier> reads, boolean scores, boolean similarities, String complaint) {
        for (boolean readsScores : new boolean[] {true, false}) {
            for (boolean readsSimilarity : new boolean[] {true, false}) {
                for (Policy policy : new Policy[] {
                    new Reader(reads, readsScores, readsSimilarity), new Seer(reads, readsScores, readsSimilarity)
                }) {
                    // A selection that has the finished attempts scored does not make the prefixes' scores valid.
                    boolean enough = (readsScores || !scores) && (readsSimilarity || !similarities);
                    if (enough) {
                        assertThatCode(() -> run(policy, Selection.WEIGHTED_MAJORITY))
                                .doesNotThrowAnyException();
                    } else {
                        assertThatThrownBy(() -> run(policy, Selection.WEIGHTED_MAJORITY))
                                .isInstanceOf(PolicyException.class)
                                .hasMessageStartingWith(
                                        "a policy " + complaint + " after step 1 of a search with N = 8 and 8 active");
                    }
                }
            }
        }
    }

    @Test
    void ofThePrefixes() {
        String scores = "read scores, but its readsScores() is false";
        String similarities = "read similarities, but its readsSimilarity() is false";
        assertNeeds(frontier -> frontier.score(1), true, false, scores);
        assertNeeds(frontier -> frontier.evidence(1), true, false, scores);
        assertNeeds(frontier -> frontier.cosine(1, 1), false, true, similarities);
        assertNeeds(frontier -> frontier.cosines(1, new double[8]), false, true, similarities);
        assertNeeds(frontier -> frontier.uniqueness(0.1, new double[8]), false, true, similarities);
        assertNeeds(frontier -> frontier.lineage(1), false, false, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rebase", "dora", "bayes-direction", "dora-dynamic", "beam", "dvts"})
    void ofRulesThatAreWrapped(String id) {
        StepwisePolicy rule = (StepwisePolicy) Worlds.policy(id, Map.of());
        record Sly(StepwisePolicy rule, boolean readsScores, boolean readsSimilarity) implements StepwisePolicy {
            @Override
            public void allocate(Frontier frontier, int budget, int[] allocation) {
                rule.allocate(frontier, budget, allocation);
            }
        }
        assertThatThrownBy(() -> run(new Sly(rule, false, rule.readsSimilarity()), Selection.BEST_OF_N))
                .isInstanceOf(PolicyException.class);
        if (rule.readsSimilarity()) {
            assertThatThrownBy(() -> run(new Sly(rule, true, false), Selection.BEST_OF_N))
                    .isInstanceOf(PolicyException.class);
        }
    }

    /** Reads what it likes and never stops. */
    private record Counter(Consumer<Tally> reads, boolean readsAnswers, boolean readsScores) implements SamplingPolicy {
        @Override
        public boolean stops(Tally tally) {
            reads.accept(tally);
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource(Selection.Rule.class)
    void ofTheAttempts(Selection.Rule vote) {
        Selection selection = Selection.of(vote);
        assertThatThrownBy(() -> run(new Counter(Tally::lastScore, true, false), selection))
                .isInstanceOf(PolicyException.class)
                .hasMessageStartingWith(
                        "a policy read scores, but its readsScores() is false after attempt 1 at a task. ");
        assertThatCode(() -> run(new Counter(Tally::lastScore, false, true), selection))
                .doesNotThrowAnyException();
        for (Consumer<Tally> answers :
                List.<Consumer<Tally>>of(Tally::leaderVotes, Tally::runnerUpVotes, Tally::streak)) {
            assertThatThrownBy(() -> run(new Counter(answers, false, true), selection))
                    .isInstanceOf(PolicyException.class)
                    .hasMessageContaining("readsAnswers() is false");
            assertThatCode(() -> run(new Counter(answers, true, false), selection))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void ofABatch() {
        assertThatThrownBy(() -> new BatchPlan(tree, BUDGETS).attempts((BatchPolicy) Tally::lastScore, 0, 2))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("after attempt 1 at a task of a batch");
        for (double gain : new double[] {Double.NaN, -1}) {
            assertThatThrownBy(() -> new BatchPlan(tree, BUDGETS).attempts((BatchPolicy) tally -> gain, 0, 2))
                    .isInstanceOf(PolicyException.class)
                    .hasMessageContaining("estimated a gain of " + gain);
        }
    }
}
