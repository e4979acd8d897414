package dev.plateau.fidelity;

import dev.plateau.analytic.RepeatedCalls;
import dev.plateau.data.Recorded;
import dev.plateau.result.VerifierRow;
import dev.plateau.scenario.ScenarioException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** Repeated calls of one verifier. */
final class CallsSection implements Section {
    private static final String FILE = "published/verifier_correlation_gpqa_llama70b.csv";

    @Override
    public String name() {
        return "calls";
    }

    @Override
    public List<String> needs() {
        return List.of(FILE);
    }

    @Override
    public String text(Path home) throws IOException, ScenarioException {
        Simulated simulated = Simulated.of(PublishedScenarios.CALLS);
        double shared = DoubleStream.of(
                        CallVerdicts.RIGHT.calls().shared(),
                        CallVerdicts.WRONG.calls().shared())
                .average()
                .orElseThrow();
        Markdown text = new Markdown().head("answers", "calls", "all accept", "if calls were independent");
        double own = 0;
        double oneNoise = 0;
        double beta = 0;
        for (Map<String, String> row : Recorded.rows(FILE)) {
            boolean right = row.get("candidate_class").equals(CallVerdicts.RIGHT.name());
            CallVerdicts verdicts = right ? CallVerdicts.RIGHT : CallVerdicts.WRONG;
            int calls = Integer.parseInt(row.get("k_repeat_calls"));
            double published = Double.parseDouble(row.get("empirical_all_accept"));
            VerifierRow found = simulated.result().verifiers().stream()
                    .filter(verifier -> verifier.scenario().endsWith("/calls-" + calls))
                    .findFirst()
                    .orElseThrow();
            double accepted = right ? found.acceptsRight() : found.acceptsWrong();
            text.row(
                    right ? "right" : "wrong",
                    Integer.toString(calls),
                    Markdown.beside(published, accepted),
                    Markdown.format("%.1f", 100 * Math.pow(verdicts.acceptance(), calls)));
            own = Math.max(own, Math.abs(accepted - published));
            beta = Math.max(beta, Math.abs(verdicts.betaAllAccept(calls) - published));
            double single = new RepeatedCalls(verdicts.acceptance(), shared).allAccept(calls);
            oneNoise = Math.max(oneNoise, Math.abs(single - published));
        }
        return text.line("")
                .line(
                        "The largest difference is %.1f points; of a Beta mixture with the same figures %.1f; with one noise of calls"
                                + " for right and wrong answers (the mean of the two shares) it would be %.1f. The ceiling of"
                                + " resampling until accepted: %.1f %% with one call, %.1f with eight, %.1f with eight independent"
                                + " ones.",
                        100 * own,
                        100 * beta,
                        100 * oneNoise,
                        100 * simulated.accuracy("calls-1", "until-accepted", 64),
                        100 * simulated.accuracy("calls-8", "until-accepted", 64),
                        100 * simulated.accuracy("independent-8", "until-accepted", 64))
                .toString();
    }
}
