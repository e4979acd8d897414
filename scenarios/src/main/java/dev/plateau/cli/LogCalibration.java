package dev.plateau.cli;

import dev.plateau.calibrate.ConstantsFit;
import dev.plateau.calibrate.ServingCalibration;
import dev.plateau.calibrate.ServingLog;
import dev.plateau.catalog.Policies;
import dev.plateau.export.Texts;
import dev.plateau.fleet.PoolSpec;
import dev.plateau.fleet.RooflineStepTime;
import dev.plateau.scenario.Catalogue;
import dev.plateau.scenario.FittedScenario;
import dev.plateau.scenario.FleetFile;
import dev.plateau.scenario.ModelPresets;
import dev.plateau.scenario.PilotFile;
import dev.plateau.scenario.ScenarioException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Fits the constants of a machine to a log of requests that it served. */
final class LogCalibration {
    private final CommandSpec spec;
    private final boolean quiet;
    private final Texts texts;

    LogCalibration(CommandSpec spec, boolean quiet, Texts texts) {
        this.texts = texts;
        this.spec = spec;
        this.quiet = quiet;
    }

    /**
     * Fits and writes.
     *
     * @param pilot the log
     * @param fleet file with the machine
     * @param files to write
     * @param origin how they are made
     */
    int run(PilotFile pilot, Optional<String> fleet, CalibrationFiles files, List<String> origin)
            throws ScenarioException, IOException {
        if (fleet.isEmpty()) {
            throw usage("which machine served the log? Give --fleet FILE, a scenario with the key 'fleet'");
        }
        ServingLog log = (ServingLog) pilot.observations();
        FleetFile machine = new Catalogue(Policies.factories()).readFleets(fleet.get(), Optional.empty());
        PoolSpec pool = pool(machine);
        for (int i = 0; i < log.trace().size(); i++) {
            long tokens = log.trace().prompt(i) + (long) log.trace().output(i);
            if (tokens * (double) pool.models().get(0).cacheBytesPerToken() > pool.cacheBytes()
                    || tokens > pool.models().get(0).maxContext()) {
                throw usage("--fleet: the machine of " + fleet.get() + " cannot hold a request of " + tokens
                        + " tokens, which the log has");
            }
        }
        ConstantsFit fit = new ConstantsFit(
                log, pool.accelerator(), pool.models().get(0), pool.devices(), pool.batching(), pool.cacheBytes());
        try (Interruption interruption = new Interruption(
                spec.commandLine().getErr(), "Interrupted: writing the best so far. Once more to stop at once.")) {
            ServingCalibration found;
            try (RunProgress.Display display =
                    RunProgress.display(quiet, spec.commandLine().getErr())) {
                found = ServingCalibration.of(log, fit, pool.accelerator().constants(), (state, done) -> {
                    display.show(state, done);
                    return interruption.requested();
                });
            }
            String title =
                    pool.models().get(0).name() + " on " + pool.accelerator().name();
            List<String> made = new ArrayList<>(origin);
            made.add(
                    "Machine: " + Path.of(fleet.get()).getFileName() + ", SHA-256 " + RunRecord.sha256(machine.text()));
            if (found.interrupted()) {
                made.add("Interrupted: the best so far, not the end of a whole fit.");
            }
            files.publish(
                    found,
                    title,
                    made,
                    false,
                    texts,
                    comments -> FittedScenario.of(found, pool, title, comments),
                    quiet ? null : spec.commandLine().getOut());
            return interruption.exitCode();
        }
    }

    private PoolSpec pool(FleetFile file) {
        if (file.services().size() > 1 || file.services().get(0).fleet().pools().size() > 1) {
            throw usage("--fleet: " + file.file() + " must have one fleet with one pool");
        }
        PoolSpec pool = file.services().get(0).fleet().pools().get(0);
        if (pool.replicas() > 1) {
            throw usage("--fleet: a log is fitted to one replica (got " + pool.replicas() + " in " + file.file() + ")");
        }
        if (!(pool.times().get(0) instanceof RooflineStepTime)) {
            throw usage("--fleet: " + file.file() + " has a step-table, whose times have no constants to fit");
        }
        List<String> known = List.copyOf(ModelPresets.builtIn().byName().keySet());
        String model = pool.models().get(0).name();
        if (!known.contains(model)) {
            throw usage("--fleet: the model must be one of 'plateau list models' (got " + model + ")");
        }
        return pool;
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
