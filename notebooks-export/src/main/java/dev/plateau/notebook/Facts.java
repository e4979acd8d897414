package dev.plateau.notebook;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/**
 * The numbers of a notebook's text, read from the tables, by name. Where a cell computes one in Python, it comes out as the same
 * text here: the scripts beside this class and it belong together, and a test compares them.
 */
final class Facts {
    /** Worlds, plans or families that are shown one by one. */
    static final int SHOWN = 4;

    /** Rows of a table that are shown. */
    static final int ROWS = 12;

    private final Results results;
    private final Map<String, String> facts = new LinkedHashMap<>();

    private Facts(Results results) {
        this.results = results;
    }

    /** All that the tables tell. */
    static Map<String, String> of(Results results) {
        Facts all = new Facts(results);
        all.study();
        if (results.has("accuracy", "coverage") && results.has("saturation", "ceiling")) {
            all.accuracy();
        }
        all.fleet();
        all.plan();
        all.stress();
        all.phase();
        all.worst();
        all.best();
        all.effects();
        all.indices();
        all.sweep();
        all.fit();
        return all.facts;
    }

    /** Labels of policies that are told the truth. */
    static Set<String> told(Results results) {
        Set<String> told = new LinkedHashSet<>();
        results.record().path("study").path("told").forEach(label -> told.add(label.asText()));
        if (results.has("scores", "told")) {
            rows(results.table("scores")).stream()
                    .filter(row -> row.getString("told").equals("yes"))
                    .forEach(row -> told.add(row.getString("policy")));
        }
        return told;
    }

    /** What budgets count, several of it. */
    static String unit(Results results) {
        String unit = results.record().path("study").path("budgets").asText();
        return unit.isEmpty() ? "rollouts" : unit;
    }

    /** A threshold of the gain per unit of budget; the defaults of scenarios if the record has none. */
    static double threshold(Results results, String name) {
        return results.record().path("study").path(name).asDouble(name.equals("efficient_threshold") ? 0.01 : 0.001);
    }

    private void study() {
        facts.put("unit", unit(results));
        facts.put("unit_singular", unit(results).replaceFirst("s$", ""));
        facts.put("upper", significant(100 * threshold(results, "efficient_threshold")));
        facts.put("lower", significant(100 * threshold(results, "saturation_threshold")));
        if (Files.isRegularFile(results.folder().resolve("results.sqlite")) && results.has("accuracy", "scenario")) {
            facts.put("sqlite", "results.sqlite");
            String sum =
                    results.record().path("tables_sha256").path("accuracy.csv").asText();
            if (sum.equals(results.sums().get("accuracy"))) {
                facts.put("sqlite_same", "accuracy.csv and the table accuracy are the same");
            }
        }
        if (results.has("comparison", "baseline")) {
            facts.put(
                    "baseline",
                    String.join(
                            ", ",
                            new LinkedHashSet<>(results.table("comparison")
                                    .stringColumn("baseline")
                                    .asList())));
        }
    }

