package dev.plateau.queueing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.bench.CustomerClass;
import dev.plateau.bench.QueueModel;
import dev.plateau.bench.QueueModels;
import dev.plateau.kernel.Discipline;
import dev.plateau.kernel.Kernel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The first 100,000 events of each model are the same, to the last bit, as when {@code fingerprints.txt} was written,
 * whatever the Java version.
 *
 * <p>When a change of the models is meant: {@code mvn test -pl src-test -am -Dtest=FingerprintTest} shows the new
 * content of the file in its failure.
 */
class FingerprintTest {
    private static Map<String, QueueCase.Builder> models() {
        final Map<String, QueueCase.Builder> models = new TreeMap<>();
        for (final QueueCase queue : QueueCase.values()) {
            models.put(queue.name(), queue.builder);
        }
        for (final double load : new double[] {0.2, 0.9, 0.99}) {
            models.put("mm1 load " + load, (kernel, seed) -> QueueModels.mm1(kernel, seed, load, 1));
        }
        for (final int servers : new int[] {2, 8, 64, 1000}) {
            models.put(
                    "mmc servers " + servers,
                    (kernel, seed) -> QueueModels.mmc(kernel, seed, 0.9 * servers, 1, servers));
        }
        models.put("mm infinity 5000", (kernel, seed) -> QueueModels.mmInfinity(kernel, seed, 5000, 1));
        models.put(
                "dd1 ties",
                (kernel, seed) ->
                        new QueueModel(kernel, 1, 50, Discipline.FIFO, List.of(new CustomerClass(() -> 1, () -> 1))));
        for (final Discipline discipline : Discipline.values()) {
            models.put("three classes " + discipline, (kernel, seed) -> threeClasses(kernel, seed, discipline));
        }
        return models;
    }

    private static QueueModel threeClasses(final Kernel kernel, final long seed, final Discipline discipline) {
        final List<CustomerClass> classes = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            classes.add(new CustomerClass(
                    QueueModels.exponential(QueueModels.stream(seed, 2 * k), 1),
                    QueueModels.exponential(QueueModels.stream(seed, 2 * k + 1), 1)));
        }
        return new QueueModel(kernel, 4, 40, discipline, classes);
    }

    @Test
    void areThoseOfTheFile() throws IOException {
        final StringBuilder actual = new StringBuilder();
        models().forEach((name, builder) -> {
            final Kernel kernel = new Kernel();
            builder.build(kernel, 2026);
            kernel.run(100_000L);
            actual.append(String.format("%016x %s\n", kernel.fingerprint(), name));
        });
        assertThat(actual.toString()).isEqualTo(expected());
    }

    private static String expected() throws IOException {
        try (InputStream file = FingerprintTest.class.getResourceAsStream("fingerprints.txt")) {
            assertThat(file).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
