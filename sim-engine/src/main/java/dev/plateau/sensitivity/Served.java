package dev.plateau.sensitivity;

import dev.plateau.experiment.FleetStudy;
import dev.plateau.experiment.Service;
import dev.plateau.experiment.Study;
import dev.plateau.fleet.Traffic;
import dev.plateau.fleet.UnservableException;
import dev.plateau.result.AccuracyRow;
import dev.plateau.result.Column;
import dev.plateau.result.FleetRow;
import dev.plateau.run.Demand;
import dev.plateau.run.FleetSample;
import dev.plateau.stats.Interval;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a fleet shows that serves the tasks of a policy, in {@value #REPLICATIONS} replications that share its tasks evenly, half of them for
 * each half of a {@link Reading}. What waits without end, or cannot be served at all, is NaN. Whether a fleet keeps up is told by these replications alone:
 * near its limit a run of the scenario, which serves more tasks to be sure, may tell otherwise.
 */
final class Served {
    /** An even number. */
    private static final int REPLICATIONS = 4;

    private final Study study;
    private final Cases.Case at;
    private final int policy;
    private final int rollouts;
    private final double accuracy;
    private final Optional<List<FleetSample>> samples;
    private @Nullable Demand demand;

    /**
     * Serves.
     *
     * @param policy its number
     * @param rollouts of each task
     * @param accuracy that the study finds
     */
    Served(Study study, Cases.Case at, int policy, int rollouts, double accuracy) {
        this.study = study;
        this.at = at;
        this.policy = policy;
        this.rollouts = rollouts;
        this.accuracy = accuracy;
        this.samples = samples();
    }

    private Optional<List<FleetSample>> samples() {
        FleetStudy fleet = fleet();
        try {
            return Optional.of(
                    IntStream.range(0, REPLICATIONS).mapToObj(fleet::replicate).toList());
        } catch (UnservableException e) {
            return Optional.empty();
        }
    }

    private FleetStudy fleet() {
        Service asked = at.service().orElseThrow();
        Service service = asked.traffic() instanceof Traffic.Recorded
                ? asked
                : asked.withTasks(asked.tasks() * FleetStudy.REPLICATIONS / REPLICATIONS);
        return new FleetStudy(study, at.world(), service, policy, rollouts, this::demand);
    }

    private Demand demand() {
        Demand known = demand;
        if (known == null) {
            known = FleetStudy.demand(study, at.world(), policy, rollouts);
            demand = known;
        }
        return known;
    }

    /** What a column says. */
    Reading reading(Column<FleetRow> column) {
        return samples.map(all -> new Reading(
                        value(column, all),
                        value(column, all.subList(0, REPLICATIONS / 2)),
                        value(column, all.subList(REPLICATIONS / 2, REPLICATIONS))))
                .orElse(Reading.exact(Double.NaN));
    }

    private double value(Column<FleetRow> column, List<FleetSample> some) {
        Interval exact = new Interval(accuracy, accuracy, accuracy);
        AccuracyRow studied = new AccuracyRow(
                at.world().name(),
                study.entrants().get(policy).label(),
                at.budget(),
                exact,
                exact,
                Double.NaN,
                1,
                Double.NaN,
                Double.NaN,
                Double.NaN);
        return (Double) column.value().apply(fleet().row(some, studied));
    }
}
