package dev.plateau.acceptance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line in a process of its own, with the classes of the tests. */
final class CommandLine {
    private CommandLine() {}

    /** A command that is not started yet, of a Java that is as silent as the launcher makes it. */
    static ProcessBuilder process(String... arguments) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("--enable-native-access=ALL-UNNAMED");
        if (Runtime.version().feature() >= 23) {
            words.add("--sun-misc-unsafe-memory-access=allow");
        }
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.plateau.cli.Main"));
        words.addAll(List.of(arguments));
        return new ProcessBuilder(words);
    }
}
