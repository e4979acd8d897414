package dev.plateau.fidelity;

import dev.plateau.analytic.TwoState;
import dev.plateau.data.Recorded;
import dev.plateau.model.Normal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Accuracies before and after rounds of refinement (Huang et al. 2023, arXiv 2310.01798), and the chain of two states that
 * those before, after one round and with an oracle determine. The oracle stopped at the first right answer of at most two
 * rounds: 1 - (1 - a_0)(1 - ECR)^2.
 *
 * @param model who refines
 * @param benchmark what
 * @param before a_0
 * @param first a_1, without an oracle
 * @param second a_2, without an oracle: not used for the chain
 * @param oracle with an oracle
 */
record Refinements(String model, String benchmark, double before, double first, double second, double oracle) {
    static final Path FILE = Path.of("docs", "data", "refinement-huang.csv");

    /** Those with an oracle's accuracy; without it the chance to correct is not identified. */
    static List<Refinements> all(Path home) throws IOException {
        return Recorded.rows(home.resolve(FILE)).stream()
                .filter(row -> !row.get("acc_oracle_stopping").isEmpty())
                .map(Refinements::of)
                .toList();
    }

    private static Refinements of(Map<String, String> row) {
        return new Refinements(
                row.get("model"),
                row.get("benchmark"),
                share(row, "acc_round0"),
                share(row, "acc_round1"),
                share(row, "acc_round2"),
                share(row, "acc_oracle_stopping"));
    }

    private static double share(Map<String, String> row, String column) {
        return Double.parseDouble(row.get(column)) / 100;
    }

    String world() {
        return (model + '-' + benchmark.replace("CommonSenseQA", "CSQA")).toLowerCase(Locale.ROOT);
    }

    TwoState chain() {
        double corrects = 1 - Math.sqrt((1 - oracle) / (1 - before));
        return new TwoState(corrects, (before + (1 - before) * corrects - first) / before);
    }

    /** Chance that a round repeats the last. */
    double repeat() {
        return 1 - chain().corrects() - chain().spoils();
    }

    /** What the answer in its prompt adds to the latent quality of a round that does not. */
    double improvement() {
        return Normal.threshold(before) - Normal.threshold(chain().limit());
    }
}
