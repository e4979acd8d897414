package dev.plateau.fleet;

import java.util.List;

/**
 * Equal replicas that serve the same models.
 *
 * @param name of the pool
 * @param accelerator type of all devices
 * @param devices of one replica: tensor parallelism, at least 1
 * @param replicas at least 1
 * @param models served by each replica; only the first may write, the others read
 * @param times of the iterations of each model
 * @param cacheBytes KV memory of one replica, at least 1
 * @param keepsContexts whether the KV cache of contexts that no request stands on is kept while there is room
 * @param batching how iterations are formed
 * @param router which replica gets a request
 * @param failures of replicas
 * @param stragglers among replicas
 */
public record PoolSpec(
        String name,
        Accelerator accelerator,
        int devices,
        int replicas,
        List<ServedModel> models,
        List<StepTime> times,
        long cacheBytes,
        boolean keepsContexts,
        Batching batching,
        Router router,
        Failures failures,
        Stragglers stragglers) {

    /** Copies the lists. */
    public PoolSpec {
        models = List.copyOf(models);
        times = List.copyOf(times);
    }

    /**
     * Bytes that are left for the KV cache.
     *
     * @param accelerator type of the devices
     * @param devices of a replica
     * @param models whose weights are held
     * @param utilisation share of the memory that is used at all
     * @return negative if the weights do not fit
     */
    public static long cacheBytes(Accelerator accelerator, int devices, List<ServedModel> models, double utilisation) {
        double weights = models.stream().mapToDouble(ServedModel::weightBytes).sum();
        return (long) Math.floor(utilisation * devices * accelerator.memoryBytes() - weights);
    }

    /** All devices of the pool. */
    public int allDevices() {
        return devices * replicas;
    }

    /** The same with another number of replicas. */
    public PoolSpec withReplicas(int other) {
        return new PoolSpec(
                name,
                accelerator,
                devices,
                other,
                models,
                times,
                cacheBytes,
                keepsContexts,
                batching,
                router,
                failures,
                stragglers);
    }

    /** The same with iterations that take so many times as long. */
    public PoolSpec slowed(double factor) {
        return new PoolSpec(
                name,
                accelerator,
                devices,
                replicas,
                models,
                times.stream()
                        .<StepTime>map(time -> new SlowedStepTime(time, factor))
                        .toList(),
                cacheBytes,
                keepsContexts,
                batching,
                router,
                failures,
                stragglers);
    }
}
