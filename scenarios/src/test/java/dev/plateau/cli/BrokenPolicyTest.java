package dev.plateau.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.policy.BatchPolicy;
import dev.plateau.policy.Frontier;
import dev.plateau.policy.Parameter;
import dev.plateau.policy.Policy;
import dev.plateau.policy.PolicyFactory;
import dev.plateau.policy.Rounding;
import dev.plateau.policy.SamplingPolicy;
import dev.plateau.policy.Settings;
import dev.plateau.policy.SharePolicy;
import dev.plateau.policy.StepwisePolicy;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies from outside that break what they owe the search, from the command line. */
class BrokenPolicyTest {
    private static final String OWED =
            "A rule must write a count of at least 0 for each of the active prefixes, with a sum from 1 to N and, for rounding up, one"
                    + " more for each of them; "
                    + "dev.plateau.policy.PolicyContract checks that in a test.";
    private static final String PLACE = " after step 1 of a search with N = 16 and 16 active prefixes. ";

    @TempDir
    Path directory;

    private String answerWithin = "30s";
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Gives the same to every prefix, whatever it is. */
    private static StepwisePolicy constant(int count) {
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

    /** Divides the budget by 0. */
    public static final class Thrower implements StepwisePolicy {
        @Override
        public void allocate(Frontier frontier, int budget, int[] allocation) {
            allocation[0] = budget / (frontier.size() - frontier.size());
        }

        @Override
        public boolean readsScores() {
            return false;
        }

        @Override
        public boolean readsSimilarity() {
            return false;
        }
    }

    /** Never answers, until it is interrupted. */
    public static final class Looper implements StepwisePolicy {
        @Override
        public void allocate(Frontier frontier, int budget, int[] allocation) {
            while (!Thread.interrupted()) {
                allocation[0]++;
            }
        }

        @Override
        public boolean readsScores() {
            return false;
        }

        @Override
        public boolean readsSimilarity() {
            return false;
        }
    }

    /** Weighs every prefix the same. */
    private static final class Weigher extends SharePolicy {
        private final double weight;
        private final boolean reads;

        Weigher(double weight, boolean reads) {
            super(Rounding.PUBLISHED);
            this.weight = weight;
            this.reads = reads;
        }

        @Override
        public void weigh(Frontier frontier, int budget, double[] weights) {
            Arrays.fill(weights, 0, frontier.size(), reads ? frontier.cosine(0, 0) : weight);
        }

        @Override
        public boolean readsScores() {
            return true;
        }

        @Override
        public boolean readsSimilarity() {
            return false;
        }
    }

    /** Makes what is asked for. */
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
            return List.of(
                    Parameter.integer("count", -9, Integer.MAX_VALUE, 0, "of every prefix"),
                    Parameter.choice(
                            "fault",
                            List.of(
                                    "counts", "throws", "loops", "nan", "sum", "reads", "stops", "gain", "unmade",
                                    "nothing"),
                            "what is wrong"));
        }

        @Override
        public Policy create(Settings settings) {
            return switch (settings.choice("fault")) {
                case "throws" -> new Thrower();
                case "loops" -> new Looper();
                case "nan" -> new Weigher(Double.NaN, false);
                case "sum" -> new Weigher(1, false);
                case "reads" -> new Weigher(1, true);
                case "stops" ->
                    (SamplingPolicy) tally -> {
                        throw new IllegalStateException("tired");
                    };
                case "gain" -> (BatchPolicy) tally -> Double.NaN;
                case "unmade" -> throw new IllegalStateException("no file");
                case "nothing" -> nothing();
                default -> constant(settings.integer("count"));
            };
        }

