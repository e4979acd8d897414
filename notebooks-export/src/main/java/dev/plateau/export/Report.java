package dev.plateau.export;

import dev.plateau.result.AccuracyRow;
import dev.plateau.result.Column;
import dev.plateau.result.ComparisonRow;
import dev.plateau.result.FleetRow;
import dev.plateau.result.GainRow;
import dev.plateau.result.LadderRow;
import dev.plateau.result.LevelRow;
import dev.plateau.result.PlanResult;
import dev.plateau.result.PlanRow;
import dev.plateau.result.PromiseRow;
import dev.plateau.result.RegretRow;
import dev.plateau.result.SaturationRow;
import dev.plateau.result.SensitivityRow;
import dev.plateau.result.StudyResult;
import dev.plateau.result.Table;
import dev.plateau.result.VerifierRow;
import dev.plateau.stats.Interval;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A result as one HTML page that needs no network and no other file: warnings, the answer in words, one table, what it takes
 * on machines if a fleet serves, the pictures, the tables (but distributions and timelines). It follows the reader's choice of a light or dark page and prints on A4.
 *
 * <p>Pictures are embedded as PNG, which is a third of the size of the same picture as SVG. All words that come from the
 * result are escaped. The same result gives the same bytes.
 */
public final class Report {
    /** Longer tables are folded. */
    private static final int LONG_TABLE = 60;

    private final StudyResult result;
    private final List<Plot> plots;
    private final StringBuilder html = new StringBuilder();

    private Report(StudyResult result, List<Plot> plots) {
        this.result = result;
        this.plots = plots;
    }

    /**
     * Draws the plots into DIR/plots and writes DIR/report.html.
     *
     * @throws IOException if a file cannot be written; each file is whole or as before
     */
    public static void write(StudyResult result, Path dir) throws IOException {
        write(result, Plots.write(result, dir), dir);
    }

    /**
     * Writes DIR/report.html with plots that were drawn before.
     *
     * @param result to report
     * @param plots what {@link Plots#write} returned for it
     * @param dir made if missing
     * @throws IOException if a picture cannot be read or the file cannot be written; it is then as before
     */
    public static void write(StudyResult result, List<Plot> plots, Path dir) throws IOException {
        WholeFile.write(dir.resolve("report.html"), new Report(result, plots).page());
    }

    /**
     * Draws the plots into DIR/plots and writes DIR/report.html of a plan.
     *
     * @throws IOException if a file cannot be written; each file is whole or as before
     */
    static void write(PlanResult plan, Path dir) throws IOException {
        List<Plot> plots = Plots.write(plan, dir);
        WholeFile.write(dir.resolve("report.html"), new Report(plan.study(), plots).page(plan));
    }

    private String page(PlanResult plan) throws IOException {
        head("What to buy: " + plan.study().title());
        warnings(plan.warnings());
        for (PlanAdvice advice : PlanAdvice.of(plan)) {
            element("h2", advice.slo());
            for (int i = 0; i < advice.sentences().size(); i++) {
                html.append(i == 1 ? "<p class=\"lead\">" : "<p>")
                        .append(escaped(advice.sentences().get(i)))
                        .append("</p>\n");
            }
        }
        pictures();
        element("h2", "Plans");
        table(PlanRow.TABLE, plan.plans());
        table(PromiseRow.TABLE, plan.promises());
        table(LadderRow.TABLE, plan.ladders());
        table(SensitivityRow.TABLE, plan.sensitivity());
        element("h2", "Accuracy behind the plans");
        answer();
        summary();
        tables();
        return html.append("</main>\n</body>\n</html>\n").toString();
    }

    private void head(String title) throws IOException {
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(escaped(title))
                .append("</title>\n<style>\n")
                .append(style())
                .append("</style>\n</head>\n<body>\n<main>\n");
        element("h1", title);
    }

    private String page() throws IOException {
        head(result.title());
        warnings(result.warnings());
        answer();
        summary();
        machines();
        pictures();
        tables();
        return html.append("</main>\n</body>\n</html>\n").toString();
    }

    private void warnings(List<String> warnings) {
        if (warnings.isEmpty()) {
            return;
        }
        html.append("<div class=\"warnings\" role=\"note\">\n<strong>Mind when reading</strong>\n<ul>\n");
        warnings.forEach(warning -> element("li", warning));
        html.append("</ul>\n</div>\n");
    }

