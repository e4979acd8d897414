package dev.plateau.experiment;

import dev.plateau.run.FleetSample;

/**
 * A replication of a service: tasks of one world under one policy at one budget on one fleet.
 *
 * @param world number in the study
 * @param service number in the study
 * @param tasks that all replications measure together, which may be more than the service has
 * @param warmUp tasks before them, which may be more than the service has
 * @param lengthened how often these were made more
 * @param entrant number in the study
 * @param rollouts that the budget pays for
 * @param number of the replication, at least 0
 */
record Replication(int world, int service, int tasks, int warmUp, int lengthened, int entrant, int rollouts, int number)
        implements Piece<FleetSample> {
    @Override
    public String name(Study study) {
        return String.join(
                "/",
                "service",
                study.worlds().get(world).name(),
                study.services().get(service).fleet().name(),
                study.entrants().get(entrant).label(),
                rollouts + " rollouts",
                lengthened + " times longer",
                "replication " + number);
    }

    @Override
    public Class<FleetSample> type() {
        return FleetSample.class;
    }

    @Override
    public FleetSample simulate(Simulator simulator) {
        Study study = simulator.study();
        NamedWorld named = study.worlds().get(world);
        Service served = study.services().get(service).with(tasks, warmUp);
        return new FleetStudy(
                        study,
                        named,
                        served,
                        entrant,
                        rollouts,
                        () -> FleetStudy.demand(study, named, entrant, rollouts))
                .replicate(number);
    }
}
