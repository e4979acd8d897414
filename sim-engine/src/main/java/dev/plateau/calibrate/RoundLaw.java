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
    private static final double[] CELL = masses(0, 1);
    private static final double HIGHEST = 0.98;
    private static final int PATIENCE = 16;

    /** Reuse beyond this is not told from it. */
    static double highestReuse() {
        return HIGHEST;
    }

    /** Chances of sequences of rounds, found together. */
    final class Chances {
        private final double[][] kernel = new double[reuse > 0 ? CELLS : 0][];

        Chances() {
            for (int i = 0; i < kernel.length; i++) {
                kernel[i] = masses(reuse * middle(i), Math.sqrt(1 - reuse * reuse));
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
            double[] mass = CELL.clone();
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
                    next[j] = all * CELL[j];
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

    /** Masses of a normal law in the cells; the outer ones have what lies beyond. */
    private static double[] masses(double centre, double sd) {
        double[] masses = new double[CELLS];
        double below = 0;
        for (int i = 0; i < CELLS; i++) {
            double to = i == CELLS - 1 ? 1 : Normal.phi((middle(i) + WIDTH / 2 - centre) / sd);
            masses[i] = to - below;
            below = to;
        }
        return masses;
    }

    /** Share of a standard normal variate in a cell that lies above a threshold. */
    private static double above(int cell, double threshold) {
        double low = middle(cell) - WIDTH / 2;
        double high = middle(cell) + WIDTH / 2;
        if (threshold <= low || threshold >= high) {
            return threshold <= low ? 1 : 0;
        }
        return (Normal.phi(high) - Normal.phi(threshold)) / (Normal.phi(high) - Normal.phi(low));
    }

    private static double[] above(double threshold) {
        double[] above = new double[CELLS];
        Arrays.setAll(above, cell -> above(cell, threshold));
        return above;
    }

    /** Goes from round to round with the problems that no round has solved yet. */
    private final class Course {
        private final Chances chances = new Chances();
        private final double[][] unsolved = new double[NODES][];
        private final double[][] later = new double[NODES][];
        private int made;

        /** The next round: the share of the problems that it and those before solve. */
        double next() {
            double solved = 0;
            for (int k = 0; k < NODES; k++) {
                if (made == 0) {
                    unsolved[k] = chances.judged(CELL, above(-probit(k)), false);
                    later[k] = above(-probit(k) - lift);
                } else {
                    unsolved[k] = chances.judged(chances.moved(unsolved[k]), later[k], false);
                }
                solved += share(k) * (1 - Arrays.stream(unsolved[k]).sum());
            }
            made++;
            return solved;
        }
    }

    /** Accuracy of each round alone, and with stopping at the first right one, of so many rounds. */
    public double[][] accuracies(int rounds) {
        Course course = new Course();
        double[][] result = new double[2][rounds];
        for (int t = 0; t < rounds; t++) {
            for (int k = 0; k < NODES; k++) {
                result[0][t] += share(k) * Normal.phi(probit(k) + (t > 0 ? lift : 0));
            }
            result[1][t] = course.next();
        }
        return result;
    }

    /**
     * The fewest rounds from which each further one adds no more than a share of the problems.
     *
     * @param epsilon the share
     * @param most rounds that are looked at
     * @return infinity if it is beyond them
     */
    double saturation(double epsilon, int most) {
        Course course = new Course();
        int last = 0;
        double before = 0;
        // Where later rounds are better or worse, the gain may rise for some rounds before it falls.
        for (int t = 1; t <= most && last >= t - PATIENCE; t++) {
            double solved = course.next();
            last = solved - before > epsilon ? t : last;
            before = solved;
        }
        return last == most ? Double.POSITIVE_INFINITY : last;
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
                mass[i] = chances.judged(before < 0 ? CELL : moved[before], before < 0 ? first : later, tree.right(i));
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
