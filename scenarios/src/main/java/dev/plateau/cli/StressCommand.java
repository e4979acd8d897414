package dev.plateau.cli;

import dev.plateau.experiment.Entrant;
import dev.plateau.export.Origin;
import dev.plateau.export.ResultTables;
import dev.plateau.export.StressReport;
import dev.plateau.export.Texts;
import dev.plateau.policy.PolicyFactory;
import dev.plateau.result.PairRow;
import dev.plateau.result.RankRow;
import dev.plateau.result.ScoreRow;
import dev.plateau.result.StressResult;
import dev.plateau.result.StressRow;
import dev.plateau.scenario.Catalogue;
import dev.plateau.scenario.ScenarioException;
import dev.plateau.scenario.StressCourse;
import dev.plateau.scenario.StressFile;
import dev.plateau.store.ResultsFile;
import dev.plateau.stress.Contest;
import dev.plateau.stress.Course;
import dev.plateau.stress.Effort;
import dev.plateau.stress.Family;
import dev.plateau.stress.StressComparison;
import dev.plateau.stress.StressTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts policies through the stress course, or compares two results of it. */
@Command(
        name = "stress",
        description =
                "Put policies through a fixed course of ever more hostile worlds: a score, ranks, and where each breaks.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  plateau stress --quick                          all policies, a first look",
            "  plateau stress --policy dora --policy rebase    two, beside parallel",
            "  plateau stress --family inversion               one family",
            "  plateau stress --resume                         go on where a course was killed",
            "  plateau stress --compare old/stress.csv new/stress.csv --policy dora",
            "                            exit code 1 if dora has become worse",
            "  plateau stress --compare r/stress.csv r/stress.csv --policy rebase=dora",
            "                            exit code 1 if dora is worse than rebase"
        })
