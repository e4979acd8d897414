package dev.plateau.fidelity;

import dev.plateau.result.AccuracyRow;
import dev.plateau.scenario.ScenarioException;
import java.io.IOException;
import java.nio.file.Path;

/** Ceilings of resampling against the base tests of HumanEval. */
final class CeilingsSection implements Section {
    private static final int LARGEST = 256;

    @Override
    public String name() {
        return "ceilings";
    }

    @Override
    public String text(Path home) throws IOException, ScenarioException {
        Simulated simulated = Simulated.of(PublishedScenarios.CEILINGS);
        Markdown text = new Markdown().head("model", "FPR", "one program", "ceiling", "programs until one passes");
        double worst = 0;
        for (Ceiling one : Ceiling.all(home)) {
            AccuracyRow last = simulated.row(one.world(), "until-accepted", LARGEST);
            text.row(
                    one.model(),
                    Markdown.format("%.3f", one.verifier().falsePositives()),
                    Markdown.beside(one.right(), simulated.accuracy(one.world(), "until-accepted", 1)),
                    Markdown.beside(one.published(), last.accuracy().value()),
                    Markdown.format("%.1f", last.rolloutsPerTask()));
            worst = Math.max(worst, Math.abs(last.accuracy().value() - one.published()));
        }
        return text.line("")
                .line(
                        "The largest difference of a ceiling is %.2f points; intervals of the simulated are at most +-%.1f.",
                        100 * worst, simulated.widest())
                .toString();
    }
}
