package dev.plateau.export;

import dev.plateau.result.BudgetUnit;
import dev.plateau.result.Column;
import dev.plateau.result.Table;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An HTML page that needs no network and no other file. All words are escaped. */
final class Page {
    /** Longer tables are folded. */
    static final int LONG_TABLE = 60;

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
        warnings.forEach(warning -> element("li", warning));
        html.append("</ul>\n</div>\n");
    }

    /** Embeds a picture. */
    void picture(Plot plot) throws IOException {
        html.append("<figure><img width=\"1600\" height=\"900\" alt=\"")
                .append(escaped(plot.alternative()))
                .append("\" src=\"data:image/png;base64,")
                .append(Base64.getEncoder().encodeToString(Files.readAllBytes(plot.png())))
                .append("\"></figure>\n");
    }

    /** A table with the meaning of its columns; nothing if it has no rows. */
    <R> void table(Table<R> declaration, List<R> rows) {
        if (rows.isEmpty()) {
            return;
        }
        html.append(rows.size() > LONG_TABLE ? "<details>" : "<details open>")
                .append("<summary>")
                .append(escaped(declaration.meaning()))
                .append(" (")
                .append(escaped(declaration.name()))
                .append(".csv)</summary>\n<div class=\"scroll\">\n<table>\n<thead><tr>");
        for (Column<R> column : declaration.columns()) {
            boolean counted = column.unit().equals(BudgetUnit.ROLLOUTS.plural())
                    && !column.name().startsWith(BudgetUnit.ROLLOUTS.plural());
            heading(
                    column.name().replace('_', ' '),
                    counted ? budgets.plural() : column.unit(),
                    column.type() == Column.Type.TEXT);
        }
        html.append("</tr></thead>\n<tbody>\n");
        tech.tablesaw.api.Table table = ResultTables.of(declaration, rows);
        for (int i = 0; i < table.rowCount(); i++) {
            html.append("<tr>");
            for (int j = 0; j < table.columnCount(); j++) {
                cell(table.column(j).getString(i), declaration.columns().get(j).type() == Column.Type.TEXT);
            }
            html.append("</tr>\n");
        }
        html.append("</tbody>\n</table>\n</div>\n");
        List<String> meanings = new ArrayList<>();
        declaration
                .columns()
                .forEach(column -> meanings.add(column.name().replace('_', ' ') + ": " + column.meaning()));
        html.append("<p class=\"note\">")
                .append(escaped(String.join(" ", meanings)))
                .append("</p>\n</details>\n");
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
        html.append(text ? "<td class=\"text\">" : "<td>")
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
