package dev.plateau.stress;

import dev.plateau.result.RankRow;
import dev.plateau.stats.Holm;
import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Two results of the course, by policy, in each family and over all: the mean accuracy over the hostility of the rungs that both
 * have. Where both ran the same tasks in the same groups the difference is paired; else the two means count as independent (Welch's
 * test). Over all comparisons Holm's procedure keeps the chance of any false finding at 5 %.
 *
 * @param findings by policy, over all families first
 * @param mended policies and families that were disqualified before and are not any more
 * @param missing policies and families that could not be compared, and why
 */
public record StressComparison(List<Finding> findings, List<String> mended, List<String> missing) {
    private static final Interval NONE = new Interval(Double.NaN, Double.NaN, Double.NaN);

    /** Copies the lists. */
    public StressComparison {
        findings = List.copyOf(findings);
        mended = List.copyOf(mended);
        missing = List.copyOf(missing);
    }

    /**
     * What is compared.
     *
     * @param before label in the old result
     * @param after label in the new one
     */
    public record Watched(String before, String after) {
        @Override
        public String toString() {
            return before.equals(after) ? after : after + " after " + before;
        }
    }

    /**
     * A policy in a family, or over all of them.
     *
     * @param policy in both results
     * @param family id, or {@value RankRow#ALL}
     * @param before mean accuracy in the old result
     * @param after in the new one
     * @param difference with its own interval at 95 %
     * @param paired whether it is over the same tasks
     * @param fault why the policy was disqualified, where it was not before; else empty
     * @param real whether it is a difference at the level of all comparisons
     */
    public record Finding(
            Watched policy,
            String family,
            double before,
            double after,
            Interval difference,
            boolean paired,
            String fault,
            boolean real) {
        /** Whether it has become worse. */
        public boolean worse() {
            return !fault.isEmpty() || (real && difference.value() < 0);
        }

        /** Whether it has become better. */
        public boolean better() {
            return fault.isEmpty() && real && difference.value() > 0;
        }

        /** What is to be said of it. */
        public String sentence() {
            String where = policy + (family.equals(RankRow.ALL) ? " over all families" : " in " + family);
            if (!fault.isEmpty()) {
                return "worse: " + where + " was disqualified, which it was not before: " + fault;
            }
            return String.format(
                    Locale.ROOT,
                    "%s: %s from %.2f %% to %.2f %%, by %+.2f points (%.2f to %.2f, %s)",
                    worse() ? "worse" : better() ? "better" : "no difference",
                    where,
                    100 * before,
                    100 * after,
                    100 * difference.value(),
                    100 * difference.low(),
                    100 * difference.high(),
                    paired ? "paired" : "not the same tasks");
        }
    }

    private record Test(Finding finding, double p) {}

    /** Mean accuracies before and after. */
    private record Change(Series before, Series after, boolean paired) {
        Test test(Watched policy, String family) {
            Difference difference = paired ? Difference.paired(after, before) : Difference.apart(after, before);
            return new Test(
                    new Finding(policy, family, before.mean(), after.mean(), difference.interval(), paired, "", false),
                    difference.significance());
        }

        /** Over several families alike; empty if they have not the same groups. */
        static Optional<Change> mean(List<Change> changes) {
            double[] alike = new double[changes.size()];
            Arrays.fill(alike, 1.0 / alike.length);
            return mean(changes.stream().map(Change::before).toList(), alike)
                    .flatMap(before -> mean(changes.stream().map(Change::after).toList(), alike)
                            .map(after ->
                                    new Change(before, after, changes.stream().allMatch(Change::paired))));
        }

        private static Optional<Series> mean(List<Series> series, double[] alike) {
            boolean grouped =
                    series.stream().mapToInt(s -> s.values().length).distinct().count() == 1;
            return grouped ? Optional.of(Series.mean(series.toArray(Series[]::new), alike)) : Optional.empty();
        }
    }