    private void accuracy() {
        List<Row> rows = rows("accuracy");
        facts.put(
                "tasks",
                String.format(
                        Locale.ROOT,
                        "%,d",
                        rows.stream()
                                .mapToLong(row -> row.getLong("tasks"))
                                .max()
                                .orElse(0)));
        Set<String> told = told(results);
        Map<String, List<Row>> lines = grouped(rows, row -> row.getString("scenario") + '\n' + row.getString("policy"));
        List<Row> top = new ArrayList<>();
        for (Row row : rows) {
            long largest =
                    lines.getOrDefault(row.getString("scenario") + '\n' + row.getString("policy"), List.of()).stream()
                            .mapToLong(other -> other.getLong("budget"))
                            .max()
                            .orElse(0);
            if (row.getLong("budget") == largest && !told.contains(row.getString("policy"))) {
                top.add(row);
            }
        }
        if (top.isEmpty()) {
            return;
        }
        String unit = unit(results);
        List<Row> best = new ArrayList<>();
        grouped(top, row -> row.getString("scenario"))
                .values()
                .forEach(world -> best.add(most(world, row -> row.getNumber("accuracy"))));
        facts.put(
                "best",
                lines(best.stream()
                        .limit(SHOWN)
                        .map(row -> row.getString("scenario") + ": " + row.getString("policy")
                                + " is best with " + percent(row, "accuracy") + " % (" + percent(row, "accuracy_low")
                                + " to "
                                + percent(row, "accuracy_high") + ") at " + row.getLong("budget") + " " + unit)
                        .toList()));
        Row gap = most(top, row -> row.getNumber("coverage") - row.getNumber("accuracy"));
        facts.put(
                "widest_gap",
                gap.getString("policy") + " in " + gap.getString("scenario") + ": " + percent(gap, "coverage")
                        + " % found, "
                        + percent(gap, "accuracy") + " % chosen, "
                        + fixed(100 * (gap.getNumber("coverage") - gap.getNumber("accuracy")), 1) + " points lost");
        Map<String, List<Row>> worlds = grouped(
                rows.stream()
                        .filter(row -> !told.contains(row.getString("policy")))
                        .toList(),
                row -> row.getString("scenario"));
        facts.put(
                "frugal",
                lines(worlds.entrySet().stream()
                        .limit(SHOWN)
                        .map(world -> world.getKey() + ": " + frugal(world.getValue(), unit))
                        .toList()));
        if (best.size() > 1) {
            facts.put("several_worlds", Integer.toString(best.size()));
            Row first = most(best, row -> row.getNumber("accuracy"));
            Row last = most(best, row -> -row.getNumber("accuracy"));
            facts.put(
                    "extreme_worlds",
                    "most in " + first.getString("scenario") + " (" + first.getString("policy") + ", "
                            + percent(first, "accuracy")
                            + " %), least in " + last.getString("scenario") + " (" + last.getString("policy") + ", "
                            + percent(last, "accuracy") + " %)");
        }
        List<String> closed = rows("saturation").stream()
                .filter(row -> !missing(row, "closed_form_budget") && !missing(row, "saturation_budget"))
                .limit(12)
                .map(row -> row.getString("scenario") + ", " + row.getString("policy") + ": closed form "
                        + fixed(row.getNumber("closed_form_budget"), 0) + ", simulated "
                        + fixed(row.getNumber("saturation_budget"), 0))
                .toList();
        putLines("closed_form", closed);
    }

    private static String frugal(List<Row> rows, String unit) {
        Row finest = most(rows, row -> row.getNumber("accuracy"));
        double least = finest.getNumber("accuracy") - 0.02;
        Row frugal = most(
                rows.stream().filter(row -> row.getNumber("accuracy") >= least).toList(),
                row -> -row.getNumber("tokens_per_task"));
        return frugal.getString("policy") + " at " + frugal.getLong("budget") + " " + unit + ", "
                + percent(frugal, "accuracy")
                + " % with " + fixed(frugal.getNumber("tokens_per_task"), 0) + " tokens, "
                + fixed(finest.getNumber("tokens_per_task") / frugal.getNumber("tokens_per_task"), 1)
                + " times fewer than "
                + finest.getString("policy") + " at " + finest.getLong("budget");
    }

    private void fleet() {
        if (!results.has("fleet", "stable")) {
            return;
        }
        String unit = unit(results);
        List<String> answers = new ArrayList<>();
        grouped(
                        rows("fleet").stream()
                                .filter(row -> row.getNumber("stable") == 1)
                                .toList(),
                        row -> row.getString("scenario"))
                .entrySet()
                .stream()
                .limit(SHOWN)
                .forEach(world -> {
                    double quickest = world.getValue().stream()
                            .mapToDouble(row -> row.getNumber("latency_p95_s"))
                            .min()
                            .orElse(0);
                    Row row = most(
                            world.getValue().stream()
                                    .filter(other -> other.getNumber("latency_p95_s") <= 2 * quickest)
                                    .toList(),
                            other -> other.getNumber("accuracy"));
                    answers.add(world.getKey() + ": " + row.getString("policy") + " at " + row.getLong("budget") + " "
                            + unit
                            + " on " + row.getString("fleet") + ", " + percent(row, "accuracy") + " % within "
                            + fixed(row.getNumber("latency_p95_s"), 2) + " s");
                });
        putLines("quick_enough", answers);
    }

