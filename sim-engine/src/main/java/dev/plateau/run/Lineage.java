package dev.plateau.run;

import dev.plateau.model.Exponential;
import dev.plateau.model.Mistakes;
import dev.plateau.model.SimilarityShape;
import dev.plateau.model.TaskTree;
import dev.plateau.policy.Frontier;
import dev.plateau.policy.Reads;
import dev.plateau.random.Keys;
import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * The active prefixes of a search in lineage order: those with a common ancestor stand side by side, which a search keeps
 * true by expanding in order. Structure of arrays; grows, then allocates nothing.
 *
 * <p>Since two prefixes that share l steps have the similarity of their meeting point, the k sums of {@link #uniqueness}
 * need one exponential per level (per meeting point if the similarity is noisy) and O(k depth) additions, not k^2
 * exponentials.
 */
final class Lineage implements Frontier {
    private final TaskTree tree;
    private final double[] cosineOfLevel;
    private final double cosineOfStrangers;
    private final SimilarityShape shape;

    /** These prefixes with the truth about them. */
    final Truth truth;

    int size;
    int depth;
    /** Attempts of the search that have finished. */
    int finished;
    /** What the rule of the search declares; the rest is refused. */
    Reads reads = Reads.NOTHING;

    long[] key = new long[0];
    /** Number of the attempt among the root's children that the prefix descends from. */
    int[] attempt = new int[0];

    /** Number of the request that wrote its last step, when requests are recorded. */
    int[] request = new int[0];

    int[] direction = new int[0];
    double[] sum = new double[0];
    double[] pathError = new double[0];
    /** All sound where no step errs: then nobody writes them. */
    Mistakes.State[] state = new Mistakes.State[0];

    double[] tokens = new double[0];
    double[] score = new double[0];
    /** Sum of the confidence of the scores along the path; kept only for rules that read scores. */
    double[] evidence = new double[0];

    /** Steps shared with the prefix before, in lineage order; 0 for the first. */
    int[] shared = new int[0];
    /** Direction as the embedder sees it. */
    int[] seen = new int[0];
    /** ancestor[l][i]: key of the ancestor of prefix i at depth l; kept only for a noisy similarity. */
    long[][] ancestor;

    /** Whether what a rule is told of uniqueness is remembered until the next allocation. */
    boolean remembers;

    double[] told = new double[0];

    private int[] population = new int[0];

    Lineage(TaskTree tree) {
        this.tree = tree;
        this.shape = tree.world().similarity();
        this.truth = new Truth(tree, this);
        int levels = tree.maxSteps();
        cosineOfLevel = new double[levels + 1];
        double hidden = shape.view() == SimilarityShape.View.BLIND ? tree.sharedUntil(0) : 0;
        for (int level = 0; level <= levels; level++) {
            double common = Math.max(0, tree.sharedUntil(level) - hidden) / Math.max(1e-12, 1 - hidden);
            cosineOfLevel[level] = shape.floor() + (1 - shape.floor()) * FastMath.pow(common, shape.power());
        }
        cosineOfStrangers = shape.floor();
        ancestor = new long[noisy() ? levels + 1 : 0][0];
    }

    private boolean noisy() {
        return shape.noise() > 0;
    }

    void require(int capacity) {
        if (key.length >= capacity) {
            return;
        }
        int room = Math.max(capacity, 2 * key.length);
        key = Arrays.copyOf(key, room);
        attempt = Arrays.copyOf(attempt, room);
        request = Arrays.copyOf(request, room);
        direction = Arrays.copyOf(direction, room);
        sum = Arrays.copyOf(sum, room);
        int had = state.length;
        state = Arrays.copyOf(state, room);
        Arrays.fill(state, had, room, Mistakes.State.SOUND);
        pathError = Arrays.copyOf(pathError, room);
        tokens = Arrays.copyOf(tokens, room);
        score = Arrays.copyOf(score, room);
        evidence = Arrays.copyOf(evidence, room);
        shared = Arrays.copyOf(shared, room);
        seen = Arrays.copyOf(seen, room);
        for (int level = 0; level < ancestor.length; level++) {
            ancestor[level] = Arrays.copyOf(ancestor[level], room);
        }
    }

    /** Copies the ancestors of prefix {@code parent} of {@code from} to prefix {@code at}, whose own key follows them. */
    void inherit(int at, Lineage from, int parent, int depth, long own) {
        if (noisy()) {
            for (int level = 1; level < depth; level++) {
                ancestor[level][at] = from.ancestor[level][parent];
            }
            ancestor[depth][at] = own;
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public double score(int i) {
        reads.requireScores();
        return score[i];
    }

    @Override
    public double evidence(int i) {
        reads.requireScores();
        return evidence[i];
    }

    @Override
    public int lineage(int i) {
        return attempt[i];
    }

    @Override
    public int step() {
        return depth;
    }

    @Override
    public int finished() {
        return finished;
    }

    @Override
    public long seed() {
        return tree.lot(depth);
    }

    @Override
    public double cosine(int i, int j) {
        reads.requireSimilarities();
        if (i == j) {
            return 1;
        }
        int level = depth;
        for (int between = Math.min(i, j) + 1; between <= Math.max(i, j); between++) {
            level = Math.min(level, shared[between]);
        }
        return level == 0 ? cosineOfDirections(seen[i], seen[j]) : cosineAt(level, i);
    }

    @Override
    public void cosines(int i, double[] row) {
        reads.requireSimilarities();
        row[i] = 1;
        int level = depth;
        for (int j = i + 1; j < size; j++) {
            level = Math.min(level, shared[j]);
            row[j] = level == 0 ? cosineOfDirections(seen[i], seen[j]) : cosineAt(level, i);
        }
        level = depth;
        for (int j = i - 1; j >= 0; j--) {
            level = Math.min(level, shared[j + 1]);
            row[j] = level == 0 ? cosineOfDirections(seen[i], seen[j]) : cosineAt(level, i);
        }
    }

    private double cosineAt(int level, int i) {
        return noisy() ? blurred(cosineOfLevel[level], ancestor[level][i]) : cosineOfLevel[level];
    }

    /** Cosine of prefixes that share no step, by the directions that the embedder sees. */
    private double cosineOfDirections(int a, int b) {
        double cosine = a == b ? cosineOfLevel[0] : cosineOfStrangers;
        if (!noisy()) {
            return cosine;
        }
        return blurred(cosine, Keys.child(Keys.child(tree.root(), -1L - Math.min(a, b)), -1L - Math.max(a, b)));
    }

    private double blurred(double cosine, long meeting) {
        return Math.max(-1, Math.min(1, cosine + tree.similarityError(meeting)));
    }

    @Override
    public void uniqueness(double temperature, double[] uniqueness) {
        reads.requireSimilarities();
        Arrays.fill(uniqueness, 0, size, 1);
        // Prefixes that share at least `level` steps are a run; inside it, those of other runs one level up meet here.
        for (int level = depth - 1; level >= 1; level--) {
            double weight = noisy() ? 0 : weight(cosineOfLevel[level], temperature);
            for (int start = 0, end; start < size; start = end) {
                end = runEnd(start, level);
                if (end - start == 1) {
                    continue;
                }
                boolean drawn = false;
                for (int from = start, to; from < end; from = to) {
                    to = Math.min(end, runEnd(from, level + 1));
                    int others = end - start - (to - from);
                    if (others == 0) {
                        continue;
                    }
                    if (noisy() && !drawn) {
                        weight = weight(cosineAt(level, start), temperature);
                        drawn = true;
                    }
                    add(uniqueness, from, to, others * weight);
                }
            }
        }
        addDirections(temperature, uniqueness);
        for (int i = 0; i < size; i++) {
            uniqueness[i] = 1 / uniqueness[i];
        }
        if (remembers) {
            told = Arrays.copyOf(uniqueness, size);
        }
    }

    private void addDirections(double temperature, double[] sums) {
        int directions = 0;
        for (int i = 0; i < size; i++) {
            directions = Math.max(directions, seen[i] + 1);
        }
        if (population.length < directions) {
            population = new int[2 * directions];
        }
        Arrays.fill(population, 0, directions, 0);
        for (int i = 0; i < size; i++) {
            population[seen[i]]++;
        }
        double kin = weight(cosineOfLevel[0], temperature);
        double strangers = weight(cosineOfStrangers, temperature);
        for (int start = 0, end; start < size; start = end) {
            end = runEnd(start, 1);
            int own = seen[start];
            int siblings = population[own] - (end - start);
            double sum;
            if (noisy()) {
                sum = siblings == 0 ? 0 : siblings * weight(cosineOfDirections(own, own), temperature);
                for (int other = 0; other < directions; other++) {
                    if (other != own && population[other] > 0) {
                        sum += population[other] * weight(cosineOfDirections(own, other), temperature);
                    }
                }
            } else {
                sum = siblings * kin + (size - population[own]) * strangers;
            }
            add(sums, start, end, sum);
        }
    }

    private static double weight(double cosine, double temperature) {
        return Exponential.of((cosine - 1) / temperature);
    }

    private static void add(double[] sums, int from, int to, double amount) {
        for (int i = from; i < to; i++) {
            sums[i] += amount;
        }
    }

    /** End (exclusive) of the run of prefixes that share at least {@code level} steps with the one at {@code start}. */
    private int runEnd(int start, int level) {
        int end = start + 1;
        while (end < size && shared[end] >= level) {
            end++;
        }
        return end;
    }
}
