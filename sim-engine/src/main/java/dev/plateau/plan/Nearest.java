package dev.plateau.plan;

import dev.plateau.fleet.UnservableException;
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
import java.util.stream.Stream;

/**
 * What comes nearest to a promise that nothing keeps: the smallest sets of limits without which the rest can be kept, and how
 * far the limits of each set must be loosened. Where several must be, each in turn is loosened the least, and the others after it.
 */
final class Nearest {
    /** So many times the devices that are allowed, or that are needed at least, are looked at, the fewer first. */
    private static final List<Integer> MORE_DEVICES = List.of(4, 16);

    /** Of these so many are looked at in any case. */
    private static final long SOME_DEVICES = 256;

    /** Devices of the largest fleet that is simulated beyond the allowed ones. */
    private static final int MOST_DEVICES = 512;

    private static final double ANY = Double.POSITIVE_INFINITY;

    private final Trials trials;
    private final Setting base;
    private final Slo slo;
    private final List<String> labels;
    private final Search.Watch watch;
    private final List<Set<Limit>> sets = new ArrayList<>();
    private final List<Loosened> found = new ArrayList<>();

    /** A promise and the devices that a fleet may have. */
    private record Terms(Slo slo, int devices) {}

    /** A plan, what of the promise it does keep, by how much the worst limit is passed, and whether it was served at all. */
    private record Loosened(Plan plan, Slo rest, String reason, double excess, boolean served) {}

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
        return found.stream().map(this::row).distinct().toList();
    }

    private PlanRow row(Loosened one) {
        PlanRows rows = new PlanRows(trials, base, one.rest(), labels);
        Plan plan = one.plan();
        return one.served()
                ? rows.row(Standing.NEAREST, plan, one.reason())
                : rows.row(Standing.NEAREST, plan.option(), plan.replicas(), Optional.empty(), one.reason());
    }

    void find() {
        List<Limit> limits = new ArrayList<>(slo.limits());
        limits.add(Limit.DEVICES);
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
        }
        found.sort(Comparator.comparingDouble(Loosened::excess));
    }

    private Search search(Terms terms, Expense expense) {
        return new Search(trials, base, terms.slo(), terms.devices(), expense, watch);
    }

    private Optional<Plan> least(Expense expense, Terms terms) {
        return search(terms, expense).cheapest(option -> true, ANY);
    }

    private int allowed() {
        return trials.space().maxDevices();
    }

    private void loosen(List<Limit> some) {
        Slo rest = slo;
        for (Limit limit : some) {
            rest = rest.without(limit);
        }
        Optional<Terms> terms = some.contains(Limit.DEVICES)
                ? more(rest, some)
                : Optional.of(new Terms(rest, allowed()))
                        .filter(t -> least(Expense.RENT, t).isPresent());
        if (terms.isEmpty()) {
            return;
        }
        List<Loosened> plans = new ArrayList<>();
        for (Limit first : some) {
            List<Limit> order = new ArrayList<>(some);
            order.remove(first);
            order.add(0, first);
            Optional<Terms> loosened = terms;
            for (Limit limit : order) {
                loosened = loosened.flatMap(t -> tightest(limit, t));
            }
            loosened.ifPresent(t -> least(Expense.RENT, t).ifPresent(plan -> plans.add(loosened(plan, t, some))));
        }
        if (!plans.isEmpty()) {
            sets.add(EnumSet.copyOf(some));
            found.addAll(plans);
        }
    }

    /** With more devices than are allowed, enough that something keeps the promise; where too many are needed this is said. */
    private Optional<Terms> more(Slo rest, List<Limit> some) {
        Optional<Plan> smallest = smallestThatMayDo(rest);
        if (smallest.isEmpty()) {
            return Optional.empty();
        }
        int needed = smallest.get().devices();
        if (needed > Math.max(MOST_DEVICES, allowed())) {
            sets.add(EnumSet.copyOf(some));
            found.add(new Loosened(
                    smallest.get(),
                    rest,
                    beside(some) + "the work needs at least " + needed + " devices instead of the " + allowed()
                            + " of max-devices; so many were not simulated",
                    needed / (double) allowed() - 1,
                    false));
            return Optional.empty();
        }
        long from = Math.max(needed, allowed());
        return Stream.concat(MORE_DEVICES.stream().map(times -> times * from), Stream.of(SOME_DEVICES))
                .map(devices -> Math.min(MOST_DEVICES, devices))
                .filter(devices -> devices > from)
                .distinct()
                .sorted()
                .map(devices -> new Terms(rest, devices.intValue()))
                .filter(terms -> least(Expense.DEVICES, terms).isPresent())
                .findFirst();
    }

    private static String beside(List<Limit> some) {
        String others = some.stream()
                .filter(limit -> limit != Limit.DEVICES)
                .map(limit -> limit.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" and "));
        return others.isEmpty() ? "" : "even with " + others + " loosened ";
    }

    /** The fewest devices that could do the work of an option that nothing else excludes. */
    private Optional<Plan> smallestThatMayDo(Slo rest) {
        Search search = search(new Terms(rest, Integer.MAX_VALUE), Expense.DEVICES);
        List<Plan> plans = new ArrayList<>();
        for (int m = 0; m < trials.space().machines().size(); m++) {
            for (int e = 0; e < labels.size(); e++) {
                Optional<Option> option = smallest(rest, m, e);
                if (option.isPresent() && !trials.tooSlowAlone(rest.seconds(), base, option.get())) {
                    int least = trials.leastReplicas(base, option.get());
                    if (least <= search.mostReplicas(option.get(), ANY)) {
                        plans.add(search.plan(option.get(), least));
                    }
                }
            }
        }
        return plans.stream().min(Expense.DEVICES.order());
    }

    private Loosened loosened(Plan plan, Terms terms, List<Limit> some) {
        Slo loosened = terms.slo();
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
                    words.addAll(new PlanRows(trials, base, slo, labels).overspent(loosened.dollarsPerHour(), perTask));
                }
                case POWER -> {
                    excess = Math.max(excess, loosened.kilowatts() / slo.kilowatts() - 1);
                    words.add(PlanRows.kilowatts(loosened.kilowatts(), slo.kilowatts()));
                }
                case DEVICES -> {
                    excess = Math.max(excess, terms.devices() / (double) allowed() - 1);
                    words.add(terms.devices() + " devices instead of the " + allowed() + " of max-devices");
                }
            }
        }
        return new Loosened(plan, loosened, "possible with " + String.join(" and ", words), excess, true);
    }

    /** The terms with a limit as tight as it can be, if that can be told; it has none as yet, and they can be kept without it. */
    private Optional<Terms> tightest(Limit limit, Terms terms) {
        Slo rest = terms.slo();
        return switch (limit) {
            case ACCURACY -> Optional.of(new Terms(mostAccurate(terms), terms.devices()));
            case LATENCY -> fastest(terms).map(seconds -> new Terms(rest.withSeconds(seconds), terms.devices()));
            case COST ->
                least(Expense.RENT, terms)
                        .map(plan -> new Terms(rest.withRent(plan.dollarsPerHour()), terms.devices()));
            case POWER ->
                least(Expense.POWER, terms).map(plan -> new Terms(rest.withPower(plan.kilowatts()), terms.devices()));
            case DEVICES -> least(Expense.DEVICES, terms).map(plan -> new Terms(rest, plan.devices()));
        };
    }

    private Slo mostAccurate(Terms terms) {
        List<Option> options = new ArrayList<>();
        for (int e = 0; e < labels.size(); e++) {
            for (int b = 0; b < base.rollouts().get(e).size(); b++) {
                options.add(new Option(0, e, b));
            }
        }
        options.sort(Comparator.comparingDouble(
                (Option option) -> -base.accuracy(option).accuracy().low()));
        for (Option cell : options) {
            Optional<Plan> plan = search(terms, Expense.RENT)
                    .cheapest(o -> o.entrant() == cell.entrant() && o.budget() == cell.budget(), ANY);
            if (plan.isPresent()) {
                return terms.slo().withAccuracy(base.accuracy(cell).accuracy().low());
            }
        }
        throw new IllegalStateException("nothing keeps what was kept before");
    }

    /** Seconds, with the smallest budget of each policy that is accurate enough, and as many replicas as are allowed. */
    private Optional<Double> fastest(Terms terms) {
        Search search = search(terms, Expense.RENT);
        double least = ANY;
        for (int m = 0; m < trials.space().machines().size(); m++) {
            for (int e = 0; e < labels.size(); e++) {
                Optional<Option> option = smallest(terms.slo(), m, e);
                int most = option.map(o -> search.mostReplicas(o, ANY)).orElse(0);
                if (option.isPresent() && most >= trials.leastReplicas(base, option.get())) {
                    least = Math.min(least, leastPromise(option.get(), most));
                }
            }
        }
        return least < ANY ? Optional.of(PlanRows.roundedUp(least, 3).doubleValue()) : Optional.empty();
    }

    private double leastPromise(Option option, int replicas) {
        watch.step();
        try {
            return trials.whole(base, option, replicas).leastPromise();
        } catch (UnservableException e) {
            return ANY;
        }
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
