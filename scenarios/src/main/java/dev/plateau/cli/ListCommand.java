package dev.plateau.cli;

import dev.plateau.model.ModelCost;
import dev.plateau.policy.Parameter;
import dev.plateau.policy.PolicyFactory;
import dev.plateau.scenario.Catalogue;
import dev.plateau.scenario.Key;
import dev.plateau.scenario.ModelPresets;
import dev.plateau.scenario.ScenarioException;
import java.io.IOException;
import java.io.PrintWriter;
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
    private static final List<String> TOPICS = List.of("scenarios", "policies", "models", "keys");

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "TOPIC",
            description = "scenarios, policies, models or keys (of a scenario file); all but the keys by default.")
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

    private static void models(PrintWriter out) {
        out.println("Models (keys models.policy, models.verifier and models.embedder):");
        for (ModelCost model : ModelPresets.builtIn().byName().values()) {
            out.printf(Locale.ROOT, "  %-28s %.3g FLOPs per token%n", model.name(), model.flopsPerToken());
        }
    }

    private static void keys(PrintWriter out) {
        out.println("Keys of a scenario file (a.b: c is the key b below a); all but those marked * have a default:");
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
