package dev.plateau.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.analytic.Coverage;
import dev.plateau.analytic.ImperfectVerifier;
import dev.plateau.analytic.MajorityVote;
import dev.plateau.analytic.MixedVote;
import dev.plateau.analytic.NoisyBest;
import dev.plateau.analytic.Ttspm;
import dev.plateau.catalog.Policies;
import dev.plateau.experiment.Entrant;
import dev.plateau.experiment.Experiment;
import dev.plateau.experiment.NamedWorld;
import dev.plateau.experiment.Progress;
import dev.plateau.experiment.Study;
import dev.plateau.model.Difficulty;
import dev.plateau.result.AccuracyRow;
import dev.plateau.result.SaturationRow;
import dev.plateau.result.StudyResult;
import dev.plateau.scenario.Catalogue;
import dev.plateau.stats.Interval;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The scenarios of the catalogue against the closed forms and the real data that they are about. */
class CatalogueTest {
    private static final int THREADS = 2;

    private static Study study(String name) throws Exception {
        return new Catalogue(Policies.factories()).read(name).study();
    }

    private static StudyResult run(Study study) {
        return new Experiment(study, THREADS).run(Progress.NONE);
    }

    /** The curve that the ttspm scenario must lie on, read from the scenario itself. */
    private static Ttspm truth(Study study) {
        Difficulty difficulty = study.worlds().get(0).world().difficulty();
        return new Ttspm(1 - difficulty.unsolvable(), ((Difficulty.Fixed) difficulty.core()).p());
    }

    @Test
    void ttspmLiesOnItsFormula() throws Exception {
        Study study = study("ttspm");
        Ttspm truth = truth(study);
        StudyResult result = run(study);
        for (AccuracyRow row : result.accuracy()) {
            // Three half-widths of 95 %: level 4e-9 per point.
            assertThat(row.coverage().value())
                    .as("%s at %d", row.policy(), row.budget())
                    .isCloseTo(
                            truth.accuracy(row.budget()),
                            within(3 * row.coverage().halfWidth()));
            assertThat(row.accuracy()).isEqualTo(row.coverage());
        }
        long exact = truth.saturationBudget(study.thresholds().saturated());
        for (SaturationRow row : result.saturation()) {
            assertThat(row.closedFormBudget()).isCloseTo(exact, within(1.0));
            assertThat(row.saturation().value()).isCloseTo(exact, within(3.0));
        }
    }

    /**
     * The rate at which the intervals of the ttspm scenario hold, over 100 seeds. The points of one seed are dependent, so the
     * test is per point: at 95 % fewer than 86 of 100 has chance 1.4e-4; with 26 points a correct implementation fails with
     * chance below 0.4 %.
     */
    @Test
    @Tag("long")
    void ttspmIntervalsHoldAtTheNominalRate() throws Exception {
        Study study = study("ttspm");
        Ttspm truth = truth(study);
        int[] held = new int[study.budgets().size() * study.entrants().size()];
        for (int seed = 0; seed < 100; seed++) {
            List<AccuracyRow> rows =
                    run(study.withSeed(1000 + seed).withPrecision(0.005)).accuracy();
            for (int i = 0; i < rows.size(); i++) {
                AccuracyRow row = rows.get(i);
                held[i] += row.coverage().contains(truth.accuracy(row.budget())) ? 1 : 0;
            }
        }
        assertThat(IntStream.of(held).min().orElseThrow()).isGreaterThanOrEqualTo(86);
        assertThat(IntStream.of(held).average().orElseThrow()).isBetween(92.0, 100.0);
    }

    @Test
    void correlationLiesOnItsQuadrature() throws Exception {
        Study study = study("correlation");
        StudyResult result = run(study);
        for (NamedWorld world : study.worlds()) {
            double share = world.world().attempts().directionShare();
            double p = ((Difficulty.Fixed) world.world().difficulty().core()).p();
            for (AccuracyRow row : result.accuracy()) {
                if (row.scenario().equals(world.name())) {
                    assertThat(row.coverage().value())
                            .as("%s at %d", row.scenario(), row.budget())
                            .isCloseTo(
                                    Coverage.oneDirection(p, share, row.budget()),
                                    within(3 * row.coverage().halfWidth()));
                }
            }
        }
        assertThat(result.accuracy())
                .hasSize(study.worlds().size() * study.budgets().size());
    }

