package dev.plateau.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that move a scenario are gone on with as runs are. What a kill leaves is made here; real kills are elsewhere. */
class ResumeOptionTest {
    private static final String PHASE =
            "phase SCENARIO --over verifier.slope=-1..1 --over budgets=2..8,log --cells 4 --tasks 128";

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String words, Path folder, String... more) throws IOException {
        Path scenario = directory.resolve("small.yaml");
        if (!Files.exists(scenario)) {
            Files.writeString(scenario, """
                    attempts: {steps: 3}
                    policies: [parallel, rebase]
                    budgets: [2, 4]
                    """);
        }
        List<String> all = new ArrayList<>(
                List.of(words.replace("SCENARIO", scenario.toString()).split(" ")));
        all.addAll(List.of("--quiet", "--out", folder.toString()));
        all.addAll(List.of(more));
        return Main.run(
                new PrintWriter(new StringWriter(), true), new PrintWriter(err, true), all.toArray(String[]::new));
    }

    /** The file of a run, as if it had been killed when some pieces were not finished. */
    private static void kill(Path whole, Path folder, String unfinished) throws IOException, SQLException {
        Path file = Files.createDirectories(folder).resolve("results.sqlite");
        Files.copy(whole.resolve("results.sqlite"), file, StandardCopyOption.REPLACE_EXISTING);
        sql(file, "UPDATE plateau_run SET published = NULL");
        sql(file, "DELETE FROM plateau_piece WHERE " + unfinished);
    }

    private static void sql(Path file, String command) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private static long pieces(Path folder, String kind) throws IOException {
        JsonNode record = new ObjectMapper().readTree(folder.resolve("run.json").toFile());
        return record.at("/pieces/" + kind).asLong();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PHASE,
                "worst SCENARIO --policy rebase --rival parallel --worlds 6 --starts 2 --tasks 2560"
                        + " --bounds BOUNDS --best",
                "best SCENARIO --within 0.02 --price 0.01/rollout",
                "sensitivity SCENARIO --rival rebase --of saturation --over verifier.slope=0..1 --size 8 --tasks 256"
            })
    void whatIsFinishedIsNotSimulatedAgainAndGivesTheSame(String words) throws IOException, SQLException {
        Path bounds = Files.writeString(directory.resolve("bounds.yaml"), "verifier.slope: -1..1\n");
        String command = words.replace("BOUNDS", bounds.toString());
        Path whole = directory.resolve("whole");
        assertThat(run(command, whole)).as(err.toString()).isZero();
        long all = pieces(whole, "simulated");
        assertThat(all).isGreaterThan(9);
        assertThat(pieces(whole, "resumed")).isZero();

        Path killed = directory.resolve("killed");
        kill(whole, killed, "abs(checksum) % 3 = 0");
        assertThat(run(command, killed)).isEqualTo(2);
        assertThat(err.toString()).contains("Go on with it by --resume");
        assertThat(run(command, killed, "--resume", "--threads", "1"))
                .as(err.toString())
                .isZero();
        assertThat(pieces(killed, "resumed")).isBetween(1L, all - 1);
        assertThat(pieces(killed, "simulated")).isEqualTo(all - pieces(killed, "resumed"));
        assertThat(ResultFolder.files(killed)).isEqualTo(ResultFolder.files(whole));
        for (String file : ResultFolder.files(whole)) {
            if (!file.equals("run.json") && !file.equals("results.sqlite")) {
                assertThat(killed.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
            }
        }
        assertThat(Main.run(
                        new PrintWriter(out, true), new PrintWriter(err, true), "rerun", killed.toString(), "--quiet"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).startsWith("The same to the byte: ");
    }

    @Test
    void anotherRunIsRefusedWithWhatDiffersAndADamagedOneReported() throws IOException, SQLException {
        Path folder = directory.resolve("r");
        assertThat(run(PHASE, folder)).as(err.toString()).isZero();
        String record = Files.readString(folder.resolve("run.json"));
        String other = PHASE.replace("--tasks 128", "--tasks 256").replace("-1..1", "-1..2");
        assertThat(run(other, folder, "--resume", "--seed", "7", "--policy", "rebase", "--policy", "dora"))
                .isEqualTo(2);
        assertThat(err.toString()).isEqualTo("plateau: " + folder.resolve("results.sqlite") + """
                 has a run of something else, which cannot be gone on with:
                  --over[0]: verifier.slope=-1..2 (was verifier.slope=-1..1)
                  --policy: rebase, dora (was not given)
                  --tasks: 256 (was 128)
                  seed: 7 (was 1)
                To begin anew, delete the file or choose another folder.
                """);
        err.getBuffer().setLength(0);
        Files.writeString(
                directory.resolve("small.yaml"), "attempts: {steps: 5}\npolicies: [parallel, rebase]\nbudgets: [2, 4]");
        assertThat(run(PHASE, folder, "--resume")).isEqualTo(2);
        assertThat(err.toString()).contains(":\n  attempts.steps: 5 (was 3)\nTo begin anew");
        assertThat(run("best SCENARIO --policy parallel --policy rebase", folder, "--resume"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("  command: best (was phase)\n");
        assertThat(folder.resolve("run.json")).hasContent(record);

        Files.delete(directory.resolve("small.yaml"));
        Path killed = directory.resolve("killed");
        kill(folder, killed, "abs(checksum) % 3 = 0");
        sql(killed.resolve("results.sqlite"), "UPDATE plateau_piece SET value = zeroblob(length(value))");
        assertThat(run(PHASE, killed, "--resume")).isEqualTo(2);
        assertThat(err.toString()).contains("results.sqlite is damaged (checksum of place/[");
        assertThat(killed.resolve("run.json")).doesNotExist();
    }
}
