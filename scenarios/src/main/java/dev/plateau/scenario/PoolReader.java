package dev.plateau.scenario;

import dev.plateau.fleet.Accelerator;
import dev.plateau.fleet.Batching;
import dev.plateau.fleet.Failures;
import dev.plateau.fleet.PoolSpec;
import dev.plateau.fleet.RooflineStepTime;
import dev.plateau.fleet.Router;
import dev.plateau.fleet.ServedModel;
import dev.plateau.fleet.StepTime;
import dev.plateau.fleet.Stragglers;
import dev.plateau.fleet.TableStepTime;
import dev.plateau.scenario.Node.Sequence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one pool of a fleet from the keys of {@code fleet}. */
final class PoolReader {
    private static final double GIBI = 1L << 30;
    private static final int MOST_DEVICES = 8;

    private final Source scenario;
    private final HardwareReader hardware;
    private final ModelsReader models;
    private final StepTableReader tables;
    private final Optional<TableStepTime> given;

    /**
     * A reader.
     *
     * @param scenario the file, for others that it names
     * @param hardware the accelerators that can be named
     * @param models reads models
     * @param tables reads step tables
     * @param given times of the policy model that go before those of the scenario
     */
    PoolReader(
            Source scenario,
            HardwareReader hardware,
            ModelsReader models,
            StepTableReader tables,
            Optional<TableStepTime> given) {
        this.scenario = scenario;
        this.hardware = hardware;
        this.models = models;
        this.tables = tables;
        this.given = given;
    }

    /**
     * A pool and what its models are for.
     *
     * @param spec the pool
     * @param roles of its models, in their order
     * @param defaults keys that decide on its results and are not given, with their values
     */
    record Pool(PoolSpec spec, List<Role> roles, Map<String, String> defaults) {}

    /**
     * Reads a pool.
     *
     * @param name of it
     * @param fields with the keys of the pool in place of those of the fleet
     * @param needed roles that must be served
     * @param alone whether it is the only pool, which serves by default all that is needed
     */
    Pool read(String name, Fields fields, Set<Role> needed, boolean alone) {
        int before = fields.problems().count();
        Accelerator accelerator = fields.node(Key.FLEET_ACCELERATOR.path())
                .map(node -> hardware.named(node, Key.FLEET_ACCELERATOR.path(), fields.problems()))
                .orElseGet(() -> fields.missing(Key.FLEET_ACCELERATOR, HardwareReader.NOTHING));
        int devices = (int) fields.whole(Key.TENSOR_PARALLEL);
        List<Role> roles = roles(fields, needed, alone);
        List<ModelPreset> presets =
                roles.stream().map(role -> models.served(fields, role)).toList();
        for (ModelPreset preset : presets) {
            if (!preset.divides(devices)) {
                fields.problem(
                        Key.TENSOR_PARALLEL,
                        "fleet.tensor-parallel must divide the " + preset.heads() + " heads and " + preset.cacheHeads()
                                + " key-value heads of " + preset.name() + " evenly (got " + devices + "). Valid: "
                                + String.join(", ", divisors(presets)) + ".");
            }
        }
        Optional<TableStepTime> table = table(fields, roles);
        List<ServedModel> served = new ArrayList<>();
        List<StepTime> times = new ArrayList<>();
        for (int i = 0; i < presets.size(); i++) {
            ServedModel model = presets.get(i).on(devices);
            boolean measured = table.isPresent() && roles.get(i) == Role.POLICY;
            served.add(measured ? shortened(model, table.get().maxTokens()) : model);
            times.add(measured ? table.get() : new RooflineStepTime(accelerator, model, devices));
        }
        PoolSpec spec = new PoolSpec(
                name,
                accelerator,
                devices,
                (int) fields.whole(Key.FLEET_REPLICAS),
                served,
                times,
                cacheBytes(name, fields, accelerator, devices, presets, before),
                fields.choice(Key.KEEP_CONTEXTS).equals("true"),
                batching(fields, table),
                Router.valueOf(
                        fields.choice(Key.ROUTER).toUpperCase(Locale.ROOT).replace('-', '_')),
                new Failures(
                        fields.has(Key.HOURS_BETWEEN)
                                ? 3600 * fields.real(Key.HOURS_BETWEEN)
                                : Double.POSITIVE_INFINITY,
                        60 * fields.real(Key.MINUTES_TO_REPAIR)),
                new Stragglers(fields.real(Key.STRAGGLER_SHARE), fields.real(Key.STRAGGLER_SLOWDOWN)));
        return new Pool(spec, roles, defaults(fields, spec));
    }

