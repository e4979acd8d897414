package dev.plateau.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.Worlds;
import dev.plateau.analytic.TwoState;
import dev.plateau.model.TaskTree;
import dev.plateau.policy.SequentialPolicy;
import dev.plateau.result.FitParameterRow;
import dev.plateau.result.FitTtspmRow;
import dev.plateau.run.Outcomes;
import dev.plateau.run.TaskRunner;
import dev.plateau.select.Selection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundsFitTest {
    private static final RoundLaw LAW = new RoundLaw(0.2, 1, 0, 0.6, -0.3);

    /** Chains of the engine under a law. */
    private static List<RoundChain> chains(RoundLaw law, int count, int rounds, boolean stop, long seed) {
        TaskTree tree = new TaskTree(
                Worlds.plain().with(law.difficulty()).with(law.refinement()).world(), seed);
        TaskRunner runner =
                new TaskRunner(tree, IntStream.rangeClosed(1, rounds).toArray());
        SequentialPolicy policy = (SequentialPolicy) Worlds.policy("sequential", Map.of("acceptance", "last"));
        Outcomes outcomes = new Outcomes(rounds);
        List<RoundChain> chains = new ArrayList<>();
        for (int task = 0; task < count; task++) {
            tree.begin(task);
            runner.run(policy, Selection.MAJORITY, outcomes);
            List<Boolean> right = new ArrayList<>();
            for (int t = 0; t < rounds && !(stop && right.contains(true)); t++) {
                right.add(outcomes.accuracy[t] > 0);
            }
            chains.add(new RoundChain(right));
        }
        return chains;
    }

    private static RoundsCalibration fit(List<RoundChain> chains, int threads, Integer... predict) {
        return new RoundsFit(chains, new CountsFit.Settings(List.of(predict), 0.001, 7, threads)).fit(FitProgress.NONE);
    }

    /** The law against the engine: 12 comparisons at 4 standard deviations, so a right one fails in 1 of 1300 seeds. */
    @Test
    void lawIsThatOfTheEngine() {
        int count = 20_000;
        List<RoundChain> chains = chains(LAW, count, 6, false, 3);
        double[][] expected = LAW.accuracies(6);
        for (int t = 0; t < 6; t++) {
            int round = t;
            double right =
                    chains.stream().filter(chain -> chain.right().get(round)).count() / (double) count;
            double solved = chains.stream()
                            .filter(chain -> chain.right().subList(0, round + 1).contains(true))
                            .count()
                    / (double) count;
            // Difficulty is stratified, so the binomial standard deviation is an upper bound.
            assertThat(right).isCloseTo(expected[0][t], within(4 * 0.5 / Math.sqrt(count)));
            assertThat(solved).isCloseTo(expected[1][t], within(4 * 0.5 / Math.sqrt(count)));
        }
    }

    /** Chances of all sequences of three rounds sum to 1, and agree with the accuracies. */
    @Test
    void chancesOfSequencesAddUp() {
        RoundLaw law = new RoundLaw(-0.4, 0.8, 0.1, 0.5, 0.2);
        RoundLaw.Chances chances = law.new Chances();
        double sum = 0;
        double third = 0;
        for (int bits = 0; bits < 8; bits++) {
            double chance = chances.of(List.of((bits & 1) > 0, (bits & 2) > 0, (bits & 4) > 0));
            sum += chance;
            third += (bits & 4) > 0 ? chance : 0;
        }
        assertThat(sum).isCloseTo(1, within(1e-9));
        assertThat(third).isCloseTo(law.accuracies(3)[0][2], within(2e-3));
        assertThat(1 - chances.of(List.of(false, false, false))).isCloseTo(law.accuracies(3)[1][2], within(1e-9));
    }

    /** Four intervals at 95 %; with this seed all hold, a right fit fails with up to one seed in five. */
    @Test
    void chainsThatGoOnTellAllParameters() {
        RoundsCalibration found = fit(chains(LAW, 1500, 4, false, 13), 2, 10);
        assertThat(found.stopped()).isFalse();
        assertThat(found.twoState()).isPresent();
        double[] truth = {0.2, 1, 0.6, -0.3};
        assertThat(found.parameters()).hasSize(4);
        for (int i = 0; i < truth.length; i++) {
            FitParameterRow row = found.parameters().get(i);
            assertThat(row.identified()).isTrue();
            assertThat(row.estimate().contains(truth[i])).as(row.toString()).isTrue();
        }
        double[][] expected = LAW.accuracies(10);
        assertThat(found.predictions()).hasSize(2);
        assertThat(found.predictions().get(0).value().contains(expected[1][9])).isTrue();
        assertThat(found.predictions().get(1).value().contains(expected[0][9])).isTrue();
        assertThat(found.predictions().get(1).value().value()).isCloseTo(expected[0][9], within(0.03));
    }

    /** At both ends of the interval the likelihood, highest over the mean, is below its top by half of chi-square's 3.84. */
    @Test
    void intervalOfSpreadIsByTheProfile() {
        List<RoundChain> chains = chains(new RoundLaw(0.2, 1.2, 0, 0, 0), 300, 3, false, 5);
        RoundsCalibration found = fit(chains, 1);
        assertThat(found.chosenName()).isEqualTo("problems differ");
        FitParameterRow spread = found.parameters().get(1);
        assertThat(spread.name()).isEqualTo("spread");
        RoundTree tree = new RoundTree(chains);
        double top = highest(tree, spread.estimate().value());
        assertThat(2 * (top - highest(tree, spread.estimate().low()))).isCloseTo(3.84, within(0.15));
        assertThat(2 * (top - highest(tree, spread.estimate().high()))).isCloseTo(3.84, within(0.15));
    }

    private static double highest(RoundTree tree, double spread) {
        return IntStream.range(-25, 60)
                .mapToDouble(i -> new RoundLaw(0.02 * i, spread, 0, 0, 0).logLikelihood(tree))
                .max()
                .orElseThrow();
    }

    @Test
    void stoppedChainsTellHazardsButNotLosses() {
        RoundsCalibration found = fit(chains(LAW, 1500, 3, true, 11), 2, 3);
        assertThat(found.stopped()).isTrue();
        assertThat(found.twoState()).isEmpty();
        assertThat(found.notIdentified().get(0)).startsWith("Losing a right answer");
        assertThat(found.predictions()).hasSize(1);
        double[][] expected = LAW.accuracies(3);
        for (int t = 0; t < 3; t++) {
            assertThat(found.rounds().get(t).solved()).isCloseTo(expected[1][t], within(4 * 0.5 / Math.sqrt(1500)));
            assertThat(found.rounds().get(t).fittedSolved().value())
                    .isCloseTo(found.rounds().get(t).solved(), within(0.01));
        }
    }

    /** Chains as many as TTSPM with F_max = 0.8 and p = 0.5 expects: then these are the likeliest. */
    @Test
    void ttspmAndHazardsByHand() {
        List<RoundChain> chains = new ArrayList<>();
        add(chains, 40, true);
        add(chains, 20, false, true);
        add(chains, 10, false, false, true);
        add(chains, 30, false, false, false);
        RoundsCalibration found =
                new RoundsFit(chains, new CountsFit.Settings(List.of(), 0.001, 7, 1)).fit((state, done) -> true);
        assertThat(found.interrupted()).isTrue();
        FitTtspmRow likelihood = found.saturation().get(1);
        assertThat(likelihood.fMax().value()).isCloseTo(0.8, within(2e-3));
        assertThat(likelihood.px().value()).isCloseTo(0.5, within(2e-3));
        assertThat(found.saturation().get(0).fMax().value()).isCloseTo(0.8, within(0.02));
        double[] hazards = {0.4, 20.0 / 60, 10.0 / 40};
        double[] solved = {0.4, 0.6, 0.7};
        for (int t = 0; t < 3; t++) {
            assertThat(found.rounds().get(t).hazard().value()).isCloseTo(hazards[t], within(1e-12));
            assertThat(found.rounds().get(t).solved()).isCloseTo(solved[t], within(1e-12));
        }
        // Wilson's score interval of 40 of 100 at 95 %.
        assertThat(found.rounds().get(0).hazard().low()).isCloseTo(0.309401, within(1e-6));
        assertThat(found.rounds().get(0).hazard().high()).isCloseTo(0.497998, within(1e-6));
    }

    /** Of 60 wrong rounds 15 are followed by a right one, of 80 right ones 8 by a wrong one. */
    @Test
    void correctionsAndLossesAreCounted() {
        List<RoundChain> chains = new ArrayList<>();
        add(chains, 15, false, true);
        add(chains, 45, false, false);
        add(chains, 8, true, false);
        add(chains, 72, true, true);
        RoundsCalibration found =
                new RoundsFit(chains, new CountsFit.Settings(List.of(), 0.001, 7, 1)).fit((state, done) -> true);
        assertThat(found.twoState()).contains(new TwoState(15.0 / 60, 8.0 / 80));
        assertThat(found.rounds().get(1).accuracy()).isCloseTo(87.0 / 140, within(1e-12));
    }

    private static void add(List<RoundChain> chains, int times, Boolean... right) {
        chains.addAll(Collections.nCopies(times, new RoundChain(List.of(right))));
    }

    @Test
    void threadsDoNotMatter() {
        List<RoundChain> chains = chains(LAW, 100, 2, false, 5);
        assertThat(fit(chains, 1, 8)).isEqualTo(fit(chains, 3, 8));
    }
}
