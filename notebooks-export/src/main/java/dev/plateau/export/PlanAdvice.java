package dev.plateau.export;

import dev.plateau.result.LadderRow;
import dev.plateau.result.PlanResult;
import dev.plateau.result.PlanRow;
import dev.plateau.result.PlanRow.Standing;
import dev.plateau.result.PromiseRow;
import dev.plateau.result.SensitivityRow;
import dev.plateau.stats.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a plan means, in words for whoever signs the order.
 *
 * @param slo name of the promise
 * @param sentences in the order of their weight
 */
public record PlanAdvice(String slo, List<String> sentences) {
    private static final double THOUSAND = 1000;

    /** Copies the list. */
    public PlanAdvice {
        sentences = List.copyOf(sentences);
    }

    /** For each promise. */
    public static List<PlanAdvice> of(PlanResult result) {
        List<PlanAdvice> all = new ArrayList<>();
        for (PromiseRow promise : result.promises()) {
            List<PlanRow> plans = result.plans().stream()
                    .filter(row -> row.slo().equals(promise.slo()))
                    .toList();
            List<String> sentences = new ArrayList<>();
            sentences.add(promised(promise));
            Optional<PlanRow> chosen = plans.stream()
                    .filter(row -> row.standing() == Standing.CHOSEN)
                    .findFirst();
            if (chosen.isPresent()) {
                sentences.add(order(chosen.get()));
                rival(plans).ifPresent(sentences::add);
                beyond(chosen.get(), promise, result).ifPresent(sentences::add);
                holds(promise, result).ifPresent(sentences::add);
            } else {
                refusal(promise, plans).forEach(sentences::add);
            }
            all.add(new PlanAdvice(promise.slo(), sentences));
        }
        return all;
    }

    private static String promised(PromiseRow row) {
        List<String> limits = new ArrayList<>();
        if (Double.isFinite(row.accuracy())) {
            limits.add("at least " + plain(100 * row.accuracy()) + " % right");
        }
        if (Double.isFinite(row.seconds())) {
            limits.add("95 % answered within " + plain(row.seconds()) + " s");
        }
        if (Double.isFinite(row.dollarsPerTask())) {
            limits.add("at most " + plain(THOUSAND * row.dollarsPerTask()) + " USD per 1,000 tasks");
        }
        if (Double.isFinite(row.dollarsPerHour())) {
            limits.add("at most " + plain(row.dollarsPerHour()) + " USD per hour");
        }
        if (Double.isFinite(row.kilowatts())) {
            limits.add("at most " + plain(row.kilowatts()) + " kW");
        }
        return "Promised: " + (limits.isEmpty() ? "only that the fleet keeps up" : String.join(", ", limits)) + ".";
    }

