package dev.plateau.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.catalog.Policies;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoppingContractTest {

    static Stream<PolicyFactory> stopping() {
        return Policies.factories().stream().filter(factory -> policy(factory) instanceof SamplingPolicy);
    }

    private static Policy policy(PolicyFactory factory) {
        return factory.create(Settings.of(factory.parameters(), Map.of()));
    }

    @ParameterizedTest
    @MethodSource("stopping")
    void everyRuleOfTheCatalogueKeepsTheContract(PolicyFactory factory) {
        assertThat(StoppingContract.violations(() -> (SamplingPolicy) policy(factory)))
                .isEmpty();
    }

    @Test
    void thereAreAllTheRules() {
        assertThat(stopping().map(PolicyFactory::id))
                .contains("parallel", "adaptive-consistency", "early-stopping", "marginal-gain", "verifier-threshold");
    }

    private record Rule(Predicate<Tally> rule, boolean readsAnswers, boolean readsScores) implements SamplingPolicy {
        @Override
        public boolean stops(Tally tally) {
            return rule.test(tally);
        }
    }

    private static void assertBreaks(Rule broken, String violation) {
        assertThat(StoppingContract.violations(() -> broken)).anyMatch(line -> line.endsWith(violation));
    }

    @Test
    void theContractNoticesBrokenRules() {
        assertBreaks(
                new Rule(tally -> tally.lastScore() > 0.9, true, false), "read scores, but its readsScores() is false");
        for (Predicate<Tally> answers : Stream.<Predicate<Tally>>of(
                        tally -> tally.leaderVotes() > 3,
                        tally -> tally.runnerUpVotes() > 3,
                        tally -> tally.streak() > 3)
                .toList()) {
            assertBreaks(new Rule(answers, false, true), "read answers, but its readsAnswers() is false");
            assertThat(StoppingContract.violations(() -> new Rule(answers, true, false)))
                    .isEmpty();
        }
        assertBreaks(
                new Rule(tally -> 12 / (tally.leaderVotes() - tally.runnerUpVotes()) > 3, true, false),
                "throws java.lang.ArithmeticException: / by zero");
        int[] calls = {0};
        assertBreaks(new Rule(tally -> calls[0]++ % 7 == 0, false, false), "remembers earlier calls");
        int[] instances = {0};
        assertThat(StoppingContract.violations(() -> {
                    int own = instances[0]++;
                    return new Rule(tally -> own > 0, false, false);
                }))
                .anyMatch(line -> line.endsWith("two instances differ"));
    }
}
