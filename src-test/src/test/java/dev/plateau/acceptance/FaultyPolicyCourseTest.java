package dev.plateau.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.catalog.Policies;
import dev.plateau.experiment.Progress;
import dev.plateau.policy.Frontier;
import dev.plateau.policy.Parameter;
import dev.plateau.policy.Policy;
import dev.plateau.policy.PolicyFactory;
import dev.plateau.policy.Settings;
import dev.plateau.policy.StepwisePolicy;
import dev.plateau.result.RankRow;
import dev.plateau.result.ScoreRow;
import dev.plateau.result.StressResult;
import dev.plateau.result.StressRow;
import dev.plateau.scenario.Catalogue;
import dev.plateau.scenario.StressCourse;
import dev.plateau.service.PolicyService;
import dev.plateau.stress.Course;
import dev.plateau.stress.Effort;
import dev.plateau.stress.Family;
import dev.plateau.stress.StressTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Policies from outside that break what they owe, on the stress course: each is disqualified, and nobody else notices. */
@Timeout(300)
@DisabledOnOs(OS.WINDOWS)
class FaultyPolicyCourseTest {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Effort EFFORT = new Effort(3, 1, 1);
    private static final List<String> SOUND = List.of("parallel", "rebase", "dora", "bayes-direction");

    @TempDir
    Path directory;

    /** A rule that is written for one fault. */
    private interface Fault extends StepwisePolicy {
        @Override
        default boolean readsScores() {
            return true;
        }

        @Override
        default boolean readsSimilarity() {
            return false;
        }
    }

    private record Factory(String id, Fault fault) implements PolicyFactory {
        @Override
        public String summary() {
            return id;
        }

        @Override
        public List<Parameter> parameters() {
            return List.of();
        }

        @Override
        public Policy create(Settings settings) {
            return fault;
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> void sneak() throws T {
        throw (T) new IOException("first line\nsecond line");
    }

    private static int recurse(int depth) {
        return 1 + recurse(depth + 1);
    }

    /** What cannot even say what it is. */
    private static final class SpeechlessException extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String toString() {
            throw new IllegalStateException("no words");
        }
    }

    private static Map<Factory, String> faults() {
        Map<Factory, String> faults = new LinkedHashMap<>();
        faults.put(
                new Factory("throws", (frontier, budget, counts) -> {
                    throw new IllegalStateException("tired");
                }),
                "threw java.lang.IllegalStateException: tired");
        faults.put(
                new Factory("sneaks", (frontier, budget, counts) -> FaultyPolicyCourseTest.<RuntimeException>sneak()),
                "threw java.io.IOException: first line second line");
        faults.put(
                new Factory("speechless", (frontier, budget, counts) -> {
                    throw new SpeechlessException();
                }),
                "threw dev.plateau.acceptance.FaultyPolicyCourseTest$SpeechlessException");
        faults.put(
                new Factory("overflows", (frontier, budget, counts) -> counts[0] = recurse(0)),
                "threw java.lang.StackOverflowError");
        faults.put(
                new Factory("hungry", (frontier, budget, counts) -> counts[0] = new long[Integer.MAX_VALUE].length),
                "ran out of memory");
        faults.put(
                new Factory("spends", (frontier, budget, counts) -> Arrays.fill(counts, 0, frontier.size(), budget)),
                "gave 256 rollouts of 16 to 16 prefixes");
        faults.put(
                new Factory("takes", (frontier, budget, counts) -> Arrays.fill(counts, 0, frontier.size(), -1)),
                "gave -1 rollouts to prefix 0");
        faults.put(
                new Factory("idles", (frontier, budget, counts) -> Arrays.fill(counts, 0, frontier.size(), 0)),
                "gave no rollout to any prefix");
        faults.put(
                new Factory("loops", (frontier, budget, counts) -> {
                    while (!Thread.interrupted()) {
                        counts[0]++;
                    }
                }),
                "did not answer within 1.0 s");
        return faults;
    }

    private static void evenly(Frontier frontier, int budget, int[] counts) {
        Arrays.fill(counts, 0, frontier.size(), Math.max(1, budget / frontier.size()));
    }

    private Course course(int... steps) throws Exception {
        StringBuilder text = new StringBuilder("""
                title: A course of its own
                verifier: {slope: 0.6, step-noise: 0.5}
                policies: [parallel]
                select: weighted-majority
                budgets: [16]
                worlds:
                """);
        for (int n : steps) {
            text.append("  steps-")
                    .append(n)
                    .append(": {attempts: {steps: ")
                    .append(n)
                    .append("}}\n");
        }
        Path file = Files.writeString(directory.resolve("own.yaml"), text);
        Catalogue catalogue = new Catalogue(Policies.factories());
        return new Course(
                "own",
                List.of(new Family("own", "own", catalogue.read(file.toString()).study())));
    }

