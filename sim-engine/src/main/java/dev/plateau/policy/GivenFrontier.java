package dev.plateau.policy;

import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * A frontier from given numbers rather than from a search: to try a rule by hand, in a test or from a file. Its prefixes have
 * taken one step, each from an attempt of its own, unless {@link #at} says otherwise, and the evidence about them is that of
 * their scores as one step, unless {@link #withEvidence} says otherwise. Immutable.
 */
public final class GivenFrontier implements Frontier {
    private final double[] scores;
    private final double[] evidence;
    /** Null if no prefix is like another. */
    private final double @Nullable [][] cosines;

    private final int[] lineages;
    private final int step;
    private final int finished;

    private GivenFrontier(
            double[] scores, double[] evidence, double @Nullable [][] cosines, int[] lineages, int step, int finished) {
        this.scores = scores;
        this.evidence = evidence;
        this.cosines = cosines;
        this.lineages = lineages;
        this.step = step;
        this.finished = finished;
    }

    /**
     * A frontier of prefixes that have nothing in common: the cosine of two is 0.
     *
     * @param scores k of them, at least one, finite
     */
    public static GivenFrontier of(double[] scores) {
        return new GivenFrontier(scores.clone(), oneStep(scores), null, attempts(scores.length), 1, 0);
    }

    /**
     * A frontier from scores and embeddings.
     *
     * @param scores k of them, finite
     * @param embeddings k vectors of one length, finite and not zero
     */
    public static GivenFrontier of(double[] scores, double[][] embeddings) {
        int k = scores.length;
        if (embeddings.length != k) {
            throw new IllegalArgumentException(k + " scores but " + embeddings.length + " embeddings");
        }
        double[][] units = new double[k][];
        for (int i = 0; i < k; i++) {
            units[i] = unit(embeddings[i], i);
        }
        double[][] cosines = new double[k][k];
        for (int i = 0; i < k; i++) {
            cosines[i][i] = 1;
            for (int j = 0; j < i; j++) {
                cosines[i][j] = product(units[i], units[j]);
                cosines[j][i] = cosines[i][j];
            }
        }
        return new GivenFrontier(scores.clone(), oneStep(scores), cosines, attempts(k), 1, 0);
    }

    /**
     * A frontier from scores and the cosines of its embeddings.
     *
     * @param scores k of them, at least one, finite
     * @param cosines k x k, symmetric, in [-1,1], 1 on the diagonal
     */
    public static GivenFrontier ofCosines(double[] scores, double[][] cosines) {
        int k = scores.length;
        double[][] copy = new double[k][];
        for (int i = 0; i < k; i++) {
            copy[i] = cosines[i].clone();
        }
        return new GivenFrontier(scores.clone(), oneStep(scores), copy, attempts(k), 1, 0);
    }

    private static double[] oneStep(double[] scores) {
        return DoubleStream.of(scores).map(Confidence::of).toArray();
    }

    private static int[] attempts(int k) {
        if (k == 0) {
            throw new IllegalArgumentException("a frontier has at least one prefix");
        }
        int[] lineages = new int[k];
        for (int i = 0; i < k; i++) {
            lineages[i] = i;
        }
        return lineages;
    }

    /** The same prefixes after so many steps, with so many attempts finished. */
    public GivenFrontier at(int step, int finished) {
        return new GivenFrontier(scores, evidence, cosines, lineages, step, finished);
    }

    /** The same prefixes with other evidence about them: k values, finite and at least 0. */
    public GivenFrontier withEvidence(double[] evidence) {
        if (evidence.length != scores.length) {
            throw new IllegalArgumentException(scores.length + " scores but evidence about " + evidence.length);
        }
        return new GivenFrontier(scores, evidence.clone(), cosines, lineages, step, finished);
    }

    /** The same prefixes in another order: the i-th is the order[i]-th of this one. */
    public GivenFrontier reordered(int[] order) {
        int k = order.length;
        double[] newScores = new double[k];
        double[] newEvidence = new double[k];
        double @Nullable [][] newCosines = cosines == null ? null : new double[k][k];
        int[] newLineages = new int[k];
        for (int i = 0; i < k; i++) {
            newScores[i] = scores[order[i]];
            newEvidence[i] = evidence[order[i]];
            newLineages[i] = lineages[order[i]];
            for (int j = 0; newCosines != null && j < k; j++) {
                newCosines[i][j] = cosine(order[i], order[j]);
            }
        }
        return new GivenFrontier(newScores, newEvidence, newCosines, newLineages, step, finished);
    }

    @Override
    public int size() {
        return scores.length;
    }

    @Override
    public double score(int i) {
        return scores[i];
    }

    @Override
    public double evidence(int i) {
        return evidence[i];
    }

    @Override
    public double cosine(int i, int j) {
        return cosines == null ? (i == j ? 1 : 0) : cosines[i][j];
    }

    @Override
    public int lineage(int i) {
        return lineages[i];
    }

    @Override
    public int step() {
        return step;
    }

    @Override
    public int finished() {
        return finished;
    }

    /** A vector made to have length 1; scaled by its largest part first, so that no square overflows. */
    private static double[] unit(double[] vector, int i) {
        double largest = 0;
        for (double part : vector) {
            largest = Math.max(largest, Math.abs(part));
        }
        if (!(largest > 0 && largest < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("embedding " + i + " has no direction");
        }
        double[] unit = new double[vector.length];
        double squares = 0;
        for (int d = 0; d < vector.length; d++) {
            unit[d] = vector[d] / largest;
            squares += unit[d] * unit[d];
        }
        double length = Math.sqrt(squares);
        for (int d = 0; d < unit.length; d++) {
            unit[d] /= length;
        }
        return unit;
    }

    private static double product(double[] a, double[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException("embeddings of lengths " + a.length + " and " + b.length);
        }
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += a[d] * b[d];
        }
        return Math.max(-1, Math.min(1, sum));
    }
}
