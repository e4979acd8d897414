package dev.plateau.fleet;

/**
 * Iterations whose time does not depend on contexts.
 *
 * @param fixed seconds of an iteration
 * @param each seconds more for each sequence, read or written
 */
record Steps(double fixed, double each) implements StepTime {
    @Override
    public double decode(int batch, long contexts, long iterations) {
        return iterations * (fixed + each * batch);
    }

    @Override
    public long iterations(int batch, long contexts, double seconds, long limit) {
        return Math.min(limit, Math.max(1, (long) Math.ceil(seconds / (fixed + each * batch))));
    }

    @Override
    public double read(int batch, long contexts, Reading reading) {
        return fixed + each * (batch + reading.prompts());
    }
}
