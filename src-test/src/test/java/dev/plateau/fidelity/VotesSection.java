package dev.plateau.fidelity;

import dev.plateau.data.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Votes and coverage predicted from the first 8 samples. */
final class VotesSection implements Section {
    @Override
    public String name() {
        return "votes";
    }

    @Override
    public List<String> needs() {
        return List.of(SampledPilots.RUNS, SampledPilots.LETTERS);
    }

    @Override
    public String text(Path home) throws IOException {
        Markdown text = new Markdown().head("samples", "majority", "coverage");
        Map<String, List<List<Samples>>> all = new LinkedHashMap<>(SampledPilots.runsOfSixteen());
        all.put("last letters", SampledPilots.lastLetters());
        for (Map.Entry<String, List<List<Samples>>> one : all.entrySet()) {
            List<List<Samples>> runs = one.getValue();
            String what = Markdown.format(
                    "%s (%d %s, %d problems, 8 of %d)",
                    one.getKey(),
                    runs.size(),
                    runs.size() == 1 ? "run" : "runs",
                    runs.get(0).size(),
                    runs.get(0).get(0).answers().size());
            SampledPilots shuffled = SampledPilots.shuffled(runs);
            row(text, what + ", as recorded", SampledPilots.asRecorded(runs), shuffled::deviation);
            row(text, one.getKey() + ", in random orders", shuffled, shuffled::standardError);
        }
        return text.toString();
    }

    private static void row(Markdown text, String what, SampledPilots pilots, ToDoubleFunction<String> standardError) {
        text.row(what, errors(pilots, "majority", standardError), errors(pilots, "coverage", standardError));
    }

    private static String errors(SampledPilots pilots, String metric, ToDoubleFunction<String> standardError) {
        return Markdown.format(
                "%+.3f +- %.3f (%.3f)",
                pilots.pooled(metric), standardError.applyAsDouble(metric), pilots.size(metric));
    }
}
