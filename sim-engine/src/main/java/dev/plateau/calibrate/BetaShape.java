package dev.plateau.calibrate;

import dev.plateau.calibrate.DifficultyFamily.Parameter;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/** p ~ Beta(a, b); the tail of hard problems has the density p^(a-1). Not penalised. */
final class BetaShape implements ParametricFamily.Shape {
    @Override
    public String title() {
        return "beta-binomial";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("a", "First shape of the Beta: small, many hard problems; coverage ends like 1 - k^-a."),
                new Parameter("b", "Second shape of the Beta: small, many easy problems."));
    }

    @Override
    public List<double[]> starts() {
        return ParametricFamily.lattice(8);
    }

    @Override
    public double[] values(double[] unit) {
        return new double[] {
            ParametricFamily.between(0.005, 200, unit[0]), ParametricFamily.between(0.05, 20_000, unit[1])
        };
    }

    @Override
    public double logPrior(double[] values) {
        return 0;
    }

    @Override
    public void fill(PassGrid grid, double[] values, double[] weights) {
        double a = values[0];
        double b = values[1];
        int last = PassGrid.SIZE - 2;
        double top = a * FastMath.log(a / (a + b)) + b * FastMath.log(b / (a + b));
        for (int j = 1; j <= last; j++) {
            double log = a * grid.logP(j) + b * grid.logQ(j) - top;
            weights[j] = log < -700 ? 0 : FastMath.exp(log);
        }
        // What lies beyond the cells belongs to the outer ones: e^(a x) falls off to the left, e^(-b x) to the right.
        weights[1] *= 1 + 1 / (a * PassGrid.WIDTH);
        weights[last] *= 1 + 1 / (b * PassGrid.WIDTH);
    }
}
