package dev.plateau.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plateau.catalog.Policies;
import dev.plateau.experiment.Service;
import dev.plateau.fleet.Accelerator;
import dev.plateau.fleet.Batching;
import dev.plateau.fleet.Failures;
import dev.plateau.fleet.FleetSpec;
import dev.plateau.fleet.PoolSpec;
import dev.plateau.fleet.Power;
import dev.plateau.fleet.Router;
import dev.plateau.fleet.ServedModel;
import dev.plateau.fleet.Stragglers;
import dev.plateau.fleet.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FleetReaderTest {
    private static final String HARDWARE =
            "a100-40gb, a100-80gb, h100, h200, b200, l40s, l4, a10g, mi300x, rtx4090, rtxpro6000";

    @TempDir
    Path directory;

    private final ScenarioReader reader = new ScenarioReader(Policies.factories(), ModelPresets.builtIn());

    @Test
    void theSimplestFleetHoldsWhatThePoliciesNeed() throws Exception {
        Service service = only("policies: [rebase]\nfleet: {accelerator: h100, replicas: 2}\n");
        FleetSpec fleet = service.fleet();
        assertThat(fleet.name()).isEqualTo("2 x h100");
        assertThat(fleet.devices()).isEqualTo(2);
        assertThat(fleet.dollarsPerHour()).isEqualTo(2 * (1.99 + 5) / 2);
        assertThat(fleet.timeError()).isEqualTo(0.15);
        assertThat(fleet.writer()).isEqualTo(new FleetSpec.Place(0, 0));
        assertThat(fleet.verifier()).contains(new FleetSpec.Place(0, 1));
        assertThat(fleet.embedder()).isEmpty();
        PoolSpec pool = fleet.pools().get(0);
        assertThat(pool.models().stream().map(ServedModel::name))
                .containsExactly("llama-3.2-1b", "qwen2.5-math-prm-7b");
        assertThat(pool.cacheBytes()).isEqualTo(72_000_000_000L - 2_471_628_800L - 14_166_949_892L);
        assertThat(pool.batching()).isEqualTo(new Batching(Batching.Mode.CHUNKED, 256, 2048, false));
        assertThat(pool.router()).isEqualTo(Router.PREFIX_AFFINITY);
        assertThat(pool.keepsContexts()).isTrue();
        assertThat(pool.failures()).isEqualTo(new Failures(Double.POSITIVE_INFINITY, 1800));
        assertThat(service.traffic()).isEqualTo(new Traffic.Closed(1));
        assertThat(service.tasks()).isEqualTo(1000);
        assertThat(service.warmUp()).isZero();
        assertThat(service.deadlineSeconds()).isInfinite();
        assertThat(service.sloSeconds()).isInfinite();
    }

    @Test
    void aScenarioWithoutAFleetHasNone() throws Exception {
        assertThat(read("seed: 1\n")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("needs")
    void onlyModelsThatAreCalledAreHeld(String policies, boolean verifier, boolean embedder) throws Exception {
        FleetSpec fleet = only("policies: [" + policies + "]\nfleet: {accelerator: h100}\n")
                .fleet();
        assertThat(fleet.verifier().isPresent()).isEqualTo(verifier);
        assertThat(fleet.embedder().isPresent()).isEqualTo(embedder);
    }

    static List<Arguments> needs() {
        return List.of(
                Arguments.of("{id: parallel, select: majority}", false, false),
                Arguments.of("parallel", true, false),
                Arguments.of("{id: sequential, acceptance: oracle}", false, false),
                Arguments.of("{id: sequential, acceptance: gated}", true, false),
                Arguments.of("{id: uniform, select: majority}", false, false),
                Arguments.of("{id: beam, select: majority}", true, false),
                Arguments.of("dora", true, true));
    }

    @Test
    void everyKeyReachesTheFleet() throws Exception {
        Files.writeString(directory.resolve("t.csv"), "arrival_s,prompt_tokens,output_tokens\n0,5,5\n2.5,6,7\n");
        Service service = only("""
                policies: [dora]
                hardware:
                  mine: {like: h100, price: 2.5, memory: 94, bandwidth: 3900, tflops: 800, link: 300, watts: 600,
                    weight-efficiency: 0.5, cache-efficiency: 0.6, compute-efficiency: 0.7, layer-time: 30, sequence-time: 4,
                    time-error: 0.05}
                  L4: {price: 0.5}
                models:
                  policy: {like: llama-3.1-8b, weights: 8, kv-bytes: 65536, max-context: 9000}
                fleet:
                  max-sequences: 64
                  pools:
                    writers: {accelerator: mine, replicas: 3, tensor-parallel: 2, serves: [policy], batching: prompts-first,
                      max-tokens: 4096, memory-utilisation: 0.8, keep-contexts: false, router: least-loaded,
                      failures: {hours-between: 100, minutes-to-repair: 6}, stragglers: {share: 0.1, slowdown: 3}}
                    readers: {accelerator: L4-24GB, serves: [embedder, verifier], router: round-robin, kv-capacity: 1000}
                  traffic: {trace: {file: t.csv}}
                  tasks: 1
                  deadline: 60
                  slo: 30
                  power: {idle: 0.1, writing: 0.5, reading: 0.9, pue: 1.1, co2: 50}
                """);
        FleetSpec fleet = service.fleet();
        assertThat(fleet.name()).isEqualTo("3 x 2 mine + 1 x l4");
        PoolSpec writers = fleet.pools().get(0);
        assertThat(writers.accelerator())
                .isEqualTo(new Accelerator(
                        "mine",
                        94e9,
                        3900e9,
                        800e12,
                        300e9,
                        600,
                        2.5,
                        new Accelerator.Constants(0.5, 0.6, 0.7, 30 * 1e-6, 4 * 1e-6),
                        0.05));
        assertThat(writers.models())
                .containsExactly(
                        new ServedModel("like llama-3.1-8b", 8e9, 7504658432.0, 32, 4096, 65536, 524288, 9000));
        assertThat(writers.cacheBytes()).isEqualTo((long) (0.8 * 2 * 94e9 - 8e9));
        assertThat(writers.keepsContexts()).isFalse();
        assertThat(writers.batching()).isEqualTo(new Batching(Batching.Mode.PROMPTS_FIRST, 64, 4096, false));
        assertThat(writers.router()).isEqualTo(Router.LEAST_LOADED);
        assertThat(writers.failures()).isEqualTo(new Failures(360_000, 360));
        assertThat(writers.stragglers()).isEqualTo(new Stragglers(0.1, 3));
        PoolSpec readers = fleet.pools().get(1);
        assertThat(readers.models().stream().map(ServedModel::name)).containsExactly("qwen2.5-math-prm-7b", "bge-m3");
        assertThat(readers.accelerator().dollarsPerHour()).isEqualTo(0.5);
        assertThat(readers.accelerator().timeError()).isEqualTo(0.3);
        assertThat(readers.cacheBytes()).isEqualTo(1000 * 57344);
        assertThat(readers.batching()).isEqualTo(new Batching(Batching.Mode.CHUNKED, 64, 2048, false));
        assertThat(fleet.writer()).isEqualTo(new FleetSpec.Place(0, 0));
        assertThat(fleet.verifier()).contains(new FleetSpec.Place(1, 0));
        assertThat(fleet.embedder()).contains(new FleetSpec.Place(1, 1));
        assertThat(fleet.power()).isEqualTo(new Power(0.1, 0.5, 0.9, 1.1));
        assertThat(fleet.gramsPerKilowattHour()).isEqualTo(50);
        assertThat(service.traffic()).isInstanceOf(Traffic.Recorded.class);
        assertThat(service.traffic().arrivals(1).next()).isZero();
        assertThat(service.tasks()).isEqualTo(1);
        assertThat(service.warmUp()).isZero();
        assertThat(service.deadlineSeconds()).isEqualTo(60);
        assertThat(service.sloSeconds()).isEqualTo(30);
    }

    @Test
    void namedFleetsAreLaidOverTheFleet() throws Exception {
        List<Service> services = read("""
                fleet:
                  accelerator: l40s
                  traffic: {poisson: {rate: 2}}
                fleets:
                  small: {}
                  large: {replicas: 4, tasks: 50, urgent: 0.25}
                  bursts: {traffic: {bursty: {rate: 1, burst-rate: 9}}}
                """);
        assertThat(services.stream().map(service -> service.fleet().name()))
                .containsExactly("small", "large", "bursts");
        assertThat(services.get(1).fleet().devices()).isEqualTo(4);
        assertThat(services.get(1).traffic()).isEqualTo(new Traffic.Poisson(2));
        assertThat(services.get(1).tasks()).isEqualTo(50);
        assertThat(services.get(1).warmUp()).isEqualTo(5);
        assertThat(services.get(1).urgentShare()).isEqualTo(0.25);
        assertThat(services.get(0).urgentShare()).isZero();
        assertThat(services.get(2).traffic()).isEqualTo(new Traffic.Bursty(1, 9, 300, 60));
    }

    @Test
    void headsOfKeysThatAreFewerThanDevicesAreHeldSeveralTimes() throws Exception {
        PoolSpec pool =
                only("models: {policy: qwen2.5-1.5b}\nfleet: {accelerator: h100, serves: policy, tensor-parallel: 4}\n"
                                + "policies: [{id: parallel, select: majority}]\n")
                        .fleet()
                        .pools()
                        .get(0);
        assertThat(pool.models().get(0).cacheBytesPerToken()).isEqualTo(2 * 28672);
    }

    @Test
    void anotherBandwidthIsADataSheet() throws Exception {
        assertThat(only("hardware: {h100: {bandwidth: 3000}}\nfleet: {accelerator: h100}\n")
                        .fleet()
                        .timeError())
                .isEqualTo(0.3);
    }

    @Test
    void presetsAreReadWithTheirTraps() {
        HardwarePresets presets = HardwarePresets.builtIn();
        assertThat(String.join(", ", presets.byName().keySet())).isEqualTo(HARDWARE);
        Accelerator rtx = presets.find("RTX4090-24GB").orElseThrow().accelerator();
        assertThat(rtx.peakFlops()).isEqualTo(165e12);
        assertThat(rtx.linkBandwidth()).isEqualTo(32e9);
        assertThat(rtx.memoryBytes()).isEqualTo(24e9);
        assertThat(rtx.constants()).isEqualTo(new Accelerator.Constants(0.9, 0.85, 0.9, 10 * 1e-6, 2 * 1e-6));
        assertThat(rtx.dollarsPerHour()).isEqualTo((0.34 + 0.6) / 2);
        assertThat(presets.find("l4").orElseThrow().accelerator().constants())
                .isEqualTo(presets.find("l40s").orElseThrow().accelerator().constants());
        assertThat(presets.byName().values().stream()
                        .filter(preset -> preset.accelerator().timeError() == 0.3)
                        .map(HardwarePreset::name))
                .containsExactly("l4", "a10g", "mi300x");
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void eachMistakeIsReportedWithItsPlace(String yaml, String message) {
        ScenarioException e = catchThrowableOfType(ScenarioException.class, () -> read(yaml.replace("\\n", "\n")));
        assertThat(e).as(yaml).isNotNull();
        String file = directory.resolve("s.yaml") + ":";
        assertThat(e.getMessage()).isEqualTo(file + message.replace("\\n", "\n" + file));
    }

    static List<Arguments> mistakes() {
        return List.of(
                Arguments.of(
                        "fleet: h100",
                        "1:8: fleet must have keys (got h100). Valid: " + String.join(", ", Key.below("fleet")) + "."),
                Arguments.of("fleet: {}", "1:8: fleet needs the key 'accelerator'"),
                Arguments.of(
                        "fleet: {accelerator: H1000}",
                        "1:22: no accelerator 'H1000'. Valid: " + HARDWARE + ". Did you mean 'h100'?"),
                Arguments.of(
                        "fleet: {accelerator: h100, replicas: 0}",
                        "1:38: fleet.replicas must be a whole number in 1..100000 (got 0)"),
                Arguments.of(
                        "fleet: {accelerator: h100, tensor-parallel: 16}",
                        "1:45: fleet.tensor-parallel must be a whole number in 1..8 (got 16)"),
                Arguments.of(
                        "fleet: {accelerator: h100, tensor-parallel: 3, serves: [policy, verifier]}",
                        "1:45: fleet.tensor-parallel must divide the 32 heads and 8 key-value heads of llama-3.2-1b evenly "
                                + "(got 3). Valid: 1, 2, 4.\\n1:45: fleet.tensor-parallel must divide the 28 heads and 4 "
                                + "key-value heads of qwen2.5-math-prm-7b evenly (got 3). Valid: 1, 2, 4."),
                Arguments.of(
                        "models: {policy: llama-3.1-70b}\\nfleet: {accelerator: h100, serves: [policy, verifier]}",
                        "2:22: a replica cannot hold llama-3.1-70b and qwen2.5-math-prm-7b: 144.6 GiB of weights in 0.9 of 1 x "
                                + "74.51 GiB, 77.56 GiB too much (1 GB of 'memory' and 'weights' is 0.9313 GiB). Would fit: tensor-parallel 4 (leaves KV cache for 405046 tokens), "
                                + "accelerator mi300x (leaves KV cache for 53483 tokens), accelerator b200 (leaves KV cache for "
                                + "20525 tokens)."),
                Arguments.of(
                        "fleet: {accelerator: h100, kv-capacity: 10000000, serves: [policy, verifier]}",
                        "1:41: fleet.kv-capacity needs 305.2 GiB beside 15.50 GiB of weights, 246.2 GiB more than 1 x h100 have; "
                                + "at most 1933637 tokens fit"),
                Arguments.of(
                        "fleet: {accelerator: h100, memory-utilisation: 1.5}",
                        "1:48: fleet.memory-utilisation must be a number in [0.01, 1] (got 1.5)"),
                Arguments.of(
                        "hardware: {h100: {memory: 0}}\\nfleet: {accelerator: h100}",
                        "1:27: hardware.h100.memory must be a number in [0.001, 1000000] (got 0)"),
                Arguments.of(
                        "fleet: {accelerator: h100, urgent: 1.5}",
                        "1:36: fleet.urgent must be a number in [0, 1] (got 1.5)"),
                Arguments.of(
                        "fleet: {accelerator: h100, traffic: {closed: {in-flight: 2}}, warm-up: 7}",
                        "1:72: fleet.warm-up is for traffic that goes on, poisson or bursty; of a closed batch or a trace every "
                                + "task is measured (got 7)"),
                Arguments.of(
                        "hardware: {h100: {price: -1}}\\nfleet: {accelerator: h100}",
                        "1:26: hardware.h100.price must be a number in [0, 1000000] (got -1)"),
                Arguments.of(
                        "hardware: {mine: {memory: 80, pirce: 1}}\\nfleet: {accelerator: mine}",
                        "1:18: the accelerator 'mine' is not a known one, so it needs the key 'like', or these: price, "
                                + "bandwidth, tflops, link, watts, weight-efficiency, cache-efficiency, compute-efficiency, "
                                + "layer-time, sequence-time\\n1:31: unknown key 'pirce' in hardware.mine. Valid: "
                                + String.join(", ", Key.below("hardware.NAME")) + ". Did you mean 'price'?"),
                Arguments.of(
                        "fleet: {pools: {a: {accelerator: h100, serves: policy}}}",
                        "1:8: no pool serves the verifier, which the policies need; add it to 'serves' of one"),
                Arguments.of(
                        "fleet: {accelerator: h100, pools: {a: {serves: [policy, verifier]}, b: {serves: [policy]}}}",
                        "1:8: only one pool can serve the policy (got a and b); for more of it give that pool more replicas"),
                Arguments.of(
                        "fleet: {accelerator: h100, serves: [policy, verifyer]}",
                        "1:45: fleet.serves cannot be 'verifyer'. Valid: policy, verifier, embedder. Did you mean 'verifier'?"),
                Arguments.of(
                        "fleet: {accelerator: h100, pools: {a: {tasks: 4}}}",
                        "1:40: unknown key 'tasks' in fleet. Valid: " + String.join(", ", Key.POOL_SECTIONS) + "."),
                Arguments.of(
                        "fleet: {accelerator: h100, max-tokens: 100}",
                        "1:40: with chunked batching fleet.max-tokens must be at least fleet.max-sequences, 256 (got 100)"),
                Arguments.of(
                        "fleet: {accelerator: h100, traffic: {poisson: {}}}",
                        "1:47: fleet.traffic.poisson needs the key 'rate'"),
                Arguments.of(
                        "fleet: {accelerator: h100, traffic: {poisson: {rate: 1}, closed: {in-flight: 1}}}",
                        "1:58: fleet.traffic can only be one of closed, poisson, bursty, trace (got poisson and closed)"),
                Arguments.of(
                        "fleets: {a: 1}\\nfleet: {accelerator: h100}",
                        "1:13: the fleet a must have keys (got 1). Valid: " + String.join(", ", Key.below("fleet"))
                                + "."),
                Arguments.of(
                        "worlds: {a: {models: {policy: llama-3.1-8b}}}\\nfleet: {accelerator: h100}",
                        "1:14: with a fleet all worlds have the same models; give 'models' outside of worlds"),
                Arguments.of(
                        "models: {policy: {flops-per-token: 2e9}}\\nfleet: {accelerator: h100}",
                        "1:18: models.policy needs with a fleet the key 'like', or these: weights, layers, hidden, heads, kv-heads, "
                                + "kv-bytes, max-context"));
    }

    private Service only(String yaml) throws Exception {
        List<Service> services = read(yaml);
        assertThat(services).hasSize(1);
        return services.get(0);
    }

    private List<Service> read(String yaml) throws IOException, ScenarioException {
        Path file = Files.writeString(directory.resolve("s.yaml"), yaml);
        return reader.read("s", new Source.File(file)).study().services();
    }
}
