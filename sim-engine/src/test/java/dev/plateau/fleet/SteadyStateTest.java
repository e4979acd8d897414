package dev.plateau.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.kernel.Kernel;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Bursts and failures are as frequent at the beginning as in the long run. Fixed seeds; the tolerances are four standard errors,
 * so a right program fails with a chance of 6e-5 for another seed.
 */
class SteadyStateTest {
    /** In a second from the beginning as many tasks arrive, over many seeds, as in any other second. */
    @Test
    void trafficBeginsInItsSteadyState() {
        Traffic.Bursty traffic = new Traffic.Bursty(2, 40, 30, 10);
        int seeds = 4000;
        double sum = 0;
        double squares = 0;
        for (int seed = 0; seed < seeds; seed++) {
            Traffic.Arrivals arrivals = traffic.arrivals(seed);
            int count = 0;
            while (arrivals.next() < 1) {
                count++;
            }
            sum += count;
            squares += (double) count * count;
        }
        double mean = sum / seeds;
        double error = Math.sqrt((squares / seeds - mean * mean) / seeds);
        assertThat(mean).isCloseTo(traffic.meanRate(), within(4 * error));
        assertThat(4 * error).isLessThan(0.15 * traffic.meanRate());
    }

    /** A third of the replicas is down at the beginning if a third is in the long run; that is no failure. */
    @Test
    void replicasBeginUpOrDown() {
        int replicas = 2000;
        Kernel kernel = new Kernel();
        Accelerator device = new Accelerator(
                "device", 80e9, 2e12, 3e14, 3e11, 400, 2, new Accelerator.Constants(0.8, 0.7, 0.6, 6e-5, 6e-6), 0.15);
        PoolSpec spec = new PoolSpec(
                "all",
                device,
                1,
                replicas,
                List.of(),
                List.of(),
                1L << 30,
                false,
                new Batching(Batching.Mode.CHUNKED, 8, 2048, false),
                Router.LEAST_LOADED,
                new Failures(100, 50),
                Stragglers.NONE);
        Pool pool = new Fleet(kernel, List.of(spec), 3, null).pools().get(0);
        kernel.runUntil(0.01);
        double share = pool.meter().downSeconds() / (0.01 * replicas);
        assertThat(share).isCloseTo(1 / 3.0, within(4 * Math.sqrt(2 / 9.0 / replicas)));
        assertThat(pool.meter().failures()).isLessThan(5);
    }
}
