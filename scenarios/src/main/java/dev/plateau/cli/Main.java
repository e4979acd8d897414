package dev.plateau.cli;

import dev.plateau.catalog.PluginException;
import dev.plateau.cluster.ClusterException;
import dev.plateau.experiment.OverloadException;
import dev.plateau.fleet.UnservableException;
import dev.plateau.policy.PolicyException;
import dev.plateau.scenario.Catalogue;
import dev.plateau.scenario.ScenarioException;
import dev.plateau.scenario.Suggestions;
import dev.plateau.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Starts the command line.
 *
 * <p>Exit 0: done. 1: a fault of Plateau, of a policy or of the machine. 2: the user's input is wrong; then nothing was written. A
 * signal ends with 128 + its number, 130 for Ctrl-C.
 */
public final class Main {

    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = run(out, err, arguments);
        out.flush();
        err.flush();
        System.exit(code);
    }

    /** Runs a command and returns its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return run(out, err, Optional.empty(), arguments);
    }

    /** Runs a command, for which a scenario may be as it once was, and returns its exit code. */
    static int run(PrintWriter out, PrintWriter err, Optional<Catalogue.Earlier> earlier, String... arguments) {
        return new CommandLine(new PlateauCommand(earlier))
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::reportUsage)
                .setExecutionExceptionHandler(Main::reportFault)
                .execute(arguments);
    }

    private static int reportUsage(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        command.getErr().println("plateau: " + complaint(e));
        if (e instanceof UnmatchedArgumentException unmatched
                && unmatched.getUnmatched().get(0).split("=", 2)[0].equals(OnOption.NAME)) {
            command.getErr().println("Only 'plateau run' can use a cluster.");
        }
        if (e instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            Set<String> commands = command.getSubcommands().keySet();
            if (!commands.isEmpty()) {
                command.getErr()
                        .println(Suggestions.valid(unmatched.getUnmatched().get(0), commands)
                                .strip());
            }
        } else {
            UnmatchedArgumentException.printSuggestions(e, command.getErr());
        }
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }

    private static String complaint(ParameterException e) {
        if (e.getClass() == ParameterException.class
                && e.getArgSpec() instanceof OptionSpec option
                && e.getValue() != null) {
            Class<?> type = option.type();
            String form =
                    type == Long.class || type == int.class ? "a whole number" : type == Double.class ? "a number" : "";
            if (!form.isEmpty()) {
                return option.longestName() + " must be " + form + " (got " + e.getValue() + ")";
            }
        }
        return String.valueOf(e.getMessage());
    }

    private static int reportFault(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        int code = ExitCode.SOFTWARE;
        if (e instanceof ScenarioException scenario) {
            boolean placed = scenario.problems().get(0).place().isPresent();
            err.println((placed ? "" : "plateau: ") + e.getMessage());
            code = ExitCode.USAGE;
        } else if (e instanceof OverloadException || e instanceof UnservableException) {
            err.println("plateau: " + e.getMessage());
            code = ExitCode.USAGE;
        } else if (e instanceof StoreException store) {
            err.println("plateau: " + e.getMessage());
            code = store.isUnusable() ? ExitCode.USAGE : ExitCode.SOFTWARE;
        } else if (e instanceof ClusterException cluster) {
            String said = String.valueOf(e.getMessage());
            err.println("plateau: " + said + (said.endsWith("?") ? "" : "."));
            code = cluster.isUnusable() ? ExitCode.USAGE : ExitCode.SOFTWARE;
        } else if (e instanceof PolicyException) {
            err.println("plateau: " + e.getMessage() + ".");
        } else if (e instanceof PluginException) {
            err.println("plateau: " + e.getMessage() + ".");
            code = ExitCode.USAGE;
        } else if (e instanceof IOException || e instanceof UncheckedIOException) {
            err.println("plateau: " + (e instanceof FileSystemException ? "cannot read or write " : "")
                    + Failures.describe(e));
        } else {
            err.println("plateau: internal fault: " + e + ". Please report this with the output of the same command and"
                    + " --debug.");
        }
        if (isDebug(command)) {
            e.printStackTrace(err);
        }
        return code;
    }

    private static boolean isDebug(CommandLine command) {
        CommandLine top = command;
        while (top.getParent() != null) {
            top = top.getParent();
        }
        return top.getCommand() instanceof PlateauCommand plateau && plateau.debug();
    }
}
