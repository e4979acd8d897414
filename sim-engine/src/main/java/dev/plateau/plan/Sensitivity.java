package dev.plateau.plan;

import dev.plateau.result.SensitivityRow;
import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What becomes of a choice under other circumstances. It is held against the promise as it is, with the same tasks; then a plan is
 * made anew from the kinds of machines on a shortlist, with all policies and budgets.
 */
final class Sensitivity {
    private static final double PRICE = 0.4;
    private static final double TRAFFIC = 0.5;
    private static final Interval UNKNOWN = new Interval(Double.NaN, Double.NaN, Double.NaN);

    private final Trials trials;
    private final Slo slo;
    private final Plan chosen;
    private final Set<Integer> shortlist;
    private final List<String> labels;
    private final Search.Watch watch;
    private final List<SensitivityRow> rows = new ArrayList<>();

    /**
     * Another world.
     *
     * @param words what is different
     * @param setting in it
     */
    record Other(String words, Setting setting) {}

    Sensitivity(Trials trials, Slo slo, Plan chosen, Set<Integer> shortlist, List<String> labels, Search.Watch watch) {
        this.trials = trials;
        this.slo = slo;
        this.chosen = chosen;
        this.shortlist = shortlist;
        this.labels = labels;
        this.watch = watch;
    }

    /** All circumstances. */
    List<SensitivityRow> of(Setting base, List<Other> others, double timeError) {
        String own = machine(chosen).accelerator().name();
        Map<String, Double> rivals = new TreeMap<>();
        for (int m : shortlist) {
            rivals.put(trials.space().machines().get(m).accelerator().name(), 1 - PRICE);
        }
        rivals.remove(own);
        add(percent("rent of " + own, PRICE), base.withPrices(Map.of(own, 1 + PRICE)));
        add(percent("rent of " + own, -PRICE), base.withPrices(Map.of(own, 1 - PRICE)));
        if (!rivals.isEmpty()) {
            add(percent("rent of " + String.join(" and ", rivals.keySet()), -PRICE), base.withPrices(rivals));
        }
        add(percent("traffic", TRAFFIC), base.withTraffic(1 + TRAFFIC));
        add(percent("traffic", -TRAFFIC), base.withTraffic(1 - TRAFFIC));
        add(percent("machines' time against the model", timeError), base.withSlowness(1 + timeError));
        add(percent("machines' time against the model", -timeError), base.withSlowness(1 - timeError));
        others.forEach(other -> add(other.words(), other.setting()));
        return rows;
    }

    private static String percent(String what, double change) {
        return what + (change < 0 ? " -" : " +") + Math.round(100 * Math.abs(change)) + " %";
    }

    private Machine machine(Plan plan) {
        return trials.space().machines().get(plan.option().machine());
    }

    private void add(String words, Setting setting) {
        Search search = new Search(trials, setting, slo, trials.space().maxDevices(), watch);
        Option option = chosen.option();
        Trial trial = trials.within(slo.seconds(), setting, option, chosen.replicas());
        Plan now = search.plan(option, chosen.replicas());
        List<String> broken = broken(setting, now, trial);
        Optional<Plan> then = search.cheapest(o -> shortlist.contains(o.machine()), Double.POSITIVE_INFINITY);
        rows.add(new SensitivityRow(
                slo.name(),
                words,
                broken.isEmpty(),
                String.join("; ", broken),
                setting.accuracy(option).accuracy(),
                slo.seconds() < Double.POSITIVE_INFINITY ? trial.onTime(slo.seconds()) : UNKNOWN,
                perTask(setting, now),
                then.map(plan -> machine(plan).fleet(plan.replicas())).orElse(""),
                then.map(plan -> labels.get(plan.option().entrant())).orElse(""),
                then.map(plan -> setting.accuracy(plan.option()).budget()).orElse(0),
                then.map(plan -> perTask(setting, plan)).orElse(Double.NaN)));
    }

    /** Why it no longer surely keeps the promise; power and devices are as they were. */
    private List<String> broken(Setting setting, Plan now, Trial trial) {
        PlanRows said = new PlanRows(trials, setting, slo, labels);
        List<String> reasons = new ArrayList<>();
        if (slo.accuracy() > 0
                && Verdict.atLeast(
                                slo.accuracy(), setting.accuracy(now.option()).accuracy())
                        != Verdict.KEEPS) {
            reasons.add(said.inaccurate(now.option()));
        }
        if (trial.within(slo.seconds()) != Verdict.KEEPS) {
            reasons.add(said.late(trial));
        }
        said.overspent(now.dollarsPerHour(), perTask(setting, now)).forEach(words -> reasons.add("costs " + words));
        return reasons;
    }

    private double perTask(Setting setting, Plan plan) {
        return plan.dollarsPerHour() / 3600 / trials.rate(setting, plan.option());
    }
}
