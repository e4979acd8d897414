package dev.plateau.fidelity;

import dev.plateau.analytic.Ttspm;
import dev.plateau.data.Recorded;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The two points of one curve that are known of the TTSPM paper: R1-Distill-Qwen-1.5B on AIME 2024.
 *
 * @param one accuracy of one sample
 * @param many accuracy at 32
 */
record KnownPoints(double one, double many) {
    static final Path FILE = Path.of("docs", "data", "ttspm-points.csv");
    static final int MANY = 32;
    static final double EPSILON = 0.001;

    static KnownPoints of(Path home) throws IOException {
        double[] values = Recorded.rows(home.resolve(FILE)).stream()
                .filter(row -> row.get("benchmark").equals("AIME2024"))
                .mapToDouble(row -> Double.parseDouble(row.get("value")) / 100)
                .toArray();
        return new KnownPoints(values[0], values[1]);
    }

    /** Two points leave F_max and p_x no choice. */
    Ttspm fit() {
        return Ttspm.fit(List.of(1, MANY), new double[] {one, many});
    }
}
