package dev.plateau.rival;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The rivals in {@code src-test/rivals} and the commands that build and run them. */
public final class Programs {
    private Programs() {}

    /** The folder with the rivals. */
    public static Path folder() {
        Path here = Path.of("rivals");
        return Files.isDirectory(here) ? here : Path.of("src-test", "rivals");
    }

    /** What a program says on standard output. */
    public static List<String> run(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", words) + " ended with " + process.exitValue());
        }
        return lines;
    }

    /** Whether a command can be run at all. */
    public static boolean works(String... words) throws InterruptedException {
        try {
            return new ProcessBuilder(words)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Compiles the loop of attempts; returns the program. */
    public static Path attempts(Path into, String... flags) throws IOException, InterruptedException {
        Path program = into.resolve("attempts" + String.join("", flags));
        List<String> words = new ArrayList<>(List.of("gcc", "-std=gnu11", "-O3", "-march=native"));
        words.addAll(List.of(flags));
        words.addAll(
                List.of("-o", program.toString(), folder().resolve("attempts.c").toString(), "-lm"));
        run(words.toArray(String[]::new));
        return program;
    }
}
