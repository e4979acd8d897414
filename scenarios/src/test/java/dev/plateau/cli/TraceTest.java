package dev.plateau.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.catalog.Policies;
import dev.plateau.experiment.BlockMeans;
import dev.plateau.experiment.BlockRunner;
import dev.plateau.experiment.FleetStudy;
import dev.plateau.experiment.Study;
import dev.plateau.experiment.StudyTrace;
import dev.plateau.run.FleetSample;
import dev.plateau.run.Outcomes;
import dev.plateau.run.SearchStory;
import dev.plateau.scenario.Catalogue;
import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceTest {
    private static final String SCENARIO = """
            policies:
              - parallel
              - {id: parallel, label: direction, select: best-direction}
              - {id: parallel, label: best, select: best-of-n}
              - dora
              - rebase
              - oracle
              - sequential
              - hybrid
              - adaptive-consistency
              - shared-budget
            budgets: [1, 6]
            seed: 3
            similarity: {noise: 0.01}
            tasks: {difficulty: {beta: {a: 1, b: 1}}}
            attempts: {steps: {min: 2, max: 5}}
            """;

    @TempDir
    Path directory;

    private Study study(String text) throws Exception {
        Path file = Files.writeString(directory.resolve("my.yaml"), text);
        return new Catalogue(Policies.factories()).read(file.toString()).study();
    }

    private static String column(String line, int column) {
        return line.trim().split(" +")[column];
    }

    /** Over all tasks of a block: what a trace ends with is what the block has, and its lines add up to it. */
    @Test
    void aTraceOfATaskIsWhatTheRunDid() throws Exception {
        // A run averages over more than one search of a task, unless it is told not to.
        Study study = study(SCENARIO + "variance-reduction: {repeats: false, expectations: false}\n");
        BlockRunner runner = new BlockRunner(study, study.worlds().get(0));
        BlockMeans block = runner.run(2);
        int size = runner.blockSize();
        int rights = 0;
        for (int e = 0; e < study.entrants().size(); e++) {
            String label = study.entrants().get(e).label();
            for (int b = 0; b < 2; b++) {
                double right = 0;
                double rollouts = 0;
                for (int i = 0; i < size; i++) {
                    List<String> lines = new ArrayList<>();
                    Outcomes outcomes = new StudyTrace(study, 0, e, b).task(2L * size + i, lines::add);
                    right += outcomes.accuracy[0] / size;
                    rollouts += outcomes.rollouts[0] / size;
                    boolean isRight = outcomes.accuracy[0] > 0;
                    assertThat(lines.get(lines.size() - 1)).startsWith(isRight ? "# RIGHT; " : "# WRONG; ");
                    if (!label.equals("sequential") && !label.equals("adaptive-consistency")) {
                        assertThat(lines)
                                .filteredOn(line -> line.endsWith("<- selected"))
                                .singleElement()
                                .satisfies(line -> assertThat(line.startsWith("# answer 0 "))
                                        .isEqualTo(isRight));
                    }
                    assertThat(lines.stream()
                                    .filter(line -> line.startsWith("write"))
                                    .mapToDouble(line -> Double.parseDouble(column(line, 5)))
                                    .sum())
                            .as(label)
                            .isCloseTo(outcomes.tokens[0], within(0.05 * lines.size()));
                    assertThat(lines.stream()
                                    .filter(line -> line.startsWith("finish") && line.endsWith("right"))
                                    .count())
                            .as(label)
                            .matches(n -> n > 0 == outcomes.coverage[0] > 0);
                    rights += isRight ? 1 : 0;
                }
                assertThat(right).as(label).isCloseTo(block.accuracy(e, b), within(1e-9));
                assertThat(rollouts).as(label).isCloseTo(block.rollouts(e, b), within(1e-9));
            }
        }
        assertThat(rights).isBetween(100, size * 20 - 100);
    }

    @Test
    void anAllocationIsTold() throws Exception {
        Study study = study(SCENARIO);
        List<String> lines = new ArrayList<>();
        new StudyTrace(study, 0, 3, 1).task(40, lines::add);
        List<String> first = lines.stream()
                .filter(line -> line.startsWith("give") && column(line, 1).equals("1"))
                .toList();
        assertThat(first).hasSize(6).allMatch(line -> Double.parseDouble(column(line, 7)) <= 1);
        assertThat(first.stream()
                        .mapToInt(line -> Integer.parseInt(column(line, 8)))
                        .sum())
                .isEqualTo(6);
    }

    @Test
    void aTraceOfAReplicationIsWhatTheRunDid() throws Exception {
        Study study = study("""
                policies: [parallel, dora]
                budgets: [8]
                precision: 0.05
                fleet:
                  accelerator: h100
                  replicas: 2
                  kv-capacity: 4000
                  tasks: 100
                  deadline: 4
                  failures: {hours-between: 0.002, minutes-to-repair: 0.02}
                  traffic: {poisson: {rate: 2}}
                """);
        List<String> all = new ArrayList<>();
        for (int e = 0; e < 2; e++) {
            int entrant = e;
            List<String> lines = new ArrayList<>();
            FleetSample traced = new StudyTrace(study, 0, e, 0).replication(0, 3, lines::add);
            FleetSample sample = new FleetStudy(
                            study,
                            study.worlds().get(0),
                            study.services().get(0),
                            e,
                            8,
                            () -> FleetStudy.demand(study, study.worlds().get(0), entrant, 8))
                    .replicate(3);
            assertThat(traced.answered()).isEqualTo(sample.answered()).hasSize(20);
            assertThat(traced.seconds()).isEqualTo(sample.seconds());
            assertThat(traced.finished()).isEqualTo(sample.finished());
            assertThat(traced.work().get(0).preemptions())
                    .isEqualTo(sample.work().get(0).preemptions());
            long warmUp = 10; // a tenth of the tasks
            List<String> over = lines.stream()
                    .filter(line -> !line.startsWith("#")
                            && (column(line, 1).equals("answer")
                                    || column(line, 1).equals("cut"))
                            && Long.parseLong(column(line, 2)) >= warmUp
                            && Long.parseLong(column(line, 2)) < warmUp + 20)
                    .toList();
            assertThat(over).hasSize(20);
            assertThat(over.stream().filter(line -> line.contains("right")).count())
                    .isEqualTo(sample.answered().stream()
                            .filter(FleetSample.Answered::right)
                            .count());
            lines.stream()
                    .filter(line -> !line.startsWith("#") && !line.contains("what"))
                    .forEach(line -> all.add(column(line, 1)));
        }
        assertThat(all)
                .contains(
                        "arrive", "route", "admit", "read", "batch", "done", "fail", "repair", "preempt", "leave",
                        "answer");
    }

    @Test
    void theCommandChoosesAndRefuses() throws Exception {
        Path file = Files.writeString(directory.resolve("my.yaml"), """
                policies: [parallel, dora]
                budgets: [1, 4]
                verifier: {slope: [0, 1]}
                """);
        assertThat(run("run", file.toString(), "--trace", "7", "--policy", "dora", "--budget", "4", "--point", "2"))
                .startsWith("0 # my/verifier.slope=1, dora at 4 rollouts (4 rollouts), seed 1\n# task 7: ");
        Path to = directory.resolve("trace.txt");
        assertThat(run("run", file.toString(), "--trace", "7", "--trace-to", to.toString(), "--seed", "5"))
                .isEqualTo("0 ");
        assertThat(to)
                .content()
                .startsWith("# my/verifier.slope=0, parallel at 4 rollouts")
                .contains("seed 5\n");
        assertThat(run("run", file.toString(), "--trace", "7", "--trace-to", to.toString()))
                .startsWith("2 plateau: --trace-to: ");
        assertThat(run("run", file.toString(), "--trace", "x"))
                .startsWith("2 plateau: --trace must be the number of a task, or replication:R (got x)");
        assertThat(run("run", file.toString(), "--trace", "1", "--policy", "dore"))
                .contains("Did you mean 'dora'?");
        assertThat(run("run", file.toString(), "--trace", "1", "--point", "3"))
                .contains("--point must be in 1..2 (got 3)");
        assertThat(run("run", file.toString(), "--trace", "1", "--budget", "3")).contains("Valid: [1, 4]");
        assertThat(run("run", file.toString(), "--trace", "replication:1"))
                .contains("needs a scenario with the key 'fleet'");
        assertThat(run("run", file.toString(), "--policy", "dora")).contains("are for --trace");
    }

    /** The tree tells of the same search as the lines: as many steps, finished attempts and right ones. */
    @Test
    void theTreeIsThatOfTheTrace() throws Exception {
        Path file = Files.writeString(directory.resolve("tree.yaml"), """
                policies: [parallel, rebase, dora]
                budgets: [8]
                directions: {popularity: {uniform: {count: 3}}}
                """);
        Path drawn = directory.resolve("drawn");
        String told = run(
                "run",
                file.toString(),
                "--trace",
                "7",
                "--policy",
                "rebase",
                "--tree",
                drawn.toString(),
                "--beside",
                "dora");
        Study study = new Catalogue(Policies.factories()).read(file.toString()).study();
        List<SearchStory.Prefix> prefixes =
                new StudyTrace(study, 0, 1, 0).story(7).orElseThrow().prefixes();
        List<String> lines = told.lines().filter(line -> !line.startsWith("#")).toList();
        assertThat(prefixes).hasSize((int)
                lines.stream().filter(line -> line.startsWith("write ")).count());
        assertThat(prefixes.stream().filter(prefix -> prefix.answer() >= 0)).hasSize((int)
                lines.stream().filter(line -> line.startsWith("finish ")).count());
        assertThat(prefixes.stream().filter(prefix -> prefix.end() == SearchStory.End.RIGHT))
                .hasSize((int)
                        lines.stream().filter(line -> line.endsWith(", right")).count());
        BufferedImage picture = ImageIO.read(drawn.resolve("tree.png").toFile());
        assertThat(picture.getWidth()).isEqualTo(1600);
        assertThat(picture.getHeight()).isEqualTo(900);
        assertThat(drawn.resolve("tree.svg")).content().contains("<svg");

        assertThat(run("run", file.toString(), "--trace", "7", "--tree", drawn.toString()))
                .startsWith("2 plateau: --tree: parallel writes no tree");
        assertThat(run("run", file.toString(), "--trace", "7", "--beside", "dora"))
                .startsWith("2 plateau: --beside is for --tree");
    }

    private static String run(String... arguments) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        int code = Main.run(writer, writer, arguments);
        return code + " " + out;
    }
}
