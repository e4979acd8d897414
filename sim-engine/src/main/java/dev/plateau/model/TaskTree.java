package dev.plateau.model;

import dev.plateau.random.KeyedStream;
import dev.plateau.random.Keys;
import dev.plateau.random.Permutation;
import dev.plateau.random.Purpose;
import java.util.Arrays;
import java.util.Objects;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.util.FastMath;
import org.jspecify.annotations.Nullable;

/**
 * The threshold tree of one task at a time (MODEL section 3): {@link #begin} opens a task, the other methods answer for
 * its nodes. A node is named by its key; whatever is random about it is a pure function of (seed, task, key), so two
 * policies that expand the same prefix see the same child.
 *
 * <p>A prefix is described by its key, its direction, its depth (steps taken, 1..T) and its partial sum S = sum of
 * sqrt(share) Z over direction and steps so far, all kept by the caller. Allocation-free after {@link #begin}. Used by one
 * thread at a time.
 */
public final class TaskTree {
    /** Directions of a Pitman-Yor process beyond this many are one: the last takes what popularity is left. */
    public static final int MAX_DIRECTIONS = 256;

    private static final double NEGLIGIBLE = 1e-6;
    private static final double LOGISTIC_TO_PROBIT = 1.702;
    private static final double CLEAR = 40;
    private static final double EXTREME = 3;
    private static final int SYNTHETIC_BLOCK = SobolNet.SIZE;
    /** Directions whose quality and verifier error are coordinates of the net. */
    private static final int NET_DIRECTIONS = 6;
    /** Repeated searches hang below this child of a task and those after it. */
    private static final long REPEATS = Long.MIN_VALUE;

    private final World world;
    private final long seedKey;
    private final Points points;
    private final @Nullable SobolNet net;
    private Strata strata = Strata.EVEN;
    private final KeyedStream stream = new KeyedStream();
    private final DifficultyQuantile quantile;

    private final int maxSteps;
    private final double[] hazard;
    private final double[] sqrtShare;
    private final double[] tau;
    private final double[] rest;
    /** Of the latent quality below the direction, what a level decides, and what is left to the finish after it. */
    private final double[] weightOf;

    private final double[] weightLeft;
    private final double[] sound;
    private final double[] soundFinish;
    private final double[] wrongCumulative;
    private final double mistakes;
    private final double pathNoise;
    private final double logMeanLength;
    private final double logSdLength;

    private final double[] fixedCumulative;
    private double[] cumulative;
    private double[] quality = new double[0];
    private double[] verifierError = new double[0];
    private double[] tilt = new double[0];
    private int directions;
    private double[] draws = new double[0];

    private long taskKey;
    /** Root of the attempts. */
    private long attemptsKey;

    private double place;
    private double weight;
    private double chance;
    private int level;
    private double theta;
    private double medianLength;
    private Difficulty.@Nullable Count replayed;
    private @Nullable Permutation replay;
    private int replayCorrect;

    /**
     * Prepares the tree of the tasks of a world, stratified by difficulty.
     *
     * @param world what the tasks are like
     * @param seed of everything random
     */
    public TaskTree(World world, long seed) {
        this(world, seed, Points.STRATIFIED);
    }

