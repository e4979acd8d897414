package dev.plateau.export;

import dev.plateau.result.BudgetUnit;
import dev.plateau.result.FleetRow;
import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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

    MachineAnswer(BudgetUnit unit) {
        this.unit = unit;
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
            return List.of("On " + fleet
                    + " the queue would grow without end with every choice; the most that it sustains is "
                    + Numbers.significant(best.throughput().value(), 3) + " tasks per second, with " + choice(best)
                    + ".");
        }
        boolean promised = stable.stream().anyMatch(row -> Double.isFinite(row.sloAttainment()));
        List<FleetRow> inTime =
                stable.stream().filter(row -> row.sloAttainment() >= IN_TIME).toList();
        if (promised && inTime.isEmpty()) {
            sentences.add("On " + fleet + " no choice answers 95 % of the tasks in the promised time.");
        }
        List<FleetRow> eligible = inTime.isEmpty() ? stable : inTime;
        FleetRow best = eligible.stream()
                .max(Comparator.<FleetRow>comparingDouble(row -> row.accuracy().value())
                        .thenComparing(Comparator.<FleetRow>comparingDouble(
                                        row -> row.latencyP95().value())
                                .reversed()))
                .orElseThrow();
        String among = inTime.isEmpty() ? "" : " of those that are in time";
        sentences.add(best(fleet, best, rows.size() == 1 ? "" : " is the most accurate choice" + among + ": it"));
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

    private String best(String fleet, FleetRow row, String verdict) {
        Interval latency = row.latencyP95();
        Interval dollars = row.dollarsPerTask();
        StringBuilder text = new StringBuilder("On ")
                .append(fleet)
                .append(", ")
                .append(choice(row))
                .append(verdict)
                .append(" answers within ")
                .append(seconds(row))
                .append(" (p95) at ")
                .append(dollars(row))
                .append(", ")
                .append(Numbers.significant(row.wattHoursPerTask().value(), 3))
                .append(" Wh and ")
                .append(Numbers.significant(row.gramsPerTask(), 3))
                .append(" g of CO2 per task; ")
                .append(percent(row.accuracy().value()))
                .append(" of the answers are right");
        if (Double.isFinite(row.sloAttainment())) {
            text.append(", ").append(percent(row.sloAttainment())).append(" in time");
        }
        if (row.cut() > 0) {
            text.append("; the deadline cuts ").append(percent(row.cut())).append(" of the tasks short");
        }
        text.append(". Model error \u00b1")
                .append(Numbers.significant(100 * row.timeError(), 2))
                .append(" %");
        if (Double.isFinite(latency.halfWidth()) && Double.isFinite(dollars.halfWidth())) {
            text.append(", sampling ")
                    .append(sampling(latency))
                    .append(" of the latency and ")
                    .append(sampling(dollars))
                    .append(" of the cost");
        }
        return text.append('.').toString();
    }

    private String tied(FleetRow quickest, FleetRow cheapest) {
        String first = "Of the choices that are tied with it in accuracy, " + choice(quickest);
        return quickest.equals(cheapest)
                ? first + " is the quickest and cheapest: " + seconds(quickest) + ", " + dollars(quickest) + "."
                : first + " is the quickest, " + seconds(quickest) + " at " + dollars(quickest) + ", and "
                        + choice(cheapest) + " the cheapest, " + dollars(cheapest) + " in " + seconds(cheapest) + ".";
    }

    private String overloaded(String fleet, List<FleetRow> rows, int all) {
        String start = "On " + fleet + " the queue would grow without end with ";
        if (rows.size() > MOST_NAMED) {
            return start + rows.size() + " of the " + all + " choices.";
        }
        Map<String, List<String>> budgets = new LinkedHashMap<>();
        rows.forEach(row -> budgets.computeIfAbsent(row.policy(), policy -> new ArrayList<>())
                .add(Integer.toString(row.budget())));
        return start
                + budgets.entrySet().stream()
                        .map(entry -> entry.getKey() + " at " + Answer.listed(entry.getValue()))
                        .collect(Collectors.joining("; "))
                + ".";
    }

    private static FleetRow least(List<FleetRow> rows, ServedCost cost) {
        return rows.stream()
                .min(Comparator.comparingDouble(row -> cost.of(row).value()))
                .orElseThrow();
    }

    private String choice(FleetRow row) {
        return row.policy() + " at " + Answer.counted(row.budget(), unit);
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
        return "\u00b1"
                + (interval.value() == 0
                        ? "0"
                        : Numbers.significant(100 * interval.halfWidth() / Math.abs(interval.value()), 2))
                + " %";
    }
}