final class StressCommand implements Callable<Integer> {
    private static final long SEED = 1;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--policy",
            paramLabel = "ID",
            description =
                    "A policy that takes the course at its defaults; may be repeated. Default: all. With --compare, the"
                            + " policy that is watched; OLD=NEW watches NEW of the second file against OLD of the first.")
    private List<String> policies = List.of();

    @Option(names = "--family", paramLabel = "ID", description = "A family of worlds; may be repeated. Default: all.")
    private List<String> families = List.of();

    @Option(names = "--quick", description = "A first look: fewer tasks, wider intervals.")
    private boolean quick;

    @Option(
            names = "--compare",
            arity = "1..2",
            paramLabel = "CSV",
            description = "Two files stress.csv, the old one first: exit code 1 if a policy has become worse.")
    private List<Path> compared = List.of();

    @Mixin
    private final ResumeOption resume = new ResumeOption();

    @Mixin
    private final ThreadsOption threads = new ThreadsOption();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Mixin
    private final PluginOption plugins = new PluginOption();

    @Mixin
    private final LanguageOption language = new LanguageOption();

    @Override
    public Integer call() throws ScenarioException, IOException {
        output.check();
        threads.check();
        language.check();
        return compared.isEmpty() ? run() : compare();
    }

    private int run() throws ScenarioException, IOException {
        try (PluginOption.Loaded loaded = plugins.load()) {
            List<PolicyFactory> factories = loaded.factories();
            Catalogue catalogue = new Catalogue(factories);
            Course course = StressCourse.read(catalogue, families.isEmpty() ? StressCourse.families() : families);
            return run(course, StressCourse.contest(factories, policies), StressCourse.hash(), loaded.patience());
        }
    }

    private int run(Course course, Contest contest, String hash, Optional<Duration> patience) throws IOException {
        long seed = output.seed(SEED);
        Effort effort = quick ? Effort.QUICK : Effort.FULL;
        Instant started = Instant.now();
        try (Interruption interruption = new Interruption(
                        spec.commandLine().getErr(),
                        "Interrupted: finishing the rung under way, then writing the families that are finished. Once more to"
                                + " stop at once.");
                ResultFolder folder = output.claim("stress");
                ResultsFile file = resume.open(folder, settings(course, contest, hash))) {
            Texts texts = language.texts(file.setting(LanguageOption.KEY));
            StressResult result;
            try (RunProgress progress = new RunProgress(output.display(), interruption, patience)) {
                result = new StressTest(course, contest, effort, seed, threads.count(), file).run(progress);
            }
            folder.publish(staging -> {
                Origin origin =
                        new Origin(Version.text(), RunRecord.line(words(texts)), seed, Double.NaN, "", hash, List.of());
                StressReport.write(result, texts, origin, staging);
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("plateau", Version.text());
                json.put("course", course.version());
                json.put("course_sha256", hash);
                json.put("families", result.titles());
                json.put("seed", seed);
                json.put("groups", effort.groups());
                json.put("tasks_per_group", effort.tasks());
                json.put("tasks_per_group_served", effort.tasksServed());
                json.put("plugins_sha256", plugins.sums());
                json.put("threads", threads.count());
                LanguageOption.put(json, texts);
                json.put("interrupted", result.interrupted());
                json.put("summary", RunRecord.printed(screen -> StressReport.print(result, screen)));
                json.put("pieces", file.counts());
                RunRecord.putMachine(json, started, Instant.now());
                List<String> command = words(texts);
                command.addAll(output.folder());
                RunRecord.write(json, command, staging, folder.kept());
                file.publish(List.of(
                        ResultTables.of(StressRow.TABLE, result.rows()),
                        ResultTables.of(ScoreRow.TABLE, result.scores()),
                        ResultTables.of(RankRow.TABLE, result.ranks()),
                        ResultTables.of(PairRow.TABLE, result.pairs())));
            });
            if (!output.quiet()) {
                PrintWriter screen = spec.commandLine().getOut();
                StressReport.print(result, screen);
                if (!policies.isEmpty()) {
                    StressReport.told(result)
                            .forEach(policy -> screen.println(
                                    "Note: " + policy + " is told the truth, so it is not ranked; scores.csv has it."));
                }
                screen.println();
                screen.println(folder.told(result.interrupted()));
            }
            List<String> out = StressReport.disqualified(result);
            out.forEach(policy -> spec.commandLine()
                    .getErr()
                    .println("plateau: " + policy + " was disqualified on every rung; stress.csv has the reasons"));
            return interruption.requested() || out.isEmpty() ? interruption.exitCode() : ExitCode.SOFTWARE;
        }
    }

    /** All that the numbers depend on. */
    private SortedMap<String, String> settings(Course course, Contest contest, String hash) throws IOException {
        SortedMap<String, String> settings = new TreeMap<>();
        settings.put("course", course.version() + ", SHA-256 " + hash);
        settings.put(
                "families",
                String.join(", ", course.families().stream().map(Family::id).toList()));
        settings.put(
                "policies",
                String.join(
                        ", ", contest.entrants().stream().map(Entrant::label).toList()));
        settings.put("effort", quick ? "quick" : "full");
        settings.put("seed", Long.toString(output.seed(SEED)));
        ScenarioRun.addSurroundings(settings, Map.of(), plugins.sums());
        language.addTo(settings);
        return settings;
    }

    private int compare() throws ScenarioException {
        for (String option : List.of(
                "--quick",
                "--family",
                "--resume",
                "--threads",
                "--out",
                "--seed",
                "--plugins",
                "--service",
                "--answer-within",
                "--language")) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw output.usage("--compare takes no " + option + ": it reads what two runs wrote");
            }
        }
        if (compared.size() != 2) {
            throw output.usage("--compare takes two files stress.csv, the old one first (got " + compared.size() + ")");
        }
        StressFile old = StressFile.read(compared.get(0));
        StressFile recent = StressFile.read(compared.get(1));
        StressComparison comparison =
                StressComparison.of(old.cells(), recent.cells(), StressFile.watched(old, recent, policies));
        List<StressComparison.Finding> findings = comparison.findings();
        if (findings.isEmpty() && comparison.mended().isEmpty()) {
            throw output.usage("--compare: there is nothing to compare: " + String.join("; ", comparison.missing()));
        }
        long worse = findings.stream().filter(StressComparison.Finding::worse).count();
        long better = findings.stream().filter(StressComparison.Finding::better).count();
        if (!output.quiet()) {
            PrintWriter screen = spec.commandLine().getOut();
            findings.stream()
                    .filter(finding -> finding.worse() || finding.better())
                    .forEach(finding -> screen.println(finding.sentence()));
            comparison.mended().forEach(what -> screen.println("better: " + what + " is not disqualified any more"));
            comparison.missing().forEach(what -> screen.println("not compared: " + what));
            screen.println("Comparisons: " + findings.size() + " (each policy in each family, and over all of them), "
                    + worse + " worse, " + better + " better, at a level of 5 % for all together (Holm).");
        }
        return worse == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /** Words that run the same again. */
    private List<String> words(Texts texts) {
        List<String> words = new ArrayList<>(List.of("plateau", "stress"));
        policies.forEach(id -> words.addAll(List.of("--policy", id)));
        families.forEach(id -> words.addAll(List.of("--family", id)));
        if (quick) {
            words.add("--quick");
        }
        output.overrides().forEach((key, value) -> words.addAll(List.of("--" + key, value.toString())));
        words.addAll(plugins.words());
        words.addAll(LanguageOption.words(texts));
        return words;
    }
}
