package dev.plateau.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.Worlds;
import dev.plateau.catalog.Policies;
import dev.plateau.model.Answers;
import dev.plateau.model.AttemptShape;
import dev.plateau.model.Difficulty;
import dev.plateau.model.Directions;
import dev.plateau.model.ModelCost;
import dev.plateau.model.SimilarityShape;
import dev.plateau.model.Verifier;
import dev.plateau.model.World;
import dev.plateau.result.AccuracyRow;
import dev.plateau.result.BudgetUnit;
import dev.plateau.result.RegretRow;
import dev.plateau.result.StudyResult;
import dev.plateau.run.Outcomes;
import dev.plateau.select.Selection;
import dev.plateau.stats.ControlVariates;
import dev.plateau.stats.Interval;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What regret is split into. A study has 2048 tasks. That a part is clearly above a level means that its 95 % interval is,
 * and that it is more than three half-widths, some six standard errors: without such a part a false alarm has a chance below
 * 1e-8. What is asserted to be nothing is exactly nothing, under any seed.
 */
class RegretTest {
    private static final Interval NOTHING = new Interval(0, 0, 0);
    private static final Selection VOTE = Selection.WEIGHTED_MAJORITY;
    private static final int BUDGET = 32;

    /** The direction decides most, and the verifier errs by direction. */
    private static final Worlds MISLEADING = Worlds.plain()
            .with(new Difficulty(0, 0, new Difficulty.Beta(0.6, 1.2)))
            .with(new Directions(new Directions.Zipf(6, 1.5), -0.6))
            .with(new AttemptShape(0.6, 0.3, 0.1, 0.9, AttemptShape.fixedSteps(5)))
            .with(new Verifier(1, 0, 3, 0, 0, 0))
            .with(new Answers(0.5, 10, 1));

    private static Entrant entrant(String id) {
        return Worlds.entrant(id, Map.of(), VOTE);
    }

    private static StudyResult run(Worlds worlds, Selection vote, Entrant... entrants) {
        return run(worlds.study(List.of(entrants), List.of(4, BUDGET), 0.5, 1_000_000, 3)
                .withBounds(Policies.bounds(vote)));
    }

    private static StudyResult run(Study study) {
        return new Experiment(study, 2).run(Progress.NONE);
    }

    private static RegretRow row(StudyResult result, String policy, long budget) {
        return result.regret().stream()
                .filter(row -> row.policy().equals(policy) && row.budget() == budget)
                .findFirst()
                .orElseThrow();
    }

    private static double accuracy(StudyResult result, String world, String policy, int budget) {
        return result.accuracy().stream()
                .filter(row -> row.scenario().equals(world) && row.policy().equals(policy) && row.budget() == budget)
                .mapToDouble(row -> row.accuracy().value())
                .findFirst()
                .orElseThrow();
    }

    private static void assertClearly(Interval part, double least) {
        assertThat(part.low()).as(part.toString()).isGreaterThan(least);
        assertThat(part.value()).as(part.toString()).isGreaterThan(3 * part.halfWidth());
    }

    private static Outcomes of(double accuracy) {
        Outcomes outcomes = new Outcomes(1);
        outcomes.accuracy[0] = accuracy;
        return outcomes;
    }

    @Test
    void theVerifierAndTheDirectionsShareWhatTheyCostTogether() {
        Study study = Worlds.plain()
                .study(List.of(entrant("rebase")), List.of(1), 0.1, 1000, 1)
                .withBounds(Policies.bounds(VOTE));
        ControlVariates none = new ControlVariates(0);
        RegretStatistics statistics = new RegretStatistics(study, "w", none);
        for (int block = 0; block < 2; block++) {
            // The second block is better by a constant: differences over the same tasks do not see it.
            double luck = 0.05 * block;
            BlockMeans means = new BlockMeans(1, 4, 1, 1, 0, 1);
            means.add(0, of(0.20 + luck), 0, 0, 1, 1, 0);
            means.addToLane(0, Lane.PERFECT_VERIFIER, 0.50 + luck, 0, 1);
            means.addToLane(0, Lane.TRUE_DIRECTIONS, 0.40 + luck, 0, 1);
            means.addToLane(0, Lane.BOTH, 0.60 + luck, 0, 1);
            means.addToOracle(0.90 + luck, 0, 1);
            none.accept(new double[0]);
            statistics.add(means);
        }
        RegretRow row = statistics.rows().get(0);
        assertPart(row.regret(), 0.70);
        assertPart(row.verifier(), ((0.50 - 0.20) + (0.60 - 0.40)) / 2);
        assertPart(row.directions(), ((0.40 - 0.20) + (0.60 - 0.50)) / 2);
        assertPart(row.rule(), 0.30);
        assertThat(row.told()).isFalse();
    }

