package dev.plateau.scenario;

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

    private final Map<String, ModelCost> models;

    private ModelPresets(Map<String, ModelCost> models) {
        this.models = models;
    }

    /** Reads the models that come with Plateau. */
    public static ModelPresets builtIn() {
        Map<String, ModelCost> models = new LinkedHashMap<>();
        try {
            Csv csv = Csv.parse(new Source.Resource("", "models.csv").text(1_000_000));
            int name = csv.column("model").orElseThrow();
            int parameters = csv.column("params_matmul_per_token").orElseThrow();
            int attention = csv.column("attn_flops_per_token_per_ctx_token").orElseThrow();
            for (Csv.Row row : csv.rows()) {
                String id = shortName(row.cell(name).text());
                double flops = 2 * Double.parseDouble(row.cell(parameters).text());
                models.put(
                        id,
                        new ModelCost(
                                id,
                                flops,
                                Double.parseDouble(row.cell(attention).text())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("models.csv is damaged", e);
        }
        return new ModelPresets(models);
    }

    /** All models by name, in the order of the help. */
    public Map<String, ModelCost> byName() {
        return Collections.unmodifiableMap(models);
    }

    /** "meta-llama/Llama-3.2-1B-Instruct" is "llama-3.2-1b". */
    private static String shortName(String full) {
        return full.substring(full.indexOf('/') + 1).toLowerCase(Locale.ROOT).replace("-instruct", "");
    }
}
