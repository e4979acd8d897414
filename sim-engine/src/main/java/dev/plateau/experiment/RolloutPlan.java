package dev.plateau.experiment;

import dev.plateau.model.TaskTree;
import dev.plateau.model.World;
import dev.plateau.policy.BatchPolicy;
import dev.plateau.policy.Policy;
import dev.plateau.result.BudgetUnit;
import dev.plateau.run.BatchPlan;
import dev.plateau.run.Outcomes;
import dev.plateau.run.TaskRunner;
import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Variance;

/**
 * How many rollouts each policy gets at each budget of a study, and the oracle if there is one. A budget of rollouts is given
 * as it is. A budget of tokens or FLOPs pays for a number N of rollouts whose mean cost in a pilot does not exceed it, and for
 * one at least: a system that plans with mean costs does the same. What is spent in the end is reported beside it.
 *
 * <p>N is the largest of this kind, or one whose cost is within {@value #CLOSE} of the budget. It is searched between pilots
 * at 1, 2, 4, .. by interpolation and bisection in turn, each time with a pilot at the N in question, because costs are not
 * linear in N. A pilot takes blocks of tasks until the standard error of its mean is {@value #PRECISE} of it, within limits.
 */
public final class RolloutPlan implements Serializable {
    @Serial
    private static final long serialVersionUID = 1;

    private static final double CLOSE = 0.005;
    private static final double PRECISE = 0.005;
    private static final int FEWEST_TASKS = 256;
    private static final int MOST_TASKS = 4096;
    /** Beyond every task of the study itself. */
    private static final long PILOT_TASK = 1L << 50;

    private static final int MOST = 100_000;
    private static final double NO_MORE = 1e-9;
    private static final double TERA = 1e12;

    private final int[][] rollouts;
    private final int[] oracleRollouts;
    private final LinkedHashSet<String> warnings = new LinkedHashSet<>();

    /**
     * What one policy can pay for.
     *
     * @param rollouts by budget
     * @param warnings what a reader must know
     */
    record Affordable(List<Integer> rollouts, List<String> warnings) implements Serializable {}

    /** A plan for a world of a study. */
    public RolloutPlan(Study study, World world) {
        this(
                study,
                IntStream.range(0, payers(study))
                        .mapToObj(payer -> affordable(study, world, payer))
                        .toList());
    }

