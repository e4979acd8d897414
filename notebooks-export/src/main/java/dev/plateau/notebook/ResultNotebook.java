package dev.plateau.notebook;

import dev.plateau.export.Palette;
import dev.plateau.export.Plots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/**
 * A notebook over the results in a folder, whichever command wrote them: what was run and what it found, how to load the tables,
 * the pictures drawn again, exercises with answers. Its paths are relative to the folder, so that it can be sent with it.
 *
 * <p>Every cell of code has outputs from the start, as far as they are known without running it: tables and numbers from the files, and
 * Plateau's own pictures. The same folder gives the same bytes.
 */
public final class ResultNotebook {
    /** In the order of the notebook. */
    private static final List<String> SECTIONS = List.of(
            "plan",
            "ladder",
            "stress",
            "phase",
            "worst",
            "best",
            "effects",
            "indices",
            "sweep",
            "prediction",
            "fit-curve",
            "votes",
            "rounds",
            "cells",
            "requests",
            "parameters",
            "design",
            "accuracy",
            "worlds",
            "gain",
            "coverage",
            "difference",
            "spent",
            "levels",
            "regret",
            "verifier",
            "fleet",
            "latency",
            "timeline",
            "sqlite",
            "exercises-run",
            "exercises-worlds",
            "exercises-fleet",
            "others");

    /** A name that Python takes for a variable, and that is none of its words. */
    private static final Pattern NAME =
            Pattern.compile("(?!(?:class|def|for|from|import|in|is|lambda|pass|with)$)[a-z][a-z0-9_]*");

    private final Results results;
    private final Map<String, String> facts;
    private final String folderName;
    private final boolean executed;

    private ResultNotebook(Results results, String folderName, boolean executed) {
        this.results = results;
        this.facts = Facts.of(results);
        this.folderName = folderName;
        this.executed = executed;
    }

    /**
     * Reads a folder and writes a notebook about it.
     *
     * @param folder with results
     * @param executed whether it will be run, so that it needs no word on who put the outputs in
     * @throws IOException with a message for the user, if there are no results or they cannot be read
     */
    public static Notebook of(Path folder, boolean executed) throws IOException {
        Path absolute = folder.toAbsolutePath().normalize();
        String name = absolute.getNameCount() == 0
                ? "results"
                : absolute.getName(absolute.getNameCount() - 1).toString();
        return new ResultNotebook(Results.read(folder), name, executed).notebook();
    }

