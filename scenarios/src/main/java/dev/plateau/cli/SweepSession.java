package dev.plateau.cli;

import dev.plateau.experiment.Study;
import dev.plateau.export.Origin;
import dev.plateau.export.SweepDigest;
import dev.plateau.export.SweepReport;
import dev.plateau.export.Texts;
import dev.plateau.result.PointRow;
import dev.plateau.result.SweepAxis;
import dev.plateau.result.SweptRow;
import dev.plateau.scenario.FittedScenario;
import dev.plateau.scenario.Key;
import dev.plateau.scenario.Sweep;
import dev.plateau.store.PointStore;
import dev.plateau.store.ResultsFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import picocli.CommandLine.Model.CommandSpec;

/** Runs a scenario of many points: shows what is to come, simulates, writes the folder. */
final class SweepSession {
    /** Values of a key that are shown. */
    private static final int MOST_VALUES = 8;

    private final CommandSpec spec;
    private final StudyOptions options;
    private final Sweep sweep;
    private final PrintWriter screen;

    SweepSession(CommandSpec spec, StudyOptions options, Sweep sweep) {
        this.spec = spec;
        this.options = options;
        this.sweep = sweep;
        this.screen = spec.commandLine().getOut();
    }

    /** Runs it and returns the exit code. */
    int run(String name, OnOption on, List<Path> jars, Optional<Duration> patience) throws IOException {
        refuseOverrides();
        Map<String, String> plugins = options.plugins().sums();
        Instant started = Instant.now();
        try (Interruption interruption = new Interruption(spec.commandLine().getErr());
                ResultFolder folder = options.output().claim(sweep.name())) {
            try (ResultsFile file = options.resume().open(folder, settings(plugins));
                    Place place = on.place(options.threads(), jars)) {
                SweepRun run = new SweepRun(sweep, options::overridden, place, file);
                Texts texts = options.language().texts(file.setting(LanguageOption.KEY));
                long resumed = file.points().finished();
                if (!options.output().quiet()) {
                    expansion(run, resumed);
                }
                Optional<SweepPilot.Estimate> estimate = Optional.empty();
                boolean whole;
                Instant begun;
                try (RunProgress progress = new RunProgress(options.output().display(), interruption, patience)) {
                    if (!options.output().quiet()) {
                        estimate = new SweepPilot(run, progress).estimate();
                        estimate.ifPresent(told -> print(told, on.isHere()));
                    }
                    begun = Instant.now();
                    whole = run.run(progress);
                }
                double seconds = Duration.between(begun, Instant.now()).toMillis() / 1000.0;
                if (file.points().finished() == 0) {
                    spec.commandLine()
                            .getErr()
                            .println("Interrupted before a point was finished. Go on with it by --resume");
                    return interruption.exitCode();
                }
                SweepRecord record = new SweepRecord(
                        run,
                        options,
                        plugins,
                        options.command(spec.name(), name, texts),
                        texts,
                        started,
                        resumed,
                        estimate,
                        seconds);
                SweepDigest digest = digest(run);
                Origin origin = origin(run, options.words(spec.name(), name, texts));
                folder.publish(staging -> {
                    run.writeTables(staging);
                    SweepReport.write(
                            digest, whole ? List.of() : List.of(interrupted(file.points())), texts, origin, staging);
                    record.write(staging, folder.kept(), !whole);
                    file.points().publish(whole);
                });
                report(digest, folder, file.points(), estimate, seconds, whole);
                return interruption.exitCode();
            }
        }
    }

    private Origin origin(SweepRun run, List<String> command) {
        Study first = run.study(0);
        return new Origin(
                Version.text(),
                RunRecord.line(command),
                first.seed(),
                first.precision(),
                sweep.text(),
                RunRecord.sha256(sweep.text()),
                FittedScenario.account(sweep.text()));
    }