    /**
     * Compares.
     *
     * @param before the old result
     * @param after the new one, of the same version of the course
     * @param watched what to compare
     */
    public static StressComparison of(List<StressCell> before, List<StressCell> after, List<Watched> watched) {
        List<Test> tests = new ArrayList<>();
        List<String> mended = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        Set<String> families = families(before);
        Set<String> others = families(after);
        only(families, others, "first").ifPresent(missing::add);
        only(others, families, "second").ifPresent(missing::add);
        families.retainAll(others);
        for (Watched policy : watched) {
            List<Test> own = new ArrayList<>();
            List<Change> changes = new ArrayList<>();
            for (String family : families) {
                Map<String, StressCell> old = rungs(before, policy.before(), family);
                Map<String, StressCell> recent = rungs(after, policy.after(), family);
                boolean oldIsThere = !old.isEmpty();
                old.keySet().retainAll(recent.keySet());
                recent.keySet().retainAll(old.keySet());
                Optional<StressCell> fault =
                        recent.values().stream().filter(cell -> !cell.kept()).findFirst();
                if (old.isEmpty()) {
                    missing.add(policy + " in " + family + ", which only the " + (oldIsThere ? "first" : "second")
                            + " file has");
                } else if (old.values().stream().anyMatch(cell -> !cell.kept())) {
                    if (fault.isPresent()) {
                        missing.add(policy + " in " + family + ", where it was disqualified before and is now");
                    } else {
                        mended.add(policy + " in " + family);
                    }
                } else if (fault.isPresent()) {
                    own.add(disqualified(policy, family, fault.get().status()));
                } else {
                    Change change = change(
                            List.copyOf(old.values()),
                            old.keySet().stream().map(recent::get).toList());
                    changes.add(change);
                    own.add(change.test(policy, family));
                }
            }
            if (changes.size() > 1) {
                Change.mean(changes).ifPresent(change -> tests.add(change.test(policy, RankRow.ALL)));
            }
            tests.addAll(own);
        }
        double[] adjusted = Holm.adjusted(tests.stream().mapToDouble(Test::p).toArray());
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < adjusted.length; i++) {
            Finding f = tests.get(i).finding();
            boolean real = adjusted[i] <= Ranks.LEVEL;
            findings.add(new Finding(f.policy, f.family, f.before, f.after, f.difference, f.paired, f.fault, real));
        }
        return new StressComparison(findings, mended, missing);
    }

    private static Set<String> families(List<StressCell> cells) {
        return cells.stream().map(StressCell::family).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Optional<String> only(Set<String> families, Set<String> others, String file) {
        String names =
                families.stream().filter(family -> !others.contains(family)).collect(Collectors.joining(", "));
        return names.isEmpty() ? Optional.empty() : Optional.of(names + ", which only the " + file + " file has");
    }

    private static Map<String, StressCell> rungs(List<StressCell> cells, String policy, String family) {
        Map<String, StressCell> rungs = new LinkedHashMap<>();
        cells.stream()
                .filter(cell -> cell.policy().equals(policy) && cell.family().equals(family))
                .forEach(cell -> rungs.put(cell.label(), cell));
        return rungs;
    }

    private static Test disqualified(Watched policy, String family, String reason) {
        return new Test(new Finding(policy, family, Double.NaN, Double.NaN, NONE, false, reason, false), 1);
    }

    private static Change change(List<StressCell> old, List<StressCell> recent) {
        double[] weights =
                Path.weights(old.stream().mapToDouble(StressCell::hostility).toArray());
        boolean paired = true;
        for (int r = 0; r < old.size(); r++) {
            paired &= old.get(r).pairs(recent.get(r));
        }
        return new Change(
                Series.mean(old.stream().map(StressCell::accuracy).toArray(Series[]::new), weights),
                Series.mean(recent.stream().map(StressCell::accuracy).toArray(Series[]::new), weights),
                paired);
    }
}
