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
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A result as one HTML page that needs no network and no other file: warnings, the answer in a paragraph and a table, then
 * what is behind it: saturation, accuracy for what is spent, paired comparisons, regret, machines; what was assumed, sampling
 * error and model error apart, how to run it again; the tables (but distributions and timelines). It follows the reader's
 * choice of a light or dark page and prints on A4.
 *
 * <p>Pictures are embedded as PNG, which is a third of the size of the same picture as SVG. All words that come from the
 * result are escaped. The same result gives the same bytes.
 */
public final class Report {
    private static final int CHOICE_COLUMNS = 12;

    private final StudyResult result;
    private final List<Plot> plots;
    private final Texts texts;
    private final Optional<Origin> origin;
    private final Answer answer;
    private final List<String> worlds;
    private final Page page;
    private final StringBuilder html;

    private Report(StudyResult result, List<Plot> plots, Texts texts, Optional<Origin> origin) {
        this.result = result;
        this.plots = plots;
        this.texts = texts;
        this.origin = origin;
        this.answer = Answer.of(result, texts);
        this.worlds =
                result.accuracy().stream().map(AccuracyRow::scenario).distinct().toList();
        this.page = new Page(result.unit(), texts);
        this.html = page.html();
    }

    /**
     * Draws the plots into DIR/plots and writes DIR/report.html, in English and without its origin.
     *
     * @throws IOException if a file cannot be written; each file is whole or as before
     */
    public static void write(StudyResult result, Path dir) throws IOException {
        write(result, Plots.write(result, dir), Texts.ENGLISH, Optional.empty(), dir);
    }

    /**
     * Writes DIR/report.html with plots that were drawn before.
     *
     * @param result to report
     * @param plots what {@link Plots#write} returned for it
     * @param texts in which it is
     * @param origin of the result, if it is known
     * @param dir made if missing
     * @throws IOException if a picture cannot be read or the file cannot be written; it is then as before
     */
    public static void write(StudyResult result, List<Plot> plots, Texts texts, Optional<Origin> origin, Path dir)
            throws IOException {
        WholeFile.write(dir.resolve("report.html"), new Report(result, plots, texts, origin).page());
    }

    /**
     * Draws the plots into DIR/plots and writes DIR/report.html of a plan.
     *
     * @throws IOException if a file cannot be written; each file is whole or as before
     */
    static void write(PlanResult plan, Texts texts, Optional<Origin> origin, Path dir) throws IOException {
        List<Plot> plots = Plots.write(plan, texts, dir);
        WholeFile.write(dir.resolve("report.html"), new Report(plan.study(), plots, texts, origin).page(plan));
    }

    private String page(PlanResult plan) throws IOException {
        page.head(texts.say("plan.title", "title", texts.title(plan.study().title())));
        page.warnings(plan.warnings());
        List<PlanAdvice> advised = PlanAdvice.of(plan, texts);
        if (!advised.isEmpty()) {
            page.lead(texts.sentences(advised.stream().map(PlanAdvice::brief).toList()));
        }
        orders(plan);
        page.note(texts.say("page.brackets"));
        for (PlanAdvice advice : advised) {
            page.element("h2", advice.slo());
            advice.sentences().forEach(sentence -> page.element("p", sentence));
        }
        for (Plot plot : plots) {
            if (topic(plot) == Topic.PLAN) {
                page.picture(plot);
            }
        }
        page.element("h2", texts.say("plan.accuracy"));
        answer();
        summary();
        page.note(texts.say("report.notes"));
        parts();
        trust(plan.plans().stream()
                .mapToDouble(PlanRow::timeError)
                .filter(Double::isFinite)
                .toArray());
        page.tables();
        page.table(PlanRow.TABLE, plan.plans());
        page.table(PromiseRow.TABLE, plan.promises());
        page.table(LadderRow.TABLE, plan.ladders());
        page.table(SensitivityRow.TABLE, plan.sensitivity());
        tables();
        return page.end();
    }

