package dev.plateau.stress;

import dev.plateau.stats.Holm;
import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Two results of the course, by policy and family: the mean accuracy over the hostility of the rungs that both have. Where both ran
 * the same tasks in the same groups the difference is paired; else the two means count as independent (Welch's test). Over all
 * comparisons Holm's procedure keeps the chance of any false finding at 5 %.
 */
public final class StressComparison {
    private StressComparison() {}

    /**
     * A policy in a family.
     *
     * @param policy label in the new result
     * @param family id
     * @param before mean accuracy in the old result
     * @param after in the new one
     * @param difference with its own interval at 95 %
     * @param paired whether it is over the same tasks
     * @param fault why the policy was disqualified, where it was not before; else empty
     * @param real whether it is a difference at the level of all comparisons
     */
    public record Finding(
            String policy,
            String family,
            double before,
            double after,
            Interval difference,
            boolean paired,
            String fault,
            boolean real) {
        /** Whether it has become worse. */
        public boolean worse() {
            return !fault.isEmpty() || (real && difference.high() < 0);
        }

        /** Whether it has become better. */
        public boolean better() {
            return fault.isEmpty() && real && difference.low() > 0;
        }

        /** What is to be said of it. */
        public String sentence() {
            if (!fault.isEmpty()) {
                return "worse: " + policy + " in " + family + " was disqualified, which it was not before: " + fault;
            }
            return String.format(
                    Locale.ROOT,
                    "%s: %s in %s from %.2f %% to %.2f %%, by %+.2f points (%.2f to %.2f, %s)",
                    worse() ? "worse" : better() ? "better" : "no difference",
                    policy,
                    family,
                    100 * before,
                    100 * after,
                    100 * difference.value(),
                    100 * difference.low(),
                    100 * difference.high(),
                    paired ? "paired" : "not the same tasks");
        }
    }

    private record Test(Finding finding, double p) {}

    /**
     * Compares.
     *
     * @param before the old result
     * @param after the new one
     * @param policies label in the new result by label in the old
     */
    public static List<Finding> of(List<StressCell> before, List<StressCell> after, Map<String, String> policies) {
        List<Test> tests = new ArrayList<>();
        List<String> families =
                before.stream().map(StressCell::family).distinct().toList();
        policies.forEach((from, to) -> families.forEach(family -> {
            Map<String, StressCell> old = rungs(before, from, family);
            Map<String, StressCell> recent = rungs(after, to, family);
            old.keySet().retainAll(recent.keySet());
            recent.keySet().retainAll(old.keySet());
            if (!old.isEmpty()) {
                test(
                                family,
                                to,
                                List.copyOf(old.values()),
                                old.keySet().stream().map(recent::get).toList())
                        .ifPresent(tests::add);
            }
        }));
        double[] adjusted = Holm.adjusted(tests.stream().mapToDouble(Test::p).toArray());
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < adjusted.length; i++) {
            Finding f = tests.get(i).finding();
            findings.add(new Finding(
                    f.policy,
                    f.family,
                    f.before,
                    f.after,
                    f.difference,
                    f.paired,
                    f.fault,
                    adjusted[i] <= Ranks.LEVEL));
        }
        return findings;
    }

    private static Map<String, StressCell> rungs(List<StressCell> cells, String policy, String family) {
        Map<String, StressCell> rungs = new LinkedHashMap<>();
        cells.stream()
                .filter(cell -> cell.policy().equals(policy) && cell.family().equals(family))
                .forEach(cell -> rungs.put(cell.label(), cell));
        return rungs;
    }

    private static java.util.Optional<Test> test(
            String family, String policy, List<StressCell> old, List<StressCell> recent) {
        if (old.stream().anyMatch(cell -> !cell.kept())) {
            return java.util.Optional.empty();
        }
        java.util.Optional<StressCell> fault =
                recent.stream().filter(cell -> !cell.kept()).findFirst();
        if (fault.isPresent()) {
            Interval none = new Interval(Double.NaN, Double.NaN, Double.NaN);
            return java.util.Optional.of(new Test(
                    new Finding(
                            policy,
                            family,
                            Double.NaN,
                            Double.NaN,
                            none,
                            false,
                            fault.get().status(),
                            false),
                    1));
        }
        boolean paired = true;
        for (int r = 0; r < old.size(); r++) {
            paired &= old.get(r).pairs(recent.get(r));
        }
        double[] hostility = old.stream().mapToDouble(StressCell::hostility).toArray();
        double[] weights = Standings.weights(hostility);
        Series before = Series.sum(old.stream().map(StressCell::accuracy).toArray(Series[]::new), weights);
        Series after = Series.sum(recent.stream().map(StressCell::accuracy).toArray(Series[]::new), weights);
        Difference difference = paired ? Difference.paired(after, before) : Difference.apart(after, before);
        return java.util.Optional.of(new Test(
                new Finding(policy, family, before.mean(), after.mean(), difference.interval(), paired, "", false),
                difference.significance()));
    }
}
