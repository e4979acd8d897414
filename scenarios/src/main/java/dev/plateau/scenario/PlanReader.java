package dev.plateau.scenario;

import dev.plateau.experiment.Entrant;
import dev.plateau.experiment.Service;
import dev.plateau.fleet.Accelerator;
import dev.plateau.plan.Machine;
import dev.plateau.plan.PlanSpace;
import dev.plateau.plan.Slo;
import dev.plateau.scenario.Node.Entry;
import dev.plateau.scenario.Node.Mapping;
import dev.plateau.scenario.Node.Scalar;
import dev.plateau.scenario.Node.Sequence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what is promised, and the machines to choose from: the fleet of the scenario with another accelerator and tensor
 * parallelism, one replica of each. A policy's machine holds the models that this policy calls.
 */
final class PlanReader {
    static final String ROOT = "plan";
    private static final String FLEET = "fleet";
    private static final int MOST_SLOS = 100;
    private static final Form.Text NAME = new Form.Text(60);
    private static final Form.Whole PARALLEL = (Form.Whole) Key.TENSOR_PARALLEL.form();

    private final Source scenario;
    private final Mapping root;
    private final HardwarePresets presets;
    private final ModelsReader models;
    private final List<Entrant> entrants;
    private final Problems problems;
    private final Fields fields;

    PlanReader(
            Source scenario,
            Mapping root,
            HardwarePresets presets,
            ModelsReader models,
            List<Entrant> entrants,
            Problems problems) {
        this.scenario = scenario;
        this.root = root;
        this.presets = presets;
        this.models = models;
        this.entrants = entrants;
        this.problems = problems;
        this.fields = new Fields(root, problems);
    }

