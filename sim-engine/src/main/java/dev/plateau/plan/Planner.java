package dev.plateau.plan;

import dev.plateau.experiment.Archive;
import dev.plateau.experiment.Experiment;
import dev.plateau.experiment.NamedWorld;
import dev.plateau.experiment.Progress;
import dev.plateau.experiment.Rates;
import dev.plateau.experiment.RolloutPlan;
import dev.plateau.experiment.Study;
import dev.plateau.result.LadderRow;
import dev.plateau.result.PlanResult;
import dev.plateau.result.PlanRow;
import dev.plateau.result.PromiseRow;
import dev.plateau.result.SensitivityRow;
import dev.plateau.result.StudyResult;
import dev.plateau.run.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * Finds for each promise the cheapest fleet, policy and budget that keep it.
 *
 * <p>The accuracy of all policies and budgets is studied once, since machines do not change it. What a plan keeps, it keeps with
 * the whole of its 95 % interval; so what cannot be told is not chosen, but reported. See {@link Search} for what is simulated.
 * The result depends on the seed alone, not on the number of threads.
 */
public final class Planner {
    private static final double SHARE_OF_STUDY = 0.25;
    /** Fleets after whose simulation most of a promise is done. */
    private static final double MANY = 80;

    private final Study study;
    private final PlanSpace space;
    private final int threads;
    private final Archive archive;

    /** The search was asked to stop. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Prepares a search of which nothing is kept but its result. */
    public Planner(Study study, PlanSpace space, int threads) {
        this(study, space, threads, Archive.NONE);
    }

    /**
     * Prepares a search.
     *
     * @param study of one world; its services are not looked at
     * @param space promises and machines; the services of the machines are by the policies of the study
     * @param threads at least 1; the result does not depend on it
     * @param archive keeps what blocks and fleets showed; the result does not depend on what it has
     */
    public Planner(Study study, PlanSpace space, int threads, Archive archive) {
        if (study.worlds().size() != 1) {
            throw new IllegalArgumentException("a plan is for one world");
        }
        this.study = of(study, study.worlds().get(0), study.precision());
        this.space = space;
        this.threads = threads;
        this.archive = archive;
    }

    private static Study of(Study study, NamedWorld world, double precision) {
        return new Study(
                        study.name(),
                        study.title(),
                        List.of(world),
                        study.entrants(),
                        study.baseline(),
                        study.budgets(),
                        study.unit(),
                        precision,
                        study.maxTasks(),
                        study.thresholds(),
                        study.seed(),
                        Optional.empty())
                .withReduction(study.reduction());
    }

    /** Studies the accuracy in a world. */
    private StudyResult study(NamedWorld world, double precision, Progress progress, double from, double to) {
        return new Experiment(of(study, world, precision), threads, archive).run(new Progress() {
            @Override
            public void wave(String name, long tasks, double widest, double done) {
                progress.wave(name, tasks, widest, from + (to - from) * done);
            }

            @Override
            public Optional<Duration> patience() {
                return progress.patience();
            }

            @Override
            public boolean cancelled() {
                return progress.cancelled();
            }
        });
    }

    private Setting setting(NamedWorld world, StudyResult studied) {
        List<List<Integer>> rollouts = Arrays.stream(new RolloutPlan(study, world.world()).rollouts())
                .map(row -> Arrays.stream(row).boxed().toList())
                .toList();
        return new Setting(world, studied.accuracy(), rollouts, 1, 1, Map.of());
    }

    /** Searches until all promises are planned for, or {@code progress} cancels. */
    public PlanResult run(Progress progress) {
        NamedWorld world = study.worlds().get(0);
        List<Variation> variations = Variation.of(world);
        double each = SHARE_OF_STUDY / (1 + variations.size());
        StudyResult studied = study(world, study.precision(), progress, 0, each);
        Setting base = setting(world, studied);
        List<String> warnings = new ArrayList<>(studied.warnings());
        warnings.addAll(space.notes());
        List<PromiseRow> promises = new ArrayList<>();
        List<PlanRow> plans = new ArrayList<>();
        List<LadderRow> ladders = new ArrayList<>();
        List<SensitivityRow> sensitivity = new ArrayList<>();
        ExecutorService pool = Workers.of(threads, progress.patience());
        Trials trials = new Trials(study, space, pool, archive);
        try {
            trials.measureDemands(base);
            List<Sensitivity.Other> others = new ArrayList<>();
            for (int i = 0; i < variations.size(); i++) {
                stopIfAsked(progress);
                Variation variation = variations.get(i);
                double precision = Math.max(study.precision(), Variation.PRECISION);
                StudyResult varied = study(variation.world(), precision, progress, (i + 1) * each, (i + 2) * each);
                Setting setting = setting(variation.world(), varied);
                trials.measureDemands(setting);
                others.add(new Sensitivity.Other(variation.words(), setting));
            }
            for (int i = 0; i < space.slos().size(); i++) {
                Slo slo = space.slos().get(i);
                int number = i;
                long before = trials.served();
                Search.Watch watch = () -> {
                    stopIfAsked(progress);
                    double share = 1 - Math.exp((before - trials.served()) / MANY);
                    progress.planning(
                            slo.name() + ": " + trials.served() + " fleets simulated",
                            SHARE_OF_STUDY
                                    + (1 - SHARE_OF_STUDY)
                                            * (number + share)
                                            / space.slos().size());
                };
                Promise promise = new Promise(study, studied, trials, base, slo, others, watch);
                promise.plan();
                promises.add(promise.row());
                plans.addAll(promise.plans());
                ladders.addAll(promise.ladder());
                sensitivity.addAll(promise.sensitivity());
            }
        } catch (Stopped e) {
            warnings.add("Interrupted: " + (space.slos().size() - promises.size()) + " of "
                    + space.slos().size() + " promises were not planned for.");
        } finally {
            pool.shutdownNow();
        }
        double rate = space.machines().stream()
                .flatMap(machine -> machine.services().stream())
                .flatMap(Optional::stream)
                .mapToDouble(service -> Rates.mean(service.traffic()))
                .findFirst()
                .orElse(Double.NaN);
        return new PlanResult(studied, rate, promises, plans, ladders, sensitivity, warnings);
    }

    private static void stopIfAsked(Progress progress) {
        if (progress.cancelled()) {
            throw new Stopped();
        }
    }
}
