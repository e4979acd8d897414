package dev.plateau.select;

/**
 * How the answer is chosen from the finished attempts (MODEL section 6). Ties are broken by the tree's key.
 *
 * @param rule the rule
 * @param gate score in (0,1) from which an attempt passes {@link Rule#VERIFIER_GATED}; no other rule reads it
 */
public record Selection(Rule rule, double gate) {
    /** A calibrated verifier holds an attempt with this score, or a higher one, rather right than wrong. */
    public static final double DEFAULT_GATE = 0.5;

    /** {@link Rule#ORACLE}. */
    public static final Selection ORACLE = of(Rule.ORACLE);
    /** {@link Rule#MAJORITY}. */
    public static final Selection MAJORITY = of(Rule.MAJORITY);
    /** {@link Rule#WEIGHTED_MAJORITY}. */
    public static final Selection WEIGHTED_MAJORITY = of(Rule.WEIGHTED_MAJORITY);
    /** {@link Rule#BEST_OF_N}. */
    public static final Selection BEST_OF_N = of(Rule.BEST_OF_N);
    /** {@link Rule#BEST_DIRECTION}. */
    public static final Selection BEST_DIRECTION = of(Rule.BEST_DIRECTION);
    /** {@link Rule#VERIFIER_GATED} at the default gate. */
    public static final Selection VERIFIER_GATED = of(Rule.VERIFIER_GATED);

    /** Checks the gate. */
    public Selection {
        if (!(gate > 0 && gate < 1)) {
            throw new IllegalArgumentException("gate must be in (0,1) (got " + gate + ")");
        }
    }

    /** A rule, at the default gate if it has one. */
    public static Selection of(Rule rule) {
        return new Selection(rule, DEFAULT_GATE);
    }

    /** Whether attempts must be scored by a verifier. */
    public boolean readsScores() {
        return rule != Rule.ORACLE && rule != Rule.MAJORITY;
    }

    /** Whether it reads directions: then the embedder reads every attempt that is voted on. */
    public boolean readsDirections() {
        return rule == Rule.BEST_DIRECTION;
    }

    /** The rules. */
    public enum Rule {
        /** Right if any attempt is right: coverage. */
        ORACLE("oracle"),
        /** The most frequent answer. */
        MAJORITY("majority"),
        /** The answer with the largest sum of verifier scores. */
        WEIGHTED_MAJORITY("weighted-majority"),
        /** The answer of the attempt with the highest verifier score. */
        BEST_OF_N("best-of-n"),
        /**
         * The answer of the best direction, as the embedder sees directions: that with the largest mean score of its n
         * attempts, shrunk to the mean of all by one attempt, (sum of its R + mean of all R)/(n + 1), so that a single
         * lucky attempt does not win by being alone. Inside it, the answer with the largest sum of scores.
         */
        BEST_DIRECTION("best-direction"),
        /** The most frequent answer of the attempts that pass the gate; if none does, that of the best scored attempt. */
        VERIFIER_GATED("verifier-gated");

        private final String id;

        Rule(String id) {
            this.id = id;
        }

        /** Name in scenarios. */
        public String id() {
            return id;
        }
    }
}
