package dev.plateau.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.plateau.Worlds;
import dev.plateau.catalog.Policies;
import dev.plateau.fleet.Accelerator;
import dev.plateau.fleet.Batching;
import dev.plateau.fleet.Client;
import dev.plateau.fleet.Failures;
import dev.plateau.fleet.Fleet;
import dev.plateau.fleet.FleetSpec;
import dev.plateau.fleet.PoolSpec;
import dev.plateau.fleet.Power;
import dev.plateau.fleet.Request;
import dev.plateau.fleet.RooflineStepTime;
import dev.plateau.fleet.Router;
import dev.plateau.fleet.ServedModel;
import dev.plateau.fleet.StepTime;
import dev.plateau.fleet.Stragglers;
import dev.plateau.fleet.TableStepTime;
import dev.plateau.fleet.Traffic;
import dev.plateau.fleet.UnservableException;
import dev.plateau.kernel.Kernel;
import dev.plateau.model.TaskTree;
import dev.plateau.model.World;
import dev.plateau.policy.Policy;
import dev.plateau.policy.PolicyFactory;
import dev.plateau.select.Selection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Searches on machines: the answers are those without machines, and waiting follows from what is waited for. */
class FleetRunTest {
    private static final ServedModel WRITER = new ServedModel("writer", 2.5e9, 1.2e9, 16, 2048, 32768, 131072, 131072);
    private static final ServedModel VERIFIER =
            new ServedModel("verifier", 1.4e10, 6.5e9, 28, 3584, 57344, 401408, 4096);
    private static final ServedModel EMBEDDER = new ServedModel("embedder", 1.1e9, 3e8, 24, 1024, 0, 98304, 8192);
    private static final Accelerator FAST = new Accelerator(
            "fast",
            80e9,
            2e12,
            3e14,
            3e11,
            400,
            2,
            new Accelerator.Constants(0.757, 0.728, 0.617, 62.4e-6, 5.7e-6),
            0.15);
    private static final int TASKS = 40;
    private static final long SEED = 7;

    private static FleetSpec fleet(double speed, int replicas, Batching.Mode mode, long cacheBytes, Failures failures) {
        Accelerator device = new Accelerator(
                "device",
                80e9,
                speed * FAST.bandwidth(),
                speed * FAST.peakFlops(),
                3e11,
                400,
                2,
                FAST.constants(),
                0.15);
        List<ServedModel> models = List.of(WRITER, VERIFIER, EMBEDDER);
        PoolSpec pool = new PoolSpec(
                "all",
                device,
                1,
                replicas,
                models,
                models.stream()
                        .<StepTime>map(model -> new RooflineStepTime(device, model, 1))
                        .toList(),
                cacheBytes,
                true,
                new Batching(mode, 256, 2048, false),
                Router.PREFIX_AFFINITY,
                failures,
                Stragglers.NONE);
        return new FleetSpec(
                "fleet",
                List.of(pool),
                new FleetSpec.Place(0, 0),
                Optional.of(new FleetSpec.Place(0, 1)),
                Optional.of(new FleetSpec.Place(0, 2)),
                new Power(0.2, 0.7, 0.95, 1.2),
                400);
    }

    private static final FleetSpec AMPLE = fleet(1, 2, Batching.Mode.CHUNKED, 40L << 30, Failures.NONE);

    private static FleetSample serve(
            World world, Policy policy, Selection selection, FleetSpec fleet, Traffic traffic, double deadline) {
        return new FleetRun(
                        new TaskTree(world, SEED), policy, selection, 8, fleet, traffic, 5, TASKS, deadline, 0, 0, SEED)
                .run();
    }

    static Stream<String> policies() {
        return Policies.factories().stream().map(PolicyFactory::id);
    }

