package dev.plateau.scenario;

import dev.plateau.policy.PolicyFactory;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The scenarios that come with Plateau, and the way to find one by name or file. */
public final class Catalogue {
    /** The scenario that is run if none is named. */
    public static final String DEFAULT = "saturation";

    private static final List<String> NAMES = Stream.concat(
                    Stream.of(
                            DEFAULT,
                            "correlation",
                            "directions",
                            "ttspm",
                            "pythia-12b-math",
                            "policies",
                            "dora-vs-rebase",
                            "optimal",
                            "correlated-votes",
                            "imperfect-verifier",
                            "repeated-verifier-calls",
                            "humaneval-resampling",
                            "refinement-without-oracle",
                            "ttspm-aime2024",
                            "non-monotone-voting",
                            "sequential-vs-parallel",
                            "latency-of-policies",
                            "fleet-size",
                            "gpu-types",
                            "failures",
                            "deadline",
                            "dora-table-1",
                            "plan-math-service",
                            "math500-llama-3.2-1b",
                            "math500-llama-3.2-3b",
                            "math500-qwen2.5-1.5b",
                            "aime2024-llama-3.2-1b",
                            "aime2024-llama-3.2-3b",
                            "aime2024-qwen2.5-1.5b",
                            "aime2025-llama-3.2-1b",
                            "aime2025-llama-3.2-3b",
                            "aime2025-qwen2.5-1.5b"),
                    StressCourse.names())
            .toList();

    private final ScenarioReader reader;
    private final Optional<Earlier> earlier;

    /** A scenario and where it is read. */
    private record Found(String name, Source source) {}

    /**
     * A scenario as it once was.
     *
     * @param asked name or file by which it is asked for
     * @param name of the scenario
     * @param file it was read from; the files that it names are read beside it, as they are now
     * @param text that it had
     */
    public record Earlier(String asked, String name, String file, String text) {
        private Found found() {
            Source own = Source.Resource.ofCatalogue(name + ".yaml");
            boolean isOwn = NAMES.contains(name) && file.equals(own.name());
            return new Found(name, new Source.Recorded(isOwn ? own : new Source.File(Path.of(file)), text));
        }
    }

    /**
     * A catalogue.
     *
     * @param factories the policies that scenarios may name
     */
    public Catalogue(List<PolicyFactory> factories) {
        this(factories, Optional.empty());
    }

    /**
     * A catalogue in which a scenario is as it once was.
     *
     * @param factories the policies that scenarios may name
     * @param earlier the scenario, if there is one
     */
    public Catalogue(List<PolicyFactory> factories, Optional<Earlier> earlier) {
        this.reader = new ScenarioReader(factories, ModelPresets.builtIn());
        this.earlier = earlier;
    }

    /** Names of the scenarios, in the order of the help. */
    public List<String> names() {
        return NAMES;
    }

    /**
     * Reads a scenario.
     *
     * @param nameOrFile a name of the catalogue, else a file
     * @throws ScenarioException if there is no such scenario, or if anything is wrong with it
     */
    public Scenario read(String nameOrFile) throws ScenarioException {
        Found found = find(nameOrFile);
        return reader.read(found.name(), found.source());
    }

    /**
     * Reads a scenario in which any number of keys have several values.
     *
     * @param nameOrFile a name of the catalogue, else a file
     * @throws ScenarioException if there is no such scenario, or if anything is wrong with it
     */
    public Sweep readSweep(String nameOrFile) throws ScenarioException {
        Found found = find(nameOrFile);
        return reader.readSweep(found.name(), found.source());
    }

    /**
     * Reads a scenario that was read elsewhere.
     *
     * @param name of the scenario
     * @param file it was read from
     * @param text that it had
     * @param inputs texts of the files that it names
     * @param point of it, if it is a sweep; else 0
     * @throws ScenarioException if anything is wrong with it
     */
    public Scenario read(String name, String file, String text, Map<String, String> inputs, int point)
            throws ScenarioException {
        return reader.sweep(name, new Source.Sent(file, text, inputs)).read(point);
    }

    /**
     * Reads a scenario whose numbers are to be moved.
     *
     * @param nameOrFile a name of the catalogue, else a file
     * @param request what is moved, and who takes part
     * @throws ScenarioException if there is no such scenario, or if anything is wrong with it
     */
    public SettingSpace readSpace(String nameOrFile, SettingSpace.Request request) throws ScenarioException {
        Found found = find(nameOrFile);
        return reader.readSpace(found.name(), found.source(), request);
    }

    /**
     * Reads what can be moved of a scenario beside the numbers of its world and the budget: those of its fleet, and of policies.
     *
     * @param nameOrFile a name of the catalogue, else a file
     * @param policies labels of the scenario, or ids; none for all of the scenario that are not told the truth
     * @throws ScenarioException if there is no such scenario, or if anything is wrong with it
     */
    public List<Setting> readSettings(String nameOrFile, List<String> policies) throws ScenarioException {
        Found found = find(nameOrFile);
        return reader.readSettings(found.name(), found.source(), policies);
    }

    /**
     * Reads what a scenario leaves to be decided.
     *
     * @param nameOrFile a name of the catalogue, else a file
     * @param request what is decided, and who takes part
     * @throws ScenarioException if there is no such scenario, or if anything is wrong with it
     */
    public DecisionSpace readDecisions(String nameOrFile, DecisionSpace.Request request) throws ScenarioException {
        Found found = find(nameOrFile);
        return reader.readDecisions(found.name(), found.source(), request);
    }

    /**
     * Reads the machines of a scenario, or of a file that says nothing else.
     *
     * @param nameOrFile a name of the catalogue, else a file
     * @param stepTable folder of a step table that goes before those of the file
     * @throws ScenarioException if there is no such scenario, or if anything is wrong with its machines
     */
    public FleetFile readFleets(String nameOrFile, Optional<Path> stepTable) throws ScenarioException {
        return reader.readFleets(find(nameOrFile).source(), stepTable);
    }

    /**
     * Reads a scenario whose text is given.
     *
     * @param name of the scenario
     * @param file it is read from, for messages; the files that it names are read beside it
     * @param text of it
     * @throws ScenarioException if anything is wrong with it
     */
    public Sweep readText(String name, String file, String text) throws ScenarioException {
        Found found = new Earlier(name, name, file, text).found();
        return reader.readSweep(found.name(), found.source());
    }

    private Found find(String nameOrFile) throws ScenarioException {
        if (earlier.isPresent() && earlier.get().asked().equals(nameOrFile)) {
            return earlier.get().found();
        }
        if (NAMES.contains(nameOrFile)) {
            return new Found(nameOrFile, Source.Resource.ofCatalogue(nameOrFile + ".yaml"));
        }
        try {
            Path file = Path.of(nameOrFile);
            if (!nameOrFile.isBlank() && file.getFileName() != null && Files.exists(file)) {
                return new Found(nameOf(file), new Source.File(file));
            }
        } catch (InvalidPathException e) {
            // no such file: said below
        }
        throw new ScenarioException(List.of(
                Problem.of(Problems.unknown("no such file and no scenario in the catalogue:", nameOrFile, "", NAMES))));
    }

    private static String nameOf(Path file) {
        String name = file.getFileName().toString().replaceFirst("(?<=.)\\.ya?ml$", "");
        return name.chars().anyMatch(Character::isISOControl) ? "scenario" : name;
    }
}
