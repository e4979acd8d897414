package dev.plateau.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.catalog.Policies;
import dev.plateau.model.Directions;
import dev.plateau.model.World;
import dev.plateau.result.Range;
import dev.plateau.terrain.Duel;
import dev.plateau.terrain.Worlds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingSpaceTest {
    @TempDir
    Path directory;

    private final Catalogue catalogue =
            new Catalogue(Policies.factories(Thread.currentThread().getContextClassLoader()));

    private SettingSpace space(String scenario, String... over) throws ScenarioException {
        return space(scenario, RangeReader.read(List.of(over)));
    }

    private SettingSpace space(String scenario, List<Range> ranges) throws ScenarioException {
        return catalogue.readSpace(
                scenario, new SettingSpace.Request(ranges, List.of("dora", "rebase"), Optional.empty()));
    }

    private static World world(SettingSpace space, double... settings) {
        return space.at(settings).orElseThrow().world().world();
    }

    @Test
    void settingsAreLaidOverTheBase() throws ScenarioException {
        SettingSpace space = space("stress/inversion", "verifier.step-noise=0..2", "attempts.steps=2..9");
        World base = world(space, Double.NaN, Double.NaN);
        World moved = world(space, 1.5, 4);
        assertThat(base.verifier().stepNoise()).isEqualTo(0.6);
        assertThat(base.attempts().hazards()).hasSize(8);
        assertThat(moved.verifier().stepNoise()).isEqualTo(1.5);
        assertThat(moved.attempts().hazards()).hasSize(4);
        assertThat(moved.verifier().slope()).isEqualTo(base.verifier().slope());
        assertThat(space.base()[0]).isEqualTo(0.6);
        assertThat(space.base()[1]).isNaN();
    }

    @Test
    void sharesThatAreNotMovedKeepTheirProportion() throws ScenarioException {
        // direction 0.3, steps 0.45, finish 0.25
        World moved = world(space("stress/inversion", "attempts.shares.direction=0..1"), 0.65);
        assertThat(moved.attempts().directionShare()).isEqualTo(0.65);
        assertThat(moved.attempts().stepsShare()).isCloseTo(0.35 * 0.45 / 0.7, within(2e-6));
        assertThat(moved.attempts().finishShare()).isCloseTo(0.35 * 0.25 / 0.7, within(2e-6));
        SettingSpace both =
                space("stress/inversion", "attempts.shares.direction=0..0.8", "attempts.shares.steps=0.1..0.8");
        assertThat(world(both, 0.5, 0.25).attempts().finishShare()).isEqualTo(0.25);
        assertThat(both.at(new double[] {0.8, 0.8})).isEmpty();
        assertThat(both.mended(new double[] {0.8, 0.8})).containsExactly(0.5, 0.5);
        assertThat(world(both, 0.5, 0.5).attempts().finishShare()).isZero();
        assertThatThrownBy(() -> both.check(List.of(new double[] {0.8, 0.8})))
                .hasMessage("--over: no world has attempts.shares.direction 0.8, attempts.shares.steps 0.8: the"
                        + " attempts.shares that are moved sum to 1.6, which is above 1");
    }

    @Test
    void anotherLawReplacesThatOfTheBase() throws ScenarioException {
        SettingSpace space = space(
                "math500-llama-3.2-1b",
                "directions.popularity.zipf.count=2..12",
                "directions.popularity.zipf.exponent=0..3",
                "verifier.slope=0..1",
                "attempts.shares.direction=0..0.5",
                "attempts.shares.steps=0..0.5");
        assertThat(world(space, 5, 1.5, Double.NaN, Double.NaN, Double.NaN)
                        .directions()
                        .popularity())
                .isEqualTo(new Directions.Zipf(5, 1.5));
        assertThat(space.groups())
                .extracting(Duel.Group::name)
                .containsExactly("directions.popularity", "verifier.slope", "attempts.shares");
        assertThat(space.groups().get(0).base()).isEqualTo("pitman-yor: {concentration: 0.283869}");
    }

    @Test
    void theBudgetIsASettingToo() throws ScenarioException {
        Worlds.Place place = space("stress/inversion", "budgets=4..64,log")
                .at(new double[] {12})
                .orElseThrow();
        assertThat(place.budget()).isEqualTo(12);
    }

    /** Whatever is found, its file says the same world. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "stress/inversion",
                "stress/correlation",
                "stress/budget-cut",
                "math500-llama-3.2-1b",
                "dora-vs-rebase",
                "optimal",
                "deadline"
            })
    void aWorldThatIsWrittenIsReadAsItWas(String name) throws ScenarioException, IOException {
        SettingSpace space = space(name, RangeReader.bounds(Optional.empty(), List.of()));
        for (double share : new double[] {0, 0.21, 0.5, 0.87, 1}) {
            double[] settings = new double[space.ranges().size()];
            Arrays.setAll(settings, i -> space.ranges().get(i).at(i % 2 == 0 ? share : 1 - share));
            double[] mended = space.mended(settings);
            Path file = Files.writeString(
                    directory.resolve("w.yaml"), space.text(mended, "A \"title\"", List.of("one", "two"), 7));
            Scenario read = catalogue.read(file.toString());
            assertThat(read.study().worlds().get(0).world()).isEqualTo(world(space, mended));
            assertThat(read.study().seed()).isEqualTo(7);
            assertThat(read.study().baseline()).isEqualTo("rebase");
            assertThat(read.study().budgets())
                    .containsExactly(space.at(mended).orElseThrow().budget());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "verifier.slop=0..1 | no setting 'verifier.slop'. Valid: verifier.slope, | Did you mean 'verifier.slope'?",
                "verifer.slope=0..1 | no setting 'verifer.slope' | Did you mean 'verifier.slope'?",
                "similarity.view=0..1 | similarity.view is not a number but one of true, blind, split | ",
                "seed=0..1 | seed is no setting of the world, nor the budget (budgets) | ",
                "verifier=0..1 | verifier has keys of its own. Valid: verifier.slope | ",
                "verifier.slope=1..1 | verifier.slope needs a lower end below the upper one (got 1..1) | ",
                "verifier.slope=2..1 | verifier.slope needs a lower end below | ",
                "verifier.slope=0..101 | verifier.slope must be a number in [-100, 100] (got 101) | ",
                "verifier.slope=0 | verifier.slope needs two ends, as in verifier.slope=0..1 (got 0) | ",
                "verifier.slope | needs two ends | (got nothing)",
                "verifier.slope=a..b | needs two ends | ",
                "attempts.steps=2..4.5 | attempts.steps must be a whole number in 1..1000 (got 4.5) | ",
                "similarity.power=0.1..1,lin | needs two ends | ",
                "verifier.slope=-1..1,log | needs ends above 0 for equal factors | ",
                "budgets=0..4 | budgets must be a whole number in 1..100000 (got 0) | "
            })
    void wrongRangesAreRefused(String word, String message, String more) {
        assertThatThrownBy(() -> RangeReader.read(List.of(word)))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("--over: ")
                .hasMessageContaining(message)
                .hasMessageContaining(more == null ? "" : more);
    }

    @Test
    void rangesThatUndoEachOtherAreRefused() {
        for (List<String> words : List.of(
                List.of("verifier.slope=0..1", "verifier.slope=0..2"),
                List.of("attempts.steps=2..4", "attempts.steps.max=2..4"),
                List.of("directions.popularity.zipf.count=2..4", "directions.popularity.uniform.count=2..4"))) {
            assertThatThrownBy(() -> RangeReader.read(words)).isInstanceOf(ScenarioException.class);
        }
    }

    @Test
    void boundsHaveTheirPlace() throws IOException {
        Path file = Files.writeString(
                directory.resolve("b.yaml"), "verifier.slope: 0..1\nverifier.bia: 0..1\nverifier.outcome: 3\n");
        assertThatThrownBy(() -> RangeReader.bounds(Optional.of(file), List.of()))
                .hasMessageContaining("b.yaml:2:15: no setting 'verifier.bia'")
                .hasMessageContaining("b.yaml:3:19: verifier.outcome needs two ends, as in verifier.outcome: 0..1");
        assertThatThrownBy(() -> RangeReader.bounds(Optional.of(directory.resolve("none")), List.of()))
                .hasMessageContaining("none:1:1: cannot read it: no such file");
    }

    @Test
    void boundsOfTheWordGoFirst() throws ScenarioException {
        List<Range> over = RangeReader.read(List.of("verifier.slope=-1..0", "lengths.spread=0..1"));
        List<Range> bounds = RangeReader.bounds(Optional.empty(), over);
        List<String> keys = new ArrayList<>();
        bounds.forEach(range -> keys.add(range.key()));
        assertThat(keys).hasSize(23).doesNotHaveDuplicates().endsWith("lengths.spread");
        assertThat(bounds.get(keys.indexOf("verifier.slope")).low()).isEqualTo(-1);
    }

    @Test
    void whoTakesPart() throws ScenarioException {
        assertThat(catalogue
                        .readSpace(
                                "stress/inversion",
                                new SettingSpace.Request(
                                        RangeReader.read(List.of("verifier.slope=0..1")), List.of(), Optional.of(4)))
                        .entrants())
                .extracting(entrant -> entrant.label())
                .containsExactly("parallel", "rebase", "dora");
        for (List<String> policies : List.of(List.of("dra", "rebase"), List.of("dora"), List.of("dora", "dora"))) {
            assertThatThrownBy(() -> catalogue.readSpace(
                            "stress/inversion", new SettingSpace.Request(List.of(), policies, Optional.empty())))
                    .isInstanceOf(ScenarioException.class);
        }
    }
}
