package dev.plateau.scenario;

import dev.plateau.catalog.Policies;
import dev.plateau.experiment.Entrant;
import dev.plateau.policy.PolicyFactory;
import dev.plateau.policy.Settings;
import dev.plateau.select.Selection;
import dev.plateau.stress.Contest;
import dev.plateau.stress.Course;
import dev.plateau.stress.Family;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The stress course of the catalogue: its families are the scenarios of the folder {@code stress}. Whoever changes one of their
 * files, their order or the course's vote gives the course another {@link #VERSION}, so that scores of one version can be compared.
 */
public final class StressCourse {
    /** Of the files named below. */
    public static final String VERSION = "1";

    /** Chooses the answer of whoever does not choose it itself. */
    public static final Selection VOTE = Selection.WEIGHTED_MAJORITY;

    private static final int LARGEST = 1_000_000;
    private static final String FOLDER = "stress/";
    private static final String REFERENCE = "parallel";
    private static final String OPTIMUM = "bayes-direction";

    private static final List<String> FAMILIES = List.of(
            "correlation",
            "imbalance",
            "misleading",
            "verifier-noise",
            "verifier-bias",
            "verifier-saturation",
            "no-signal",
            "inversion",
            "drift",
            "shared-errors",
            "merging",
            "splitting",
            "herding",
            "heavy-tail",
            "unsolvable",
            "short-chains",
            "long-chains",
            "budget-cut",
            "machines",
            "gaming",
            "mistakes");

    private StressCourse() {}

    /** Ids of the families, in order. */
    public static List<String> families() {
        return FAMILIES;
    }

    /** Their names in the catalogue. */
    static Stream<String> names() {
        return FAMILIES.stream().map(family -> FOLDER + family);
    }

    /**
     * Reads some families.
     *
     * @param catalogue that has them
     * @param families ids
     * @throws ScenarioException if there is no such family
     */
    public static Course read(Catalogue catalogue, List<String> families) throws ScenarioException {
        List<Family> read = new ArrayList<>();
        for (String family : FAMILIES) {
            if (families.contains(family)) {
                Scenario scenario = catalogue.read(FOLDER + family);
                read.add(new Family(family, scenario.study().title(), scenario.study()));
            }
        }
        for (String family : families) {
            if (!FAMILIES.contains(family)) {
                throw new ScenarioException(List.of(Problem.of(
                        Problems.unknown("--family: no family of the stress course", family, "", FAMILIES))));
            }
        }
        return new Course(VERSION, read);
    }

    /** SHA-256 over all files of the course, in order. */
    public static String hash() {
        MessageDigest digest = TraceFile.newDigest();
        try {
            for (String family : FAMILIES) {
                Source file = Source.Resource.ofCatalogue(FOLDER + family + ".yaml");
                digest.update((family + "\n" + file.text(LARGEST)).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new IllegalStateException("a file of the catalogue cannot be read", e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * Who takes the course: the policies with these ids and the reference, all at their defaults.
     *
     * @param factories that there are, the reference and the optimum among them
     * @param ids of policies; empty for all
     * @throws ScenarioException if there is no such policy
     */
    public static Contest contest(List<PolicyFactory> factories, List<String> ids) throws ScenarioException {
        List<String> known = factories.stream().map(PolicyFactory::id).toList();
        List<Problem> unknown = ids.stream()
                .filter(id -> !known.contains(id))
                .map(id -> Problem.of(Problems.unknown("--policy: no policy", id, "", known)))
                .toList();
        if (!unknown.isEmpty()) {
            throw new ScenarioException(unknown);
        }
        List<Entrant> entrants = factories.stream()
                .filter(factory -> ids.isEmpty()
                        || ids.contains(factory.id())
                        || factory.id().equals(REFERENCE))
                .map(StressCourse::entrant)
                .toList();
        return new Contest(entrants, named(factories, REFERENCE), named(factories, OPTIMUM), Policies.bounds(VOTE));
    }

    private static Entrant named(List<PolicyFactory> factories, String id) {
        return factories.stream()
                .filter(factory -> factory.id().equals(id))
                .findFirst()
                .map(StressCourse::entrant)
                .orElseThrow();
    }

    private static Entrant entrant(PolicyFactory factory) {
        Settings settings = Settings.of(factory.parameters(), Map.of());
        return new Entrant(factory.id(), () -> factory.create(settings), VOTE);
    }
}