    private static void assertPart(Interval part, double expected) {
        assertThat(part.value()).isCloseTo(expected, within(1e-12));
        assertThat(part.halfWidth()).isCloseTo(0, within(1e-12));
    }

    /** REBASE with the true directions is dora-true, so that every part is a difference between accuracies of a study. */
    @Test
    void partsAreDifferencesBetweenPoliciesThatCanBeRunAlone() {
        World noisy = MISLEADING.world();
        World perfect = noisy.with(Verifier.calibrated());
        Study one = MISLEADING.study(
                List.of(entrant("rebase"), entrant("dora-true"), entrant("oracle")),
                List.of(4, BUDGET),
                0.5,
                1_000_000,
                3);
        StudyResult result = run(new Study(
                one.name(),
                one.title(),
                List.of(new NamedWorld("noisy", noisy), new NamedWorld("perfect", perfect)),
                one.entrants(),
                one.baseline(),
                one.budgets(),
                one.unit(),
                one.precision(),
                one.maxTasks(),
                one.thresholds(),
                one.seed(),
                Optional.of(Policies.bounds(VOTE))));
        for (int budget : one.budgets()) {
            double itself = accuracy(result, "noisy", "rebase", budget);
            double verifier = accuracy(result, "perfect", "rebase", budget);
            double directions = accuracy(result, "noisy", "dora-true", budget);
            double both = accuracy(result, "perfect", "dora-true", budget);
            double oracle = accuracy(result, "perfect", "oracle", budget);
            RegretRow row = row(result, "rebase", budget);
            assertThat(row.regret().value()).isCloseTo(oracle - itself, within(1e-12));
            assertThat(row.verifier().value()).isCloseTo((verifier - itself + both - directions) / 2, within(1e-12));
            assertThat(row.directions().value()).isCloseTo((directions - itself + both - verifier) / 2, within(1e-12));
            assertThat(row.rule().value()).isCloseTo(oracle - both, within(1e-12));
        }
        assertClearly(row(result, "rebase", BUDGET).directions(), 0.01);
        assertClearly(row(result, "rebase", BUDGET).verifier(), 0.01);
    }

    @Test
    void whoKnowsTheDirectionsLosesNothingToThem() {
        StudyResult result = run(
                MISLEADING, VOTE, entrant("dora-true"), entrant("oracle"), entrant("dora-hard"), entrant("parallel"));
        assertThat(result.regret()).hasSize(8).allMatch(row -> row.directions().equals(NOTHING));
        assertThat(result.regret())
                .allMatch(row -> row.told()
                        == (row.policy().equals("dora-true") || row.policy().equals("oracle")));
        // As an entrant it votes by noisy scores; its rule is the oracle's.
        assertThat(row(result, "oracle", BUDGET).rule()).isEqualTo(NOTHING);
        StudyResult perfect = run(MISLEADING.with(Verifier.calibrated()), VOTE, entrant("oracle"));
        assertThat(perfect.regret()).allMatch(row -> row.regret().equals(NOTHING));
    }

    /** Most attempts go where most are wrong in the same way; nobody reads scores. */
    @Test
    void onlyTheDirectionsMatter() {
        Worlds crowd = Worlds.plain()
                .with(new Difficulty(0, 0, new Difficulty.Fixed(0.4)))
                .with(new Directions(new Directions.Zipf(5, 1.5), -0.8))
                .with(new AttemptShape(0.9, 0.05, 0.05, 1, AttemptShape.fixedSteps(3)))
                .with(new Verifier(1, 0, 2, 0, 1, 0))
                .with(new Answers(1, 10, 1));
        for (String id : List.of("uniform", "temperature")) {
            StudyResult result = run(crowd, Selection.MAJORITY, Worlds.entrant(id, Map.of(), Selection.MAJORITY));
            RegretRow row = row(result, id, BUDGET);
            assertThat(row.verifier()).isEqualTo(NOTHING);
            assertClearly(row.directions(), 0.05);
        }
    }

    @Test
    void onlyTheVerifierMatters() {
        Worlds noisy = Worlds.plain()
                .with(new Difficulty(0, 0, new Difficulty.Beta(0.6, 1.2)))
                .with(new AttemptShape(0.2, 0.7, 0.1, 0.9, AttemptShape.fixedSteps(5)))
                .with(new Verifier(0.5, 0, 0, 1, 2, 0.3));
        RegretRow row = row(run(noisy, VOTE, entrant("rebase")), "rebase", BUDGET);
        assertThat(row.directions()).isEqualTo(NOTHING);
        assertClearly(row.verifier(), 0.05);
        assertThat(row.verifier().value()).isGreaterThan(2 * row.rule().value());
    }

