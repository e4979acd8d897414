package dev.plateau.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.calibrate.MomentFit;
import dev.plateau.calibrate.WorldSpace;
import dev.plateau.catalog.Policies;
import dev.plateau.experiment.Study;
import dev.plateau.export.Texts;
import dev.plateau.model.Levels;
import dev.plateau.model.World;
import dev.plateau.scenario.Catalogue;
import dev.plateau.scenario.PilotFile;
import dev.plateau.scenario.ScenarioException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class TableFitTest {
    private static final String HEADER = "model,benchmark,metric,method,rollouts,value,band\n";
    static final String TABLE = HEADER + """
            m,b,accuracy,Temperature Sampling,4,50,1
            m,b,accuracy,Temperature Sampling,8,54,1
            m,b,accuracy,Beam Search,4,60,1
            m,b,accuracy,Beam Search,8,63,
            m,b,accuracy,DORA,4,62,1
            m,b,accuracy,DORA,8,65,1
            m,b,pass_rate,DORA,8,60,1
            n,b,accuracy,DORA,8,65,1
            """;
    static final MomentFit.Effort LEAST = new MomentFit.Effort(1, 1, 4, 64, 1, 64, 1, 256, 2);

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Map<String, String> fit(String folder, int threads, List<Integer> predict)
            throws IOException, ScenarioException {
        Path data = Files.writeString(directory.resolve("table.csv"), TABLE);
        PilotFile pilot = PilotFile.read(data, new PilotFile.Choice(Optional.of("m"), Optional.empty()));
        CommandLine line = new CommandLine(new CalibrateCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        TableFit.Wish wish = new TableFit.Wish(predict, new Levels(List.of(1.0, 3.0), 0.5), 0.001, 5, threads);
        CalibrationFiles files =
                CalibrationFiles.around(directory.resolve(folder).resolve("s.yaml"));
        assertThat(new TableFit(line.getCommandSpec(), false, Texts.ENGLISH, LEAST)
                        .run(pilot, wish, files, List.of(" test", "how")))
                .isZero();
        Map<String, String> written = new TreeMap<>();
        for (String file : ResultFolder.files(directory.resolve(folder))) {
            byte[] bytes = Files.readAllBytes(directory.resolve(folder).resolve(file));
            written.put(file, new String(bytes, StandardCharsets.ISO_8859_1));
        }
        return written;
    }

    @Test
    void writesTheSameFilesForAnyNumberOfThreads() throws IOException, ScenarioException {
        Map<String, String> once = fit("a", 1, List.of(16));
        assertThat(once.keySet())
                .containsExactlyInAnyOrder(
                        "prediction.csv",
                        "s.yaml",
                        "s.fit.html",
                        "s.fit/cells.csv",
                        "s.fit/parameters.csv",
                        "s.fit/prediction.csv",
                        "s.fit/saturation.csv",
                        "s.fit/plots/accuracy.png",
                        "s.fit/plots/accuracy.svg",
                        "s.fit/plots/pass_rate.png",
                        "s.fit/plots/pass_rate.svg");
        assertThat(fit("b", 2, List.of(16))).isEqualTo(once);
        List<String> cells = once.get("s.fit/cells.csv").lines().toList();
        // Seven published, and six predicted: two metrics of three policies at 16.
        assertThat(cells).hasSize(1 + 7 + 6);
        assertThat(cells.get(1)).startsWith("accuracy,temperature,4,0.5,0.01,");
        assertThat(cells.get(4)).startsWith("accuracy,beam,8,0.63,,");
        assertThat(once.get("prediction.csv")).contains("\n16,accuracy of dora,");
        assertThat(once.get("s.fit/saturation.csv")).contains("\"dora, published\",least squares,");
        assertThat(out.toString()).contains("Accuracy, 6 figures").contains("Pass rate, 1 figures");
    }

    @Test
    void theScenarioHasTheWorldAndTheMethods() throws IOException, ScenarioException {
        Map<String, String> files = fit("a", 2, List.of());
        assertThat(files).doesNotContainKey("prediction.csv");
        Study study = new Catalogue(Policies.factories())
                .read(directory.resolve("a/s.yaml").toString())
                .study();
        assertThat(study.budgets()).containsExactly(4, 8, 16, 32);
        assertThat(study.entrants())
                .extracting(entrant -> entrant.label())
                .containsExactly("temperature", "beam", "dora");
        World world = study.worlds().get(0).world();
        assertThat(world.difficulty().levels()).isEqualTo(new Levels(List.of(0.25, 0.75), 0.5));
        for (String line : files.get("s.fit/parameters.csv").lines().skip(1).toList()) {
            String[] cells = line.split(",");
            double value = Double.parseDouble(cells[1]);
            // The table is rounded.
            assertThat(WorldSpace.values(world).get(cells[0])).as(cells[0]).isCloseTo(value, within(0.001));
        }
    }

    static List<Arguments> wrongTables() {
        return List.of(
                Arguments.of(
                        HEADER + "m,b,accurcy,DORA,4,50,1\n",
                        "table.csv:2:5: unknown metric 'accurcy'. Valid: accuracy, pass_rate. Did you mean 'accuracy'?"),
                Arguments.of(
                        HEADER + "m,b,accuracy,MCTS,4,50,1\n",
                        "table.csv:2:14: no policy stands for the method 'MCTS'."),
                Arguments.of(HEADER + "m,b,accuracy,oracle,4,50,1\n", "no policy stands for the method 'oracle'."),
                Arguments.of(
                        HEADER + "m,b,accuracy,DORA,0,50,1\n",
                        "table.csv:2:19: rollouts must be a whole number in 1..4096 (got 0)"),
                Arguments.of(
                        HEADER + "m,b,accuracy,DORA,4,120,1\n",
                        "table.csv:2:21: value must be a number in [0, 100] (got 120)"),
                Arguments.of(HEADER + "m,b,accuracy,DORA,4,x,1\n", "table.csv:2:21: value must be a number (got x)"),
                Arguments.of(
                        HEADER + "m,b,accuracy,DORA,4,50,1\nm,b,accuracy,dora,4,51,1\n",
                        "table.csv:3:5: accuracy of dora at 4 rollouts is there twice, first on line 2"),
                Arguments.of(
                        HEADER + "m,b,accuracy,DORA,4,50,1\n",
                        "too little to fit a world to: at least 6 rows are needed (got 1)"),
                Arguments.of(TABLE, "table.csv:9:1: rows of several models: choose one with --model. Valid: m, n."));
    }

    @ParameterizedTest
    @MethodSource("wrongTables")
    void wrongTablesHaveAPlaceAndNothingIsWritten(String text, String message) throws IOException {
        Path data = Files.writeString(directory.resolve("table.csv"), text);
        int code = Main.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                "calibrate",
                data.toString(),
                "--out",
                directory.resolve("s.yaml").toString());
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains(message);
        assertThat(directory.toFile().list()).containsExactly("table.csv");
    }
}