    private Notebook notebook() throws IOException {
        List<PercentScript> sections = new ArrayList<>();
        Set<String> drawn = new LinkedHashSet<>();
        for (String section : SECTIONS) {
            if (section.equals("others")) {
                others(drawn);
            }
            PercentScript script = Scripts.resource(section);
            if (script.needs().stream().allMatch(this::known)) {
                sections.add(script);
                script.needs().forEach(need -> drawn.add(need.replaceFirst("\\..*", "")));
            }
        }
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.markdown(begin()));
        cells.add(Scripts.houseStyle(looks()));
        cells.add(loading());
        for (PercentScript section : sections) {
            add(section, cells);
        }
        cells.add(Cell.markdown(end()));
        return new Notebook(cells, "plateau notebook " + folderName);
    }

    /** A table with rows, one of its columns, or a fact. */
    private boolean known(String need) {
        int point = need.indexOf('.');
        return point < 0
                ? results.tables().containsKey(need) || facts.containsKey(need)
                : results.has(need.substring(0, point), need.substring(point + 1));
    }

    private void others(Set<String> drawn) {
        List<String> others = results.tables().keySet().stream()
                .filter(name -> !drawn.contains(name))
                .toList();
        List<String> named = new ArrayList<>();
        others.forEach(name -> named.add("`" + name + ".csv`"));
        results.large().forEach(name -> named.add("`" + name + "` (too large to be loaded here)"));
        if (!named.isEmpty()) {
            facts.put("other_names", String.join(", ", named));
        }
    }

    private List<String> othersShown() {
        Set<String> drawn = new LinkedHashSet<>();
        for (Map.Entry<String, Table> table : results.tables().entrySet()) {
            if (facts.getOrDefault("other_names", "").contains("`" + table.getKey() + ".csv`")) {
                drawn.add(table.getKey());
            }
        }
        return List.copyOf(drawn);
    }

    private String begin() {
        StringBuilder text = new StringBuilder("# ").append(results.title()).append("\n\n");
        if (!executed) {
            text.append(
                    "*Nobody has run this notebook yet: the tables, numbers and pictures below were put in by Plateau, not by"
                            + " Python. Run all cells (Python 3 with pandas and matplotlib) to make them yours.*\n\n");
        }
        String command = results.record().path("command").asText();
        if (!command.isEmpty()) {
            text.append("These are the results of\n\n```sh\n").append(command).append("\n```\n\n");
        }
        text.append(
                "It lies beside the tables and reads them from there, so the folder can be moved or sent as a whole. ");
        if (Files.isRegularFile(results.folder().resolve("report.html"))) {
            text.append("[report.html](report.html) has the same at a glance. ");
        }
        text.append("Answers to the exercises are folded: think first.");
        if (!results.summary().isEmpty()) {
            text.append("\n\nWhat it found, in Plateau's own words:\n\n```text\n")
                    .append(String.join("\n", results.summary()))
                    .append("\n```");
        }
        List<String> warnings = new ArrayList<>();
        results.record().path("warnings").forEach(warning -> warnings.add("- " + warning.asText()));
        if (!warnings.isEmpty()) {
            text.append("\n\n**Mind when reading:**\n\n").append(String.join("\n", warnings));
        }
        if (results.record().path("interrupted").asBoolean()) {
            text.append("\n\n**That run was interrupted: what is here is what was finished.**");
        }
        return text.toString();
    }

    private String end() {
        String version = results.record().path("plateau").asText();
        return "## Go on\n\nPlateau writes this notebook anew by `plateau notebook` and the folder; it never overwrites one"
                + " in which somebody has written, unless told by `--force`."
                + (version.isEmpty() ? "" : " The results are from version " + version + ".")
                + (results.record().has("seed")
                        ? " With the same seed ("
                                + results.record().path("seed").asText()
                                + ") and the same command they come out the same to the byte."
                        : "");
    }

    private Map<String, Palette.Line> looks() {
        for (String name : List.of("accuracy", "phase-policies", "scores", "ladder", "sweep")) {
            Table table = results.tables().get(name);
            if (table != null && results.has(name, "policy")) {
                List<String> policies = table.stringColumn("policy").asList().stream()
                        .distinct()
                        .toList();
                return Palette.policies(policies, Facts.told(results), policy -> reached(table, policy));
            }
        }
        return Map.of();
    }

    /** Mean accuracy over worlds at the largest budget. */
    private static double reached(Table table, String policy) {
        if (!table.columnNames().contains("budget") || !table.columnNames().contains("accuracy")) {
            return 0;
        }
        List<Row> rows = Facts.rows(table);
        double largest =
                rows.stream().mapToDouble(row -> row.getNumber("budget")).max().orElse(0);
        return rows.stream()
                .filter(row -> row.getString("policy").equals(policy) && row.getNumber("budget") == largest)
                .mapToDouble(row -> row.getNumber("accuracy"))
                .filter(Double::isFinite)
                .average()
                .orElse(0);
    }

    private Cell loading() {
        Map<String, Object> words = new LinkedHashMap<>();
        results.tables()
                .forEach((name, table) -> words.put(
                        name,
                        table.columns().stream()
                                .filter(column -> column.type() == ColumnType.STRING)
                                .map(column -> column.name())
                                .toList()));
        StringBuilder code = new StringBuilder();
        code.append(
                        "import hashlib\nfrom pathlib import Path\n\nimport pandas as pd\nfrom IPython.display import display\n\n")
                .append(
                        "# Columns of words in each table: a policy may be called 1 or NA. Only an empty field is missing.\nWORDS = ")
                .append(Python.literal(words))
                .append("\n# The files as they were when this notebook was written.\nSUMS = ")
                .append(Python.literal(results.sums()))
                .append("\nTITLE = ")
                .append(Python.literal(results.title()))
                .append("\nUNIT, UNIT_SINGULAR = ")
                .append(Python.literal(Facts.unit(results)))
                .append(", ")
                .append(Python.literal(Facts.unit(results).replaceFirst("s$", "")))
                .append("\nTHRESHOLDS = ")
                .append(Python.literal(List.of(
                        Facts.threshold(results, "efficient_threshold"),
                        Facts.threshold(results, "saturation_threshold"))))
                .append("  # gain per unit of budget: efficient above the first, wasteful below the second\nTOLD = ")
                .append(Python.literal(List.copyOf(Facts.told(results))))
                .append("  # policies that are told the truth, so that no system can run them\nSHOWN, ROWS = ")
                .append(Facts.SHOWN)
                .append(", ")
                .append(Facts.ROWS)
                .append("  # worlds that are drawn one by one, and rows of a table that are shown\n");
        if (results.tables().containsKey("phase")) {
            List<String> keys = Facts.keys(results);
            code.append("X_KEY, Y_KEY = ")
                    .append(Python.literal(keys.get(0)))
                    .append(", ")
                    .append(Python.literal(keys.get(1)))
                    .append('\n');
        }
        if (results.has("sweep", "told_the_truth")) {
            code.append("KEYS = ")
                    .append(Python.literal(Facts.sweptKeys(results)))
                    .append("  # that were swept\n");
        }
        List<String> others = othersShown();
        if (facts.containsKey("other_names")) {
            code.append("OTHERS = ").append(Python.literal(others)).append('\n');
        }
        code.append("""

                pd.set_option("display.max_columns", None, "display.max_colwidth", None)
                tables = {
                    name: pd.read_csv(
                        f"{name}.csv", dtype={word: str for word in words}, keep_default_na=False, na_values=[""]
                    )
                    for name, words in WORDS.items()
                }
                for name in tables:
                    if hashlib.sha256(Path(f"{name}.csv").read_bytes()).hexdigest() != SUMS[name]:
                        print(f"{name}.csv has changed since this notebook was written: its text tells of the old one.")
                    print(f"{name}: {len(tables[name])} rows")

                """);
        results.tables().keySet().stream()
                .filter(name -> NAME.matcher(variable(name)).matches() && !others.contains(name))
                .forEach(name -> code.append(variable(name))
                        .append(" = tables[")
                        .append(Python.literal(name))
                        .append("]\n"));
        if (results.has("accuracy", "scenario")) {
            code.append("""
                    WORLDS = list(accuracy.scenario.unique())[:SHOWN]


                    def short(world):
                        \"\"\"The name of a world without that of its scenario.\"\"\"
                        return world.split("/", 1)[-1] if accuracy.scenario.nunique() > 1 else world


                    def titled(world):
                        return f"{TITLE}: {short(world)}" if accuracy.scenario.nunique() > 1 else TITLE
                    """);
            List<Object> worlds = new ArrayList<>();
            int count = worlds().size();
            for (int i = 0; count > 1 && i < Math.min(count, 16); i++) {
                Palette.Line line = Palette.world(i * (count - 1) / Math.max(1, Math.min(count, 16) - 1), count);
                worlds.add(List.of(line.color(), line.dashes(), line.marker()));
            }
            if (!worlds.isEmpty()) {
                code.append(
                                "\n\ndef world_line(index, count):\n    \"\"\"Colour, dashes and marker of a world, from dark to light.\"\"\"\n    shades = ")
                        .append(Python.literal(worlds))
                        .append("\n    return shades[round(index * (len(shades) - 1) / max(1, count - 1))]\n");
            }
        }
        List<String> printed = new ArrayList<>();
        results.tables().forEach((name, table) -> printed.add(name + ": " + table.rowCount() + " rows\n"));
        return Cell.code(code.toString().strip()).withOutputs(List.of(new Output.Printed(String.join("", printed))));
    }

    private static String variable(String table) {
        return table.replace('-', '_');
    }

    private List<String> worlds() {
        return results.table("accuracy").stringColumn("scenario").asList().stream()
                .distinct()
                .toList();
    }

    private void add(PercentScript section, List<Cell> cells) throws IOException {
        for (PercentScript.Block block : section.blocks()) {
            if (block.kind().equals("output")) {
                if (!executed) {
                    Cell last = cells.remove(cells.size() - 1);
                    List<Output> outputs = new ArrayList<>(last.outputs());
                    outputs.addAll(outputs(block.words()));
                    cells.add(last.withOutputs(outputs));
                }
            } else if (block.kind().equals("code")) {
                cells.add(Scripts.cell(block, block.body()));
            } else {
                Scripts.filled(block.body(), facts).ifPresent(text -> cells.add(Cell.markdown(text)));
            }
        }
    }

    private List<Output> outputs(List<String> words) throws IOException {
        String name = words.get(1);
        return switch (words.get(0)) {
            case "text" -> facts.containsKey(name) ? List.of(new Output.Printed(facts.get(name) + "\n")) : List.of();
            case "table" -> List.of(new Output.Grid(shown(name, words.subList(2, words.size()))));
            case "tables" -> {
                List<Output> all = new ArrayList<>();
                for (String other : othersShown()) {
                    all.add(new Output.Printed(other + "\n"));
                    all.add(new Output.Grid(shown(other, List.of())));
                }
                yield all;
            }
            case "picture" -> pictures(name);
            case "figure" -> figures(List.of(name));
            case "figures" ->
                figures(List.copyOf(Plots.safeNames(
                                results.table(name).stringColumn(words.get(2)).asList())
                        .values()));
            case "picture-across" -> across();
            default -> throw new IllegalStateException("a script has an output that is not known: " + words);
        };
    }

    private Table shown(String name, List<String> columns) {
        Table first = results.table(name).first(Facts.ROWS);
        Table shown = columns.isEmpty() ? first : first.selectColumns(columns.toArray(String[]::new));
        shown.setName(name);
        return shown;
    }

    /** The pictures of this name that Plateau drew: of each world that is shown, or the one there is. */
    private List<Output> pictures(String name) throws IOException {
        List<Output> pictures = new ArrayList<>();
        if (results.has("accuracy", "scenario")) {
            List<String> worlds = worlds();
            for (String world : worlds.subList(0, Math.min(Facts.SHOWN, worlds.size()))) {
                add(Plots.png(worlds, world, name), name + " of " + world, pictures);
            }
        }
        return pictures.isEmpty() && !results.tables().containsKey("sweep") ? figures(List.of(name)) : pictures;
    }

    /** Those of these pictures that there are, of the folder as a whole. */
    private List<Output> figures(List<String> names) throws IOException {
        List<Output> pictures = new ArrayList<>();
        for (String name : names) {
            add(Plots.png(List.of(), "", name), name, pictures);
        }
        return pictures;
    }

    private List<Output> across() throws IOException {
        List<Output> pictures = new ArrayList<>();
        List<String> policies = results.table("accuracy").stringColumn("policy").asList().stream()
                .distinct()
                .toList();
        for (String policy : policies.subList(0, Math.min(Facts.SHOWN, policies.size()))) {
            add(Plots.png(List.of(), "", "worlds-" + policy), "accuracy of " + policy + " by world", pictures);
        }
        return pictures;
    }

    private void add(Path below, String alternative, List<Output> pictures) throws IOException {
        Path file = results.folder().resolve(below);
        if (Files.isRegularFile(file)) {
            pictures.add(Output.Picture.of(Files.readAllBytes(file), alternative));
        }
    }
}
