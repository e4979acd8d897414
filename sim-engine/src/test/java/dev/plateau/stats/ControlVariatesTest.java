package dev.plateau.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;

class ControlVariatesTest {
    private static final int BLOCKS = 60;

    private final double[][] controls = new double[BLOCKS][2];
    private final double[] y = new double[BLOCKS];
    private final double[] other = new double[BLOCKS];

    private void draw(Random random) {
        for (int i = 0; i < BLOCKS; i++) {
            controls[i][0] = random.nextGaussian();
            controls[i][1] = random.nextGaussian() + 0.5 * controls[i][0];
            y[i] = 3 + 2 * controls[i][0] - controls[i][1] + 0.5 * random.nextGaussian();
            other[i] = 1 + controls[i][1] + random.nextGaussian();
        }
    }

    @Test
    void isTheInterceptOfALinearRegression() {
        draw(new Random(1));
        ControlVariates variates = new ControlVariates(2);
        ControlVariates.Controlled mean = variates.controlled();
        for (int i = 0; i < BLOCKS; i++) {
            variates.accept(controls[i]);
            mean.accept(y[i]);
        }
        OLSMultipleLinearRegression reference = new OLSMultipleLinearRegression();
        reference.newSampleData(y, controls);
        Estimate estimate = mean.estimate();
        assertThat(estimate.value()).isCloseTo(reference.estimateRegressionParameters()[0], within(1e-12));
        assertThat(Math.sqrt(estimate.squaredError()))
                .isCloseTo(reference.estimateRegressionParametersStandardErrors()[0], within(1e-12));
        assertThat(estimate.degrees()).isEqualTo(BLOCKS - 3);
        assertThat(mean.covariance(mean, variance(y))).isCloseTo(estimate.squaredError(), within(1e-12));
    }

    /** Rounding errors are no news: without the floor this would be off by about 1e7. */
    @Test
    void aControlThatOnlyRoundingMovesIsNotUsed() {
        Random random = new Random(3);
        ControlVariates variates = new ControlVariates(1);
        ControlVariates.Controlled mean = variates.controlled();
        for (int i = 0; i < BLOCKS; i++) {
            variates.accept(new double[] {1e-9 + 1e-17 * random.nextGaussian()});
            mean.accept(0.3 + 0.1 * random.nextGaussian());
        }
        assertThat(mean.estimate().value()).isCloseTo(0.3, within(0.07));
        assertThat(mean.estimate().degrees()).isEqualTo(BLOCKS - 1);
    }

    private static double variance(double[] values) {
        return new org.apache.commons.math3.stat.descriptive.moment.Variance().evaluate(values);
    }

    @Test
    void twoMeansDifferByTheEstimateOfTheirDifference() {
        draw(new Random(2));
        ControlVariates variates = new ControlVariates(2);
        ControlVariates.Controlled first = variates.controlled();
        ControlVariates.Controlled second = variates.controlled();
        ControlVariates.Controlled difference = variates.controlled();
        for (int i = 0; i < BLOCKS; i++) {
            variates.accept(controls[i]);
            first.accept(y[i]);
            second.accept(other[i]);
            difference.accept(y[i] - other[i]);
        }
        assertThat(first.value() - second.value()).isCloseTo(difference.value(), within(1e-12));
    }

    @Test
    void controlsThatAreConstantOrRepeatOthersChangeNothing() {
        draw(new Random(3));
        ControlVariates plain = new ControlVariates(2);
        ControlVariates more = new ControlVariates(4);
        ControlVariates.Controlled expected = plain.controlled();
        ControlVariates.Controlled mean = more.controlled();
        for (int i = 0; i < BLOCKS; i++) {
            plain.accept(controls[i]);
            expected.accept(y[i]);
            more.accept(new double[] {controls[i][0], 0, controls[i][1], controls[i][0] - 2 * controls[i][1]});
            mean.accept(y[i]);
        }
        assertThat(mean.estimate().value()).isCloseTo(expected.estimate().value(), within(1e-9));
        assertThat(mean.estimate().squaredError()).isCloseTo(expected.estimate().squaredError(), within(1e-9));
        assertThat(mean.estimate().degrees()).isEqualTo(BLOCKS - 3);
    }

    @Test
    void fewBlocksAreTakenAsTheyAre() {
        draw(new Random(4));
        ControlVariates variates = new ControlVariates(2);
        ControlVariates.Controlled mean = variates.controlled();
        double sum = 0;
        for (int i = 0; i < 29; i++) {
            variates.accept(controls[i]);
            mean.accept(y[i]);
            sum += y[i];
        }
        assertThat(mean.estimate().value()).isCloseTo(sum / 29, within(1e-12));
        assertThat(mean.estimate().degrees()).isEqualTo(28);
    }

    /**
     * 2000 intervals of known truth. At nominal 95 % the count of those that cover has standard deviation 9.7, so 1871 to 1929 is +-3
     * sd: a correct interval fails with chance 0.3 % under other seeds. Controls take 8 or more of the width's square.
     */
    @Test
    void intervalsCoverAsOftenAsTheySay() {
        Random random = new Random(5);
        int covered = 0;
        double squares = 0;
        for (int repetition = 0; repetition < 2000; repetition++) {
            draw(random);
            ControlVariates variates = new ControlVariates(2);
            ControlVariates.Controlled mean = variates.controlled();
            for (int i = 0; i < BLOCKS; i++) {
                variates.accept(controls[i]);
                mean.accept(y[i]);
            }
            Estimate estimate = mean.estimate();
            double t = TDistribution.of(estimate.degrees()).inverseSurvivalProbability(0.025);
            covered += Math.abs(estimate.value() - 3) <= t * Math.sqrt(estimate.squaredError()) ? 1 : 0;
            squares += (estimate.value() - 3) * (estimate.value() - 3) / 2000;
        }
        assertThat(covered).isBetween(1871, 1929);
        // Without controls the variance of y is 2.25 + 1 + 0.25; the estimate of a variance from 2000 has an error of 3
        // %.
        assertThat(squares).isLessThan(3.5 / BLOCKS / 8);
    }
}
