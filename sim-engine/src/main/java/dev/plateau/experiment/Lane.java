package dev.plateau.experiment;

import dev.plateau.model.SimilarityShape;
import dev.plateau.model.Verifier;
import dev.plateau.model.World;
import dev.plateau.policy.Policy;
import dev.plateau.policy.StepwisePolicy;
import dev.plateau.select.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A policy in a world. Besides the entrants themselves, a study of regret runs them with imperfections taken away: with a
 * calibrated verifier free of noise; with the true directions on top; and the oracle. The trees of all lanes have the same
 * keys, so they meet the same attempts.
 *
 * @param policy makes an instance for one thread
 * @param selection of its answer
 * @param world that it meets
 */
record Lane(Supplier<Policy> policy, Selection selection, World world) {
    private static final double ALL_ALIKE = 1e-9;

    /** Lanes of one entrant: itself, and for regret [with a perfect verifier, with directions, oracle]. */
    static List<Lane> of(Entrant entrant, World world, Optional<Bounds> bounds) {
        List<Lane> lanes = new ArrayList<>();
        lanes.add(new Lane(entrant.policy(), entrant.selection(), world));
        if (bounds.isPresent()) {
            World perfect =
                    world.with(new Verifier(1, 0, 0, 0, 0, world.verifier().outcome()));
            lanes.add(new Lane(entrant.policy(), entrant.selection(), perfect));
            lanes.add(new Lane(
                    () -> aware(entrant.policy().get(), bounds.get()),
                    entrant.selection(),
                    perfect.with(new SimilarityShape(0, ALL_ALIKE, 0, SimilarityShape.View.TRUE))));
            lanes.add(new Lane(bounds.get().oracle(), entrant.selection(), perfect));
        }
        return lanes;
    }

    /** A rule that looks at similarities gets perfect ones from its world; another is corrected. */
    private static Policy aware(Policy policy, Bounds bounds) {
        return policy instanceof StepwisePolicy rule && !rule.readsSimilarity()
                ? bounds.directionAware().apply(rule)
                : policy;
    }
}
