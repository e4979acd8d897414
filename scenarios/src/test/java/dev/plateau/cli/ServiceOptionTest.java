package dev.plateau.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.service.RebaseService;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Services that the command line names. */
@Timeout(300)
@DisabledOnOs(OS.WINDOWS)
class ServiceOptionTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** REBASE, started as a process of its own. */
    private static final String REBASE = "mine='" + JAVA + "' -XX:TieredStopAtLevel=1 -cp '"
            + System.getProperty("java.class.path") + "' " + RebaseService.class.getName();

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int plateau(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    private String scenario() throws IOException {
        return Files.writeString(directory.resolve("own.yaml"), """
                title: The same rule twice
                attempts: {steps: 4}
                policies: [rebase, mine]
                budgets: [4, 16]
                precision: 0.05
                """).toString();
    }

    private static List<String> rows(Path table, String policy, String as) throws IOException {
        return Files.readAllLines(table).stream()
                .filter(line -> line.contains("," + policy + ","))
                .map(line -> line.replace("," + policy + ",", "," + as + ","))
                .collect(Collectors.toList());
    }

    /** Its accuracy, its tokens and its FLOPs are those of Plateau's own, to the last digit. */
    @Test
    void aServiceIsTheRuleThatItComputes() throws IOException {
        Path results = directory.resolve("results");
        assertThat(plateau("run", scenario(), "--service", REBASE, "--out", results.toString(), "--threads", "2"))
                .as(err.toString())
                .isZero();
        Path accuracy = results.resolve("accuracy.csv");
        assertThat(rows(accuracy, "mine", "rebase")).hasSize(2).isEqualTo(rows(accuracy, "rebase", "rebase"));
        assertThat(results.resolve("run.json")).content().contains("--service", "RebaseService");
    }

    /** With one command, beside the reference, for any number of threads. */
    @Test
    void aServiceTakesTheCourse() throws IOException {
        List<String> words =
                new ArrayList<>(List.of("stress", "--quick", "--family", "short-chains", "--policy", "mine"));
        words.addAll(List.of("--policy", "rebase", "--service", REBASE));
        List<Path> tables = new ArrayList<>();
        for (String threads : List.of("1", "3")) {
            Path results = directory.resolve(threads);
            List<String> all = new ArrayList<>(words);
            all.addAll(List.of("--threads", threads, "--out", results.toString()));
            assertThat(plateau(all.toArray(String[]::new))).as(err.toString()).isZero();
            tables.add(results.resolve("stress.csv"));
            assertThat(rows(results.resolve("stress.csv"), "mine", "rebase"))
                    .hasSize(5)
                    .isEqualTo(rows(results.resolve("stress.csv"), "rebase", "rebase"));
            assertThat(results.resolve("policies/mine.html")).isRegularFile();
        }
        assertThat(tables.get(0)).hasSameTextualContentAs(tables.get(1));
        assertThat(out.toString()).containsPattern("\nmine +\\d");
    }

    private String shell(String rest) throws IOException {
        Path script = Files.writeString(directory.resolve("s.sh"), "read hello; echo '{}'; " + rest + "\n");
        return "mine=sh '" + script + "'";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            while read x; do echo '[0]'; done    | policy mine answered 1 counts for 4 prefixes after step 1
            read x; echo help >&2; exit 9        | policy mine ended with exit code 9 instead of answering; its last words on standard error: help after step 1
            read x; sleep 50                     | policy mine did not answer within 0.5 s after step 1
            """)
    void aFaultEndsARunWithOneLine(String rest, String said) throws IOException {
        Path results = directory.resolve("results");
        String service = shell(rest);
        assertThat(plateau(
                        "run",
                        scenario(),
                        "--quiet",
                        "--service",
                        service,
                        "--answer-within",
                        "500ms",
                        "--out",
                        results.toString()))
                .isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).startsWith("plateau: " + said);
        assertThat(results).doesNotExist();
    }

    /** The page of a faulty policy says why, and the course ends well. */
    @Test
    void aFaultyServiceIsShownAsSuch() throws IOException {
        Path results = directory.resolve("results");
        assertThat(plateau(
                        "stress",
                        "--quick",
                        "--family",
                        "short-chains",
                        "--policy",
                        "mine",
                        "--service",
                        shell("read x; echo garbage"),
                        "--out",
                        results.toString()))
                .as(err.toString())
                .isZero();
        assertThat(results.resolve("policies/mine.html"))
                .content()
                .contains("Disqualified")
                .contains("answered what is not JSON: garbage");
        assertThat(results.resolve("report.html")).content().contains("mine is disqualified in short-chains");
        assertThat(results.resolve("scores.csv")).content().contains("answered what is not JSON: garbage");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            mine                    | 5s   | --service 'mine' must be ID=COMMAND
            =sh                     | 5s   | --service '=sh' must be ID=COMMAND
            Mine=sh                 | 5s   | an ID is of lower-case words joined by hyphens
            rebase=sh               | 5s   | --service rebase: there is a policy of that name
            mine=                   | 5s   | --service mine: there is no command
            mine=nowhere-to-be-found| 5s   | --service mine: cannot start 'nowhere-to-be-found': no such program
            mine=sh -c 'exit 4'     | 5s   | policy mine ended with exit code 4
            mine=cat                | 5s   | policy mine answered the first line with an unknown key 'plateau'
            mine=sh                 | 5    | --answer-within must be a time from 1ms to 60m, such as 500ms, 5s or 2m (got '5')
            mine=sh                 | 0s   | --answer-within must be
            mine=sh                 | 2h   | --answer-within must be
            mine=sh                 | -1s  | --answer-within must be
            """)
    void wrongOptionsWriteNothing(String service, String time, String said) {
        Path results = directory.resolve("results");
        assertThat(plateau("stress", "--service", service, "--answer-within", time, "--out", results.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("plateau: ").contains(said);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(results).doesNotExist();
    }

    @Test
    void namesAreTakenOnce() throws IOException {
        String service = shell("cat");
        assertThat(plateau("list", "policies", "--service", service, "--service", service))
                .isEqualTo(2);
        assertThat(err.toString()).contains("there is a policy of that name");
        assertThat(plateau("list", "policies", "--service", service)).isZero();
        assertThat(out.toString()).containsPattern("mine +a service: sh ");
    }

    /** The first signal lets the course end in order, the second at once; neither leaves a process. */
    @ParameterizedTest
    @CsvSource({"1", "2"})
    void noProcessOutlivesARun(int signals) throws Exception {
        Path mark = directory.resolve("mark");
        String service = shell("touch '" + mark + "'; read x; sleep 5000");
        Process process = new ProcessBuilder(
                        JAVA,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "stress",
                        "--quick",
                        "--policy",
                        "mine",
                        "--service",
                        service,
                        "--answer-within",
                        signals == 1 ? "2s" : "10m",
                        "--out",
                        directory.resolve("r").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        try {
            for (int wait = 0; wait < 1000 && !Files.exists(mark); wait++) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            TimeUnit.SECONDS.sleep(2);
            List<ProcessHandle> children = process.descendants().toList();
            assertThat(children).isNotEmpty();
            for (int i = 0; i < signals; i++) {
                new ProcessBuilder("kill", "-TERM", Long.toString(process.pid()))
                        .start()
                        .waitFor();
                TimeUnit.MILLISECONDS.sleep(300);
            }
            assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue())
                    .as(Files.readString(directory.resolve("log")))
                    .isEqualTo(143);
            for (int wait = 0; wait < 100 && children.stream().anyMatch(ProcessHandle::isAlive); wait++) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            assertThat(children).noneMatch(ProcessHandle::isAlive);
        } finally {
            process.destroyForcibly();
        }
    }
}