    private Map<String, String> defaults(Fields fields, PoolSpec spec) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put(Role.POLICY.key().path(), spec.models().get(0).name());
        values.put(Key.FLEET_REPLICAS.path(), Integer.toString(spec.replicas()));
        values.put(Key.TENSOR_PARALLEL.path(), Integer.toString(spec.devices()));
        values.put(Key.MEMORY_UTILISATION.path(), plain(fields.real(Key.MEMORY_UTILISATION)));
        values.put(Key.BATCHING.path(), spec.batching().word());
        values.put(Key.MAX_SEQUENCES.path(), Integer.toString(spec.batching().maxSequences()));
        values.put(Key.MAX_TOKENS.path(), Integer.toString(spec.batching().maxTokens()));
        values.put(Key.ROUTER.path(), String.valueOf(Key.ROUTER.fallback()));
        values.keySet().removeIf(path -> fields.node(path).isPresent());
        if (fields.has(Key.KV_CAPACITY)) {
            values.remove(Key.MEMORY_UTILISATION.path());
        }
        Accelerator accelerator = spec.accelerator();
        String path = Key.HARDWARE.path() + "." + accelerator.name() + ".";
        if (!hardware.gives(accelerator, Key.HARDWARE_MEMORY)) {
            values.put(path + "memory", plain(accelerator.memoryBytes() / 1e9) + " GB");
        }
        if (!hardware.gives(accelerator, Key.HARDWARE_PRICE)) {
            values.put(path + "price", plain(accelerator.dollarsPerHour()) + " dollars per hour");
        }
        return values;
    }

    /** Those that a pool serves, the one that writes first. */
    private static List<Role> roles(Fields fields, Set<Role> needed, boolean alone) {
        Optional<Node> node = fields.node(Key.SERVES.path());
        if (node.isEmpty()) {
            if (!alone) {
                fields.problems()
                        .add(
                                fields.place("fleet"),
                                "each of several pools needs the key 'serves', a list of " + words());
            }
            return alone ? List.copyOf(needed) : List.of(Role.POLICY);
        }
        List<Node> items = node.get() instanceof Sequence sequence ? sequence.items() : List.of(node.get());
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Form.Choice form =
                new Form.Choice(List.of(Role.values()).stream().map(Role::word).toList());
        for (Node item : items) {
            int before = fields.problems().count();
            String word = Fields.choice(item, Key.SERVES.path(), form, fields.problems());
            if (fields.problems().count() == before && !roles.add(Role.valueOf(word.toUpperCase(Locale.ROOT)))) {
                fields.problems().add(item.place(), "fleet.serves names " + word + " twice");
            }
        }
        if (items.isEmpty()) {
            fields.problem(Key.SERVES, "fleet.serves must be a list of " + words() + " (got an empty list)");
        }
        return List.copyOf(roles.isEmpty() ? EnumSet.of(Role.POLICY) : roles);
    }

    private static String words() {
        return String.join(", ", List.of(Role.values()).stream().map(Role::word).toList());
    }

    private static List<String> divisors(List<ModelPreset> presets) {
        List<String> valid = new ArrayList<>();
        for (int devices = 1; devices <= MOST_DEVICES; devices++) {
            int n = devices;
            if (presets.stream().allMatch(preset -> preset.divides(n))) {
                valid.add(Integer.toString(n));
            }
        }
        return valid;
    }

    private Optional<TableStepTime> table(Fields fields, List<Role> roles) {
        if (given.isPresent() && roles.contains(Role.POLICY)) {
            return given;
        }
        Optional<String> folder = fields.text(Key.STEP_TABLE).filter(text -> !text.isEmpty());
        if (folder.isPresent() && !roles.contains(Role.POLICY)) {
            fields.problem(
                    Key.STEP_TABLE,
                    "fleet.step-table has the times of the policy model, which this pool does not serve");
            return Optional.empty();
        }
        return folder.flatMap(text -> tables.read(
                text, file -> scenario.sibling(text + "/" + file), Optional.of(fields.place(Key.STEP_TABLE))));
    }

    private static ServedModel shortened(ServedModel model, int context) {
        return new ServedModel(
                model.name(),
                model.weightBytes(),
                model.matmulParameters(),
                model.layers(),
                model.hidden(),
                model.cacheBytesPerToken(),
                model.attentionFlops(),
                Math.min(model.maxContext(), context));
    }

    private static Batching batching(Fields fields, Optional<TableStepTime> table) {
        String fallback = table.isPresent() ? "prompts-first-padded" : "chunked";
        String kind = fields.has(Key.BATCHING) ? fields.choice(Key.BATCHING) : fallback;
        int sequences = (int) fields.whole(Key.MAX_SEQUENCES);
        int tokens = (int) fields.whole(Key.MAX_TOKENS);
        if (table.isPresent()) {
            if (kind.equals("chunked")) {
                fields.problem(
                        Key.BATCHING,
                        "a step-table knows no iterations that both read and write, so fleet.batching cannot be chunked");
            }
            sequences = within(fields, Key.MAX_SEQUENCES, sequences, table.get().maxBatch());
            tokens = within(fields, Key.MAX_TOKENS, tokens, table.get().maxTokens());
        }
        if (kind.equals("chunked") && tokens < sequences) {
            fields.problem(
                    Key.MAX_TOKENS,
                    "with chunked batching fleet.max-tokens must be at least fleet.max-sequences, " + sequences
                            + " (got " + tokens + ")");
        }
        Batching.Mode mode = kind.equals("chunked") ? Batching.Mode.CHUNKED : Batching.Mode.PROMPTS_FIRST;
        return new Batching(mode, sequences, tokens, kind.equals("prompts-first-padded"));
    }

    /** What a table holds, unless less is asked for. */
    private static int within(Fields fields, Key key, int wanted, int most) {
        if (!fields.has(key)) {
            return most;
        }
        if (wanted > most) {
            fields.problem(key, key.path() + " must be at most " + most + " with this step-table (got " + wanted + ")");
        }
        return Math.min(wanted, most);
    }

    private long cacheBytes(
            String name,
            Fields fields,
            Accelerator accelerator,
            int devices,
            List<ModelPreset> presets,
            int problemsBefore) {
        List<ServedModel> served =
                presets.stream().map(preset -> preset.on(devices)).toList();
        if (!fields.has(Key.KV_CAPACITY)) {
            double share = fields.real(Key.MEMORY_UTILISATION);
            if (fields.problems().count() > problemsBefore) {
                return 1; // what is wrong may be why it does not fit
            }
            long left = PoolSpec.cacheBytes(accelerator, devices, served, share);
            if (left < least(served)) {
                String what = String.format(
                        Locale.ROOT,
                        "%s cannot hold %s: %.4g GiB of weights in %s of %d x %.4g GiB, %.4g GiB too much (1 GB of"
                                + " 'memory' and 'weights' is 0.9313 GiB).",
                        name.isEmpty() ? "a replica" : "a replica of " + Suggestions.shown(name),
                        String.join(
                                " and ", served.stream().map(ServedModel::name).toList()),
                        weights(served) / GIBI,
                        plain(share),
                        devices,
                        accelerator.memoryBytes() / GIBI,
                        (least(served) - left) / GIBI);
                fields.problem(Key.FLEET_ACCELERATOR, what + remedy(accelerator, devices, presets, share));
                return 1;
            }
            return left;
        }
        long perToken = served.stream()
                .mapToLong(ServedModel::cacheBytesPerToken)
                .filter(bytes -> bytes > 0)
                .findFirst()
                .orElse(1);
        long wanted = fields.whole(Key.KV_CAPACITY) * perToken;
        long most = PoolSpec.cacheBytes(accelerator, devices, served, 1);
        if (wanted > most) {
            fields.problem(
                    Key.KV_CAPACITY,
                    String.format(
                            Locale.ROOT,
                            "fleet.kv-capacity needs %.4g GiB beside %.4g GiB of weights, %.4g GiB more than %d x %s have;"
                                    + " at most %d tokens fit",
                            wanted / GIBI,
                            weights(served) / GIBI,
                            (wanted - most) / GIBI,
                            devices,
                            accelerator.name(),
                            Math.max(0, most / perToken)));
        }
        return wanted;
    }

    private static double weights(List<ServedModel> served) {
        return served.stream().mapToDouble(ServedModel::weightBytes).sum();
    }

    /** The KV cache of one token, or one byte. */
    private static long least(List<ServedModel> served) {
        return Math.max(
                1,
                served.stream().mapToLong(ServedModel::cacheBytesPerToken).max().orElse(1));
    }

    /** What would hold the models: more devices, or the cheapest other ones. */
    private String remedy(Accelerator accelerator, int devices, List<ModelPreset> presets, double share) {
        List<String> ways = new ArrayList<>();
        for (int more = devices + 1; more <= MOST_DEVICES && ways.isEmpty(); more++) {
            long tokens = cacheTokens(accelerator, more, presets, share);
            if (tokens > 0) {
                ways.add("tensor-parallel " + more + room(tokens));
            }
        }
        hardware.all().stream()
                .filter(other ->
                        !other.name().equals(accelerator.name()) && cacheTokens(other, devices, presets, share) > 0)
                .sorted(Comparator.comparingDouble(Accelerator::dollarsPerHour))
                .limit(3)
                .forEach(other ->
                        ways.add("accelerator " + other.name() + room(cacheTokens(other, devices, presets, share))));
        return ways.isEmpty()
                ? " No known accelerator holds them with tensor-parallel " + devices
                        + "; serve them in pools of their own."
                : " Would fit: " + String.join(", ", ways) + ".";
    }

    private static String room(long tokens) {
        return " (leaves KV cache for " + tokens + " tokens)";
    }

    /** Tokens for whose KV cache the weights leave room, of the model that needs most; 0 if there is none. */
    private static long cacheTokens(Accelerator accelerator, int devices, List<ModelPreset> presets, double share) {
        if (!presets.stream().allMatch(preset -> preset.divides(devices))) {
            return 0;
        }
        List<ServedModel> served =
                presets.stream().map(preset -> preset.on(devices)).toList();
        return Math.max(0, PoolSpec.cacheBytes(accelerator, devices, served, share) / least(served));
    }

    private static String plain(double x) {
        return x == Math.rint(x) ? Long.toString((long) x) : Double.toString(x);
    }
}
