package dev.plateau.fidelity;

import dev.plateau.fidelity.PilotedCounts.Outcome;
import dev.plateau.model.Difficulty.Count;
import dev.plateau.scenario.ScenarioException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Coverage predicted from counts, and the counts themselves replayed. */
final class PassRatesSection implements Section {
    private static final int DRAWS = 50;
    private static final String REPLAYED = "Pythia 12B";

    @Override
    public String name() {
        return "pass-rates";
    }

    @Override
    public String text(Path home) throws IOException, ScenarioException {
        Markdown text = new Markdown()
                .head(
                        "model",
                        "coverage at 10,000",
                        "mean absolute error",
                        "of the Beta alone",
                        "of the best family held out",
                        "half width of the interval",
                        "share of intervals that hold");
        Map<String, List<Count>> models = PilotedCounts.models(home);
        List<Outcome> all = new ArrayList<>();
        for (Map.Entry<String, List<Count>> model : models.entrySet()) {
            PilotedCounts pilots = PilotedCounts.of(model.getValue(), DRAWS);
            row(text, model.getKey(), Markdown.format("%.3f", PilotedCounts.coverage(model.getValue())), pilots);
            all.addAll(pilots.outcomes());
        }
        row(text, "all", "", new PilotedCounts(all));
        Simulated replayed = Simulated.of("pythia-12b-math");
        return text.line("")
                .line(
                        "`pythia-12b-math` replays the samples of %s; coverage, in percent, of all samples / simulated"
                                + " (difference): %s at 10,000.",
                        REPLAYED,
                        Markdown.beside(
                                PilotedCounts.coverage(models.get(REPLAYED)),
                                replayed.accuracy("", "parallel", PilotedCounts.ALL)))
                .toString();
    }

    private static void row(Markdown text, String name, String coverage, PilotedCounts pilots) {
        text.row(
                name,
                coverage,
                Markdown.format("%.3f", pilots.mean(Outcome::error)),
                Markdown.format("%.3f", pilots.mean(Outcome::beta)),
                Markdown.format("%.3f", pilots.mean(Outcome::best)),
                Markdown.format("%.3f", pilots.mean(Outcome::halfWidth)),
                Markdown.format("%.2f", pilots.held()));
    }
}