    /**
     * Prepares the tree of the tasks of a world.
     *
     * @param world what the tasks are like
     * @param seed of everything random
     * @param points how the tasks of a block are spread
     */
    public TaskTree(World world, long seed, Points points) {
        this.world = world;
        this.seedKey = Keys.root(seed);
        this.points = points == Points.SOBOL && isRecorded(world) ? Points.STRATIFIED : points;
        this.net = this.points == Points.SOBOL ? new SobolNet(1 + 2 * NET_DIRECTIONS) : null;
        this.quantile = new DifficultyQuantile(world.difficulty());
        AttemptShape shape = world.attempts();
        maxSteps = shape.hazards().size();
        hazard = new double[maxSteps + 1];
        sqrtShare = new double[maxSteps + 1];
        tau = new double[maxSteps + 1];
        rest = new double[maxSteps + 1];
        double weights = 0;
        double weight = 1;
        for (int step = 1; step <= maxSteps; step++, weight *= shape.decay()) {
            hazard[step] = shape.hazards().get(step - 1);
            weights += weight;
        }
        sqrtShare[0] = Math.sqrt(shape.directionShare());
        tau[0] = shape.directionShare();
        rest[0] = Math.sqrt(1 - tau[0]);
        weight = 1;
        for (int step = 1; step <= maxSteps; step++, weight *= shape.decay()) {
            double share = shape.stepsShare() * weight / weights;
            sqrtShare[step] = Math.sqrt(share);
            tau[step] = Math.min(1, tau[step - 1] + share);
            rest[step] = Math.sqrt(Math.max(0, 1 - tau[step]));
        }
        if (shape.finishShare() == 0) {
            rest[maxSteps] = 0;
        }
        weightOf = new double[maxSteps + 1];
        weightLeft = new double[maxSteps + 1];
        sound = new double[maxSteps + 1];
        soundFinish = new double[maxSteps + 1];
        boolean below = shape.directionShare() < 1;
        for (int step = 0; step <= maxSteps; step++) {
            weightOf[step] = below && step > 0 ? sqrtShare[step] * sqrtShare[step] / (1 - tau[0]) : 0;
            weightLeft[step] = below ? rest[step] * rest[step] / (1 - tau[0]) : 1;
        }
        mistakes = world.mistakes().share();
        pathNoise = world.verifier().pathNoise();
        Lengths lengths = world.lengths();
        double variance = FastMath.log1p(lengths.spread() * lengths.spread());
        logSdLength = Math.sqrt(variance);
        logMeanLength = FastMath.log(lengths.stepTokens()) - variance / 2;
        wrongCumulative =
                cumulative(zipf(world.answers().wrong(), world.answers().zipf()));
        fixedCumulative = fixedPopularity(world.directions().popularity());
        cumulative = fixedCumulative;
    }

    private static double[] fixedPopularity(Directions.Popularity popularity) {
        if (popularity instanceof Directions.Uniform uniform) {
            return cumulative(zipf(uniform.count(), 0));
        } else if (popularity instanceof Directions.Zipf z) {
            return cumulative(zipf(z.count(), z.exponent()));
        }
        return new double[0];
    }

    private static double[] zipf(int count, double exponent) {
        double[] weights = new double[count];
        for (int i = 0; i < count; i++) {
            weights[i] = FastMath.pow(i + 1.0, -exponent);
        }
        return weights;
    }

