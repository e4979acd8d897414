package dev.plateau.stress;

import dev.plateau.experiment.Archive;
import dev.plateau.experiment.BlockMeans;
import dev.plateau.experiment.BlockRunner;
import dev.plateau.experiment.Entrant;
import dev.plateau.experiment.FleetStudy;
import dev.plateau.experiment.NamedWorld;
import dev.plateau.experiment.Progress;
import dev.plateau.experiment.Study;
import dev.plateau.fleet.UnservableException;
import dev.plateau.policy.PolicyException;
import dev.plateau.result.BudgetUnit;
import dev.plateau.result.StressResult;
import dev.plateau.run.FleetSample;
import dev.plateau.run.Jobs;
import dev.plateau.run.Workers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Puts policies through a course. All of them meet the same tasks on all rungs of all families, in groups; a group of one policy on
 * one rung is simulated by itself, so the result is the same bits for any number of threads.
 *
 * <p>A policy that breaks what it owes the search is disqualified on that rung, with the reason, and the course goes on. One whose
 * thread had to be left behind is not asked again.
 */
public final class StressTest {
    private final Course course;
    private final Contest contest;
    private final Effort effort;
    private final long seed;
    private final int threads;
    private final Archive archive;
    /** Why policies are not asked again, by label. */
    private final Map<String, String> leftBehind = new HashMap<>();

    /** Prepares a course of which nothing is kept but its result. */
    public StressTest(Course course, Contest contest, Effort effort, long seed, int threads) {
        this(course, contest, effort, seed, threads, Archive.NONE);
    }

    /**
     * Prepares a course.
     *
     * @param course the families
     * @param contest who takes part
     * @param effort how much is simulated
     * @param seed of everything random
     * @param threads at least 1; the result does not depend on it
     * @param archive keeps what groups of tasks showed; the result does not depend on what it has
     */
    public StressTest(Course course, Contest contest, Effort effort, long seed, int threads, Archive archive) {
        this.course = course;
        this.contest = contest;
        this.effort = effort;
        this.seed = seed;
        this.threads = threads;
        this.archive = archive;
    }

    /** Simulates. Families that are finished when {@code progress} cancels are kept. */
    public StressResult run(Progress progress) {
        Standings standings = new Standings(course.version(), seed, contest);
        int rungs = course.families().stream().mapToInt(f -> f.rungs().size()).sum();
        int done = 0;
        ExecutorService pool = Workers.of(threads, progress.patience());
        try {
            for (Family family : course.families()) {
                List<Measured> measured = new ArrayList<>();
                for (Rung rung : family.rungs()) {
                    if (progress.cancelled()) {
                        return standings.result(course.families().size());
                    }
                    progress.planning(family.id() + ": " + rung.label(), (double) done / rungs);
                    measured.add(measure(family, rung, pool));
                    done++;
                }
                standings.add(family, measured);
            }
        } finally {
            pool.shutdownNow();
        }
        return standings.result(course.families().size());
    }

    private Measured measure(Family family, Rung rung, ExecutorService pool) {
        Map<String, List<Future<Group>>> futures = new LinkedHashMap<>();
        String place = family.id() + ", " + rung.label();
        for (Entrant entrant : contest.runners()) {
            if (leftBehind.containsKey(entrant.label())) {
                continue;
            }
            Study study = study(family, rung.world(), entrant);
            futures.put(
                    entrant.label(),
                    submit(pool, rung, study, rung.service().isPresent(), "course/" + entrant.label()));
        }
        NamedWorld met = new NamedWorld(
                rung.world().name(), contest.bounds().met(rung.world().world()));
        List<Future<Group>> oracle =
                submit(pool, rung, study(family, met, contest.bounds().oracle()), false, "bound");
        Map<String, Tally> tallies = new LinkedHashMap<>();
        leftBehind.forEach((label, why) -> tallies.put(label, Tally.disqualified(why)));
        futures.forEach((label, groups) -> tallies.put(label, tally(label, groups, place)));
        return new Measured(rung, tallies, tally(contest.bounds().oracle().label(), oracle, place));
    }

    private List<Future<Group>> submit(ExecutorService pool, Rung rung, Study study, boolean served, String what) {
        List<Future<Group>> futures = new ArrayList<>();
        for (int g = 0; g < effort.groups(); g++) {
            long group = g;
            String name = String.join("/", what, study.name(), rung.label(), "group " + g);
            futures.add(pool.submit(() -> archive.shown(name, Group.class, () -> group(rung, study, group, served))));
        }
        return futures;
    }

    private Group group(Rung rung, Study study, long group, boolean served) {
        try {
            return simulated(rung, study, group, served);
        } catch (OutOfMemoryError e) {
            // That of one policy: the others may well do with less.
            throw PolicyException.exhausted(e).of(study.baseline());
        }
    }

    private Group simulated(Rung rung, Study study, long group, boolean served) {
        BlockRunner runner = new BlockRunner(study, study.worlds().get(0));
        int size = runner.blockSize();
        int blocks = effort.blocks(rung);
        int right = 0;
        double rollouts = 0;
        for (long block = group * blocks; block < (group + 1) * blocks; block++) {
            BlockMeans means = runner.run(block);
            rollouts += means.rollouts(0, 0) / blocks;
            right += served
                    ? served(rung, study, size, Math.toIntExact(block))
                    : (int) Math.rint(means.accuracy(0, 0) * size);
        }
        return new Group(right, rollouts, blocks * size);
    }

    /** Right answers of a block as the machines give them. */
    private static int served(Rung rung, Study study, int size, int block) {
        FleetStudy cell = new FleetStudy(
                study,
                study.worlds().get(0),
                rung.service().orElseThrow(),
                0,
                study.budgets().get(0),
                () -> FleetStudy.demand(
                        study, study.worlds().get(0), 0, study.budgets().get(0)));
        if (cell.tasks() != size) {
            throw new IllegalArgumentException("a fleet of a course serves " + FleetStudy.REPLICATIONS * size
                    + " tasks, a block in each replication");
        }
        FleetSample sample = cell.replicate(block);
        return (int)
                sample.answered().stream().filter(FleetSample.Answered::right).count();
    }

    private Tally tally(String label, List<Future<Group>> futures, String place) {
        try {
            List<Group> groups = Jobs.results(futures);
            return new Tally(
                    groups.stream().mapToInt(Group::right).toArray(),
                    groups.stream().mapToDouble(Group::rollouts).toArray(),
                    groups.get(0).tasks(),
                    Optional.empty());
        } catch (PolicyException | UnservableException e) {
            futures.forEach(future -> future.cancel(true));
            if (e instanceof PolicyException fault && fault.isLeftBehind()) {
                leftBehind.put(label, "is not asked any more since " + place + ": " + e.getMessage());
            }
            return Tally.disqualified(String.valueOf(e.getMessage()));
        }
    }

    private Study study(Family family, NamedWorld world, Entrant entrant) {
        return new Study(
                family.id(),
                family.title(),
                List.of(world),
                List.of(entrant),
                entrant.label(),
                List.of(family.budget()),
                BudgetUnit.ROLLOUTS,
                family.study().precision(),
                family.study().maxTasks(),
                family.study().thresholds(),
                seed,
                Optional.empty());
    }
}
