package dev.plateau.export;

import dev.plateau.result.BudgetUnit;
import dev.plateau.result.FleetRow;
import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What it takes to serve a world, in words: for each fleet the most accurate choice that it keeps up with (and that is in time,
 * if a time is promised and any choice is), the quickest and the cheapest of those that are tied with it, and what it cannot
 * keep up with. A choice is in time if 95 % of its tasks are. Two choices are tied if the 95 % intervals of their
 * accuracies overlap.
 */
final class MachineAnswer {
    private static final int MOST_NAMED = 8;
    private static final double IN_TIME = 0.95;

    private final BudgetUnit unit;
    private final Texts texts;

    MachineAnswer(BudgetUnit unit, Texts texts) {
        this.unit = unit;
        this.texts = texts;
    }

    /** The sentences about the rows of one world, fleet by fleet. */
    List<String> sentences(List<FleetRow> rows) {
        List<String> sentences = new ArrayList<>();
        rows.stream()
                .map(FleetRow::fleet)
                .distinct()
                .forEach(fleet -> sentences.addAll(of(
                        rows.stream().filter(row -> row.fleet().equals(fleet)).toList())));
        return sentences;
    }

    private List<String> of(List<FleetRow> rows) {
        List<String> sentences = new ArrayList<>();
        String fleet = rows.get(0).fleet();
        List<FleetRow> stable = rows.stream()
                .filter(row -> row.stable() && Double.isFinite(row.latencyP95().value()))
                .toList();
        if (stable.isEmpty()) {
            FleetRow best = rows.stream()
                    .max(Comparator.comparingDouble(row -> row.throughput().value()))
                    .orElseThrow();
            return List.of(texts.say(
                    "fleet.overloaded.all",
                    "fleet",
                    fleet,
                    "rate",
                    Numbers.significant(best.throughput().value(), 3),
                    "choice",
                    choice(best)));
        }
        boolean promised = stable.stream().anyMatch(row -> Double.isFinite(row.sloAttainment()));
        List<FleetRow> inTime =
                stable.stream().filter(row -> row.sloAttainment() >= IN_TIME).toList();
        if (promised && inTime.isEmpty()) {
            sentences.add(texts.say("fleet.late", "fleet", fleet));
        }
        List<FleetRow> eligible = inTime.isEmpty() ? stable : inTime;
        FleetRow best = eligible.stream()
                .max(Comparator.<FleetRow>comparingDouble(row -> row.accuracy().value())
                        .thenComparing(Comparator.<FleetRow>comparingDouble(
                                        row -> row.latencyP95().value())
                                .reversed()))
                .orElseThrow();
        sentences.add(best(
                rows.size() == 1 ? "fleet.only" : inTime.isEmpty() ? "fleet.best" : "fleet.best.in-time", fleet, best));
        List<FleetRow> tied = eligible.stream()
                .filter(row -> row.accuracy().high() >= best.accuracy().low())
                .toList();
        FleetRow quickest = least(tied, ServedCost.LATENCY);
        FleetRow cheapest = least(tied, ServedCost.DOLLARS);
        if (!quickest.equals(best) || !cheapest.equals(best)) {
            sentences.add(tied(quickest, cheapest));
        }
        List<FleetRow> overloaded = rows.stream().filter(row -> !row.stable()).toList();
        if (!overloaded.isEmpty()) {
            sentences.add(overloaded(fleet, overloaded, rows.size()));
        }
        return sentences;
    }

    private String best(String key, String fleet, FleetRow row) {
        String right = Double.isFinite(row.sloAttainment())
                ? texts.say(
                        "fleet.right.in-time",
                        "accuracy",
                        percent(row.accuracy().value()),
                        "inTime",
                        percent(row.sloAttainment()))
                : texts.say("fleet.right", "accuracy", percent(row.accuracy().value()));
        String served = texts.say(
                key,
                "fleet",
                fleet,
                "choice",
                choice(row),
                "seconds",
                seconds(row),
                "dollars",
                dollars(row),
                "wattHours",
                Numbers.significant(row.wattHoursPerTask().value(), 3),
                "grams",
                Numbers.significant(row.gramsPerTask(), 3),
                "right",
                row.cut() > 0 ? texts.say("fleet.cut", "right", right, "cut", percent(row.cut())) : right);
        String model = Numbers.significant(100 * row.timeError(), 2);
        Interval latency = row.latencyP95();
        Interval dollars = row.dollarsPerTask();
        return texts.sentences(
                served,
                Double.isFinite(latency.halfWidth()) && Double.isFinite(dollars.halfWidth())
                        ? texts.say(
                                "fleet.errors", "model", model, "latency", sampling(latency), "cost", sampling(dollars))
                        : texts.say("fleet.error", "model", model));
    }

    private String tied(FleetRow quickest, FleetRow cheapest) {
        return quickest.equals(cheapest)
                ? texts.say(
                        "fleet.tied.one",
                        "choice",
                        choice(quickest),
                        "seconds",
                        seconds(quickest),
                        "dollars",
                        dollars(quickest))
                : texts.say(
                        "fleet.tied",
                        "quickest",
                        choice(quickest),
                        "seconds",
                        seconds(quickest),
                        "dollars",
                        dollars(quickest),
                        "cheapest",
                        choice(cheapest),
                        "least",
                        dollars(cheapest),
                        "itsSeconds",
                        seconds(cheapest));
    }

    private String overloaded(String fleet, List<FleetRow> rows, int all) {
        if (rows.size() > MOST_NAMED) {
            return texts.say("fleet.overloaded.many", "fleet", fleet, "count", rows.size(), "all", all);
        }
        Map<String, List<String>> budgets = new LinkedHashMap<>();
        rows.forEach(row -> budgets.computeIfAbsent(row.policy(), policy -> new ArrayList<>())
                .add(Integer.toString(row.budget())));
        return texts.say(
                "fleet.overloaded",
                "fleet",
                fleet,
                "choices",
                texts.clauses(budgets.entrySet().stream()
                        .map(entry -> texts.say(
                                "fleet.choice", "policy", entry.getKey(), "budget", texts.listed(entry.getValue())))
                        .toList()));
    }

    private static FleetRow least(List<FleetRow> rows, ServedCost cost) {
        return rows.stream()
                .min(Comparator.comparingDouble(row -> cost.of(row).value()))
                .orElseThrow();
    }

    private String choice(FleetRow row) {
        return texts.say("fleet.choice", "policy", row.policy(), "budget", texts.counted(row.budget(), unit));
    }

    private static String seconds(FleetRow row) {
        return Numbers.significant(row.latencyP95().value(), 3) + " s";
    }

    private static String dollars(FleetRow row) {
        return "$" + Numbers.significant(row.dollarsPerTask().value(), 3);
    }

    private static String percent(double share) {
        return Numbers.plain(100 * share, 1) + " %";
    }

    private static String sampling(Interval interval) {
        return interval.value() == 0
                ? "0"
                : Numbers.significant(100 * interval.halfWidth() / Math.abs(interval.value()), 2);
    }
}