    private void answer() {
        paragraphs(Answer.of(result).worlds());
        html.append(
                "<p class=\"note\">In brackets: 95 % confidence intervals. Tied: the difference cannot be told from 0."
                        + "</p>\n");
    }

    private void paragraphs(List<Answer.Paragraph> worlds) {
        for (Answer.Paragraph paragraph : worlds) {
            if (worlds.size() > 1) {
                element("h3", paragraph.world());
            }
            for (int i = 0; i < paragraph.sentences().size(); i++) {
                html.append(i == 0 ? "<p class=\"lead\">" : "<p>")
                        .append(escaped(paragraph.sentences().get(i)))
                        .append("</p>\n");
            }
        }
    }

    /** One row per world and policy: what it reaches and where it stops. */
    private void summary() {
        if (result.saturation().isEmpty()) {
            return;
        }
        boolean several = severalWorlds();
        html.append("<div class=\"scroll\">\n<table>\n<thead><tr>");
        if (several) {
            heading("World", "", true);
        }
        heading("Policy", "", true);
        heading("Accuracy at the largest budget", "%", false);
        heading("Efficient until", result.unit().plural(), false);
        heading("Saturation budget", result.unit().plural(), false);
        html.append("</tr></thead>\n<tbody>\n");
        for (SaturationRow row : result.saturation()) {
            html.append("<tr>");
            if (several) {
                cell(result.worldName(row.scenario()), true);
            }
            cell(result.policyName(row.policy()), true);
            cell(atLargestBudget(row).map(share -> interval(share, 100, 1)).orElse(""), false);
            cell(!Double.isFinite(row.efficientUntil()) ? "not reached" : number(row.efficientUntil()), false);
            cell(!Double.isFinite(row.saturation().value()) ? "not reached" : interval(row.saturation(), 1, 0), false);
            html.append("</tr>\n");
        }
        html.append("</tbody>\n</table>\n</div>\n");
    }

    /** What it takes to serve each choice, and which of them no other beats. */
    private void machines() {
        if (result.fleet().isEmpty()) {
            return;
        }
        element("h2", "On machines");
        paragraphs(Answer.ofMachines(result).worlds());
        boolean several = severalWorlds();
        html.append(result.fleet().size() > LONG_TABLE ? "<details>" : "<details open>")
                .append("<summary>Every choice</summary>\n<div class=\"scroll\">\n<table>\n<thead><tr>");
        if (several) {
            heading("World", "", true);
        }
        heading("Policy", "", true);
        heading("Budget", result.unit().plural(), false);
        heading("Fleet", "", true);
        heading("Latency, p95", "s", false);
        heading("Cost per task", "USD", false);
        heading("Energy per task", "Wh", false);
        heading("CO2 per task", "g", false);
        heading("Accuracy", "%", false);
        heading("In the promised time", "%", false);
        heading("No other is as accurate for less", "", true);
        html.append("</tr></thead>\n<tbody>\n");
        Map<ServedCost, Set<FleetRow>> fronts = fronts();
        for (FleetRow row : result.fleet()) {
            String best = fronts.entrySet().stream()
                    .filter(front -> front.getValue().contains(row))
                    .map(front -> front.getKey().word())
                    .collect(Collectors.joining(", "));
            html.append(best.isEmpty() ? "<tr>" : "<tr class=\"front\">");
            if (several) {
                cell(row.scenario(), true);
            }
            cell(row.policy(), true);
            cell(Integer.toString(row.budget()), false);
            cell(row.fleet(), true);
            cell(
                    row.stable()
                            ? measured(row.latencyP95(), row)
                            : "overloaded: at most "
                                    + Numbers.significant(row.throughput().value(), 3) + " tasks per second",
                    false);
            cell(measured(row.dollarsPerTask(), row), false);
            cell(row.stable() ? measured(row.wattHoursPerTask(), row) : "", false);
            cell(row.stable() ? measured(new Interval(row.gramsPerTask(), Double.NaN, Double.NaN), row) : "", false);
            cell(interval(row.accuracy(), 100, 1), false);
            cell(Double.isFinite(row.sloAttainment()) ? Numbers.plain(100 * row.sloAttainment(), 1) : "", false);
            cell(best, true);
            html.append("</tr>\n");
        }
        html.append("</tbody>\n</table>\n</div>\n</details>\n<p class=\"note\">In brackets: 95 % intervals of the"
                + " sampling; behind them the error of the model of the machines. p95: the time within which 95 % of"
                + " the tasks are answered. Bold: on the Pareto front of accuracy against what the last column names,"
                + " over all policies, budgets and fleets of a world, by the estimates alone.</p>\n");
    }

