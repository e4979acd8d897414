package dev.plateau.plan;

import dev.plateau.experiment.NamedWorld;
import dev.plateau.result.AccuracyRow;
import java.util.List;
import java.util.Map;

/**
 * Circumstances under which a plan is made.
 *
 * @param world tasks and models; its name tells it from the others
 * @param accuracy by policy and budget, in the order of the study
 * @param rollouts by policy and budget
 * @param traffic factor on the arrivals
 * @param slowness factor on the times of all machines
 * @param prices factor on the rent by name of the accelerator, 1 where there is none
 */
record Setting(
        NamedWorld world,
        List<AccuracyRow> accuracy,
        List<List<Integer>> rollouts,
        double traffic,
        double slowness,
        Map<String, Double> prices) {

    Setting {
        accuracy = List.copyOf(accuracy);
        rollouts = List.copyOf(rollouts);
        prices = Map.copyOf(prices);
    }

    AccuracyRow accuracy(Option option) {
        return accuracy.get(option.entrant() * rollouts.get(0).size() + option.budget());
    }

    /** Rent of one device per hour. */
    double price(Machine machine) {
        return machine.accelerator().dollarsPerHour()
                * prices.getOrDefault(machine.accelerator().name(), 1.0);
    }

    Setting withTraffic(double factor) {
        return new Setting(world, accuracy, rollouts, factor, slowness, prices);
    }

    Setting withSlowness(double factor) {
        return new Setting(world, accuracy, rollouts, traffic, factor, prices);
    }

    Setting withPrices(Map<String, Double> factors) {
        return new Setting(world, accuracy, rollouts, traffic, slowness, factors);
    }
}