    /** A plan of what each policy can pay for, in the order of the study, and behind them the oracle if there is one. */
    RolloutPlan(Study study, List<Affordable> affordable) {
        int entrants = study.entrants().size();
        int[][] all = affordable.stream()
                .map(each ->
                        each.rollouts().stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
        this.rollouts = Arrays.copyOf(all, entrants);
        this.oracleRollouts = all.length > entrants ? all[entrants] : new int[0];
        affordable.forEach(each -> warnings.addAll(each.warnings()));
    }

    /** How many policies, and oracles, spend budgets in a study. */
    static int payers(Study study) {
        return study.entrants().size() + (study.bounds().isPresent() ? 1 : 0);
    }

    /** Whether {@link #affordable} simulates. */
    static boolean needsPilots(Study study) {
        return study.unit() != BudgetUnit.ROLLOUTS;
    }

    /** What a policy can pay for, by its number in the study; the oracle's follows the last. */
    static Affordable affordable(Study study, World world, int payer) {
        if (!needsPilots(study)) {
            return new Affordable(study.budgets(), List.of());
        }
        Entrant entrant = payer < study.entrants().size()
                ? study.entrants().get(payer)
                : study.bounds().orElseThrow().oracle();
        Pilot pilot = new Pilot(study, world, entrant);
        List<Integer> rollouts = study.budgets().stream().map(pilot::affordable).toList();
        return new Affordable(rollouts, List.copyOf(pilot.warnings));
    }

    /** [policy][budget]. */
    public int[][] rollouts() {
        return rollouts;
    }

    /** By budget; empty if regret is not measured. */
    int[] oracleRollouts() {
        return oracleRollouts;
    }

    /** What a reader must know of the plan. */
    Set<String> warnings() {
        return warnings;
    }

    /** Mean costs of one entrant in the unit of the study, each measured once. */
    private static final class Pilot {
        private final Study study;
        private final Entrant entrant;
        private final TaskTree tree;
        private final TreeMap<Integer, Double> costs = new TreeMap<>();
        private final Set<String> warnings = new LinkedHashSet<>();

        Pilot(Study study, World world, Entrant entrant) {
            this.study = study;
            this.entrant = entrant;
            this.tree = new TaskTree(world, study.seed());
        }

        int affordable(int budget) {
            int high = costlier(budget);
            if (high == 1) {
                warnings.add(entrant.label() + " costs " + Math.round(cost(1)) + " "
                        + study.unit().plural() + " for one rollout, more than the budget of " + budget
                        + ": it gets one all the same.");
                return 1;
            }
            if (high > MOST) {
                warnings.add(entrant.label() + " cannot spend the budget of " + budget + " "
                        + study.unit().plural() + ": it gets " + MOST + " rollouts, the most that are simulated.");
                return MOST;
            }
            int low = cheaper(high, budget);
            boolean interpolate = true;
            while (high - low > 1 && cost(low) < (1 - CLOSE) * budget) {
                double share = interpolate ? (budget - cost(low)) / (cost(high) - cost(low)) : 0.5;
                int between = Math.max(low + 1, Math.min(high - 1, low + (int) (share * (high - low))));
                if (cost(between) <= budget) {
                    low = between;
                } else {
                    high = between;
                }
                interpolate = !interpolate;
            }
            return low;
        }

        /** Mean cost of N rollouts. */
        double cost(int rollouts) {
            return costs.computeIfAbsent(rollouts, this::measure);
        }

        /** The smallest of the measured numbers of rollouts that costs more; above {@link #MOST} if none does. */
        int costlier(int budget) {
            int most = 1;
            for (int n : List.copyOf(costs.keySet())) {
                if (cost(n) > budget) {
                    return n;
                }
                most = n;
            }
            while (most <= MOST && cost(most) <= budget) {
                int more = most == MOST ? MOST + 1 : Math.min(MOST, 2 * most);
                if (more <= MOST && cost(more) <= cost(most) * (1 + NO_MORE)) {
                    // The policy stops by itself: more rollouts would not be spent.
                    return MOST + 1;
                }
                most = more;
            }
            return most;
        }

        /** The largest of the measured numbers of rollouts below {@code high} that does not cost more; 1 does not. */
        int cheaper(int high, int budget) {
            int cheaper = 1;
            for (int n : costs.headMap(high).keySet()) {
                cheaper = cost(n) <= budget ? n : cheaper;
            }
            return cheaper;
        }

        private double measure(int rollouts) {
            TaskRunner runner = new TaskRunner(tree, new int[] {rollouts});
            BatchPlan plan = new BatchPlan(tree, new int[] {rollouts});
            Policy policy = entrant.policy().get();
            int size = tree.blockSize();
            long first = PILOT_TASK / size * size;
            Mean mean = Mean.create();
            Variance variance = Variance.create();
            for (int block = 0; ; block++) {
                double error = Math.sqrt(variance.getAsDouble() / block);
                int tasks = block * size;
                if (block >= 2
                        && tasks >= FEWEST_TASKS
                        && (error <= PRECISE * mean.getAsDouble() || tasks >= MOST_TASKS)) {
                    return mean.getAsDouble();
                }
                double cost = block(policy, runner, plan, first + tasks);
                mean.accept(cost);
                variance.accept(cost);
            }
        }

        private double block(Policy policy, TaskRunner runner, BatchPlan plan, long first) {
            int size = tree.blockSize();
            int[][] attempts = policy instanceof BatchPolicy batch
                    ? Entrant.attempts(entrant.label(), batch, plan, first, size)
                    : new int[0][];
            Outcomes outcomes = new Outcomes(1);
            double cost = 0;
            for (int i = 0; i < size; i++) {
                tree.begin(first + i);
                if (policy instanceof BatchPolicy) {
                    runner.runAttempts(attempts[i], entrant.selection(), outcomes);
                } else {
                    Entrant.run(entrant.label(), policy, entrant.selection(), runner, outcomes);
                }
                cost += study.unit() == BudgetUnit.TOKENS ? outcomes.tokens[0] : outcomes.flops[0] / TERA;
            }
            return cost / size;
        }
    }
}
