package dev.plateau.fidelity;

import dev.plateau.analytic.Ttspm;
import dev.plateau.result.SaturationRow;
import dev.plateau.scenario.ScenarioException;
import java.io.IOException;
import java.nio.file.Path;

/** The known points of TTSPM. */
final class TtspmSection implements Section {
    @Override
    public String name() {
        return "ttspm";
    }

    @Override
    public String text(Path home) throws IOException, ScenarioException {
        KnownPoints points = KnownPoints.of(home);
        Ttspm fit = points.fit();
        Simulated simulated = Simulated.of(PublishedScenarios.TTSPM);
        SaturationRow row = simulated.result().saturation().get(0);
        return new Markdown()
                .line(
                        "F_max %.3f, p_x %.3f, N* at 0.1 points %d.",
                        fit.fMax(), fit.px(), fit.saturationBudget(KnownPoints.EPSILON))
                .line("")
                .head("", "published / simulated")
                .row("accuracy at 1", Markdown.beside(points.one(), simulated.accuracy("", "parallel", 1)))
                .row(
                        "accuracy at 32",
                        Markdown.beside(points.many(), simulated.accuracy("", "parallel", KnownPoints.MANY)))
                .row(
                        "saturation budget of the simulated curve",
                        Markdown.format(
                                "%.0f (%.0f to %.0f)",
                                row.saturation().value(),
                                row.saturation().low(),
                                row.saturation().high()))
                .toString();
    }
}
