package dev.plateau.experiment;

import dev.plateau.model.TaskTree;
import dev.plateau.policy.StepwisePolicy;
import dev.plateau.run.FleetSample;
import dev.plateau.run.Outcomes;
import dev.plateau.run.SearchStory;
import dev.plateau.run.TaskTrace;
import dev.plateau.run.Workers;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One replication of a study alone, told event by event: the search for a task, or what goes on at a fleet.
 *
 * @param study it is of
 * @param world number of the world
 * @param entrant number of the policy
 * @param budget number of the budget
 */
public record StudyTrace(Study study, int world, int entrant, int budget) {

    private RolloutPlan plan() {
        return new RolloutPlan(study, study.worlds().get(world).world());
    }

    private int rollouts() {
        return plan().rollouts()[entrant][budget];
    }

    /** The tree of the run. Where a task of a later block lies, the first blocks tell. */
    private TaskTree tree(long task) {
        NamedWorld named = study.worlds().get(world);
        TaskTree tree =
                new TaskTree(named.world(), study.seed(), study.reduction().difficulty());
        if (Focus.wanted(study, named.world()) && task / tree.blockSize() >= Focus.BLOCKS) {
            BlockRunner runner = new BlockRunner(study, named, plan());
            WorldStatistics statistics = new WorldStatistics(study, named.name(), runner.blockSize());
            for (long block = 0; block < Focus.BLOCKS; block++) {
                statistics.add(runner.run(block));
            }
            tree.spread(statistics.focus());
        }
        return tree;
    }

    private void head(int rollouts, Consumer<String> out) {
        out.accept("# " + study.worlds().get(world).name() + ", "
                + study.entrants().get(entrant).label() + " at "
                + study.budgets().get(budget) + " "
                + study.unit().plural() + " (" + rollouts + " rollouts), seed " + study.seed());
    }

    /** The search for a task. */
    public Outcomes task(long number, Consumer<String> out) {
        int rollouts = rollouts();
        head(rollouts, out);
        Entrant who = study.entrants().get(entrant);
        Workers.name(who.label());
        return TaskTrace.of(tree(number), who.policy().get(), who.selection(), rollouts, number, out);
    }

    /**
     * The search for a task as a tree; empty if the policy does not search step by step, or is told the truth.
     *
     * @param number of the task, at least 0
     */
    public Optional<SearchStory> story(long number) {
        Entrant who = study.entrants().get(entrant);
        return who.policy().get() instanceof StepwisePolicy rule && !rule.readsTruth()
                ? Optional.of(SearchStory.of(tree(number), number, rule, who.selection(), rollouts()))
                : Optional.empty();
    }

    /**
     * A replication at a fleet.
     *
     * @param service number of the fleet
     * @param number of the replication, at least 0
     */
    public FleetSample replication(int service, int number, Consumer<String> out) {
        int rollouts = rollouts();
        head(rollouts, out);
        NamedWorld named = study.worlds().get(world);
        Service served = study.services().get(service);
        out.accept("# replication " + number + " at " + served.fleet().name());
        FleetSample sample = new FleetStudy(
                        study,
                        named,
                        served,
                        entrant,
                        rollouts,
                        () -> FleetStudy.demand(study, named, entrant, rollouts))
                .trace(number, out);
        out.accept(String.format(
                Locale.ROOT,
                "# %d tasks counted, %d right, mean latency %.6f s; %d were over in the %.6f s that are metered%s",
                sample.answered().size(),
                sample.answered().stream().filter(FleetSample.Answered::right).count(),
                sample.answered().stream()
                        .mapToDouble(FleetSample.Answered::latency)
                        .average()
                        .orElse(Double.NaN),
                sample.finished(),
                sample.seconds(),
                sample.flooded() ? "; flooded: more came than can be served" : ""));
        return sample;
    }
}