        @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
        private static Policy nothing() {
            return (Policy) List.of().stream().findFirst().orElse(null);
        }
    }

    private int plateau(String... arguments) throws IOException {
        Path registry = directory.resolve("plugin/META-INF/services").resolve(PolicyFactory.class.getName());
        Files.createDirectories(registry.getParent());
        Files.writeString(registry, Factory.class.getName());
        List<String> words = new ArrayList<>(List.of(arguments));
        words.addAll(List.of("--plugins", directory.resolve("plugin").toString(), "--answer-within", answerWithin));
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), words.toArray(String[]::new));
    }

    private List<String> complaint(String settings, String unit, int code) throws IOException {
        Path scenario = Files.writeString(directory.resolve("broken.yaml"), """
                title: A broken rule
                attempts: {steps: 3}
                policies: [rebase, {id: constant, %s, label: mine}]
                budgets: [16]
                precision: 0.2
                budget-unit: %s
                """.formatted(settings, unit));
        Path results = directory.resolve("results");
        assertThat(plateau("run", scenario.toString(), "--out", results.toString()))
                .as(err.toString())
                .isEqualTo(code);
        assertThat(Files.exists(results)).isEqualTo(code == 0);
        return err.toString().lines().toList();
    }

    @Test
    void aRuleThatGivesNothingIsNamed() throws IOException {
        assertThat(complaint("count: 0", "rollouts", 1))
                .containsExactly("plateau: policy mine gave no rollout to any prefix" + PLACE + OWED);
    }

    @Test
    void soIsOneThatTakesAway() throws IOException {
        assertThat(complaint("count: -2", "rollouts", 1))
                .containsExactly("plateau: policy mine gave -2 rollouts to prefix 0" + PLACE + OWED);
    }

    @Test
    void pilotsNameItToo() throws IOException {
        assertThat(complaint("count: 0", "tokens", 1))
                .singleElement()
                .asString()
                .startsWith("plateau: policy mine gave no");
    }

    /** Truncated, if it is no more than rounding up can add. */
    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void givingALittleTooMuchIsAllowed(String count) throws IOException {
        assertThat(complaint("count: " + count, "rollouts", 0)).isEmpty();
    }

    /** Also where the sum is beyond the whole numbers. */
    @ParameterizedTest
    @CsvSource({"3,48", "2147483647,34359738352"})
    void spendingTooMuchIsNot(String count, String sum) throws IOException {
        assertThat(complaint("count: " + count, "rollouts", 1))
                .containsExactly("plateau: policy mine gave " + sum + " rollouts of 16 to 16 prefixes" + PLACE + OWED);
    }

    @Test
    void whatARuleThrowsIsItsFault() throws IOException {
        assertThat(complaint("fault: throws", "rollouts", 1))
                .singleElement()
                .asString()
                .matches("plateau: policy mine threw java.lang.ArithmeticException: / by zero at .*"
                        + "BrokenPolicyTest\\$Thrower.allocate\\(BrokenPolicyTest.java:\\d+\\)" + PLACE
                        + "Plateau cannot go on without its answer.");
    }

    /** Also in a pilot, and where candidates are given. */
    @Test
    void whoNeverAnswersIsNotWaitedFor() throws IOException {
        answerWithin = "200ms";
        for (String unit : List.of("rollouts", "tokens")) {
            assertThat(complaint("fault: loops", unit, 1))
                    .last()
                    .asString()
                    .matches(
                            "plateau: policy mine did not answer within 0.2 s, at .*Looper.allocate.* Its thread cannot be"
                                    + " stopped and is left behind.");
        }
        Path cases = Files.writeString(directory.resolve("cases.json"), "[{\"N\": 4, \"scores\": [0.1, 0.9]}]");
        err.getBuffer().setLength(0);
        assertThat(plateau("allocate", "--policy", "constant:fault=loops", cases.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).startsWith("plateau: policy constant:fault=loops did not answer within 0.2 s");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nan    | gave the weight NaN to prefix 0 after step 1
            sum    | gave weights that sum to 16.0 after step 1
            reads  | read similarities, but its readsSimilarity() is false after step 1
            stops  | threw java.lang.IllegalStateException: tired
            gain   | estimated a gain of NaN after attempt 1 at a task of a batch
            """)
    void everyFaultIsNamed(String fault, String said) throws IOException {
        assertThat(complaint("fault: " + fault, "rollouts", 1))
                .singleElement()
                .asString()
                .startsWith("plateau: policy mine " + said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            unmade  | threw java.lang.IllegalStateException: no file at
            nothing | was not made: dev.plateau.cli.BrokenPolicyTest$Factory returns null
            """)
    void aPolicyThatCannotBeMadeIsNamed(String fault, String said) throws IOException {
        assertThat(complaint("fault: " + fault, "rollouts", 1))
                .singleElement()
                .asString()
                .startsWith("plateau: policy constant " + said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            count=-1     | gave -1 rollouts to prefix 0
            count=0      | gave no rollout to any prefix
            fault=nan    | gave the weight NaN to prefix 0
            fault=sum    | gave weights that sum to 2.0
            fault=reads  | read similarities, but its readsSimilarity() is false
            fault=throws | threw java.lang.ArithmeticException: / by zero
            """)
    void givenCandidatesShowItToo(String settings, String said) throws IOException {
        Path cases = Files.writeString(
                directory.resolve("cases.json"),
                "[{\"N\": 4, \"scores\": [0.1, 0.9], \"embeddings\": [[1, 0], [0, 1]]}]");
        assertThat(plateau("allocate", "--policy", "rebase", "--policy", "constant:" + settings, cases.toString()))
                .isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("plateau: policy constant:" + settings + " " + said)
                .contains(" in case 0 of " + cases + ". ");
    }
}