    /** One row per promise: what to rent for it. */
    private void orders(PlanResult plan) {
        if (plan.promises().isEmpty()) {
            return;
        }
        page.beginTable(texts.say("plan.orders"));
        page.heading(texts.say("plan.promise"), "", true);
        page.heading(texts.say("plan.fleet"), "", true);
        page.heading(texts.say("page.policy"), "", true);
        page.heading(texts.say("report.budget"), texts.plural(result.unit()), false);
        page.heading(texts.say("plan.hour"), "USD", false);
        page.heading(texts.say("plan.thousand"), "USD", false);
        page.heading(texts.say("report.accuracy"), "%", false);
        page.heading(texts.say("report.in-time"), "%", false);
        page.beginRows();
        for (PromiseRow promise : plan.promises()) {
            html.append("<tr>");
            page.rowHeading(promise.slo());
            Optional<PlanRow> chosen = plan.plans().stream()
                    .filter(row -> row.slo().equals(promise.slo()) && row.standing() == PlanRow.Standing.CHOSEN)
                    .findFirst();
            if (chosen.isPresent()) {
                PlanRow row = chosen.get();
                page.cell(texts.engine(row.fleet()), true);
                page.cell(row.policy(), true);
                page.cell(Integer.toString(row.budget()), false);
                page.cell(Numbers.significant(row.dollarsPerHour(), 3), false);
                page.cell(Numbers.significant(1000 * row.dollarsPerTask(), 3), false);
                page.cell(interval(row.accuracy(), 100, 1), false);
                page.cell(interval(row.onTime(), 100, 1), false);
            } else {
                html.append("<td class=\"text\" colspan=\"7\">")
                        .append(Page.escaped(texts.say("plan.none")))
                        .append("</td>");
            }
            html.append("</tr>\n");
        }
        page.endTable();
    }

    private String page() throws IOException {
        page.head(texts.title(result.title()));
        page.warnings(result.warnings());
        answer();
        summary();
        page.note(texts.say("report.notes"));
        parts();
        trust(result.fleet().stream().mapToDouble(FleetRow::timeError).toArray());
        page.tables();
        tables();
        return page.end();
    }

    private void answer() {
        for (Answer.Paragraph paragraph : answer.worlds()) {
            if (answer.worlds().size() > 1) {
                page.element("h2", paragraph.world());
            }
            List<String> sentences = new ArrayList<>(paragraph.about(Answer.Topic.BEST));
            sentences.add(paragraph.plateau());
            page.lead(texts.sentences(sentences));
        }
    }

    /** One row per world and policy: what it reaches and where it stops. */
    private void summary() {
        if (result.saturation().isEmpty()) {
            return;
        }
        boolean several = worlds.size() > 1;
        page.beginTable(texts.say("report.summary"));
        if (several) {
            page.heading(texts.say("page.world"), "", true);
        }
        page.heading(texts.say("page.policy"), "", true);
        page.heading(texts.say("report.accuracy.largest"), "%", false);
        page.heading(texts.say("report.efficient"), texts.plural(result.unit()), false);
        page.heading(texts.say("report.saturation"), texts.plural(result.unit()), false);
        page.beginRows();
        for (SaturationRow row : result.saturation()) {
            html.append("<tr>");
            if (several) {
                page.cell(result.worldName(row.scenario()), true);
            }
            page.rowHeading(texts.policyName(result, row.policy()));
            page.cell(atLargestBudget(row).map(share -> interval(share, 100, 1)).orElse(""), false);
            page.cell(
                    Double.isFinite(row.efficientUntil())
                            ? number(row.efficientUntil())
                            : texts.say("report.not-reached"),
                    false);
            page.cell(
                    Double.isFinite(row.saturation().value())
                            ? interval(row.saturation(), 1, 0)
                            : texts.say("report.not-reached"),
                    false);
            html.append("</tr>\n");
        }
        page.endTable();
    }

    /** What is behind the answer, by topic. */
    private void parts() throws IOException {
        if (result.accuracy().isEmpty()) {
            return;
        }
        page.element("h2", texts.say("report.part.saturation"));
        page.element(
                "p",
                texts.say(
                        "report.zones",
                        "unit",
                        texts.singular(result.unit()),
                        "efficient",
                        points(result.efficientThreshold()),
                        "saturated",
                        points(result.saturationThreshold())));
        part(Topic.SATURATION, Answer.Topic.SATURATION);
        page.element("h2", texts.say("report.part.accuracy"));
        part(Topic.ACCURACY, Answer.Topic.BUDGETS);
        if (result.versusBest().stream().anyMatch(row -> !row.policy().equals(row.baseline()))
                || has(Topic.COMPARISON)) {
            page.element("h2", texts.say("report.part.comparison"));
            page.element("p", texts.say("report.paired"));
            comparison();
            part(Topic.COMPARISON);
        }
        if (!result.regret().isEmpty()) {
            page.element("h2", texts.say("report.part.regret"));
            part(Topic.REGRET, Answer.Topic.REGRET);
        }
        machines();
    }

