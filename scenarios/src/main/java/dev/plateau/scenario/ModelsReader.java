package dev.plateau.scenario;

import dev.plateau.fleet.ServedModel;
import dev.plateau.model.ModelCost;
import dev.plateau.scenario.Node.Mapping;
import dev.plateau.scenario.Node.Scalar;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads which models take part, and the numbers of those that are the user's own. */
final class ModelsReader {
    private static final double GIGA = 1e9;
    private static final List<String> SERVED =
            List.of("weights", "layers", "hidden", "heads", "kv-heads", "kv-bytes", "max-context");
    private static final ModelPreset NONE = new ModelPreset(
            new ModelCost("custom", 0, 0), new ServedModel("custom", 1, 1, 1, 1, 1, 0, 1), 1, 1, "custom", "", "");

    private final Map<String, ModelPreset> presets;

    ModelsReader(ModelPresets presets) {
        this.presets = presets.byName();
    }

    /** What a token costs. */
    ModelCost cost(Fields fields, Role role) {
        if (!isCustom(fields, role)) {
            return preset(fields, role.key()).cost();
        }
        ModelPreset like = like(fields, role).orElse(null);
        Key flops = role.key("flops-per-token");
        Key attention = role.key("attention-flops");
        return new ModelCost(
                "custom",
                like == null || fields.has(flops)
                        ? fields.real(flops)
                        : like.cost().flopsPerToken(),
                like == null || fields.has(attention)
                        ? fields.real(attention)
                        : like.cost().attentionFlops());
    }

    /** What a machine must know besides. */
    ModelPreset served(Fields fields, Role role) {
        if (!isCustom(fields, role)) {
            return preset(fields, role.key());
        }
        Optional<ModelPreset> like = like(fields, role);
        ModelPreset base = like.orElse(NONE);
        ModelCost cost = cost(fields, role);
        List<String> missing = SERVED.stream()
                .filter(number -> like.isEmpty() && !fields.has(role.key(number)))
                .toList();
        if (!missing.isEmpty()) {
            fields.problem(
                    role.key(),
                    role.key().path() + " needs with a fleet the key 'like', or these: " + String.join(", ", missing));
        }
        ServedModel known = base.served();
        Key weights = role.key("weights");
        ServedModel served = new ServedModel(
                like.map(preset -> "like " + preset.name()).orElse("custom"),
                fields.has(weights) ? GIGA * fields.real(weights) : known.weightBytes(),
                cost.flopsPerToken() / 2,
                (int) whole(fields, role.key("layers"), known.layers()),
                (int) whole(fields, role.key("hidden"), known.hidden()),
                whole(fields, role.key("kv-bytes"), known.cacheBytesPerToken()),
                cost.attentionFlops(),
                (int) whole(fields, role.key("max-context"), known.maxContext()));
        return new ModelPreset(
                cost,
                served,
                (int) whole(fields, role.key("heads"), base.heads()),
                (int) whole(fields, role.key("kv-heads"), base.cacheHeads()),
                served.name(),
                "",
                "");
    }

    private static long whole(Fields fields, Key key, long fallback) {
        return fields.has(key) ? fields.whole(key) : fallback;
    }

    private static boolean isCustom(Fields fields, Role role) {
        return fields.node(role.key().path()).orElse(null) instanceof Mapping;
    }

    private Optional<ModelPreset> like(Fields fields, Role role) {
        Key key = role.key("like");
        return fields.has(key) ? Optional.of(preset(fields, key)) : Optional.empty();
    }

    private ModelPreset preset(Fields fields, Key key) {
        Optional<Node> node = fields.node(key.path());
        String name = String.valueOf(key.fallback());
        if (node.isPresent()) {
            if (node.get() instanceof Scalar scalar && !scalar.isMissing()) {
                name = scalar.text();
            } else {
                fields.problem(
                        key,
                        key.path() + " must be " + key.form().describe() + " (got "
                                + node.get().shown() + ")");
            }
        }
        ModelPreset preset = presets.get(name);
        if (preset == null) {
            fields.problems().addUnknown(fields.place(key), "no model", name, presets.keySet());
            return NONE;
        }
        return preset;
    }
}
