package dev.plateau.rank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.Worlds;
import dev.plateau.experiment.Archive;
import dev.plateau.experiment.Entrant;
import dev.plateau.experiment.Metric;
import dev.plateau.experiment.NamedWorld;
import dev.plateau.experiment.Progress;
import dev.plateau.experiment.Study;
import dev.plateau.model.Difficulty;
import dev.plateau.result.BestResult;
import dev.plateau.result.BudgetUnit;
import dev.plateau.result.CandidateRow;
import dev.plateau.select.Selection;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BestSearchTest {
    private static final Progress CANCELLED = new Progress() {
        @Override
        public boolean cancelled() {
            return true;
        }
    };

    private static Contestant contestant(Worlds worlds, Entrant entrant, List<Integer> budgets) {
        return new Contestant("", entrant, new NamedWorld("test", worlds.world()), budgets);
    }

    private static SimulatedField field(Worlds worlds, List<Contestant> contestants, long seed, int threads) {
        Study template = worlds.study(List.of(contestants.get(0).entrant()), List.of(1), 0.5, 1_000_000, 1);
        return new SimulatedField(template, contestants, seed, threads, Optional.empty(), Archive.NONE);
    }

    private static BestSearch.Names names(SimulatedField field) {
        return new BestSearch.Names() {
            @Override
            public String policy(int alternative) {
                return field.contestant(alternative).entrant().label();
            }

            @Override
            public String settings(int alternative) {
                return field.contestant(alternative).settings();
            }

            @Override
            public int budget(int alternative) {
                return field.budget(alternative);
            }
        };
    }

    /** Three kinds of policy at several budgets. */
    private static List<Contestant> several() {
        return List.of(
                contestant(
                        Worlds.rich(),
                        Worlds.entrant("dora", Map.of(), Selection.WEIGHTED_MAJORITY),
                        List.of(4, 8, 16)),
                contestant(Worlds.rich(), Worlds.entrant("parallel", Map.of(), Selection.MAJORITY), List.of(2, 16)),
                contestant(Worlds.rich(), Worlds.entrant("sequential", Map.of(), Selection.MAJORITY), List.of(3, 8)));
    }

    /**
     * 500 searches for the number of attempts that is worth most: of tasks that an attempt solves with chance 0.1 a right answer among
     * N costs 0.02 N and comes with chance 1 - 0.9^N, so 16 are best: 0.4947 against 0.4784 and 0.4776 for 20 and 12, which is more
     * than the 0.015 asked for. If they found it in 95 % exactly, fewer than 460 did with a chance of 0.1 %.
     */
    @Test
    void theBestByTheFormulaIsFoundAsOftenAsPromised() {
        Worlds worlds = Worlds.plain().with(new Difficulty(0, 0, new Difficulty.Fixed(0.1)));
        List<Contestant> contestants = List.of(
                contestant(worlds, Worlds.entrant("parallel", Map.of(), Selection.ORACLE), List.of(4, 8, 12, 16, 20)));
        int right = 0;
        double spent = 0;
        for (int seed = 0; seed < 500; seed++) {
            try (SimulatedField field = field(worlds, contestants, seed, 2)) {
                BestResult result = new BestSearch(
                                field, new Objective(0.02, Objective.Unit.ROLLOUT), 0.015, 0.95, 1_000_000)
                        .run("", "", names(field), Progress.NONE);
                right += result.chosen().budget() == 16 ? 1 : 0;
                spent += result.spending().steps() / result.spending().evenSteps() / 500;
                assertThat(result.decided()).isTrue();
            }
        }
        assertThat(right).isGreaterThanOrEqualTo(460);
        // 20 is simulated nearly to the end, and with it all below: so what is spared is not more than half.
        assertThat(spent).isLessThan(0.6);
    }

    @Test
    void nobodyIsObservedOtherwiseBecauseOthersAreDropped() {
        try (SimulatedField one = field(Worlds.rich(), several(), 5, 1);
                SimulatedField other = field(Worlds.rich(), several(), 5, 3)) {
            double[][][] all = one.observe(IntStream.range(0, 7).toArray(), 3, 9);
            int[] some = {0, 4, 5};
            double[][][] few = other.observe(some, 3, 9);
            for (int at = 0; at < some.length; at++) {
                assertThat(Arrays.deepEquals(few[at], all[some[at]])).isTrue();
            }
            assertThat(other.steps()).isLessThan(one.steps());
        }
    }

    @Test
    void aBudgetOfTokensIsTheSameNumberOfRolloutsWhoeverIsLeft() {
        Study template = Worlds.rich().study(List.of(several().get(0).entrant()), List.of(1), 0.5, 1_000_000, 1);
        Study tokens = new Study(
                template.name(),
                template.title(),
                template.worlds(),
                template.entrants(),
                template.baseline(),
                template.budgets(),
                BudgetUnit.TOKENS,
                template.precision(),
                template.maxTasks(),
                template.thresholds(),
                template.seed(),
                Optional.empty());
        List<Contestant> contestants = List.of(contestant(
                Worlds.rich(), Worlds.entrant("dora", Map.of(), Selection.WEIGHTED_MAJORITY), List.of(900, 4000)));
        try (SimulatedField field = new SimulatedField(tokens, contestants, 5, 2, Optional.empty(), Archive.NONE)) {
            double[][][] all = field.observe(new int[] {0, 1}, 0, 8);
            assertThat(Arrays.deepEquals(field.observe(new int[] {0}, 0, 8)[0], all[0]))
                    .isTrue();
            double[] written = all[1][List.of(Metric.values()).indexOf(Metric.TOKENS)];
            assertThat(Arrays.stream(written).average().orElseThrow()).isBetween(3600.0, 4400.0);
        }
    }

    @Test
    void theResultIsTheSameForAnyNumberOfThreads() {
        BestResult[] results = new BestResult[2];
        for (int i = 0; i < 2; i++) {
            try (SimulatedField field = field(Worlds.rich(), several(), 8, 1 + 2 * i)) {
                results[i] = new BestSearch(field, Objective.ACCURACY, 0.02, 0.95, 1_000_000)
                        .run("a", "b", names(field), Progress.NONE);
            }
        }
        assertThat(results[0]).isEqualTo(results[1]);
        assertThat(results[0].decided()).isTrue();
        assertThat(results[0].chosen().budget()).isEqualTo(16);
        assertThat(results[0].rows()).hasSize(7);
        assertThat(results[0].rows().get(6).verdict()).isEqualTo(CandidateRow.Verdict.WORSE);
        assertThat(results[0].rows().get(6).droppedBy()).isNotEmpty();
    }

    @Test
    void whatIsEndedEarlyOrBeyondItsLimitIsUndecided() {
        try (SimulatedField field = field(Worlds.rich(), several(), 8, 2)) {
            BestResult ended = new BestSearch(field, Objective.ACCURACY, 0.0005, 0.99, 1_000_000)
                    .run("a", "b", names(field), CANCELLED);
            assertThat(ended.decided()).isFalse();
            assertThat(ended.interrupted()).isTrue();
            assertThat(ended.chosen().tasks()).isEqualTo(ended.spending().firstTasks());
        }
        try (SimulatedField field = field(Worlds.rich(), several(), 8, 2)) {
            BestResult limited = new BestSearch(field, Objective.ACCURACY, 0.0005, 0.99, 2000)
                    .run("a", "b", names(field), Progress.NONE);
            assertThat(limited.decided()).isFalse();
            assertThat(limited.interrupted()).isFalse();
            assertThat(limited.chosen().tasks()).isEqualTo(2048);
        }
    }
}
