package dev.plateau.plan;

import dev.plateau.result.PlanRow;
import dev.plateau.result.PlanRow.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What comes nearest to a promise that nothing keeps: the smallest sets of limits without which the rest can be kept, and how
 * far the limits of each set must be loosened. Where several must be, each in turn is loosened the least, and the others after it.
 */
final class Nearest {
    /** Devices beyond the allowed ones that are looked at. */
    private static final int MORE_DEVICES = 16;

    private static final double ANY = Double.POSITIVE_INFINITY;

    private final Trials trials;
    private final Setting base;
    private final Slo slo;
    private final List<String> labels;
    private final Search.Watch watch;
    private final List<Set<Limit>> sets = new ArrayList<>();
    private final List<Loosened> found = new ArrayList<>();

    /** A plan, what of the promise it does keep, and by how much the worst limit is passed. */
    private record Loosened(Plan plan, Slo rest, String reason, double excess) {}

    Nearest(Trials trials, Setting base, Slo slo, List<String> labels, Search.Watch watch) {
        this.trials = trials;
        this.base = base;
        this.slo = slo;
        this.labels = labels;
        this.watch = watch;
    }

    /** The sets: "accuracy, cost" if loosening either helps, "accuracy + cost" if both must be. */
    String binding() {
        return sets.stream()
                .map(set -> set.stream()
                        .map(limit -> limit.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(" + ")))
                .collect(Collectors.joining(", "));
    }

    /** Nearest first. */
    List<PlanRow> rows() {
        return found.stream()
                .map(one ->
                        new PlanRows(trials, base, one.rest(), labels).row(Standing.NEAREST, one.plan(), one.reason()))
                .distinct()
                .toList();
    }

    void find() {
        List<Limit> limits = new ArrayList<>(slo.limits());
        for (int size = 1; size <= limits.size() && sets.isEmpty(); size++) {
            for (int bits = 1; bits < 1 << limits.size(); bits++) {
                if (Integer.bitCount(bits) == size) {
                    List<Limit> some = new ArrayList<>();
                    for (int i = 0; i < limits.size(); i++) {
                        if ((bits >> i & 1) == 1) {
                            some.add(limits.get(i));
                        }
                    }
                    loosen(some);
                }
            }
            if (size == 1) {
                fewestDevices();
            }
        }
        found.sort(Comparator.comparingDouble(Loosened::excess));
    }

    private Optional<Plan> least(Expense expense, Slo promised, int devices) {
        return new Search(trials, base, promised, devices, expense, watch).cheapest(option -> true, ANY);
    }

    private Optional<Plan> cheapest(Slo promised) {
        return least(Expense.RENT, promised, trials.space().maxDevices());
    }

    private void loosen(List<Limit> some) {
        Slo rest = slo;
        for (Limit limit : some) {
            rest = rest.without(limit);
        }
        if (cheapest(rest).isEmpty()) {
            return;
        }
        sets.add(EnumSet.copyOf(some));
        for (Limit first : some) {
            List<Limit> order = new ArrayList<>(some);
            order.remove(first);
            order.add(0, first);
            Slo loosened = rest;
            for (Limit limit : order) {
                loosened = tightest(limit, loosened);
            }
            Slo last = loosened;
            cheapest(last).ifPresent(plan -> found.add(loosened(plan, last, some)));
        }
    }

    private Loosened loosened(Plan plan, Slo loosened, List<Limit> some) {
        double perTask = loosened.dollarsPerHour() / 3600 / trials.rate(base, plan.option());
        List<String> words = new ArrayList<>();
        double excess = 0;
        for (Limit limit : some) {
            switch (limit) {
                case ACCURACY -> {
                    excess = Math.max(excess, slo.accuracy() / Math.max(1e-9, loosened.accuracy()) - 1);
                    words.add(String.format(
                            Locale.ROOT,
                            "an accuracy of %.1f %% instead of %s",
                            Math.floor(1000 * loosened.accuracy()) / 10,
                            PlanRows.percent(slo.accuracy())));
                }
                case LATENCY -> {
                    excess = Math.max(excess, loosened.seconds() / slo.seconds() - 1);
                    words.add("95 % answered within " + PlanRows.seconds(loosened.seconds()) + " instead of "
                            + PlanRows.seconds(slo.seconds()));
                }
                case COST -> {
                    excess = Math.max(
                            excess,
                            Math.max(perTask / slo.dollarsPerTask(), loosened.dollarsPerHour() / slo.dollarsPerHour())
                                    - 1);
                    words.add(
                            slo.dollarsPerHour() < ANY
                                    ? String.format(
                                            Locale.ROOT,
                                            "%s USD per hour instead of %s",
                                            PlanRows.atMost(loosened.dollarsPerHour()),
                                            PlanRows.atMost(slo.dollarsPerHour()))
                                    : String.format(
                                            Locale.ROOT,
                                            "%s USD per 1,000 tasks instead of %s",
                                            PlanRows.atMost(1000 * perTask),
                                            PlanRows.atMost(1000 * slo.dollarsPerTask())));
                }
                case POWER -> {
                    excess = Math.max(excess, loosened.kilowatts() / slo.kilowatts() - 1);
                    words.add(String.format(
                            Locale.ROOT,
                            "%s kW instead of %s",
                            PlanRows.atMost(loosened.kilowatts()),
                            PlanRows.atMost(slo.kilowatts())));
                }
                case DEVICES -> throw new IllegalStateException("devices are no part of a promise");
            }
        }
        return new Loosened(plan, loosened, "possible with " + String.join(" and ", words), excess);
    }

