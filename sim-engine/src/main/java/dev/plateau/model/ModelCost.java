package dev.plateau.model;

/**
 * What a neural model computes per token: flopsPerToken + attentionFlops x context.
 *
 * @param name of the model
 * @param flopsPerToken 2 x matmul parameters
 * @param attentionFlops FLOPs per token and per token of context
 */
public record ModelCost(String name, double flopsPerToken, double attentionFlops) {

    /** FLOPs of {@code tokens} tokens read or written one after the other from a context of {@code context} tokens. */
    public double flops(double context, double tokens) {
        return tokens * (flopsPerToken + attentionFlops * (context + tokens / 2));
    }

    /** The cost of doing everything so many times. */
    public ModelCost times(int often) {
        return new ModelCost(name, often * flopsPerToken, often * attentionFlops);
    }
}
