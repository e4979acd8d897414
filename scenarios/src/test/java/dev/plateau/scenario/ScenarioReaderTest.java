package dev.plateau.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.plateau.catalog.Policies;
import dev.plateau.experiment.Entrant;
import dev.plateau.experiment.NamedWorld;
import dev.plateau.experiment.Study;
import dev.plateau.experiment.Thresholds;
import dev.plateau.experiment.VarianceReduction;
import dev.plateau.model.Answers;
import dev.plateau.model.AttemptShape;
import dev.plateau.model.BudgetCut;
import dev.plateau.model.Difficulty;
import dev.plateau.model.Directions;
import dev.plateau.model.Lengths;
import dev.plateau.model.Levels;
import dev.plateau.model.Mistakes;
import dev.plateau.model.ModelCost;
import dev.plateau.model.Refinement;
import dev.plateau.model.SimilarityShape;
import dev.plateau.model.Verifier;
import dev.plateau.model.World;
import dev.plateau.policy.ParallelPolicy;
import dev.plateau.policy.SequentialPolicy;
import dev.plateau.select.Selection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioReaderTest {
    private static final String POLICY_IDS = "parallel, sequential, temperature, beam, dvts, uniform, "
            + "top-k, score-proportional, softmax, rebase, rebase-official, dora, dora-released, dora-hard, dora-dynamic, "
            + "dora-true, bayes, bayes-direction, oracle, hybrid, "
            + "adaptive-consistency, early-stopping, marginal-gain, shared-budget, verifier-threshold";
    private static final String MODEL_IDS = "llama-3.2-1b, llama-3.2-3b, llama-3.1-8b, llama-3.1-70b, qwen2.5-1.5b, "
            + "qwen2.5-7b, qwen2.5-32b, deepseek-r1-distill-qwen-1.5b, deepseek-r1-distill-qwen-7b, "
            + "deepseek-r1-distill-qwen-32b, qwen2.5-math-prm-7b, bge-m3";
    private static final String TOP_KEYS =
            "title, seed, tasks, directions, attempts, mistakes, refinement, verifier, similarity, "
                    + "answers, cut, lengths, models, policies, select, gate, baseline, budgets, budget-unit, precision, max-tasks, thresholds, regret, variance-reduction, worlds, "
                    + "hardware, fleet, fleets, plan";
    private static final String WORLD_KEYS =
            "tasks, directions, attempts, mistakes, refinement, verifier, similarity, answers, cut, lengths, models";

    @TempDir
    Path directory;

    private final ScenarioReader reader = new ScenarioReader(Policies.factories(), ModelPresets.builtIn());

    @Test
    void varianceIsReducedUnlessItShallNotBe() throws Exception {
        assertThat(read("title: any").reduction()).isEqualTo(VarianceReduction.FULL);
        assertThat(read("variance-reduction: {difficulty: independent, focus: false, common: false, repeats: false, "
                                + "expectations: false, controls: false}")
                        .reduction())
                .isEqualTo(VarianceReduction.NONE);
    }

    @Test
    void levelsMayBeSharesOrNumbers() throws Exception {
        World world = read("tasks: {levels: {shares: [10, 30], agreement: 0.5}}")
                .worlds()
                .get(0)
                .world();
        assertThat(world.difficulty().levels()).isEqualTo(new Levels(List.of(0.25, 0.75), 0.5));
    }

    @Test
    void everyKeyReachesTheStudy() throws Exception {
        Study study = read("""
                title: All keys
                seed: -7
                tasks:
                  difficulty: {probit-normal: {mean: -1, sd: 0.5}}
                  unsolvable: 0.1
                  solved: 0.2
                directions:
                  popularity: {dirichlet: {count: 3, concentration: 2}}
                  quality-correlation: -0.5
                attempts:
                  shares: {direction: 0.25, steps: 0.5, finish: 0.25}
                  decay: 0.5
                  steps: {min: 2, max: 3, hazard: 0.25}
                mistakes: {share: 0.1, detection: 0.2, drop: 0.3}
                refinement: {stickiness: 0.1, reuse: 0.2, context-rounds: 3, improvement: -0.25, repeat: 0.6}
                verifier:
                  {slope: -2, bias: 0.1, direction-noise: 0.2, path-noise: 0.3, step-noise: 0.4, outcome: 0.5, calls: 7, call-noise: 0.6, length: 0.8,
                  popularity: 0.9}
                cut: {share: 0.7, after: 2}
                similarity: {floor: 0.1, power: 2, noise: 0.3, view: split}
                answers: {herding: 0.4, wrong: 5, zipf: 0.6}
                lengths: {prompt: 10, step: 20, spread: 0.1, difficulty-effect: -0.2}
                models: {policy: llama-3.1-8b, verifier: {flops-per-token: 2e9, attention-flops: 1000}, embedder: bge-m3}
                policies:
                  - {id: sequential, label: chain, acceptance: oracle}
                  - parallel
                  - {id: parallel, label: best, select: best-of-n}
                select: majority
                baseline: best
                budgets: {from: 3, to: 50, factor: 2}
                precision: 0.01
                max-tasks: 1e4
                thresholds: {efficient: 0.5, saturated: 0.25}
                worlds:
                  other:
                    tasks: {difficulty: {fixed: 0.4}, solved: 0}
                    attempts: {steps: 4}
                  same: {}
                """);
        World same = new World(
                new Difficulty(0.1, 0.2, new Difficulty.ProbitNormal(-1, 0.5)),
                new Directions(new Directions.Dirichlet(3, 2), -0.5),
                new AttemptShape(0.25, 0.5, 0.25, 0.5, List.of(0.0, 0.25, 1.0).subList(0, 3)),
                new Mistakes(0.1, 0.2, 0.3),
                new Refinement(0.1, 0.2, 3, -0.25, 0.6),
                new Verifier(-2, 0.1, 0.2, 0.3, 0.4, 0.5, 7, 0.6, 0.6, 0.8, 0.9),
                new SimilarityShape(0.1, 2, 0.3, SimilarityShape.View.SPLIT),
                new Answers(0.4, 5, 0.6),
                new Lengths(10, 20, 0.1, -0.2),
                new ModelCost("llama-3.1-8b", 2.0 * 7504658432L, 524288),
                new ModelCost("custom", 2e9, 1000),
                new ModelCost(
                        "bge-m3",
                        2.0 * 301989888L,
                        study.worlds().get(1).world().embedderModel().attentionFlops()),
                new BudgetCut(2, 0.7));
        World other = new World(
                new Difficulty(0.1, 0, new Difficulty.Fixed(0.4)),
                same.directions(),
                new AttemptShape(0.25, 0.5, 0.25, 0.5, AttemptShape.fixedSteps(4)),
                same.mistakes(),
                same.refinement(),
                same.verifier(),
                same.similarity(),
                same.answers(),
                same.lengths(),
                same.policyModel(),
                same.verifierModel(),
                same.embedderModel(),
                same.cut());
        assertThat(study.worlds()).containsExactly(new NamedWorld("s/other", other), new NamedWorld("s/same", same));
        assertThat(study.entrants()).extracting(Entrant::label).containsExactly("chain", "parallel", "best");
        assertThat(study.entrants())
                .extracting(Entrant::selection)
                .containsExactly(Selection.MAJORITY, Selection.MAJORITY, Selection.BEST_OF_N);
        assertThat(study.entrants().get(0).policy().get())
                .isEqualTo(new SequentialPolicy(SequentialPolicy.Acceptance.ORACLE, 0.9));
        assertThat(study.entrants().get(1).policy().get()).isInstanceOf(ParallelPolicy.class);
        assertThat(study.budgets()).containsExactly(3, 6, 12, 24, 48, 50);
        assertThat(study)
                .extracting(
                        Study::name,
                        Study::title,
                        Study::baseline,
                        Study::precision,
                        Study::maxTasks,
                        Study::thresholds,
                        Study::seed)
                .containsExactly("s", "All keys", "best", 0.01, 10_000L, new Thresholds(0.5, 0.25), -7L);
    }

    @Test
    void aGateHoldsForAllThatGiveNoOther() throws Exception {
        Study study = read("""
                select: verifier-gated
                gate: 0.7
                policies:
                  - parallel
                  - {id: parallel, label: strict, gate: 0.9}
                  - {id: parallel, label: again, select: verifier-gated}
                  - {id: parallel, label: vote, select: majority}
                """);
        assertThat(study.entrants())
                .extracting(
                        entrant -> entrant.selection().rule(),
                        entrant -> entrant.selection().gate())
                .startsWith(
                        tuple(Selection.Rule.VERIFIER_GATED, 0.7),
                        tuple(Selection.Rule.VERIFIER_GATED, 0.9),
                        tuple(Selection.Rule.VERIFIER_GATED, 0.7));
        assertThat(study.entrants().get(3).selection().rule()).isEqualTo(Selection.Rule.MAJORITY);
        assertThat(read("policies: [{id: parallel, select: verifier-gated}]")
                        .entrants()
                        .get(0)
                        .selection())
                .isEqualTo(Selection.VERIFIER_GATED);
    }

    @Test
    void everythingHasADefault() throws Exception {
        Study study = read("seed: 1\n");
        assertThat(study.title()).isEqualTo("s");
        assertThat(study.baseline()).isEqualTo("parallel");
        assertThat(study.budgets()).containsExactly(1, 2, 4, 8, 16, 32, 64, 128, 256);
        assertThat(study.precision()).isEqualTo(0.005);
        assertThat(study.thresholds()).isEqualTo(new Thresholds(0.01, 0.001));
        assertThat(study.worlds()).extracting(NamedWorld::name).containsExactly("s");
        World world = study.worlds().get(0).world();
        assertThat(world.difficulty()).isEqualTo(new Difficulty(0, 0, new Difficulty.Beta(0.6, 1.2)));
        assertThat(world.verifier()).isEqualTo(Verifier.calibrated());
        assertThat(world.attempts().hazards()).hasSize(8);
        assertThat(world.policyModel().name()).isEqualTo("llama-3.2-1b");
    }

    @Test
    void everyPopularityAndDifficultyCanBeRead() throws Exception {
        assertThat(world("directions: {popularity: {uniform: {count: 4}}}")
                        .directions()
                        .popularity())
                .isEqualTo(new Directions.Uniform(4));
        assertThat(world("directions: {popularity: {zipf: {count: 4, exponent: 2}}}")
                        .directions()
                        .popularity())
                .isEqualTo(new Directions.Zipf(4, 2));
        assertThat(world("directions: {popularity: {pitman-yor: {concentration: 4, discount: 0.5}}}")
                        .directions()
                        .popularity())
                .isEqualTo(new Directions.PitmanYor(4, 0.5));
        assertThat(world("tasks: {difficulty: {beta: {a: 2, b: 3}}}")
                        .difficulty()
                        .core())
                .isEqualTo(new Difficulty.Beta(2, 3));
        Files.writeString(directory.resolve("c.csv"), "n_correct,n_samples\r\n1,2\r\n\r\n 3 ,\"4\"\r\n");
        assertThat(world("tasks: {difficulty: {counts: {file: c.csv}}}")
                        .difficulty()
                        .core())
                .isEqualTo(new Difficulty.Empirical(
                        List.of(new Difficulty.Count(2, 1), new Difficulty.Count(4, 3)), false));
    }

    @Test
    void aWorldJoinsKeysAndReplacesLaws() throws Exception {
        Study study = read("""
                tasks: {difficulty: {fixed: 0.3}, solved: 0.1}
                directions: {popularity: {uniform: {count: 3}}}
                worlds:
                  other: {tasks: {difficulty: {beta: {a: 2}}}, directions: {popularity: {zipf: {exponent: 2}}}}
                  same: {tasks: {solved: 0.2}, directions: {popularity: {uniform: {count: 4}}}}
                """);
        assertThat(study.worlds())
                .extracting(world -> world.world().difficulty())
                .containsExactly(
                        new Difficulty(0, 0.1, new Difficulty.Beta(2, 1.2)),
                        new Difficulty(0, 0.2, new Difficulty.Fixed(0.3)));
        assertThat(study.worlds())
                .extracting(world -> world.world().directions().popularity())
                .containsExactly(new Directions.Zipf(6, 2), new Directions.Uniform(4));
    }

    static List<Arguments> mistakes() {
        return List.of(
                // keys
                mistake("sed: 1", "1:1: unknown key 'sed'. Valid: " + TOP_KEYS + ". Did you mean 'seed'?"),
                mistake(
                        "tasks:\n  unsolvabel: 0.1",
                        "2:3: unknown key 'unsolvabel' in tasks. Valid: difficulty, unsolvable, solved, levels."
                                + " Did you mean 'unsolvable'?"),
                mistake(
                        "verifier: {Slope: 1, zzz: 2}",
                        "1:12: unknown key 'Slope' in verifier. Valid: slope, bias, direction-noise, path-noise,"
                                + " step-noise, outcome, calls, call-noise, wrong-call-noise, length, popularity. Did you mean 'slope'?",
                        "1:22: unknown key 'zzz' in verifier. Valid: slope, bias, direction-noise, path-noise,"
                                + " step-noise, outcome, calls, call-noise, wrong-call-noise, length, popularity."),
                mistake("seed: 1\ntitle: x\nseed: 2", "3:1: the key seed is already given on line 1"),
                mistake("seed.xyz: 1", "1:1: unknown key 'seed.xyz'. Valid: " + TOP_KEYS + "."),
                // types
                mistake("seed: one", "1:7: seed must be a whole number of 64 bits (got one)"),
                mistake(
                        "seed: 99999999999999999999",
                        "1:7: seed must be a whole number of 64 bits (got 99999999999999999999)"),
                mistake("seed: 1.5", "1:7: seed must be a whole number of 64 bits (got 1.5)"),
                mistake(
                        "precision: \"0.1\"",
                        "1:12: precision must be a number in [1e-5, 0.5] (got \"0.1\"); leave out the quotes"),
                mistake(
                        "precision: [0.1]",
                        "1:12: precision is a list of values, which only 'plateau run' and 'plateau validate' take"),
                mistake("precision:", "1:11: precision must be a number in [1e-5, 0.5] (got nothing)"),
                mistake(
                        "tasks: {levels: {agreement: 0.5}}",
                        "1:17: tasks.levels.shares must be a list of the shares, or the numbers, of tasks by level, 2 to"
                                + " 20 of them, the easiest first"),
                mistake(
                        "tasks: {levels: {shares: [1]}}",
                        "1:26: tasks.levels.shares must be a list of the shares, or the numbers, of tasks by level, 2 to"
                                + " 20 of them, the easiest first (got a list)"),
                mistake(
                        "tasks: {levels: {shares: [1, 0]}}",
                        "1:30: a share must be a number in [1e-6, 1000000000] (got 0)"),
                mistake(
                        "tasks: {difficulty: {fixed: 0.2}, levels: {shares: [1, 1]}}",
                        "1:43: tasks.levels need a difficulty that is a distribution of p: beta, probit-normal or mixture"),
                mistake(
                        "tasks: 3",
                        "1:8: tasks must have keys (got 3). Valid: difficulty, unsolvable, solved, levels."),
                mistake(
                        "tasks:\n",
                        "1:7: tasks must have keys (got nothing). Valid: difficulty, unsolvable, solved, levels."),
                mistake("tasks: {unsolvable: {x: 1}}", "1:21: tasks.unsolvable must be a number in [0, 1] (got keys)"),
                mistake("title: ''", "1:8: title must be a line of 1 to 200 characters (got \"\")"),
                mistake("title: \"a\\nb\"", "1:8: title must be a line of 1 to 200 characters (got \"a\\nb\")"),
                // ranges
                mistake("tasks: {unsolvable: 1.2}", "1:21: tasks.unsolvable must be a number in [0, 1] (got 1.2)"),
                mistake(
                        "tasks: {difficulty: {fixed: -0.1}}",
                        "1:29: tasks.difficulty.fixed must be a number in [0, 1] (got -0.1)"),
                mistake(
                        "tasks: {difficulty: {fixed: .nan}}",
                        "1:29: tasks.difficulty.fixed must be a number in [0, 1] (got .nan); it must be finite"),
                mistake(
                        "verifier: {slope: -.inf}",
                        "1:19: verifier.slope must be a number in [-100, 100] (got -.inf); it must be finite"),
                mistake("verifier: {slope: 1e999}", "1:19: verifier.slope must be a number in [-100, 100] (got 1e999)"),
                mistake("precision: 0", "1:12: precision must be a number in [1e-5, 0.5] (got 0)"),
                mistake(
                        "variance-reduction: {difficulty: sobel}",
                        "1:34: variance-reduction.difficulty cannot be 'sobel'. Valid: independent, stratified, sobol. Did you mean 'sobol'?"),
                mistake(
                        "variance-reduction: {difficulty: independent}",
                        "1:21: with variance-reduction.difficulty: independent there are no strata to take tasks from; set focus: false"),
                mistake(
                        "variance-reduction: {common: false}",
                        "1:21: with variance-reduction.common: false no task is that of all policies; set controls: false"),
                mistake("max-tasks: 0", "1:12: max-tasks must be a whole number in 1..1000000000000 (got 0)"),
                mistake(
                        "thresholds: {efficient: 0.001, saturated: 0.01}",
                        "1:25: thresholds.efficient must be above thresholds.saturated, 0.01 (got 0.001)"),
                mistake(
                        "tasks: {unsolvable: 0.75, solved: 0.5}",
                        "1:35: tasks.unsolvable and tasks.solved must sum to at most 1 (got 1.25)"),
                mistake(
                        "attempts:\n  shares: {direction: 0.5, steps: 0.25, finish: 0.5}",
                        "2:11: attempts.shares must sum to 1 (got direction 0.5 + steps 0.25 + finish 0.5 = 1.25)"),
                mistake(
                        "attempts:\n  shares: {direction: 0.75, steps: 0.75}",
                        "2:11: attempts.shares must sum to 1 (got direction 0.75 + steps 0.75 + finish 0.0 = 1.5)"),
                mistake("attempts: {steps: 0}", "1:19: attempts.steps must be a whole number in 1..1000 (got 0)"),
                mistake("attempts: {steps: {min: 2}}", "1:19: attempts.steps needs the key 'max'"),
                mistake(
                        "attempts: {steps: {min: 5, max: 3}}",
                        "1:25: attempts.steps.min must be at most attempts.steps.max, 3 (got 5)"),
                // alternatives
                mistake(
                        "tasks: {difficulty: {beta: {a: 1}, fixed: 0.3}}",
                        "1:36: tasks.difficulty can only be one of beta, probit-normal, fixed, mixture, counts (got beta and fixed)"),
                mistake(
                        "tasks: {difficulty: {}}",
                        "1:21: tasks.difficulty needs one of beta, probit-normal, fixed, mixture, counts"),
                mistake(
                        "tasks: {difficulty: {mixture: {p: [0.5, 0.1], weight: [1, 1]}}}",
                        "1:35: tasks.difficulty.mixture.p must ascend, each once (got 0.1 after 0.5)"),
                mistake(
                        "tasks: {difficulty: {mixture: {p: [0.1, 0.5], weight: [1]}}}",
                        "1:55: tasks.difficulty.mixture.weight must have as many numbers as p, 2 (got 1)"),
                mistake(
                        "directions: {popularity: {zipff: {count: 3}}}",
                        "1:27: unknown key 'zipff' in directions.popularity. Valid: uniform, zipf, dirichlet, pitman-yor."
                                + " Did you mean 'zipf'?"),
                // words
                mistake(
                        "select: majorty",
                        "1:9: select cannot be 'majorty'. Valid: oracle, majority, weighted-majority, best-of-n,"
                                + " best-direction, verifier-gated."
                                + " Did you mean 'majority'?"),
                mistake("similarity: {view: yes}", "1:20: similarity.view cannot be 'yes'. Valid: true, blind, split."),
                mistake(
                        "models: {policy: llama-3.2-1}",
                        "1:18: no model 'llama-3.2-1'. Valid: " + MODEL_IDS + ". Did you mean 'llama-3.2-1b'?"),
                mistake(
                        "models: {policy: {attention-flops: 1}}",
                        "1:18: models.policy needs the key 'flops-per-token'"),
                mistake(
                        "models: {policy: [llama-3.1-8b]}",
                        "1:18: models.policy is a list of values, which only 'plateau run' and 'plateau validate' take"),
                // policies
                mistake(
                        "policies: [doraa]",
                        "1:12: no policy 'doraa'. Valid: " + POLICY_IDS + ". Did you mean 'dora'?"),
                mistake(
                        "policies: []",
                        "1:11: policies must be a list of policy ids, or of keys: id, label, select, gate and the policy's parameters, 1 to 100 of them (got 0 of them)"),
                mistake(
                        "policies: dora",
                        "1:11: policies must be a list of policy ids, or of keys: id, label, select, gate and the policy's parameters, 1 to 100 of them (got dora)"),
                mistake("policies:\n  - {label: x}", "2:5: a policy needs the key 'id'. Valid: " + POLICY_IDS + "."),
                mistake(
                        "policies:\n  - [dora]",
                        "2:3: policies is a list of values, which only 'plateau run' and 'plateau validate' take"),
                mistake("policies:\n  -", "2:4: a policy is an id, or keys with an id (got nothing)"),
                mistake(
                        "policies:\n  - {id: beam, widht: 3}",
                        "2:16: unknown key 'widht' in policy beam. Valid: id, label, select, gate, width. Did you mean 'width'?"),
                mistake(
                        "policies:\n  - {id: beam, width: 0}",
                        "2:23: width of policy beam must be a whole number in 1..1000000 (got 0)"),
                mistake(
                        "policies:\n  - {id: sequential, acceptance: orakle}",
                        "2:34: acceptance of policy sequential cannot be 'orakle'. Valid: gated, oracle, last."
                                + " Did you mean 'oracle'?"),
                mistake(
                        "policies:\n  - {id: sequential, select: majority}",
                        "2:22: select does not apply to sequential: it chooses the answer itself"),
                // gates
                mistake(
                        "policies:\n  - {id: verifier-threshold, gate: 0.7}",
                        "2:30: gate does not apply to verifier-threshold: it chooses the answer itself"),
                mistake(
                        "policies:\n  - {id: parallel, gate: 0.7}",
                        "2:20: gate needs select: verifier-gated (select is weighted-majority)"),
                mistake(
                        "select: verifier-gated\npolicies:\n  - {id: parallel, select: majority, gate: 0.7}",
                        "3:38: gate needs select: verifier-gated (select is majority)"),
                mistake("gate: 0.7", "1:7: gate needs select: verifier-gated (select is weighted-majority)"),
                mistake(
                        "select: verifier-gate\ngate: 0.7",
                        "1:9: select cannot be 'verifier-gate'. Valid: oracle,"
                                + " majority, weighted-majority, best-of-n, best-direction, verifier-gated. Did you mean"
                                + " 'verifier-gated'?"),
                mistake(
                        "policies:\n  - {id: parallel, select: verifier-gated, gat: 0.7}",
                        "2:44: unknown key 'gat' in policy parallel. Valid: id, label, select, gate. Did you mean 'gate'?"),
                mistake(
                        "policies:\n  - {id: parallel, select: verifier-gated, gate: 1}",
                        "2:50: gate must be a number in [1e-6, 0.999999] (got 1)"),
                mistake("select: verifier-gated\ngate: 0", "2:7: gate must be a number in [1e-6, 0.999999] (got 0)"),
                // rounds that improve
                mistake(
                        "refinement: {context-rounds: 0, improvement: 0.1}",
                        "1:46: refinement.improvement needs refinement.context-rounds of at least 1: a round improves on"
                                + " the attempts in its prompt"),
                mistake(
                        "refinement: {improvement: 4}",
                        "1:27: refinement.improvement must be a number in [-3, 3] (got 4)"),
                mistake("refinement: {repeat: -1}", "1:22: refinement.repeat must be a number in [0, 1] (got -1)"),
                // calls of a verifier
                mistake("verifier: {calls: 0}", "1:19: verifier.calls must be a whole number in 1..1000 (got 0)"),
                mistake(
                        "verifier: {calls: 2}\nfleet: {accelerator: h100}",
                        "1:19: with a fleet or a plan verifier.calls must be 1: machines serve one call per text"),
                mistake(
                        "policies:\n  - dora\n  - dora",
                        "3:5: the label 'dora' is already used on line 2; give this policy another 'label'"),
                mistake("policies: [dora]\nbaseline: paralel", "2:11: no policy has the label 'paralel'. Valid: dora."),
                // budgets
                mistake("budgets: [0, 1]", "1:11: a budget must be a whole number in 1..2000000000 (got 0)"),
                mistake("budgets: [1, 4, 2]", "1:17: budgets must ascend, each once (got 2 after 4)"),
                mistake("budgets: [1, 2, 2]", "1:17: budgets must ascend, each once (got 2 after 2)"),
                mistake("budgets: [1, 100001]", "1:10: a budget of rollouts must be at most 100000 (got 100001)"),
                mistake(
                        "budget-unit: token",
                        "1:14: budget-unit cannot be 'token'. Valid: rollouts, tokens, tflop. Did you mean 'tokens'?"),
                mistake("budgets: [1, x]", "1:14: a budget must be a whole number in 1..2000000000 (got x)"),
                mistake(
                        "budgets: []",
                        "1:10: budgets must be a list of ascending whole numbers, or keys as below, 1 to 1000 of them (got 0 of them)"),
                mistake(
                        "budgets: 5",
                        "1:10: budgets must be a list of ascending whole numbers, or keys as below, 1 to 1000 of them (got 5)"),
                mistake("budgets: {from: 8, to: 4}", "1:17: budgets.from must be at most budgets.to, 4 (got 8)"),
                mistake("budgets: {factor: 1}", "1:19: budgets.factor must be a number in [1.01, 1000] (got 1)"),
                // worlds
                mistake(
                        "worlds:\n  a: {verifier: {slope: x}}\n  b: {seed: 3}\n  c: 1",
                        "2:25: verifier.slope must be a number in [-100, 100] (got x)",
                        "3:7: unknown key 'seed'. Valid: " + WORLD_KEYS + ".",
                        "4:6: the world c must have keys (got 1). Valid: " + WORLD_KEYS + "."),
                mistake(
                        "attempts: {shares: {direction: 0.5, steps: 0.25, finish: 0.25}}\n"
                                + "worlds:\n  a: {attempts: {shares: {direction: 0.75}}}",
                        "3:26: attempts.shares must sum to 1 (got direction 0.75 + steps 0.25 + finish 0.25 = 1.25)"),
                mistake(
                        "worlds: {}",
                        "1:9: worlds must be keys: a name and what differs (tasks, directions, attempts, mistakes,"
                                + " refinement, verifier, similarity, answers, cut, lengths, models), 1 to 1000 names (got no keys)"),
                mistake("worlds: {a: {}, a: {}}", "1:17: the key a is already given on line 1"),
                mistake(
                        "verifier: {slope: x}\nworlds:\n  a: {}\n  b: {}",
                        "1:19: verifier.slope must be a number in [-100, 100] (got x)"),
                // YAML
                mistake("", "1:1: the file is empty"),
                mistake("# nothing\n", "1:1: the file is empty"),
                mistake("- a\n- b", "1:1: a scenario is a list of 'key: value' lines (got a list)"),
                mistake("hello", "1:1: a scenario is a list of 'key: value' lines (got hello)"),
                mistake(
                        "seed: 1\n---\nseed: 2",
                        "2:1: a scenario file holds one document, and here a second one begins"),
                mistake(
                        "tasks: {unsolvable: 0.1\nseed: 1",
                        "2:5: not YAML: while parsing a flow mapping, expected ',' or '}', but got :"),
                mistake("title: a: b", "1:9: not YAML: mapping values are not allowed here"),
                mistake(
                        "seed:\n\tx: 1",
                        "2:1: not YAML: while scanning for the next token, found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)"),
                mistake("a: &x 1", "1:4: anchors (&) and aliases (*) are not allowed in a scenario"),
                mistake("a: *x", "1:4: anchors (&) and aliases (*) are not allowed in a scenario"),
                mistake("seed: !!int 1", "1:7: tags (!) are not allowed in a scenario"),
                mistake("? [a]\n: 1", "1:3: a key is one word (got a list)"),
                mistake("x: " + "[".repeat(100_000), "1:24: nested deeper than 20 levels"),
                mistake("seed: 1\nx\u0000y: 2", "2:2: not a text file: it contains the character U+0000"),
                mistake("# " + "x".repeat(1_000_000), "1:1: cannot read it: larger than 1 MB"),
                // counts
                mistake("tasks: {difficulty: {counts: {file: gone.csv}}}", "1:37: cannot read gone.csv: no such file"),
                mistake("tasks: {difficulty: {counts: {}}}", "1:30: tasks.difficulty.counts needs the key 'file'"),
                mistake("tasks: {difficulty: {counts: {file: .}}}", "1:37: cannot read .: a directory, not a file"),
                mistake(
                        "tasks: {difficulty: {counts: {file: \"\\0\"}}}",
                        "1:37: tasks.difficulty.counts.file must be a line of 1 to 4096 characters (got \"\\u0000\")"));
    }

    private static Arguments mistake(String yaml, String... messages) {
        return Arguments.of(yaml, List.of(messages));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakeIsReportedWithItsPlace(String yaml, List<String> messages) throws IOException {
        assertThat(problems(yaml)).containsExactlyElementsOf(messages);
    }

    @Test
    void bytesThatAreNotTextAreRefused() throws IOException {
        Path file = directory.resolve("s.yaml");
        Files.write(file, new byte[] {'a', ':', ' ', (byte) 0xC3, (byte) 0x28});
        ScenarioException e =
                catchThrowableOfType(ScenarioException.class, () -> reader.read("s", new Source.File(file)));
        assertThat(e).hasMessage(file + ":1:1: cannot read it: not a text file in UTF-8");
    }

    @Test
    void allMistakesAreReportedAtOnceInTheOrderOfTheFile() throws IOException {
        assertThat(problems("""
                        sed: 1
                        tasks:
                          difficulty: {beta: {a: -1, c: 2}}
                          unsolvable: much
                        policies: [doraa, {id: beam, width: 0}]
                        budgets: [0, 2, 1]
                        precision: 9
                        precision: 8
                        """))
                .extracting(message -> message.substring(0, message.indexOf(": ")))
                .containsExactly("1:1", "3:26", "3:30", "4:15", "5:12", "5:37", "6:11", "6:17", "7:12", "8:1");
    }

    @Test
    void mistakesInACountsFileHaveItsOwnPlaces() throws IOException {
        String yaml = "tasks: {difficulty: {counts: {file: c.csv}}}";
        Path csv = directory.resolve("c.csv");
        Files.writeString(csv, "# source\nmodel, n_samples, n_correct\na, 10, 11\na, x, 3\na, 10\na, , 2\na, 0, 0\n");
        assertThat(rawProblems(yaml))
                .containsExactly(
                        csv + ":3:7: n_correct must be a whole number in 0..10 (got 11)",
                        csv + ":4:3: n_samples must be a whole number in 1..100000000 (got x)",
                        csv + ":5:6: n_correct must be a whole number in 0..10 (got nothing)",
                        csv + ":6:3: n_samples must be a whole number in 1..100000000 (got nothing)",
                        csv + ":7:3: n_samples must be a whole number in 1..100000000 (got 0)");
        Files.writeString(csv, "samples,n_correct\n1,1\n");
        assertThat(rawProblems(yaml)).containsExactly(csv + ":1:1: no column n_samples (got samples, n_correct)");
        Files.writeString(csv, "");
        assertThat(rawProblems(yaml))
                .containsExactly(
                        csv + ":1:1: no column n_samples: the file is empty",
                        csv + ":1:1: no column n_correct: the file is empty");
        Files.writeString(csv, "n_samples,n_correct, n_samples\n1,1,2\n");
        assertThat(rawProblems(yaml)).containsExactly(csv + ":1:21: column n_samples is there twice");
        Files.writeString(csv, "n_samples,n_correct\n");
        assertThat(rawProblems(yaml)).containsExactly(csv + ":1:1: no rows, but one per problem is needed");
        Files.writeString(csv, "model,n_samples,n_correct\nPythia 1B,2,1\nPythia 12B,2,1\n");
        assertThat(problems(yaml))
                .containsExactly("1:30: tasks.difficulty.counts needs the key 'model'. Valid: Pythia 1B, Pythia 12B.");
        assertThat(problems("tasks: {difficulty: {counts: {file: c.csv, model: pythia 12b}}}"))
                .containsExactly(
                        "1:51: no row of model 'pythia 12b'. Valid: Pythia 1B, Pythia 12B. Did you mean 'Pythia 12B'?");
        Files.writeString(csv, "model,n_samples,n_correct\n" + "m,1,2\n".repeat(200));
        assertThat(rawProblems(yaml)).hasSize(101).last().isEqualTo(csv + ":102:5: and 100 more problems");
    }

    @Test
    void replayNeedsIndependentAttemptsAndEnoughSamples() throws IOException {
        Files.writeString(directory.resolve("c.csv"), "n_samples,n_correct\n10,1\n8,1\n");
        assertThat(problems("tasks: {difficulty: {counts: {file: c.csv, replay: true}}}\nbudgets: [1, 9]"))
                .containsExactly(
                        "1:52: replayed samples are independent, so attempts.shares must be"
                                + " {direction: 0, steps: 0, finish: 1} (got direction 0.3, steps 0.6)",
                        "2:10: with replay no budget can be above the smallest n_samples, 8 (got 9)");
    }

    @Test
    void byteOrderMarkAndWindowsLinesAreFine() throws Exception {
        assertThat(read("\uFEFFseed: 3\r\ntasks:\r\n  solved: 0.5\r\n").seed()).isEqualTo(3);
        assertThat(problems("\uFEFFseed: x\r\n"))
                .containsExactly("1:7: seed must be a whole number of 64 bits (got x)");
    }

    private World world(String yaml) throws Exception {
        return read(yaml).worlds().get(0).world();
    }

    private Study read(String yaml) throws Exception {
        return reader.read("s", source(yaml)).study();
    }

    /** Messages about a scenario, without the file's name. */
    private List<String> problems(String yaml) throws IOException {
        return rawProblems(yaml).stream()
                .map(message -> message.replaceFirst("^\\Q" + directory.resolve("s.yaml") + "\\E:", ""))
                .toList();
    }

    private List<String> rawProblems(String yaml) throws IOException {
        Source source = source(yaml);
        ScenarioException e = catchThrowableOfType(ScenarioException.class, () -> reader.read("s", source));
        assertThat(e).isNotNull();
        return e.problems().stream().map(Problem::toString).toList();
    }

    private Source source(String yaml) throws IOException {
        Path file = directory.resolve("s.yaml");
        Files.write(file, yaml.getBytes(StandardCharsets.UTF_8));
        return new Source.File(file);
    }
}
