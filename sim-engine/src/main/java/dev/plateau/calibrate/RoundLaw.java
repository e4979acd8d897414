package dev.plateau.calibrate;

import dev.plateau.model.Difficulty;
import dev.plateau.model.Normal;
import dev.plateau.model.Refinement;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * Rounds of a chain (MODEL section 8, without directions): the first is right with chance p = Phi(x), x ~ N(mean, spread^2) over
 * problems, and a share of the problems is never solved. The latent quality of a round follows that of the last,
 * X' = reuse X + sqrt(1 - reuse^2) fresh, and from the second on {@code lift} is added to it.
 *
 * @param mean of the probit of p
 * @param spread its standard deviation over problems, at least 0
 * @param unsolvable share of problems that no round solves, in [0,1)
 * @param reuse in [0,1)
 * @param lift in standard deviations of an attempt; below 0, rounds after the first are worse
 */
public record RoundLaw(double mean, double spread, double unsolvable, double reuse, double lift) {
    private static final int CELLS = 48;
    private static final double REACH = 4.2;
    private static final double WIDTH = 2 * REACH / CELLS;
    private static final int NODES = 27;
    private static final double STEP = 0.3;
    private static final double TOTAL = total();
    private static final double HIGHEST = 0.98;

    /** Reuse beyond this is not told from it. */
    static double highestReuse() {
        return HIGHEST;
    }

    /** Chances of sequences of rounds, found together. */
    final class Chances {
        private final double[][] kernel;
        private final double[] start;

        Chances() {
            start = new double[CELLS];
            kernel = new double[reuse > 0 ? CELLS : 0][CELLS];
            for (int i = 0; i < CELLS; i++) {
                start[i] = mass(i, 0, 1);
            }
            for (int i = 0; i < kernel.length; i++) {
                for (int j = 0; j < CELLS; j++) {
                    kernel[i][j] = mass(j, reuse * middle(i), Math.sqrt(1 - reuse * reuse));
                }
            }
        }

        /** Chance that the rounds come out so. */
        double of(List<Boolean> right) {
            double sum = 0;
            for (int k = 0; k < NODES; k++) {
                sum += share(k) * given(right, -probit(k));
            }
            return sum + (right.contains(true) ? 0 : unsolvable);
        }

        private double given(List<Boolean> right, double theta) {
            double[] mass = start.clone();
            for (int t = 0; t < right.size(); t++) {
                mass = next(mass, t, right.get(t), theta);
            }
            return Arrays.stream(mass).sum();
        }

        /** Where the latent quality is after one more round that came out so. */
        private double[] next(double[] before, int t, boolean right, double theta) {
            return judged(t > 0 ? moved(before) : before, above(theta - (t > 0 ? lift : 0)), right);
        }

        /** The part of a round's mass that comes out so. */
        private double[] judged(double[] made, double[] above, boolean right) {
            double[] mass = made.clone();
            for (int i = 0; i < CELLS; i++) {
                mass[i] *= right ? above[i] : 1 - above[i];
            }
            return mass;
        }

        private double[] moved(double[] mass) {
            double[] next = new double[CELLS];
            if (reuse <= 0) {
                double all = Arrays.stream(mass).sum();
                for (int j = 0; j < CELLS; j++) {
                    next[j] = all * start[j];
                }
                return next;
            }
            for (int i = 0; i < CELLS; i++) {
                for (int j = 0; j < CELLS && mass[i] > 0; j++) {
                    next[j] += mass[i] * kernel[i][j];
                }
            }
            return next;
        }
    }

    /** Probit of p at a node of the trapezoidal rule over problems. */
    private double probit(int node) {
        return mean + spread * standard(node);
    }

    /** Share of problems that a node stands for. */
    private double share(int node) {
        return (1 - unsolvable) * density(node) / TOTAL;
    }

    private static double density(int node) {
        return FastMath.exp(-standard(node) * standard(node) / 2);
    }

