package dev.plateau.fleet;

/**
 * Power that a device draws, as shares of its thermal design power, and what is drawn around it. Reading prompts keeps the
 * arithmetic units busy, writing waits for memory.
 *
 * @param idle share when nothing is served, in [0,1]
 * @param writing share in iterations that only write, in [0,1]
 * @param reading share in iterations that read, in [0,1]
 * @param overhead power of the building per power of the devices (PUE), at least 1
 */
public record Power(double idle, double writing, double reading, double overhead) {
    /**
     * Watt-hours that the devices of a pool drew.
     *
     * @param pool the pool
     * @param work what it has done
     * @param seconds since it was switched on
     */
    public double wattHours(PoolSpec pool, Meter work, double seconds) {
        double all = seconds * pool.replicas();
        double load = idle * (all - work.busySeconds()) + writing * work.writeSeconds() + reading * work.readSeconds();
        return overhead * load * pool.accelerator().watts() * pool.devices() / 3600;
    }
}
