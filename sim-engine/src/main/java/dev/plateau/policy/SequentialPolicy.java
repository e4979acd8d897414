package dev.plateau.policy;

/**
 * A chain of N rounds, each refining the last (MODEL section 8). Rounds of a smaller budget are the first of a larger
 * one.
 *
 * @param acceptance when the chain stops and which round is the answer
 * @param threshold verifier score from which a gated chain stops, in [0,1]
 */
public record SequentialPolicy(Acceptance acceptance, double threshold) implements Policy {

    /** When a chain stops. */
    public enum Acceptance {
        /** At the first right answer, which only an oracle knows: TTSPM's absorbing state. */
        ORACLE,
        /** At the first answer whose score reaches the threshold; if none does, the best scored is the answer. */
        GATED,
        /** After N rounds; the last one is the answer. */
        LAST
    }

    @Override
    public boolean choosesAnswer() {
        return true;
    }

    @Override
    public boolean readsTruth() {
        return acceptance == Acceptance.ORACLE;
    }
}