    private boolean has(Topic topic) {
        return plots.stream().anyMatch(plot -> topic(plot) == topic);
    }

    /** Sentences and pictures on a topic: those across worlds first, then world by world. */
    private void part(Topic topic, Answer.Topic... said) throws IOException {
        for (Plot plot : plots) {
            if (plot.world().isEmpty() && topic(plot) == topic) {
                page.picture(plot);
            }
        }
        for (int i = 0; i < worlds.size(); i++) {
            String world = worlds.get(i);
            Answer.Paragraph paragraph = answer.worlds().get(i);
            List<String> sentences = Arrays.stream(said)
                    .flatMap(about -> paragraph.about(about).stream())
                    .toList();
            List<Plot> pictures = plots.stream()
                    .filter(plot -> plot.world().equals(world) && topic(plot) == topic)
                    .toList();
            if (worlds.size() > 1 && !(sentences.isEmpty() && pictures.isEmpty())) {
                page.element("h3", result.worldName(world));
            }
            sentences.forEach(sentence -> page.element("p", sentence));
            for (Plot plot : pictures) {
                page.picture(plot);
            }
        }
    }

    /** Every policy against the best one at the largest budget. */
    private void comparison() {
        int largest = result.versusBest().stream()
                .mapToInt(ComparisonRow::budget)
                .max()
                .orElse(0);
        List<ComparisonRow> rows = result.versusBest().stream()
                .filter(row -> row.budget() == largest && !row.policy().equals(row.baseline()))
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        boolean several = worlds.size() > 1;
        page.beginTable(texts.say("report.versus", "budget", texts.counted(largest, result.unit())));
        if (several) {
            page.heading(texts.say("page.world"), "", true);
        }
        page.heading(texts.say("page.policy"), "", true);
        page.heading(texts.say("report.best"), "", true);
        page.heading(texts.say("report.difference"), texts.say("report.points"), false);
        page.heading(texts.say("report.verdict"), "", true);
        page.beginRows();
        for (ComparisonRow row : rows) {
            html.append("<tr>");
            if (several) {
                page.cell(result.worldName(row.scenario()), true);
            }
            page.rowHeading(texts.policyName(result, row.policy()));
            page.cell(row.baseline(), true);
            page.cell(signed(row.difference()), false);
            page.cell(texts.say(verdict(row.difference())), true);
            html.append("</tr>\n");
        }
        page.endTable();
    }

    private static String verdict(Interval difference) {
        return !Double.isFinite(difference.halfWidth())
                ? "report.verdict.unknown"
                : difference.high() < 0
                        ? "report.verdict.worse"
                        : difference.low() > 0 ? "report.verdict.better" : "report.verdict.tied";
    }

    /** What it takes to serve each choice, and which of them no other beats. */
    private void machines() throws IOException {
        if (result.fleet().isEmpty()) {
            return;
        }
        page.element("h2", texts.say("report.part.machines"));
        List<Answer.Paragraph> served = Answer.ofMachines(result, texts).worlds();
        for (Answer.Paragraph paragraph : served) {
            if (served.size() > 1) {
                page.element("h3", paragraph.world());
            }
            page.element("p", texts.sentences(paragraph.sentences()));
        }
        choices();
        part(Topic.MACHINES);
    }

