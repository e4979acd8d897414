package dev.plateau.plan;

import dev.plateau.experiment.NamedWorld;
import dev.plateau.model.AttemptShape;
import dev.plateau.model.Verifier;
import dev.plateau.model.World;
import java.util.ArrayList;
import java.util.List;

/**
 * A world as it might be as well: with a verifier that is worse or better, with attempts that are more or less alike.
 *
 * @param words what is different
 * @param world the world
 */
record Variation(String words, NamedWorld world) {
    /** Half-width to which accuracies are estimated in them, unless the study asks for less. */
    static final double PRECISION = 0.01;

    private static final double LESS = 0.5;
    private static final double MORE = 1.5;

    /** The variations of a world; those that would change nothing are left out. */
    static List<Variation> of(NamedWorld base) {
        List<Variation> all = new ArrayList<>();
        World world = base.world();
        Verifier v = world.verifier();
        Verifier worse = new Verifier(
                LESS * v.slope(),
                v.bias(),
                v.directionNoise(),
                v.pathNoise(),
                v.stepNoise(),
                LESS * v.outcome(),
                v.calls(),
                v.callNoise(),
                v.wrongCallNoise(),
                v.length(),
                v.popularity());
        Verifier better = new Verifier(
                v.slope(),
                v.bias(),
                LESS * v.directionNoise(),
                LESS * v.pathNoise(),
                LESS * v.stepNoise(),
                v.outcome(),
                v.calls(),
                LESS * v.callNoise(),
                LESS * v.wrongCallNoise(),
                LESS * v.length(),
                LESS * v.popularity());
        add(all, base, "verifier half as sharp", world.with(worse));
        add(all, base, "verifier with half the noise", world.with(better));
        AttemptShape a = world.attempts();
        add(all, base, "attempts less alike (half the direction's share)", world.with(shaped(a, LESS)));
        add(all, base, "attempts more alike (1.5 times the direction's share)", world.with(shaped(a, MORE)));
        return all;
    }

    /** The steps take what the direction leaves. */
    private static AttemptShape shaped(AttemptShape a, double factor) {
        double both = a.directionShare() + a.stepsShare();
        double direction = Math.min(both, factor * a.directionShare());
        return new AttemptShape(direction, both - direction, a.finishShare(), a.decay(), a.hazards());
    }

    private static void add(List<Variation> all, NamedWorld base, String words, World world) {
        if (!world.equals(base.world())) {
            all.add(new Variation(words, new NamedWorld(base.name() + ": " + words, world)));
        }
    }
}