    private void refuseOverrides() {
        for (SweepAxis axis : sweep.axes()) {
            for (Key key : List.of(Key.SEED, Key.PRECISION)) {
                if (axis.key().equals(key.path()) && options.overrides().containsKey(key.path())) {
                    throw options.output()
                            .usage("--" + key.path() + " and several values of " + key.path()
                                    + " in the scenario exclude each other");
                }
            }
        }
    }

    private SortedMap<String, String> settings(Map<String, String> plugins) {
        SortedMap<String, String> settings = sweep.settings();
        options.overrides().forEach((key, value) -> settings.put(key, value.toString()));
        ScenarioRun.addSurroundings(settings, sweep.inputs(), plugins);
        options.language().addTo(settings);
        return settings;
    }

    private void expansion(SweepRun run, long resumed) {
        int size = sweep.size();
        screen.println(String.format(
                Locale.ROOT,
                "%s: a sweep of %,d point%s%s.",
                sweep.name(),
                size,
                size == 1 ? "" : "s",
                resumed > 0 ? String.format(Locale.ROOT, ", %,d of them finished", resumed) : ""));
        int widest =
                run.axes().stream().mapToInt(axis -> axis.key().length()).max().orElse(0);
        for (SweepAxis axis : run.axes()) {
            List<String> values = axis.values();
            String shown = values.size() <= MOST_VALUES
                    ? String.join(", ", values)
                    : String.join(", ", values.subList(0, MOST_VALUES - 2)) + ", .., " + values.get(values.size() - 1);
            screen.println(
                    String.format(Locale.ROOT, "  %-" + widest + "s  %,6d: %s", axis.key(), values.size(), shown));
        }
        screen.flush();
    }

    private void print(SweepPilot.Estimate estimate, boolean here) {
        String threads = options.threads() == 1 ? "1 thread" : options.threads() + " threads";
        screen.println(String.format(
                Locale.ROOT,
                "About %s on %s: %s.",
                time(estimate.seconds()),
                here ? threads : "the cluster",
                estimate.whole()
                        ? "one point was simulated whole, in " + time(estimate.secondsPerPoint())
                        : "foretold from the first tasks of " + estimate.points() + " points and their variance, "
                                + time(estimate.secondsPerPoint()) + " a point"));
        screen.println();
        screen.flush();
    }

    /** A time that need not be exact. */
    static String time(double seconds) {
        return seconds < 9.95
                ? String.format(Locale.ROOT, "%.2g s", seconds)
                : seconds < 90
                        ? String.format(Locale.ROOT, "%.0f s", seconds)
                        : seconds < 5400
                                ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
                                : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
    }

    private String interrupted(PointStore points) {
        return "Interrupted: " + (sweep.size() - points.finished()) + " of " + sweep.size() + " points are missing.";
    }

    private SweepDigest digest(SweepRun run) throws IOException {
        Study first = run.study(0);
        PointStore points = run.file().points();
        return SweepDigest.of(
                first.title().equals(first.name()) ? sweep.name() : first.title(),
                first.unit(),
                run.axes(),
                reader -> points.each(SweptRow.table(run.axes()).name(), reader::read),
                reader -> points.each(PointRow.table(run.axes()).name(), reader::read));
    }

    private void report(
            SweepDigest digest,
            ResultFolder folder,
            PointStore points,
            Optional<SweepPilot.Estimate> estimate,
            double seconds,
            boolean whole) {
        if (options.output().quiet()) {
            if (!whole) {
                spec.commandLine().getErr().println("Interrupted. What was finished is in " + folder.path());
            }
            return;
        }
        digest.sentences().forEach(screen::println);
        digest.warnings().forEach(warning -> screen.println("Note: " + warning));
        estimate.ifPresent(told -> screen.println(
                "Took " + time(seconds) + (whole ? ", " + time(told.seconds()) + " were foretold." : ".")));
        screen.println();
        screen.println(folder.told(whole ? Optional.empty() : Optional.of(interrupted(points))));
    }
}
