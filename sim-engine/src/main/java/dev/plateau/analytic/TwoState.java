package dev.plateau.analytic;

import org.apache.commons.math3.util.FastMath;

/**
 * Refinement without an oracle as a chain of two states (arXiv 2604.22273): a round corrects a wrong answer with chance
 * ECR and spoils a right one with chance EIR, a_(t+1) = a_t (1 - EIR) + (1 - a_t) ECR. With EIR = 0 it is TTSPM's absorbing
 * form.
 *
 * @param corrects ECR, in [0,1]
 * @param spoils EIR, in [0,1]
 */
public record TwoState(double corrects, double spoils) {

    /** a_t = pi + (a_0 - pi)(1 - EIR - ECR)^t; a_0 throughout if both chances are 0. */
    public double accuracy(double start, int rounds) {
        if (corrects + spoils == 0) {
            return start;
        }
        return limit() + (start - limit()) * FastMath.pow(1 - spoils - corrects, rounds);
    }

    /** pi = ECR/(EIR + ECR); NaN if both are 0. */
    public double limit() {
        return corrects / (spoils + corrects);
    }

    /** Whether a further round helps at this accuracy: ECR/EIR > a/(1 - a). */
    public boolean helps(double accuracy) {
        return corrects * (1 - accuracy) > spoils * accuracy;
    }
}
