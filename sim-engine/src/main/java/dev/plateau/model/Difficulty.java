package dev.plateau.model;

import java.util.List;

/**
 * How the chance p that a single attempt is correct is spread over tasks: mass {@code unsolvable} at 0, mass
 * {@code solved} at 1, and the rest from {@code core} (MODEL section 2). F_max of TTSPM is 1 - unsolvable.
 *
 * @param unsolvable share of tasks with p = 0, in [0,1]
 * @param solved share of tasks with p = 1, in [0,1]; unsolvable + solved is at most 1
 * @param core distribution of p over the other tasks
 * @param levels by which a benchmark sorts the tasks
 */
public record Difficulty(double unsolvable, double solved, Core core, Levels levels) {

    /** Without levels. */
    public Difficulty(double unsolvable, double solved, Core core) {
        this(unsolvable, solved, core, Levels.NONE);
    }

    /** Checks the two masses. */
    public Difficulty {
        if (!(unsolvable >= 0 && solved >= 0 && unsolvable + solved <= 1)) {
            throw new IllegalArgumentException("unsolvable and solved must be at least 0 and sum to at most 1, got "
                    + unsolvable + " and " + solved);
        }
    }

    /** A distribution of p on (0,1) or [0,1]. */
    public sealed interface Core permits Beta, ProbitNormal, Fixed, Mixture, Empirical {}

    /**
     * p ~ Beta(a, b).
     *
     * @param a first shape, above 0; small values give a heavy tail of hard tasks
     * @param b second shape, above 0
     */
    public record Beta(double a, double b) implements Core {}

    /**
     * p = Phi(x) with x ~ N(mean, sd^2).
     *
     * @param mean mean of the probit of p
     * @param sd standard deviation of the probit of p, at least 0
     */
    public record ProbitNormal(double mean, double sd) implements Core {}

    /**
     * Every task has the same p.
     *
     * @param p chance in [0,1]
     */
    public record Fixed(double p) implements Core {}

    /**
     * A few values of p, as a fit leaves them that takes no law for granted.
     *
     * @param chances with ascending p, at least one
     */
    public record Mixture(List<Chance> chances) implements Core {
        /** Copies the list. */
        public Mixture {
            chances = List.copyOf(chances);
            if (chances.isEmpty()) {
                throw new IllegalArgumentException("a mixture needs at least one chance");
            }
        }
    }

    /**
     * A value of p among others.
     *
     * @param p in [0,1]
     * @param weight above 0; it counts relative to the sum of all
     */
    public record Chance(double p, double weight) {
        /** Checks the ranges. */
        public Chance {
            if (!(p >= 0 && p <= 1 && weight > 0 && weight < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("need p in [0,1] and weight above 0, got " + p + " and " + weight);
            }
        }
    }

    /**
     * The recorded problems of a benchmark, each as often as the others. A block of tasks is then one pass over all of
     * them, so the benchmark itself is the population and only sampling noise is left.
     *
     * @param problems counts, at least one
     * @param replay whether attempts are the recorded samples drawn without replacement (then coverage at k is the
     *     unbiased pass@k of Chen et al. 2021 in expectation, for k up to the smallest number of samples) instead of
     *     fresh draws with p = correct / samples
     */
    public record Empirical(List<Count> problems, boolean replay) implements Core {
        /** Copies the list. */
        public Empirical {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("an empirical difficulty needs at least one problem");
            }
        }
    }

    /**
     * How often one problem was solved.
     *
     * @param samples recorded attempts, at least 1
     * @param correct how many of them were correct, in 0..samples
     */
    public record Count(int samples, int correct) {
        /** Checks the range. */
        public Count {
            if (samples < 1 || correct < 0 || correct > samples) {
                throw new IllegalArgumentException(
                        "need samples >= 1 and 0 <= correct <= samples, got " + samples + " and " + correct);
            }
        }
    }
}