    /** The space of plans; empty if something is wrong with it. */
    Optional<PlanSpace> read() {
        int before = problems.count();
        checkFleet();
        List<Slo> slos = slos();
        List<Accelerator> accelerators = accelerators();
        Set<Integer> parallel = parallel();
        int devices = (int) fields.whole(Key.PLAN_DEVICES);
        if (problems.count() > before) {
            return Optional.empty();
        }
        List<Machine> machines = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Accelerator accelerator : accelerators) {
            for (int n : parallel) {
                List<Problem> obstacles = new ArrayList<>();
                Machine machine = machine(accelerator, n, obstacles);
                if (machine.services().stream().allMatch(Optional::isEmpty)) {
                    notes.add("Left out: " + machine.fleet(1) + ". "
                            + obstacles.get(0).text());
                } else if (n <= devices) {
                    machines.add(machine);
                }
            }
        }
        if (machines.isEmpty()) {
            problems.add(
                    fields.place(ROOT),
                    "no machine to choose from holds the models"
                            + notes.stream()
                                    .findFirst()
                                    .map(note -> ". " + note)
                                    .orElse(""));
            return Optional.empty();
        }
        return Optional.of(new PlanSpace(slos, machines, devices, notes));
    }

    /** A plan multiplies one replica that serves everything, under traffic that goes on. */
    private void checkFleet() {
        if (!(root.entry(FLEET).map(Entry::value).orElse(null) instanceof Mapping)) {
            problems.add(fields.place(ROOT), "a plan needs the key 'fleet', with the traffic and how it is served");
            return;
        }
        if (fields.has(Key.POOLS)) {
            fields.problem(Key.POOLS, "a plan multiplies one kind of replica that serves all models; leave out pools");
        }
        if (fields.has(Key.STEP_TABLE)) {
            fields.problem(
                    Key.STEP_TABLE,
                    "a step-table has the times of one kind of replica, and a plan compares several; leave it out");
        }
        if (fields.has(Key.DEADLINE)) {
            fields.problem(
                    Key.DEADLINE,
                    "a plan searches without deadlines, which would change the accuracy; leave it out, and give slos a"
                            + " p95-latency");
        }
        if (fields.node("fleet.traffic.poisson").isEmpty()
                && fields.node("fleet.traffic.bursty").isEmpty()) {
            problems.add(
                    fields.place("fleet.traffic"), "a plan needs traffic that goes on at some rate: poisson or bursty");
        }
    }

    // --- promises ---

    private List<Slo> slos() {
        Optional<Node> node = fields.node(Key.PLAN_SLOS.path());
        if (node.isEmpty()) {
            return fields.missing(Key.PLAN_SLOS, List.of());
        }
        if (!(node.get() instanceof Mapping named)
                || named.entries().isEmpty()
                || named.entries().size() > MOST_SLOS) {
            problems.add(
                    node.get().place(),
                    Key.PLAN_SLOS.path() + " must be " + Key.PLAN_SLOS.form().describe() + ", 1 to " + MOST_SLOS
                            + " names (got " + node.get().shown() + ")");
            return List.of();
        }
        List<Slo> slos = new ArrayList<>();
        for (Entry entry : named.entries()) {
            String name = Fields.text(entry.key(), "the name of an SLO", NAME, problems);
            String path = Key.PLAN_SLOS.path() + "." + Key.NAME;
            if (!(entry.value() instanceof Mapping given) || given.entries().isEmpty()) {
                problems.add(
                        entry.value().place(),
                        "the SLO " + entry.key().shown() + " must have keys (got "
                                + entry.value().shown() + "). Valid: " + String.join(", ", Key.below(path)) + ".");
                continue;
            }
            Fields own = Fields.below(Key.PLAN_SLOS.path(), entry.key(), given, problems);
            slos.add(new Slo(
                    name,
                    own.has(Key.SLO_ACCURACY) ? own.real(Key.SLO_ACCURACY) : 0,
                    limit(own, Key.SLO_LATENCY),
                    limit(own, Key.SLO_COST_PER_TASK),
                    limit(own, Key.SLO_COST_PER_HOUR),
                    limit(own, Key.SLO_POWER)));
        }
        return slos;
    }

    private static double limit(Fields fields, Key key) {
        return fields.has(key) ? fields.real(key) : Double.POSITIVE_INFINITY;
    }

    // --- machines ---

    private List<Node> items(Key key) {
        Node node = fields.node(key.path()).orElseThrow();
        List<Node> items = node instanceof Sequence sequence ? sequence.items() : List.of(node);
        if (items.isEmpty()) {
            fields.problem(key, key.path() + " must be " + key.form().describe() + " (got an empty list)");
        }
        return items;
    }

    private List<Accelerator> accelerators() {
        HardwareReader known = HardwareReader.read(root, presets, new Problems());
        if (!fields.has(Key.PLAN_ACCELERATORS)) {
            return known.all();
        }
        Set<Accelerator> wanted = new LinkedHashSet<>();
        for (Node item : items(Key.PLAN_ACCELERATORS)) {
            wanted.add(known.named(item, Key.PLAN_ACCELERATORS.path(), problems));
        }
        return List.copyOf(wanted);
    }

    private Set<Integer> parallel() {
        if (!fields.has(Key.PLAN_PARALLEL)) {
            return Set.of(1);
        }
        Set<Integer> wanted = new LinkedHashSet<>();
        for (Node item : items(Key.PLAN_PARALLEL)) {
            wanted.add((int) Fields.whole(item, Key.PLAN_PARALLEL.path(), PARALLEL, problems));
        }
        return wanted;
    }

    /** One replica, by policy. */
    private Machine machine(Accelerator accelerator, int devices, Collection<Problem> obstacles) {
        Place place = fields.place(ROOT);
        Mapping one = new Mapping(
                place,
                List.of(
                        entry(place, "accelerator", accelerator.name()),
                        entry(place, "tensor-parallel", Integer.toString(devices)),
                        entry(place, "replicas", "1")));
        List<Entry> entries = new ArrayList<>(root.entries());
        entries.removeIf(entry -> entry.key().text().equals(Key.FLEETS.path())
                || entry.key().text().equals(FLEET));
        Mapping given = (Mapping) root.entry(FLEET).orElseThrow().value();
        entries.add(new Entry(new Scalar(place, FLEET, true), Fields.overlay(given, one, FLEET)));
        Mapping changed = new Mapping(root.place(), entries);
        List<Optional<Service>> services = new ArrayList<>();
        for (Entrant entrant : entrants) {
            Problems own = new Problems();
            HardwareReader hardware = HardwareReader.read(root, presets, own);
            StepTableReader tables = new StepTableReader(new HashMap<>(), own);
            PoolReader pools = new PoolReader(scenario, hardware, models, tables, Optional.empty());
            List<Service> read = new FleetReader(
                            scenario, pools, new HashMap<>(), own, FleetReader.needs(List.of(entrant)))
                    .read(changed);
            own.first().ifPresent(obstacles::add);
            services.add(own.count() == 0 ? Optional.of(read.get(0)) : Optional.empty());
        }
        return new Machine(accelerator, devices, services);
    }

    private static Entry entry(Place place, String key, String value) {
        return new Entry(new Scalar(place, key, true), new Scalar(place, value, true));
    }
}
