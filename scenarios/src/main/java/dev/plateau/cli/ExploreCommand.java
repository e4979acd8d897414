package dev.plateau.cli;

import dev.plateau.explore.Explorer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves the explorer until it is told to end. */
@Command(
        name = "explore",
        description = "Open a page on this machine to move a scenario's settings, watch the curves and follow lessons.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  plateau explore                            open it in the browser; Ctrl-C ends it",
            "  plateau explore --port 0 --no-browser      on any free port, which is printed"
        })
final class ExploreCommand implements Callable<Integer> {
    private static final int MOST_PORT = 65_535;
    private static final long LOOK_MILLISECONDS = 100;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "8642",
            description = "Port on 127.0.0.1, 0 for any that is free. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "--no-browser", description = "Print the address only.")
    private boolean noBrowser;

    @Mixin
    private final ThreadsOption threads = new ThreadsOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (port < 0 || port > MOST_PORT) {
            throw new ParameterException(
                    spec.commandLine(), "--port must be from 0 to " + MOST_PORT + " (got " + port + ")");
        }
        threads.check();
        PrintWriter err = spec.commandLine().getErr();
        try (Interruption interruption = new Interruption(err, "The explorer ends.");
                Explorer explorer = new Explorer(port, threads.count(), err::println)) {
            PrintWriter screen = spec.commandLine().getOut();
            screen.println("The explorer is at " + explorer.address() + " (Ctrl-C ends it)");
            screen.flush();
            if (!noBrowser) {
                open(explorer.address());
            }
            while (!interruption.requested()) {
                Thread.sleep(LOOK_MILLISECONDS);
            }
            return interruption.exitCode();
        } catch (BindException e) {
            err.println("plateau: port " + port + " cannot be used: " + e.getMessage()
                    + ". Choose another with --port, or --port 0 for any that is free.");
            return ExitCode.USAGE;
        }
    }

    /** Asks the desktop to open an address; without one the address on the screen must do. */
    private static void open(String address) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        Map<String, String> environment = System.getenv();
        List<String> command;
        if (system.contains("win")) {
            command = List.of("rundll32", "url.dll,FileProtocolHandler", address);
        } else if (system.contains("mac")) {
            command = List.of("open", address);
        } else if (environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY")) {
            command = List.of("xdg-open", address);
        } else {
            return;
        }
        try {
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            // No such program: the address on the screen must do.
        }
    }
}
