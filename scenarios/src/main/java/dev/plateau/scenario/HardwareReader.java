package dev.plateau.scenario;

import dev.plateau.fleet.Accelerator;
import dev.plateau.fleet.Accelerator.Constants;
import dev.plateau.scenario.Node.Entry;
import dev.plateau.scenario.Node.Mapping;
import dev.plateau.scenario.Node.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The accelerators that a scenario can name: the known ones, and those under its key {@code hardware}. */
final class HardwareReader {
    private static final String ROOT = Key.HARDWARE.path();
    private static final Form.Text NAME = new Form.Text(60);
    private static final double GIGA = 1e9;
    private static final double TERA = 1e12;
    private static final double MICRO = 1e-6;
    /** Stands in for one that is unknown: it holds everything. */
    static final Accelerator NOTHING = new Accelerator("nothing", 1e30, 1, 1, 1, 0, 0, new Constants(1, 1, 1, 0, 0), 0);

    private static final List<Key> NUMBERS = List.of(
            Key.HARDWARE_PRICE,
            Key.HARDWARE_MEMORY,
            Key.HARDWARE_BANDWIDTH,
            Key.HARDWARE_TFLOPS,
            Key.HARDWARE_LINK,
            Key.HARDWARE_WATTS,
            Key.HARDWARE_WEIGHT_EFFICIENCY,
            Key.HARDWARE_CACHE_EFFICIENCY,
            Key.HARDWARE_COMPUTE_EFFICIENCY,
            Key.HARDWARE_LAYER_TIME,
            Key.HARDWARE_SEQUENCE_TIME);

    private final HardwarePresets presets;
    private final Map<String, Accelerator> own = new LinkedHashMap<>();
    private final Map<String, Fields> ownNumbers = new LinkedHashMap<>();

    private HardwareReader(HardwarePresets presets) {
        this.presets = presets;
    }

    /** Reads the accelerators of a scenario. */
    static HardwareReader read(Mapping root, HardwarePresets presets, Problems problems) {
        HardwareReader reader = new HardwareReader(presets);
        Optional<Node> section = root.entry(ROOT).map(Entry::value);
        if (section.isPresent() && section.get() instanceof Mapping named) {
            for (Entry entry : named.entries()) {
                reader.add(entry, problems);
            }
        } else if (section.isPresent()) {
            problems.add(
                    section.get().place(),
                    ROOT + " must be " + Key.HARDWARE.form().describe() + " (got "
                            + section.get().shown() + ")");
        }
        return reader;
    }

    /** The one that a node names. */
    Accelerator named(Node node, String path, Problems problems) {
        if (!(node instanceof Scalar scalar) || scalar.isMissing()) {
            problems.add(
                    node.place(),
                    path + " must be " + Key.FLEET_ACCELERATOR.form().describe() + " (got " + node.shown() + ")");
            return NOTHING;
        }
        Optional<Accelerator> found = find(scalar.text());
        if (found.isEmpty()) {
            List<String> valid = new ArrayList<>(presets.byName().keySet());
            own.keySet().stream().filter(name -> !valid.contains(name)).forEach(valid::add);
            problems.addUnknown(node.place(), "no accelerator", scalar.text(), valid);
        }
        return found.orElse(NOTHING);
    }

    /** The one with a name; what a scenario says of a known one goes first. */
    private Optional<Accelerator> find(String name) {
        Optional<Accelerator> known = presets.find(name).map(HardwarePreset::accelerator);
        Accelerator mine = own.get(known.map(Accelerator::name).orElse(name));
        return mine == null ? known : Optional.of(mine);
    }

    /** Whether the scenario gives a number of an accelerator. */
    boolean gives(Accelerator accelerator, Key key) {
        Fields fields = ownNumbers.get(accelerator.name());
        return fields != null && fields.has(key);
    }

    /** All of them, those of the scenario first; a known one that it changes is there once. */
    List<Accelerator> all() {
        Map<String, Accelerator> all = new LinkedHashMap<>(own);
        presets.byName().forEach((name, preset) -> all.putIfAbsent(name, preset.accelerator()));
        return List.copyOf(all.values());
    }

    private void add(Entry entry, Problems problems) {
        String written = Fields.text(entry.key(), "the name of an accelerator", NAME, problems);
        String name = presets.find(written).map(HardwarePreset::name).orElse(written);
        String path = ROOT + "." + Key.NAME;
        if (!(entry.value() instanceof Mapping given)) {
            problems.add(
                    entry.value().place(),
                    "the accelerator " + entry.key().shown() + " must have keys (got "
                            + entry.value().shown() + "). Valid: " + String.join(", ", Key.below(path)) + ".");
            return;
        }
        int before = problems.count();
        Fields fields = Fields.below(ROOT, entry.key(), given, problems);
        Accelerator read = accelerator(name, fields);
        own.put(name, problems.count() > before ? NOTHING : read);
        ownNumbers.put(name, fields);
    }

    private Accelerator accelerator(String name, Fields fields) {
        Optional<Node> like = fields.node(Key.HARDWARE_LIKE.path());
        Optional<Accelerator> known = like.map(node -> named(node, Key.HARDWARE_LIKE.path(), fields.problems()))
                .or(() -> presets.find(name).map(HardwarePreset::accelerator));
        if (known.isEmpty()) {
            List<String> missing = NUMBERS.stream()
                    .filter(key -> !fields.has(key))
                    .map(key -> key.path().substring(key.path().lastIndexOf('.') + 1))
                    .toList();
            if (!missing.isEmpty()) {
                fields.problems()
                        .add(
                                fields.place(ROOT + "." + Key.NAME),
                                "the accelerator '" + Suggestions.shown(name)
                                        + "' is not a known one, so it needs the key 'like', or these: "
                                        + String.join(", ", missing));
            }
        }
        Accelerator base = known.orElse(NOTHING);
        Constants fit = base.constants();
        double error = fields.has(Key.HARDWARE_BANDWIDTH) || fields.has(Key.HARDWARE_TFLOPS)
                ? Math.max(HardwarePresets.DATA_SHEET, base.timeError())
                : base.timeError();
        return new Accelerator(
                name,
                number(fields, Key.HARDWARE_MEMORY, GIGA, base.memoryBytes()),
                number(fields, Key.HARDWARE_BANDWIDTH, GIGA, base.bandwidth()),
                number(fields, Key.HARDWARE_TFLOPS, TERA, base.peakFlops()),
                number(fields, Key.HARDWARE_LINK, GIGA, base.linkBandwidth()),
                number(fields, Key.HARDWARE_WATTS, 1, base.watts()),
                number(fields, Key.HARDWARE_PRICE, 1, base.dollarsPerHour()),
                new Constants(
                        number(fields, Key.HARDWARE_WEIGHT_EFFICIENCY, 1, fit.weightEfficiency()),
                        number(fields, Key.HARDWARE_CACHE_EFFICIENCY, 1, fit.cacheEfficiency()),
                        number(fields, Key.HARDWARE_COMPUTE_EFFICIENCY, 1, fit.computeEfficiency()),
                        number(fields, Key.HARDWARE_LAYER_TIME, MICRO, fit.secondsPerLayer()),
                        number(fields, Key.HARDWARE_SEQUENCE_TIME, MICRO, fit.secondsPerSequence())),
                number(fields, Key.HARDWARE_TIME_ERROR, 1, error));
    }

    private static double number(Fields fields, Key key, double unit, double fallback) {
        return fields.has(key) ? unit * fields.real(key) : fallback;
    }
}
