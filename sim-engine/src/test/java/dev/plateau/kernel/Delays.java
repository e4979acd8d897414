package dev.plateau.kernel;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** The delays with which event lists are commonly tried, of mean about 1, and the hardest ones. */
enum Delays {
    EXPONENTIAL(random -> -StrictMath.log(1 - random.nextDouble())),
    UNIFORM(random -> 2 * random.nextDouble()),
    BIMODAL(random -> random.nextDouble() < 0.9 ? random.nextDouble() / 10 : 9 + random.nextDouble()),
    PARETO(random -> StrictMath.pow(1 - random.nextDouble(), -1 / 1.1) / 11),
    EQUAL(random -> 1),
    TRIANGULAR(random -> 1.5 * Math.sqrt(random.nextDouble())),
    CAMEL(random -> {
        final double hump = random.nextDouble();
        return hump < 0.02 ? 2 * random.nextDouble() : (hump < 0.51 ? 0.6 : 1.4) + random.nextDouble() / 1000;
    });

    private final ToDoubleFunction<SplittableRandom> sampler;

    Delays(final ToDoubleFunction<SplittableRandom> sampler) {
        this.sampler = sampler;
    }

    double draw(final SplittableRandom random) {
        return sampler.applyAsDouble(random);
    }
}
