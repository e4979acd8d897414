package dev.plateau.plan;

import dev.plateau.experiment.Study;
import dev.plateau.result.FleetRow;
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
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** All that there is to say about one promise. */
final class Promise {
    /** Rivals that cost more than so many times the choice are not looked for. */
    private static final double RIVAL = 2;
    /** Devices beyond the allowed ones that are looked at when nothing keeps a promise. */
    private static final int MORE_DEVICES = 16;

    private static final int SHORTLIST = 3;
    private static final int MOST_OPEN = 3;
    private static final double ANY = Double.POSITIVE_INFINITY;
    private static final Interval UNKNOWN = new Interval(Double.NaN, Double.NaN, Double.NaN);

    private final Study study;
    private final StudyResult studied;
    private final Trials trials;
    private final Setting base;
    private final Slo slo;
    private final List<Sensitivity.Other> others;
    private final Search.Watch watch;
    private final List<String> labels;
    private final List<PlanRow> plans = new ArrayList<>();
    private final List<LadderRow> ladder = new ArrayList<>();
    private final List<SensitivityRow> sensitivity = new ArrayList<>();
    private final Set<Limit> binding = EnumSet.noneOf(Limit.class);
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
                binding.stream()
                        .map(limit -> limit.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")),
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
            Plan chosen = best.get();
            plans.add(row(Standing.CHOSEN, chosen, slo, "the cheapest that keeps the promise"));
            neighbours(chosen);
            undecided(search, chosen);
            List<Plan> rivals = rivals(chosen);
            climb(chosen);
            sensitivity(chosen, rivals);
        } else {
            relax();
        }
        served = trials.served() - before;
    }

    private Search search(Slo promised, int devices) {
        return new Search(trials, base, promised, devices, watch);
    }

    private Machine machine(Option option) {
        return trials.space().machines().get(option.machine());
    }

    // --- rows ---

    private PlanRow row(Standing standing, Plan plan, Slo promised, String reason) {
        Option option = plan.option();
        Trial trial = trials.within(promised.seconds(), base, option, plan.replicas());
        return row(standing, option, plan.replicas(), Optional.of(trial), promised, reason);
    }

    private PlanRow row(
            Standing standing, Option option, int replicas, Optional<Trial> trial, Slo promised, String reason) {
        Machine machine = machine(option);
        Optional<FleetRow> shown = trial.flatMap(Trial::row);
        boolean some = replicas > 0;
        double rent = some ? replicas * machine.devices() * base.price(machine) : Double.NaN;
        return new PlanRow(
                slo.name(),
                standing,
                some ? machine.fleet(replicas) : "",
                machine.accelerator().name(),
                machine.devices(),
                replicas,
                labels.get(option.entrant()),
                base.accuracy(option).budget(),
                base.accuracy(option).accuracy(),
                promised.seconds() < ANY
                        ? trial.map(t -> t.onTime(promised.seconds())).orElse(UNKNOWN)
                        : UNKNOWN,
                shown.map(FleetRow::latencyP95).orElse(UNKNOWN),
                rent,
                some ? rent / 3600 / trials.rate(base, option) : Double.NaN,
                some ? machine.fleet(option.entrant(), replicas).peakKilowatts() : Double.NaN,
                shown.map(s -> s.wattHoursPerTask().value()).orElse(Double.NaN),
                shown.map(s -> s.utilisation().value()).orElse(Double.NaN),
                machine.accelerator().timeError(),
                reason);
    }

    // --- what lies around the choice ---

    /** One replica fewer, and the next smaller budget. */
    private void neighbours(Plan chosen) {
        Option option = chosen.option();
        if (chosen.replicas() > 1) {
            int fewer = chosen.replicas() - 1;
            if (fewer < trials.leastReplicas(base, option)) {
                plans.add(row(
                        Standing.FAILS,
                        option,
                        fewer,
                        Optional.empty(),
                        slo,
                        "cannot keep up: the work needs at least " + chosen.replicas() + " replicas"));
            } else {
                Trial trial = trials.within(slo.seconds(), base, option, fewer);
                plans.add(row(Standing.FAILS, option, fewer, Optional.of(trial), slo, late(trial)));
            }
        }
        if (option.budget() > 0) {
            Option smaller = new Option(option.machine(), option.entrant(), option.budget() - 1);
            Verdict verdict =
                    Verdict.atLeast(slo.accuracy(), base.accuracy(smaller).accuracy());
            if (slo.accuracy() > 0 && verdict != Verdict.KEEPS) {
                plans.add(row(Standing.FAILS, smaller, 0, Optional.empty(), slo, inaccurate(smaller)));
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
                    plans.add(row(
                            Standing.FAILS,
                            plan.option(),
                            plan.replicas(),
                            trial,
                            slo,
                            open
                                    ? inaccurate(plan.option())
                                            + "; the fleet shown is the least it could do with, not simulated"
                                    : late(trial.orElseThrow())));
                });
    }

    private String inaccurate(Option option) {
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

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private String late(Trial trial) {
        if (trial.row().isPresent() && !trial.row().get().stable()) {
            return "cannot keep up with the traffic";
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

    private static String seconds(double seconds) {
        return seconds == Math.rint(seconds) ? String.format(Locale.ROOT, "%.0f s", seconds) : seconds + " s";
    }

    // --- rivals ---

    /** The best plan of every other accelerator and of every other policy; those that keep the promise, cheapest first. */
    private List<Plan> rivals(Plan chosen) {
        Set<Plan> found = new TreeSet<>();
        String own = machine(chosen.option()).accelerator().name();
        Set<String> accelerators = new LinkedHashSet<>();
        trials.space()
                .machines()
                .forEach(machine -> accelerators.add(machine.accelerator().name()));
        accelerators.remove(own);
        List<PlanRow> failing = new ArrayList<>();
        for (String accelerator : accelerators) {
            rival(chosen, option -> machine(option).accelerator().name().equals(accelerator), failing)
                    .ifPresent(found::add);
        }
        for (int e = 0; e < labels.size(); e++) {
            int entrant = e;
            if (e != chosen.option().entrant()) {
                rival(chosen, option -> option.entrant() == entrant, failing).ifPresent(found::add);
            }
        }
        for (Plan plan : found) {
            double more = plan.dollarsPerHour() / chosen.dollarsPerHour() - 1;
            plans.add(row(
                    Standing.DEARER,
                    plan,
                    slo,
                    more > 0
                            ? String.format(Locale.ROOT, "keeps the promise and costs %.0f %% more", 100 * more)
                            : "keeps the promise at the same price, with no more accuracy"));
        }
        plans.addAll(failing);
        return List.copyOf(found);
    }

    private Optional<Plan> rival(Plan chosen, Predicate<Option> wanted, List<PlanRow> failing) {
        Search search = search(slo, trials.space().maxDevices());
        Optional<Plan> plan = search.cheapest(wanted, RIVAL * chosen.dollarsPerHour());
        if (plan.isEmpty()) {
            search.findings().stream()
                    .max(Comparator.comparing((Finding f) -> nearness(f.kind()))
                            .thenComparing(
                                    f -> f.replicas() > 0
                                            ? search.plan(f.option(), f.replicas())
                                                    .dollarsPerHour()
                                            : 0,
                                    Comparator.reverseOrder())
                            .thenComparing(
                                    f -> base.accuracy(f.option()).accuracy().value()))
                    .ifPresent(finding -> failing.add(row(
                            Standing.FAILS,
                            finding.option(),
                            finding.kind() == Finding.Kind.SLOW_ALONE ? 0 : finding.replicas(),
                            finding.trial(),
                            slo,
                            reason(finding))));
        }
        return plan;
    }

    /** How close a finding comes to a plan. */
    private static int nearness(Finding.Kind kind) {
        return switch (kind) {
            case KEEPS, DEARER -> 7;
            case LATENESS_OPEN -> 6;
            case LATE -> 5;
            case TOO_SMALL -> 4;
            case SLOW_ALONE -> 3;
            case ACCURACY_OPEN -> 2;
            case INACCURATE -> 1;
            case DOES_NOT_FIT -> 0;
        };
    }

    private String reason(Finding finding) {
        String allowed = String.format(Locale.ROOT, "the limits and %.0f times the rent of the choice allow", RIVAL);
        return switch (finding.kind()) {
            case LATE, LATENESS_OPEN ->
                finding.trial().map(this::late).orElse("too late") + " with as many replicas as " + allowed;
            case TOO_SMALL ->
                (finding.replicas() > 1
                                ? "cannot keep up with fewer replicas, and that is more than "
                                : "even one replica is more than ")
                        + allowed;
            case SLOW_ALONE -> "a task takes longer than " + seconds(slo.seconds()) + " even with a fleet to itself";
            case ACCURACY_OPEN, INACCURATE -> "at best " + inaccurate(finding.option());
            case DOES_NOT_FIT -> "does not hold the models";
            case KEEPS, DEARER -> "keeps the promise";
        };
    }

    // --- budgets ---

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
                    plan.map(p -> machine(option).fleet(p.replicas())).orElse(""),
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
        if (studiedBudget <= lastServed || (all && !Double.isNaN(studiedBudget))) {
            saturation = studiedBudget;
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
        double error = machine(chosen.option()).accelerator().timeError();
        sensitivity.addAll(new Sensitivity(trials, slo, chosen, shortlist, labels, watch).of(base, others, error));
    }

    // --- nothing keeps it ---

    private record Relaxed(Limit limit, PlanRow row, double excess) {}

    /** Leaves out one limit after the other. */
    private void relax() {
        List<Relaxed> relaxed = new ArrayList<>();
        int devices = trials.space().maxDevices();
        if (slo.accuracy() > 0) {
            mostAccurate().ifPresent(relaxed::add);
        }
        if (slo.seconds() < ANY) {
            fastest().ifPresent(relaxed::add);
        }
        if (slo.dollarsPerHour() < ANY || slo.dollarsPerTask() < ANY) {
            cheapest(Limit.COST, slo.withoutPrice(), devices).ifPresent(relaxed::add);
        }
        if (slo.kilowatts() < ANY) {
            cheapest(Limit.POWER, slo.withoutPower(), devices).ifPresent(relaxed::add);
        }
        cheapest(Limit.DEVICES, slo, MORE_DEVICES * devices).ifPresent(relaxed::add);
        relaxed.sort(Comparator.comparingDouble(Relaxed::excess));
        for (Relaxed one : relaxed) {
            binding.add(one.limit());
            plans.add(one.row());
        }
    }

    private Optional<Relaxed> mostAccurate() {
        Slo rest = slo.withAccuracy(0);
        record Cell(int entrant, int budget, double accuracy) {}
        List<Cell> cells = new ArrayList<>();
        for (int e = 0; e < labels.size(); e++) {
            for (int b = 0; b < study.budgets().size(); b++) {
                Interval accuracy = base.accuracy(new Option(0, e, b)).accuracy();
                cells.add(new Cell(e, b, accuracy.low()));
            }
        }
        cells.sort(Comparator.comparingDouble((Cell cell) -> -cell.accuracy()));
        for (Cell cell : cells) {
            Optional<Plan> plan = search(rest, trials.space().maxDevices())
                    .cheapest(o -> o.entrant() == cell.entrant() && o.budget() == cell.budget(), ANY);
            if (plan.isPresent()) {
                Interval accuracy = base.accuracy(plan.get().option()).accuracy();
                return Optional.of(new Relaxed(
                        Limit.ACCURACY,
                        row(
                                Standing.NEAREST,
                                plan.get(),
                                rest,
                                "keeps all but the accuracy, and no plan that does is surely more accurate: "
                                        + inaccurate(plan.get().option())),
                        slo.accuracy() / Math.max(1e-9, accuracy.low()) - 1));
            }
        }
        return Optional.empty();
    }

    /** The fastest with the smallest budget of each policy that is accurate enough, and as many replicas as are allowed. */
    private Optional<Relaxed> fastest() {
        Slo rest = slo.withSeconds(ANY);
        Search search = search(rest, trials.space().maxDevices());
        Optional<PlanRow> best = Optional.empty();
        for (int m = 0; m < trials.space().machines().size(); m++) {
            for (int e = 0; e < labels.size(); e++) {
                Optional<Option> option = smallest(m, e);
                int most = option.map(o -> search.mostReplicas(o, ANY)).orElse(0);
                if (option.isEmpty() || most < trials.leastReplicas(base, option.get())) {
                    continue;
                }
                watch.step();
                Trial trial = trials.whole(base, option.get(), most);
                double p95 = trial.row().orElseThrow().latencyP95().value();
                if (p95 < best.map(row -> row.latencyP95().value()).orElse(ANY)) {
                    String words = String.format(
                            Locale.ROOT,
                            "keeps all but the time: 95 %% of the tasks are answered within %.1f s instead of %s, the fastest"
                                    + " found with all replicas that are allowed",
                            p95,
                            seconds(slo.seconds()));
                    best = Optional.of(row(Standing.NEAREST, option.get(), most, Optional.of(trial), rest, words));
                }
            }
        }
        return best.map(row -> new Relaxed(Limit.LATENCY, row, row.latencyP95().value() / slo.seconds() - 1));
    }

    /** The smallest budget of a policy on a machine that is accurate enough. */
    private Optional<Option> smallest(int machine, int entrant) {
        if (trials.space().machines().get(machine).services().get(entrant).isEmpty()) {
            return Optional.empty();
        }
        for (int b = 0; b < study.budgets().size(); b++) {
            Option option = new Option(machine, entrant, b);
            if (slo.accuracy() <= 0
                    || Verdict.atLeast(slo.accuracy(), base.accuracy(option).accuracy()) == Verdict.KEEPS) {
                return Optional.of(option);
            }
        }
        return Optional.empty();
    }

    private Optional<Relaxed> cheapest(Limit limit, Slo rest, int devices) {
        return search(rest, devices).cheapest(option -> true, ANY).map(plan -> {
            double perTask = plan.dollarsPerHour() / 3600 / trials.rate(base, plan.option());
            double kilowatts = machine(plan.option())
                    .fleet(plan.option().entrant(), plan.replicas())
                    .peakKilowatts();
            double excess = switch (limit) {
                case COST -> Math.max(perTask / slo.dollarsPerTask(), plan.dollarsPerHour() / slo.dollarsPerHour());
                case POWER -> kilowatts / slo.kilowatts();
                case DEVICES, ACCURACY, LATENCY ->
                    (double) plan.devices() / trials.space().maxDevices();
            };
            String words = switch (limit) {
                case COST ->
                    String.format(
                            Locale.ROOT,
                            "keeps all but the cost: %.2f USD per hour, %.4f per task",
                            plan.dollarsPerHour(),
                            perTask);
                case POWER -> String.format(Locale.ROOT, "keeps all but the power: %.1f kW", kilowatts);
                case DEVICES, ACCURACY, LATENCY ->
                    "keeps all, but takes " + plan.devices() + " devices where max-devices is "
                            + trials.space().maxDevices();
            };
            return new Relaxed(limit, row(Standing.NEAREST, plan, rest, words), excess - 1);
        });
    }
}
