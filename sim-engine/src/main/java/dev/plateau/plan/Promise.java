package dev.plateau.plan;

import dev.plateau.experiment.Study;
import dev.plateau.result.GainRow;
import dev.plateau.result.LadderRow;
import dev.plateau.result.PlanRow;
import dev.plateau.result.PlanRow.Standing;
import dev.plateau.result.PromiseRow;
import dev.plateau.result.SaturationRow;
import dev.plateau.result.SensitivityRow;
import dev.plateau.result.StudyResult;
import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All that there is to say about one promise. */
final class Promise {
    private static final int SHORTLIST = 3;
    private static final int MOST_OPEN = 3;
    private static final double ANY = Double.POSITIVE_INFINITY;

    private final Study study;
    private final StudyResult studied;
    private final Trials trials;
    private final Setting base;
    private final Slo slo;
    private final List<Sensitivity.Other> others;
    private final Search.Watch watch;
    private final List<String> labels;
    private final PlanRows rows;
    private final List<PlanRow> plans = new ArrayList<>();
    private final List<LadderRow> ladder = new ArrayList<>();
    private final List<SensitivityRow> sensitivity = new ArrayList<>();
    private String binding = "";
    private boolean kept;
    private double saturation = Double.NaN;
    private String saturatedBy = "";
    private long options;
    private long served;

    Promise(
            Study study,
            StudyResult studied,
            Trials trials,
            Setting base,
            Slo slo,
            List<Sensitivity.Other> others,
            Search.Watch watch) {
        this.study = study;
        this.studied = studied;
        this.trials = trials;
        this.base = base;
        this.slo = slo;
        this.others = others;
        this.watch = watch;
        this.labels = study.entrants().stream().map(entrant -> entrant.label()).toList();
        this.rows = new PlanRows(trials, base, slo, labels);
    }

    List<PlanRow> plans() {
        return plans;
    }

    List<LadderRow> ladder() {
        return ladder;
    }

    List<SensitivityRow> sensitivity() {
        return sensitivity;
    }

    PromiseRow row() {
        return new PromiseRow(
                slo.name(),
                slo.accuracy() > 0 ? slo.accuracy() : Double.NaN,
                limited(slo.seconds()),
                limited(slo.dollarsPerTask()),
                limited(slo.dollarsPerHour()),
                limited(slo.kilowatts()),
                kept,
                binding,
                saturation,
                saturatedBy,
                options,
                served);
    }

    private static double limited(double limit) {
        return limit == ANY ? Double.NaN : limit;
    }

    void plan() {
        long before = trials.served();
        Search search = search(slo, trials.space().maxDevices());
        Optional<Plan> best = search.cheapest(option -> true, ANY);
        options = search.findings().size();
        if (best.isPresent()) {
            kept = true;
            Plan chosen = quickest(search, best.get());
            plans.add(rows.row(Standing.CHOSEN, chosen, "the cheapest that keeps the promise"));
            neighbours(chosen);
            undecided(search, chosen);
            Rivals rivals = new Rivals(trials, base, slo, rows, labels, watch);
            rivals.find(chosen);
            plans.addAll(rivals.rows());
            climb(chosen);
            sensitivity(chosen, rivals.plans());
        } else {
            Nearest nearest = new Nearest(trials, base, slo, labels, watch);
            nearest.find();
            binding = nearest.binding();
            plans.addAll(nearest.rows());
        }
        served = trials.served() - before;
    }

    private Search search(Slo promised, int devices) {
        return new Search(trials, base, promised, devices, watch);
    }

    /** Of the plans with this policy and budget at the same rent, that which is in time most surely. */
    private Plan quickest(Search search, Plan found) {
        Plan best = found;
        for (int m = 0; m < trials.space().machines().size() && slo.seconds() < ANY; m++) {
            Machine machine = trials.space().machines().get(m);
            Option option =
                    new Option(m, found.option().entrant(), found.option().budget());
            int replicas = (int) Math.rint(found.dollarsPerHour() / (machine.devices() * base.price(machine)));
            if (replicas < 1
                    || machine.services().get(option.entrant()).isEmpty()
                    || replicas > search.mostReplicas(option, ANY)
                    || search.plan(option, replicas).dollarsPerHour() != found.dollarsPerHour()) {
                continue;
            }
            Trial trial = trials.within(slo.seconds(), base, option, replicas);
            if (replicas >= trials.leastReplicas(base, option)
                    && trial.within(slo.seconds()) == Verdict.KEEPS
                    && trial.leastPromise() < leastPromise(best)) {
                best = search.plan(option, replicas);
            }
        }
        return best;
    }

    private double leastPromise(Plan plan) {
        return trials.within(slo.seconds(), base, plan.option(), plan.replicas())
                .leastPromise();
    }