    private void choices() {
        boolean several = worlds.size() > 1;
        page.fold(texts.say("report.choices"), result.fleet().size());
        page.beginTable(texts.say("report.choices"), CHOICE_COLUMNS);
        if (several) {
            page.heading(texts.say("page.world"), "", true);
        }
        page.heading(texts.say("page.policy"), "", true);
        page.heading(texts.say("report.budget"), texts.plural(result.unit()), false);
        page.heading(texts.say("report.fleet"), "", true);
        page.heading(texts.say("report.latency"), "s", false);
        page.heading(texts.say("report.cost"), "USD", false);
        page.heading(texts.say("report.energy"), "Wh", false);
        page.heading(texts.say("report.co"), "g", false);
        page.heading(texts.say("report.accuracy"), "%", false);
        page.heading(texts.say("report.in-time"), "%", false);
        page.heading(texts.say("report.front"), "", true);
        page.beginRows();
        Map<ServedCost, Set<FleetRow>> fronts = fronts();
        for (FleetRow row : result.fleet()) {
            List<String> best = fronts.entrySet().stream()
                    .filter(front -> front.getValue().contains(row))
                    .map(front -> front.getKey().word(texts))
                    .toList();
            html.append(best.isEmpty() ? "<tr>" : "<tr class=\"front\">");
            if (several) {
                page.cell(result.worldName(row.scenario()), true);
            }
            page.rowHeading(row.policy());
            page.cell(Integer.toString(row.budget()), false);
            page.cell(row.fleet(), true);
            page.cell(
                    row.stable()
                            ? measured(row.latencyP95(), row)
                            : texts.say(
                                    "report.overloaded",
                                    "rate",
                                    Numbers.significant(row.throughput().value(), 3)),
                    false);
            page.cell(measured(row.dollarsPerTask(), row), false);
            page.cell(row.stable() ? measured(row.wattHoursPerTask(), row) : "", false);
            page.cell(
                    row.stable() ? measured(new Interval(row.gramsPerTask(), Double.NaN, Double.NaN), row) : "", false);
            page.cell(interval(row.accuracy(), 100, 1), false);
            page.cell(Double.isFinite(row.sloAttainment()) ? Numbers.plain(100 * row.sloAttainment(), 1) : "", false);
            page.cell(texts.joined(best), true);
            html.append("</tr>\n");
        }
        page.endTable();
        html.append("</details>\n");
        page.note(texts.say("report.choices.notes"));
    }

    private Map<ServedCost, Set<FleetRow>> fronts() {
        Map<ServedCost, Set<FleetRow>> fronts = new EnumMap<>(ServedCost.class);
        Map<String, List<FleetRow>> byWorld = result.fleet().stream()
                .filter(row -> result.contends(row.policy()))
                .collect(Collectors.groupingBy(FleetRow::scenario));
        for (ServedCost cost : ServedCost.values()) {
            fronts.put(
                    cost,
                    byWorld.values().stream()
                            .flatMap(rows -> cost.front(rows).stream())
                            .collect(Collectors.toSet()));
        }
        return fronts;
    }

    /**
     * What was assumed, and the two kinds of error apart.
     *
     * @param machines relative errors of the models of machines; empty if none serves
     */
    private void trust(double[] machines) {
        if (result.accuracy().isEmpty()) {
            return;
        }
        page.element("h2", texts.say("report.part.assumed"));
        html.append("<ul>\n");
        page.element("li", texts.say("report.assumed.tasks"));
        page.element("li", texts.say("report.assumed.attempts"));
        page.element(
                "li",
                texts.say(
                        "report.assumed.thresholds",
                        "efficient",
                        points(result.efficientThreshold()),
                        "saturated",
                        points(result.saturationThreshold()),
                        "unit",
                        texts.singular(result.unit())));
        if (!result.told().isEmpty()) {
            page.element("li", texts.say("report.assumed.told", "policies", texts.joined(result.told())));
        }
        if (machines.length > 0) {
            page.element("li", texts.say("report.assumed.machines"));
        }
        html.append("</ul>\n");
        origin.ifPresent(from -> page.listing(texts.say("report.scenario"), from.scenario()));
        page.element("h2", texts.say("report.part.sampling"));
        page.element("p", texts.sentences(sampling()));
        page.element("h2", texts.say("report.part.model"));
        origin.ifPresentOrElse(page::model, () -> page.element("p", texts.say("report.model")));
        if (machines.length > 0) {
            page.element("p", machineError(machines));
        }
        origin.ifPresent(page::again);
    }