    private static double total() {
        double sum = 0;
        for (int k = 0; k < NODES; k++) {
            sum += density(k);
        }
        return sum;
    }

    private static double standard(int node) {
        return STEP * (node - NODES / 2);
    }

    private static double middle(int cell) {
        return -REACH + (cell + 0.5) * WIDTH;
    }

    /** Mass of a normal law in a cell; the outer cells have what lies beyond. */
    private static double mass(int cell, double centre, double sd) {
        double low = cell == 0 ? 0 : Normal.phi((middle(cell) - WIDTH / 2 - centre) / sd);
        double high = cell == CELLS - 1 ? 1 : Normal.phi((middle(cell) + WIDTH / 2 - centre) / sd);
        return high - low;
    }

    /** Share of a standard normal variate in a cell that lies above a threshold. */
    private static double above(int cell, double threshold) {
        double low = middle(cell) - WIDTH / 2;
        if ((cell == 0 && threshold < low) || (cell == CELLS - 1 && threshold > low + WIDTH)) {
            return Normal.phi(-threshold) > 0.5 ? 1 : 0;
        }
        double at = Math.max(low, Math.min(low + WIDTH, threshold));
        double inside = Normal.phi(low + WIDTH) - Normal.phi(low);
        return (Normal.phi(low + WIDTH) - Normal.phi(at)) / inside;
    }

    private static double[] above(double threshold) {
        double[] above = new double[CELLS];
        Arrays.setAll(above, cell -> above(cell, threshold));
        return above;
    }

    /** Accuracy of each round alone, and with stopping at the first right one, of so many rounds. */
    public double[][] accuracies(int rounds) {
        Chances chances = new Chances();
        double[][] result = new double[2][rounds];
        for (int k = 0; k < NODES; k++) {
            double x = probit(k);
            double share = share(k);
            double[] wrong = chances.start.clone();
            for (int t = 0; t < rounds; t++) {
                result[0][t] += share * Normal.phi(x + (t > 0 ? lift : 0));
                wrong = t > 0 ? chances.moved(wrong) : wrong;
                double left = 0;
                for (int i = 0; i < CELLS; i++) {
                    wrong[i] *= 1 - above(i, -x - (t > 0 ? lift : 0));
                    left += wrong[i];
                }
                result[1][t] += share * (1 - left);
            }
        }
        return result;
    }

    /** Log-likelihood of chains. */
    double logLikelihood(RoundTree tree) {
        Chances chances = new Chances();
        double[] chance = new double[tree.size()];
        for (int k = 0; k < NODES; k++) {
            double[] first = above(-probit(k));
            double[] later = above(-probit(k) - lift);
            double[][] mass = new double[tree.size()][];
            double[][] moved = new double[tree.size()][0];
            for (int i = 0; i < tree.size(); i++) {
                int before = tree.before(i);
                if (before >= 0 && moved[before].length == 0) {
                    moved[before] = chances.moved(mass[before]);
                }
                mass[i] = chances.judged(
                        before < 0 ? chances.start : moved[before], before < 0 ? first : later, tree.right(i));
                if (tree.times(i) > 0) {
                    chance[i] += share(k) * Arrays.stream(mass[i]).sum();
                }
            }
        }
        double sum = 0;
        for (int i = 0; i < chance.length; i++) {
            if (tree.times(i) > 0) {
                sum += tree.times(i)
                        * FastMath.log(Math.max(1e-300, chance[i] + (tree.neverRight(i) ? unsolvable : 0)));
            }
        }
        return sum;
    }

    /** As a world's difficulty. */
    public Difficulty difficulty() {
        return new Difficulty(unsolvable, 0, new Difficulty.ProbitNormal(mean, spread));
    }

    /** As a world's refinement. */
    public Refinement refinement() {
        return new Refinement(1, reuse, lift == 0 ? 0 : 1, lift);
    }
}