    /** One replica fewer, and the next smaller budget. */
    private void neighbours(Plan chosen) {
        Option option = chosen.option();
        if (chosen.replicas() > 1) {
            int fewer = chosen.replicas() - 1;
            if (fewer < trials.leastReplicas(base, option)) {
                plans.add(rows.row(
                        Standing.FAILS,
                        option,
                        fewer,
                        Optional.empty(),
                        "cannot keep up: the work needs at least " + chosen.replicas() + " replicas"));
            } else {
                Trial trial = trials.within(slo.seconds(), base, option, fewer);
                plans.add(rows.row(Standing.FAILS, option, fewer, Optional.of(trial), rows.late(trial)));
            }
        }
        if (option.budget() > 0) {
            Option smaller = new Option(option.machine(), option.entrant(), option.budget() - 1);
            Verdict verdict =
                    Verdict.atLeast(slo.accuracy(), base.accuracy(smaller).accuracy());
            if (slo.accuracy() > 0 && verdict != Verdict.KEEPS) {
                plans.add(rows.row(Standing.FAILS, smaller, 0, Optional.empty(), rows.inaccurate(smaller)));
            }
        }
    }

    /** Options that may be cheaper, but it cannot be told whether they keep the promise. */
    private void undecided(Search search, Plan chosen) {
        search.findings().stream()
                .filter(finding ->
                        finding.kind() == Finding.Kind.ACCURACY_OPEN || finding.kind() == Finding.Kind.LATENESS_OPEN)
                .filter(finding ->
                        !(finding.option().entrant() == chosen.option().entrant()
                                && finding.option().machine() == chosen.option().machine()))
                .map(finding -> search.plan(
                        finding.option(), Math.max(finding.replicas(), trials.leastReplicas(base, finding.option()))))
                .filter(plan -> plan.compareTo(chosen) < 0)
                .sorted()
                .limit(MOST_OPEN)
                .forEach(plan -> {
                    boolean open = Verdict.atLeast(
                                    slo.accuracy(), base.accuracy(plan.option()).accuracy())
                            == Verdict.OPEN;
                    Optional<Trial> trial = open
                            ? Optional.empty()
                            : Optional.of(trials.within(slo.seconds(), base, plan.option(), plan.replicas()));
                    plans.add(rows.row(
                            Standing.FAILS,
                            plan.option(),
                            plan.replicas(),
                            trial,
                            open
                                    ? rows.inaccurate(plan.option())
                                            + "; the fleet shown is the least it could do with, not simulated"
                                    : rows.late(trial.orElseThrow())));
                });
    }

    private void climb(Plan chosen) {
        Slo rest = slo.withAccuracy(0);
        int entrant = chosen.option().entrant();
        double dollarsBefore = Double.NaN;
        int lastServed = 0;
        boolean all = true;
        for (int b = 0; b < study.budgets().size(); b++) {
            Option option = new Option(chosen.option().machine(), entrant, b);
            Optional<Plan> plan = search(rest, trials.space().maxDevices()).cheapest(option::equals, ANY);
            double dollars = plan.map(p -> p.dollarsPerHour() / 3600 / trials.rate(base, option))
                    .orElse(Double.NaN);
            int budget = study.budgets().get(b);
            ladder.add(new LadderRow(
                    slo.name(),
                    labels.get(entrant),
                    budget,
                    plan.map(p -> rows.machine(option).fleet(p.replicas())).orElse(""),
                    base.accuracy(option).accuracy(),
                    dollars,
                    b == 0 ? Double.NaN : perPoint(labels.get(entrant), b, 1000 * (dollars - dollarsBefore))));
            dollarsBefore = dollars;
            lastServed = plan.isPresent() ? budget : lastServed;
            all &= plan.isPresent();
        }
        double studiedBudget = studied.saturation().stream()
                .filter(row -> row.policy().equals(labels.get(entrant)))
                .map(SaturationRow::saturation)
                .mapToDouble(Interval::value)
                .findFirst()
                .orElse(Double.NaN);
        double onOffer = study.budgets().stream()
                .mapToDouble(Integer::doubleValue)
                .filter(budget -> budget >= studiedBudget)
                .min()
                .orElse(studiedBudget);
        if (onOffer <= lastServed || (all && !Double.isNaN(studiedBudget))) {
            saturation = onOffer;
            saturatedBy = "accuracy";
        } else if (!all) {
            saturation = lastServed;
            saturatedBy = "limits";
        }
    }

    /** Dollars per percentage point from the budget before. */
    private double perPoint(String policy, int b, double dollars) {
        int from = study.budgets().get(b - 1);
        int to = study.budgets().get(b);
        return studied.gains().stream()
                .filter(row -> row.policy().equals(policy) && row.budget() == from)
                .map(GainRow::gain)
                .filter(gain -> gain.low() > 0)
                .mapToDouble(gain -> dollars / (100 * gain.value() * (to - from)))
                .findFirst()
                .orElse(Double.NaN);
    }

    private void sensitivity(Plan chosen, List<Plan> rivals) {
        Set<Integer> shortlist = new LinkedHashSet<>();
        shortlist.add(chosen.option().machine());
        for (Plan rival : rivals) {
            if (shortlist.size() < SHORTLIST) {
                shortlist.add(rival.option().machine());
            }
        }
        double error = rows.machine(chosen.option()).accelerator().timeError();
        sensitivity.addAll(new Sensitivity(trials, slo, chosen, shortlist, labels, watch).of(base, others, error));
    }
}
