package dev.plateau.calibrate;

import dev.plateau.calibrate.DifficultyFamily.Parameter;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.util.FastMath;

/**
 * p = Phi(x), with x of a normal distribution in two pieces: spread s_hard below its mode, s_easy above (Fechner's two-piece
 * normal; with equal spreads the probit-normal).
 *
 * <p>A pilot of n samples hardly sees problems with p below 1/n, so the spread on their side is known by little else than what
 * one expects. The spreads are therefore drawn towards 1, where problems differ as much as attempts at one problem do (half of
 * the variance of the latent quality each): a Student log-density with 4 degrees of freedom in ln s, of scale 0.1, around
 * ln 1.15 for the hard side and ln 1 for the easy one. Its tails are long, so that many problems and samples overrule it.
 * Up to twice the samples the counts tell by themselves what further attempts solve, and drawing the spreads so firmly only does
 * harm; there the scale is 1 ({@link #unbiased}), which keeps a spread from running away. The 1.15 and the 0.1 were chosen on the counts of four Pythia models (docs/calibration.md), so errors on those flatter them.
 */
final class ProbitShape implements ParametricFamily.Shape {
    private static final double HARD_SPREAD = 1.15;
    private static final double EASY_SPREAD = 1;
    private static final double SCALE = 0.1;
    private static final double WIDE = 1;
    private static final double FREEDOM = 4;
    /** The 0.975 quantile of Student with 4 degrees of freedom. */
    private static final double QUANTILE = 2.7764451051977987;

    private static final double LOWEST_MODE = -6.5;
    private static final double HIGHEST_MODE = 5;

    private final double scale;

    /** A shape. */
    ProbitShape() {
        this(SCALE);
    }

    /** A shape that is drawn towards what is expected as firmly as a scale says, in the logarithm of the spreads. */
    private ProbitShape(double scale) {
        this.scale = scale;
    }

    @Override
    public String title() {
        return "probit-normal";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("mode", "Probit of the commonest difficulty."),
                new Parameter("hard_spread", "Standard deviation of the probit on the side of harder problems."),
                new Parameter("easy_spread", "Standard deviation of the probit on the side of easier problems."));
    }

    @Override
    public List<double[]> starts() {
        List<double[]> starts = new ArrayList<>();
        double expected = unit(1);
        for (int i = 0; i < 30; i++) {
            for (double easy : new double[] {expected - 0.15, expected, expected + 0.1}) {
                starts.add(new double[] {(i + 0.5) / 30, expected, easy});
            }
        }
        return starts;
    }

    private static double unit(double spread) {
        return FastMath.log(spread / 0.1) / FastMath.log(60);
    }

    @Override
    public double[] values(double[] unit) {
        return new double[] {
            LOWEST_MODE + unit[0] * (HIGHEST_MODE - LOWEST_MODE),
            ParametricFamily.between(0.1, 6, unit[1]),
            ParametricFamily.between(0.1, 6, unit[2])
        };
    }

    @Override
    public double logPrior(double[] values) {
        return student(FastMath.log(values[1] / HARD_SPREAD)) + student(FastMath.log(values[2] / EASY_SPREAD));
    }

    @Override
    public double expectedWidth(int parameter) {
        return parameter == 0 ? Double.POSITIVE_INFINITY : 2 * QUANTILE * scale;
    }

    @Override
    public ParametricFamily.Shape alone() {
        return new ProbitShape(Double.POSITIVE_INFINITY);
    }

    @Override
    public ParametricFamily.Shape unbiased() {
        return new ProbitShape(WIDE);
    }

    private double student(double x) {
        double t = x / scale;
        return -(FREEDOM + 1) / 2 * FastMath.log1p(t * t / FREEDOM);
    }

    @Override
    public void fill(PassGrid grid, double[] values, double[] weights) {
        double mode = values[0];
        double hard = values[1];
        double easy = values[2];
        int last = PassGrid.SIZE - 2;
        for (int j = 1; j <= last; j++) {
            double z = grid.probit(j) - mode;
            double t = z / (z < 0 ? hard : easy);
            weights[j] = t * t > 1400 ? 0 : FastMath.exp(-t * t / 2) * grid.probitWidth(j);
        }
        weights[1] += below(grid.probit(1) - grid.probitWidth(1) / 2 - mode, hard, easy);
        weights[last] += below(mode - grid.probit(last) - grid.probitWidth(last) / 2, easy, hard);
    }

    /** Mass below z of the density exp(-(z/s)^2/2), s the near spread below 0 and the far one above. */
    private static double below(double z, double near, double far) {
        double half = Math.sqrt(Math.PI / 2);
        return z < 0
                ? near * half * Erf.erfc(-z / near / Math.sqrt(2))
                : half * (near + far * Erf.erf(z / far / Math.sqrt(2)));
    }
}
