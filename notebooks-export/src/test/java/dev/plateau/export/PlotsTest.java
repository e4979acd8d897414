package dev.plateau.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.result.AccuracyRow;
import dev.plateau.result.BudgetUnit;
import dev.plateau.result.StudyResult;
import dev.plateau.stats.Interval;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlotsTest {
    private static final List<String> OF_A_WORLD =
            List.of("accuracy", "coverage", "gain", "difference", "spent-tokens", "spent-tflop");
    private static final List<String> ALL = List.of(
            "accuracy", "coverage", "gain", "difference", "spent-rollouts", "spent-tokens", "spent-tflop", "regret");

    private static final List<String> TRADE_OFFS = List.of("accuracy-latency", "accuracy-cost", "accuracy-energy");

    @TempDir
    Path dir;

    @SafeVarargs
    private static List<String> with(List<String>... names) {
        return Stream.of(names).flatMap(List::stream).toList();
    }

    static Stream<Arguments> studies() {
        List<String> twelve = Stream.concat(
                        Samples.SIX.stream(), Samples.SIX.stream().map(s -> s + "-2"))
                .toList();
        return Stream.of(
                Arguments.of("typical", Samples.typical(), OF_A_WORLD),
                Arguments.of(
                        "one-policy",
                        Samples.study("One policy", List.of("w"), List.of("dora"), List.of(1, 2, 4)),
                        List.of("accuracy", "coverage", "gain", "spent-tokens", "spent-tflop")),
                Arguments.of(
                        "one-budget",
                        Samples.study("One budget", List.of("w"), Samples.SIX, List.of(10)),
                        List.of("accuracy", "coverage", "difference", "spent-tokens", "spent-tflop")),
                Arguments.of(
                        "twelve",
                        Samples.study(
                                "Twelve policies", List.of("w"), twelve, List.of(1, 3, 10, 30, 100, 1000, 10_000)),
                        OF_A_WORLD),
                Arguments.of(
                        "one-fleet",
                        Samples.served(
                                Samples.study("One fleet", List.of("w"), Samples.SIX, List.of(1, 4, 16, 64)),
                                List.of("2 x h100")),
                        with(OF_A_WORLD, TRADE_OFFS, List.of("latency", "timeline"))),
                Arguments.of(
                        "three-fleets",
                        Samples.served(
                                Samples.study("Three fleets", List.of("w"), twelve, Samples.POWERS),
                                List.of("one", "two/2", "a fleet with a name that is so long that it is broken")),
                        with(
                                OF_A_WORLD,
                                TRADE_OFFS,
                                List.of(
                                        "fleets",
                                        "latency-one",
                                        "timeline-one",
                                        "latency-two-2",
                                        "timeline-two-2",
                                        "latency-a-fleet-with-a-name-that-is-so-long-that-it-is-broken",
                                        "timeline-a-fleet-with-a-name-that-is-so-long-that-it-is-broken"))),
                Arguments.of(
                        "one-served",
                        Samples.served(
                                Samples.study("One dot", List.of("w"), List.of("dora"), List.of(1)), List.of("a", "b")),
                        with(
                                List.of("accuracy", "coverage", "spent-tokens", "spent-tflop"),
                                TRADE_OFFS,
                                List.of("fleets", "latency-a", "timeline-a", "latency-b", "timeline-b"))),
                Arguments.of(
                        "bounded-5",
                        Samples.bounded(Samples.study(
                                "Five policies, some of which stop early",
                                List.of("w"),
                                Samples.policies(5),
                                Samples.POWERS)),
                        ALL),
                Arguments.of(
                        "bounded-24",
                        Samples.bounded(Samples.study(
                                "Twenty-four policies, some of which stop early",
                                List.of("w"),
                                Samples.policies(24),
                                Samples.POWERS)),
                        Stream.concat(
                                        Stream.of("accuracy", "ranking"),
                                        ALL.stream().skip(1))
                                .toList()),
                Arguments.of(
                        "bounded-1",
                        Samples.bounded(Samples.study("Hardly anything", List.of("w"), List.of("dora"), List.of(1))),
                        List.of("accuracy", "coverage", "spent-tokens", "spent-tflop", "regret")),
                Arguments.of(
                        "long",
                        Samples.study(
                                "A title that is so long that it does not fit on one line of a slide and has to be"
                                        + " broken, perhaps even twice, before it is cut",
                                List.of("w"),
                                List.of(
                                        "sequential with verifier-gated acceptance and reuse 0.5",
                                        "tree.Dora_with_a_name_that_has_no_place_to_break_it",
                                        "<b>&\"quoted\"</b>",
                                        "$x$",
                                        "\u4e2d\u6587"),
                                List.of(1, 4, 16, 64, 256, 1024, 4096)),
                        OF_A_WORLD));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("studies")
    void drawsEveryPicture(String name, StudyResult result, List<String> expected) throws Exception {
        List<Plot> plots = Plots.write(result, dir);

        assertThat(plots)
                .extracting(plot -> plot.png().getFileName().toString())
                .containsExactlyElementsOf(
                        expected.stream().map(stem -> stem + ".png").toList());
        for (Plot plot : plots) {
            BufferedImage image = ImageIO.read(plot.png().toFile());
            assertThat(image.getWidth()).isEqualTo(1600);
            assertThat(image.getHeight()).isEqualTo(900);
            assertThat(plot.alternative()).isNotBlank();
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            assertThat(factory.newDocumentBuilder()
                            .parse(plot.svg().toFile())
                            .getDocumentElement()
                            .getTagName())
                    .isEqualTo("svg");
        }
        assertThat(dir.resolve("plots")).isDirectoryNotContaining("glob:**/.part-*");
    }

    @Test
    void drawsOneFolderPerWorldAndOneOverviewPerPolicy() throws IOException {
        StudyResult result = Samples.study(
                "Correlated attempts",
                List.of("correlation 0", "correlation 0.3", "correlation 0.6", "../up"),
                List.of("sequential", "dora"),
                Samples.POWERS);

        List<Plot> plots = Plots.write(result, dir);

        assertThat(plots).hasSize(3 + 4 * OF_A_WORLD.size());
        assertThat(plots.stream()
                        .map(plot -> dir.relativize(plot.png()).toString().replace(File.separatorChar, '/')))
                .contains(
                        "plots/differences-by-world.png",
                        "plots/worlds-dora.png",
                        "plots/worlds-sequential.png",
                        "plots/correlation-0/accuracy.png",
                        "plots/correlation-0.3/gain.png",
                        "plots/up/difference.png");
        assertThat(plots).allSatisfy(plot -> assertThat(plot.png()).exists());
    }

    @Test
    void sameResultGivesTheSameBytes() throws IOException {
        List<Plot> first = Plots.write(Samples.bounded(Samples.typical()), dir.resolve("a"));
        List<Plot> second = Plots.write(Samples.bounded(Samples.typical()), dir.resolve("b"));

        assertThat(first).hasSameSizeAs(ALL);
        for (int i = 0; i < first.size(); i++) {
            assertThat(Files.mismatch(first.get(i).png(), second.get(i).png())).isEqualTo(-1);
            assertThat(Files.mismatch(first.get(i).svg(), second.get(i).svg())).isEqualTo(-1);
        }
    }

    @Test
    void sameFleetsGiveTheSameBytes() throws IOException {
        StudyResult result = Samples.served(
                Samples.study("Fleets", List.of("w"), Samples.SIX, List.of(1, 4, 16)), List.of("a", "b"));

        List<Plot> first = Plots.write(result, dir.resolve("a"));
        List<Plot> second = Plots.write(result, dir.resolve("b"));

        for (int i = 0; i < first.size(); i++) {
            assertThat(Files.mismatch(first.get(i).png(), second.get(i).png())).isEqualTo(-1);
            assertThat(Files.mismatch(first.get(i).svg(), second.get(i).svg())).isEqualTo(-1);
        }
    }

    @Test
    void leavesOutWhatIsNotDefined() throws IOException {
        StudyResult typical = Samples.typical();
        Interval none = new Interval(Double.NaN, Double.NaN, Double.NaN);
        List<AccuracyRow> holes = typical.accuracy().stream()
                .map(row -> row.budget() % 3 == 1
                        ? new AccuracyRow(
                                row.scenario(),
                                row.policy(),
                                row.budget(),
                                none,
                                none,
                                Double.NaN,
                                0,
                                Double.NaN,
                                Double.NaN,
                                Double.NaN)
                        : row)
                .toList();
        StudyResult result = new StudyResult(
                "n",
                "t",
                "sequential",
                List.of(),
                BudgetUnit.ROLLOUTS,
                0.011,
                0.01,
                holes,
                List.of(),
                typical.gains(),
                typical.saturation(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());

        List<Plot> plots = Plots.write(result, dir);
        Report.write(result, plots, Texts.ENGLISH, Optional.empty(), dir);

        assertThat(plots).hasSize(5);
        assertThat(Files.readString(dir.resolve("report.html"))).doesNotContain(">NaN", "NaN<", " NaN");
    }

    @Test
    void drawsNothingWithoutRows() throws IOException {
        StudyResult empty = new StudyResult(
                "n",
                "t",
                "b",
                List.of(),
                BudgetUnit.ROLLOUTS,
                0.01,
                0.001,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());

        assertThat(Plots.write(empty, dir)).isEmpty();
    }

    @Test
    void fileNamesAreSafeAndDistinct() {
        assertThat(Plots.safeNames(List.of("a/b", "A b", "..", "", "a-b", "x=0.5"))
                        .values())
                .containsExactly("a-b", "A-b-2", "unnamed", "unnamed-2", "a-b-3", "x-0.5");
    }
}
