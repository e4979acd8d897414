package dev.plateau.fidelity;

import dev.plateau.analytic.ImperfectVerifier;
import dev.plateau.data.Recorded;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Programs for HumanEval, of which some pass the base tests and yet are wrong by the full ones (Stroebl et al. 2024, arXiv
 * 2411.17501).
 *
 * @param model that writes
 * @param right share of its programs that pass all tests
 * @param published share of these among the programs that pass the base tests: the ceiling of resampling
 */
record Ceiling(String model, double right, double published) {
    static final Path FILE = Path.of("docs", "data", "humaneval-ceilings.csv");

    /** The best model first. */
    static List<Ceiling> all(Path home) throws IOException {
        return Recorded.rows(home.resolve(FILE)).stream()
                .map(row -> new Ceiling(
                        row.get("model"),
                        Double.parseDouble(row.get("single_sample_accuracy_humaneval_plus")),
                        Double.parseDouble(row.get("accuracy_given_base_tests_pass"))))
                .sorted(Comparator.comparingDouble(Ceiling::right).reversed())
                .toList();
    }

    String world() {
        return model.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    /** Right programs pass all tests, the base tests among them. */
    ImperfectVerifier verifier() {
        return new ImperfectVerifier(right, 1, right * (1 - published) / (published * (1 - right)));
    }
}
