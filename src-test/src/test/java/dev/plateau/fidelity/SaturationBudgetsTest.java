package dev.plateau.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.data.Recorded;
import dev.plateau.fidelity.SaturationBudgets.Budget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Wang J. et al. 2025 (arXiv 2505.20522) report a correlation of 0.803 at best. */
class SaturationBudgetsTest {

    @Test
    @Tag("long")
    void predictedAgainstObserved() throws IOException {
        Assumptions.assumeTrue(
                SaturationBudgets.NEEDS.stream().allMatch(Recorded::has), "no " + SaturationBudgets.NEEDS);
        List<Budget> all = SaturationBudgets.all(Path.of(".."));
        assertThat(all).hasSizeGreaterThan(100);
        assertThat(SaturationBudgets.correlation(all, Budget::fitted, false)).isGreaterThan(0.803);
        assertThat(SaturationBudgets.correlation(all, Budget::fitted, true)).isGreaterThan(0.803);
    }
}
