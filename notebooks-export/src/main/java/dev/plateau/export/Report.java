package dev.plateau.export;

import dev.plateau.result.AccuracyRow;
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
import dev.plateau.result.VerifierRow;
import dev.plateau.stats.Interval;
import java.io.IOException;
import java.nio.file.Path;
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
    private final StudyResult result;
    private final List<Plot> plots;
    private final Page page;
    private final StringBuilder html;

    private Report(StudyResult result, List<Plot> plots, Texts texts) {
        this.result = result;
        this.plots = plots;
        this.page = new Page(result.unit(), texts);
        this.html = page.html();
    }

    /**
     * Draws the plots into DIR/plots and writes DIR/report.html, in English.
     *
     * @throws IOException if a file cannot be written; each file is whole or as before
     */
    public static void write(StudyResult result, Path dir) throws IOException {
        write(result, Plots.write(result, dir), Texts.ENGLISH, dir);
    }

    /**
     * Writes DIR/report.html with plots that were drawn before.
     *
     * @param result to report
     * @param plots what {@link Plots#write} returned for it
     * @param texts in which it is
     * @param dir made if missing
     * @throws IOException if a picture cannot be read or the file cannot be written; it is then as before
     */
    public static void write(StudyResult result, List<Plot> plots, Texts texts, Path dir) throws IOException {
        WholeFile.write(dir.resolve("report.html"), new Report(result, plots, texts).page());
    }

    /**
     * Draws the plots into DIR/plots and writes DIR/report.html of a plan.
     *
     * @throws IOException if a file cannot be written; each file is whole or as before
     */
    static void write(PlanResult plan, Texts texts, Path dir) throws IOException {
        List<Plot> plots = Plots.write(plan, texts, dir);
        WholeFile.write(dir.resolve("report.html"), new Report(plan.study(), plots, texts).page(plan));
    }

    private String page(PlanResult plan) throws IOException {
        page.head("What to buy: " + plan.study().title());
        page.warnings(plan.warnings());
        for (PlanAdvice advice : PlanAdvice.of(plan)) {
            page.element("h2", advice.slo());
            for (int i = 0; i < advice.sentences().size(); i++) {
                html.append(i == 1 ? "<p class=\"lead\">" : "<p>")
                        .append(Page.escaped(advice.sentences().get(i)))
                        .append("</p>\n");
            }
        }
        pictures();
        page.element("h2", "Plans");
        page.table(PlanRow.TABLE, plan.plans());
        page.table(PromiseRow.TABLE, plan.promises());
        page.table(LadderRow.TABLE, plan.ladders());
        page.table(SensitivityRow.TABLE, plan.sensitivity());
        page.element("h2", "Accuracy behind the plans");
        answer();
        summary();
        tables();
        return page.end();
    }

    private String page() throws IOException {
        page.head(result.title());
        page.warnings(result.warnings());
        answer();
        summary();
        machines();
        pictures();
        tables();
        return page.end();
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
                page.element("h3", paragraph.world());
            }
            for (int i = 0; i < paragraph.sentences().size(); i++) {
                html.append(i == 0 ? "<p class=\"lead\">" : "<p>")
                        .append(Page.escaped(paragraph.sentences().get(i)))
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
            page.heading("World", "", true);
        }
        page.heading("Policy", "", true);
        page.heading("Accuracy at the largest budget", "%", false);
        page.heading("Efficient until", result.unit().plural(), false);
        page.heading("Saturation budget", result.unit().plural(), false);
        html.append("</tr></thead>\n<tbody>\n");
        for (SaturationRow row : result.saturation()) {
            html.append("<tr>");
            if (several) {
                page.cell(result.worldName(row.scenario()), true);
            }
            page.cell(result.policyName(row.policy()), true);
            page.cell(atLargestBudget(row).map(share -> interval(share, 100, 1)).orElse(""), false);
            page.cell(!Double.isFinite(row.efficientUntil()) ? "not reached" : number(row.efficientUntil()), false);
            page.cell(
                    !Double.isFinite(row.saturation().value()) ? "not reached" : interval(row.saturation(), 1, 0),
                    false);
            html.append("</tr>\n");
        }
        html.append("</tbody>\n</table>\n</div>\n");
    }

    /** What it takes to serve each choice, and which of them no other beats. */
    private void machines() {
        if (result.fleet().isEmpty()) {
            return;
        }
        page.element("h2", "On machines");
        paragraphs(Answer.ofMachines(result).worlds());
        boolean several = severalWorlds();
        html.append(result.fleet().size() > Page.LONG_TABLE ? "<details>" : "<details open>")
                .append("<summary>Every choice</summary>\n<div class=\"scroll\">\n<table>\n<thead><tr>");
        if (several) {
            page.heading("World", "", true);
        }
        page.heading("Policy", "", true);
        page.heading("Budget", result.unit().plural(), false);
        page.heading("Fleet", "", true);
        page.heading("Latency, p95", "s", false);
        page.heading("Cost per task", "USD", false);
        page.heading("Energy per task", "Wh", false);
        page.heading("CO2 per task", "g", false);
        page.heading("Accuracy", "%", false);
        page.heading("In the promised time", "%", false);
        page.heading("No other is as accurate for less", "", true);
        html.append("</tr></thead>\n<tbody>\n");
        Map<ServedCost, Set<FleetRow>> fronts = fronts();
        for (FleetRow row : result.fleet()) {
            String best = fronts.entrySet().stream()
                    .filter(front -> front.getValue().contains(row))
                    .map(front -> front.getKey().word())
                    .collect(Collectors.joining(", "));
            html.append(best.isEmpty() ? "<tr>" : "<tr class=\"front\">");
            if (several) {
                page.cell(row.scenario(), true);
            }
            page.cell(row.policy(), true);
            page.cell(Integer.toString(row.budget()), false);
            page.cell(row.fleet(), true);
            page.cell(
                    row.stable()
                            ? measured(row.latencyP95(), row)
                            : "overloaded: at most "
                                    + Numbers.significant(row.throughput().value(), 3) + " tasks per second",
                    false);
            page.cell(measured(row.dollarsPerTask(), row), false);
            page.cell(row.stable() ? measured(row.wattHoursPerTask(), row) : "", false);
            page.cell(
                    row.stable() ? measured(new Interval(row.gramsPerTask(), Double.NaN, Double.NaN), row) : "", false);
            page.cell(interval(row.accuracy(), 100, 1), false);
            page.cell(Double.isFinite(row.sloAttainment()) ? Numbers.plain(100 * row.sloAttainment(), 1) : "", false);
            page.cell(best, true);
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
                    page.element("h2", result.worldName(world));
                }
            }
            page.picture(plot);
        }
    }

    private void tables() {
        page.element("h2", "Tables");
        page.table(AccuracyRow.TABLE, result.accuracy());
        page.table(GainRow.TABLE, result.gains());
        page.table(SaturationRow.TABLE, result.saturation());
        page.table(ComparisonRow.TABLE, result.comparison());
        page.table(VerifierRow.TABLE, result.verifiers());
        page.table(LevelRow.TABLE, result.levels());
        page.table(RegretRow.TABLE, result.regret());
        page.table(FleetRow.TABLE, result.fleet());
    }

    private boolean severalWorlds() {
        return result.accuracy().stream().map(AccuracyRow::scenario).distinct().count() > 1;
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
}
