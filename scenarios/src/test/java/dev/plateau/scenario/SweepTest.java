package dev.plateau.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plateau.catalog.Policies;
import dev.plateau.experiment.Study;
import dev.plateau.result.Column;
import dev.plateau.result.SweepAxis;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepTest {
    @TempDir
    Path directory;

    private final Catalogue catalogue = new Catalogue(Policies.factories());

    private Sweep read(String text) throws Exception {
        return catalogue.readSweep(
                Files.writeString(directory.resolve("my.yaml"), text).toString());
    }

    private List<String> problems(String text) throws Exception {
        Path file = Files.writeString(directory.resolve("my.yaml"), text);
        ScenarioException e = catchThrowableOfType(ScenarioException.class, () -> catalogue.readSweep(file.toString()));
        return e.problems().stream()
                .map(problem -> problem.toString().replace(file + ":", ""))
                .toList();
    }

    private static List<String> keys(Sweep sweep) {
        return sweep.axes().stream().map(SweepAxis::key).toList();
    }

    @Test
    void thePointsAreTheProductOfTheValuesTheLastKeyFastest() throws Exception {
        Sweep sweep = read("verifier: {slope: [0.3, 0.6]}\ndirections: {popularity: {zipf: {count: [1, 4, 9]}}}\n");
        assertThat(keys(sweep)).containsExactly("verifier.slope", "directions.popularity.zipf.count");
        assertThat(sweep.size()).isEqualTo(6);
        assertThat(sweep.name(4)).isEqualTo("my/verifier.slope=0.6,directions.popularity.zipf.count=4");
        assertThat(sweep.values(4)).containsExactly("0.6", "4");
        Study study = sweep.point(4).study();
        assertThat(study.name()).isEqualTo(sweep.name(4));
        assertThat(study.worlds().get(0).name()).isEqualTo(sweep.name(4));
        assertThat(study.worlds().get(0).world().verifier().slope()).isEqualTo(0.6);
        assertThat(sweep.axes()).extracting(SweepAxis::type).containsExactly(Column.Type.NUMBER, Column.Type.INTEGER);
    }

    @Test
    void whatIsNotSweptIsReadAsBefore() throws Exception {
        String text = "seed: 4\nbudgets: [1, 3]\nworlds: {a: {verifier: {slope: 1}}, b: {verifier: {slope: 2}}}\n";
        Sweep sweep = read(text);
        assertThat(sweep.isSingle()).isTrue();
        assertThat(sweep.point(0).study().budgets())
                .isEqualTo(catalogue
                        .read(directory.resolve("my.yaml").toString())
                        .study()
                        .budgets());
        assertThat(sweep.settings())
                .isEqualTo(
                        catalogue.read(directory.resolve("my.yaml").toString()).settings());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {from: 0, to: 1, step: 0.25}      | 0 0.25 0.5 0.75 1
                    {from: 0.1, to: 0.5, step: 0.1}   | 0.1 0.2 0.3 0.4 0.5
                    {from: 0, to: 1, step: 0.3}       | 0 0.3 0.6 0.9
                    {from: -1, to: 1, count: 5}       | -1 -0.5 0 0.5 1
                    {from: 1, to: 12, factor: 3}      | 1 3 9 12
                    [0.3, 1e-3]                       | 0.3 1e-3
                    """)
    void rangesAreSteppedInDecimals(String range, String values) throws Exception {
        assertThat(read("verifier: {slope: " + range + "}\n").axes().get(0).values())
                .containsExactly(values.split(" "));
    }

    @Test
    void wholeNumbersStayWhole() throws Exception {
        assertThat(read("attempts: {steps: {from: 1, to: 10, factor: 1.5}}\n")
                        .axes()
                        .get(0)
                        .values())
                .containsExactly("1", "2", "3", "5", "8", "10");
    }

    @Test
    void listsAreSweptByListsOfLists() throws Exception {
        Sweep sweep = read("""
                policies: [[parallel], [parallel, dora]]
                budgets: [[1, 2], {from: 1, to: 8}]
                tasks: {levels: {shares: [[1, 1], [1, 2, 1]]}}
                """);
        assertThat(sweep.size()).isEqualTo(8);
        assertThat(sweep.axes().get(1).values()).containsExactly("[1 2]", "{from: 1 to: 8}");
        assertThat(sweep.point(7).study().budgets()).containsExactly(1, 2, 4, 8);
        assertThat(sweep.point(7).study().entrants()).hasSize(2);
        assertThat(sweep.point(0).study().entrants()).hasSize(1);
    }

    @Test
    void valuesOfPoliciesWorldsFleetsAndAnythingElse() throws Exception {
        Sweep sweep = read("""
                seed: [1, 2]
                select: [majority, best-of-n]
                policies:
                  - parallel
                  - {id: dora, temperature: [0.05, 0.1]}
                  - {id: rebase, label: cold, temperature: {from: 0.1, to: 0.3, step: 0.1}}
                models: {policy: [llama-3.2-1b, llama-3.1-8b]}
                worlds: {a: {verifier: {slope: [0, 1]}}, b: {}}
                fleet: {accelerator: [h100, a100-80gb], traffic: {poisson: {rate: 1}}}
                fleets: {one: {replicas: [1, 2]}, two: {failures: {hours-between: [5, 6]}}}
                plan: {slos: {cheap: {cost-per-task: [0.1, 0.2]}}}
                """.replaceAll("(?s)plan:.*", ""));
        assertThat(keys(sweep))
                .containsExactly(
                        "seed",
                        "select",
                        "policies[dora].temperature",
                        "policies[cold].temperature",
                        "models.policy",
                        "worlds.a.verifier.slope",
                        "fleet.accelerator",
                        "fleets.one.replicas",
                        "fleets.two.failures.hours-between");
        assertThat(sweep.size()).isEqualTo(2 * 2 * 2 * 3 * 2 * 2 * 2 * 2 * 2);
        assertThat(sweep.point(0).study().seed()).isEqualTo(1);
        assertThat(sweep.point(sweep.size() - 1).study().seed()).isEqualTo(2);
        assertThat(sweep.point(0).study().worlds().get(0).name()).endsWith(",fleets.two.failures.hours-between=5/a");
    }

    @Test
    void aMistakeIsReportedOnceAtItsPlace() throws Exception {
        assertThat(problems("verifier: {slope: [0.3, 1000], bais: 2}\nbudgets: [4, 2]\nseed: [1, x]\n"))
                .containsExactly(
                        "1:25: verifier.slope must be a number in [-100, 100] (got 1000)",
                        "1:32: unknown key 'bais' in verifier. Valid: slope, bias, direction-noise, path-noise, step-noise,"
                                + " outcome, calls, call-noise, wrong-call-noise, length, popularity. Did you mean 'bias'?",
                        "2:14: budgets must ascend, each once (got 2 after 4)",
                        "3:11: seed must be a whole number of 64 bits (got x)");
    }

    @Test
    void aCombinationIsReportedWithItsValues() throws Exception {
        assertThat(problems("attempts: {shares: {direction: [0.1, 0.6, 0.9], steps: [0.2, 0.5]}}\nseed: [1, 2]\n"))
                .hasSize(3)
                .allMatch(line -> line.matches("1:[0-9]+: .*; at attempts.shares.direction 0.[69] and .*"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {from: 1, to: 0, step: 0.1}       | must begin below its end (got 1 and 0)
                    {from: 0, to: 1, step: 0}         | needs a step above 0 (got 0)
                    {from: 0, to: 1, factor: 2}       | needs from above 0 and a factor of 1.0001 at least (got 2)
                    {from: 0, to: 1, count: 1.5}      | needs a whole count of 2 at least (got 1.5)
                    {from: 0, to: 1, step: 1e-9}      | has more than 100,000 values
                    {from: 0, to: 1}                  | needs from, to, and one of step, factor and count
                    {from: 0, to: 1, stop: 2}         | unknown key 'stop' in the range of verifier.slope
                    {from: 0, to: a, step: 2}         | to of the range of verifier.slope must be a number (got a)
                    {from: 0, to: 1e999999999, step: 2} | must be a number
                    [1, 1.0]                          | verifier.slope has the value 1 twice
                    []                                | verifier.slope has a list of values, and none is in it
                    [[1]]                             | each is one value (got a list)
                    """)
    void rangesThatAreNoneAreRefused(String range, String complaint) throws Exception {
        assertThat(problems("verifier: {slope: " + range + "}\n")).anyMatch(line -> line.contains(complaint));
    }

    @Test
    void aRangeThatIsNoneHidesNoOtherMistake() throws Exception {
        assertThat(problems("verifier: {slope: {from: 0, to: a, step: 2}, bais: 2}\nseed: [1, 2]\nbudgets: [4, 2]\n"))
                .containsExactly(
                        "1:33: to of the range of verifier.slope must be a number (got a)",
                        "1:46: unknown key 'bais' in verifier. Valid: slope, bias, direction-noise, path-noise, step-noise,"
                                + " outcome, calls, call-noise, wrong-call-noise, length, popularity. Did you mean 'bias'?",
                        "3:14: budgets must ascend, each once (got 2 after 4)");
    }

    @Test
    void thereAreNotTooManyPoints() throws Exception {
        assertThat(problems("verifier: {slope: {from: 0, to: 1, count: 1000}, bias: {from: 0, to: 1, count: 101}}\n"))
                .containsExactly(
                        "1:19: the sweep has 101,000 points, 1000 of verifier.slope x 101 of verifier.bias; at most 100,000."
                                + " Maybe take wider steps");
    }

    @Test
    void othersThanRunRefuseASweep() throws Exception {
        Path file = Files.writeString(directory.resolve("my.yaml"), "seed: [1, 2]\n");
        assertThat(catchThrowableOfType(ScenarioException.class, () -> catalogue.read(file.toString())))
                .hasMessageContaining(
                        "1:7: seed is a list of values, which only 'plateau run' and 'plateau validate' take");
    }

    @Test
    void everyPointOfManyIsReadAndIsItself() throws Exception {
        Sweep sweep = read("verifier: {slope: {from: 0, to: 1, count: 40}, bias: {from: 0, to: 1, count: 50}}\n");
        assertThat(IntStream.range(0, sweep.size()).mapToObj(sweep::name).distinct())
                .hasSize(2000);
    }
}
