package dev.plateau.scenario;

import dev.plateau.experiment.Entrant;
import dev.plateau.experiment.Service;
import dev.plateau.fleet.FleetSpec;
import dev.plateau.fleet.PoolSpec;
import dev.plateau.fleet.Power;
import dev.plateau.fleet.Trace;
import dev.plateau.fleet.Traffic;
import dev.plateau.policy.HybridPolicy;
import dev.plateau.policy.Policy;
import dev.plateau.policy.SamplingPolicy;
import dev.plateau.policy.SequentialPolicy;
import dev.plateau.policy.StepwisePolicy;
import dev.plateau.scenario.Node.Entry;
import dev.plateau.scenario.Node.Mapping;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads on which machines the tasks are served, and when they arrive. */
final class FleetReader {
    private static final String ROOT = "fleet";
    private static final int MOST_FLEETS = 1000;
    private static final int MOST_POOLS = 100;
    private static final int LARGEST_TRACE = 200_000_000;
    private static final Form.Text NAME = new Form.Text(60);

    private final Source scenario;
    private final PoolReader pools;
    private final Map<String, String> texts;
    private final Problems problems;
    private final Set<Role> needed;

    /**
     * A reader.
     *
     * @param scenario the file, for others that it names
     * @param pools reads pools
     * @param texts receives the files that were read, by name
     * @param problems receives what is wrong
     * @param needed roles that must be served
     */
    FleetReader(Source scenario, PoolReader pools, Map<String, String> texts, Problems problems, Set<Role> needed) {
        this.scenario = scenario;
        this.pools = pools;
        this.texts = texts;
        this.problems = problems;
        this.needed = needed;
    }

    /** Roles whose models some of the policies call. */
    static Set<Role> needs(Collection<Entrant> entrants) {
        Set<Role> needs = EnumSet.of(Role.POLICY);
        for (Entrant entrant : entrants) {
            Policy policy = entrant.policy().get();
            boolean votes = !policy.choosesAnswer() && entrant.selection().readsScores();
            if (votes || readsScores(policy)) {
                needs.add(Role.VERIFIER);
            }
            boolean looks = !policy.choosesAnswer() && entrant.selection().readsDirections();
            if (looks || (policy instanceof StepwisePolicy stepwise && stepwise.readsSimilarity())) {
                needs.add(Role.EMBEDDER);
            }
        }
        return needs;
    }

    private static boolean readsScores(Policy policy) {
        if (policy instanceof StepwisePolicy stepwise) {
            return stepwise.readsScores();
        } else if (policy instanceof SequentialPolicy sequential) {
            return sequential.acceptance() == SequentialPolicy.Acceptance.GATED;
        } else if (policy instanceof HybridPolicy hybrid) {
            return hybrid.within() == HybridPolicy.Within.BEST;
        }
        return policy instanceof SamplingPolicy sampling && sampling.readsScores();
    }

    /**
     * A fleet and what its scenario leaves open.
     *
     * @param service the fleet
     * @param defaults keys that decide on what is served to the policy model and are not given, with their values
     */
    record Described(Service service, Map<String, String> defaults) {}

    /** The fleets of a scenario, none if it has none. */
    List<Service> read(Mapping root) {
        return describe(root).stream().map(Described::service).toList();
    }

    /** The same, with what the scenario leaves open. */
    List<Described> describe(Mapping root) {
        Optional<Node> named = root.entry(Key.FLEETS.path()).map(Entry::value);
        Optional<Node> base = root.entry(ROOT).map(Entry::value);
        if (base.isPresent() && !(base.get() instanceof Mapping)) {
            return List.of(); // reported as a section without keys
        }
        if (named.isEmpty()) {
            return base.isEmpty() ? List.of() : List.of(service(new Fields(root, problems), Optional.empty()));
        }
        if (!(named.get() instanceof Mapping fleets)
                || fleets.entries().isEmpty()
                || fleets.entries().size() > MOST_FLEETS) {
            problems.add(
                    named.get().place(),
                    "fleets must be " + Key.FLEETS.form().describe() + ", 1 to " + MOST_FLEETS + " names (got "
                            + named.get().shown() + ")");
            return List.of();
        }
        List<Described> services = new ArrayList<>();
        for (Entry entry : fleets.entries()) {
            String name = Fields.text(entry.key(), "the name of a fleet", NAME, problems);
            if (entry.value() instanceof Mapping over) {
                Fields.checkKeys(over, ROOT, Key.below(ROOT), problems);
                services.add(service(new Fields(root, problems).overlaid(ROOT, over), Optional.of(name)));
            } else {
                problems.add(
                        entry.value().place(),
                        "the fleet " + entry.key().shown() + " must have keys (got "
                                + entry.value().shown() + "). Valid: " + String.join(", ", Key.below(ROOT)) + ".");
            }
        }
        return services;
    }

