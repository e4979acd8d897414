package dev.plateau.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * REBASE, DORA and the released DORA against allocations that their authors' code and formulas gave, if the file is there: in
 * shared/vectors beside this repository, or where the property plateau.vectors or the variable PLATEAU_VECTORS says.
 *
 * <p>Where everything rounds to 0 the reference has no allocation to follow; there ours is the largest remainders.
 */
class ReferenceVectorsTest {
    private static final String FILE = "allocation.json";

    private static Optional<Path> file() {
        String property = System.getProperty("plateau.vectors");
        String named = property != null ? property : System.getenv("PLATEAU_VECTORS");
        return named != null
                ? Optional.of(Path.of(named, FILE))
                : Stream.of("../shared/vectors", "../../shared/vectors")
                        .map(folder -> Path.of(folder, FILE))
                        .filter(Files::exists)
                        .findFirst();
    }

    private static double[] reals(JsonNode node) {
        double[] reals = new double[node.size()];
        Arrays.setAll(reals, i -> node.get(i).asDouble());
        return reals;
    }

    private static int[] wholes(JsonNode node) {
        return IntStream.range(0, node.size()).map(i -> node.get(i).asInt()).toArray();
    }

    private static void assertAllocation(
            String name, WeighingPolicy policy, GivenFrontier frontier, int budget, JsonNode allocation) {
        int[] expected = wholes(allocation);
        if (IntStream.of(expected).sum() == 0) {
            double[] weights = new double[frontier.size()];
            policy.weigh(frontier, budget, weights);
            expected = new int[weights.length];
            new Rounder(Rounding.LARGEST_REMAINDER).round(weights, weights.length, budget, expected);
        }
        int[] actual = new int[frontier.size()];
        policy.allocate(frontier, budget, actual);
        assertThat(actual).as(name).containsExactly(expected);
    }

    private static void assertWeights(String name, double[] actual, JsonNode expected, double tolerance) {
        assertThat(actual).as(name).containsExactly(reals(expected), within(tolerance));
    }

    @Test
    void allocationsAreThoseOfTheReference() throws IOException {
        Optional<Path> file = file();
        assumeTrue(file.isPresent(), "no reference vectors: set PLATEAU_VECTORS to their folder");
        JsonNode cases = new ObjectMapper().readTree(file.get().toFile());
        int released = 0;
        for (int c = 0; c < cases.size(); c++) {
            JsonNode given = cases.get(c);
            int budget = given.get("N").asInt();
            double base = given.get("Tb").asDouble();
            double similarity = given.get("Ts").asDouble();
            double[][] embeddings = new double[given.get("embeddings").size()][];
            Arrays.setAll(embeddings, i -> reals(given.get("embeddings").get(i)));
            GivenFrontier frontier = GivenFrontier.of(reals(given.get("scores")), embeddings);
            int k = frontier.size();
            String name = "case " + c;

            WeighingPolicy rebase = new RebasePolicy(base, Rounding.PUBLISHED);
            double[] weights = new double[k];
            rebase.weigh(frontier, budget, weights);
            assertWeights(name + " rebase", weights, given.get("rebase_weights"), 1e-12);
            assertAllocation(name + " rebase", rebase, frontier, budget, given.get("rebase"));

            double[] uniqueness = new double[k];
            frontier.uniqueness(similarity, uniqueness);
            assertWeights(name + " uniqueness", uniqueness, given.get("dora_uniqueness"), 1e-9);

            WeighingPolicy dora = new DoraPolicy(base, similarity, Rounding.PUBLISHED);
            dora.weigh(frontier, budget, weights);
            assertWeights(name + " dora", weights, given.get("dora_weights"), 1e-9);
            assertAllocation(name + " dora", dora, frontier, budget, given.get("dora"));

            List<Integer> kept = IntStream.of(wholes(given.get("kept"))).boxed().toList();
            JsonNode code = given.get("dora_released");
            if (!kept.isEmpty() && code.isArray() && !code.isEmpty()) {
                released++;
                WeighingPolicy policy = new ReleasedDoraPolicy(base, similarity, Rounding.PUBLISHED);
                policy.weigh(frontier, budget, weights);
                double[] ofKept = kept.stream().mapToDouble(i -> weights[i]).toArray();
                // The released code computes in single precision.
                assertWeights(name + " released", ofKept, given.get("dora_released_weights"), 1e-6);
                assertAllocation(name + " released", policy, frontier, budget, code);
            }
        }
        assertThat(cases.size()).isGreaterThanOrEqualTo(60);
        assertThat(released).isGreaterThan(30);
    }
}
