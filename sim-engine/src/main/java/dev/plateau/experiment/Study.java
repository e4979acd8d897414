package dev.plateau.experiment;

import dev.plateau.result.BudgetUnit;
import java.util.List;
import java.util.Optional;

/**
 * What to simulate: worlds x policies x budgets, and how precisely.
 *
 * @param name of the scenario
 * @param title one line for pictures and reports
 * @param worlds at least one
 * @param entrants at least one, labels distinct
 * @param baseline label of the entrant that the others are compared with
 * @param budgets per task, ascending, distinct, each at least 1
 * @param unit what a budget counts; unless it is rollouts, each policy gets as many rollouts as the budget pays for on
 *     average
 * @param precision asked half-width H of every accuracy's 95 % interval, above 0
 * @param maxTasks cap on the tasks simulated per world, at least 1; rounded up to whole blocks, two at
 *     least
 * @param thresholds gains that part the three zones
 * @param seed of everything random
 * @param bounds what regret is measured against; empty if it is not asked for
 * @param services fleets that serve the tasks, names distinct; none if only accuracy is asked for
 * @param reduction how the precision is got from few attempts
 */
public record Study(
        String name,
        String title,
        List<NamedWorld> worlds,
        List<Entrant> entrants,
        String baseline,
        List<Integer> budgets,
        BudgetUnit unit,
        double precision,
        long maxTasks,
        Thresholds thresholds,
        long seed,
        Optional<Bounds> bounds,
        List<Service> services,
        VarianceReduction reduction) {

    /** Copies the lists and checks what can be checked. */
    public Study {
        worlds = List.copyOf(worlds);
        entrants = List.copyOf(entrants);
        budgets = List.copyOf(budgets);
        services = List.copyOf(services);
        if (worlds.isEmpty() || entrants.isEmpty() || budgets.isEmpty()) {
            throw new IllegalArgumentException("a study needs a world, a policy and a budget");
        }
        for (int i = 0; i < budgets.size(); i++) {
            if (budgets.get(i) < (i == 0 ? 1 : budgets.get(i - 1) + 1)) {
                throw new IllegalArgumentException("budgets must be ascending and at least 1, got " + budgets);
            }
        }
        String wanted = baseline;
        if (entrants.stream().noneMatch(entrant -> entrant.label().equals(wanted))) {
            throw new IllegalArgumentException("the baseline " + baseline + " is none of the policies");
        }
        if (!(precision > 0) || maxTasks < 1) {
            throw new IllegalArgumentException("precision must be above 0 and maxTasks at least 1");
        }
    }

    /** A study without machines that simulates every task once. */
    public Study(
            String name,
            String title,
            List<NamedWorld> worlds,
            List<Entrant> entrants,
            String baseline,
            List<Integer> budgets,
            BudgetUnit unit,
            double precision,
            long maxTasks,
            Thresholds thresholds,
            long seed,
            Optional<Bounds> bounds) {
        this(
                name,
                title,
                worlds,
                entrants,
                baseline,
                budgets,
                unit,
                precision,
                maxTasks,
                thresholds,
                seed,
                bounds,
                List.of(),
                VarianceReduction.COMMON);
    }

    /** The same with another seed. */
    public Study withSeed(long other) {
        return with(precision, thresholds, other, bounds, reduction);
    }

    /** The same with another precision. */
    public Study withPrecision(double other) {
        return with(other, thresholds, seed, bounds, reduction);
    }

    /** The same with other thresholds. */
    public Study withThresholds(Thresholds other) {
        return with(precision, other, seed, bounds, reduction);
    }

    /** The same, measuring regret as well. */
    public Study withBounds(Bounds other) {
        return with(precision, thresholds, seed, Optional.of(other), reduction);
    }

    /** The same with another reduction of variance. */
    public Study withReduction(VarianceReduction other) {
        return with(precision, thresholds, seed, bounds, other);
    }

    private Study with(double half, Thresholds gains, long other, Optional<Bounds> regret, VarianceReduction how) {
        return new Study(
                name, title, worlds, entrants, baseline, budgets, unit, half, maxTasks, gains, other, regret, services,
                how);
    }
}
