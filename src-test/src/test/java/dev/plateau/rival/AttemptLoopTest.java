package dev.plateau.rival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plateau.catalog.Policies;
import dev.plateau.experiment.Entrant;
import dev.plateau.experiment.Study;
import dev.plateau.model.TaskTree;
import dev.plateau.run.Outcomes;
import dev.plateau.run.TaskRunner;
import dev.plateau.scenario.Catalogue;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The default scenario beside the C program of the same model. With the keyed draws it meets the very same attempts: every
 * policy answers the same tasks rightly at every budget, with the same pass rates and tokens.
 */
class AttemptLoopTest {
    private static final int TASKS = 1024;

    @Test
    void givesTheSameAsTheProgramInC(@TempDir Path folder) throws Exception {
        assumeTrue(Programs.works("gcc", "--version"), "needs gcc");
        String program = Programs.attempts(folder, "-DKEYED").toString();
        Iterator<String> lines =
                Programs.run(program, "all", "1", "0", Integer.toString(TASKS)).iterator();
        Study study =
                new Catalogue(Policies.factories()).read(Catalogue.DEFAULT).study();
        TaskTree tree = new TaskTree(study.worlds().get(0).world(), 1);
        int[] budgets = study.budgets().stream().mapToInt(Integer::intValue).toArray();
        TaskRunner runner = new TaskRunner(tree, budgets);
        Outcomes outcomes = new Outcomes(budgets.length);
        for (Entrant entrant : study.entrants()) {
            double[][] sums = new double[budgets.length][4];
            for (int task = 0; task < TASKS; task++) {
                tree.begin(task);
                runner.run(entrant.policy().get(), entrant.selection(), outcomes);
                for (int b = 0; b < budgets.length; b++) {
                    sums[b][0] += outcomes.accuracy[b];
                    sums[b][1] += outcomes.coverage[b];
                    sums[b][2] += outcomes.passRate[b];
                    sums[b][3] += outcomes.tokens[b];
                }
            }
            for (int b = 0; b < budgets.length; b++) {
                List<String> words = List.of(lines.next().split(" "));
                assertThat(words.subList(0, 2)).containsExactly(entrant.label(), Integer.toString(budgets[b]));
                for (int i = 0; i < 4; i++) {
                    assertThat(sums[b][i])
                            .as("%s at %d, column %d", entrant.label(), budgets[b], i)
                            .isCloseTo(Double.parseDouble(words.get(2 + i)), within(i < 2 ? 0 : 1e-9 * sums[b][i]));
                }
            }
        }
        assertThat(lines.next().split(" ")[1]).isEqualTo(Long.toString(runner.steps()));
    }
}