    private static StressResult run(Course course, List<? extends PolicyFactory> more, int threads) throws Exception {
        List<PolicyFactory> factories = new ArrayList<>(Policies.factories());
        factories.addAll(more);
        List<String> ids = new ArrayList<>(SOUND);
        more.forEach(factory -> ids.add(factory.id()));
        return new StressTest(course, StressCourse.contest(factories, ids), EFFORT, 5, threads).run(new Progress() {
            @Override
            public Optional<Duration> patience() {
                return Optional.of(PATIENCE);
            }
        });
    }

    private static List<StressRow> sound(StressResult result) {
        return result.rows().stream()
                .filter(row -> SOUND.contains(row.policy()))
                .toList();
    }

    private static List<StressRow> of(StressResult result, String policy) {
        return result.rows().stream().filter(row -> row.policy().equals(policy)).toList();
    }

    @Test
    void everyFaultOfAJarIsDisqualifiedAndNobodyElseNotices() throws Exception {
        Course course = course(3, 4);
        Map<Factory, String> faults = faults();
        StressResult result = run(course, List.copyOf(faults.keySet()), 2);
        assertThat(sound(result)).isEqualTo(sound(run(course, List.of(), 1)));
        faults.forEach((factory, said) -> {
            assertThat(of(result, factory.id())).hasSize(2).allSatisfy(row -> {
                assertThat(row.status()).contains("policy " + factory.id() + " " + said);
                assertThat(row.status().lines()).hasSize(1);
                assertThat(row.tasks()).isZero();
                assertThat(row.accuracy().value()).isNaN();
            });
            ScoreRow score = result.scores().stream()
                    .filter(row ->
                            row.policy().equals(factory.id()) && !row.family().equals(RankRow.ALL))
                    .findFirst()
                    .orElseThrow();
            assertThat(score.status()).startsWith("steps-3: policy " + factory.id());
        });
        assertThat(of(result, "loops").get(1).status()).startsWith("is not asked any more since own, steps-3: ");
        assertThat(result.ranks()).extracting(RankRow::policy).containsOnlyElementsOf(SOUND);
    }

    /** In the world where it breaks, and only there. */
    @Test
    void onlyTheWorldCountsInWhichItBreaks() throws Exception {
        Factory moody = new Factory("moody", (frontier, budget, counts) -> {
            if (frontier.step() == 3) {
                throw new IllegalStateException("too deep");
            }
            evenly(frontier, budget, counts);
        });
        List<StressRow> rows = of(run(course(3, 4, 2), List.of(moody), 2), "moody");
        assertThat(rows).extracting(StressRow::status).element(0).isEqualTo(StressRow.OK);
        assertThat(rows.get(1).status()).contains("too deep", " after step 3 of a search");
        assertThat(rows).extracting(StressRow::status).element(2).isEqualTo(StressRow.OK);
    }

    private PolicyService service(String id, String rest) throws IOException {
        Path script = Files.writeString(directory.resolve(id + ".sh"), "read hello; echo '{}'; " + rest + "\n");
        return PolicyService.start(id, "sh " + script, PATIENCE);
    }

    @Test
    void everyFaultOfAServiceIsDisqualifiedAndNobodyElseNotices() throws Exception {
        Map<String, String> scripts = new LinkedHashMap<>();
        scripts.put("read x; echo garbage", "answered what is not JSON: garbage");
        scripts.put("while read x; do echo '[99999]'; done", "answered 1 counts for 16 prefixes");
        scripts.put("while read x; do echo '[64,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]'; done", "gave 64 rollouts of 16");
        scripts.put("while read x; do echo '[-1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]'; done", "gave -1 rollouts to prefix 0");
        scripts.put("read x; sleep 100", "did not answer within 1.0 s");
        scripts.put("read x; echo dying >&2; exit 3", "ended with exit code 3 instead of answering; its last words");
        List<PolicyService> services = new ArrayList<>();
        List<String> said = new ArrayList<>();
        try {
            for (Map.Entry<String, String> script : scripts.entrySet()) {
                services.add(service("service-" + services.size(), script.getKey()));
                said.add(script.getValue());
            }
            Course course = course(3, 4);
            StressResult result = run(course, services, 2);
            assertThat(sound(result)).isEqualTo(sound(run(course, List.of(), 1)));
            for (int i = 0; i < said.size(); i++) {
                String id = services.get(i).id();
                String fault = "policy " + id + " " + said.get(i);
                assertThat(of(result, id))
                        .hasSize(2)
                        .allSatisfy(row -> assertThat(row.status()).startsWith(fault));
            }
        } finally {
            services.forEach(PolicyService::close);
        }
    }
}
