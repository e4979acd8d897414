package dev.plateau.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.calibrate.PilotPlan;
import dev.plateau.result.DesignRow;
import dev.plateau.result.Spending;
import dev.plateau.result.StageRow;
import dev.plateau.stats.Interval;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DesignReportTest {
    private static final Spending SPENT = new Spending(40_000, 1.2e14, 3, 0.0017);

    private static PilotPlan plan(Optional<String> fleet, double perMillion, double perSolved) {
        DesignRow design = new DesignRow("parallel", 25, 4, SPENT, 100, 54, 50, 0.97, 0.8, 1.4, 1.2, 0.9, true);
        Interval gain = new Interval(0.0005, 0.0004, 0.0006);
        StageRow.Procedure parallel = new StageRow.Procedure(0.85, gain, SPENT, 3.05, 0.006, 3, 0.64);
        StageRow.Procedure sequential = new StageRow.Procedure(0.83, gain, SPENT, perMillion, perSolved, -1, 0);
        return new PilotPlan(
                54,
                Long.MAX_VALUE,
                List.of(design),
                Optional.of(design),
                Optional.empty(),
                60,
                List.of(new StageRow(64, parallel, sequential, 477, 0.908)),
                0.001,
                2,
                fleet,
                fleet.isPresent() ? 0.15 : Double.NaN,
                false);
    }

    @Test
    void saysWhatAPilotCosts() {
        assertThat(DesignReport.sentences(plan(Optional.of("one card"), 21, 0.007)))
                .anyMatch(sentence -> sentence.endsWith(
                        "for 40,000 tokens and 120 TFLOP: $0.00170 in 3.00 s on one card, within 15 %. The pilots' own"
                                + " intervals hold it in 80 %; widened at both ends by a factor of 1.20, as half of the pilots"
                                + " ask for, those of the others hold it in 90 %."))
                .anyMatch(
                        sentence -> sentence.endsWith(
                                "3.05 problems per million tokens by samples and 21.0 by rounds, at $0.00600 and $0.00700 a problem."));
        assertThat(DesignReport.sentences(plan(Optional.empty(), 21, Double.NaN)))
                .anyMatch(sentence -> sentence.contains("for 40,000 tokens and 120 TFLOP. The"));
    }

    /** Rounds may have solved all there was before. */
    @Test
    void nothingLeftToSolveIsNoNumber() {
        assertThat(DesignReport.sentences(plan(Optional.of("one card"), Double.NaN, Double.POSITIVE_INFINITY)))
                .anyMatch(sentence ->
                        sentence.endsWith("3.05 problems per million tokens by samples and none by rounds."));
    }

    /** A search that was ended has not shown that there is no pilot. */
    @Test
    void anInterruptedSearchIsSaidToBeInterrupted() {
        DesignRow design = new DesignRow("parallel", 25, 4, SPENT, 20, 54, 50, 0.4, 0.9, 1.4, 1, 0.9, false);
        PilotPlan whole = plan(Optional.empty(), 21, Double.NaN);
        for (boolean interrupted : new boolean[] {false, true}) {
            PilotPlan plan = new PilotPlan(
                    54,
                    70,
                    List.of(design),
                    Optional.empty(),
                    Optional.empty(),
                    60,
                    whole.stages(),
                    0.001,
                    2,
                    Optional.empty(),
                    Double.NaN,
                    interrupted);
            String begin = interrupted
                    ? "Interrupted before a pilot was found that places that within a factor of 2.00 often enough."
                    : "No pilot that was tried places that within a factor of 2.00 often enough, with intervals that hold: try more problems";
            assertThat(DesignReport.sentences(plan).subList(0, 2)).allMatch(sentence -> sentence.contains(begin));
        }
    }
}
