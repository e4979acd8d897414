package dev.plateau.plan;

import dev.plateau.result.FleetRow;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A trial of a fleet as it is kept.
 *
 * @param row what the replications show together; null if one of them was given up
 * @param latencies of the tasks by replication
 * @param mostLate tasks of one replication that may be late
 * @param givenUpAt seconds within which too few tasks of a replication were answered; 0 if all were served
 */
@SuppressWarnings("ArrayRecordComponent") // only written and read
public record KeptTrial(@Nullable FleetRow row, double[][] latencies, int mostLate, double givenUpAt)
        implements Serializable {

    static KeptTrial of(Trial trial) {
        return new KeptTrial(
                trial.row().orElse(null),
                trial.latencies().stream()
                        .map(all ->
                                all.stream().mapToDouble(Double::doubleValue).toArray())
                        .toArray(double[][]::new),
                trial.mostLate(),
                trial.givenUpAt());
    }

    Trial trial() {
        List<List<Double>> all = Arrays.stream(latencies)
                .map(some -> Arrays.stream(some).boxed().toList())
                .toList();
        return new Trial(Optional.ofNullable(row), all, mostLate, givenUpAt);
    }
}
