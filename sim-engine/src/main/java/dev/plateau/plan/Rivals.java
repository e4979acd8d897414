package dev.plateau.plan;

import dev.plateau.result.PlanRow;
import dev.plateau.result.PlanRow.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The best plan of every other accelerator and of every other policy, or why there is none. */
final class Rivals {
    private static final double ANY = Double.POSITIVE_INFINITY;
    /** Rivals that cost more than so many times the choice are not looked for. */
    private static final double RIVAL = 2;

    private final Trials trials;
    private final Setting base;
    private final Slo slo;
    private final PlanRows said;
    private final List<String> labels;
    private final Search.Watch watch;
    private final Set<Plan> plans = new TreeSet<>();
    private final List<PlanRow> rows = new ArrayList<>();

    Rivals(Trials trials, Setting base, Slo slo, PlanRows said, List<String> labels, Search.Watch watch) {
        this.trials = trials;
        this.base = base;
        this.slo = slo;
        this.said = said;
        this.labels = labels;
        this.watch = watch;
    }

    /** Those that keep the promise, cheapest first. */
    List<Plan> plans() {
        return List.copyOf(plans);
    }

    /** First those that keep the promise. */
    List<PlanRow> rows() {
        return List.copyOf(rows);
    }

    private String accelerator(Option option) {
        return said.machine(option).accelerator().name();
    }

    void find(Plan chosen) {
        Set<String> accelerators = new LinkedHashSet<>();
        trials.space()
                .machines()
                .forEach(machine -> accelerators.add(machine.accelerator().name()));
        accelerators.remove(accelerator(chosen.option()));
        List<PlanRow> failing = new ArrayList<>();
        for (String accelerator : accelerators) {
            rival(chosen, option -> accelerator(option).equals(accelerator), failing);
        }
        for (int e = 0; e < labels.size(); e++) {
            int entrant = e;
            if (e != chosen.option().entrant()) {
                rival(chosen, option -> option.entrant() == entrant, failing);
            }
        }
        for (Plan plan : plans) {
            double more = plan.dollarsPerHour() / chosen.dollarsPerHour() - 1;
            rows.add(said.row(
                    Standing.DEARER,
                    plan,
                    more > 0
                            ? "keeps the promise and costs " + PlanRows.more(more) + " more"
                            : "keeps the promise at the same price, with no more accuracy"));
        }
        rows.addAll(failing);
    }

    private void rival(Plan chosen, Predicate<Option> wanted, List<PlanRow> failing) {
        Search search = new Search(trials, base, slo, trials.space().maxDevices(), watch);
        Optional<Plan> plan = search.cheapest(wanted, RIVAL * chosen.dollarsPerHour());
        plan.ifPresent(plans::add);
        if (plan.isEmpty()) {
            search.findings().stream()
                    .max(Comparator.comparingInt((Finding f) -> nearness(f.kind()))
                            .thenComparingDouble(f -> f.kind() == Finding.Kind.ACCURACY_OPEN
                                            || f.kind() == Finding.Kind.INACCURATE
                                    ? base.accuracy(f.option()).accuracy().value()
                                    : -f.option().budget())
                            .thenComparingDouble(f -> -search.plan(f.option(), Math.max(1, f.replicas()))
                                    .dollarsPerHour()))
                    .ifPresent(finding -> failing.add(row(chosen, search, finding)));
        }
    }

    /** Where twice the rent of the choice ended the search, and not a limit of the promise, it is too dear, and all that is known. */
    private PlanRow row(Plan chosen, Search search, Finding finding) {
        Option option = finding.option();
        boolean ended = finding.kind() == Finding.Kind.LATE
                || finding.kind() == Finding.Kind.LATENESS_OPEN
                || finding.kind() == Finding.Kind.TOO_SMALL;
        boolean dear = ended
                && search.mostReplicas(option, RIVAL * chosen.dollarsPerHour()) < search.mostReplicas(option, ANY);
        return said.row(
                dear ? Standing.TOO_DEAR : Standing.FAILS,
                option,
                finding.kind() == Finding.Kind.SLOW_ALONE ? 0 : finding.replicas(),
                finding.trial(),
                dear ? tooDear(finding) : reason(search, finding));
    }

    private String tooDear(Finding finding) {
        String words = "costs more than twice as much as the choice, if it keeps the promise at all: ";
        return words
                + (finding.kind() == Finding.Kind.TOO_SMALL
                        ? (finding.replicas() == 1
                                ? "one replica does already"
                                : finding.replicas() + " replicas are needed to keep up")
                        : "all that twice the rent pays for is " + finding.replicas()
                                + (finding.replicas() == 1 ? " replica" : " replicas") + ", and then "
                                + finding.trial().map(said::late).orElse("too late"));
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

    private String reason(Search search, Finding finding) {
        return switch (finding.kind()) {
            case LATE, LATENESS_OPEN ->
                finding.trial().map(said::late).orElse("too late") + " even with " + finding.replicas()
                        + (finding.replicas() == 1 ? " replica" : " replicas") + ", all that is allowed";
            case TOO_SMALL ->
                "cannot keep up with fewer than " + finding.replicas()
                        + (finding.replicas() == 1 ? " replica" : " replicas") + "; allowed: "
                        + search.mostReplicas(finding.option(), ANY);
            case SLOW_ALONE ->
                "a task takes longer than " + PlanRows.seconds(slo.seconds()) + " even with a fleet to itself";
            case ACCURACY_OPEN, INACCURATE -> "at best " + said.inaccurate(finding.option());
            case DOES_NOT_FIT -> "does not hold the models";
            case KEEPS, DEARER -> "keeps the promise";
        };
    }
}
