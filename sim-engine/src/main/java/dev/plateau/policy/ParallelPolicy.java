package dev.plateau.policy;

/** N independent attempts, then a vote: sampling that never stops early. */
public record ParallelPolicy() implements SamplingPolicy {

    @Override
    public boolean stops(Tally tally) {
        return false;
    }

    @Override
    public int window() {
        return Integer.MAX_VALUE;
    }
}
