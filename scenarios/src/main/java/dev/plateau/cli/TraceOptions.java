package dev.plateau.cli;

import dev.plateau.experiment.Entrant;
import dev.plateau.experiment.NamedWorld;
import dev.plateau.experiment.Service;
import dev.plateau.experiment.Study;
import dev.plateau.experiment.StudyTrace;
import dev.plateau.export.Texts;
import dev.plateau.export.TreeFigure;
import dev.plateau.scenario.Suggestions;
import dev.plateau.scenario.Sweep;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of a run that is one replication alone, told event by event. */
final class TraceOptions {
    private static final Pattern WHAT = Pattern.compile("(replication[:=])?([0-9]{1,18})");

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--trace",
            paramLabel = "TASK",
            description = "Search for this task alone, as the run does, and tell of each event in a line; or, with"
                    + " replication:R, serve replication R at the scenario's fleet. Nothing else is run or written.")
    private @Nullable String what;

    @Option(names = "--policy", paramLabel = "LABEL", description = "Of --trace. Default: the scenario's first.")
    private @Nullable String policy;

    @Option(names = "--budget", paramLabel = "N", description = "Of --trace. Default: the scenario's largest.")
    private @Nullable Integer budget;

    @Option(names = "--world", paramLabel = "NAME", description = "Of --trace. Default: the scenario's first.")
    private @Nullable String world;

    @Option(names = "--fleet", paramLabel = "NAME", description = "Of --trace replication:R. Default: the first.")
    private @Nullable String fleet;

    @Option(
            names = "--point",
            paramLabel = "POINT",
            description = "Of --trace in a sweep: its number from 1 on, or KEY=VALUE,... Default: the first.")
    private @Nullable String point;

    @Option(
            names = "--trace-to",
            paramLabel = "FILE",
            description = "Of --trace: a file for the lines, which must not be there. Default: standard output.")
    private @Nullable Path file;

    @Option(
            names = "--tree",
            paramLabel = "DIR",
            description =
                    "Of --trace TASK: draw the tree of prefixes, coloured by direction, as DIR/tree.png and .svg.")
    private @Nullable Path tree;

    @Option(
            names = "--beside",
            paramLabel = "LABEL",
            description = "Of --tree: a second policy, whose tree at the same task is drawn beside the first.")
    private @Nullable String beside;

    /** Whether a trace is asked for. */
    boolean asked() {
        return what != null;
    }

    /** Refuses options of a trace without one. */
    void check() {
        boolean others =
                Stream.of(policy, budget, world, fleet, point, file, tree).anyMatch(Objects::nonNull);
        if (!asked() && others) {
            throw usage("--policy, --budget, --world, --fleet, --point, --trace-to and --tree are for --trace");
        }
        if (tree == null && beside != null) {
            throw usage("--beside is for --tree");
        }
    }

    /** Tells of the replication, and returns the exit code. */
    int run(Sweep sweep, UnaryOperator<Study> options, Texts texts) throws IOException {
        Matcher matcher = WHAT.matcher(String.valueOf(what));
        if (!matcher.matches()) {
            throw usage("--trace must be the number of a task, or replication:R (got "
                    + Suggestions.shown(String.valueOf(what)) + ")");
        }
        Study study = options.apply(sweep.point(point(sweep)).study());
        StudyTrace trace = new StudyTrace(study, world(study), entrant(study, policy, "--policy"), budget(study));
        long number = Long.parseLong(matcher.group(2));
        if (matcher.group(1) == null) {
            if (fleet != null) {
                throw usage("--fleet is for --trace replication:R");
            }
            Optional<TreeFigure> figure = figure(study, trace, number, texts);
            int code = told(out -> trace.task(number, out::println));
            if (figure.isPresent() && tree != null) {
                figure.get().write(Files.createDirectories(tree));
            }
            return code;
        }
        if (tree != null) {
            throw usage("--tree is for --trace TASK");
        }
        if (study.services().isEmpty()) {
            throw usage("--trace replication:R needs a scenario with the key 'fleet' or 'fleets'");
        }
        if (number > Integer.MAX_VALUE) {
            throw usage("--trace: there is no replication " + number);
        }
        int service = chosen(
                "--fleet",
                fleet,
                study.services().stream()
                        .map(Service::fleet)
                        .map(spec -> spec.name())
                        .toList());
        return told(out -> trace.replication(service, (int) number, out::println));
    }

    /** The tree that is asked for; empty if none is. */
    private Optional<TreeFigure> figure(Study study, StudyTrace trace, long number, Texts texts) {
        if (tree == null) {
            return Optional.empty();
        }
        List<TreeFigure.Side> sides = new ArrayList<>();
        sides.add(side(study, trace, number));
        if (beside != null) {
            int other = entrant(study, beside, "--beside");
            sides.add(side(study, new StudyTrace(study, trace.world(), other, trace.budget()), number));
        }
        int rollouts = study.budgets().get(trace.budget());
        return Optional.of(TreeFigure.of(study.title(), number, rollouts, study.unit(), sides, texts));
    }

    private TreeFigure.Side side(Study study, StudyTrace trace, long number) {
        String label = study.entrants().get(trace.entrant()).label();
        return new TreeFigure.Side(
                label,
                trace.story(number)
                        .orElseThrow(() -> usage("--tree: " + label
                                + " writes no tree: it does not search step by step, or is told the truth")));
    }

    private interface Told {
        Object to(PrintWriter out);
    }

    private int told(Told trace) throws IOException {
        if (file == null) {
            PrintWriter screen = spec.commandLine().getOut();
            trace.to(screen);
            screen.flush();
            return ExitCode.OK;
        }
        if (Files.exists(file)) {
            throw usage("--trace-to: " + file + " is there already; choose another file");
        }
        boolean whole = false;
        try (BufferedWriter writer =
                        Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
                PrintWriter out = new PrintWriter(writer)) {
            trace.to(out);
            if (out.checkError()) {
                throw new IOException("cannot write " + file + ". Maybe the disk is full");
            }
            whole = true;
        } finally {
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
        return ExitCode.OK;
    }

    private int point(Sweep sweep) {
        if (point == null) {
            return 0;
        }
        String wanted = point;
        if (wanted.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(wanted);
            if (number < 1 || number > sweep.size()) {
                throw usage("--point must be in 1.." + sweep.size() + " (got " + number + ")");
            }
            return number - 1;
        }
        return IntStream.range(0, sweep.size())
                .filter(i -> !sweep.isSingle()
                        && (sweep.name(i).equals(wanted) || sweep.name(i).equals(sweep.name() + "/" + wanted)))
                .findFirst()
                .orElseThrow(() -> usage("--point: the scenario has no point " + Suggestions.shown(wanted)
                        + ". Valid: 1.." + sweep.size() + ", or such as "
                        + sweep.name(0).substring(sweep.name().length()).replaceFirst("^/", "")));
    }

    private int world(Study study) {
        List<String> names = study.worlds().stream()
                .map(NamedWorld::name)
                .map(name -> name.equals(study.name())
                        ? name
                        : name.substring(study.name().length() + 1))
                .toList();
        return chosen("--world", world, names);
    }

    private int entrant(Study study, @Nullable String label, String option) {
        return chosen(
                option, label, study.entrants().stream().map(Entrant::label).toList());
    }

    private int budget(Study study) {
        if (budget == null) {
            return study.budgets().size() - 1;
        }
        int index = study.budgets().indexOf(budget);
        if (index < 0) {
            throw usage("--budget: the scenario has no budget " + budget + ". Valid: " + study.budgets());
        }
        return index;
    }

    private int chosen(String option, @Nullable String word, List<String> valid) {
        if (word == null) {
            return 0;
        }
        int index = valid.indexOf(word);
        if (index < 0) {
            throw usage(option + ": there is no '" + Suggestions.shown(word) + "'." + Suggestions.valid(word, valid));
        }
        return index;
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
