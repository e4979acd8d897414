package dev.plateau.rival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plateau.catalog.Policies;
import dev.plateau.experiment.Entrant;
import dev.plateau.experiment.Study;
import dev.plateau.model.TaskTree;
import dev.plateau.run.Outcomes;
import dev.plateau.run.TaskRunner;
import dev.plateau.scenario.Catalogue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The default scenario beside the script in numpy, which was written from docs/MODEL.md and shares no code, no draws and no
 * strata with the simulator: 6 policies at 9 budgets, accuracy, coverage and pass rate of each.
 *
 * <p>Level: 162 comparisons at |z| &lt; 5.2 each, by Bonferroni's inequality a joint false-alarm rate below 4e-5. The standard
 * error is that of independent tasks on both sides, which the strata of the simulator only lessen.
 */
@Tag("long")
class PlainScriptTest {
    private static final String PYTHON = "/usr/bin/python3";
    private static final int THEIRS = 4000;
    private static final int OURS = 64 * 250;
    private static final double LIMIT = 5.2;

    @Test
    void agreesWithTheScriptInNumpy() throws Exception {
        assumeTrue(Programs.works(PYTHON, "-c", "import numpy"), "needs Debian's python3-numpy");
        List<String> lines =
                Programs.run(PYTHON, Programs.folder().resolve("plain.py").toString(), Integer.toString(THEIRS), "1");
        Map<String, double[]> ours = simulated();
        assertThat(lines).hasSize(1 + ours.size());
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            double[] means = ours.get(cells[0] + " " + cells[1]);
            for (int i = 0; i < 3; i++) {
                double theirs = Double.parseDouble(cells[3 + 2 * i]);
                double error = Double.parseDouble(cells[4 + 2 * i]) * Math.sqrt(1 + (double) THEIRS / OURS);
                assertThat((means[i] - theirs) / error)
                        .as("%s at %s, column %d: %f, not %f", cells[0], cells[1], i, means[i], theirs)
                        .isBetween(-LIMIT, LIMIT);
            }
        }
    }

    private static Map<String, double[]> simulated() throws Exception {
        Study study =
                new Catalogue(Policies.factories()).read(Catalogue.DEFAULT).study();
        TaskTree tree = new TaskTree(study.worlds().get(0).world(), 1);
        int[] budgets = study.budgets().stream().mapToInt(Integer::intValue).toArray();
        TaskRunner runner = new TaskRunner(tree, budgets);
        Outcomes outcomes = new Outcomes(budgets.length);
        Map<String, double[]> means = new HashMap<>();
        for (int task = 0; task < OURS; task++) {
            tree.begin(task);
            for (Entrant entrant : study.entrants()) {
                runner.run(entrant.policy().get(), entrant.selection(), outcomes);
                for (int b = 0; b < budgets.length; b++) {
                    double[] mean = means.computeIfAbsent(entrant.label() + " " + budgets[b], name -> new double[3]);
                    mean[0] += outcomes.accuracy[b] / OURS;
                    mean[1] += outcomes.coverage[b] / OURS;
                    mean[2] += outcomes.passRate[b] / OURS;
                }
            }
        }
        return means;
    }
}
