package dev.plateau.plan;

import dev.plateau.result.FleetRow;
import dev.plateau.result.PlanRow;
import dev.plateau.result.PlanRow.Standing;
import dev.plateau.stats.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is said of plans that are held against one promise. */
final class PlanRows {
    private static final Interval UNKNOWN = new Interval(Double.NaN, Double.NaN, Double.NaN);
    private static final double ROUNDING = 1e-9;
    private static final double ANY = Double.POSITIVE_INFINITY;

    private final Trials trials;
    private final Setting base;
    private final Slo slo;
    private final List<String> labels;

    PlanRows(Trials trials, Setting base, Slo slo, List<String> labels) {
        this.trials = trials;
        this.base = base;
        this.slo = slo;
        this.labels = labels;
    }

    Machine machine(Option option) {
        return trials.space().machines().get(option.machine());
    }

    PlanRow row(Standing standing, Plan plan, String reason) {
        Option option = plan.option();
        Trial trial = trials.within(slo.seconds(), base, option, plan.replicas());
        return row(standing, option, plan.replicas(), Optional.of(trial), reason);
    }

    PlanRow row(Standing standing, Option option, int replicas, Optional<Trial> trial, String reason) {
        Machine machine = machine(option);
        Optional<FleetRow> shown = trial.flatMap(Trial::row);
        boolean some = replicas > 0;
        boolean anywhere = !some
                && slo.accuracy() > 0
                && Verdict.atLeast(slo.accuracy(), base.accuracy(option).accuracy()) != Verdict.KEEPS;
        double rent = some ? replicas * machine.devices() * base.price(machine) : Double.NaN;
        return new PlanRow(
                slo.name(),
                standing,
                some ? machine.fleet(replicas) : "",
                anywhere ? "any" : machine.accelerator().name(),
                machine.devices(),
                replicas,
                labels.get(option.entrant()),
                base.accuracy(option).budget(),
                base.accuracy(option).accuracy(),
                slo.seconds() < ANY ? trial.map(t -> t.onTime(slo.seconds())).orElse(UNKNOWN) : UNKNOWN,
                shown.map(FleetRow::latencyP95).orElse(UNKNOWN),
                rent,
                some ? rent / 3600 / trials.rate(base, option) : Double.NaN,
                some ? machine.fleet(option.entrant(), replicas).peakKilowatts() : Double.NaN,
                shown.map(s -> s.wattHoursPerTask().value()).orElse(Double.NaN),
                shown.map(s -> s.utilisation().value()).orElse(Double.NaN),
                machine.accelerator().timeError(),
                reason);
    }

    String inaccurate(Option option) {
        Interval accuracy = base.accuracy(option).accuracy();
        String interval = String.format(
                Locale.ROOT,
                "%.1f %% (%.1f to %.1f) right",
                100 * accuracy.value(),
                100 * accuracy.low(),
                100 * accuracy.high());
        return Verdict.atLeast(slo.accuracy(), accuracy) == Verdict.OPEN
                ? interval + ": cannot be told from the " + percent(slo.accuracy()) + " promised"
                : interval + ", less than the " + percent(slo.accuracy()) + " promised";
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    String late(Trial trial) {
        if (trial.row().isPresent() && !trial.row().get().stable()) {
            return "cannot keep up with the traffic (the queue grows for as long as it was watched)";
        }
        String time = seconds(slo.seconds());
        if (trial.row().isEmpty()) {
            return "far fewer than 95 % answered within " + time;
        }
        Interval share = trial.onTime(slo.seconds());
        String interval = String.format(
                Locale.ROOT,
                "%.1f %% (%.1f to %.1f) answered within %s",
                100 * share.value(),
                100 * share.low(),
                100 * share.high(),
                time);
        return trial.within(slo.seconds()) == Verdict.OPEN
                ? interval + ": cannot be told from the 95 % promised"
                : interval + ", fewer than the 95 % promised";
    }

    /** By how much something is more: "4.1 %", "42 %". */
    static String more(double share) {
        return share < 0.1
                ? String.format(Locale.ROOT, "%.1f %%", 100 * share)
                : String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    /** Rounded up, so that a limit of as much is kept. */
    static BigDecimal roundedUp(double value, int digits) {
        return BigDecimal.valueOf(value * (1 - ROUNDING)).round(new MathContext(digits, RoundingMode.UP));
    }

    /** A limit in words. */
    static String atMost(double limit) {
        return roundedUp(limit, 4).stripTrailingZeros().toPlainString();
    }

    static String seconds(double seconds) {
        return seconds == Math.rint(seconds) ? String.format(Locale.ROOT, "%.0f s", seconds) : seconds + " s";
    }
}
