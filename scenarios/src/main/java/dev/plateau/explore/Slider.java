package dev.plateau.explore;

import java.math.BigDecimal;
import java.util.List;

/**
 * A number of a state.
 *
 * @param name in links
 * @param group that it stands in on the page
 * @param low least
 * @param high greatest
 * @param step from one stop to the next; other numbers in between are as good
 * @param initial where it stands at first
 */
record Slider(String name, String group, BigDecimal low, BigDecimal high, BigDecimal step, BigDecimal initial) {
    static final String CHANCE = "chance";
    static final String SPREAD = "spread";
    static final String UNSOLVABLE = "unsolvable";
    static final String COUNT = "directions";
    static final String IMBALANCE = "imbalance";
    static final String FAVOUR = "favour";
    static final String DIRECTION = "direction";
    static final String STEPS = "steps";
    static final String LENGTH = "length";
    static final String SLOPE = "slope";
    static final String DIRECTION_NOISE = "direction-noise";
    static final String PATH_NOISE = "path-noise";
    static final String STEP_NOISE = "step-noise";
    static final String OUTCOME = "outcome";
    static final String HERDING = "herding";
    static final String STICKINESS = "stickiness";
    static final String REUSE = "reuse";
    static final String IMPROVEMENT = "improvement";
    static final String LARGEST = "largest";
    static final String EFFICIENT = "efficient";
    static final String SATURATED = "saturated";
    static final String SEED = "seed";

    /** In the order of the page. */
    static final List<Slider> ALL = List.of(
            of(CHANCE, "tasks", "0.02", "0.98", "0.01", "0.33"),
            of(SPREAD, "tasks", "0", "0.95", "0.05", "0.6"),
            of(UNSOLVABLE, "tasks", "0", "0.6", "0.01", "0.05"),
            of(DIRECTION, "attempts", "0", "1", "0.05", "0.35"),
            of(STEPS, "attempts", "0", "1", "0.05", "0.4"),
            of(LENGTH, "attempts", "1", "12", "1", "6"),
            of(HERDING, "attempts", "0", "1", "0.05", "0.5"),
            of(COUNT, "directions", "1", "12", "1", "6"),
            of(IMBALANCE, "directions", "0", "3", "0.1", "1"),
            of(FAVOUR, "directions", "-1", "1", "0.1", "0"),
            of(SLOPE, "verifier", "-0.5", "1.5", "0.1", "0.6"),
            of(DIRECTION_NOISE, "verifier", "0", "3", "0.1", "1.6"),
            of(PATH_NOISE, "verifier", "0", "2", "0.1", "0.4"),
            of(STEP_NOISE, "verifier", "0", "3", "0.1", "0.3"),
            of(OUTCOME, "verifier", "0", "3", "0.1", "0.3"),
            of(STICKINESS, "refinement", "0", "1", "0.05", "0.8"),
            of(REUSE, "refinement", "0", "1", "0.05", "0.5"),
            of(IMPROVEMENT, "refinement", "-0.5", "0.5", "0.05", "0"),
            of(LARGEST, "spending", "4", "256", "1", "64"),
            of(EFFICIENT, "spending", "0.002", "0.05", "0.001", "0.01"),
            of(SATURATED, "spending", "0.0002", "0.0018", "0.0002", "0.001"),
            of(SEED, "spending", "1", "999999", "1", "1"));

    private static Slider of(String name, String group, String low, String high, String step, String initial) {
        return new Slider(
                name, group, new BigDecimal(low), new BigDecimal(high), new BigDecimal(step), new BigDecimal(initial));
    }

    /** Whether only whole numbers will do. */
    boolean whole() {
        return step.compareTo(BigDecimal.ONE) == 0;
    }
}