    private void plan() {
        if (!results.has("plan", "standing") || !results.has("slos", "slo")) {
            return;
        }
        List<String> chosen = new ArrayList<>();
        for (Row promise : rows("slos")) {
            String slo = promise.getString("slo");
            chosen.add(rows("plan").stream()
                    .filter(row -> row.getString("slo").equals(slo)
                            && row.getString("standing").equals("chosen"))
                    .findFirst()
                    .map(row -> slo + ": " + row.getString("fleet") + " with " + row.getString("policy") + " at "
                            + row.getLong("budget") + " " + unit(results) + ", " + percent(row, "accuracy")
                            + " % right, "
                            + fixed(row.getNumber("cost_per_1000_tasks"), 2) + " USD per 1000 tasks")
                    .orElse(slo + ": nothing within the limits keeps it"));
        }
        putLines("chosen_plans", chosen);
        if (results.has("sensitivity", "holds")) {
            List<Row> rows = rows("sensitivity");
            facts.put(
                    "sensitivity_held",
                    Math.round(rows.stream()
                                    .mapToDouble(row -> value(row, "holds"))
                                    .sum()) + " of " + rows.size()
                            + " keep it, "
                            + Math.round(rows.stream()
                                    .mapToDouble(row -> value(row, "still_cheapest"))
                                    .sum())
                            + " are still the cheapest");
        }
    }

    private void stress() {
        if (!results.has("scores", "area") || !results.has("stress", "hostility")) {
            return;
        }
        putLines(
                "areas",
                rows("scores").stream()
                        .filter(row -> row.getString("family").equals("all")
                                && row.getString("status").equals("ok"))
                        .sorted(Comparator.comparingDouble((Row row) -> -row.getNumber("area")))
                        .map(row -> row.getString("policy") + ": " + percent(row, "area") + " % ("
                                + percent(row, "area_low") + " to " + percent(row, "area_high") + ")")
                        .toList());
        List<Row> tried = rows("stress").stream()
                .filter(row -> !missing(row, "difference"))
                .toList();
        if (!tried.isEmpty()) {
            Row row = most(tried, other -> -other.getNumber("difference"));
            facts.put(
                    "worst_rung",
                    row.getString("policy") + " in " + row.getString("family") + ", " + row.getString("label") + ": "
                            + percent(row, "difference") + " points");
        }
        List<String> survived = new ArrayList<>();
        grouped(
                        rows("stress").stream()
                                .filter(row -> row.getString("status").equals("ok"))
                                .toList(),
                        row -> row.getString("policy"))
                .forEach((policy, rows) -> survived.add(policy + ": "
                        + rows.stream()
                                .filter(row -> value(row, "difference_high") >= 0)
                                .count() + " of " + rows.size()));
        putLines("rungs_survived", survived);
    }

    private void phase() {
        if (!results.has("phase", "winner") || !results.has("phase-policies", "accuracy")) {
            return;
        }
        List<Row> points = rows("phase");
        Map<String, List<Row>> winners = new TreeMap<>(grouped(points, row -> row.getString("winner")));
        List<String> won = new ArrayList<>();
        winners.forEach((winner, rows) -> won.add(winner + ": best at " + rows.size() + " of " + points.size()
                + " points, for certain at "
                + rows.stream()
                        .filter(row -> row.getString("certain").equals("yes"))
                        .count()));
        putLines("winners", won);
        Map<String, List<Row>> places =
                grouped(rows("phase-policies"), row -> row.getNumber("x") + "\n" + row.getNumber("y"));
        double widest = -1;
        for (List<Row> here : places.values()) {
            Row best = most(here, row -> row.getNumber("accuracy"));
            Row worst = most(here, row -> -row.getNumber("accuracy"));
            double spread = best.getNumber("accuracy") - worst.getNumber("accuracy");
            if (spread > widest) {
                widest = spread;
                List<String> keys = keys(results);
                facts.put(
                        "dearest_mistake",
                        keys.get(0) + " = " + fixed(best.getNumber("x"), 4) + ", " + keys.get(1) + " = "
                                + fixed(best.getNumber("y"), 4) + ": " + worst.getString("policy") + " loses "
                                + fixed(100 * spread, 1) + " points to " + best.getString("policy"));
            }
        }
    }

    /** Names of the two settings of a phase diagram. */
    static List<String> keys(Results results) {
        List<String> keys = new ArrayList<>();
        results.record().path("over").forEach(word -> keys.add(word.asText().replaceFirst("=.*", "")));
        return keys.size() == 2 ? keys : List.of("x", "y");
    }