    private static double[] cumulative(double[] weights) {
        double[] sums = weights.clone();
        for (int i = 1; i < sums.length; i++) {
            sums[i] += sums[i - 1];
        }
        double total = sums[sums.length - 1];
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= total;
        }
        sums[sums.length - 1] = 1;
        return sums;
    }

    /**
     * Tasks that form a block. Blocks are independent of each other; the tasks inside one are spread more evenly than chance
     * would, unless points are independent.
     */
    public int blockSize() {
        return world.difficulty().core() instanceof Difficulty.Empirical empirical
                ? empirical.problems().size()
                : SYNTHETIC_BLOCK;
    }

    private static boolean isRecorded(World world) {
        return world.difficulty().core() instanceof Difficulty.Empirical;
    }

    /** Has the tasks that are begun from now on lie in these strata, even ones by default. */
    public void spread(Strata other) {
        strata = other;
    }

    /**
     * Opens a task.
     *
     * @param task number of the task, at least 0; its place in its block is task modulo {@link #blockSize}
     */
    public void begin(long task) {
        taskKey = Keys.child(seedKey, task);
        place = place(task);
        weight = strata.weight(place);
        double u = strata.quantile(place);
        chance = quantile.chance(u);
        Levels levels = world.difficulty().levels();
        level = levels.count() == 1 ? 0 : levels.of(u, stream.normal(taskKey, Purpose.LEVEL));
        double inside = quantile.core(u);
        replayed = world.difficulty().core() instanceof Difficulty.Empirical empirical
                        && empirical.replay()
                        && inside >= 0
                        && inside <= 1
                ? DifficultyQuantile.problem(empirical, inside)
                : null;
        repeat(0);
        drawDirections(task);
        theta = solveTheta(chanceOfQuality());
        double hardness = Math.max(-EXTREME, Math.min(EXTREME, theta));
        medianLength = FastMath.exp(logMeanLength + world.lengths().difficultyEffect() * hardness);
    }

    /** Where a task lies among those of its block, in [0,1). */
    private double place(long task) {
        int size = blockSize();
        return switch (points) {
            case INDEPENDENT -> stream.uniform(taskKey, Purpose.DIFFICULTY);
            case STRATIFIED -> (task % size + stream.uniform(taskKey, Purpose.DIFFICULTY)) / size;
            case SOBOL -> coordinate(task, 0);
        };
    }

    private double coordinate(long task, int dimension) {
        long block = stream.at(Keys.child(seedKey, task / SobolNet.SIZE), Purpose.SCRAMBLE)
                .nextLong();
        return Objects.requireNonNull(net).at(block, (int) (task % SobolNet.SIZE), dimension);
    }

    /**
     * Exchanges the attempts at the open task for others, as likely as those; what is true of the task stays.
     *
     * @param number 0 for those that are there after {@link #begin}
     */
    public void repeat(int number) {
        attemptsKey = number == 0 ? taskKey : Keys.child(taskKey, REPEATS + number);
        Difficulty.Count count = replayed;
        if (count == null) {
            replay = null;
        } else {
            stream.at(attemptsKey, Purpose.REPLAY);
            replay = Permutation.of(stream.nextLong(), count.samples());
            replayCorrect = count.correct();
        }
    }

    /** What the open task counts for in means over its block; the weights of a block sum to its size unless points are independent. */
    public double weight() {
        return weight;
    }

    /** Number of the stratum of the open task, below {@link #blockSize}. */
    public int stratum() {
        return (int) (place * blockSize());
    }

    /** The chance that the latent quality suffices; the rest of the chance is that no level errs, which is spread over them. */
    private double chanceOfQuality() {
        double share = world.mistakes().share();
        if (share == 0 || chance == 0 || replay != null) {
            Arrays.fill(sound, 1);
            Arrays.fill(soundFinish, 1);
            return chance;
        }
        double logarithm = share * FastMath.log(chance);
        for (int step = 0; step <= maxSteps; step++) {
            sound[step] = FastMath.exp(logarithm * weightOf[step]);
            soundFinish[step] = FastMath.exp(logarithm * weightLeft[step]);
        }
        return FastMath.pow(chance, 1 - share);
    }

    private void drawDirections(long task) {
        Directions.Popularity popularity = world.directions().popularity();
        if (popularity instanceof Directions.Dirichlet dirichlet) {
            stream.at(taskKey, Purpose.POPULARITY);
            double[] weights = new double[dirichlet.count()];
            double total = 0;
            for (int i = 0; i < weights.length; i++) {
                weights[i] = stream.nextGamma(dirichlet.concentration());
                total += weights[i];
            }
            if (!(total > 0)) {
                // All components underflowed: in the limit of small concentrations one direction has everything.
                weights[stream.nextInt(weights.length)] = 1;
            }
            cumulative = cumulative(weights);
        } else if (popularity instanceof Directions.PitmanYor process) {
            cumulative = breakStick(process);
        }
        directions = cumulative.length;
        if (quality.length < directions) {
            quality = new double[directions];
            verifierError = new double[directions];
        }
        for (int direction = 0; direction < directions; direction++) {
            long key = Keys.child(taskKey, -1L - direction);
            boolean inNet = points == Points.SOBOL && direction < NET_DIRECTIONS;
            quality[direction] = inNet ? probit(task, 1 + 2 * direction) : stream.normal(key, Purpose.QUALITY);
            double noise = world.verifier().directionNoise();
            verifierError[direction] = noise == 0
                    ? 0
                    : noise
                            * (inNet
                                    ? probit(task, 2 + 2 * direction)
                                    : stream.normal(key, Purpose.VERIFIER_DIRECTION));
        }
        double liking = world.verifier().popularity();
        double sd = liking == 0 ? 0 : tilt();
        for (int j = 0; j < directions && sd > 0; j++) {
            verifierError[j] += liking * tilt[j] / sd;
        }
    }

    private double probit(long task, int dimension) {
        return Normal.threshold(coordinate(task, dimension));
    }

    /**
     * Computes the logarithm of the popularity minus its mean over the directions weighted by popularity, 0 where nobody goes.
     *
     * @return its standard deviation, 0 if all directions are equally popular
     */
    private double tilt() {
        if (tilt.length < directions) {
            tilt = new double[directions];
        }
        double mean = 0;
        double square = 0;
        for (int j = 0; j < directions; j++) {
            double popularity = popularity(j);
            tilt[j] = popularity > 0 ? FastMath.log(popularity) : 0;
            mean += popularity * tilt[j];
            square += popularity * tilt[j] * tilt[j];
        }
        double sd = Math.sqrt(Math.max(0, square - mean * mean));
        for (int j = 0; j < directions; j++) {
            tilt[j] = popularity(j) > 0 ? tilt[j] - mean : 0;
        }
        return sd < NEGLIGIBLE ? 0 : sd;
    }

    private double[] breakStick(Directions.PitmanYor process) {
        stream.at(taskKey, Purpose.POPULARITY);
        double[] sums = new double[MAX_DIRECTIONS];
        double left = 1;
        int count = 0;
        while (count < MAX_DIRECTIONS && left > NEGLIGIBLE) {
            count++;
            left *= 1 - stream.nextBeta(1 - process.discount(), process.concentration() + count * process.discount());
            sums[count - 1] = 1 - left;
        }
        sums[count - 1] = 1;
        return Arrays.copyOf(sums, count);
    }

    /**
     * theta such that the quality of a random attempt suffices with chance p. Without correlation between popularity and quality that is
     * Phi^-1(1-p). With it, Z_j = rho w_j + sqrt(1 - rho^2) fresh, w the popularity's logarithm standardised over the
     * directions weighted by popularity, and theta solves sum_j pi_j Phi((sqrt(s_0) rho w_j - theta) / sqrt(1 - s_0 rho^2)) =
     * p.
     */
    private double solveTheta(double sufficient) {
        double rho = world.directions().qualityCorrelation();
        double simple = Normal.threshold(sufficient);
        if (rho == 0 || directions == 1) {
            return simple;
        }
        double sd = tilt();
        if (sd == 0) {
            return simple;
        }
        double fresh = Math.sqrt(1 - rho * rho);
        for (int j = 0; j < directions; j++) {
            tilt[j] = rho * tilt[j] / sd;
            quality[j] = tilt[j] + fresh * quality[j];
        }
        if (Double.isInfinite(simple)) {
            return simple;
        }
        double spread = Math.sqrt(1 - tau[0] * rho * rho);
        double reach = Math.abs(simple) + 1;
        for (int j = 0; j < directions; j++) {
            reach = Math.max(reach, Math.abs(simple) + 1 + Math.abs(tilt[j]));
        }
        return new BrentSolver(1e-12, 1e-11)
                .solve(
                        1000,
                        candidate -> {
                            double sum = 0;
                            for (int j = 0; j < directions; j++) {
                                sum += popularity(j) * Normal.phi((sqrtShare[0] * tilt[j] - candidate) / spread);
                            }
                            return sum - sufficient;
                        },
                        -reach,
                        reach);
    }

    /** The chance p that a random attempt at the task is correct. */
    public double chance() {
        return chance;
    }

    /** Level of difficulty of the task by its benchmark, 0 the easiest. */
    public int level() {
        return level;
    }

    /** The threshold theta that the latent quality of a correct attempt exceeds. */
    public double theta() {
        return theta;
    }

    /** Number of directions of the task. */
    public int directions() {
        return directions;
    }

    /** Popularity pi_j of a direction. */
    public double popularity(int direction) {
        return cumulative[direction] - (direction == 0 ? 0 : cumulative[direction - 1]);
    }

    /** Step limit T. */
    public int maxSteps() {
        return maxSteps;
    }

    /** Key of the root; the attempts are its children 0, 1, 2, .. */
    public long root() {
        return attemptsKey;
    }

    /** Key of a child of a prefix. */
    public long child(long key, int child) {
        return Keys.child(key, child);
    }

    /** Goes on from each of the first n prefixes to its child 0. */
    public void descend(long[] keys, int n) {
        Keys.descend(keys, n, 0);
    }

    /** Direction that the attempt starting with this first step takes. */
    public int direction(long firstStep) {
        if (directions == 1) {
            return 0;
        }
        return pick(cumulative, directions, stream.uniform(firstStep, Purpose.DIRECTION));
    }

    /** Direction as the embedder sees it (MODEL section 5) of an attempt that starts with this first step. */
    public int seenDirection(int direction, long firstStep) {
        return switch (world.similarity().view()) {
            case TRUE -> direction;
            case BLIND -> 0;
            case SPLIT -> 2 * direction + (int) (firstStep & 1);
        };
    }

    private static int pick(double[] cumulative, int count, double u) {
        int index = 0;
        while (index < count - 1 && u >= cumulative[index]) {
            index++;
        }
        return index;
    }

    /** v_j: the chance of an attempt that takes a direction. */
    public double directionChance(int direction) {
        return Normal.quickPhi(probit(directionSum(direction), 0)) * soundFinish[0];
    }

    /** What the verifier adds to the logit of all prefixes of a direction. */
    public double verifierError(int direction) {
        return verifierError[direction];
    }

    /** Partial sum sqrt(s_0) Z of a direction. */
    public double directionSum(int direction) {
        return sqrtShare[0] * quality[direction];
    }

    /** Z of the step that leads to a prefix. */
    public double stepValue(long key) {
        return stream.normal(key, Purpose.STEP);
    }

    /** What the step of this depth adds to the sum. */
    public double stepSum(long key, int depth) {
        return sqrtShare[depth] == 0 ? 0 : sqrtShare[depth] * stepValue(key);
    }

    /** What the steps of this depth add to the sums of their prefixes. */
    public void addSteps(long[] keys, int count, int depth, double[] sums) {
        if (sqrtShare[depth] != 0) {
            double[] draws = draws(keys, count, Purpose.STEP);
            for (int i = 0; i < count; i++) {
                sums[i] += sqrtShare[depth] * draws[i];
            }
        }
    }

    /** The first standard normal variates of keys; overwritten by the next call. */
    private double[] draws(long[] keys, int count, Purpose purpose) {
        requireDraws(count);
        stream.normals(keys, count, purpose, draws);
        return draws;
    }

    private void requireDraws(int count) {
        if (draws.length < count) {
            draws = new double[2 * count];
        }
    }

    /** sqrt(s_depth), depth 1..T; 0 is the direction. */
    public double sqrtShare(int depth) {
        return sqrtShare[depth];
    }

    /** tau after the direction and {@code depth} steps: the latent correlation of attempts that share them. */
    public double sharedUntil(int depth) {
        return tau[depth];
    }

    /** Whether an attempt finishes with this prefix. */
    public boolean finishes(long key, int depth) {
        double h = hazard[depth];
        return h == 1 || (h > 0 && stream.uniform(key, Purpose.FINISH) < h);
    }

    /** Whether attempts finish with these prefixes. */
    public void finishes(long[] keys, int count, int depth, boolean[] finished) {
        double h = hazard[depth];
        if (h == 0 || h == 1) {
            Arrays.fill(finished, 0, count, h == 1);
            return;
        }
        requireDraws(count);
        stream.uniforms(keys, count, Purpose.FINISH, draws);
        for (int i = 0; i < count; i++) {
            finished[i] = draws[i] < h;
        }
    }

    /** Z of all that finishing at this prefix resolves. */
    public double restValue(long key) {
        return stream.normal(key, Purpose.REST);
    }

    /** What has become of a prefix (MODEL section 3), given what had become of its parent; the root is sound. */
    public Mistakes.State state(long key, int depth, Mistakes.State parent) {
        if (mistakes == 0 || parent == Mistakes.State.EVIDENT) {
            return parent;
        }
        if (parent == Mistakes.State.SOUND && stream.uniform(key, Purpose.MISTAKE) < sound[depth]) {
            return Mistakes.State.SOUND;
        }
        return stream.uniform(key, Purpose.DETECTION) < world.mistakes().detection()
                ? Mistakes.State.EVIDENT
                : Mistakes.State.HIDDEN;
    }

    /**
     * Whether an attempt that finishes at this prefix is correct: the latent quality sum + sqrt(1 - tau) Z exceeds the
     * threshold, and neither its steps nor the finish have erred.
     */
    public boolean correct(long key, int depth, Mistakes.State state, double sum, double restValue) {
        return state == Mistakes.State.SOUND
                && sum + rest[depth] * restValue > theta
                && (soundFinish[depth] == 1 || stream.uniform(key, Purpose.LAST_MISTAKE) < soundFinish[depth]);
    }

    /**
     * Whether the attempt that finishes at this prefix is correct.
     *
     * @param attempt number of the attempt among the root's children; only read when recorded samples are replayed
     */
    public boolean finishedCorrect(long key, int depth, Mistakes.State state, double sum, int attempt) {
        Permutation samples = replay;
        if (samples != null) {
            return samples.at(attempt) < replayCorrect;
        }
        return correct(key, depth, state, sum, rest[depth] == 0 ? 0 : restValue(key));
    }

    /**
     * Chance that the attempt that finishes at this prefix is correct, given all that came before the finish: the v of the
     * prefix (to 1e-9). 0 or 1 if recorded samples are
     * replayed.
     *
     * @param attempt number of the attempt among the root's children; only read when recorded samples are replayed
     */
    public double finishChance(int depth, Mistakes.State state, double sum, int attempt) {
        Permutation samples = replay;
        if (samples != null) {
            return samples.at(attempt) < replayCorrect ? 1 : 0;
        }
        return state == Mistakes.State.SOUND ? Normal.quickPhi(probit(sum, depth)) * soundFinish[depth] : 0;
    }

    /** A uniform variate in [0,1) of a prefix, by which its finish is drawn several times. */
    public double finishLot(long key) {
        return stream.uniform(key, Purpose.REDRAW);
    }

    /**
     * True chance that one rollout from a prefix succeeds whose steps are sound: Phi((S - theta)/sqrt(1 - tau)) times the chance
     * that no level errs which is still to come.
     */
    public double value(double sum, int depth) {
        return Normal.phi(probit(sum, depth)) * soundFinish[depth];
    }

    private double probit(double sum, int depth) {
        double gap = sum - theta;
        if (Math.abs(gap) >= CLEAR * rest[depth]) {
            return gap > 0 ? CLEAR : -CLEAR;
        }
        return gap / rest[depth];
    }

    /** Tokens of the step that leads to a prefix, a whole number of at least 1. */
    public double tokens(long key) {
        double tokens = logSdLength == 0
                ? medianLength
                : medianLength * Exponential.of(logSdLength * stream.normal(key, Purpose.LENGTH));
        return Math.max(1, Math.rint(tokens));
    }

    /** Tokens of the steps that lead to prefixes, as {@link #tokens(long)}. */
    public void tokens(long[] keys, int count, double[] tokens) {
        if (logSdLength == 0) {
            Arrays.fill(tokens, 0, count, Math.max(1, Math.rint(medianLength)));
            return;
        }
        double[] draws = draws(keys, count, Purpose.LENGTH);
        for (int i = 0; i < count; i++) {
            double length = Math.rint(medianLength * Exponential.of(logSdLength * draws[i]));
            tokens[i] = length < 1 ? 1 : length;
        }
    }

    /** Whether no step errs, at any task. */
    public boolean faultless() {
        return mistakes == 0;
    }

    /** What a mistake that comes to light takes from the verifier's logit, of a prefix and all that goes on from it. */
    public double drop(Mistakes.State parent, Mistakes.State state) {
        return parent != Mistakes.State.EVIDENT && state == Mistakes.State.EVIDENT
                ? world.mistakes().drop()
                : 0;
    }

    /** Error of the verifier that children of a prefix inherit, from that of its parent (0 for the root). */
    public double pathError(long key, double parentError) {
        return pathNoise == 0 ? parentError : parentError + pathNoise * stream.normal(key, Purpose.VERIFIER_PATH);
    }

    /** Adds the errors of prefixes of their own to those that they inherit, as {@link #pathError}. */
    public void addPathErrors(long[] keys, int count, double[] pathErrors) {
        if (pathNoise != 0) {
            double[] draws = draws(keys, count, Purpose.VERIFIER_PATH);
            for (int i = 0; i < count; i++) {
                pathErrors[i] += pathNoise * draws[i];
            }
        }
    }

    /** Verifier scores in [0,1] of active prefixes of one depth, as {@link #score}. */
    public void scores(
            long[] keys,
            int count,
            int[] directions,
            int depth,
            double[] sums,
            double[] pathErrors,
            double[] tokens,
            double[] scores) {
        double noise = world.verifier().stepNoise();
        double[] draws = noise == 0 ? this.draws : draws(keys, count, Purpose.VERIFIER_STEP);
        for (int i = 0; i < count; i++) {
            scores[i] =
                    logit(noise == 0 ? 0 : noise * draws[i], directions[i], depth, sums[i], pathErrors[i], tokens[i]);
        }
        double calls = world.verifier().callNoise();
        for (int i = 0; i < count; i++) {
            scores[i] = logistic(scores[i] + (calls == 0 ? 0 : lowestCall(keys[i], calls)));
        }
    }

    /** Verifier score in [0,1] of an active prefix of so many tokens (MODEL section 4). */
    public double score(long key, int direction, int depth, double sum, double pathError, double tokens) {
        return logistic(logit(key, direction, depth, sum, pathError, tokens)
                + lowestCall(key, world.verifier().callNoise()));
    }

    /** Verifier score in [0,1] of an attempt of so many tokens that finished at this prefix. */
    public double finishedScore(
            long key, int direction, int depth, double sum, double pathError, double tokens, boolean correct) {
        Verifier verifier = world.verifier();
        double seen = logit(key, direction, depth, sum, pathError, tokens)
                + (correct ? verifier.outcome() : -verifier.outcome());
        return logistic(seen + lowestCall(key, correct ? verifier.callNoise() : verifier.wrongCallNoise()));
    }

    private double logit(long key, int direction, int depth, double sum, double pathError, double tokens) {
        double noise = world.verifier().stepNoise();
        return logit(
                noise == 0 ? 0 : noise * stream.normal(key, Purpose.VERIFIER_STEP),
                direction,
                depth,
                sum,
                pathError,
                tokens);
    }

    private double logit(double fresh, int direction, int depth, double sum, double pathError, double tokens) {
        Verifier verifier = world.verifier();
        return verifier.slope() * LOGISTIC_TO_PROBIT * probit(sum, depth)
                + verifier.bias()
                + verifierError[direction]
                + pathError
                + fresh
                + (verifier.length() == 0
                        ? 0
                        : verifier.length() * tokens / world.lengths().stepTokens());
    }

    /** The lowest of the errors that the calls add. */
    private double lowestCall(long key, double sd) {
        if (sd == 0) {
            return 0;
        }
        stream.at(key, Purpose.VERIFIER_CALL);
        double lowest = stream.nextNormal();
        for (int call = 1; call < world.verifier().calls(); call++) {
            lowest = Math.min(lowest, stream.nextNormal());
        }
        return sd * lowest;
    }

    private static double logistic(double logit) {
        return 1 / (1 + Exponential.of(-logit));
    }

    /** Answer of a finished attempt: 0 is right, others are wrong; below {@link #answers}. */
    public int answer(long key, int direction, boolean correct) {
        if (correct) {
            return 0;
        }
        Answers answers = world.answers();
        stream.at(key, Purpose.ANSWER);
        if (answers.herding() > 0 && stream.nextDouble() < answers.herding()) {
            return 1 + answers.wrong() + direction;
        }
        return 1 + pick(wrongCumulative, wrongCumulative.length, stream.nextDouble());
    }

    /** Number of different answers of the task: the right one, the shared wrong ones, one typical of each direction. */
    public int answers() {
        return 1 + world.answers().wrong() + directions;
    }

    /** A number that breaks ties between candidates fairly: the largest wins. */
    public long tieBreaker(long key) {
        return stream.at(key, Purpose.TIE).nextLong();
    }

    /** A number in [0, 2^53) for the lots that a policy draws after a step of the open task. */
    public long lot(int step) {
        return stream.at(Keys.child(attemptsKey, step), Purpose.LOT).nextLong() >>> 11;
    }

    /** Whether a sequential round keeps the direction of the last. */
    public boolean sticks(long round) {
        double stickiness = world.refinement().stickiness();
        return stickiness == 1 || (stickiness > 0 && stream.uniform(round, Purpose.STICK) < stickiness);
    }

    /** Whether a sequential round repeats the last. */
    public boolean repeats(long round) {
        double repeat = world.refinement().repeat();
        return repeat > 0 && stream.uniform(round, Purpose.REPEAT) < repeat;
    }

    /** Error of the similarity of two prefixes that meet at this key. */
    public double similarityError(long meeting) {
        return world.similarity().noise() * stream.normal(meeting, Purpose.SIMILARITY);
    }

    /** What the tasks are like. */
    public World world() {
        return world;
    }
}