    @Test
    void pythiaIsTheUnbiasedPassAtK() throws Exception {
        Study study = study("pythia-12b-math");
        List<Difficulty.Count> problems = ((Difficulty.Empirical)
                        study.worlds().get(0).world().difficulty().core())
                .problems();
        assertThat(problems).hasSize(128);
        StudyResult result = run(study);
        for (AccuracyRow row : result.accuracy()) {
            double truth = problems.stream()
                    .mapToDouble(count -> Coverage.unbiasedPassAtK(count.samples(), count.correct(), row.budget()))
                    .average()
                    .orElseThrow();
            assertThat(row.coverage().value()).as("at %d", row.budget()).isCloseTo(truth, within(0.01));
        }
        // Published: 0.875 of the problems were solved at least once in 10,000 samples.
        AccuracyRow last = result.accuracy().get(result.accuracy().size() - 1);
        assertThat(last.budget()).isEqualTo(10_000);
        assertThat(last.coverage().value()).isEqualTo(0.875, within(1e-12));
    }

    @Test
    void directionsFavourDoraWhereOneDirectionCrowdsTheOthers() throws Exception {
        Study study = study("directions");
        StudyResult result = run(study.withSeed(7).withPrecision(0.01));
        double crowded = difference(result, "directions/ten-dominated");
        double single = difference(result, "directions/one");
        assertThat(crowded).isGreaterThan(single);
        // One direction is the vote of all. Where the verifier errs by directions, the best of ten loses about 7
        // points; half-widths are 1.
        assertThat(last(result, "directions/one", "best-direction"))
                .isEqualTo(last(result, "directions/one", "parallel"), within(1e-12));
        assertThat(last(result, "directions/ten-uneven", "best-direction"))
                .isLessThan(last(result, "directions/ten-uneven", "parallel") - 0.04);
    }

    @Test
    void correlatedVotesLieOnTheirQuadrature() throws Exception {
        Study study = study("correlated-votes");
        StudyResult result = run(study);
        for (NamedWorld world : study.worlds()) {
            double share = world.world().attempts().directionShare();
            for (AccuracyRow row : result.accuracy()) {
                if (row.scenario().equals(world.name()) && row.policy().equals("parallel")) {
                    // Three half-widths of 95 %: level 4e-9 per point.
                    assertThat(row.accuracy().value())
                            .as("%s at %d", row.scenario(), row.budget())
                            .isCloseTo(
                                    MajorityVote.oneDirection(0.6, share, row.budget()),
                                    within(3 * row.accuracy().halfWidth()));
                    assertThat(row.rolloutsPerTask()).isEqualTo(row.budget(), within(1e-9));
                } else if (row.scenario().equals(world.name()) && row.budget() == 129) {
                    assertThat(row.rolloutsPerTask()).isLessThan(50);
                }
            }
        }
    }

