package dev.plateau.scenario;

import dev.plateau.fleet.ServedModel;
import dev.plateau.model.ModelCost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Known neural models by short name, from {@code models.csv}. */
public final class ModelPresets {
    static final String DEFAULT_POLICY = "llama-3.2-1b";
    static final String DEFAULT_VERIFIER = "qwen2.5-math-prm-7b";
    static final String DEFAULT_EMBEDDER = "bge-m3";

    private final Map<String, ModelPreset> models;

    private ModelPresets(Map<String, ModelPreset> models) {
        this.models = models;
    }

    /** Reads the models that come with Plateau. */
    public static ModelPresets builtIn() {
        Map<String, ModelPreset> models = new LinkedHashMap<>();
        try {
            Csv csv = Csv.parse(new Source.Resource("", "models.csv").text(1_000_000));
            for (Csv.Row row : csv.rows()) {
                ModelPreset model = model(csv, row);
                models.put(model.name(), model);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("models.csv is damaged", e);
        }
        return new ModelPresets(models);
    }

    private static ModelPreset model(Csv csv, Csv.Row row) {
        String fullName = csv.text(row, "model");
        String id = shortName(fullName);
        double parameters = Double.parseDouble(csv.text(row, "params_matmul_per_token"));
        double attention = Double.parseDouble(csv.text(row, "attn_flops_per_token_per_ctx_token"));
        ServedModel served = new ServedModel(
                id,
                Double.parseDouble(csv.text(row, "weight_bytes_bf16")),
                parameters,
                Integer.parseInt(csv.text(row, "layers")),
                Integer.parseInt(csv.text(row, "hidden")),
                Long.parseLong(csv.text(row, "kv_bytes_per_token_bf16")),
                attention,
                Integer.parseInt(csv.text(row, "max_context")));
        return new ModelPreset(
                new ModelCost(id, 2 * parameters, attention),
                served,
                Integer.parseInt(csv.text(row, "q_heads")),
                Integer.parseInt(csv.text(row, "kv_heads")),
                fullName,
                csv.text(row, "source"),
                csv.text(row, "note"));
    }

    /** All models by name, in the order of the help. */
    public Map<String, ModelPreset> byName() {
        return Collections.unmodifiableMap(models);
    }

    /** "meta-llama/Llama-3.2-1B-Instruct" is "llama-3.2-1b". */
    private static String shortName(String full) {
        return full.substring(full.indexOf('/') + 1).toLowerCase(Locale.ROOT).replace("-instruct", "");
    }
}
