package dev.plateau.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Commands in the blocks of the documents have names and options that there are, also those that no test runs. */
class DocumentedCommandsTest {
    private static final Pattern COMMAND =
            Pattern.compile("(?m)^ *(?:\\$ )?(?:time )?(?:\\./)?plateau ((?:[^\\n#\\\\]|\\\\\\n)*)");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```(?:sh)?$(.*?)^ *```$");

    @Test
    void everyCommandIsKnown() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Path.of("../README.md"), Path.of("../CONTRIBUTING.md")));
        try (Stream<Path> files = Files.walk(Path.of("../docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
        }
        int commands = 0;
        for (Path page : pages) {
            Matcher block = BLOCK.matcher(Files.readString(page));
            while (block.find()) {
                Matcher command = COMMAND.matcher(block.group(1));
                while (command.find()) {
                    if (command.group(1).startsWith("/")
                            || command.group().strip().startsWith("plateau:")) {
                        continue;
                    }
                    String[] words = words(command.group(1));
                    assertThatCode(() -> new CommandLine(new PlateauCommand())
                                    .setCaseInsensitiveEnumValuesAllowed(true)
                                    .parseArgs(words))
                            .as(page + ": " + command.group())
                            .doesNotThrowAnyException();
                    commands++;
                }
            }
        }
        assertThat(commands).isGreaterThan(70);
    }

    private static String[] words(String command) {
        String line = command.replace("\\\n", " ").split(" \\|\\| | && | [|>] ")[0];
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2));
        }
        return words.toArray(String[]::new);
    }
}
