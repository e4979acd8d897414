package dev.plateau.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.catalog.Policies;
import dev.plateau.experiment.Experiment;
import dev.plateau.experiment.Progress;
import dev.plateau.export.ResultTables;
import dev.plateau.result.StudyResult;
import dev.plateau.scenario.Catalogue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/notebooks.md, compiled and run as the document says. */
class TablesawExampleTest {
    private static final Path EXAMPLE = Path.of("..", "docs", "examples", "Frugal.java");

    @TempDir
    Path dir;

    @Test
    void aFolderAndAStudySayTheSame() throws Exception {
        Path scenario = Files.writeString(
                dir.resolve("small.yaml"),
                "attempts: {steps: 4}\npolicies: [parallel, rebase]\nbudgets: [1, 2, 4, 8]\nprecision: 0.03\n");
        StudyResult result = new Experiment(
                        new Catalogue(Policies.factories())
                                .read(scenario.toString())
                                .study(),
                        2)
                .run(Progress.NONE);
        ResultTables.write(result, dir.resolve("results"));

        List<String> ofFolder = run(dir.resolve("results")).lines().toList();

        assertThat(ofFolder).first().isEqualTo("accuracy: 8 rows. What each policy achieves at each budget.");
        assertThat(ofFolder.get(ofFolder.size() - 1))
                .matches("small: \\w+ at \\d, \\d+\\.\\d % of tasks right for \\d+ tokens per task");
        assertThat(run(scenario).lines()).containsExactlyElementsOf(ofFolder);
    }

    private static String run(Path argument) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EXAMPLE.toString(),
                        argument.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said;
    }
}
