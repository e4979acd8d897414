package dev.plateau.policy;

/** A frontier with the truth, which no real system knows. The search hands it to an {@link OraclePolicy} alone. */
public interface OracleFrontier extends Frontier {

    /** True chance in [0,1] that one rollout from prefix i succeeds (MODEL section 3). */
    double value(int i);

    /** True direction of prefix i, counted from 0. */
    int direction(int i);
}
