package dev.plateau.experiment;

import dev.plateau.model.SimilarityShape;
import dev.plateau.model.Verifier;
import dev.plateau.model.World;
import dev.plateau.policy.OraclePolicy;
import dev.plateau.policy.Policy;
import dev.plateau.policy.StepwisePolicy;
import dev.plateau.select.Selection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A policy in a world. Besides the entrants themselves, a study of regret runs them with imperfections taken away: with a
 * calibrated verifier free of noise; with the true directions; with both; and, once for all of them, the oracle. The trees
 * of all lanes have the same keys, so they meet the same attempts.
 *
 * <p>The true directions are given to whoever can use them, in the way it can:
 *
 * <ul>
 *   <li>a rule that reads similarities, or a vote that reads directions, gets those of an embedder that sees attempts of one
 *       direction as alike and those of two as unrelated;
 *   <li>another rule of the step-wise search is corrected ({@link Bounds#directionAware});
 *   <li>a rule that is told the truth has them already, and independent attempts or chains have no use for them: these
 *       lanes are equal to those without.
 * </ul>
 *
 * @param policy makes an instance for one thread
 * @param selection of its answer
 * @param world that it meets
 */
record Lane(Supplier<Policy> policy, Selection selection, World world) {
    /** Numbers of an entrant's lanes. */
    static final int ITSELF = 0;

    static final int PERFECT_VERIFIER = 1;
    static final int TRUE_DIRECTIONS = 2;
    static final int BOTH = 3;

    private static final double ALL_ALIKE = 1e-9;
    private static final SimilarityShape TRUE_SIMILARITY =
            new SimilarityShape(0, ALL_ALIKE, 0, SimilarityShape.View.TRUE);

    /** Lanes of one entrant: itself, and for regret the other three. */
    static List<Lane> of(Entrant entrant, World world, Optional<Bounds> bounds) {
        Lane itself = new Lane(entrant.policy(), entrant.selection(), world);
        if (bounds.isEmpty()) {
            return List.of(itself);
        }
        Policy policy = entrant.policy().get();
        boolean looks = (policy instanceof StepwisePolicy rule && rule.readsSimilarity())
                || (entrant.selection().readsDirections() && !policy.choosesAnswer());
        Supplier<Policy> told = told(entrant, policy, bounds.get());
        World perfect = perfect(world);
        return List.of(
                itself,
                new Lane(entrant.policy(), entrant.selection(), perfect),
                new Lane(told, entrant.selection(), looks ? world.with(TRUE_SIMILARITY) : world),
                new Lane(told, entrant.selection(), looks ? perfect.with(TRUE_SIMILARITY) : perfect));
    }

    /** The oracle, with a perfect verifier and the true directions for its vote. */
    static Lane oracle(Bounds bounds, World world) {
        Entrant oracle = bounds.oracle();
        World perfect = perfect(world);
        return new Lane(
                oracle.policy(),
                oracle.selection(),
                oracle.selection().readsDirections() ? perfect.with(TRUE_SIMILARITY) : perfect);
    }

    private static World perfect(World world) {
        return world.with(new Verifier(1, 0, 0, 0, 0, world.verifier().outcome()))
                .with(world.mistakes().evident());
    }

    private static Supplier<Policy> told(Entrant entrant, Policy policy, Bounds bounds) {
        return policy instanceof StepwisePolicy rule && !rule.readsSimilarity() && !(rule instanceof OraclePolicy)
                ? () -> bounds.directionAware()
                        .apply((StepwisePolicy) entrant.policy().get())
                : entrant.policy();
    }
}