    private void worst() {
        if (!results.has("difference", "rival_accuracy") || !results.has("settings", "vanished")) {
            return;
        }
        putLines(
                "duels",
                rows("difference").stream()
                        .map(row ->
                                row.getString("world") + ": " + row.getString("policy") + " " + percent(row, "accuracy")
                                        + " %, " + row.getString("rival") + " " + percent(row, "rival_accuracy")
                                        + " %, difference "
                                        + percent(row, "difference") + " (" + percent(row, "difference_low") + " to "
                                        + percent(row, "difference_high") + ") points")
                        .toList());
        List<Row> settings = rows("settings");
        facts.put(
                "certain_settings",
                settings.stream()
                                .filter(row -> row.getNumber("vanished_low") * row.getNumber("vanished_high") > 0)
                                .count()
                        + " of " + settings.size());
    }

    private void best() {
        if (!results.has("alternatives", "verdict")) {
            return;
        }
        List<Row> all = rows("alternatives");
        List<String> verdicts = new ArrayList<>();
        grouped(all, row -> row.getString("verdict"))
                .forEach((verdict, rows) -> verdicts.add(verdict + ": " + rows.size() + " of " + all.size()));
        putLines("verdicts", verdicts);
        Row row = most(all, other -> other.getNumber("accuracy"));
        String settings = row.getString("settings");
        facts.put(
                "most_accurate",
                row.getString("policy") + (settings.isEmpty() ? "" : " (" + settings + ")") + " at "
                        + row.getLong("budget") + ": " + percent(row, "accuracy") + " % of " + row.getLong("tasks")
                        + " tasks");
        facts.put(
                "spent_on_losers",
                all.stream()
                                .filter(other -> other.getString("verdict").equals("worse"))
                                .mapToLong(other -> other.getLong("tasks"))
                                .sum()
                        + " of "
                        + all.stream()
                                .mapToLong(other -> other.getLong("tasks"))
                                .sum() + " times that an alternative met a task");
    }

    private void effects() {
        if (!results.has("effects", "mu_star")) {
            return;
        }
        List<String> largest = new ArrayList<>();
        List<String> mixed = new ArrayList<>();
        grouped(
                        rows("effects").stream()
                                .filter(row -> !missing(row, "mu_star"))
                                .toList(),
                        row -> row.getString("output"))
                .forEach((output, rows) -> {
                    Row row = most(rows, other -> other.getNumber("mu_star"));
                    String unit = row.getString("unit");
                    double value = row.getNumber("mu_star");
                    largest.add(output + ": most by " + row.getString("setting") + ", "
                            + (unit.isEmpty() ? fixed(100 * value, 1) + " points" : fixed(value, 3) + " " + unit)
                            + "; "
                            + rows.stream()
                                    .mapToLong(other -> other.getLong("matters"))
                                    .sum() + " of " + rows.size() + " settings matter");
                    mixed.add(output + ": "
                            + named(
                                    rows.stream()
                                            .filter(other -> other.getLong("matters") == 1
                                                    && Math.abs(other.getNumber("mu"))
                                                            < 0.5 * other.getNumber("mu_star"))
                                            .toList(),
                                    "none"));
                });
        putLines("effects_largest", largest);
        putLines("effects_mixed", mixed);
    }

    private void indices() {
        if (!results.has("indices", "total")) {
            return;
        }
        List<String> largest = new ArrayList<>();
        List<String> idle = new ArrayList<>();
        grouped(rows("indices"), row -> row.getString("output")).forEach((output, rows) -> {
            Row row = most(rows, other -> other.getNumber("total"));
            if (!missing(row, "total")) {
                largest.add(output + ": most by " + row.getString("setting") + ", "
                        + fixed(100 * row.getNumber("total"), 0) + " % of the variance; all settings alone explain "
                        + fixed(
                                100
                                        * rows.stream()
                                                .mapToDouble(other -> value(other, "first"))
                                                .sum(),
                                0)
                        + " %");
                idle.add(output + ": "
                        + named(
                                rows.stream()
                                        .filter(other -> other.getNumber("total_high") < 0.01)
                                        .toList(),
                                "none for certain"));
            }
        });
        putLines("indices_largest", largest);
        putLines("indices_idle", idle);
    }

    private static String named(List<Row> settings, String none) {
        return settings.isEmpty()
                ? none
                : String.join(
                        ", ",
                        settings.stream().map(row -> row.getString("setting")).toList());
    }

    /** Keys of the scenario that were swept. */
    static List<String> sweptKeys(Results results) {
        List<String> keys = new ArrayList<>();
        results.record().path("sweep").fieldNames().forEachRemaining(keys::add);
        return keys.stream().filter(key -> results.has("sweep", key)).toList();
    }