    @Test
    void imperfectVerifiersStopAtTheirCeilings() throws Exception {
        Study study = study("imperfect-verifier");
        NoisyBest scores = new NoisyBest(0.2, 2);
        StudyResult result = run(study);
        // A vote of the accepted has no ceiling, and one of all attempts follows the most frequent answer, a wrong one.
        for (String gate : List.of("0.5", "0.75")) {
            assertThat(last(result, "imperfect-verifier", "gated-" + gate)).isGreaterThan(0.999);
            assertThat(last(result, "imperfect-verifier", "threshold-" + gate)).isLessThan(0.9);
        }
        assertThat(last(result, "imperfect-verifier", "majority")).isLessThan(0.2);
        for (AccuracyRow row : result.accuracy()) {
            double expected;
            if (row.policy().equals("majority") || row.policy().startsWith("gated-")) {
                continue;
            }
            if (row.policy().equals("oracle")) {
                expected = new Ttspm(1, 0.2).accuracy(row.budget());
            } else if (row.policy().equals("best-of-n")) {
                expected = scores.accuracy(row.budget());
            } else {
                double threshold = Double.parseDouble(row.policy().substring("threshold-".length()));
                double gate = Math.log(threshold / (1 - threshold));
                ImperfectVerifier verifier = scores.accepting(gate);
                expected = verifier.rightWithin(row.budget()) + scores.accuracyBelow(gate, row.budget());
                // Rollouts are geometric: their sd is less than 1/A.
                assertThat(row.rolloutsPerTask())
                        .isCloseTo(
                                verifier.rollouts(row.budget()),
                                within(5 / verifier.acceptance() / Math.sqrt(row.tasks())));
            }
            assertThat(row.accuracy().value())
                    .as("%s at %d", row.policy(), row.budget())
                    .isCloseTo(expected, within(3 * row.accuracy().halfWidth()));
        }
    }

    @Test
    void votingIsNotMonotone() throws Exception {
        Study study = study("non-monotone-voting");
        MixedVote vote = new MixedVote(0.6, 0.85, 0.45);
        assertThat(vote.extremum()).isEqualTo(7);
        for (AccuracyRow row : run(study).accuracy()) {
            if (row.policy().equals("parallel")) {
                assertThat(row.accuracy().value())
                        .as("at %d", row.budget())
                        .isCloseTo(
                                vote.accuracy(row.budget()),
                                within(3 * row.accuracy().halfWidth()));
            }
        }
    }

    /**
     * Snell et al. 2024: at 128 rollouts easy questions are best revised, hard ones have their optimum in between. Each of
     * the 24 comparisons takes 3 standard errors, as if the two means were independent (they are on the same tasks, which
     * makes differences sharper): level 1.3e-3. The closest, sequential against ratio-16 in bin-2, is expected at 4.5 of them
     * and would fail under 7 % of other seeds.
     */
    @Test
    void easyTasksAreBestRevisedAndHardOnesHaveTheirOptimumInBetween() throws Exception {
        Study whole = study("sequential-vs-parallel");
        Study study = new Study(
                whole.name(),
                whole.title(),
                whole.worlds(),
                whole.entrants(),
                whole.baseline(),
                List.of(128),
                whole.unit(),
                0.006,
                whole.maxTasks(),
                whole.thresholds(),
                whole.seed(),
                Optional.empty());
        StudyResult result = run(study);
        for (NamedWorld world : study.worlds()) {
            boolean hard = world.name().endsWith("bin-4") || world.name().endsWith("bin-5");
            String best = hard ? "ratio-16" : "sequential";
            for (Entrant entrant : study.entrants()) {
                // In bin-1 ratio-16 is right in 99.7 % of tasks: too close to tell.
                if (!entrant.label().equals(best)
                        && !(world.name().endsWith("bin-1") && entrant.label().equals("ratio-16"))) {
                    assertThat(standardErrorsAbove(result, world.name(), best, entrant.label()))
                            .as("%s: %s above %s", world.name(), best, entrant.label())
                            .isGreaterThan(3);
                }
            }
        }
    }

    private static double standardErrorsAbove(StudyResult result, String world, String better, String worse) {
        Interval high = lastInterval(result, world, better);
        Interval low = lastInterval(result, world, worse);
        return 1.96 * (high.value() - low.value()) / Math.hypot(high.halfWidth(), low.halfWidth());
    }

    /** DORA minus REBASE at the largest budget. */
    private static double difference(StudyResult result, String world) {
        double dora = last(result, world, "dora");
        return dora - last(result, world, "rebase");
    }

    private static double last(StudyResult result, String world, String policy) {
        return lastInterval(result, world, policy).value();
    }

    private static Interval lastInterval(StudyResult result, String world, String policy) {
        return result.accuracy().stream()
                .filter(row -> row.scenario().equals(world) && row.policy().equals(policy))
                .reduce((first, second) -> second)
                .orElseThrow()
                .accuracy();
    }
}
