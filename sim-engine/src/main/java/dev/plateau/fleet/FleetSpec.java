package dev.plateau.fleet;

import java.util.List;
import java.util.Optional;

/**
 * A fleet to be rented.
 *
 * @param name of the fleet
 * @param pools at least one
 * @param writer where the model that writes is
 * @param verifier where the verifier is, if there is one
 * @param embedder where the embedder is, if there is one
 * @param power that its devices draw
 * @param gramsPerKilowattHour CO2 of the grid
 */
public record FleetSpec(
        String name,
        List<PoolSpec> pools,
        Place writer,
        Optional<Place> verifier,
        Optional<Place> embedder,
        Power power,
        double gramsPerKilowattHour) {

    /**
     * A model of a pool.
     *
     * @param pool number of the pool
     * @param model number of the model in the pool
     */
    public record Place(int pool, int model) {}

    /** Copies the list. */
    public FleetSpec {
        pools = List.copyOf(pools);
    }

    /** Rent of all devices. */
    public double dollarsPerHour() {
        return pools.stream()
                .mapToDouble(pool -> pool.allDevices() * pool.accelerator().dollarsPerHour())
                .sum();
    }

    /** All devices. */
    public int devices() {
        return pools.stream().mapToInt(PoolSpec::allDevices).sum();
    }

    /** Power that the building draws when all devices draw the most they can, in kilowatts. */
    public double peakKilowatts() {
        double share = Math.max(power.idle(), Math.max(power.writing(), power.reading()));
        return power.overhead()
                * share
                * pools.stream()
                        .mapToDouble(
                                pool -> pool.allDevices() * pool.accelerator().watts())
                        .sum()
                / 1000;
    }

    /** Relative error of its times: the largest of its accelerators'. */
    public double timeError() {
        return pools.stream()
                .mapToDouble(pool -> pool.accelerator().timeError())
                .max()
                .orElse(0);
    }
}
