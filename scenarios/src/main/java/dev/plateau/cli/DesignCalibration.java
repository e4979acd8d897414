package dev.plateau.cli;

import dev.plateau.calibrate.FitProgress;
import dev.plateau.calibrate.Observations;
import dev.plateau.calibrate.PilotDesign;
import dev.plateau.calibrate.PilotPlan;
import dev.plateau.calibrate.ProblemCounts;
import dev.plateau.calibrate.RoundChain;
import dev.plateau.calibrate.RoundChains;
import dev.plateau.calibrate.SampledProblem;
import dev.plateau.calibrate.SampledProblems;
import dev.plateau.calibrate.StopRule;
import dev.plateau.calibrate.StopRule.Verdict;
import dev.plateau.experiment.Service;
import dev.plateau.export.DesignReport;
import dev.plateau.export.Texts;
import dev.plateau.model.Difficulty.Count;
import dev.plateau.scenario.PilotFile;
import dev.plateau.scenario.Scenario;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Designs a pilot for a scenario, and applies the stop rule to a pilot so far. */
final class DesignCalibration {
    private final CommandSpec spec;
    private final boolean quiet;
    private final Texts texts;

    DesignCalibration(CommandSpec spec, boolean quiet, Texts texts) {
        this.spec = spec;
        this.texts = texts;
        this.quiet = quiet;
    }

    /**
     * Designs and writes.
     *
     * @param scenario of one world
     * @param settings what is asked for
     * @param pilot so far, if there is one
     * @param out folder for the results
     * @param command words that design it again
     */
    int run(Scenario scenario, PilotDesign.Settings settings, Optional<PilotFile> pilot, Path out, List<String> command)
            throws IOException {
        if (scenario.study().worlds().size() > 1) {
            throw usage("--design: " + scenario.file() + " has several worlds; a pilot is designed for one");
        }
        List<String> sentences = new ArrayList<>();
        pilot.ifPresent(file -> sentences.add(verdict(file.observations(), new StopRule(settings.epsilon()))));
        Instant started = Instant.now();
        try (Interruption interruption = new Interruption(
                        spec.commandLine().getErr(),
                        "Interrupted: writing what is finished, without larger pilots. Once more to stop at once.");
                ResultFolder folder = claim(out)) {
            PilotPlan plan;
            try (RunProgress.Display display =
                    RunProgress.display(quiet, spec.commandLine().getErr())) {
                FitProgress progress = (state, done) -> {
                    display.show(state, done);
                    return interruption.requested();
                };
                plan = new PilotDesign(
                                scenario.study().worlds().get(0).world(),
                                scenario.study().services().stream()
                                        .map(Service::fleet)
                                        .toList(),
                                settings)
                        .design(progress);
            }
            sentences.addAll(DesignReport.sentences(plan));
            folder.publish(staging -> {
                List<String> origin = List.of(Version.text(), RunRecord.line(command));
                DesignReport.write(plan, scenario.study().title(), sentences, origin, texts, staging);
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("plateau", Version.text());
                json.put("scenario", scenario.file());
                json.put("scenario_sha256", RunRecord.sha256(scenario.text()));
                pilot.ifPresent(file -> {
                    json.put("data", file.file());
                    json.put("data_sha256", RunRecord.sha256(file.text()));
                });
                json.put("interrupted", plan.interrupted());
                LanguageOption.put(json, texts);
                RunRecord.putMachine(json, started, Instant.now());
                RunRecord.write(json, command, staging);
            });
            if (!quiet) {
                PrintWriter screen = spec.commandLine().getOut();
                sentences.forEach(screen::println);
                screen.println();
                screen.println(folder.told(false));
            }
            return interruption.exitCode();
        }
    }

    private String verdict(Observations pilot, StopRule rule) {
        if (pilot instanceof RoundChains rounds) {
            int longest = rounds.chains().stream()
                    .mapToInt(chain -> chain.right().size())
                    .max()
                    .orElseThrow();
            for (RoundChain chain : rounds.chains()) {
                if (chain.right().size() < longest && !chain.right().contains(true)) {
                    throw usage("the stop rule needs chains that are equally long unless they are right (got "
                            + chain.right().size() + " and " + longest + " rounds)");
                }
            }
            Verdict verdict = rule.sequential(rounds.chains());
            return sentence(verdict, "rounds", "newly solved by the later half of them", rule);
        }
        List<Count> counts = pilot instanceof SampledProblems samples
                ? samples.problems().stream().map(SampledProblem::count).toList()
                : pilot instanceof ProblemCounts problems ? problems.problems() : List.of();
        if (counts.isEmpty()) {
            throw usage(
                    "the stop rule is for counts, samples or rounds: a request log or a table of accuracies is no pilot");
        }
        for (Count count : counts) {
            if (count.samples() != counts.get(0).samples()) {
                throw usage("the stop rule needs equally many samples of every problem (got "
                        + counts.get(0).samples() + " and " + count.samples() + ")");
            }
        }
        return sentence(rule.parallel(counts), "samples", "solved exactly once", rule);
    }

    private static String sentence(Verdict verdict, String what, String seen, StopRule rule) {
        String allowed = verdict.early()
                ? "no number is few enough yet"
                : "at most " + verdict.allowed() + (verdict.allowed() == 1 ? " is" : " are") + " few enough";
        return String.format(
                Locale.ROOT,
                "The pilot so far, %d problems with %d %s: %d %s, %s. One more gains about %.3g percentage points%s. %s",
                verdict.problems(),
                verdict.samples(),
                what,
                verdict.seen(),
                seen,
                allowed,
                100 * verdict.gain(),
                " (epsilon is " + 100 * rule.epsilon() + ")",
                verdict.stop() ? "Stop." : "Go on, to " + 2 * verdict.samples() + ".");
    }

    private ResultFolder claim(Path path) {
        try {
            return ResultFolder.claim(path);
        } catch (IOException e) {
            throw usage("--out: " + e.getMessage());
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
