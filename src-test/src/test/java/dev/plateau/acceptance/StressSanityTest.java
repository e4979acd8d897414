package dev.plateau.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.catalog.Policies;
import dev.plateau.experiment.Entrant;
import dev.plateau.experiment.Progress;
import dev.plateau.policy.Policy;
import dev.plateau.policy.PolicyFactory;
import dev.plateau.policy.Settings;
import dev.plateau.policy.StepwisePolicy;
import dev.plateau.result.StressResult;
import dev.plateau.result.StressRow;
import dev.plateau.scenario.Catalogue;
import dev.plateau.scenario.StressCourse;
import dev.plateau.select.Selection;
import dev.plateau.stress.Contest;
import dev.plateau.stress.Course;
import dev.plateau.stress.Effort;
import dev.plateau.stress.Family;
import dev.plateau.stress.StressTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must be so on any course by construction. */
class StressSanityTest {
    private static final String WORLD = """
            tasks: {difficulty: {probit-normal: {mean: -0.6, sd: 1}}}
            answers: {herding: 0.4}
            policies: [parallel]
            select: weighted-majority
            budgets: [16]
            """;

    @TempDir
    Path directory;

    private final Catalogue catalogue = new Catalogue(Policies.factories());

    private static StressResult run(Course course, Effort effort) throws Exception {
        return new StressTest(course, StressCourse.contest(Policies.factories(), List.of()), effort, 3, 2)
                .run(Progress.NONE);
    }

    private List<StressRow> rows(String world, Effort effort) throws Exception {
        Path file = Files.writeString(directory.resolve("own.yaml"), WORLD + world);
        Family family = new Family("own", "own", catalogue.read(file.toString()).study());
        return run(new Course("own", List.of(family)), effort).rows();
    }

    private static Set<String> searches() {
        return Policies.factories().stream()
                .filter(factory -> {
                    Policy policy = create(factory);
                    return policy instanceof StepwisePolicy;
                })
                .map(PolicyFactory::id)
                .collect(Collectors.toSet());
    }

    private static Policy create(PolicyFactory factory) {
        return factory.create(Settings.of(factory.parameters(), Map.of()));
    }

    private static StressRow row(List<StressRow> rows, String policy) {
        return rows.stream()
                .filter(row -> row.policy().equals(policy))
                .findFirst()
                .orElseThrow();
    }

    /**
     * On 21 families, some 2600 paired intervals: none lies wholly below 0. An oracle that is better by nothing at all would fail
     * it; that it is better by far is why the level does not matter.
     */
    @Test
    void noPolicyBeatsTheOracle() throws Exception {
        Course course = StressCourse.read(
                catalogue,
                StressCourse.families().stream()
                        .filter(family -> !family.equals("machines"))
                        .toList());
        StressResult result = run(course, new Effort(4, 1, 1));
        assertThat(result.scores())
                .isNotEmpty()
                .allSatisfy(score -> assertThat(score.regretOracle().high())
                        .as("%s in %s", score.policy(), score.family())
                        .isGreaterThanOrEqualTo(0));
        assertThat(result.rows()).allSatisfy(row -> {
            assertThat(row.status()).isEqualTo(StressRow.OK);
            assertThat(row.regretOracle().high())
                    .as("%s in %s %s", row.policy(), row.family(), row.label())
                    .isGreaterThanOrEqualTo(0);
        });
    }

    /** Scores that are all the same, and nothing that prefixes share: whatever a search allocates, it has 16 like attempts. */
    @Test
    void withoutCorrelationAndWithEqualScoresEverythingTies() throws Exception {
        List<StressRow> rows = rows("""
                attempts: {shares: {direction: 0, steps: 0, finish: 1}, steps: 5}
                directions: {popularity: {uniform: {count: 1}}}
                verifier: {slope: 0}
                """, new Effort(10, 3, 1));
        Set<String> searches = searches();
        searches.remove("oracle");
        assertThat(rows)
                .filteredOn(row -> searches.contains(row.policy()))
                .hasSizeGreaterThan(12)
                .allSatisfy(row -> {
                    // At 95 % twice over: with 16 searches a correct one fails with chance 1e-3 under another seed.
                    assertThat(Math.abs(row.difference().value()))
                            .as(row.policy())
                            .isLessThanOrEqualTo(2 * row.difference().halfWidth());
                    assertThat(row.rollouts().value()).isEqualTo(16);
                });
        for (String id :
                List.of("temperature", "uniform", "rebase", "rebase-official", "softmax", "score-proportional")) {
            assertThat(row(rows, id).rightByGroup())
                    .as(id)
                    .isEqualTo(row(rows, "parallel").rightByGroup());
        }
    }