    /** Does without the limit on devices, with as few more as possible. */
    private void fewestDevices() {
        int allowed = trials.space().maxDevices();
        least(Expense.DEVICES, slo, MORE_DEVICES * allowed).ifPresent(plan -> {
            sets.add(EnumSet.of(Limit.DEVICES));
            found.add(new Loosened(
                    plan,
                    slo,
                    "possible with " + plan.devices() + " devices instead of the " + allowed + " of max-devices",
                    plan.devices() / (double) allowed - 1));
        });
    }

    /** The promise with a limit as tight as it can be; it has none as yet, and can be kept without it. */
    private Slo tightest(Limit limit, Slo rest) {
        return switch (limit) {
            case ACCURACY -> mostAccurate(rest);
            case LATENCY -> fastest(rest);
            case COST -> rest.withRent(cheapest(rest).orElseThrow().dollarsPerHour());
            case POWER ->
                rest.withPower(least(Expense.POWER, rest, trials.space().maxDevices())
                        .orElseThrow()
                        .kilowatts());
            case DEVICES -> rest;
        };
    }

    private Slo mostAccurate(Slo rest) {
        List<Option> options = new ArrayList<>();
        for (int e = 0; e < labels.size(); e++) {
            for (int b = 0; b < base.rollouts().get(e).size(); b++) {
                options.add(new Option(0, e, b));
            }
        }
        options.sort(Comparator.comparingDouble(
                (Option option) -> -base.accuracy(option).accuracy().low()));
        for (Option cell : options) {
            Optional<Plan> plan = new Search(trials, base, rest, trials.space().maxDevices(), watch)
                    .cheapest(o -> o.entrant() == cell.entrant() && o.budget() == cell.budget(), ANY);
            if (plan.isPresent()) {
                return rest.withAccuracy(base.accuracy(cell).accuracy().low());
            }
        }
        throw new IllegalStateException("nothing keeps what was kept before");
    }

    /** With the smallest budget of each policy that is accurate enough, and as many replicas as are allowed. */
    private Slo fastest(Slo rest) {
        Search search = new Search(trials, base, rest, trials.space().maxDevices(), watch);
        double least = ANY;
        for (int m = 0; m < trials.space().machines().size(); m++) {
            for (int e = 0; e < labels.size(); e++) {
                Optional<Option> option = smallest(rest, m, e);
                int most = option.map(o -> search.mostReplicas(o, ANY)).orElse(0);
                if (option.isPresent() && most >= trials.leastReplicas(base, option.get())) {
                    watch.step();
                    least = Math.min(
                            least, trials.whole(base, option.get(), most).leastPromise());
                }
            }
        }
        return rest.withSeconds(least < ANY ? PlanRows.roundedUp(least, 3).doubleValue() : ANY);
    }

    /** The smallest budget of a policy on a machine that is accurate enough. */
    private Optional<Option> smallest(Slo rest, int machine, int entrant) {
        if (trials.space().machines().get(machine).services().get(entrant).isEmpty()) {
            return Optional.empty();
        }
        for (int b = 0; b < base.rollouts().get(entrant).size(); b++) {
            Option option = new Option(machine, entrant, b);
            if (rest.accuracy() <= 0
                    || Verdict.atLeast(rest.accuracy(), base.accuracy(option).accuracy()) == Verdict.KEEPS) {
                return Optional.of(option);
            }
        }
        return Optional.empty();
    }
}
