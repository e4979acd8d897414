package dev.plateau.sensitivity;

import dev.plateau.random.KeyedStream;
import dev.plateau.random.Keys;
import dev.plateau.random.Purpose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.util.FastMath;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Elementary effects (Morris 1991, Factorial sampling plans for preliminary computational experiments, Technometrics 33, 161-174).
 * A trajectory begins at a random place of a grid of p = 4 levels in the unit cube and moves each of the k settings once, in random
 * order, by D = p/(2(p-1)) = 2/3 up or down; so it has k+1 places. The effect of a setting in a trajectory is (y after - y before) / D,
 * with the sign of the move: what the whole range would do if the effect were the same everywhere.
 *
 * <p>mu* is the mean of its absolute values over trajectories (Campolongo, Cariboni and Saltelli 2007, Environmental Modelling and
 * Software 22, 1509-1518), sigma their standard deviation, which is 0 for a setting with the same effect everywhere. Its interval is
 * Student's over trajectories. As each meets tasks of its own, it covers the luck of the tasks too.
 *
 * <p>Noise: all places of a trajectory meet the same tasks. A setting that cannot matter has an effect of exactly 0; one that changes
 * answers without changing how many are right does not. {@code noise} is the mu* that chance alone would give: sqrt(2/pi) times the
 * standard error of an effect, which is known from the halves of the tasks.
 */
public final class MorrisDesign {
    private static final int LEVELS = 4;
    private static final double STEP = LEVELS / (2.0 * (LEVELS - 1));
    private static final double TAIL = 0.025;

    private final int settings;
    private final List<Trajectory> trajectories = new ArrayList<>();

    /** Places, and which setting moves before each but the first, up (1) or down (-1). */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Trajectory(double[][] places, int[] moved, int[] sign) {}

    /**
     * What a setting does.
     *
     * @param muStar mean absolute effect
     * @param low lower end of its 95 % interval, at least 0
     * @param high upper end
     * @param mu mean effect
     * @param sigma standard deviation of the effect
     * @param noise mu* that the noise of the simulation alone would give
     * @param trajectories whose output was defined
     */
    public record Effect(
            double muStar, double low, double high, double mu, double sigma, double noise, int trajectories) {}

    /**
     * A design.
     *
     * @param settings how many are moved, at least 1
     * @param trajectories at least 2
     * @param seed of the places
     */
    public MorrisDesign(int settings, int trajectories, long seed) {
        if (settings < 1 || trajectories < 2) {
            throw new IllegalArgumentException("need a setting and two trajectories");
        }
        this.settings = settings;
        KeyedStream stream = new KeyedStream();
        for (int t = 0; t < trajectories; t++) {
            this.trajectories.add(trajectory(stream.at(Keys.child(Keys.root(seed), t), Purpose.DESIGN)));
        }
    }

    private Trajectory trajectory(KeyedStream stream) {
        double[][] places = new double[settings + 1][settings];
        int[] order = new int[settings];
        int[] sign = new int[settings];
        for (int i = 0; i < settings; i++) {
            int other = stream.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        for (int i = 0; i < settings; i++) {
            double low = stream.nextInt(LEVELS / 2) / (LEVELS - 1.0);
            sign[i] = stream.nextBoolean() ? 1 : -1;
            places[0][order[i]] = sign[i] > 0 ? low : low + STEP;
        }
        for (int i = 0; i < settings; i++) {
            places[i + 1] = places[i].clone();
            // The grid itself, not what a sum rounds to.
            double moved = places[i][order[i]] + sign[i] * STEP;
            places[i + 1][order[i]] = FastMath.rint(moved * (LEVELS - 1)) / (LEVELS - 1);
        }
        return new Trajectory(places, order, sign);
    }

    /** Places by trajectory: [trajectory][place]. */
    public List<double[][]> groups() {
        return trajectories.stream().map(Trajectory::places).toList();
    }

    /**
     * Effects by setting.
     *
     * @param readings of the first trajectories, at least two: [trajectory][place][output]
     * @param output which output
     */
    public List<Effect> effects(List<Reading[][]> readings, int output) {
        double[][] effects = new double[settings][readings.size()];
        double[][] halves = new double[settings][readings.size()];
        for (int t = 0; t < readings.size(); t++) {
            Trajectory trajectory = trajectories.get(t);
            for (int i = 0; i < settings; i++) {
                Reading before = readings.get(t)[i][output];
                Reading after = readings.get(t)[i + 1][output];
                double scale = trajectory.sign()[i] / STEP;
                int setting = trajectory.moved()[i];
                effects[setting][t] = (after.value() - before.value()) * scale;
                halves[setting][t] =
                        ((after.first() - before.first()) - (after.second() - before.second())) * scale / 2;
            }
        }
        List<Effect> found = new ArrayList<>();
        for (int i = 0; i < settings; i++) {
            found.add(effect(effects[i], halves[i]));
        }
        return found;
    }

    private static Effect effect(double[] all, double[] halves) {
        double[] effects = defined(all);
        double[] absolute = new double[effects.length];
        for (int t = 0; t < effects.length; t++) {
            absolute[t] = Math.abs(effects[t]);
        }
        if (effects.length < 2) {
            return new Effect(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, effects.length);
        }
        double muStar = Mean.of(absolute).getAsDouble();
        double half = TDistribution.of(effects.length - 1.0).inverseSurvivalProbability(TAIL)
                * StandardDeviation.of(absolute).getAsDouble()
                / Math.sqrt(effects.length);
        double squares = 0;
        double[] known = defined(halves);
        for (double difference : known) {
            squares += difference * difference / known.length;
        }
        return new Effect(
                muStar,
                Math.max(0, muStar - half),
                muStar + half,
                Mean.of(effects).getAsDouble(),
                StandardDeviation.of(effects).getAsDouble(),
                Math.sqrt(2 / Math.PI * squares),
                effects.length);
    }

    private static double[] defined(double[] values) {
        return Arrays.stream(values).filter(Double::isFinite).toArray();
    }
}
