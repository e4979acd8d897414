package dev.plateau.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.result.AccuracyRow;
import dev.plateau.result.VerifierRow;
import dev.plateau.scenario.ScenarioException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scenarios made of published figures, and what the page says of them. Seeds are fixed, and results the same everywhere. */
class PublishedTest {
    private static final Path HOME = Path.of("..");

    @Test
    void theCatalogueHasTheScenariosThatTheFiguresGive() throws IOException {
        for (Map.Entry<String, String> scenario : PublishedScenarios.all(HOME).entrySet()) {
            assertThat(PublishedScenarios.file(HOME, scenario.getKey())).hasContent(scenario.getValue());
        }
    }

    static List<Section> quickSections() {
        return List.of(
                new TtspmSection(), new RefinementSection(), new CeilingsSection(), new OptimalAttemptsSection());
    }

    @ParameterizedTest
    @MethodSource("quickSections")
    void thePageIsAsSimulated(Section section) throws IOException, ScenarioException {
        assertThat(section.text(HOME)).isEqualTo(FidelityPage.read(FidelityPage.page(HOME), section.name()));
    }

    /** Three half-widths of 95 %: level 4e-9 per figure. */
    private static void assertNear(AccuracyRow row, double expected) {
        assertThat(row.accuracy().value())
                .as("%s, %s at %d", row.scenario(), row.policy(), row.budget())
                .isCloseTo(expected, within(3 * row.accuracy().halfWidth()));
    }

    @Test
    void refinementIsTheChainThatThePublishedAccuraciesGive() throws IOException, ScenarioException {
        Simulated simulated = Simulated.of(PublishedScenarios.REFINEMENT, 0.01);
        List<Refinements> all = Refinements.all(HOME);
        assertThat(all).hasSize(6);
        for (Refinements one : all) {
            assertThat(one.chain().helps(one.before() + 1e-9)).isFalse();
            assertNear(simulated.row(one.world(), "no-oracle", 1), one.before());
            assertNear(simulated.row(one.world(), "no-oracle", 2), one.first());
            assertNear(simulated.row(one.world(), "oracle", 3), one.oracle());
            assertNear(simulated.row(one.world(), "no-oracle", 8), one.chain().accuracy(one.before(), 7));
        }
    }

    @Test
    void resamplingStopsAtThePublishedCeilings() throws IOException, ScenarioException {
        Simulated simulated = Simulated.of(PublishedScenarios.CEILINGS, 0.02);
        List<Ceiling> all = Ceiling.all(HOME);
        assertThat(all).hasSize(17);
        for (Ceiling one : all) {
            assertNear(simulated.row(one.world(), "until-accepted", 1), one.right());
            assertNear(
                    simulated.row(one.world(), "until-accepted", 4),
                    one.verifier().rightWithin(4));
            assertNear(simulated.row(one.world(), "until-accepted", 256), one.published());
        }
    }

    /** Standard errors are at most 0.004. */
    @Test
    void callsAcceptTogetherAsTheirCorrelationSays() throws ScenarioException {
        Simulated simulated = Simulated.of(PublishedScenarios.CALLS, 0.05);
        List<VerifierRow> rows = simulated.result().verifiers();
        for (int i = 0; i < PublishedScenarios.CALL_NUMBERS.size(); i++) {
            int calls = PublishedScenarios.CALL_NUMBERS.get(i);
            for (CallVerdicts verdicts : List.of(CallVerdicts.RIGHT, CallVerdicts.WRONG)) {
                double accepted = verdicts == CallVerdicts.RIGHT
                        ? rows.get(i).acceptsRight()
                        : rows.get(i).acceptsWrong();
                assertThat(accepted)
                        .as(verdicts.name() + " " + calls)
                        .isCloseTo(verdicts.calls().allAccept(calls), within(0.016))
                        .isCloseTo(verdicts.betaAllAccept(calls), within(0.025));
            }
        }
        VerifierRow independent = rows.get(rows.size() - 1);
        assertThat(independent.acceptsRight()).isCloseTo(Math.pow(CallVerdicts.RIGHT.acceptance(), 8), within(0.016));
    }

    @Test
    void thePageHasEverySection() throws IOException {
        for (Section section : FidelityPage.SECTIONS) {
            assertThat(FidelityPage.read(FidelityPage.page(HOME), section.name()))
                    .as(section.name())
                    .contains("| --- |");
        }
        assertThat(Files.size(HOME.resolve(Path.of("docs", "images", "saturation-budgets.png"))))
                .isPositive();
    }
}