    /** Same tasks, other machines, traffic, memory and failures: every answer is that of the runner alone. */
    @ParameterizedTest
    @MethodSource("policies")
    void answersDoNotDependOnTheFleet(String id) {
        World world = Worlds.rich().world();
        List<FleetSpec> fleets = List.of(
                AMPLE,
                fleet(0.2, 1, Batching.Mode.PROMPTS_FIRST, 40L << 30, Failures.NONE),
                fleet(3, 3, Batching.Mode.CHUNKED, 1L << 30, Failures.NONE),
                fleet(1, 4, Batching.Mode.CHUNKED, 40L << 30, new Failures(60, 20)));
        for (Selection selection : List.of(Selection.WEIGHTED_MAJORITY, Selection.BEST_DIRECTION)) {
            List<Boolean> first = List.of();
            for (FleetSpec fleet : fleets) {
                FleetSample sample = serve(
                        world,
                        Worlds.policy(id, Map.of()),
                        selection,
                        fleet,
                        new Traffic.Poisson(0.05),
                        Double.POSITIVE_INFINITY);
                List<Boolean> answers = sample.answered().stream()
                        .map(FleetSample.Answered::right)
                        .toList();
                assertThat(sample.answered())
                        .hasSize(TASKS)
                        .allSatisfy(task -> assertThat(task.right()).isEqualTo(task.rightUncut()));
                assertThat(answers).contains(true, false);
                if (!first.isEmpty()) {
                    assertThat(answers).isEqualTo(first);
                }
                first = answers;
            }
        }
    }

    /** A later deadline never takes an oracle's right answer away, and none at all is the end of it. */
    @ParameterizedTest
    @MethodSource("policies")
    void aDeadlineGivesTheBestSoFar(String id) {
        World world = Worlds.rich().world();
        Policy policy = Worlds.policy(id, Map.of());
        if (policy.choosesAnswer()) {
            return;
        }
        double[] right = new double[5];
        double[] deadlines = {1e-3, 2, 5, 10, 1e6};
        for (int i = 0; i < deadlines.length; i++) {
            FleetSample sample = serve(world, policy, Selection.ORACLE, AMPLE, new Traffic.Poisson(0.2), deadlines[i]);
            right[i] = sample.answered().stream()
                    .filter(FleetSample.Answered::right)
                    .count();
            double latest = deadlines[i];
            assertThat(sample.answered())
                    .allSatisfy(task -> assertThat(task.latency()).isLessThanOrEqualTo(latest * (1 + 1e-9)));
        }
        assertThat(right[0]).isZero();
        assertThat(right[4]).isPositive();
        assertThat(right).isSorted();
    }

    /** Rounds wait for each other, attempts do not. */
    @Test
    void sequentialRoundsTakeLonger() {
        World world = Worlds.rich().world();
        double parallel = latency(world, "parallel", Map.of());
        double sequential = latency(world, "sequential", Map.of("acceptance", "last"));
        double stepwise = latency(world, "rebase", Map.of());
        assertThat(sequential).isGreaterThan(3 * parallel);
        assertThat(stepwise).isGreaterThan(parallel);
    }

    private static double latency(World world, String id, Map<String, String> settings) {
        return serve(
                        world,
                        Worlds.policy(id, settings),
                        Selection.WEIGHTED_MAJORITY,
                        AMPLE,
                        new Traffic.Closed(1),
                        Double.POSITIVE_INFINITY)
                .answered()
                .stream()
                .mapToDouble(FleetSample.Answered::latency)
                .average()
                .orElseThrow();
    }

    /** On a busy fleet, urgent tasks wait less than the same tasks when nothing is urgent, and others wait more. */
    @Test
    void urgentTasksOvertake() {
        FleetSpec narrow = fleet(0.2, 1, Batching.Mode.CHUNKED, 1L << 30, Failures.NONE);
        FleetSample calm = urgent(narrow, 0);
        FleetSample urgent = urgent(narrow, 0.3);
        double[] change = new double[2];
        int[] count = new int[2];
        for (int i = 0; i < TASKS; i++) {
            FleetSample.Answered task = urgent.answered().get(i);
            int kind = task.priority() + 1;
            change[kind] += task.latency() - calm.answered().get(i).latency();
            count[kind]++;
            assertThat(calm.answered().get(i).priority()).isZero();
            assertThat(task.right()).isEqualTo(calm.answered().get(i).right());
        }
        assertThat(count[0]).isBetween(3, 25);
        assertThat(change[0] / count[0]).isNegative();
        assertThat(change[1] / count[1]).isPositive();
    }