    /** A number that was given, without what rounding adds to it. */
    private static String plain(double given) {
        return BigDecimal.valueOf(given)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String percent(double share) {
        return Numbers.significant(100 * share, 3) + " %";
    }

    private static String dollars(double amount) {
        return Numbers.significant(amount, 3) + " USD";
    }

    private static String order(PlanRow row) {
        String time = Double.isFinite(row.onTime().value())
                ? " and " + percent(row.onTime().value()) + " ("
                        + percent(row.onTime().low()) + " at least) answered in time, 95 %" + " within "
                        + Numbers.significant(row.latencyP95().value(), 3) + " s"
                : "";
        return "Rent " + row.fleet() + " and run " + row.policy() + " with " + row.budget() + " rollouts per task: "
                + dollars(row.dollarsPerHour()) + " per hour, " + dollars(THOUSAND * row.dollarsPerTask())
                + " per 1,000 tasks, for " + interval(row.accuracy()) + " right" + time + ". Peak power "
                + Numbers.significant(row.kilowatts(), 2) + " kW. Intervals are of the sampling alone; the model of the"
                + " machines may err by " + Numbers.significant(100 * row.timeError(), 2) + " % beside it.";
    }

    private static String interval(Interval share) {
        return percent(share.value()) + " (" + percent(share.low()) + " to " + percent(share.high()) + ")";
    }

    private static Optional<String> rival(List<PlanRow> plans) {
        return plans.stream()
                .filter(row -> row.standing() == Standing.DEARER)
                .findFirst()
                .map(row -> "Next best: " + row.fleet() + " with " + row.policy() + " at " + row.budget() + ", which "
                        + row.reason() + ".");
    }

    /** What more accuracy costs. */
    private static Optional<String> beyond(PlanRow chosen, PromiseRow promise, PlanResult result) {
        List<LadderRow> ladder = result.ladders().stream()
                .filter(row -> row.slo().equals(promise.slo()))
                .toList();
        String saturation = Double.isNaN(promise.saturation())
                ? ""
                : promise.saturatedBy().equals("limits")
                        ? " More than " + Math.round(promise.saturation())
                                + " rollouts cannot be served within the other limits."
                        : " From " + Math.round(promise.saturation())
                                + " rollouts on, one more brings less than "
                                + Numbers.significant(100 * result.study().saturationThreshold(), 2)
                                + " percentage points.";
        Optional<LadderRow> next =
                ladder.stream().filter(row -> row.budget() > chosen.budget()).findFirst();
        if (next.isEmpty()) {
            return saturation.isEmpty() ? Optional.empty() : Optional.of(saturation.strip());
        }
        String words;
        if (next.get().fleet().isEmpty()) {
            words = "Beyond " + chosen.budget() + " rollouts nothing keeps the other limits on this machine.";
        } else if (Double.isNaN(next.get().dollarsPerPoint())) {
            words = "Beyond " + chosen.budget() + " rollouts no gain in accuracy can be told from 0.";
        } else {
            words = "Beyond " + chosen.budget() + " rollouts each further point of accuracy costs "
                    + dollars(next.get().dollarsPerPoint()) + " per 1,000 tasks, up to "
                    + next.get().budget()
                    + " rollouts ("
                    + percent(next.get().accuracy().value()) + " right)"
                    + ladder.stream()
                            .filter(row -> row.budget() > next.get().budget() && Double.isFinite(row.dollarsPerPoint()))
                            .reduce((a, b) -> b)
                            .map(row -> ", and " + dollars(row.dollarsPerPoint()) + " on the way to " + row.budget())
                            .orElse("")
                    + ".";
        }
        return Optional.of(words + saturation);
    }

    private static Optional<String> holds(PromiseRow promise, PlanResult result) {
        List<SensitivityRow> rows = result.sensitivity().stream()
                .filter(row -> row.slo().equals(promise.slo()))
                .toList();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        List<String> breaks = rows.stream()
                .filter(row -> !row.holds())
                .map(row -> row.circumstance() + " ("
                        + (row.fleet().isEmpty()
                                ? "then nothing on the shortlist keeps it"
                                : "then " + row.fleet() + " with " + row.policy() + " at " + row.budget() + ", "
                                        + dollars(THOUSAND * row.newDollarsPerTask()) + " per 1,000 tasks")
                        + ")")
                .toList();
        String stands = rows.stream()
                .filter(SensitivityRow::holds)
                .map(SensitivityRow::circumstance)
                .collect(Collectors.joining(", "));
        return Optional.of((breaks.isEmpty()
                        ? ""
                        : "The order no longer keeps the promise, or not surely, with " + String.join("; ", breaks)
                                + ". ")
                + (stands.isEmpty() ? "" : "It still does with " + stands + "."));
    }

    private static List<String> refusal(PromiseRow promise, List<PlanRow> plans) {
        List<String> sentences = new ArrayList<>();
        sentences.add(
                promise.binding().isEmpty()
                        ? "Nothing keeps this promise, and leaving out any one limit does not help: several bind at once."
                        : "Nothing surely keeps this promise. What stands in the way: " + promise.binding()
                                + " (each alone: without it the rest can be kept).");
        plans.stream()
                .filter(row -> row.standing() == Standing.NEAREST)
                .findFirst()
                .ifPresent(row -> sentences.add("Nearest: " + row.fleet() + " with " + row.policy() + " at "
                        + row.budget() + ", "
                        + dollars(THOUSAND * row.dollarsPerTask()) + " per 1,000 tasks, " + interval(row.accuracy())
                        + " right; " + row.reason() + "."));
        return sentences;
    }
}