    private Described service(Fields fields, Optional<String> name) {
        int before = problems.count();
        List<PoolReader.Pool> read = pools(fields);
        Set<Role> wanted = problems.count() > before ? Set.of() : needed;
        List<PoolSpec> specs = read.stream().map(PoolReader.Pool::spec).toList();
        FleetSpec fleet = new FleetSpec(
                name.orElseGet(() -> described(specs)),
                specs,
                place(fields, read, Role.POLICY, wanted).orElse(new FleetSpec.Place(0, 0)),
                place(fields, read, Role.VERIFIER, wanted),
                place(fields, read, Role.EMBEDDER, wanted),
                new Power(
                        fields.real(Key.POWER_IDLE),
                        fields.real(Key.POWER_WRITING),
                        fields.real(Key.POWER_READING),
                        fields.real(Key.PUE)),
                fields.real(Key.CO2));
        Traffic traffic = traffic(fields);
        int[] counts = counts(fields, traffic);
        Service service = new Service(
                fleet,
                traffic,
                counts[0],
                counts[1],
                fields.has(Key.DEADLINE) ? fields.real(Key.DEADLINE) : Double.POSITIVE_INFINITY,
                fields.has(Key.SLO) ? fields.real(Key.SLO) : Double.POSITIVE_INFINITY,
                urgent(fields, traffic));
        Map<String, String> defaults =
                new LinkedHashMap<>(read.get(fleet.writer().pool()).defaults());
        for (Key key : List.of(Key.POWER_IDLE, Key.POWER_WRITING, Key.POWER_READING, Key.PUE, Key.CO2)) {
            if (!fields.has(key)) {
                defaults.put(key.path(), String.valueOf(key.fallback()));
            }
        }
        return new Described(service, defaults);
    }

    /** "2 x 4 h100 + 1 x l4". */
    private static String described(List<PoolSpec> specs) {
        return specs.stream()
                .map(pool -> pool.replicas() + " x " + (pool.devices() > 1 ? pool.devices() + " " : "")
                        + pool.accelerator().name())
                .collect(Collectors.joining(" + "));
    }

    private List<PoolReader.Pool> pools(Fields fields) {
        Optional<Node> node = fields.node(Key.POOLS.path());
        if (node.isEmpty()) {
            return List.of(pools.read("", fields, needed, true));
        }
        if (!(node.get() instanceof Mapping named)
                || named.entries().isEmpty()
                || named.entries().size() > MOST_POOLS) {
            problems.add(
                    node.get().place(),
                    "fleet.pools must be " + Key.POOLS.form().describe() + ", 1 to " + MOST_POOLS + " names (got "
                            + node.get().shown() + ")");
            return List.of(pools.read("", fields, needed, true));
        }
        List<PoolReader.Pool> read = new ArrayList<>();
        for (Entry entry : named.entries()) {
            String name = Fields.text(entry.key(), "the name of a pool", NAME, problems);
            if (entry.value() instanceof Mapping over) {
                Fields.checkKeys(over, ROOT, Key.POOL_SECTIONS, problems);
                boolean alone = named.entries().size() == 1;
                read.add(pools.read(name, fields.overlaid(ROOT, over), needed, alone));
            } else {
                problems.add(
                        entry.value().place(),
                        "the pool " + entry.key().shown() + " must have keys (got "
                                + entry.value().shown() + "). Valid: " + String.join(", ", Key.POOL_SECTIONS) + ".");
            }
        }
        return read.isEmpty() ? List.of(pools.read("", fields, needed, true)) : read;
    }

