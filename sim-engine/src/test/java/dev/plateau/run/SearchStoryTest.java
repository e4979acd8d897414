package dev.plateau.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plateau.Worlds;
import dev.plateau.model.AttemptShape;
import dev.plateau.model.Directions;
import dev.plateau.model.TaskTree;
import dev.plateau.model.Verifier;
import dev.plateau.model.World;
import dev.plateau.policy.StepwisePolicy;
import dev.plateau.run.SearchStory.End;
import dev.plateau.run.SearchStory.Prefix;
import dev.plateau.select.Selection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The story against the search that it tells, run without anybody listening. */
class SearchStoryTest {
    private static final int ROLLOUTS = 16;
    private static final World WORLD = Worlds.plain()
            .with(new Directions(new Directions.Zipf(5, 1), 0))
            .with(new AttemptShape(0.4, 0.4, 0.2, 0.9, AttemptShape.uniformSteps(3, 6)))
            .with(new Verifier(0.7, 0, 1, 0.3, 0.3, 0.3))
            .world();

    private static SearchStory story(String rule, long task) {
        return SearchStory.of(
                WORLD, 5, task, (StepwisePolicy) Worlds.policy(rule, Map.of()), Selection.WEIGHTED_MAJORITY, ROLLOUTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rebase", "dora", "beam", "top-k", "dvts", "uniform", "temperature"})
    void tellsTheSearchAsItIs(String rule) {
        TaskTree tree = new TaskTree(WORLD, 5);
        TaskRunner runner = new TaskRunner(tree, new int[] {ROLLOUTS});
        Outcomes outcomes = new Outcomes(1);
        int searches = 0;
        for (long task = 0; task < 40; task++) {
            SearchStory story = story(rule, task);
            tree.begin(task);
            runner.run(Worlds.policy(rule, Map.of()), Selection.WEIGHTED_MAJORITY, outcomes);
            assertThat(story.right()).isEqualTo(outcomes.accuracy[0] > 0);
            assertThat(story.chance()).isEqualTo(tree.chance());
            List<Prefix> prefixes = story.prefixes();
            long right = prefixes.stream().filter(p -> p.end() == End.RIGHT).count();
            long wrong = prefixes.stream().filter(p -> p.end() == End.WRONG).count();
            assertThat((double) (right + wrong)).isEqualTo(outcomes.rollouts[0]);
            assertThat((double) right / (right + wrong)).isEqualTo(outcomes.passRate[0]);
            assertThat(prefixes.stream().filter(p -> p.depth() == 1)).hasSize(ROLLOUTS);
            for (int i = 0; i < prefixes.size(); i++) {
                Prefix prefix = prefixes.get(i);
                int number = i;
                assertThat(prefixes.stream().filter(p -> p.parent() == number)).hasSize(prefix.rollouts());
                if (prefix.parent() >= 0) {
                    Prefix parent = prefixes.get(prefix.parent());
                    assertThat(prefix.direction()).isEqualTo(parent.direction());
                    assertThat(prefix.depth()).isEqualTo(parent.depth() + 1);
                    assertThat(parent.end()).isEqualTo(End.OPEN);
                    searches++;
                } else {
                    assertThat(prefix.direction()).isEqualTo(tree.direction(tree.child(tree.root(), i)));
                }
                boolean scores = ((StepwisePolicy) Worlds.policy(rule, Map.of())).readsScores();
                assertThat(prefix.score().isPresent()).isEqualTo(scores && prefix.end() == End.OPEN);
            }
        }
        assertThat(searches).isPositive();
    }

    @Test
    void aRuleThatIsToldTheTruthIsNotListenedTo() {
        StepwisePolicy told = (StepwisePolicy) Worlds.policy("oracle", Map.of());
        assertThat(told.readsTruth()).isTrue();
        assertThatThrownBy(() -> SearchStory.of(WORLD, 1, 0, told, Selection.MAJORITY, 4))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
