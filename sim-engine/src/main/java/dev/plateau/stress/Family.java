package dev.plateau.stress;

import dev.plateau.experiment.NamedWorld;
import dev.plateau.experiment.Service;
import dev.plateau.experiment.Study;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Worlds on a path from benign to hostile. Each is a rung; if fleets serve them, each world on each fleet.
 *
 * @param id name in tables
 * @param title what it strains, in a line
 * @param study its worlds and fleets, its budget (the largest, if there are several) and the seed
 */
public record Family(String id, String title, Study study) {

    /** The path, the benign end first. */
    public List<Rung> rungs() {
        List<NamedWorld> worlds = study.worlds();
        List<Service> services = study.services();
        int count = worlds.size() * Math.max(1, services.size());
        List<Rung> rungs = new ArrayList<>();
        for (NamedWorld world : worlds) {
            String name = world.name().startsWith(study.name() + "/")
                    ? world.name().substring(study.name().length() + 1)
                    : world.name();
            if (services.isEmpty()) {
                rungs.add(new Rung(name, hostility(rungs.size(), count), world, Optional.empty()));
            }
            for (Service service : services) {
                String label = worlds.size() == 1
                        ? service.fleet().name()
                        : name + " on " + service.fleet().name();
                rungs.add(new Rung(label, hostility(rungs.size(), count), world, Optional.of(service)));
            }
        }
        return List.copyOf(rungs);
    }

    /** Rollouts that policies are promised per task. */
    public int budget() {
        return study.budgets().get(study.budgets().size() - 1);
    }

    private static double hostility(int rung, int count) {
        return count == 1 ? 0 : rung / (count - 1.0);
    }
}
