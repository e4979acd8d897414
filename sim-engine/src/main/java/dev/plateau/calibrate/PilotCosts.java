package dev.plateau.calibrate;

import dev.plateau.fleet.FleetSpec;
import dev.plateau.fleet.Traffic;
import dev.plateau.fleet.UnservableException;
import dev.plateau.model.TaskTree;
import dev.plateau.model.World;
import dev.plateau.policy.Policy;
import dev.plateau.policy.SamplingPolicy;
import dev.plateau.policy.SequentialPolicy;
import dev.plateau.policy.Tally;
import dev.plateau.result.Spending;
import dev.plateau.run.FleetRun;
import dev.plateau.run.FleetSample;
import dev.plateau.run.Outcomes;
import dev.plateau.select.Selection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What pilots of a world cost: tokens and FLOPs as they are expected, time and money as the fleet serves the whole pilot at once.
 * Of several fleets it is the one that is cheapest for a pilot of middle size.
 */
final class PilotCosts {
    static final SequentialPolicy CHAIN = new SequentialPolicy(SequentialPolicy.Acceptance.ORACLE, 1);

    /** Tasks that are served at least, in several pilots if one has fewer. */
    private static final int SERVED = 200;

    private static final int MIDDLE_PROBLEMS = 100;
    private static final int MIDDLE_SAMPLES = 16;

    private final World world;
    private final long seed;
    private final Optional<FleetSpec> fleet;
    private final double[] chainTokens;
    private final double[] chainFlops;
    private double firstFlops;
    private double sampleTokens;
    private double sampleFlops;

    /**
     * Costs in a world.
     *
     * @param world of the pilots
     * @param fleets that may be rented; none if only tokens count
     * @param mostRounds of a chain
     * @param seed of tasks and fleet
     */
    PilotCosts(World world, List<FleetSpec> fleets, int mostRounds, long seed) {
        this.world = world;
        this.seed = seed;
        chainTokens = new double[mostRounds + 1];
        chainFlops = new double[mostRounds + 1];
        fleet = fleets.size() < 2
                ? fleets.stream().findFirst()
                : fleets.stream()
                        .min(Comparator.comparingDouble(each ->
                                each.dollarsPerHour() * seconds(each, new Samples(), MIDDLE_PROBLEMS, MIDDLE_SAMPLES)));
    }

    /**
     * Notes what a task takes.
     *
     * @param samples one sample and two of them
     * @param chain 1 to the most rounds, stopped when right
     * @param tasks that will be noted
     */
    void add(Outcomes samples, Outcomes chain, int tasks) {
        sampleTokens += samples.tokens[1] / 2 / tasks;
        sampleFlops += (samples.flops[1] - samples.flops[0]) / tasks;
        firstFlops += samples.flops[0] / tasks;
        for (int t = 1; t < chainTokens.length; t++) {
            chainTokens[t] += chain.tokens[t - 1] / tasks;
            chainFlops[t] += chain.flops[t - 1] / tasks;
        }
    }

    /** All samples of a problem, asked for at once. */
    private record Samples() implements SamplingPolicy {
        @Override
        public boolean stops(Tally soFar) {
            return false;
        }

        @Override
        public int window() {
            return Integer.MAX_VALUE;
        }
    }

    /** The fleet that serves the pilots. */
    Optional<FleetSpec> fleet() {
        return fleet;
    }

    Spending parallel(int problems, int samples) {
        double flops = firstFlops + (samples - 1) * sampleFlops;
        return spending(problems, problems * samples * sampleTokens, problems * flops, new Samples(), samples);
    }

    /** Chains that stop when right. */
    Spending sequential(int problems, int rounds) {
        return spending(problems, problems * chainTokens[rounds], problems * chainFlops[rounds], CHAIN, rounds);
    }

    /** The most rounds, of those that were simulated, that chains may have if they are to write no more than so many samples. */
    int roundsFor(int samples) {
        int rounds = Math.min(samples, chainTokens.length - 1);
        while (rounds + 1 < chainTokens.length && chainTokens[rounds + 1] <= samples * sampleTokens) {
            rounds++;
        }
        return rounds;
    }

    private Spending spending(int problems, double tokens, double flops, Policy policy, int attempts) {
        double seconds =
                fleet.map(rented -> seconds(rented, policy, problems, attempts)).orElse(Double.NaN);
        double rent = fleet.map(FleetSpec::dollarsPerHour).orElse(Double.NaN);
        return new Spending(tokens, flops, seconds, rent * seconds / 3600);
    }

    private double seconds(FleetSpec rented, Policy policy, int problems, int attempts) {
        int pilots = (SERVED + problems - 1) / problems;
        double seconds = 0;
        for (int pilot = 0; pilot < pilots; pilot++) {
            try {
                FleetSample served = new FleetRun(
                                new TaskTree(world, seed),
                                policy,
                                Selection.ORACLE,
                                attempts,
                                rented,
                                new Traffic.Closed(problems),
                                0,
                                problems,
                                Double.POSITIVE_INFINITY,
                                0,
                                (long) pilot * problems,
                                seed + pilot)
                        .run();
                seconds += served.seconds() / pilots;
            } catch (UnservableException e) {
                throw e.of("a pilot on " + rented.name());
            }
        }
        return seconds;
    }
}
