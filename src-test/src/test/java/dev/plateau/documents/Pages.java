package dev.plateau.documents;

import dev.plateau.documents.Document.Kind;
import dev.plateau.documents.Document.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Follows pages that show nothing but what their own commands print and draw, and puts that into them. */
public final class Pages {
    private static final Set<String> FOLLOWED = Set.of(
            "docs/tutorial.md",
            "docs/gallery.md",
            "docs/plan.md",
            "docs/stress.md",
            "docs/phases.md",
            "docs/choosing.md");

    private Pages() {}

    /** Pages whose marks and pictures all come from the commands above them. */
    static List<Document> followed() {
        return Document.all().stream()
                .filter(page -> FOLLOWED.contains(page.name()) || page.name().startsWith("docs/concepts/"))
                .toList();
    }

    /**
     * Writes the pages.
     *
     * @param arguments parts of the names of those that are wanted, joined by commas
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> wanted = List.of(arguments[0].split(","));
        for (Document page : followed()) {
            if (wanted.stream().anyMatch(page.name()::contains)) {
                System.out.println(page.name());
                write(page);
            }
        }
    }

    private static void write(Document page) throws IOException, InterruptedException {
        Path file = Document.root().resolve(page.name());
        Path folder = Files.createTempDirectory("page");
        Map<String, String> printed = new HashMap<>();
        new PageRun(folder, UnaryOperator.identity()).follow(page, mark -> true, new PageRun.Reader() {
            @Override
            public void printed(String mark, String text) {
                printed.put(mark, text);
            }

            @Override
            public void picture(Path drawn, String shown) throws IOException {
                Path picture = file.resolveSibling(shown);
                Files.copy(drawn, picture, StandardCopyOption.REPLACE_EXISTING);
            }
        });
        Files.write(file, filled(page, printed));
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static List<String> filled(Document page, Map<String, String> printed) {
        List<String> lines = new ArrayList<>();
        boolean inside = false;
        for (int i = 0; i < page.lines().size(); i++) {
            int at = i;
            for (Part part : page.parts()) {
                inside = inside && !(part.kind() == Kind.END && part.from() == at);
            }
            if (!inside) {
                lines.add(page.lines().get(i));
            }
            for (Part part : page.parts()) {
                if (part.kind() == Kind.BEGIN && part.from() == at) {
                    lines.add("```");
                    printed.getOrDefault(part.word(), "")
                            .stripTrailing()
                            .lines()
                            .forEach(lines::add);
                    lines.add("```");
                    inside = true;
                }
            }
        }
        return lines;
    }
}
