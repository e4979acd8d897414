package dev.plateau.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.policy.Frontier;
import dev.plateau.policy.Parameter;
import dev.plateau.policy.Policy;
import dev.plateau.policy.PolicyFactory;
import dev.plateau.policy.Settings;
import dev.plateau.policy.StepwisePolicy;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A plug-in that breaks what it owes the search, from the command line. */
class BrokenPolicyTest {
    private static final String OWED =
            "A rule must write a count of at least 0 for each of them, with a sum of at least 1; "
                    + "dev.plateau.policy.PolicyContract checks that in a test.";

    @TempDir
    Path directory;

    /** Gives the same to every prefix, whatever it is. */
    public static final class Factory implements PolicyFactory {
        @Override
        public String id() {
            return "constant";
        }

        @Override
        public String summary() {
            return "the same count for every prefix";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(Parameter.integer("count", -9, Integer.MAX_VALUE, 0, "of every prefix"));
        }

        @Override
        public Policy create(Settings settings) {
            int count = settings.integer("count");
            return new StepwisePolicy() {
                @Override
                public void allocate(Frontier frontier, int budget, int[] allocation) {
                    Arrays.fill(allocation, 0, frontier.size(), count);
                }

                @Override
                public boolean readsScores() {
                    return false;
                }

                @Override
                public boolean readsSimilarity() {
                    return false;
                }
            };
        }
    }

    private List<String> complaint(String count, String unit, int code) throws IOException {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(services.resolve(PolicyFactory.class.getName()), Factory.class.getName());
        Path scenario = Files.writeString(directory.resolve("broken.yaml"), """
                title: A broken rule
                attempts: {steps: 3}
                policies: [rebase, {id: constant, count: %s, label: mine}]
                budgets: [16]
                precision: 0.2
                budget-unit: %s
                """.formatted(count, unit));
        StringWriter err = new StringWriter();
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader plugin =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(plugin);
            Path results = directory.resolve("results");
            assertThat(Main.run(
                            new PrintWriter(new StringWriter()),
                            new PrintWriter(err, true),
                            "run",
                            scenario.toString(),
                            "--out",
                            results.toString()))
                    .as(err.toString())
                    .isEqualTo(code);
            assertThat(Files.exists(results)).isEqualTo(code == 0);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
        return err.toString().lines().toList();
    }

    @Test
    void aRuleThatGivesNothingIsNamed() throws IOException {
        assertThat(complaint("0", "rollouts", 1))
                .containsExactly(
                        "plateau: policy mine gave no rollout to any prefix after step 1 of a search with N = 16"
                                + " and 16 active prefixes. " + OWED);
    }

    @Test
    void soIsOneThatTakesAway() throws IOException {
        assertThat(complaint("-2", "rollouts", 1))
                .containsExactly(
                        "plateau: policy mine gave -2 rollouts to prefix 0 after step 1 of a search with N = 16"
                                + " and 16 active prefixes. " + OWED);
    }

    @Test
    void pilotsNameItToo() throws IOException {
        assertThat(complaint("0", "tokens", 1)).singleElement().asString().startsWith("plateau: policy mine gave no");
    }

    /** Truncated, also where the sum is beyond the whole numbers. */
    @ParameterizedTest
    @ValueSource(strings = {"1", "3", "2147483647"})
    void givingTooMuchIsAllowed(String count) throws IOException {
        assertThat(complaint(count, "rollouts", 0)).isEmpty();
    }
}
