package dev.plateau.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation, as far as it can be run. Comments in the Markdown say what is not seen:
 *
 * <ul>
 *   <li>{@code <!-- file NAME -->} before a block: the commands of the page find it under that name;
 *   <li>{@code <!-- begin NAME -->} to {@code <!-- end NAME -->}: between them stands what the last commands print;
 *   <li>{@code <!-- picture FILE -->} before a picture: it is that file, as the commands of the page write it.
 * </ul>
 *
 * @param name below the root of the project
 * @param lines of the file
 * @param parts in their order
 */
record Document(String name, List<String> lines, List<Part> parts) {
    private static final Pattern FENCE = Pattern.compile("( *)```(\\w*)");
    private static final Pattern COMMENT = Pattern.compile("<!-- (file|begin|end|picture) (.+?) -->");
    private static final Pattern IMAGE = Pattern.compile("!\\[.*]\\((.+?)\\)");

    /** What a part is. */
    enum Kind {
        FILE,
        BEGIN,
        END,
        PICTURE,
        CODE
    }

    /**
     * A part.
     *
     * @param from index of its first line
     * @param to index after its last line
     * @param word the name of a comment, or the language of a block
     * @param text of a block without its indentation, each line ended; of a picture where it is shown from
     */
    record Part(Kind kind, int from, int to, String word, String text) {
        boolean is(Kind other, String name) {
            return kind == other && word.equals(name);
        }

        String firstLine() {
            return text.lines().findFirst().orElse("").strip();
        }
    }

    /** The root of the project. */
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isExecutable(folder.resolve("plateau")) || !Files.isDirectory(folder.resolve("docs"))) {
            folder = Optional.ofNullable(folder.getParent())
                    .orElseThrow(() -> new IllegalStateException("not inside of the project"));
        }
        return folder;
    }

    /** README.md, CONTRIBUTING.md and all below docs. */
    static List<Document> all() {
        Path root = root();
        try (Stream<Path> below = Files.walk(root.resolve("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "CONTRIBUTING.md").map(root::resolve),
                            below.filter(file -> file.toString().endsWith(".md"))
                                    .sorted())
                    .map(file -> of(root.relativize(file).toString().replace('\\', '/')))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Document of(String name) {
        try {
            List<String> lines = Files.readAllLines(root().resolve(name));
            return new Document(name, lines, parts(name, lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Part> parts(String name, List<String> lines) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher fence = FENCE.matcher(lines.get(i));
            Matcher comment = COMMENT.matcher(lines.get(i));
            if (fence.matches()) {
                int from = i;
                StringBuilder text = new StringBuilder();
                String end = fence.group(1) + "```";
                for (i++; !lines.get(i).equals(end); i++) {
                    String line = lines.get(i);
                    text.append(
                                    line.startsWith(fence.group(1))
                                            ? line.substring(fence.group(1).length())
                                            : line)
                            .append('\n');
                }
                parts.add(new Part(Kind.CODE, from, i + 1, fence.group(2), text.toString()));
            } else if (comment.matches()) {
                Kind kind = Kind.valueOf(comment.group(1).toUpperCase(java.util.Locale.ROOT));
                String shown = "";
                if (kind == Kind.PICTURE) {
                    Matcher image = IMAGE.matcher(lines.get(i + 1));
                    if (!image.matches()) {
                        throw new IllegalStateException(name + ":" + (i + 2) + ": no picture after its comment");
                    }
                    shown = image.group(1);
                }
                parts.add(new Part(kind, i, i + 1, comment.group(2), shown));
            }
        }
        return parts;
    }

    List<Part> blocks() {
        return parts.stream().filter(part -> part.kind() == Kind.CODE).toList();
    }

    /** The block between the marks of a name; empty if there is none yet. */
    String printed(String mark) {
        for (int i = 0; i + 1 < parts.size(); i++) {
            if (parts.get(i).is(Kind.BEGIN, mark) && parts.get(i + 1).kind() == Kind.CODE) {
                return parts.get(i + 1).text();
            }
        }
        return "";
    }

    /** Where a part is, for messages. */
    String place(Part part) {
        return name + ":" + (part.from() + 1);
    }
}
