package dev.plateau.notebook;

import dev.plateau.export.Palette;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cells from scripts. */
final class Scripts {
    private static final Pattern FACT = Pattern.compile("\\{\\{([a-z_0-9]+)}}");

    /** As many lines as Plateau's pictures tell apart by colour and dash. */
    private static final int LINES = 16;

    private Scripts() {}

    /** A script among the resources. */
    static PercentScript resource(String name) throws IOException {
        return new PercentScript(text(name));
    }

    private static String text(String name) throws IOException {
        try (InputStream stream = Scripts.class.getResourceAsStream(name + ".py")) {
            if (stream == null) {
                throw new IOException(name + ".py is missing from this build");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /**
     * The code that sets Plateau's colours.
     *
     * @param known lines of policies, by label, that every picture keeps to
     */
    static Cell houseStyle(Map<String, Palette.Line> known) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < LINES; i++) {
            lines.add(Python.literal(values(Palette.policy(i))));
        }
        Map<String, Object> looks = new LinkedHashMap<>();
        known.forEach((label, line) -> looks.put(label, values(line)));
        String code = text("house-style")
                .replace("{{colors}}", Python.literal(Palette.colors()))
                .replace("{{lines}}", String.join(",\n    ", lines))
                .replace("{{looks}}", Python.literal(looks));
        return new Cell(Cell.Kind.CODE, code.strip(), true, List.of());
    }

    private static List<Object> values(Palette.Line line) {
        return List.of(line.color(), line.dashes(), line.marker());
    }

    /** A cell of a block that is no output. */
    static Cell cell(PercentScript.Block block, String body) throws IOException {
        return switch (block.kind()) {
            case "markdown" -> Cell.markdown(body);
            case "answer" -> Cell.markdown("<details><summary>Answer</summary>\n\n" + body + "\n\n</details>");
            case "house-style" -> houseStyle(Map.of());
            default -> new Cell(Cell.Kind.CODE, body, block.words().contains("folded"), List.of());
        };
    }

    /** A text with its facts; empty if one of them is not known. Lines of a fact stay lines. */
    static Optional<String> filled(String text, Map<String, String> facts) {
        Matcher matcher = FACT.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            String fact = facts.get(matcher.group(1));
            if (fact == null) {
                return Optional.empty();
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(fact.replace("\n", "  \n")));
        }
        return Optional.of(matcher.appendTail(filled).toString());
    }
}
