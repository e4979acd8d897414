package dev.plateau.plan;

import dev.plateau.experiment.Service;
import dev.plateau.fleet.Accelerator;
import dev.plateau.fleet.FleetSpec;
import java.util.List;
import java.util.Optional;

/**
 * A kind of replica that can be rented in any number.
 *
 * @param accelerator type of its devices
 * @param devices of one replica
 * @param services by policy of the study, a fleet of one such replica that serves the models that the policy calls, under the
 *     traffic as it is; empty for a policy whose models it does not hold
 */
public record Machine(Accelerator accelerator, int devices, List<Optional<Service>> services) {

    /** Checks the services. */
    public Machine {
        services = List.copyOf(services);
        for (Optional<Service> service : services) {
            if (service.isPresent()
                    && (service.get().fleet().pools().size() != 1
                            || service.get().fleet().pools().get(0).replicas() != 1)) {
                throw new IllegalArgumentException("a plan multiplies one replica of one pool");
            }
        }
    }

    /** "8 x h100", or "2 replicas of 4 h100" if several devices make one. */
    public String fleet(int replicas) {
        return devices == 1
                ? replicas + " x " + accelerator.name()
                : replicas + (replicas == 1 ? " replica of " : " replicas of ") + devices + " " + accelerator.name();
    }

    /** Several of it. */
    FleetSpec fleet(int entrant, int replicas) {
        FleetSpec one = services.get(entrant).orElseThrow().fleet();
        return new FleetSpec(
                fleet(replicas),
                List.of(one.pools().get(0).withReplicas(replicas)),
                one.writer(),
                one.verifier(),
                one.embedder(),
                one.power(),
                one.gramsPerKilowattHour());
    }
}
