package dev.plateau.acceptance;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The command line in a process of its own, with the classes of the tests. */
final class CommandLine {
    private CommandLine() {}

    /** A command that is not started yet. */
    static ProcessBuilder process(String... arguments) {
        List<String> words = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.plateau.cli.Main"),
                        Stream.of(arguments))
                .toList();
        return new ProcessBuilder(words);
    }
}