    private void sweep() {
        List<String> keys = sweptKeys(results);
        if (!results.has("sweep", "told_the_truth") || keys.isEmpty()) {
            return;
        }
        List<Row> swept =
                rows("sweep").stream().filter(row -> !missing(row, "accuracy")).toList();
        List<String> bests = new ArrayList<>();
        grouped(swept, row -> row.getString("policy")).forEach((policy, rows) -> {
            Row row = most(rows, other -> other.getNumber("accuracy"));
            bests.add(policy + ": " + percent(row, "accuracy") + " % (" + percent(row, "accuracy_low") + " to "
                    + percent(row, "accuracy_high") + ") at " + row.getLong("budget") + " " + unit(results) + " in "
                    + row.getString("scenario"));
        });
        putLines("sweep_bests", bests);
        List<String> moves = new ArrayList<>();
        for (String key : keys) {
            DoubleSummaryStatistics means = grouped(swept, row -> String.valueOf(row.getObject(key))).values().stream()
                    .mapToDouble(rows -> rows.stream()
                            .mapToDouble(row -> row.getNumber("accuracy"))
                            .average()
                            .orElseThrow())
                    .summaryStatistics();
            moves.add(key + ": " + fixed(100 * (means.getMax() - means.getMin()), 1) + " points");
        }
        if (!swept.isEmpty()) {
            putLines("sweep_moves", moves);
        }
    }

    private void fit() {
        if (results.has("parameters", "identified")) {
            List<String> doubtful = rows("parameters").stream()
                    .filter(row -> row.getString("identified").startsWith("no"))
                    .map(row -> row.getString("parameter"))
                    .toList();
            facts.put("not_identified", doubtful.isEmpty() ? "none" : String.join(", ", doubtful));
        }
        if (results.has("curve", "beta_binomial")) {
            rows("curve").stream()
                    .filter(row -> !missing(row, "observed"))
                    .reduce((first, second) -> second)
                    .ifPresent(row -> putLines(
                            "forms_off",
                            List.of("fitted", "ttspm", "beta_binomial", "power_law").stream()
                                    .map(form -> form + " at " + row.getLong("budget") + ": "
                                            + fixed(100 * (row.getNumber(form) - row.getNumber("observed")), 1)
                                            + " points")
                                    .toList()));
        }
    }

    private void putLines(String name, List<String> lines) {
        if (!lines.isEmpty()) {
            facts.put(name, lines(lines));
        }
    }

    private static String lines(List<String> lines) {
        return String.join("\n", lines);
    }

    private List<Row> rows(String table) {
        Table found = results.tables().get(table);
        return found == null ? List.of() : rows(found);
    }

    /** Rows that stay what they are while others are read. */
    static List<Row> rows(Table table) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < table.rowCount(); i++) {
            rows.add(table.row(i));
        }
        return rows;
    }

    private static Map<String, List<Row>> grouped(List<Row> rows, java.util.function.Function<Row, String> key) {
        Map<String, List<Row>> groups = new LinkedHashMap<>();
        rows.forEach(row ->
                groups.computeIfAbsent(key.apply(row), any -> new ArrayList<>()).add(row));
        return groups;
    }

    /** The first of those with the largest value. */
    private static Row most(List<Row> rows, ToDoubleFunction<Row> value) {
        Row most = rows.get(0);
        for (Row row : rows) {
            if (value.applyAsDouble(row) > value.applyAsDouble(most) || Double.isNaN(value.applyAsDouble(most))) {
                most = row;
            }
        }
        return most;
    }

    private static boolean missing(Row row, String column) {
        return row.isMissing(column);
    }

    /** A number of either type; 0 if there is none. */
    private static double value(Row row, String column) {
        return row.isMissing(column) ? 0 : row.getNumber(column);
    }

    private static String percent(Row row, String column) {
        return fixed(100 * row.getNumber(column), 1);
    }

    /** Fixed decimals of the exact binary value, half to even, as Python formats it; a real minus, and none before 0. */
    static String fixed(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return "nan";
        }
        BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return (rounded.signum() < 0 ? "\u2212" : "") + rounded.abs().toPlainString();
    }

    private static String significant(double value) {
        return BigDecimal.valueOf(value)
                .round(new java.math.MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }
}
