package dev.plateau.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.Worlds;
import dev.plateau.experiment.Archive;
import dev.plateau.experiment.Experiment;
import dev.plateau.experiment.FleetStudy;
import dev.plateau.experiment.Progress;
import dev.plateau.experiment.Rates;
import dev.plateau.experiment.Service;
import dev.plateau.experiment.Study;
import dev.plateau.fleet.Accelerator;
import dev.plateau.fleet.Batching;
import dev.plateau.fleet.Failures;
import dev.plateau.fleet.FleetSpec;
import dev.plateau.fleet.PoolSpec;
import dev.plateau.fleet.Power;
import dev.plateau.fleet.RooflineStepTime;
import dev.plateau.fleet.Router;
import dev.plateau.fleet.ServedModel;
import dev.plateau.fleet.StepTime;
import dev.plateau.fleet.Stragglers;
import dev.plateau.fleet.Traffic;
import dev.plateau.model.Mistakes;
import dev.plateau.result.AccuracyRow;
import dev.plateau.result.FleetRow;
import dev.plateau.result.PlanResult;
import dev.plateau.result.PlanRow;
import dev.plateau.result.PlanRow.Standing;
import dev.plateau.result.PromiseRow;
import dev.plateau.result.SensitivityRow;
import dev.plateau.select.Selection;
import dev.plateau.stats.Interval;
import dev.plateau.stats.Intervals;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plans on a space that is small enough to try everything. */
class PlannerTest {
    private static final double ANY = Double.POSITIVE_INFINITY;
    private static final int MAX_DEVICES = 6;
    private static final ServedModel WRITER =
            new ServedModel("writer", 1.6e10, 7.5e9, 32, 4096, 131072, 524288, 131072);
    private static final ServedModel VERIFIER =
            new ServedModel("verifier", 1.4e10, 6.5e9, 28, 3584, 57344, 401408, 4096);

    private static final Study STUDY = Worlds.rich()
            .with(Mistakes.NONE)
            .study(
                    List.of(
                            Worlds.entrant("parallel", Map.of(), Selection.WEIGHTED_MAJORITY),
                            Worlds.entrant("rebase", Map.of(), Selection.WEIGHTED_MAJORITY)),
                    List.of(1, 4, 16),
                    0.02,
                    20_000,
                    5);

    private static Machine machine(String name, double speed, double price, int devices) {
        return machine(name, speed, price, devices, 1);
    }

    private static Machine machine(String name, double speed, double price, int devices, double rate) {
        Accelerator device = new Accelerator(
                name,
                80e9,
                speed * 2e12,
                speed * 3e14,
                3e11,
                400,
                price,
                new Accelerator.Constants(0.757, 0.728, 0.617, 30e-6, 5.7e-6),
                0.15);
        List<ServedModel> models = List.of(WRITER, VERIFIER);
        PoolSpec pool = new PoolSpec(
                "all",
                device,
                devices,
                1,
                models,
                models.stream()
                        .<StepTime>map(model -> new RooflineStepTime(device, model, devices))
                        .toList(),
                40L << 30,
                true,
                new Batching(Batching.Mode.CHUNKED, 32, 2048, false),
                Router.PREFIX_AFFINITY,
                Failures.NONE,
                Stragglers.NONE);
        FleetSpec fleet = new FleetSpec(
                name,
                List.of(pool),
                new FleetSpec.Place(0, 0),
                Optional.of(new FleetSpec.Place(0, 1)),
                Optional.empty(),
                new Power(0.2, 0.7, 0.95, 1.2),
                400);
        Service service = new Service(fleet, new Traffic.Poisson(rate), 150, 15, ANY, ANY);
        return new Machine(device, devices, Collections.nCopies(2, Optional.of(service)));
    }

    private static PlanSpace space(List<Slo> slos) {
        return new PlanSpace(
                slos,
                List.of(machine("slow", 0.5, 1, 1), machine("fast", 1.5, 2.5, 1), machine("fast", 1.5, 2.5, 2)),
                MAX_DEVICES,
                List.of());
    }

    private static PlanResult plan(int threads, Slo... slos) {
        return new Planner(STUDY, space(List.of(slos)), threads).run(Progress.NONE);
    }

