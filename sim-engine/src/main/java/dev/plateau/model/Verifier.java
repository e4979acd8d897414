package dev.plateau.model;

/**
 * A process reward model (MODEL section 4): it reports R = logistic(slope 1.702 z + bias + e_direction + e_path + e_step)
 * of a prefix, where z = (S - theta) / sqrt(1 - tau) is the probit of the true chance that a rollout from it succeeds.
 * With slope 1 and no noise R is that chance to within 0.01, of prefixes without mistakes: calibrated.
 *
 * <p>A finished attempt has tau = 1, where z is infinite and every verifier would be perfect. So, deviating from the
 * letter of the equation, a finished attempt is seen as its last prefix was, before the finish, and {@code outcome} is
 * added to the logit if it is right and subtracted if it is wrong: what reading the answer itself reveals.
 *
 * <p>A verifier may be asked several times about the same thing. All errors above are then the same in every call, each call
 * adds one of its own, and R is the lowest of the scores: what reaches a threshold was accepted by all calls.
 *
 * @param slope how strongly the score follows the truth; 1 calibrated, 0 no signal, negative inverted
 * @param bias added to every logit
 * @param directionNoise sd of an error drawn once per direction of a task
 * @param pathNoise sd of the increment per step of a random walk that children inherit
 * @param stepNoise sd of an error drawn afresh for every prefix
 * @param outcome logit points added to a finished right attempt and subtracted from a finished wrong one, at least 0
 * @param calls how often it is asked, at least 1; a smaller number of calls is the first of a larger one
 * @param callNoise sd of an error drawn afresh for every call
 * @param wrongCallNoise the same where a finished attempt is wrong: a verifier may waver more over one than the other
 * @param length logit points added for the tokens of a mean step, whatever they say; above 0 a verifier that length impresses
 * @param popularity logit points added per standard deviation of the logarithm of a direction's popularity; above 0 a verifier
 *     that likes what is common
 */
public record Verifier(
        double slope,
        double bias,
        double directionNoise,
        double pathNoise,
        double stepNoise,
        double outcome,
        int calls,
        double callNoise,
        double wrongCallNoise,
        double length,
        double popularity) {

    /** A verifier that neither length nor popularity impresses. */
    public Verifier(
            double slope,
            double bias,
            double directionNoise,
            double pathNoise,
            double stepNoise,
            double outcome,
            int calls,
            double callNoise,
            double wrongCallNoise) {
        this(slope, bias, directionNoise, pathNoise, stepNoise, outcome, calls, callNoise, wrongCallNoise, 0, 0);
    }

    /** A verifier that is asked once. */
    public Verifier(
            double slope, double bias, double directionNoise, double pathNoise, double stepNoise, double outcome) {
        this(slope, bias, directionNoise, pathNoise, stepNoise, outcome, 1, 0, 0);
    }

    /** A calibrated verifier without noise. */
    public static Verifier calibrated() {
        return new Verifier(1, 0, 0, 0, 0, 0);
    }
}
