package dev.plateau.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.catalog.Policies;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyContractTest {
    private static final Set<String> EXACT =
            Set.of("uniform", "top-k", "beam", "dora-dynamic", "bayes", "bayes-direction", "oracle");

    static Stream<PolicyFactory> stepwise() {
        return Policies.factories().stream()
                .filter(factory ->
                        factory.create(Settings.of(factory.parameters(), Map.of())) instanceof StepwisePolicy);
    }

    private static StepwisePolicy make(PolicyFactory factory, Map<String, ?> settings) {
        return (StepwisePolicy) factory.create(Settings.of(factory.parameters(), settings));
    }

    @ParameterizedTest
    @MethodSource("stepwise")
    void everyRuleOfTheCatalogueKeepsTheContract(PolicyFactory factory) {
        if (EXACT.contains(factory.id())) {
            assertThat(PolicyContract.violationsSpendingExactly(() -> make(factory, Map.of())))
                    .isEmpty();
        } else {
            assertThat(PolicyContract.violations(() -> make(factory, Map.of()))).isEmpty();
        }
        boolean rounds = factory.parameters().stream()
                .anyMatch(parameter -> parameter.name().equals("rounding"));
        if (rounds) {
            assertThat(PolicyContract.violationsSpendingExactly(
                            () -> make(factory, Map.of("rounding", "largest-remainder"))))
                    .isEmpty();
        }
    }

    @Test
    void thereAreAllTheRules() {
        assertThat(stepwise().map(PolicyFactory::id))
                .contains("temperature", "dvts", "rebase-official", "dora-released", "dora-hard", "dora-true");
        assertThat(stepwise().count()).isGreaterThanOrEqualTo(17);
    }

    /** A rule of the catalogue that declares to read less than it does. */
    private record Sly(StepwisePolicy rule, boolean readsScores, boolean readsSimilarity) implements StepwisePolicy {
        @Override
        public void allocate(Frontier frontier, int budget, int[] allocation) {
            rule.allocate(frontier, budget, allocation);
        }
    }

    /** Of every rule: each declaration is needed, unless it is not made. */
    @ParameterizedTest
    @MethodSource("stepwise")
    void readingWhatIsNotDeclaredIsNoticed(PolicyFactory factory) {
        if (make(factory, Map.of()) instanceof OraclePolicy) {
            return;
        }
        boolean scores = make(factory, Map.of()).readsScores();
        boolean similarity = make(factory, Map.of()).readsSimilarity();
        if (scores) {
            assertThat(PolicyContract.violations(() -> new Sly(make(factory, Map.of()), false, similarity)))
                    .anyMatch(line -> line.endsWith(": read scores, but its readsScores() is false"));
        }
        if (similarity) {
            assertThat(PolicyContract.violations(() -> new Sly(make(factory, Map.of()), scores, false)))
                    .anyMatch(line -> line.endsWith(": read similarities, but its readsSimilarity() is false"));
        }
    }

    @Test
    void whatWeighingThrowsIsAViolationToo() {
        assertThat(PolicyContract.violations(() -> new WeighingPolicy() {
                    @Override
                    public void weigh(Frontier frontier, int budget, double[] weights) {
                        weights[0] = frontier.cosine(0, 0);
                    }

                    @Override
                    public void allocate(Frontier frontier, int budget, int[] allocation) {
                        new UniformPolicy().allocate(frontier, budget, allocation);
                    }

                    @Override
                    public boolean readsScores() {
                        return false;
                    }

                    @Override
                    public boolean readsSimilarity() {
                        return false;
                    }
                }))
                .contains("one candidate, N = 1: read similarities, but its readsSimilarity() is false");
    }

    private abstract static class Rule implements StepwisePolicy {
        @Override
        public boolean readsScores() {
            return true;
        }

        @Override
        public boolean readsSimilarity() {
            return false;
        }
    }

    private static void assertBreaks(StepwisePolicy broken, String violation) {
        List<String> found = PolicyContract.violations(() -> broken);
        assertThat(found).anyMatch(line -> line.contains(violation));
    }

    @Test
    void theContractNoticesBrokenRules() {
        assertBreaks(
                new Rule() {
                    @Override
                    public void allocate(Frontier frontier, int budget, int[] allocation) {
                        Arrays.fill(allocation, 0, frontier.size(), 0);
                    }
                },
                "spends 0 of");
        assertBreaks(
                new Rule() {
                    @Override
                    public void allocate(Frontier frontier, int budget, int[] allocation) {
                        allocation[0] = budget;
                    }
                },
                "not written");
        assertBreaks(
                new Rule() {
                    @Override
                    public void allocate(Frontier frontier, int budget, int[] allocation) {
                        Arrays.fill(allocation, 1);
                    }
                },
                "writes beyond");
        assertBreaks(
                new Rule() {
                    @Override
                    public void allocate(Frontier frontier, int budget, int[] allocation) {
                        Arrays.fill(allocation, 0, frontier.size(), 0);
                        allocation[0] = budget;
                    }
                },
                "the order of the prefixes matters");
        assertBreaks(
                new Rule() {
                    private int calls;

                    @Override
                    public void allocate(Frontier frontier, int budget, int[] allocation) {
                        Arrays.fill(allocation, 0, frontier.size(), 0);
                        allocation[calls++ % frontier.size()] = budget;
                    }
                },
                "remembers earlier calls");
    }
}