    private static Setting base() {
        List<AccuracyRow> accuracy = new Experiment(STUDY, 2).run(Progress.NONE).accuracy();
        List<List<Integer>> rollouts = Collections.nCopies(STUDY.entrants().size(), STUDY.budgets());
        return new Setting(STUDY.worlds().get(0), accuracy, rollouts, 1, 1, Map.of());
    }

    static Stream<Slo> promises() {
        return Stream.of(
                new Slo("time alone", 0, 6, ANY, ANY, ANY),
                new Slo("accuracy alone", 0.5, ANY, ANY, ANY, ANY),
                new Slo("both", 0.45, 12, ANY, ANY, ANY),
                new Slo("quick and good", 0.5, 9, ANY, ANY, ANY),
                new Slo("little power", 0.4, 30, ANY, ANY, 1.2),
                new Slo("little money", 0, 12, 0.0015, ANY, ANY));
    }

    /** Every machine, policy, budget and number of replicas is tried; none is cheaper than what the search finds. */
    @ParameterizedTest
    @MethodSource("promises")
    void theSearchFindsWhatTryingEverythingFinds(Slo slo) {
        Setting setting = base();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            PlanSpace space = space(List.of(slo));
            Trials trials = new Trials(STUDY, space, pool, Archive.NONE);
            trials.measureDemands(setting);
            Search search = new Search(trials, setting, slo, MAX_DEVICES, () -> {});
            Optional<Plan> found = search.cheapest(option -> true, ANY);
            long served = trials.served();
            Trials anew = new Trials(STUDY, space, pool, Archive.NONE);
            anew.measureDemands(setting);
            List<Plan> keeping = new ArrayList<>();
            for (int m = 0; m < space.machines().size(); m++) {
                Machine machine = space.machines().get(m);
                for (int e = 0; e < STUDY.entrants().size(); e++) {
                    for (int b = 0; b < STUDY.budgets().size(); b++) {
                        Option option = new Option(m, e, b);
                        // Fewer cannot do the work in the long run, whatever a short simulation shows.
                        int least = trials.leastReplicas(setting, option);
                        for (int r = least; r * machine.devices() <= MAX_DEVICES; r++) {
                            Plan plan = search.plan(option, r);
                            if (allowed(slo, setting, machine, plan)
                                    && anew.within(slo.seconds(), setting, option, r)
                                                    .within(slo.seconds())
                                            == Verdict.KEEPS) {
                                keeping.add(plan);
                            }
                        }
                    }
                }
            }
            assertThat(found).isEqualTo(keeping.stream().min(Plan::compareTo));
            assertThat(found).isPresent();
            assertThat(served).isLessThan(anew.served());
        } finally {
            pool.shutdownNow();
        }
    }

    private static boolean allowed(Slo slo, Setting setting, Machine machine, Plan plan) {
        return (slo.accuracy() <= 0
                        || setting.accuracy(plan.option()).accuracy().low() >= slo.accuracy())
                && plan.dollarsPerHour() <= slo.dollarsPerHour()
                && plan.dollarsPerHour() / 3600 <= slo.dollarsPerTask()
                && machine.fleet(0, plan.replicas()).peakKilowatts() <= slo.kilowatts();
    }

    /** The bounds hold: a fleet that does keep up has at least the replicas it must, and no task is quicker than it can be. */
    @Test
    void whatTheBoundsExcludeFailsWhenServed() {
        Setting setting = base();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            PlanSpace space = space(List.of(new Slo("any", 0, 1, ANY, ANY, ANY)));
            Trials trials = new Trials(STUDY, space, pool, Archive.NONE);
            trials.measureDemands(setting);
            int excluded = 0;
            for (Option option : List.of(new Option(0, 0, 2), new Option(0, 1, 2), new Option(1, 1, 1))) {
                int least = trials.leastReplicas(setting, option);
                for (int r = 1; r <= MAX_DEVICES; r++) {
                    Trial trial = trials.whole(setting, option, r);
                    FleetRow row = trial.row().orElseThrow();
                    double work =
                            row.utilisation().value() * r / row.throughput().value();
                    // Replica-seconds per answer, at one arrival per second; a tenth for the ends of the measurement.
                    assertThat(work).as("%s on %d", option, r).isGreaterThan(0.9 * (least - 1));
                    List<Double> all = trial.latencies().get(0);
                    for (double seconds : new double[] {0.25, 0.5, 1, 2, 4, 8}) {
                        if (trials.tooSlowAlone(seconds, setting, option)) {
                            excluded++;
                            assertThat(trial.within(seconds)).isEqualTo(Verdict.BREAKS);
                            assertThat(all.stream()
                                            .filter(latency -> latency <= seconds)
                                            .count())
                                    .isLessThan(all.size());
                        }
                    }
                }
            }
            assertThat(excluded).isPositive();
            assertThat(trials.leastReplicas(setting, new Option(0, 0, 2))).isGreaterThan(1);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void threadsDoNotMatter() {
        Slo slo = new Slo("both", 0.45, 12, ANY, ANY, ANY);
        assertThat(plan(1, slo)).isEqualTo(plan(3, slo));
    }

    @Test
    void aPlanSaysWhatSurroundsIt() {
        PlanResult result = plan(2, new Slo("both", 0.45, 12, ANY, ANY, ANY));
        PromiseRow promise = result.promises().get(0);
        assertThat(promise.kept()).isTrue();
        PlanRow chosen = result.plans().get(0);
        assertThat(chosen.standing()).isEqualTo(Standing.CHOSEN);
        assertThat(chosen.accuracy().low()).isGreaterThanOrEqualTo(0.45);
        assertThat(chosen.onTime().low()).isGreaterThanOrEqualTo(0.95);
        assertThat(chosen.dollarsPerTask()).isEqualTo(chosen.dollarsPerHour() / 3600);
        assertThat(result.plans().stream().skip(1)).allSatisfy(row -> {
            assertThat(row.reason()).isNotBlank();
            if (row.standing() == Standing.DEARER) {
                assertThat(row.dollarsPerHour()).isGreaterThanOrEqualTo(chosen.dollarsPerHour());
            }
        });
        assertThat(result.ladders()).hasSize(STUDY.budgets().size());
        SensitivityRow cheaper = result.sensitivity().get(1);
        assertThat(cheaper.circumstance()).isEqualTo("rent of " + chosen.accelerator() + " -40 %");
        assertThat(cheaper.holds()).isTrue();
        assertThat(cheaper.newDollarsPerTask()).isLessThanOrEqualTo(0.6 * chosen.dollarsPerTask() + 1e-12);
        assertThat(result.sensitivity())
                .extracting(SensitivityRow::circumstance)
                .anyMatch(words -> words.startsWith("traffic +50"))
                .anyMatch(words -> words.startsWith("verifier half"))
                .anyMatch(words -> words.startsWith("attempts more alike"));
    }

    @Test
    void whatBindsIsNamed() {
        PlanResult result = plan(
                2,
                new Slo("too good", 0.99, 12, ANY, ANY, ANY),
                new Slo("too quick", 0.45, 0.5, ANY, ANY, ANY),
                new Slo("too cheap", 0.45, 12, 1e-5, ANY, ANY),
                new Slo("too little power", 0.45, 12, ANY, ANY, 0.01),
                new Slo("all of it", 0.99, 0.5, 1e-5, ANY, ANY));
        assertThat(result.promises()).extracting(PromiseRow::kept).containsOnly(false);
        assertThat(result.promises())
                .extracting(PromiseRow::binding)
                .containsExactly("accuracy", "latency", "cost", "power", "accuracy + latency + cost");
        assertThat(result.plans()).extracting(PlanRow::standing).containsOnly(Standing.NEAREST);
        assertThat(result.plans().stream().map(PlanRow::slo).distinct())
                .containsExactlyElementsOf(
                        result.promises().stream().map(PromiseRow::slo).toList());
        assertThat(nearest(result, 1).latencyP95().value()).isGreaterThan(0.5);
        assertThat(nearest(result, 2).dollarsPerTask()).isGreaterThan(1e-5);
        assertThat(nearest(result, 4).reason())
                .contains("an accuracy of ", "95 % answered within ", " USD per 1,000 tasks instead of 0.01");
    }

    private static PlanRow nearest(PlanResult result, int promise) {
        return result.plans().stream()
                .filter(row -> row.slo().equals(result.promises().get(promise).slo()))
                .findFirst()
                .orElseThrow();
    }

    /** What is said to be possible is: a promise loosened so far, and no further, is kept; one a little tighter is not. */
    @Test
    void aPromiseLoosenedAsSaidIsKept() {
        Slo tight = new Slo("tight", 0.45, 0.5, ANY, ANY, 0.01);
        PlanResult result = plan(2, tight);
        assertThat(result.promises().get(0).binding()).isEqualTo("latency + power");
        Matcher said = Pattern.compile("within ([0-9.]+) s instead of .* and ([0-9.]+) kW")
                .matcher(nearest(result, 0).reason());
        assertThat(said.find()).isTrue();
        double seconds = Double.parseDouble(said.group(1));
        double kilowatts = Double.parseDouble(said.group(2));
        PlanResult again = plan(
                2,
                new Slo("loosened", 0.45, seconds, ANY, ANY, kilowatts),
                new Slo("less time", 0.45, 0.7 * seconds, ANY, ANY, kilowatts),
                new Slo("less power", 0.45, seconds, ANY, ANY, 0.95 * kilowatts));
        assertThat(again.promises()).extracting(PromiseRow::kept).containsExactly(true, false, false);
    }

    /** A plan and a run judge the same fleet alike, at loads from light to far too much, also where a short look misleads. */
    @Test
    void plansAndRunsJudgeAlike() {
        Setting setting = base();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            PlanSpace space = space(List.of(new Slo("any", 0, 1, ANY, ANY, ANY)));
            Trials trials = new Trials(STUDY, space, pool, Archive.NONE);
            trials.measureDemands(setting);
            Set<Boolean> verdicts = new HashSet<>();
            boolean longer = false;
            for (double traffic : List.of(1.0, 1.15, 1.3, 1.45, 1.6)) {
                int replicas = 2;
                Machine machine = space.machines().get(0);
                Service one = machine.services().get(0).orElseThrow();
                Service service = new Service(
                        machine.fleet(0, replicas),
                        Rates.scaled(one.traffic(), traffic),
                        one.tasks(),
                        one.warmUp(),
                        ANY,
                        ANY);
                List<FleetRow> run =
                        new Experiment(served(service), 2).run(Progress.NONE).fleet();
                for (int b = 0; b < STUDY.budgets().size(); b++) {
                    FleetRow planned = trials.whole(setting.withTraffic(traffic), new Option(0, 0, b), replicas)
                            .row()
                            .orElseThrow();
                    FleetRow ran = run.get(b);
                    assertThat(planned.stable()).isEqualTo(ran.stable());
                    assertThat(planned.throughput()).isEqualTo(ran.throughput());
                    if (!planned.stable()) {
                        assertThat(planned.throughput().value()).isPositive().isLessThan(traffic);
                    }
                    verdicts.add(planned.stable());
                    longer |= planned.tasks() > 150;
                }
            }
            assertThat(verdicts).containsExactlyInAnyOrder(true, false);
            assertThat(longer).isTrue();
        } finally {
            pool.shutdownNow();
        }
    }

    /** While a fleet fills, fewer tasks are answered than arrive; that few tasks are measured must not make it overloaded. */
    @Test
    void aFleetThatFillsIsNotOverloaded() {
        Service one = machine("wide", 0.5, 1, 1).services().get(0).orElseThrow();
        FleetSpec fleet = machine("wide", 0.5, 1, 1).fleet(0, 50);
        for (int tasks : List.of(30, 3000)) {
            Service service = new Service(fleet, Rates.scaled(one.traffic(), 20), tasks, tasks / 10, ANY, ANY);
            FleetRow row = new Experiment(served(service), 2)
                    .run(Progress.NONE)
                    .fleet()
                    .get(1);
            assertThat(row.stable()).as("%s", row).isTrue();
            assertThat(row.throughput().value()).isCloseTo(20, within(4 * 20 / Math.sqrt(tasks)));
        }
    }

    private static Study served(Service service) {
        return new Study(
                STUDY.name(),
                STUDY.title(),
                STUDY.worlds(),
                STUDY.entrants().subList(0, 1),
                STUDY.baseline(),
                STUDY.budgets(),
                STUDY.unit(),
                0.1,
                STUDY.maxTasks(),
                STUDY.thresholds(),
                STUDY.seed(),
                Optional.empty(),
                List.of(service),
                STUDY.reduction());
    }

    /** That no task was late does not prove that none ever is: the exact one-sided bound of no event in 150 tasks is 2.4 %. */
    @Test
    void noneLateIsNoProof() {
        List<List<Double>> latencies = Collections.nCopies(5, Collections.nCopies(30, 1.0));
        Setting setting = base();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Trials trials = new Trials(STUDY, space(List.of(new Slo("any", 0, 1, ANY, ANY, ANY))), pool, Archive.NONE);
            trials.measureDemands(setting);
            Trial trial = trials.whole(setting, new Option(1, 0, 0), 2);
            Interval share = new Trial(trial.row(), latencies, 7, 0).onTime(2);
            assertThat(share.value()).isEqualTo(1);
            assertThat(share.low()).isBetween(0.94, 0.98);
        } finally {
            pool.shutdownNow();
        }
    }

    /** As few tasks as a plan takes show a latency to be kept if none is late, with the usual replications; many fewer do not. */
    @Test
    void theLeastTasksAreEnough() {
        assertThat(Intervals.proportion(1, 0, FleetStudy.REPLICATIONS, Slo.LEAST_TASKS)
                        .low())
                .isGreaterThan(Slo.ON_TIME);
        assertThat(Intervals.proportion(1, 0, FleetStudy.REPLICATIONS, 146).low())
                .isLessThan(Slo.ON_TIME);
    }

    /** One bad replication of fifteen is not more late tasks than all may have. */
    @Test
    void oneBadReplicationOfManyIsNotHopeless() {
        Setting setting = base();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Trials trials = new Trials(STUDY, space(List.of(new Slo("any", 0, 1, ANY, ANY, ANY))), pool, Archive.NONE);
            trials.measureDemands(setting);
            Option option = new Option(1, 0, 0);
            List<Double> all = trials.whole(setting, option, 2).latencies().stream()
                    .flatMap(List::stream)
                    .sorted()
                    .toList();
            // With one of 150 late five replications cannot tell.
            Trial longer = trials.within(all.get(all.size() - 2), setting, option, 2);
            assertThat(longer.latencies()).hasSize(15);
            assertThat(longer.mostLate()).isEqualTo(22);
            List<List<Double>> latencies = new ArrayList<>(Collections.nCopies(14, Collections.nCopies(30, 1.0)));
            latencies.add(Stream.concat(Collections.nCopies(20, 1.0).stream(), Collections.nCopies(10, 3.0).stream())
                    .toList());
            assertThat(new Trial(longer.row(), latencies, longer.mostLate(), 0).within(2))
                    .isEqualTo(Verdict.OPEN);
        } finally {
            pool.shutdownNow();
        }
    }

    /** Of two limits of rent only that which is exceeded is named. */
    @Test
    void onlyTheRentThatBindsIsNamed() {
        PlanResult result =
                plan(2, new Slo("per task", 0.45, 12, 1e-5, 30, ANY), new Slo("per hour", 0.45, 12, 1, 0.1, ANY));
        assertThat(result.promises()).extracting(PromiseRow::binding).containsExactly("cost", "cost");
        assertThat(nearest(result, 0).reason())
                .contains(" USD per 1,000 tasks instead of 0.01")
                .doesNotContain("per hour");
        assertThat(nearest(result, 1).reason())
                .contains(" USD per hour instead of 0.1")
                .doesNotContain("1,000 tasks");
    }

    /** A rent that breaks its limit is given as the reason, without any latency promised. */
    @Test
    void aBrokenPromiseSaysWhy() {
        PlanResult frugal = plan(2, new Slo("frugal", 0.61, ANY, ANY, ANY, ANY));
        double rent = frugal.plans().get(0).dollarsPerHour();
        PlanResult result = plan(2, new Slo("limited", 0.61, ANY, ANY, 1.1 * rent, ANY));
        SensitivityRow dearer = result.sensitivity().get(0);
        assertThat(dearer.circumstance()).contains("+40 %");
        assertThat(dearer.holds()).isFalse();
        assertThat(dearer.reason()).startsWith("costs ").contains(" USD per hour instead of ");
        assertThat(result.sensitivity())
                .allSatisfy(row -> assertThat(row.reason().isEmpty()).isEqualTo(row.holds()));
        assertThat(result.sensitivity()).anySatisfy(row -> {
            assertThat(row.circumstance()).startsWith("verifier half");
            assertThat(row.reason()).contains(" right, less than the 61.0 % promised");
        });
    }

    /** Too few devices are a limit like others, alone or with them, however many are needed. */
    @Test
    void devicesBind() {
        Slo slo = new Slo("accurate", 0.45, 40, ANY, ANY, ANY);
        PlanResult some = few(5, slo);
        assertThat(some.promises().get(0).binding()).isEqualTo("devices");
        assertThat(nearest(some, 0).reason()).matches("possible with [0-9]+ devices instead of the 1 of max-devices");
        int devices = nearest(some, 0).replicas();
        assertThat(devices).isGreaterThan(4);
        PlanResult power = few(5, new Slo("little power", 0.45, 40, ANY, ANY, 0.1));
        assertThat(power.promises().get(0).binding()).isEqualTo("power + devices");
        PlanResult many = few(5000, slo);
        assertThat(many.promises().get(0).binding()).isEqualTo("devices");
        assertThat(nearest(many, 0).reason()).matches("the work needs at least [0-9]+ devices instead of the 1 of .*");
        assertThat(nearest(many, 0).replicas()).isGreaterThan(4096);
    }

    private static PlanResult few(double rate, Slo slo) {
        PlanSpace space = new PlanSpace(List.of(slo), List.of(machine("slow", 0.5, 1, 1, rate)), 1, List.of());
        return new Planner(STUDY, space, 2).run(Progress.NONE);
    }

    /** A cheaper plan whose accuracy cannot be told is listed as open, with the fleet that it would need. */
    @Test
    void whatMayBeCheaperIsOpen() {
        Interval rebase = base().accuracy(new Option(0, 1, 1)).accuracy();
        PlanResult result = plan(2, new Slo("between", rebase.value() + 0.001, ANY, ANY, ANY, ANY));
        List<PlanRow> open = result.plans().stream()
                .filter(row -> row.standing() == Standing.OPEN)
                .toList();
        assertThat(open).isNotEmpty();
        assertThat(result.plans().stream().filter(row -> row.standing() == Standing.FAILS))
                .allSatisfy(row -> assertThat(row.reason()).doesNotContain("cannot be told"));
        assertThat(open).allSatisfy(row -> assertThat(row.reason()).contains("cannot be told"));
    }

    /** One replica that costs too much keeps up; that is not why it fails. */
    @Test
    void aReplicaThatCostsTooMuchIsSaidTo() {
        PlanResult frugal = plan(2, new Slo("frugal", 0.45, ANY, ANY, ANY, ANY));
        double rent = frugal.plans().get(0).dollarsPerHour();
        List<PlanRow> plans =
                plan(2, new Slo("limited", 0.45, ANY, ANY, 1.1 * rent, ANY)).plans();
        assertThat(plans)
                .anySatisfy(row -> assertThat(row.reason())
                        .startsWith("one replica alone costs more than promised: ")
                        .contains(" USD per hour instead of "));
        assertThat(plans).allSatisfy(row -> assertThat(row.reason()).doesNotContain("allowed: 0"));
    }

    /** With too few tasks to show anything to be fast enough, no latency is said to be possible. */
    @Test
    void aLatencyThatCannotBeShownIsNotSaidToBePossible() {
        Service many = machine("fast", 1.5, 2.5, 1, 0.2).services().get(0).orElseThrow();
        Service few = new Service(many.fleet(), many.traffic(), 100, 10, ANY, ANY);
        Accelerator device = many.fleet().pools().get(0).accelerator();
        Machine machine = new Machine(device, 1, Collections.nCopies(2, Optional.of(few)));
        PlanSpace space = new PlanSpace(
                List.of(new Slo("too quick", 0.45, 0.5, ANY, ANY, ANY)), List.of(machine), MAX_DEVICES, List.of());
        PlanResult result = new Planner(STUDY, space, 2).run(Progress.NONE);
        assertThat(result.promises().get(0).binding()).doesNotContain("latency");
        assertThat(result.plans()).allSatisfy(row -> assertThat(row.reason()).doesNotContain("Infinity"));
    }
}