    private List<String> sampling() {
        long fewest =
                result.accuracy().stream().mapToLong(AccuracyRow::tasks).min().orElse(0);
        long most =
                result.accuracy().stream().mapToLong(AccuracyRow::tasks).max().orElse(0);
        List<String> said = new ArrayList<>();
        said.add(texts.say(
                "report.sampling",
                "tasks",
                fewest == most ? grouped(most) : texts.range(grouped(fewest), grouped(most))));
        origin.ifPresent(from -> said.add(texts.say("report.sampling.seed", "seed", from.seed())));
        double widest = result.accuracy().stream()
                .mapToDouble(row -> row.accuracy().halfWidth())
                .filter(Double::isFinite)
                .max()
                .orElse(Double.NaN);
        if (Double.isFinite(widest)) {
            said.add(texts.say("report.sampling.widest", "points", Numbers.significant(100 * widest, 2)));
        }
        origin.filter(from -> Double.isFinite(from.precision()))
                .ifPresent(from -> said.add(texts.say("report.sampling.asked", "points", points(from.precision()))));
        return said;
    }

    private String machineError(double[] machines) {
        double[] sorted = Arrays.stream(machines).sorted().toArray();
        String least = Numbers.significant(100 * sorted[0], 2);
        String most = Numbers.significant(100 * sorted[sorted.length - 1], 2);
        return texts.say("report.model.machines", "error", least.equals(most) ? least : texts.range(least, most));
    }

    /** A number that hangs on the model of the machines, with its two errors. */
    private String measured(Interval interval, FleetRow row) {
        if (!Double.isFinite(interval.value())) {
            return "";
        }
        String value = Numbers.significant(interval.value(), 3);
        String sampled = !Double.isFinite(interval.low()) || !Double.isFinite(interval.high())
                ? value
                : texts.interval(
                        value, Numbers.significant(interval.low(), 3), Numbers.significant(interval.high(), 3));
        return sampled + " \u00b1" + Numbers.significant(100 * row.timeError(), 2) + " %";
    }

    private Optional<Interval> atLargestBudget(SaturationRow row) {
        return result.accuracy().stream()
                .filter(r -> r.scenario().equals(row.scenario()) && r.policy().equals(row.policy()))
                .max(Comparator.comparingInt(AccuracyRow::budget))
                .map(AccuracyRow::accuracy);
    }

    /** What a picture is about. */
    private enum Topic {
        ACCURACY,
        SATURATION,
        COMPARISON,
        REGRET,
        MACHINES,
        PLAN
    }

    /** By the name of its file, see {@link Plots}. */
    private static Topic topic(Plot plot) {
        String name = String.valueOf(plot.png().getFileName());
        if (name.equals("plan.png")) {
            return Topic.PLAN;
        } else if (name.equals("gain.png")) {
            return Topic.SATURATION;
        } else if (name.startsWith("difference")) {
            return Topic.COMPARISON;
        } else if (name.equals("regret.png")) {
            return Topic.REGRET;
        }
        return name.matches("(accuracy-|latency|fleets|timeline).*") ? Topic.MACHINES : Topic.ACCURACY;
    }

    private void tables() {
        page.table(AccuracyRow.TABLE, result.accuracy());
        page.table(GainRow.TABLE, result.gains());
        page.table(SaturationRow.TABLE, result.saturation());
        page.table(ComparisonRow.TABLE, result.comparison());
        page.table(VerifierRow.TABLE, result.verifiers());
        page.table(LevelRow.TABLE, result.levels());
        page.table(RegretRow.TABLE, result.regret());
        page.table(FleetRow.TABLE, result.fleet());
    }

    private String interval(Interval interval, double factor, int decimals) {
        if (!Double.isFinite(interval.value())) {
            return "";
        }
        String value = Numbers.plain(factor * interval.value(), decimals);
        if (!Double.isFinite(interval.low())) {
            return value;
        }
        String high = Double.isFinite(interval.high())
                ? Numbers.plain(factor * interval.high(), decimals)
                : texts.say("report.beyond");
        return texts.interval(value, Numbers.plain(factor * interval.low(), decimals), high);
    }

    private String signed(Interval share) {
        if (!Double.isFinite(share.value())) {
            return "";
        }
        int decimals = Numbers.decimals(100 * share.halfWidth());
        String value = Numbers.signed(100 * share.value(), decimals);
        return Double.isFinite(share.halfWidth())
                ? texts.interval(
                        value,
                        Numbers.signed(100 * share.low(), decimals),
                        Numbers.signed(100 * share.high(), decimals))
                : value;
    }

    /** A fraction that was given, in percentage points. */
    private static String points(double share) {
        return BigDecimal.valueOf(100 * share)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String number(double value) {
        return Numbers.plain(value, value == Math.rint(value) ? 0 : 1);
    }
}
