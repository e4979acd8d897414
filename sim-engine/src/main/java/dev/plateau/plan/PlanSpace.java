package dev.plateau.plan;

import java.util.List;

/**
 * What is promised, and what there is to choose from beside the policies and budgets of the study.
 *
 * @param slos promises, each to be planned for, names distinct
 * @param machines kinds of replicas, at least one
 * @param maxDevices of a fleet, at least 1
 * @param notes on what was left out, for the reader
 */
public record PlanSpace(List<Slo> slos, List<Machine> machines, int maxDevices, List<String> notes) {
    /** Copies the lists. */
    public PlanSpace {
        slos = List.copyOf(slos);
        machines = List.copyOf(machines);
        notes = List.copyOf(notes);
        if (slos.isEmpty() || machines.isEmpty() || maxDevices < 1) {
            throw new IllegalArgumentException("a plan needs an SLO, a machine and a device");
        }
    }
}
