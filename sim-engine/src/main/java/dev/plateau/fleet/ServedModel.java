package dev.plateau.fleet;

/**
 * What of a neural model matters to a machine.
 *
 * @param name of the model
 * @param weightBytes of all its weights
 * @param matmulParameters P, parameters that every token is multiplied with
 * @param layers L
 * @param hidden h, width of a layer
 * @param cacheBytesPerToken kv, bytes of KV cache per token; 0 for an encoder, which keeps none
 * @param attentionFlops FLOPs per token and per token of its context
 * @param maxContext tokens of prompt and answer together at most
 */
public record ServedModel(
        String name,
        double weightBytes,
        double matmulParameters,
        int layers,
        int hidden,
        long cacheBytesPerToken,
        double attentionFlops,
        int maxContext) {}
