package dev.plateau.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.calibrate.SampledProblem.Attempt;
import dev.plateau.random.KeyedStream;
import dev.plateau.random.Keys;
import dev.plateau.random.Purpose;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.math3.distribution.MultivariateNormalDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;

/**
 * What is said of scores and of attempts to come, against closed forms. Shares of {@link #DRAWS} draws are compared at four
 * standard deviations, so each comparison of a right law fails with 1 of 16,000 seeds.
 */
class AttemptLawTest {
    private static final PassGrid GRID = new PassGrid();
    private static final int NEVER = 0;
    private static final int ALWAYS = PassGrid.SIZE - 1;
    private static final int DRAWS = 20_000;

    private static final ScoreLaw SCORES = new ScoreLaw(0.4, 0.5, 0.8, 0.6, 0.7, 1.1);
    private static final SampledProblem PROBLEM = new SampledProblem(List.of(
            new Attempt(0, 2.0),
            new Attempt(1, -1.0),
            new Attempt(1, -0.2),
            new Attempt(0, 1.4),
            new Attempt(1, -0.6),
            new Attempt(2, 0.9)));

    private static double square(double x) {
        return x * x;
    }

    private static double covariance(ScoreLaw law, int i, int j, List<Attempt> attempts) {
        return square(law.problemSd())
                + (attempts.get(i).answer() == attempts.get(j).answer() ? square(law.answerSd()) : 0)
                + (i == j ? square(law.attemptSd()) : 0);
    }

    private static double[] means(ScoreLaw law, double probit, List<Attempt> attempts) {
        return attempts.stream()
                .mapToDouble(a -> law.bias() + 1.702 * law.slope() * probit + (a.right() ? 1 : -1) * law.outcome())
                .toArray();
    }

    private static double[][] covariances(ScoreLaw law, List<Attempt> attempts) {
        double[][] all = new double[attempts.size()][attempts.size()];
        for (int i = 0; i < all.length; i++) {
            for (int j = 0; j < all.length; j++) {
                all[i][j] = covariance(law, i, j, attempts);
            }
        }
        return all;
    }

    /** The scores of a problem are normal, those of one answer more alike. */
    @Test
    void scoresAreJointlyNormal() {
        List<Attempt> attempts = PROBLEM.attempts();
        double[] scores = attempts.stream().mapToDouble(Attempt::score).toArray();
        double[] probits = {-0.7, 0.4};
        double[] weights = {0.3, 0.7};
        double density = 0;
        for (int k = 0; k < probits.length; k++) {
            density += weights[k]
                    * new MultivariateNormalDistribution(
                                    means(SCORES, probits[k], attempts), covariances(SCORES, attempts))
                            .density(scores);
        }
        ScoreLaw.Scored scored = new ScoreLaw.Scored(PROBLEM, new ScoreLaw.Probits(probits, weights));
        assertThat(SCORES.logLikelihood(List.of(scored, scored))).isCloseTo(2 * Math.log(density), within(1e-9));
        assertThat(SCORES.verifier(0.9).slope()).isEqualTo(SCORES.slope());
        assertThat(SCORES.verifier(0.9).bias()).isEqualTo(SCORES.bias());
        assertThat(SCORES.verifier(0.9).directionNoise()).isEqualTo(SCORES.answerSd());
        assertThat(SCORES.verifier(0.9).stepNoise()).isEqualTo(SCORES.attemptSd());
        assertThat(SCORES.verifier(0.9).outcome()).isEqualTo(0.9);
    }

    /** Where the search for it begins lies beyond its bounds. */
    @Test
    void scoresThatHardlyDifferHaveALaw() {
        List<Attempt> attempts = PROBLEM.attempts().stream()
                .map(a -> new Attempt(a.answer(), 7 + 1e-9 * a.score()))
                .toList();
        ScoreLaw.Scored scored = new ScoreLaw.Scored(
                new SampledProblem(attempts), new ScoreLaw.Probits(new double[] {-0.7, 0.4}, new double[] {0.3, 0.7}));
        assertThat(ScoreLaw.fit(List.of(scored, scored)).bias()).isCloseTo(7, within(0.5));
    }

    /** Two wrong attempts agree if both are herded and the second follows the first. */
    @Test
    void twoVotesAgreeByTheClosedForm() {
        double a = 0.6;
        for (int count : new int[] {3, AnswerLaw.ENDLESS}) {
            double follows = (1 + (count == AnswerLaw.ENDLESS ? 0 : a / count)) / (1 + a);
            AnswerLaw law = new AnswerLaw(0.7, count, a);
            assertThat(Math.exp(law.logLikelihood(List.of(new int[] {2})))).isCloseTo(0.49 * follows, within(1e-12));
            assertThat(Math.exp(law.logLikelihood(List.of(new int[] {1, 1}))))
                    .isCloseTo(1 - 0.49 * follows, within(1e-12));
        }
        assertThat(new AnswerLaw(0.7, 3, a).directions().popularity())
                .isEqualTo(new dev.plateau.model.Directions.Dirichlet(3, a / 3));
    }

    private static double[] nextWrong(AnswerLaw law) {
        double[] shares = new double[3];
        KeyedStream stream = new KeyedStream().at(Keys.root(11), Purpose.PILOT);
        AttemptLaw attempts = new AttemptLaw(GRID, law, null, stream);
        VoteCount count = new VoteCount();
        for (int draw = 0; draw < DRAWS; draw++) {
            count.clear();
            attempts.begin(PROBLEM, NEVER);
            attempts.attempt(count);
            int answer = count.fresh() - 1;
            shares[Math.min(2, answer - 1)] += 1.0 / DRAWS;
        }
        return shares;
    }

