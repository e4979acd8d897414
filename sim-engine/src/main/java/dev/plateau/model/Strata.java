package dev.plateau.model;

import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Parts of the range of difficulty, each with one task of every block. Where they are narrow there are many tasks. The
 * weight of a task is the width of its stratum times the number of strata, so weighted means over a block are unbiased and the
 * weights of a block sum to its size.
 */
public final class Strata implements Serializable {
    @Serial
    private static final long serialVersionUID = 1;

    /** Every task counts the same. */
    public static final Strata EVEN = new Strata(new double[] {0, 1});

    private final double[] edges;

    private Strata(double[] edges) {
        this.edges = edges;
    }

    /**
     * Strata between ascending edges that begin with 0 and end with 1.
     *
     * @param edges one more than there are tasks in a block
     */
    public static Strata of(double[] edges) {
        if (edges.length < 2 || edges[0] != 0 || edges[edges.length - 1] != 1) {
            throw new IllegalArgumentException("edges must go from 0 to 1, got " + Arrays.toString(edges));
        }
        for (int i = 1; i < edges.length; i++) {
            if (!(edges[i] > edges[i - 1])) {
                throw new IllegalArgumentException("edges must ascend, got " + Arrays.toString(edges));
            }
        }
        return new Strata(edges.clone());
    }

    /**
     * Strata in each of which the same share of an effort falls.
     *
     * @param density of the effort over equal parts of the range, each above 0
     * @param count of the strata
     */
    public static Strata ofDensity(double[] density, int count) {
        double[] cumulative = new double[density.length + 1];
        for (int i = 0; i < density.length; i++) {
            cumulative[i + 1] = cumulative[i] + density[i];
        }
        double total = cumulative[density.length];
        double[] edges = new double[count + 1];
        int part = 0;
        for (int i = 1; i < count; i++) {
            double wanted = total * i / count;
            while (cumulative[part + 1] < wanted) {
                part++;
            }
            edges[i] = (part + (wanted - cumulative[part]) / density[part]) / density.length;
        }
        edges[count] = 1;
        return of(edges);
    }

    /** Whether every task counts the same. */
    public boolean isEven() {
        return edges.length == 2;
    }

    /** Largest weight. */
    public double heaviest() {
        double widest = 0;
        for (int i = 1; i < edges.length; i++) {
            widest = Math.max(widest, edges[i] - edges[i - 1]);
        }
        return widest * (edges.length - 1);
    }

    /** Weight of a task at a place x in [0,1) among the strata. */
    double weight(double x) {
        int i = stratum(x);
        return (edges[i + 1] - edges[i]) * (edges.length - 1);
    }

    /** The quantile of difficulty at a place x in [0,1) among the strata. */
    double quantile(double x) {
        int i = stratum(x);
        return edges[i] + (edges[i + 1] - edges[i]) * (x * (edges.length - 1) - i);
    }

    private int stratum(double x) {
        return Math.min(edges.length - 2, (int) (x * (edges.length - 1)));
    }
}
