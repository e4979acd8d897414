package dev.plateau.documents;

import dev.plateau.documents.Document.Kind;
import dev.plateau.documents.Document.Part;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows a page from its first line to its last: writes its files and runs its commands in a folder that has nothing else but the
 * project's docs, with the classes of this build in the place of the launcher.
 */
final class PageRun {
    /** How long something took, and on how many threads, which is not the same twice. */
    private static final Pattern TIMED = Pattern.compile("(?m)^(?:About|Took) .*$");

    private static final Pattern SECONDS = Pattern.compile("[0-9.]+ (s|min|threads?)\\b");

    private static final String LAUNCH =
            "exec java -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -cp \"$CLASSES\""
                    + " dev.plateau.cli.Main \"$@\"\n";

    private final Path root = Document.root();
    private final Path folder;
    private final UnaryOperator<String> changed;

    /** What happens to what commands of the page print and write. */
    interface Reader {
        /** Between the marks of this name stands what was printed. */
        void printed(String mark, String text) throws IOException;

        /** At the end: a file of the folder is shown as this picture, relative to the page. */
        void picture(Path file, String shown) throws IOException;
    }

    /** What a script printed. */
    record Printed(int code, String out, String err) {}

    /**
     * Prepares a folder.
     *
     * @param folder empty
     * @param changed what is run in the place of a line of commands
     */
    PageRun(Path folder, UnaryOperator<String> changed) throws IOException {
        this.folder = folder;
        this.changed = changed;
        Files.createSymbolicLink(folder.resolve("docs"), root.resolve("docs"));
        write("plateau", "#!/bin/sh\n" + LAUNCH);
        if (!folder.resolve("plateau").toFile().setExecutable(true)) {
            throw new IOException(folder + ": the launcher cannot be made executable");
        }
    }

    /**
     * Runs what is followed by marks or pictures, and tells of them.
     *
     * @param wanted marks; others are passed by
     */
    void follow(Document page, Predicate<String> wanted, Reader reader) throws IOException, InterruptedException {
        String out = "";
        boolean followed = false;
        List<Part> pictures = new ArrayList<>();
        List<Part> parts = page.parts();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (part.kind() == Kind.FILE) {
                write(part.word(), parts.get(i + 1).text());
            } else if (part.is(Kind.CODE, "sh")) {
                followed = isFollowed(parts, i, wanted);
                if (followed) {
                    Printed printed = run(part.text());
                    if (printed.code() != 0) {
                        throw new IllegalStateException(
                                page.place(part) + ": exit " + printed.code() + "\n" + printed.out() + printed.err());
                    }
                    out = printed.out();
                }
            } else if (part.kind() == Kind.PICTURE && followed) {
                pictures.add(part);
            } else if (part.kind() == Kind.BEGIN && wanted.test(part.word())) {
                reader.printed(part.word(), out);
            }
        }
        for (Part part : pictures) {
            reader.picture(folder.resolve(part.word()), part.text());
        }
    }

    /** Whether between a block of commands and the next there are marks that are wanted, or only a picture. */
    static boolean isFollowed(List<Part> parts, int block, Predicate<String> wanted) {
        List<Part> shown = parts.subList(block + 1, parts.size()).stream()
                .takeWhile(part -> !part.is(Kind.CODE, "sh"))
                .toList();
        List<Part> marks =
                shown.stream().filter(part -> part.kind() == Kind.BEGIN).toList();
        return marks.isEmpty()
                ? shown.stream().anyMatch(part -> part.kind() == Kind.PICTURE)
                : marks.stream().anyMatch(part -> wanted.test(part.word()));
    }

    void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    /** Runs commands by a shell that ends at the first failure. */
    Printed run(String commands) throws IOException, InterruptedException {
        Path out = Files.createTempFile("page", ".out");
        Path err = Files.createTempFile("page", ".err");
        StringBuilder script = new StringBuilder("set -e\n");
        commands.lines()
                .map(changed)
                .map(line -> line.replace("'scenarios/target/plateau.jar:scenarios/target/lib/*'", "\"$CLASSES\""))
                .forEach(line -> script.append(line).append('\n'));
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", script.toString())
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("CLASSES", System.getProperty("java.class.path"));
        String programs = folder + File.pathSeparator + Path.of(System.getProperty("java.home"), "bin");
        builder.environment().merge("PATH", programs, (path, own) -> own + File.pathSeparator + path);
        Process process = builder.start();
        if (!process.waitFor(30, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("takes too long: " + commands);
        }
        Printed printed = new Printed(process.exitValue(), Files.readString(out), Files.readString(err));
        Files.delete(out);
        Files.delete(err);
        return printed;
    }

    /** A text without what is never the same twice. */
    static String masked(String text) {
        Matcher matcher = TIMED.matcher(text);
        return matcher.replaceAll(
                line -> Matcher.quoteReplacement(SECONDS.matcher(line.group()).replaceAll("# $1")));
    }
}
