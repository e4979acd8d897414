package dev.plateau.fidelity;

import dev.plateau.scenario.ScenarioException;
import java.io.IOException;
import java.nio.file.Path;

/** Refinement without an oracle. */
final class RefinementSection implements Section {
    @Override
    public String name() {
        return "refinement";
    }

    @Override
    public String text(Path home) throws IOException, ScenarioException {
        Simulated simulated = Simulated.of(PublishedScenarios.REFINEMENT);
        Markdown text = new Markdown()
                .head(
                        "model, benchmark",
                        "corrects",
                        "spoils",
                        "before",
                        "after one round",
                        "with an oracle",
                        "after two rounds (predicted)");
        double squares = 0;
        double asAfterOne = 0;
        int count = 0;
        for (Refinements one : Refinements.all(home)) {
            String world = one.world();
            double predicted = simulated.accuracy(world, "no-oracle", 3);
            text.row(
                    one.model() + ", " + one.benchmark(),
                    Markdown.format("%.3f", one.chain().corrects()),
                    Markdown.format("%.3f", one.chain().spoils()),
                    Markdown.beside(one.before(), simulated.accuracy(world, "no-oracle", 1)),
                    Markdown.beside(one.first(), simulated.accuracy(world, "no-oracle", 2)),
                    Markdown.beside(one.oracle(), simulated.accuracy(world, "oracle", 3)),
                    Markdown.beside(one.second(), predicted));
            squares += (predicted - one.second()) * (predicted - one.second());
            asAfterOne += (one.first() - one.second()) * (one.first() - one.second());
            count++;
        }
        return text.line("")
                .line(
                        "Root-mean-square error of the predictions: %.1f points; of the guess that the second round changes"
                                + " nothing: %.1f. Intervals of the simulated are at most +-%.1f.",
                        100 * Math.sqrt(squares / count), 100 * Math.sqrt(asAfterOne / count), simulated.widest())
                .toString();
    }
}
