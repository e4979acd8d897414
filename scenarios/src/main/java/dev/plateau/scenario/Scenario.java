package dev.plateau.scenario;

import dev.plateau.experiment.Study;
import dev.plateau.plan.PlanSpace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A scenario that has been read and found right.
 *
 * @param file where it was read from, for messages
 * @param text its full text
 * @param inputs full texts of the files that it names, by the name that it gives them
 * @param study what it asks for
 * @param plan what is promised and what machines there are to choose from, if it has the key {@code plan}
 */
public record Scenario(String file, String text, Map<String, String> inputs, Study study, Optional<PlanSpace> plan) {
    /** Copies the map. */
    public Scenario {
        inputs = Map.copyOf(inputs);
    }

    /** The name: that of the file without its ending. */
    public String name() {
        return study.name();
    }

    /** Every value of the file, by its path, such as {@code budgets[0]}. Two files with the same settings ask for the same. */
    public SortedMap<String, String> settings() {
        SortedMap<String, String> settings = new TreeMap<>();
        try {
            collect(YamlReader.read(file, text, new Problems()), "", settings);
        } catch (ScenarioException e) {
            throw new IllegalStateException("it has been read before", e);
        }
        return settings;
    }

    static void collect(Node node, String path, SortedMap<String, String> settings) {
        if (node instanceof Node.Mapping mapping) {
            for (Node.Entry entry : mapping.entries()) {
                String key = entry.key().text();
                collect(entry.value(), path.isEmpty() ? key : path + "." + key, settings);
            }
        } else if (node instanceof Node.Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                collect(sequence.items().get(i), path + "[" + i + "]", settings);
            }
        } else {
            settings.put(path, ((Node.Scalar) node).text());
        }
    }

    /**
     * What is promised.
     *
     * @throws ScenarioException if the file does not say
     */
    public PlanSpace promised() throws ScenarioException {
        if (plan.isPresent()) {
            return plan.get();
        }
        throw new ScenarioException(List.of(Problem.at(
                new Place(file, 1, 1),
                "there is no key 'plan', which says what is promised. Maybe add: plan: {slos: {standard: {accuracy: 0.8,"
                        + " p95-latency: 30}}}, beside 'fleet' with the traffic (see 'plateau list keys')")));
    }
}
