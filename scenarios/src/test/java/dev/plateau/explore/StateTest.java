package dev.plateau.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.experiment.Experiment;
import dev.plateau.experiment.GrowingStudy;
import dev.plateau.experiment.Progress;
import dev.plateau.experiment.Study;
import dev.plateau.export.ResultTables;
import dev.plateau.model.Difficulty;
import dev.plateau.result.AccuracyRow;
import dev.plateau.result.StudyResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateTest {
    private static State state(String query) throws RefusedException {
        return State.of(new Parameters(query, State.names()));
    }

    /** With a cap that is soon reached: the cap is a key of the file as any other. */
    private static Study shortened(String query, String precision, int tasks) throws Exception {
        String text = state(query)
                .scenario()
                .replace("precision: " + State.PRECISION, "precision: " + precision)
                .replace("max-tasks: " + State.MAX_TASKS, "max-tasks: " + tasks);
        return new dev.plateau.scenario.Catalogue(dev.plateau.catalog.Policies.factories())
                .readText(State.NAME, State.NAME + ".yaml", text)
                .point(0)
                .study();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "largest=8 | 0.5 | 4096 | 512", // precise after the first blocks
                "largest=8&spread=0&policies=dora | 0.00001 | 320 | 320", // capped inside a wave
                "largest=4&vote=best-of-n&policies=beam,top-k,hybrid&directions=3 | 0.00001 | 2200 | 2240",
            })
    void theBlocksThatTwoThreadsSimulateAreThoseOfARun(
            String query, String precision, int cap, long tasks, @TempDir Path folder) throws Exception {
        Study study = shortened(query, precision, cap);
        GrowingStudy growing = new GrowingStudy(study);
        List<Thread> threads = IntStream.range(0, 2)
                .mapToObj(i -> new Thread(() -> {
                    while (!growing.settled()) {
                        growing.advance();
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        StudyResult grown = growing.result();
        StudyResult run = new Experiment(study, 1).run(Progress.NONE);
        assertThat(grown.accuracy().get(0).tasks()).isEqualTo(tasks);
        ResultTables.write(grown, Files.createDirectory(folder.resolve("grown")));
        ResultTables.write(run, Files.createDirectory(folder.resolve("run")));
        for (String table : List.of("accuracy", "gain", "saturation", "comparison")) {
            if (Files.exists(folder.resolve("run").resolve(table + ".csv"))) {
                assertThat(folder.resolve("grown").resolve(table + ".csv"))
                        .hasSameBinaryContentAs(folder.resolve("run").resolve(table + ".csv"));
            }
        }
        assertThat(growing.verifier()).isEqualTo(run.verifiers().get(0));
    }

    @Test
    void everyCornerIsAScenario() throws RefusedException {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 300; i++) {
            StringBuilder query = new StringBuilder("largest=" + (4 << random.nextInt(7)));
            for (Slider slider : Slider.ALL) {
                if (!slider.name().equals(Slider.LARGEST) && !slider.name().equals(Slider.STEPS)) {
                    query.append('&')
                            .append(slider.name())
                            .append('=')
                            .append(random.nextBoolean() ? slider.low() : slider.high());
                }
            }
            query.append("&steps=0&vote=").append(State.VOTES.get(random.nextInt(State.VOTES.size())));
            Study study = state(query.toString()).read().study();
            assertThat(study.worlds()).hasSize(1);
            assertThat(study.name()).isEqualTo(State.NAME);
        }
    }

    @Test
    void meanAndSpreadAreThoseOfTheTasks() throws RefusedException {
        Study study = state("chance=0.3&spread=0.5").read().study();
        Difficulty.Beta beta =
                (Difficulty.Beta) study.worlds().get(0).world().difficulty().core();
        double mean = beta.a() / (beta.a() + beta.b());
        assertThat(mean).isCloseTo(0.3, within(1e-5));
        double variance = mean * (1 - mean) / (beta.a() + beta.b() + 1);
        assertThat(Math.sqrt(variance / (mean * (1 - mean)))).isCloseTo(0.5, within(1e-5));
    }

    @Test
    void policiesStandInTheOrderOfTheirColours() throws RefusedException {
        assertThat(state("policies=dora,parallel,dora").policies()).containsExactly("parallel", "dora");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chance=2 | chance must be a number from 0.02 to 0.98",
                "chance=NaN | chance must be a number",
                "chance=1e-1 | chance must be a number",
                "chance= | chance must be a number",
                "largest=7 | power of two",
                "largest=8.5 | whole number",
                "largest=100000000000000000000 | whole number",
                "direction=0.8&steps=0.3 | at most 1",
                "policies=magic | policies must be some of",
                "policies= | policies must be some of",
                "vote=verifier-gated | vote must be one of",
                "chanse=0.5 | Did you mean 'chance'?",
                "chance=0.5&chance=0.5 | twice",
                "chance | name=value",
                "=1 | name=value",
                "chance=%zz | not encoded",
                "efficient=0.002&saturated=0.003 | saturated must be",
            })
    void whatIsWrongIsRefusedWithAReason(String query, String reason) {
        assertThatThrownBy(() -> state(query))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aReasonCarriesNothingThatAPageCouldRun() {
        assertThatThrownBy(() -> state("%3Cscript%3Ealert(1)=1"))
                .message()
                .doesNotContain("<")
                .contains("?script?");
    }

    /** 7 budgets at 2048 tasks: at 5 standard errors it fails a right formula once in 10^5; a wrong share of directions is 8 points off. */
    @Test
    void theClosedFormIsTheCoverageThatIsSimulated() throws Exception {
        Study study = shortened("largest=64&policies=parallel&direction=0.6&directions=4&imbalance=1", "0.00001", 2048);
        GrowingStudy growing = new GrowingStudy(study);
        while (!growing.settled()) {
            growing.advance();
        }
        ClosedForm form = new ClosedForm(study.worlds().get(0).world(), 64);
        while (!form.done()) {
            form.step();
        }
        double[] expected = form.at(study.budgets());
        assertThat(expected).hasSize(7);
        List<AccuracyRow> rows = growing.result().accuracy();
        for (int b = 0; b < expected.length; b++) {
            double error = rows.get(b).coverage().halfWidth() / 1.96;
            assertThat(rows.get(b).coverage().value()).isCloseTo(expected[b], within(5 * error + 0.001));
        }
    }

    @Test
    void thereIsNoClosedFormWherePopularityTellsOfQuality() throws RefusedException {
        Study study = state("favour=0.5").read().study();
        ClosedForm form = new ClosedForm(study.worlds().get(0).world(), 64);
        assertThat(form.done()).isTrue();
        assertThat(form.at(study.budgets())).isEmpty();
    }
}
