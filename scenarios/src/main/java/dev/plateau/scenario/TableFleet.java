package dev.plateau.scenario;

import dev.plateau.experiment.Service;
import dev.plateau.fleet.Accelerator;
import dev.plateau.fleet.Batching;
import dev.plateau.fleet.Failures;
import dev.plateau.fleet.FleetSpec;
import dev.plateau.fleet.PoolSpec;
import dev.plateau.fleet.Power;
import dev.plateau.fleet.Router;
import dev.plateau.fleet.ServedModel;
import dev.plateau.fleet.Stragglers;
import dev.plateau.fleet.TableStepTime;
import dev.plateau.fleet.Traffic;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One replica of which nothing is known but a step table: prompts go first, those read together count as long as the longest,
 * and as many tokens and sequences are read and written at once as the table reaches. Its memory is no limit, and what it costs
 * is unknown.
 */
public final class TableFleet {
    private static final double UNKNOWN = Double.NaN;
    private static final double PLENTY = 1e15;
    /** Nothing is random. */
    private static final long ANY_SEED = 1;

    private TableFleet() {}

    /**
     * The replica of a step table.
     *
     * @param folder of the table
     * @throws ScenarioException if it cannot be read, or anything is wrong with it
     */
    public static FleetFile read(Path folder) throws ScenarioException {
        Problems problems = new Problems();
        Map<String, String> inputs = new LinkedHashMap<>();
        Optional<TableStepTime> table = StepTableReader.read(folder, inputs, problems);
        problems.throwIfAny();
        Service service =
                new Service(fleet(table.orElseThrow()), new Traffic.Closed(1), 1, 0, 1, Double.POSITIVE_INFINITY);
        return new FleetFile(folder.toString(), "", inputs, List.of(service), Map.of(), ANY_SEED);
    }

    private static FleetSpec fleet(TableStepTime times) {
        Accelerator unknown = new Accelerator(
                "unknown",
                Double.POSITIVE_INFINITY,
                UNKNOWN,
                UNKNOWN,
                UNKNOWN,
                UNKNOWN,
                UNKNOWN,
                new Accelerator.Constants(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
                UNKNOWN);
        PoolSpec pool = new PoolSpec(
                "table",
                unknown,
                1,
                1,
                List.of(new ServedModel("unknown", 0, UNKNOWN, 1, 1, 1, UNKNOWN, times.maxTokens())),
                List.of(times),
                (long) PLENTY,
                false,
                new Batching(Batching.Mode.PROMPTS_FIRST, times.maxBatch(), times.maxTokens(), true),
                Router.LEAST_LOADED,
                Failures.NONE,
                Stragglers.NONE);
        return new FleetSpec(
                "step table",
                List.of(pool),
                new FleetSpec.Place(0, 0),
                Optional.empty(),
                Optional.empty(),
                new Power(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
                UNKNOWN);
    }
}
