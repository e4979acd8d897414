package dev.plateau.fidelity;

import dev.plateau.catalog.Policies;
import dev.plateau.experiment.Experiment;
import dev.plateau.experiment.Progress;
import dev.plateau.experiment.Study;
import dev.plateau.result.AccuracyRow;
import dev.plateau.result.StudyResult;
import dev.plateau.scenario.Catalogue;
import dev.plateau.scenario.ScenarioException;

/**
 * What a scenario of the catalogue gives, as `plateau run` does.
 *
 * @param name of the scenario
 * @param result of its study
 */
record Simulated(String name, StudyResult result) {

    static Simulated of(String scenario) throws ScenarioException {
        return of(new Catalogue(Policies.factories()).read(scenario).study());
    }

    /** With another precision than the scenario asks for. */
    static Simulated of(String scenario, double precision) throws ScenarioException {
        return of(new Catalogue(Policies.factories()).read(scenario).study().withPrecision(precision));
    }

    private static Simulated of(Study study) {
        Experiment experiment = new Experiment(study, Runtime.getRuntime().availableProcessors());
        return new Simulated(study.name(), experiment.run(Progress.NONE));
    }

    /** A row of its accuracies; the world is empty if there is one only. */
    AccuracyRow row(String world, String policy, int budget) {
        String full = world.isEmpty() ? name : name + '/' + world;
        return result.accuracy().stream()
                .filter(row -> row.scenario().equals(full) && row.policy().equals(policy) && row.budget() == budget)
                .findFirst()
                .orElseThrow();
    }

    double accuracy(String world, String policy, int budget) {
        return row(world, policy, budget).accuracy().value();
    }

    /** The largest half-width of an interval, in points. */
    double widest() {
        return result.accuracy().stream()
                .mapToDouble(row -> 100 * row.accuracy().halfWidth())
                .max()
                .orElseThrow();
    }
}
