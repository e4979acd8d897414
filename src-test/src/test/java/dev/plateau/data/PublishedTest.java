package dev.plateau.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.analytic.Coverage;
import dev.plateau.analytic.ImperfectVerifier;
import dev.plateau.analytic.Ttspm;
import dev.plateau.analytic.TwoState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Published figures from published parameters, by the closed forms. Nothing is random. */
class PublishedTest {
    private static double number(Map<String, String> row, String column) {
        return Double.parseDouble(row.get(column));
    }

    /**
     * Huang et al. 2023 (arXiv 2310.01798) give accuracy after 0, 1 and 2 rounds and, for six of ten, with an oracle that
     * stops when right. The oracle gives the chance to correct, the first round then the chance to spoil; the second round is
     * predicted. The oracle had at most two rounds: 1 - (1 - a_0)(1 - ECR)^2.
     */
    @Test
    void theSecondRoundWithoutAnOracle() throws IOException {
        List<Double> errors = new ArrayList<>();
        for (Map<String, String> row : Recorded.rows("published/sequential_huang2023.csv")) {
            if (row.get("acc_oracle_stopping").isEmpty()) {
                continue;
            }
            double start = number(row, "acc_round0") / 100;
            double corrects = 1 - Math.sqrt((1 - number(row, "acc_oracle_stopping") / 100) / (1 - start));
            double first = number(row, "acc_round1") / 100;
            double spoils = (start + (1 - start) * corrects - first) / start;
            TwoState states = new TwoState(corrects, spoils);
            assertThat(states.accuracy(start, 1)).isCloseTo(first, within(1e-12));
            assertThat(states.helps(start + 1e-9)).isFalse();
            double error = states.accuracy(start, 2) - number(row, "acc_round2") / 100;
            System.out.printf(
                    "Refinement of %s on %s: corrects %.3f, spoils %.3f, second round %.1f (published %s)%n",
                    row.get("model"),
                    row.get("benchmark"),
                    corrects,
                    spoils,
                    100 * states.accuracy(start, 2),
                    row.get("acc_round2"));
            errors.add(Math.abs(error));
        }
        assertThat(errors).hasSize(6);
        // Without the oracle's answer to GPT-4 on HotpotQA, whose first round changed nothing and whose second lost 6
        // points.
        assertThat(errors.stream().sorted().limit(4)).allMatch(error -> error < 0.03);
    }

    /** Repeated calls of one verifier on one answer are correlated: all k accept with a chance that a Beta mixture gives. */
    @Test
    void correlatedCallsOfAVerifier() throws IOException {
        Map<String, double[]> published =
                Map.of("correct", new double[] {0.817, 0.78}, "wrong", new double[] {0.628, 0.72});
        int compared = 0;
        for (Map<String, String> row : Recorded.rows("published/verifier_correlation_gpqa_llama70b.csv")) {
            double[] parameters = published.get(row.get("candidate_class"));
            double size = (1 - parameters[1]) / parameters[1];
            int calls = Integer.parseInt(row.get("k_repeat_calls"));
            // All accept: no failure in k draws of Beta(a, b), which is coverage by attempts that fail with its chance.
            double all = 1 - Coverage.betaBinomial((1 - parameters[0]) * size, parameters[0] * size, calls);
            assertThat(all).as(calls + " calls").isCloseTo(number(row, "empirical_all_accept"), within(0.03));
            if (calls > 2) {
                assertThat(Math.pow(parameters[0], calls)).isLessThan(all - 0.2);
            }
            compared++;
        }
        assertThat(compared).isEqualTo(12);
    }

    /** Stroebl et al. 2024: what passes the base tests is right with a chance that more resampling does not lift. */
    @Test
    void ceilingsOfAnImperfectVerifier() throws IOException {
        int compared = 0;
        for (Map<String, String> row : Recorded.rows("published/stroebl_humaneval_ceiling.csv")) {
            double p = number(row, "single_sample_accuracy_humaneval_plus");
            double ceiling = number(row, "accuracy_given_base_tests_pass");
            // Right programs pass all tests, the base tests among them.
            double falsePositives = p * (1 - ceiling) / (ceiling * (1 - p));
            ImperfectVerifier verifier = new ImperfectVerifier(p, 1, falsePositives);
            assertThat(verifier.ceiling()).isCloseTo(ceiling, within(1e-12));
            assertThat(verifier.rightWithin(1)).isCloseTo(p, within(1e-12));
            assertThat(verifier.rightWithin(1000)).isCloseTo(ceiling, within(1e-6));
            compared++;
        }
        assertThat(compared).isGreaterThanOrEqualTo(4);
    }

    /** AIME24 by R1-Distill-Qwen-1.5B: 30.0 at one sample and 53.3 at 32 leave F_max and p_x no choice. */
    @Test
    void theKnownPointsOfTtspm() throws IOException {
        List<Map<String, String>> rows = Recorded.rows("published/ttspm_points.csv").stream()
                .filter(row -> row.get("benchmark").equals("AIME2024"))
                .toList();
        double one = number(rows.get(0), "value") / 100;
        double many = number(rows.get(1), "value") / 100;
        Ttspm fit = Ttspm.fit(List.of(1, 32), new double[] {one, many});
        assertThat(fit.accuracy(1)).isCloseTo(one, within(1e-6));
        assertThat(fit.accuracy(32)).isCloseTo(many, within(1e-6));
        assertThat(Ttspm.likeliest(List.of(1, 32), new double[] {one, many}).px())
                .isCloseTo(fit.px(), within(1e-4));
        assertThat(fit.saturationBudget(0.001)).isEqualTo(7);
    }
}