    /** With steps that share and a verifier that knows nothing, rules that weigh scores leave every prefix one rollout. */
    @Test
    void withAnUninformativeVerifierRulesThatWeighScoresAreSampling() throws Exception {
        List<StressRow> rows = rows("""
                attempts: {shares: {direction: 0.3, steps: 0.45, finish: 0.25}, steps: 5}
                verifier: {slope: 0}
                """, new Effort(4, 1, 1));
        for (String id :
                List.of("temperature", "uniform", "rebase", "rebase-official", "softmax", "score-proportional")) {
            assertThat(row(rows, id).rightByGroup())
                    .as(id)
                    .isEqualTo(row(rows, "parallel").rightByGroup());
        }
    }

    /**
     * Errors that know nothing of what is right, and an answer drawn by them: no search makes an attempt better than another, nor
     * worse, whatever it keeps. Only a vote sees that attempts which share a prefix are fewer than they seem.
     */
    @Test
    void anUninformativeVerifierLeavesEveryAttemptItsChance() throws Exception {
        Path file = Files.writeString(directory.resolve("lot.yaml"), WORLD + """
                directions: {popularity: {zipf: {count: 6, exponent: 1}}}
                attempts: {shares: {direction: 0.3, steps: 0.45, finish: 0.25}, steps: {min: 4, max: 8}}
                verifier: {slope: 0, direction-noise: 0.8, path-noise: 0.3, step-noise: 0.6}
                """);
        Family family = new Family("lot", "lot", catalogue.read(file.toString()).study());
        Set<String> searches = searches();
        searches.remove("oracle");
        List<Entrant> entrants = Policies.factories().stream()
                .filter(factory ->
                        searches.contains(factory.id()) || factory.id().equals("parallel"))
                .map(factory -> new Entrant(factory.id(), () -> create(factory), Selection.BEST_OF_N))
                .toList();
        Entrant reference = entrants.stream()
                .filter(entrant -> entrant.label().equals("parallel"))
                .findFirst()
                .orElseThrow();
        Contest contest = new Contest(entrants, reference, reference, Policies.bounds(Selection.BEST_OF_N));
        StressResult result = new StressTest(new Course("lot", List.of(family)), contest, new Effort(16, 4, 1), 5, 2)
                .run(Progress.NONE);
        assertThat(result.rows()).hasSizeGreaterThan(13).allSatisfy(row -> {
            // At 95 % twice over, which a correct search fails with chance 6e-4 (Student, 15 degrees of freedom).
            assertThat(Math.abs(row.difference().value()))
                    .as(row.policy())
                    .isLessThanOrEqualTo(2 * row.difference().halfWidth());
            assertThat(row.difference().halfWidth()).isLessThan(0.03);
        });
    }

    /** All attempts take one direction, which decides everything: they look alike, and DORA has the weights of REBASE. */
    @Test
    void withOneDirectionDoraTiesWithRebase() throws Exception {
        List<StressRow> rows = rows("""
                directions: {popularity: {uniform: {count: 1}}}
                attempts: {shares: {direction: 1, steps: 0, finish: 0}, steps: 5}
                verifier: {slope: 0.8, step-noise: 0.5}
                """, new Effort(6, 1, 1));
        for (String id : List.of("dora", "dora-true", "dora-hard")) {
            assertThat(row(rows, id).rightByGroup())
                    .as(id)
                    .isEqualTo(row(rows, "rebase").rightByGroup());
        }
    }
}
