package dev.plateau.export;

import dev.plateau.result.BudgetUnit;
import dev.plateau.result.Column;
import dev.plateau.result.Table;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;

/** An HTML page that needs no network and no other file. All words are escaped. */
final class Page {
    /** Longer tables are folded. */
    static final int LONG_TABLE = 60;

    /** Tables with more columns are printed smaller. */
    private static final int MANY = 9;

    /** Cells with more letters are wider. */
    private static final int LONG_WORDS = 30;

    private final StringBuilder html = new StringBuilder();
    private final BudgetUnit budgets;
    private final Texts texts;

    /** A page on budgets of rollouts. */
    Page() {
        this(BudgetUnit.ROLLOUTS);
    }

    /** A page on budgets of a unit. */
    Page(BudgetUnit budgets) {
        this(budgets, Texts.ENGLISH);
    }

    /** A page on budgets of a unit in a language. */
    Page(BudgetUnit budgets, Texts texts) {
        this.budgets = budgets;
        this.texts = texts;
    }

    /** What is written so far, to write on. */
    StringBuilder html() {
        return html;
    }

    /** The page, ended. */
    String end() {
        return html.append("</main>\n</body>\n</html>\n").toString();
    }

    /** Begins the page. */
    void head(String title) throws IOException {
        html.append("<!DOCTYPE html>\n<html lang=\"")
                .append(texts.language().code())
                .append("\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(escaped(title))
                .append("</title>\n<style>\n")
                .append(style())
                .append("</style>\n</head>\n<body>\n<main>\n");
        element("h1", title);
    }

    /** A box of what to mind; nothing if there is nothing. */
    void warnings(List<String> warnings) {
        if (warnings.isEmpty()) {
            return;
        }
        html.append("<div class=\"warnings\" role=\"note\">\n<strong>")
                .append(escaped(texts.say("page.warnings")))
                .append("</strong>\n<ul>\n");
        warnings.forEach(warning -> element("li", texts.engine(warning)));
        html.append("</ul>\n</div>\n");
    }

    /** A paragraph that begins a page. */
    void lead(String text) {
        html.append("<p class=\"lead\">").append(escaped(text)).append("</p>\n");
    }

    /** How to read something. */
    void note(String text) {
        html.append("<p class=\"note\">").append(escaped(text)).append("</p>\n");
    }

    /** Words for a shell. */
    void code(String text) {
        html.append("<pre translate=\"no\"><code>").append(escaped(text)).append("</code></pre>\n");
    }

    /** A text in English as it is, folded. */
    void listing(String summary, String text) {
        html.append("<details><summary>")
                .append(escaped(summary))
                .append("</summary>\n<pre lang=\"en\" translate=\"no\" tabindex=\"0\" role=\"region\" aria-label=\"")
                .append(escaped(summary))
                .append("\">")
                .append(escaped(text.strip()))
                .append("</pre>\n</details>\n");
    }

    /** Begins the tables as they are in files, which are printed on pages that lie. */
    void tables() {
        html.append("<h2 class=\"wide\">")
                .append(escaped(texts.say("report.part.tables")))
                .append("</h2>\n");
    }

    /** Begins what is open unless it has many rows. */
    void fold(String summary, int rows) {
        fold("<details", summary, rows);
    }

    private void fold(String begin, String summary, int rows) {
        html.append(begin)
                .append(rows > LONG_TABLE ? ">" : " open>")
                .append("<summary>")
                .append(escaped(summary))
                .append("</summary>\n");
    }

    /** Begins a table, in a box of its own that scrolls where it is too wide: headings follow. */
    void beginTable(String caption) {
        beginTable(caption, 0);
    }

    /** The same of a table whose number of columns is known. */
    void beginTable(String caption, int columns) {
        html.append(columns > MANY ? "<div class=\"scroll many\"" : "<div class=\"scroll\"")
                .append(" tabindex=\"0\" role=\"region\" aria-label=\"")
                .append(escaped(caption))
                .append("\">\n<table>\n<caption>")
                .append(escaped(caption))
                .append("</caption>\n<thead><tr>");
    }

    /** Ends the headings: rows follow. */
    void beginRows() {
        html.append("</tr></thead>\n<tbody>\n");
    }

    /** Ends a table. */
    void endTable() {
        html.append("</tbody>\n</table>\n</div>\n");
    }

    /** The cell that names its row. */
    void rowHeading(String name) {
        html.append("<th scope=\"row\" class=\"text\">").append(escaped(name)).append("</th>");
    }

    /** Embeds a picture, in a box of its own that scrolls where its words would be too small to read. */
    void picture(Plot plot) throws IOException {
        picture(plot, "<figure tabindex=\"0\">");
    }

    /** Embeds a picture with words that are smaller than those of others. */
    void densePicture(Plot plot) throws IOException {
        picture(plot, "<figure class=\"dense\" tabindex=\"0\">");
    }

    private void picture(Plot plot, String begin) throws IOException {
        html.append(begin)
                .append("<img width=\"1600\" height=\"900\" alt=\"")
                .append(escaped(plot.alternative()))
                .append("\" src=\"data:image/png;base64,")
                .append(Base64.getEncoder().encodeToString(Files.readAllBytes(plot.png())))
                .append("\"></figure>\n");
    }

    /** How far the model of what is reached may be from the system that it stands for. */
    void model(Origin origin) {
        element(
                "p",
                texts.sentences(
                        texts.say("report.model"),
                        texts.say(origin.fitted().isEmpty() ? "report.model.unknown" : "report.model.fitted")));
        if (!origin.fitted().isEmpty()) {
            listing(texts.say("report.fit"), String.join("\n", origin.fitted()));
        }
    }

    /** How to make the page again. */
    void again(Origin origin) {
        element("h2", texts.say("report.part.again"));
        element("p", texts.say("report.again"));
        code(origin.command());
        if (origin.command().startsWith("plateau run ")) {
            element("p", texts.say("report.rerun"));
            code("plateau rerun run.json");
        }
        note(texts.say("report.made", "version", origin.version(), "seed", origin.seed(), "hash", origin.hash()));
    }

    /** A table with the meaning of its columns; nothing if it has no rows. */
    <R> void table(Table<R> declaration, List<R> rows) {
        if (rows.isEmpty()) {
            return;
        }
        String name = texts.say(
                "page.file",
                "meaning",
                texts.engine(declaration.meaning()).replaceFirst("[.\u3002]$", ""),
                "file",
                declaration.name() + ".csv");
        fold("<details class=\"wide\"", name, rows.size());
        beginTable(name, declaration.columns().size());
        for (Column<R> column : declaration.columns()) {
            boolean counted = column.unit().equals(BudgetUnit.ROLLOUTS.plural())
                    && !column.name().startsWith(BudgetUnit.ROLLOUTS.plural());
            heading(
                    column.name().replace('_', ' '),
                    counted ? texts.plural(budgets) : texts.engine(column.unit()),
                    column.type() == Column.Type.TEXT);
        }
        beginRows();
        tech.tablesaw.api.Table table = ResultTables.of(declaration, rows);
        for (int i = 0; i < table.rowCount(); i++) {
            html.append("<tr>");
            for (int j = 0; j < table.columnCount(); j++) {
                boolean text = declaration.columns().get(j).type() == Column.Type.TEXT;
                String value = table.column(j).getString(i);
                // A single word is a name or a code, which the meaning of its column explains as it is.
                cell(text && value.contains(" ") ? texts.engine(value) : value, text);
            }
            html.append("</tr>\n");
        }
        endTable();
        note(texts.sentences(declaration.columns().stream()
                .map(column -> texts.say(
                        "page.column",
                        "column",
                        column.name().replace('_', ' '),
                        "meaning",
                        texts.engine(column.meaning())))
                .toList()));
        html.append("</details>\n");
    }

    /** The name of a column. */
    void heading(String name, String unit, boolean text) {
        html.append(text ? "<th scope=\"col\" class=\"text\">" : "<th scope=\"col\">")
                .append(escaped(name));
        if (!unit.isEmpty()) {
            html.append("<small>").append(escaped(unit)).append("</small>");
        }
        html.append("</th>");
    }

    /** A cell of a table. */
    void cell(String value, boolean text) {
        html.append(!text ? "<td>" : value.length() > LONG_WORDS ? "<td class=\"text long\">" : "<td class=\"text\">")
                .append(escaped(value))
                .append("</td>");
    }

    /** A text in an element. */
    void element(String tag, String text) {
        html.append('<')
                .append(tag)
                .append('>')
                .append(escaped(text))
                .append("</")
                .append(tag)
                .append(">\n");
    }

    private static String style() throws IOException {
        try (InputStream stream = Page.class.getResourceAsStream("report.css")) {
            if (stream == null) {
                throw new IOException("report.css is missing from this build");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Safe between tags and inside quoted attributes. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
