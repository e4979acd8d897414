package dev.plateau.fleet;

/**
 * A type of accelerator.
 *
 * @param name of the type
 * @param memoryBytes of one device
 * @param bandwidth of its memory, bytes per second
 * @param peakFlops dense bf16 operations per second
 * @param linkBandwidth to its peers in one direction, bytes per second
 * @param watts thermal design power
 * @param dollarsPerHour rent of one device
 * @param constants how much of the peaks a serving engine reaches
 * @param timeError relative error of the times that follow from the constants, in (0,1): about 0.05 if they were fitted to a log
 *     of the model on it, 0.15 if to another model, 0.3 if taken from another accelerator or the data sheet
 */
public record Accelerator(
        String name,
        double memoryBytes,
        double bandwidth,
        double peakFlops,
        double linkBandwidth,
        double watts,
        double dollarsPerHour,
        Constants constants,
        double timeError) {

    /**
     * Fitted constants of the time of an iteration (MODEL section 12).
     *
     * @param weightEfficiency eW, share of the bandwidth at which weights are read, in (0,1]
     * @param cacheEfficiency eK, share of the bandwidth at which the KV cache is read, in (0,1]
     * @param computeEfficiency eF, share of the peak at which matrices multiply, in (0,1]
     * @param secondsPerLayer cL, fixed time per layer and iteration
     * @param secondsPerSequence cS, fixed time per sequence and iteration
     */
    public record Constants(
            double weightEfficiency,
            double cacheEfficiency,
            double computeEfficiency,
            double secondsPerLayer,
            double secondsPerSequence) {}
}
