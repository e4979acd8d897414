package dev.plateau.fleet;

/**
 * Iterations that take so many times as long as others.
 *
 * @param base the others
 * @param factor above 0
 */
record SlowedStepTime(StepTime base, double factor) implements StepTime {
    @Override
    public double decode(int batch, long contexts, long iterations) {
        return factor * base.decode(batch, contexts, iterations);
    }

    @Override
    public long iterations(int batch, long contexts, double seconds, long limit) {
        return base.iterations(batch, contexts, seconds / factor, limit);
    }

    @Override
    public double read(int batch, long contexts, Reading reading) {
        return factor * base.read(batch, contexts, reading);
    }

    @Override
    public double perContext() {
        return factor * base.perContext();
    }
}