    @Test
    void onlyTheRuleMatters() {
        Worlds clear = Worlds.plain()
                .with(new Difficulty(0, 0, new Difficulty.Beta(0.6, 1.2)))
                .with(new AttemptShape(0.2, 0.7, 0.1, 0.9, AttemptShape.fixedSteps(5)))
                .with(Verifier.calibrated());
        StudyResult result = run(clear, VOTE, entrant("uniform"), entrant("parallel"));
        for (RegretRow row : result.regret()) {
            assertThat(row.verifier()).isEqualTo(NOTHING);
            assertThat(row.directions()).isEqualTo(NOTHING);
            assertThat(row.rule()).isEqualTo(row.regret());
            if (row.budget() == BUDGET) {
                assertClearly(row.rule(), 0.05);
            }
        }
    }

    /** An embedder that is blind to directions takes them from the vote as well as from the search. */
    @Test
    void aBlindEmbedderCostsWhatReadsIt() {
        Worlds blind = MISLEADING.with(new SimilarityShape(0.5, 0.02, 0, SimilarityShape.View.BLIND));
        StudyResult result = run(
                blind,
                VOTE,
                Worlds.entrant("parallel", Map.of(), VOTE),
                new Entrant("vote", () -> Worlds.policy("parallel", Map.of()), Selection.BEST_DIRECTION),
                entrant("dora-hard"));
        assertThat(row(result, "parallel", BUDGET).directions()).isEqualTo(NOTHING);
        assertThat(row(result, "vote", BUDGET).directions()).isNotEqualTo(NOTHING);
        assertClearly(row(result, "dora-hard", BUDGET).directions(), 0.01);
    }

    @Test
    void oneOracleIsSharedByAllPoliciesOfABudget() {
        World cheap = Worlds.rich().world();
        World world = new World(
                cheap.difficulty(),
                cheap.directions(),
                cheap.attempts(),
                cheap.mistakes(),
                cheap.refinement(),
                cheap.verifier(),
                cheap.similarity(),
                cheap.answers(),
                cheap.lengths(),
                new ModelCost("policy", 3e9, 0),
                new ModelCost("verifier", 14e9, 0),
                new ModelCost("embedder", 6e8, 0));
        Study study = Worlds.rich()
                .study(
                        List.of(
                                entrant("rebase"),
                                entrant("dora"),
                                Worlds.entrant("uniform", Map.of(), Selection.MAJORITY),
                                entrant("sequential"),
                                entrant("oracle")),
                        List.of(1),
                        0.5,
                        1_000_000,
                        3);
        StudyResult result = run(new Study(
                study.name(),
                study.title(),
                List.of(new NamedWorld("w", world)),
                study.entrants(),
                study.baseline(),
                List.of(40, 100),
                BudgetUnit.TFLOP,
                study.precision(),
                study.maxTasks(),
                study.thresholds(),
                study.seed(),
                Optional.of(Policies.bounds(VOTE))));
        assertThat(result.regret()).hasSize(10);
        for (int budget : List.of(40, 100)) {
            // With as many rollouts as it pays for itself.
            assertThat(row(result, "oracle", budget).rule()).isEqualTo(NOTHING);
            double oracle = oracle(result, "rebase", budget);
            for (AccuracyRow row : result.accuracy()) {
                if (row.budget() == budget) {
                    assertThat(oracle(result, row.policy(), budget)).isCloseTo(oracle, within(1e-12));
                }
            }
        }
    }

    private static double oracle(StudyResult result, String policy, int budget) {
        return accuracy(result, "w", policy, budget)
                + row(result, policy, budget).regret().value();
    }

    @Test
    void regretIsTheSumOfItsParts() {
        List<Entrant> all = List.of(
                entrant("parallel"), entrant("sequential"), entrant("beam"), entrant("rebase"), entrant("dora"));
        Study plain = Worlds.rich().study(all, List.of(4, 16), 0.02, 4096, 9);
        StudyResult result = run(plain.withBounds(Policies.bounds(VOTE)));
        assertThat(result.regret()).hasSize(2 * all.size());
        for (RegretRow row : result.regret()) {
            assertThat(row.verifier().value()
                            + row.directions().value()
                            + row.rule().value())
                    .isCloseTo(row.regret().value(), within(1e-12));
            assertThat(row.regret().value()).as(row.toString()).isPositive();
        }
        // Measuring regret changes nothing else.
        assertThat(run(plain).accuracy()).isEqualTo(result.accuracy());
    }
}
