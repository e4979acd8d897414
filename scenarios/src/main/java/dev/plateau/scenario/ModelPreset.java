package dev.plateau.scenario;

import dev.plateau.fleet.ServedModel;
import dev.plateau.model.ModelCost;

/**
 * A neural model, as a search and as a machine see it.
 *
 * @param cost what a token of it costs
 * @param served what a machine holds and computes
 * @param heads of attention
 * @param cacheHeads of keys and values
 * @param fullName as its makers call it
 * @param source of the numbers
 * @param note on them, or empty
 */
public record ModelPreset(
        ModelCost cost, ServedModel served, int heads, int cacheHeads, String fullName, String source, String note) {

    /** Short name. */
    public String name() {
        return cost.name();
    }

    /**
     * Whether its heads can be shared evenly by so many devices. With more devices than heads of keys and values, each of
     * those is held by several.
     */
    boolean divides(int devices) {
        return heads % devices == 0 && (cacheHeads % devices == 0 || devices % cacheHeads == 0);
    }

    /** What so many devices hold together: heads of keys and values that several hold count as often. */
    ServedModel on(int devices) {
        int copies = Math.max(1, devices / cacheHeads);
        return copies == 1 ? served : withCacheBytes(copies * served.cacheBytesPerToken());
    }

    private ServedModel withCacheBytes(long bytes) {
        return new ServedModel(
                served.name(),
                served.weightBytes(),
                served.matmulParameters(),
                served.layers(),
                served.hidden(),
                bytes,
                served.attentionFlops(),
                served.maxContext());
    }
}