    private Map<ServedCost, Set<FleetRow>> fronts() {
        Map<ServedCost, Set<FleetRow>> fronts = new EnumMap<>(ServedCost.class);
        Map<String, List<FleetRow>> worlds = result.fleet().stream().collect(Collectors.groupingBy(FleetRow::scenario));
        for (ServedCost cost : ServedCost.values()) {
            fronts.put(
                    cost,
                    worlds.values().stream()
                            .flatMap(rows -> cost.front(rows).stream())
                            .collect(Collectors.toSet()));
        }
        return fronts;
    }

    /** A number that hangs on the model of the machines, with its two errors. */
    private static String measured(Interval interval, FleetRow row) {
        if (!Double.isFinite(interval.value())) {
            return "";
        }
        String value = Numbers.significant(interval.value(), 3);
        String sampling = !Double.isFinite(interval.low()) || !Double.isFinite(interval.high())
                ? ""
                : " (" + Numbers.significant(interval.low(), 3) + " to " + Numbers.significant(interval.high(), 3)
                        + ")";
        return value + sampling + " \u00b1" + Numbers.significant(100 * row.timeError(), 2) + " %";
    }

    private Optional<Interval> atLargestBudget(SaturationRow row) {
        return result.accuracy().stream()
                .filter(r -> r.scenario().equals(row.scenario()) && r.policy().equals(row.policy()))
                .max(Comparator.comparingInt(AccuracyRow::budget))
                .map(AccuracyRow::accuracy);
    }

    private void pictures() throws IOException {
        String world = "";
        for (Plot plot : plots) {
            if (!plot.world().equals(world)) {
                world = plot.world();
                if (severalWorlds()) {
                    element("h2", result.worldName(world));
                }
            }
            html.append("<figure><img width=\"1600\" height=\"900\" alt=\"")
                    .append(escaped(plot.alternative()))
                    .append("\" src=\"data:image/png;base64,")
                    .append(Base64.getEncoder().encodeToString(Files.readAllBytes(plot.png())))
                    .append("\"></figure>\n");
        }
    }

    private void tables() {
        element("h2", "Tables");
        table(AccuracyRow.TABLE, result.accuracy());
        table(GainRow.TABLE, result.gains());
        table(SaturationRow.TABLE, result.saturation());
        table(ComparisonRow.TABLE, result.comparison());
        table(VerifierRow.TABLE, result.verifiers());
        table(LevelRow.TABLE, result.levels());
        table(RegretRow.TABLE, result.regret());
        table(FleetRow.TABLE, result.fleet());
    }

    private <R> void table(Table<R> declaration, List<R> rows) {
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
            heading(column.name().replace('_', ' '), column.unit(), column.type() == Column.Type.TEXT);
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

    private boolean severalWorlds() {
        return result.accuracy().stream().map(AccuracyRow::scenario).distinct().count() > 1;
    }

    private void heading(String name, String unit, boolean text) {
        html.append(text ? "<th scope=\"col\" class=\"text\">" : "<th scope=\"col\">")
                .append(escaped(name));
        if (!unit.isEmpty()) {
            html.append("<small>").append(escaped(unit)).append("</small>");
        }
        html.append("</th>");
    }

    private void cell(String value, boolean text) {
        html.append(text ? "<td class=\"text\">" : "<td>")
                .append(escaped(value))
                .append("</td>");
    }

    private void element(String tag, String text) {
        html.append('<')
                .append(tag)
                .append('>')
                .append(escaped(text))
                .append("</")
                .append(tag)
                .append(">\n");
    }

    private static String interval(Interval interval, double factor, int decimals) {
        if (!Double.isFinite(interval.value())) {
            return "";
        }
        String value = Numbers.plain(factor * interval.value(), decimals);
        if (!Double.isFinite(interval.low())) {
            return value;
        }
        String high = !Double.isFinite(interval.high()) ? "beyond" : Numbers.plain(factor * interval.high(), decimals);
        return value + " (" + Numbers.plain(factor * interval.low(), decimals) + " to " + high + ")";
    }

    private static String number(double value) {
        return Numbers.plain(value, value == Math.rint(value) ? 0 : 1);
    }

    private static String style() throws IOException {
        try (InputStream stream = Report.class.getResourceAsStream("report.css")) {
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
