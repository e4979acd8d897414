package dev.plateau.model;

/**
 * The approaches an attempt can take (MODEL section 3). An attempt picks direction j with popularity pi_j.
 *
 * @param popularity law of the popularities
 * @param qualityCorrelation correlation in [-1,1] between the popularity of a direction and its quality; the chance that
 *     an attempt is correct stays p whatever its value (the threshold is solved for it)
 */
public record Directions(Popularity popularity, double qualityCorrelation) {

    /** One direction: every attempt shares it. */
    public static Directions single() {
        return new Directions(new Uniform(1), 0);
    }

    /** Law of the popularities of a task's directions. */
    public sealed interface Popularity permits Uniform, Zipf, Dirichlet, PitmanYor {}

    /**
     * Equally popular directions.
     *
     * @param count how many, at least 1
     */
    public record Uniform(int count) implements Popularity {}

    /**
     * pi_j proportional to 1 / j^exponent.
     *
     * @param count how many, at least 1
     * @param exponent at least 0; 0 is uniform
     */
    public record Zipf(int count, double exponent) implements Popularity {}

    /**
     * pi ~ symmetric Dirichlet, drawn anew for every task.
     *
     * @param count how many, at least 1
     * @param concentration parameter of each component, above 0; small values give one dominating direction
     */
    public record Dirichlet(int count, double concentration) implements Popularity {}

    /**
     * Unboundedly many directions: the stick-breaking form of the Pitman-Yor process, V_j ~ Beta(1 - discount,
     * concentration + j discount). Discount 0 is the Chinese-restaurant process.
     *
     * @param concentration above 0 (above -discount in general)
     * @param discount in [0,1)
     */
    public record PitmanYor(double concentration, double discount) implements Popularity {}
}
