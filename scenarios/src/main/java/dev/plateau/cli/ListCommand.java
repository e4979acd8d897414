package dev.plateau.cli;

import dev.plateau.fleet.Accelerator;
import dev.plateau.fleet.ServedModel;
import dev.plateau.policy.Parameter;
import dev.plateau.policy.PolicyFactory;
import dev.plateau.scenario.Catalogue;
import dev.plateau.scenario.HardwarePreset;
import dev.plateau.scenario.HardwarePresets;
import dev.plateau.scenario.Key;
import dev.plateau.scenario.ModelPreset;
import dev.plateau.scenario.ModelPresets;
import dev.plateau.scenario.ScenarioException;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists what can be named. */
@Command(
        name = "list",
        description = "List what a scenario can name.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ListCommand implements Callable<Integer> {
    private static final List<String> TOPICS = List.of("scenarios", "policies", "hardware", "models", "keys");

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "TOPIC",
            description =
                    "scenarios, policies, hardware, models or keys (of a scenario file); all but the keys by default.")
    private @Nullable String topic;

    @Mixin
    private final PluginOption plugins = new PluginOption();

    @Override
    public Integer call() throws ScenarioException, IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (topic != null && !TOPICS.contains(topic)) {
            throw new ParameterException(
                    spec.commandLine(), "no topic '" + topic + "'. Valid: " + String.join(", ", TOPICS) + ".");
        }
        try (PluginOption.Loaded policies = plugins.load()) {
            if (topic == null || topic.equals("scenarios")) {
                scenarios(policies.factories(), out);
            }
            if (topic == null || topic.equals("policies")) {
                policies(policies.factories(), out);
            }
        }
        if (topic == null || topic.equals("hardware")) {
            hardware(out);
        }
        if (topic == null || topic.equals("models")) {
            models(out);
        }
        if ("keys".equals(topic)) {
            keys(out);
        }
        return 0;
    }

    private static void scenarios(List<PolicyFactory> factories, PrintWriter out) throws ScenarioException {
        Catalogue catalogue = new Catalogue(factories);
        out.println("Scenarios (plateau run NAME):");
        for (String name : catalogue.names()) {
            out.printf("  %-28s %s%n", name, catalogue.read(name).study().title());
        }
    }

    private static void policies(List<PolicyFactory> factories, PrintWriter out) {
        out.println("Policies (key 'policies' of a scenario):");
        for (PolicyFactory factory : factories) {
            out.printf("  %-28s %s%n", factory.id(), factory.summary());
            for (Parameter parameter : factory.parameters()) {
                String values =
                        parameter.kind() == Parameter.Kind.CHOICE ? String.join("|", parameter.choices()) + ", " : "";
                out.printf(
                        "    %-26s %s (%sdefault %s)%n",
                        parameter.name(), parameter.meaning(), values, parameter.fallback());
            }
        }
    }

    private static void hardware(PrintWriter out) {
        out.println(
                "Hardware (key fleet.accelerator; the numbers are keys below hardware.NAME, prices in dollars per hour):");
        for (HardwarePreset preset : HardwarePresets.builtIn().byName().values()) {
            Accelerator device = preset.accelerator();
            Accelerator.Constants fit = device.constants();
            out.printf("  %-28s %s%n", preset.name(), preset.fullName());
            out.printf(
                    "    memory %s GB, bandwidth %s GB/s, tflops %s, link %s GB/s, watts %s%n",
                    plain(device.memoryBytes() / 1e9),
                    plain(device.bandwidth() / 1e9),
                    plain(device.peakFlops() / 1e12),
                    plain(device.linkBandwidth() / 1e9),
                    plain(device.watts()));
            out.printf(
                    "    weight-efficiency %s, cache-efficiency %s, compute-efficiency %s, layer-time %s us, "
                            + "sequence-time %s us%s; time-error %s%n",
                    plain(fit.weightEfficiency()),
                    plain(fit.cacheEfficiency()),
                    plain(fit.computeEfficiency()),
                    plain(1e6 * fit.secondsPerLayer()),
                    plain(1e6 * fit.secondsPerSequence()),
                    preset.constantsOf().isEmpty() ? "" : ", those of " + preset.constantsOf(),
                    plain(device.timeError()));
            out.printf(
                    "    price %s, the middle of %s to %s: %s%n",
                    plain(device.dollarsPerHour()),
                    plain(preset.lowPrice()),
                    plain(preset.highPrice()),
                    preset.priceSource());
            source(out, preset.source(), preset.note());
        }
    }

    private static void models(PrintWriter out) {
        out.println("Models (keys models.policy, models.verifier and models.embedder):");
        for (ModelPreset preset : ModelPresets.builtIn().byName().values()) {
            ServedModel served = preset.served();
            out.printf("  %-28s %s%n", preset.name(), preset.fullName());
            out.printf(
                    Locale.ROOT,
                    "    %.3g FLOPs per token, weights %.4g GB, layers %d, hidden %d, heads %d, kv-heads %d, kv-bytes %d, "
                            + "max-context %d%n",
                    preset.cost().flopsPerToken(),
                    served.weightBytes() / 1e9,
                    served.layers(),
                    served.hidden(),
                    preset.heads(),
                    preset.cacheHeads(),
                    served.cacheBytesPerToken(),
                    served.maxContext());
            source(out, preset.source(), preset.note());
        }
    }

    private static void source(PrintWriter out, String source, String note) {
        out.printf("    source: %s%n", source);
        if (!note.isEmpty()) {
            out.printf("    note: %s%n", note);
        }
    }

    /** Four digits at most, and no exponent. */
    private static String plain(double x) {
        return new BigDecimal(x).round(new MathContext(4)).stripTrailingZeros().toPlainString();
    }

    private static void keys(PrintWriter out) {
        out.println("Keys of a scenario file (a.b: c is the key b below a); all but those marked * have a default:");
        out.println(
                "A single value may be a list of values, or of numbers a range {from: 0, to: 1, step: 0.1} (or factor: 2, or");
        out.println(
                "count: 11); a list may be a list of lists, and so may the parameters of a policy. 'plateau run' then runs");
        out.println("each combination. Keys of sections and names that you choose have one value.");
        Arrays.stream(Key.values()).forEach(key -> {
            out.printf("  %s%s%n", key.path(), key.fallback() == null ? " *" : "");
            out.printf("      %s%n", key.meaning());
            out.printf(
                    "      %s%s%n",
                    key.form().describe(),
                    key.fallback() == null || key.fallback().equals("") ? "" : "; default " + key.fallback());
        });
    }
}
