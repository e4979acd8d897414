package dev.plateau.plan;

import dev.plateau.fleet.FleetSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The cheapest plan that keeps a promise, by branch and bound; or that which takes the least of another {@link Expense}. An
 * option is a machine, a policy and a budget.
 *
 * <ul>
 *   <li>Options whose accuracy is not surely as promised are left out, unless accuracy is not asked for; and those of which a
 *       task takes too long even alone.
 *   <li>Each other option needs some replicas at least (see {@link Trials#leastReplicas}), so it costs something at least.
 *       Options are tried in the order of these bounds, until the next one costs at least more than the best plan.
 *   <li>An option is tried with the most replicas that are allowed and beat the best plan. If that keeps the promise, the fewest
 *       replicas that do are bracketed by doubling, then halving; so the next fewer were tried in vain, or are excluded by the
 *       bound.
 * </ul>
 *
 * <p>This takes for granted that more replicas never break a promise that fewer keep; nothing else.
 */
final class Search {
    private static final double ROUNDING = 1e-9;

    private final Trials trials;
    private final Setting setting;
    private final Slo slo;
    private final int maxDevices;
    private final Expense expense;
    private final Comparator<Plan> order;
    private final Watch watch;
    private final List<Finding> findings = new ArrayList<>();
    private Optional<Plan> best = Optional.empty();

    /** Told before each step. */
    interface Watch {
        void step();
    }

    Search(Trials trials, Setting setting, Slo slo, int maxDevices, Watch watch) {
        this(trials, setting, slo, maxDevices, Expense.RENT, watch);
    }

    Search(Trials trials, Setting setting, Slo slo, int maxDevices, Expense expense, Watch watch) {
        this.trials = trials;
        this.setting = setting;
        this.slo = slo;
        this.maxDevices = maxDevices;
        this.expense = expense;
        this.order = expense.order();
        this.watch = watch;
    }

    /** What was found, in the order in which it was. */
    List<Finding> findings() {
        return List.copyOf(findings);
    }

    private record Bounded(Option option, int least, Plan cheapest) {}

    /**
     * The cheapest plan.
     *
     * @param wanted options to choose from
     * @param dollarsPerHour that it may cost at most, beside what is promised
     */
    Optional<Plan> cheapest(Predicate<Option> wanted, double dollarsPerHour) {
        List<Bounded> open = new ArrayList<>();
        for (Option option : options()) {
            if (wanted.test(option)) {
                watch.step();
                bound(option, dollarsPerHour).ifPresent(open::add);
            }
        }
        open.sort(Comparator.comparing(Bounded::cheapest, order));
        for (Bounded next : open) {
            watch.step();
            if (best.isPresent() && order.compare(next.cheapest(), best.get()) > 0) {
                add(next.option(), Finding.Kind.DEARER, next.least(), Optional.empty());
            } else {
                tryOut(next, dollarsPerHour);
            }
        }
        return best;
    }

    private List<Option> options() {
        List<Option> options = new ArrayList<>();
        for (int m = 0; m < trials.space().machines().size(); m++) {
            for (int e = 0; e < setting.rollouts().size(); e++) {
                for (int b = 0; b < setting.rollouts().get(e).size(); b++) {
                    options.add(new Option(m, e, b));
                }
            }
        }
        return options;
    }

    private void add(Option option, Finding.Kind kind, int replicas, Optional<Trial> trial) {
        findings.add(new Finding(option, kind, replicas, Optional.empty(), trial));
    }

    /** What an option costs at least, unless it is out of the question. */
    private Optional<Bounded> bound(Option option, double dollarsPerHour) {
        Machine machine = trials.space().machines().get(option.machine());
        if (machine.services().get(option.entrant()).isEmpty()) {
            add(option, Finding.Kind.DOES_NOT_FIT, 0, Optional.empty());
            return Optional.empty();
        }
        Verdict accurate = slo.accuracy() <= 0
                ? Verdict.KEEPS
                : Verdict.atLeast(slo.accuracy(), setting.accuracy(option).accuracy());
        if (accurate != Verdict.KEEPS) {
            boolean surely = accurate == Verdict.BREAKS;
            add(option, surely ? Finding.Kind.INACCURATE : Finding.Kind.ACCURACY_OPEN, 0, Optional.empty());
            return Optional.empty();
        }
        int least = trials.leastReplicas(setting, option);
        if (trials.tooSlowAlone(slo.seconds(), setting, option)) {
            add(option, Finding.Kind.SLOW_ALONE, least, Optional.empty());
            return Optional.empty();
        }
        if (least > mostReplicas(option, dollarsPerHour)) {
            add(option, Finding.Kind.TOO_SMALL, least, Optional.empty());
            return Optional.empty();
        }
        return Optional.of(new Bounded(option, least, plan(option, least)));
    }

    /** A number of replicas of an option. */
    Plan plan(Option option, int replicas) {
        Machine machine = trials.space().machines().get(option.machine());
        int devices = replicas * machine.devices();
        return new Plan(
                option,
                replicas,
                devices * setting.price(machine),
                setting.accuracy(option).accuracy().value(),
                devices,
                machine.fleet(option.entrant(), replicas).peakKilowatts());
    }

    /** Replicas that money, power and the number of devices allow. */
    int mostReplicas(Option option, double dollarsPerHour) {
        Machine machine = trials.space().machines().get(option.machine());
        FleetSpec one = machine.fleet(option.entrant(), 1);
        double rent = machine.devices() * setting.price(machine);
        double perTask = slo.dollarsPerTask() * trials.rate(setting, option) * 3600;
        double money = Math.min(dollarsPerHour, Math.min(slo.dollarsPerHour(), perTask));
        double most = Math.min(
                (double) maxDevices / machine.devices(),
                Math.min(ratio(money, rent), ratio(slo.kilowatts(), one.peakKilowatts())));
        return (int) Math.floor(most * (1 + ROUNDING));
    }

    private static double ratio(double limit, double each) {
        return each > 0 ? limit / each : Double.POSITIVE_INFINITY;
    }

    private void tryOut(Bounded next, double dollarsPerHour) {
        int top = mostReplicas(next.option(), dollarsPerHour);
        while (best.isPresent() && top > next.least() && order.compare(plan(next.option(), top), best.get()) > 0) {
            double ratio = expense.of(best.get()) / expense.of(plan(next.option(), 1));
            top = Math.max(next.least(), Math.min(top - 1, (int) Math.min(top, Math.floor(ratio) + 1)));
        }
        Trial trial = trial(next.option(), top);
        Verdict verdict = trial.within(slo.seconds());
        if (verdict != Verdict.KEEPS) {
            boolean surely = verdict == Verdict.BREAKS;
            add(next.option(), surely ? Finding.Kind.LATE : Finding.Kind.LATENESS_OPEN, top, Optional.of(trial));
            return;
        }
        int fewest = fewest(next.option(), next.least(), top);
        Plan plan = plan(next.option(), fewest);
        findings.add(new Finding(
                next.option(),
                Finding.Kind.KEEPS,
                fewest,
                Optional.of(plan),
                Optional.of(trial(next.option(), fewest))));
        if (best.isEmpty() || order.compare(plan, best.get()) < 0) {
            best = Optional.of(plan);
        }
    }

    private Trial trial(Option option, int replicas) {
        watch.step();
        return trials.within(slo.seconds(), setting, option, replicas);
    }

    private boolean keeps(Option option, int replicas) {
        return trial(option, replicas).within(slo.seconds()) == Verdict.KEEPS;
    }

    /** The fewest replicas that keep the promise. */
    private int fewest(Option option, int least, int enough) {
        int low = least - 1;
        int high = enough;
        for (int step = 1; low + step < high; step *= 2) {
            if (keeps(option, low + step)) {
                high = low + step;
                break;
            }
            low += step;
        }
        while (high - low > 1) {
            int middle = low + (high - low) / 2;
            if (keeps(option, middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }
}
