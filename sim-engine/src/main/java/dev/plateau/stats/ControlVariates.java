package dev.plateau.stats;

import java.util.Arrays;

/**
 * Quantities whose true mean is 0, observed block by block beside those to be estimated. The estimate of a mean is that of a
 * linear regression on them, at 0: y - b'c, with b fitted to the same n blocks by least squares (Lavenberg and Welch 1981, A
 * perspective on the use of control variables). Its variance is estimated by s^2 (1/n + c'S^-1 c), with c the means of the
 * controls, S their sums of squares and products, and s^2 what the regression leaves over n - 1 - k degrees of freedom. The
 * interval is exact if blocks are normal, the estimate then unbiased; otherwise its bias is of the order 1/n, beside an error of the
 * order 1/sqrt(n).
 *
 * <ul>
 *   <li>The fit is linear in y: estimates of two means differ by exactly the estimate of their difference.
 *   <li>With fewer than {@value #BLOCKS_EACH} blocks for each control and the mean, controls are not used.
 *   <li>A control whose standard deviation over blocks, beside those before it, is below 1e-4 is not used: it explains nothing,
 *       and the rounding of its mean would be taken for news.
 * </ul>
 *
 * <p>Sums are updated as Welford's, so the result depends on the order of the blocks only.
 */
public final class ControlVariates {
    private static final int BLOCKS_EACH = 10;
    private static final double DEPENDENT = 1e-9;
    /** Variance over blocks that a control must have beside the ones before it: controls are computed to 1e-7. */
    private static final double NEGLIGIBLE = 1e-8;

    private final double[] mean;
    private final double[][] products;
    /** Of the last block: from the mean that includes it. */
    private final double[] deviation;

    private long blocks;
    private boolean factored;
    /** Lower triangular root of the products; rows of controls that are not used are 0. */
    private final double[][] root;

    /** So many controls, maybe none. */
    public ControlVariates(int controls) {
        mean = new double[controls];
        deviation = new double[controls];
        products = new double[controls][controls];
        root = new double[controls][controls];
    }

    /** Takes the controls of the next block. */
    public void accept(double[] controls) {
        blocks++;
        factored = false;
        for (int i = 0; i < mean.length; i++) {
            double before = controls[i] - mean[i];
            mean[i] += before / blocks;
            deviation[i] = controls[i] - mean[i];
            for (int j = 0; j <= i; j++) {
                products[i][j] += before * deviation[j];
            }
        }
    }

    /** A mean to be estimated with these controls. */
    public Controlled controlled() {
        return new Controlled();
    }

    /** Cholesky's factorisation; used once a round of blocks. */
    private void factor() {
        if (factored) {
            return;
        }
        factored = true;
        boolean enough = blocks >= (long) BLOCKS_EACH * (mean.length + 1);
        for (int i = 0; i < mean.length; i++) {
            Arrays.fill(root[i], 0);
            for (int j = 0; j < i && enough; j++) {
                double sum = products[i][j];
                for (int l = 0; l < j; l++) {
                    sum -= root[i][l] * root[j][l];
                }
                root[i][j] = root[j][j] == 0 ? 0 : sum / root[j][j];
            }
            double left = products[i][i];
            for (int l = 0; l < i; l++) {
                left -= root[i][l] * root[i][l];
            }
            root[i][i] =
                    enough && left > Math.max(DEPENDENT * products[i][i], NEGLIGIBLE * blocks) ? Math.sqrt(left) : 0;
        }
    }

    private int used() {
        factor();
        int used = 0;
        for (int i = 0; i < mean.length; i++) {
            used += root[i][i] > 0 ? 1 : 0;
        }
        return used;
    }

    /** L^-1 x, with 0 for the controls that are not used. */
    private double[] solved(double[] x) {
        factor();
        double[] z = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double sum = x[i];
            for (int l = 0; l < i; l++) {
                sum -= root[i][l] * z[l];
            }
            z[i] = root[i][i] == 0 ? 0 : sum / root[i][i];
        }
        return z;
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** A mean that is estimated. */
    public final class Controlled {
        private final double[] withControls = new double[mean.length];
        private double average;
        private double squares;

        private Controlled() {}

        /** Takes the next block, whose controls have just been taken. */
        public void accept(double y) {
            double before = y - average;
            average += before / blocks;
            squares += before * (y - average);
            for (int i = 0; i < withControls.length; i++) {
                withControls[i] += before * deviation[i];
            }
        }

        /** The estimated mean. */
        public double value() {
            return average - product(solved(withControls), solved(mean));
        }

        /** The estimated mean and its error; there must be two blocks. */
        public Estimate estimate() {
            if (blocks < 2) {
                throw new IllegalArgumentException("an interval needs at least 2 blocks, got " + blocks);
            }
            double[] explained = solved(withControls);
            double[] at = solved(mean);
            double degrees = (double) blocks - 1 - used();
            double left = Math.max(0, squares - product(explained, explained)) / degrees;
            return new Estimate(average - product(explained, at), left * (1.0 / blocks + product(at, at)), degrees);
        }

        /**
         * Covariance of two estimated means.
         *
         * @param covariance of the two over the blocks (unbiased)
         */
        public double covariance(Controlled other, double covariance) {
            double[] at = solved(mean);
            double left = covariance * (blocks - 1) - product(solved(withControls), solved(other.withControls));
            return left / ((double) blocks - 1 - used()) * (1.0 / blocks + product(at, at));
        }
    }
}
