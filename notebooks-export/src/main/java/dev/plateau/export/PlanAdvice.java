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
import java.math.RoundingMode;
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
    /** Prices differ so much between offers; the sensitivity of a plan is told for as much. */
    private static final double PRICE_DOUBT = 0.4;

    private static final double ON_TIME = 0.95;

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
                sentences.add(rival(chosen.get(), plans));
                beyond(chosen.get(), promise, result).ifPresent(sentences::add);
                sentences.addAll(holds(promise, result));
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
                ? " and " + percent(row.onTime().value()) + " (at least "
                        + floored(row.onTime().low())
                        + ") answered in time; 95 % are answered within "
                        + Numbers.significant(row.latencyP95().value(), 3) + " s"
                : "";
        return "Rent " + row.fleet() + " and run " + row.policy() + " with " + rollouts(row.budget()) + " per task: "
                + dollars(row.dollarsPerHour()) + " per hour, " + perThousand(row.dollarsPerTask()) + ", for "
                + interval(row.accuracy()) + " right" + time + ". Peak power "
                + Numbers.significant(row.kilowatts(), 2) + " kW. Bounds in brackets are 95 % intervals of the sampling"
                + " alone; beside them the model of the machines may err by "
                + Numbers.significant(100 * row.timeError(), 2) + " % in all times.";
    }

    private static String rollouts(long budget) {
        return budget + (budget == 1 ? " rollout" : " rollouts");
    }

    private static String perThousand(double dollarsPerTask) {
        return dollars(THOUSAND * dollarsPerTask) + " per 1,000 tasks";
    }

    /** Rounded down: a lower bound stays one. */
    private static String floored(double share) {
        return BigDecimal.valueOf(100 * share).setScale(1, RoundingMode.FLOOR).toPlainString() + " %";
    }

    private static String interval(Interval share) {
        return percent(share.value()) + " (" + percent(share.low()) + " to " + percent(share.high()) + ")";
    }

    private static String rival(PlanRow chosen, List<PlanRow> plans) {
        Optional<PlanRow> next =
                plans.stream().filter(row -> row.standing() == Standing.DEARER).findFirst();
        if (next.isEmpty()) {
            return plans.stream().anyMatch(row -> row.standing() == Standing.TOO_DEAR)
                    ? "No other accelerator or policy keeps the promise for up to twice the price."
                    : "No other accelerator and no other policy surely keeps the promise.";
        }
        PlanRow row = next.get();
        double lead = row.dollarsPerHour() / chosen.dollarsPerHour() - 1;
        boolean sameDevices = row.accelerator().equals(chosen.accelerator());
        double doubt = sameDevices ? chosen.timeError() : PRICE_DOUBT;
        String narrow = lead <= doubt && !row.fleet().equals(chosen.fleet())
                ? " This lead of " + Numbers.significant(100 * lead, 2) + " % is smaller than the "
                        + (sameDevices ? "error of the model of the machines" : "uncertainty of prices") + " ("
                        + Math.round(100 * doubt) + " %): which of the two is cheaper is not settled"
                        + (sameDevices ? "." : "; ask for quotes on both.")
                : "";
        return "Next best: " + row.fleet() + " with " + row.policy() + " at " + row.budget() + ", which " + row.reason()
                + "." + narrow;
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
                                + " rollouts on (of the budgets on offer), one more brings less than "
                                + Numbers.significant(100 * result.study().saturationThreshold(), 2)
                                + " percentage points.";
        Optional<LadderRow> next =
                ladder.stream().filter(row -> row.budget() > chosen.budget()).findFirst();
        if (next.isEmpty()) {
            return saturation.isEmpty() ? Optional.empty() : Optional.of(saturation.strip());
        }
        String words;
        if (next.get().fleet().isEmpty()) {
            words = "Beyond " + rollouts(chosen.budget())
                    + " nothing keeps the other limits with this policy on this kind of machine.";
        } else {
            String first = Double.isNaN(next.get().dollarsPerPoint())
                    ? "Beyond " + rollouts(chosen.budget()) + " no gain in accuracy can be told from 0 up to "
                            + rollouts(next.get().budget())
                    : "Beyond " + rollouts(chosen.budget()) + " each further point of accuracy costs "
                            + dollars(next.get().dollarsPerPoint()) + " per 1,000 tasks, up to "
                            + rollouts(next.get().budget()) + " ("
                            + percent(next.get().accuracy().value())
                            + " right)";
            words = first
                    + ladder.stream()
                            .filter(row -> row.budget() > next.get().budget() && Double.isFinite(row.dollarsPerPoint()))
                            .reduce((a, b) -> b)
                            .map(row -> ", and " + dollars(row.dollarsPerPoint()) + " at last, on the way to "
                                    + rollouts(row.budget()) + " ("
                                    + percent(row.accuracy().value()) + " right)")
                            .orElse("")
                    + ".";
        }
        return Optional.of(words + saturation);
    }

    /** What becomes of the order under other circumstances: broken, kept but no longer the cheapest, or as it was. */
    private static List<String> holds(PromiseRow promise, PlanResult result) {
        List<SensitivityRow> rows = result.sensitivity().stream()
                .filter(row -> row.slo().equals(promise.slo()))
                .toList();
        List<String> sentences = new ArrayList<>();
        for (SensitivityRow row : rows) {
            String then = row.fleet().isEmpty()
                    ? "Then nothing on the shortlist keeps it."
                    : "Then " + instead(row) + " would.";
            if (!row.holds()) {
                sentences.add("With " + row.circumstance() + " the order no longer surely keeps its promise ("
                        + broken(promise, row) + "). " + then);
            }
        }
        for (SensitivityRow row : rows) {
            if (row.holds() && !row.cheapest()) {
                sentences.add("With " + row.circumstance()
                        + " it keeps its promise, but would no longer be the cheapest: then " + instead(row)
                        + ", against " + dollars(THOUSAND * row.dollarsPerTask()) + ".");
            }
        }
        String stands = rows.stream()
                .filter(SensitivityRow::cheapest)
                .map(SensitivityRow::circumstance)
                .collect(Collectors.joining("; "));
        if (!stands.isEmpty()) {
            sentences.add("It keeps its promise and nothing on the shortlist is cheaper with " + stands + ".");
        }
        if (!rows.isEmpty()) {
            sentences.add("On the shortlist are the machines of the order and of its cheapest rivals, two at most.");
        }
        return sentences;
    }

    private static String instead(SensitivityRow row) {
        return row.fleet() + " with " + row.policy() + " at " + row.budget() + " for "
                + perThousand(row.newDollarsPerTask());
    }

    /** Why an order no longer keeps a promise. */
    private static String broken(PromiseRow promise, SensitivityRow row) {
        List<String> reasons = new ArrayList<>();
        if (row.accuracy().low() < promise.accuracy()) {
            reasons.add(spread(row.accuracy()) + " right");
        }
        if (Double.isFinite(row.onTime().value()) && row.onTime().low() < ON_TIME) {
            reasons.add(spread(row.onTime()) + " in time");
        }
        if (row.dollarsPerTask() > promise.dollarsPerTask()) {
            reasons.add(perThousand(row.dollarsPerTask()) + ", more than promised");
        }
        if (reasons.isEmpty()) {
            reasons.add(
                    Double.isFinite(row.onTime().value()) ? "over a limit of rent" : "too slow, or its queue grows");
        }
        return String.join("; ", reasons);
    }

    private static String spread(Interval share) {
        return percent(share.value()) + ", " + percent(share.low()) + " to " + percent(share.high()) + ",";
    }

    private static List<String> refusal(PromiseRow promise, List<PlanRow> plans) {
        List<String> sentences = new ArrayList<>();
        List<String> sets = promise.binding().isEmpty()
                ? List.of()
                : List.of(promise.binding().split(", ", -1));
        if (sets.isEmpty()) {
            sentences.add(
                    "Nothing keeps this promise, nor does loosening its limits help: no policy at any budget keeps up"
                            + " with the traffic on max-devices devices. Raise max-devices, or plan for less traffic.");
        } else {
            boolean together = sets.get(0).contains(" + ");
            sentences.add("Nothing surely keeps this promise. What stands in the way: "
                    + sets.stream().map(set -> set.replace(" + ", " and ")).collect(Collectors.joining(", or "))
                    + (together
                            ? ". No single limit is enough to loosen: these must be loosened together."
                            : sets.size() > 1
                                    ? ". To loosen any one of these is enough."
                                    : ". All other limits can be kept together."));
        }
        String word = "Nearest: ";
        for (PlanRow row : plans) {
            if (row.standing() == Standing.NEAREST) {
                sentences.add(word + row.reason() + ". That is " + row.fleet() + " with " + row.policy() + " at "
                        + row.budget() + " for " + dollars(row.dollarsPerHour()) + " per hour, "
                        + perThousand(row.dollarsPerTask()) + ", with " + interval(row.accuracy()) + " right, 95 %"
                        + " answered within "
                        + Numbers.significant(row.latencyP95().value(), 3)
                        + " s (sampled), and a peak power of " + Numbers.significant(row.kilowatts(), 2) + " kW.");
                word = "Or: ";
            }
        }
        return sentences;
    }
}