    /** Where a role's model is. */
    private Optional<FleetSpec.Place> place(Fields fields, List<PoolReader.Pool> read, Role role, Set<Role> wanted) {
        Optional<FleetSpec.Place> found = Optional.empty();
        for (int pool = 0; pool < read.size(); pool++) {
            int model = read.get(pool).roles().indexOf(role);
            if (model >= 0 && found.isPresent()) {
                problems.add(
                        fields.place(ROOT),
                        "only one pool can serve the " + role.word() + " (got "
                                + read.get(found.get().pool()).spec().name() + " and "
                                + read.get(pool).spec().name() + "); for more of it give that pool more replicas");
            } else if (model >= 0) {
                found = Optional.of(new FleetSpec.Place(pool, model));
            }
        }
        if (found.isEmpty() && wanted.contains(role)) {
            problems.add(
                    fields.place(ROOT),
                    "no pool serves the " + role.word() + ", which the policies need; add it to 'serves' of one");
        }
        return found;
    }

    private static double urgent(Fields fields, Traffic traffic) {
        if (fields.has(Key.URGENT) && traffic instanceof Traffic.Recorded) {
            fields.problem(
                    Key.URGENT,
                    "fleet.urgent is not for a trace, whose column 'priority' says which request goes first");
        }
        return fields.real(Key.URGENT);
    }

    private Traffic traffic(Fields fields) {
        if (fields.node("fleet.traffic.poisson").isPresent()) {
            return new Traffic.Poisson(fields.real(Key.POISSON_RATE));
        } else if (fields.node("fleet.traffic.bursty").isPresent()) {
            return new Traffic.Bursty(
                    fields.real(Key.BURSTY_RATE),
                    fields.real(Key.BURST_RATE),
                    fields.real(Key.CALM_SECONDS),
                    fields.real(Key.BURST_SECONDS));
        } else if (fields.node("fleet.traffic.trace").isPresent()) {
            Optional<Trace> trace = trace(fields);
            return trace.isPresent() ? new Traffic.Recorded(trace.get()) : new Traffic.Closed(1);
        }
        return new Traffic.Closed((int) fields.whole(Key.IN_FLIGHT));
    }

    private Optional<Trace> trace(Fields fields) {
        String path = fields.text(Key.TRACE_FILE).orElseGet(() -> fields.missing(Key.TRACE_FILE, ""));
        if (path.isEmpty()) {
            return Optional.empty();
        }
        try {
            Source file = scenario.sibling(path);
            String text = texts.get(path);
            if (text == null) {
                text = file.text(LARGEST_TRACE);
                texts.put(path, text);
            }
            return TraceReader.read(file.name(), new BufferedReader(new StringReader(text)), problems)
                    .map(TraceReader.Lines::trace);
        } catch (IOException | InvalidPathException e) {
            String why = e instanceof InvalidPathException ? "not a file name" : String.valueOf(e.getMessage());
            fields.problem(Key.TRACE_FILE, "cannot read " + Suggestions.shown(path) + ": " + why);
            return Optional.empty();
        }
    }

    /** Tasks that are measured, and those before them. */
    private static int[] counts(Fields fields, Traffic traffic) {
        boolean recorded = traffic instanceof Traffic.Recorded;
        int arrivals = traffic instanceof Traffic.Recorded given ? given.trace().size() : Integer.MAX_VALUE;
        int asked = (int) fields.whole(Key.FLEET_TASKS);
        boolean all = recorded && !fields.has(Key.FLEET_TASKS);
        boolean open = traffic instanceof Traffic.Poisson || traffic instanceof Traffic.Bursty;
        int warmUp = fields.has(Key.WARM_UP) ? (int) fields.whole(Key.WARM_UP) : open ? asked / 10 : 0;
        if (!open && warmUp > 0) {
            fields.problem(
                    Key.WARM_UP,
                    "fleet.warm-up is for traffic that goes on, poisson or bursty; of a closed batch or a trace every task is"
                            + " measured (got " + warmUp + ")");
        }
        int tasks = all ? arrivals : asked;
        if (tasks > arrivals) {
            fields.problem(
                    Key.FLEET_TASKS,
                    "fleet.tasks must be at most the " + arrivals + " arrivals of the trace (got " + tasks + ")");
        }
        return new int[] {tasks, warmUp};
    }
}
