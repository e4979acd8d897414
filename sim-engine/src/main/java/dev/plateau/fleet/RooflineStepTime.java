package dev.plateau.fleet;

import org.apache.commons.math3.util.FastMath;

/**
 * The time of an iteration from bandwidth and arithmetic (MODEL section 12). With b sequences whose contexts sum to K, t
 * tokens read of n prompts that attend to a tokens in sum and follow on c cached ones,
 *
 * <pre>  T = max(W / (eW BW), 2 P (b + t) / (eF peak)) + (K + c) kv / (eK BW) + f a / (eF peak) + cL L + cS (b + n) + TP,
 *  TP = 2 L (alpha + (b + t) 2 h / beta)  on more than one device, else 0,</pre>
 *
 * <p>W, P, kv and f (attention FLOPs) being divided among the devices. A sum of two bytes per number and hidden unit crosses
 * the links twice a layer. Between changes of the batch the times form an arithmetic progression: with A the part that does
 * not depend on K, k iterations take k (A + c K) + c b k (k - 1) / 2.
 *
 * <p>Attention of a decode iteration is bound by memory: its arithmetic is not charged.
 */
public final class RooflineStepTime implements StepTime {
    /** alpha: seconds to begin a sum over devices; NCCL's small-message latency over NVLink is about this. */
    static final double LINK_SECONDS = 10e-6;

    private final double weights;
    private final double perToken;
    private final double perContext;
    private final double perAttended;
    private final double fixed;
    private final double perSequence;
    private final double linkPerToken;

    /**
     * The times of a model on a replica.
     *
     * @param accelerator type of its devices
     * @param model what it serves
     * @param devices tensor parallelism, at least 1
     */
    public RooflineStepTime(Accelerator accelerator, ServedModel model, int devices) {
        Accelerator.Constants fit = accelerator.constants();
        weights = model.weightBytes() / devices / (fit.weightEfficiency() * accelerator.bandwidth());
        double flops = fit.computeEfficiency() * accelerator.peakFlops() * devices;
        perToken = 2 * model.matmulParameters() / flops;
        perContext = model.cacheBytesPerToken() / (double) devices / (fit.cacheEfficiency() * accelerator.bandwidth());
        perAttended = model.attentionFlops() / flops;
        boolean linked = devices > 1;
        fixed = model.layers() * (fit.secondsPerLayer() + (linked ? 2 * LINK_SECONDS : 0));
        perSequence = fit.secondsPerSequence();
        linkPerToken = linked ? 2.0 * model.layers() * 2 * model.hidden() / accelerator.linkBandwidth() : 0;
    }

    private double constant(int batch, long tokens, int prompts) {
        double moved = batch + (double) tokens;
        return Math.max(weights, perToken * moved) + linkPerToken * moved + fixed + perSequence * (batch + prompts);
    }

    @Override
    public double decode(int batch, long contexts, long iterations) {
        double first = constant(batch, 0, 0) + perContext * contexts;
        return iterations * first + perContext * batch * 0.5 * iterations * (iterations - 1);
    }

    @Override
    public long iterations(int batch, long contexts, double seconds, long limit) {
        double growth = perContext * batch;
        double linear = constant(batch, 0, 0) + perContext * contexts - growth / 2;
        double root = 2 * seconds / (linear + FastMath.sqrt(linear * linear + 2 * growth * seconds));
        if (!(root < limit)) {
            return limit;
        }
        long k = Math.max(1, (long) Math.ceil(root));
        if (k > 1 && decode(batch, contexts, k - 1) >= seconds) {
            return k - 1;
        }
        return k < limit && decode(batch, contexts, k) < seconds ? k + 1 : k;
    }

    @Override
    public double read(int batch, long contexts, Reading reading) {
        return constant(batch, reading.tokens(), reading.prompts())
                + perContext * (contexts + reading.cached())
                + perAttended * reading.attended();
    }

    @Override
    public double perContext() {
        return perContext;
    }
}
