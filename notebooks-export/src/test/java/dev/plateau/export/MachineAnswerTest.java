package dev.plateau.export;

import static dev.plateau.export.ServedRows.overloaded;
import static dev.plateau.export.ServedRows.promised;
import static dev.plateau.export.ServedRows.stable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.result.BudgetUnit;
import dev.plateau.result.FleetRow;
import java.util.List;
import org.junit.jupiter.api.Test;

class MachineAnswerTest {
    @Test
    void namesTheMostAccurateTheQuickestAndTheCheapestAndTheOverloaded() {
        assertThat(sentences(
                        stable("dora", 16, "h100", 0.80, 30, 0.0123456),
                        stable("rebase", 16, "h100", 0.79, 12.34, 0.01),
                        stable("parallel", 64, "h100", 0.785, 20, 0.005),
                        stable("parallel", 4, "h100", 0.5, 1, 0.001),
                        overloaded("dora", 64, "h100", 0.9),
                        overloaded("dora", 256, "h100", 0.9),
                        overloaded("rebase", 64, "h100", 0.9)))
                .containsExactly(
                        "On h100, dora at 16 rollouts is the most accurate choice: it answers within 30.0 s (p95) at"
                                + " $0.0123, 0.500 Wh and 0.250 g of CO2 per task; 80.0 % of the answers are right."
                                + " Model error \u00b120 %, sampling \u00b110 % of the latency and \u00b110 % of the cost.",
                        "Of the choices that are tied with it in accuracy, rebase at 16 rollouts is the quickest, 12.3 s"
                                + " at $0.0100, and parallel at 64 rollouts the cheapest, $0.00500 in 20.0 s.",
                        "On h100 the queue would grow without end with dora at 64 and 256; rebase at 64.");
    }

    @Test
    void keepsToThePromisedTimeIfAnythingDoes() {
        FleetRow slow = promised("dora", 16, "h100", 0.80, 30, 0.01, 0.6);
        FleetRow quick = promised("dora", 4, "h100", 0.70, 5, 0.005, 0.973);

        assertThat(sentences(slow, quick).get(0))
                .startsWith("On h100, dora at 4 rollouts is the most accurate choice of those that are in time: it")
                .contains("70.0 % of the answers are right, 97.3 % in time.");
        assertThat(sentences(slow, promised("dora", 4, "h100", 0.70, 5, 0.005, 0.94)))
                .hasSize(2)
                .first()
                .isEqualTo("On h100 no choice answers 95 % of the tasks in the promised time.");
    }

    @Test
    void speaksOfEachFleet() {
        assertThat(sentences(stable("dora", 1, "a", 0.8, 30, 0.01), overloaded("dora", 1, "b", 0.8)))
                .hasSize(2)
                .satisfies(all -> assertThat(all.get(0)).startsWith("On a, dora at 1 rollout answers within 30.0 s"))
                .last()
                .isEqualTo("On b the queue would grow without end with every choice; the most that it sustains is 1.50"
                        + " tasks per second, with dora at 1 rollout.");
    }

    private static List<String> sentences(FleetRow... rows) {
        return new MachineAnswer(BudgetUnit.ROLLOUTS, Texts.ENGLISH).sentences(List.of(rows));
    }
}
