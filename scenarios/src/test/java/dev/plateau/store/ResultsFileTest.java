package dev.plateau.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plateau.catalog.Policies;
import dev.plateau.experiment.BlockMeans;
import dev.plateau.experiment.BlockRunner;
import dev.plateau.experiment.Experiment;
import dev.plateau.experiment.Progress;
import dev.plateau.experiment.Study;
import dev.plateau.export.ResultTables;
import dev.plateau.result.StudyResult;
import dev.plateau.scenario.Catalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResultsFileTest {
    /** Blocks that one thread may simulate ahead, about. */
    private static final long AHEAD = 9;

    private static final SortedMap<String, String> SETTINGS = new TreeMap<>(Map.of("seed", "1", "budgets[0]", "4"));

    @TempDir
    Path directory;

    private Study study;
    private StudyResult expected;

    @BeforeAll
    void runUndisturbed() throws Exception {
        Path scenario = Files.writeString(
                Files.createTempDirectory("store").resolve("small.yaml"),
                "precision: 0.03\npolicies: [parallel, dora]\nbudgets: [1, 4]\n");
        study = new Catalogue(Policies.factories()).read(scenario.toString()).study();
        expected = new Experiment(study, 2).run(Progress.NONE);
    }

    @Test
    void whatIsKeptIsNotSimulatedAgainAndGivesTheSame() throws Exception {
        Path folder = folder("kept");
        long pieces;
        try (ResultsFile file = ResultsFile.open(folder, SETTINGS, false)) {
            assertThat(new Experiment(study, 2, file).run(Progress.NONE)).isEqualTo(expected);
            pieces = file.simulated();
            assertThat(pieces).isPositive().isEqualTo(file.pieces());
            assertThat(file.found()).isZero();
        }
        forget(folder, "abs(checksum) % 3 = 0");
        try (ResultsFile file = ResultsFile.open(folder, SETTINGS, true)) {
            long left = file.pieces();
            assertThat(left).isBetween(1L, pieces - 1);
            assertThat(new Experiment(study, 1, file).run(Progress.NONE)).isEqualTo(expected);
            // Blocks that are simulated ahead and not needed need not be asked for, or may be more or fewer than they
            // were.
            assertThat(file.found()).isBetween(1L, left);
            assertThat(file.counts()).containsEntry("resumed", left).containsEntry("simulated", file.simulated());
            assertThat(file.pieces()).isEqualTo(left + file.simulated()).isLessThanOrEqualTo(pieces + AHEAD);
        }
    }

    /** Each flipped bit is found out, or is where nothing depends on it. */
    @Test
    void aDamagedFileIsReportedOrHarmless() throws Exception {
        Path folder = folder("whole");
        try (ResultsFile file = ResultsFile.open(folder, SETTINGS, false)) {
            new Experiment(study, 2, file).run(Progress.NONE);
        }
        byte[] whole = Files.readAllBytes(folder.resolve(ResultsFile.NAME));
        SplittableRandom random = new SplittableRandom(1);
        int reported = 0;
        int flips = 60;
        for (int i = 0; i < flips; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            Path other = folder("damaged-" + i);
            Files.write(other.resolve(ResultsFile.NAME), damaged);
            try (ResultsFile file = ResultsFile.open(other, SETTINGS, true)) {
                assertThat(new Experiment(study, 1, file).run(Progress.NONE)).isEqualTo(expected);
            } catch (StoreException e) {
                assertThat(e.isUnusable()).isTrue();
                assertThat(e).hasMessageContaining(ResultsFile.NAME);
                reported++;
            }
        }
        assertThat(reported).isGreaterThan(flips / 3);
    }

    @Test
    void aTruncatedFileIsReported() throws Exception {
        Path folder = folder("truncated");
        try (ResultsFile file = ResultsFile.open(folder, SETTINGS, false)) {
            new Experiment(study, 2, file).run(Progress.NONE);
        }
        byte[] whole = Files.readAllBytes(folder.resolve(ResultsFile.NAME));
        Files.write(folder.resolve(ResultsFile.NAME), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> ResultsFile.open(folder, SETTINGS, true)).hasMessageContaining("is damaged");
    }

    @Test
    void aFileOfSomethingElseIsLeftAlone() throws Exception {
        Path folder = folder("foreign");
        Path file = Files.writeString(folder.resolve(ResultsFile.NAME), "my notes");
        assertThatThrownBy(() -> ResultsFile.open(folder, SETTINGS, false))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is not a results file of Plateau");
        assertThat(file).hasContent("my notes");
        Path database = folder("database").resolve(ResultsFile.NAME);
        sql(database, "CREATE TABLE addresses (name TEXT)");
        assertThatThrownBy(() -> ResultsFile.open(database.getParent(), SETTINGS, false))
                .hasMessageContaining("is not a results file of Plateau");
    }

    @Test
    void aChangedRunIsRefusedWithTheDifference() throws Exception {
        Path folder = folder("changed");
        ResultsFile.open(folder, SETTINGS, false).close();
        try (ResultsFile file = ResultsFile.open(folder, SETTINGS, false)) {
            file.keep("tasks/a/block 0", block());
        }
        SortedMap<String, String> other = new TreeMap<>(SETTINGS);
        other.put("budgets[0]", "8");
        other.put("title", "New");
        other.remove("seed");
        assertThatThrownBy(() -> ResultsFile.open(folder, other, true))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("budgets[0]: 8 (was 4)")
                .hasMessageContaining("seed: not given (was 1)")
                .hasMessageContaining("title: New (was not given)");
        assertThatThrownBy(() -> ResultsFile.open(folder, SETTINGS, false))
                .hasMessageContaining("has 1 finished pieces of a run that was not ended")
                .hasMessageContaining("--resume");
    }

    @Test
    void resultsAreTablesForOtherPrograms() throws Exception {
        Path folder = folder("tables");
        Path path = folder.resolve(ResultsFile.NAME);
        Table table = Table.create(
                "a \"table\"",
                StringColumn.create("word", "it's", "Ünï"),
                LongColumn.create("count", 3L, 4L),
                DoubleColumn.create("share", 0.25, Double.NaN));
        try (ResultsFile file = ResultsFile.open(folder, SETTINGS, false)) {
            file.publish(List.of(table, Table.create("old", LongColumn.create("n", 1L))));
        }
        try (ResultsFile file = ResultsFile.open(folder, SETTINGS, false)) {
            file.publish(List.of(table));
        }
        assertThat(column(path, "SELECT word || count || coalesce(share, 'none') FROM \"a \"\"table\"\"\""))
                .containsExactly("it's30.25", "Ünï4none");
        assertThat(column(path, "SELECT name FROM sqlite_schema WHERE name = 'old'"))
                .isEmpty();
        assertThat(column(path, "SELECT count(*) FROM plateau_run")).containsExactly("1");
        assertThat(folder.toFile().list()).containsExactly(ResultsFile.NAME);
    }

    @Test
    void resultsHaveTheValuesOfTheirFiles() throws Exception {
        Path folder = folder("values");
        try (ResultsFile file = ResultsFile.open(folder, SETTINGS, false)) {
            file.publish(ResultTables.of(expected));
        }
        assertThat(column(folder.resolve(ResultsFile.NAME), "SELECT printf('%.6f', accuracy) FROM accuracy"))
                .containsExactlyElementsOf(expected.accuracy().stream()
                        .map(row -> String.format(
                                Locale.ROOT, "%.6f", row.accuracy().value()))
                        .toList());
    }

    @Test
    void anEarlierResultStaysUntilTheNextIsWhole() throws Exception {
        Path folder = folder("earlier");
        Path path = folder.resolve(ResultsFile.NAME);
        Table table = Table.create("accuracy", LongColumn.create("n", 1L));
        try (ResultsFile file = ResultsFile.open(folder, SETTINGS, false)) {
            file.publish(List.of(table));
        }
        try (ResultsFile file = ResultsFile.open(folder, SETTINGS, false)) {
            file.keep("tasks/a/block 0", block());
        }
        assertThat(column(path, "SELECT n FROM accuracy")).containsExactly("1");
        try (ResultsFile file = ResultsFile.open(folder, SETTINGS, true)) {
            assertThat(file.pieces()).isOne();
            file.discard();
        }
        assertThat(column(path, "SELECT count(*) FROM plateau_run")).containsExactly("1");
        try (ResultsFile file = ResultsFile.open(folder, SETTINGS, false)) {
            assertThat(file.pieces()).isZero();
        }
    }

    @Test
    void nothingIsLeftOfARunWithoutPieces() throws Exception {
        Path folder = folder("nothing");
        ResultsFile.open(folder, SETTINGS, true).close();
        assertThat(folder.toFile().list()).isEmpty();
    }

    /** The limit of the file's size stands in for a full disk. */
    @Test
    void aFullDiskIsReportedAndWhatIsFinishedStays() throws Exception {
        Path folder = folder("full");
        List<String> finished = new ArrayList<>();
        try (ResultsFile file = ResultsFile.open(folder, SETTINGS, false)) {
            file.limitPages(30);
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1000; i++) {
                            String name = "tasks/a/block " + i;
                            file.keep(name, block());
                            finished.add(name);
                        }
                    })
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("no space left")
                    .hasMessageContaining("--resume");
        }
        assertThat(finished).isNotEmpty();
        try (ResultsFile file = ResultsFile.open(folder, SETTINGS, true)) {
            assertThat(file.pieces()).isEqualTo(finished.size());
        }
    }

    private BlockMeans block() {
        return new BlockRunner(study, study.worlds().get(0)).run(0);
    }

    private Path folder(String name) throws Exception {
        return Files.createDirectories(directory.resolve(name));
    }

    private static void forget(Path folder, String which) throws SQLException {
        sql(folder.resolve(ResultsFile.NAME), "DELETE FROM plateau_piece WHERE " + which);
    }

    private static void sql(Path file, String command) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private static List<String> column(Path file, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