    private static void assertShares(double[] shares, double... expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(shares[i])
                    .as("answer " + (i + 1))
                    .isCloseTo(expected[i], within(4 * Math.sqrt(expected[i] * (1 - expected[i]) / DRAWS)));
        }
    }

    /** Wrong answers had three votes and one: the next follows Polya's urn. */
    @Test
    void theNextWrongAnswerFollowsThoseSeen() {
        double a = 0.9;
        assertShares(nextWrong(new AnswerLaw(1, AnswerLaw.ENDLESS, a)), 3 / (4 + a), 1 / (4 + a), a / (4 + a));
        double each = a / 4;
        assertShares(nextWrong(new AnswerLaw(1, 4, a)), (3 + each) / (4 + a), (1 + each) / (4 + a), 2 * each / (4 + a));
        // With chance 1 - h the single vote was not herded; then nobody follows it.
        double h = 0.6;
        double herded = h * a / (a + 3) / (h * a / (a + 3) + 1 - h);
        assertShares(
                nextWrong(new AnswerLaw(h, AnswerLaw.ENDLESS, a)),
                h * (herded * 3 / (4 + a) + (1 - herded) * 3 / (3 + a)),
                h * herded / (4 + a));
    }

    /** Of two herded attempts where none was seen, the second follows the first with chance 1 / (1 + a). */
    @Test
    void newAnswersAgreeAmongThemselves() {
        double a = 3;
        KeyedStream stream = new KeyedStream().at(Keys.root(13), Purpose.PILOT);
        AttemptLaw attempts = new AttemptLaw(GRID, new AnswerLaw(1, AnswerLaw.ENDLESS, a), null, stream);
        SampledProblem solved = new SampledProblem(List.of(new Attempt(0, Double.NaN)));
        VoteCount count = new VoteCount();
        double agree = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            attempts.begin(solved, NEVER);
            int[] answer = new int[2];
            for (int i = 0; i < 2; i++) {
                count.clear();
                attempts.attempt(count);
                answer[i] = count.fresh() - 1;
            }
            agree += answer[0] == answer[1] ? 1.0 / DRAWS : 0;
        }
        assertShares(new double[] {agree}, 1 / (1 + a));
    }

    /** Votes that all agree are a little likelier if there is one typical answer, which is not enough. */
    @Test
    void anEndOfTheAnswersNeedsEvidence() {
        assertThat(AnswerLaw.fit(List.of(new int[] {2}, new int[] {2}, new int[] {3}))
                        .count())
                .isEqualTo(AnswerLaw.ENDLESS);
        assertThat(AnswerLaw.fit(Collections.nCopies(30, new int[] {5, 5})).count())
                .isEqualTo(2);
    }

    /** The score of a further right attempt, given all scores so far, is normal with the mean and variance of regression. */
    @Test
    void theNextScoreFollowsThoseSeen() {
        ScoreLaw law = new ScoreLaw(0.4, 0, 0.8, 0.6, 0.7, 1.1);
        List<Attempt> attempts = new ArrayList<>(PROBLEM.attempts());
        int next = attempts.size();
        attempts.add(new Attempt(0, Double.NaN));
        double[] means = means(law, 0, attempts);
        RealMatrix all = new org.apache.commons.math3.linear.Array2DRowRealMatrix(covariances(law, attempts));
        RealMatrix seen = all.getSubMatrix(0, next - 1, 0, next - 1);
        RealVector between = all.getColumnVector(next).getSubVector(0, next);
        RealVector off = new ArrayRealVector(next);
        for (int i = 0; i < next; i++) {
            off.setEntry(i, attempts.get(i).score() - means[i]);
        }
        RealVector slopes = new LUDecomposition(seen).getSolver().solve(between);
        NormalDistribution expected = new NormalDistribution(
                means[next] + slopes.dotProduct(off), Math.sqrt(all.getEntry(next, next) - slopes.dotProduct(between)));
        AttemptLaw draws =
                new AttemptLaw(GRID, AnswerLaw.alone(), law, new KeyedStream().at(Keys.root(12), Purpose.PILOT));
        VoteCount count = new VoteCount();
        for (double share : new double[] {0.15, 0.5, 0.85}) {
            double threshold = expected.inverseCumulativeProbability(share);
            double above = 0;
            for (int draw = 0; draw < DRAWS; draw++) {
                count.clear();
                count.add(1, threshold);
                draws.begin(PROBLEM, ALWAYS);
                draws.attempt(count);
                double[] right = new double[VoteCount.METRICS];
                count.right(right);
                above += right[VoteCount.BEST] / DRAWS;
            }
            assertThat(above).isCloseTo(1 - share, within(4 * Math.sqrt(share * (1 - share) / DRAWS)));
        }
    }

    @Test
    void aVerifierSeesNeverAndAlwaysFarApart() {
        assertThat(AttemptLaw.probit(GRID, NEVER)).isEqualTo(-ScoreLaw.CLEAR);
        assertThat(AttemptLaw.probit(GRID, ALWAYS)).isEqualTo(ScoreLaw.CLEAR);
    }
}