    private static FleetSample urgent(FleetSpec fleet, double share) {
        World world = Worlds.rich().world();
        Policy policy = Worlds.policy("parallel", Map.of());
        Traffic traffic = new Traffic.Closed(TASKS);
        return new FleetRun(
                        new TaskTree(world, SEED),
                        policy,
                        Selection.MAJORITY,
                        64,
                        fleet,
                        traffic,
                        0,
                        TASKS,
                        Double.POSITIVE_INFINITY,
                        share,
                        0,
                        SEED)
                .run();
    }

    /** A search whose stages wait behind ever more tasks would never end. */
    @ParameterizedTest
    @CsvSource({"0.2, false", "100, true", "1e6, true"})
    void aFloodEndsTheRun(double rate, boolean floods) {
        FleetSample sample = serve(
                Worlds.rich().world(),
                Worlds.policy("dora", Map.of()),
                Selection.MAJORITY,
                fleet(1, 1, Batching.Mode.CHUNKED, 40L << 30, Failures.NONE),
                new Traffic.Poisson(rate),
                Double.POSITIVE_INFINITY);
        assertThat(sample.flooded()).isEqualTo(floods);
        assertThat(sample.answered().size() == TASKS).isNotEqualTo(floods);
    }

    @Test
    void aTextThatIsTooLongIsRefused() {
        World world = Worlds.rich().world();
        FleetSpec small = fleet(1, 1, Batching.Mode.CHUNKED, 100 * 32768, Failures.NONE);
        assertThatExceptionOfType(UnservableException.class)
                .isThrownBy(() -> serve(
                        world,
                        Worlds.policy("parallel", Map.of()),
                        Selection.MAJORITY,
                        small,
                        new Traffic.Closed(1),
                        Double.POSITIVE_INFINITY))
                .withMessageMatching(
                        "a request of [0-9]+ tokens \\(.* needs .* GiB of KV cache for writer, and a replica of the "
                                + "pool all has 0.003052 GiB, which is 100 tokens\\. Maybe .*");
        FleetSpec verifier = fleet(1, 1, Batching.Mode.CHUNKED, 40L << 30, Failures.NONE);
        Kernel kernel = new Kernel();
        Fleet fleet = new Fleet(kernel, verifier.pools(), 1, null);
        Client nobody = new Client() {
            @Override
            public void begun(Request request) {}

            @Override
            public void finished(Request request) {}
        };
        assertThatExceptionOfType(UnservableException.class)
                .isThrownBy(() -> fleet.submit(0, fleet.request(nobody, 0, 1, 0, 4097, 0)))
                .withMessageStartingWith(
                        "a request of 4097 tokens (0 of context, 4097 to read, 0 to write) is longer than verifier"
                                + " of the pool all can be served, 4096 tokens");
    }

    @Test
    void aTableSaysHowFarItReaches() {
        TableStepTime table = new TableStepTime(4, new double[2][3], new double[9], new double[9]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.decode(1, 8, 2))
                .withMessageContaining(
                        "reaches 2 sequences and a mean context of 8 tokens was asked for 1 sequences with a mean"
                                + " context of 9 tokens");
        assertThatIllegalArgumentException().isThrownBy(() -> table.decode(3, 3, 1));
        assertThat(table.decode(1, 8, 1)).isZero();
    }

    /** Little's law: the mean number under way is the rate of arrivals times the mean latency. */
    @Test
    void closedBatchKeepsItsTasksInFlight() {
        World world = Worlds.rich().world();
        FleetSample sample = serve(
                world,
                Worlds.policy("parallel", Map.of()),
                Selection.MAJORITY,
                AMPLE,
                new Traffic.Closed(4),
                Double.POSITIVE_INFINITY);
        double sum = sample.answered().stream()
                .mapToDouble(FleetSample.Answered::latency)
                .sum();
        // Four are under way but for the end of the batch, when up to three have left.
        assertThat(sum / sample.seconds()).isBetween(3.0, 4.0);
        assertThat(sample.finished()).isEqualTo(TASKS);
    }
}
