package dev.plateau.calibrate;

import dev.plateau.calibrate.Axis.Scale;
import dev.plateau.model.Answers;
import dev.plateau.model.AttemptShape;
import dev.plateau.model.Difficulty;
import dev.plateau.model.Directions;
import dev.plateau.model.Mistakes;
import dev.plateau.model.SimilarityShape;
import dev.plateau.model.Verifier;
import dev.plateau.model.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The worlds that a table of accuracies can be explained by: what a fit may move, and what it must leave as it is in a
 * template (costs, lengths, refinement, and what these tables cannot tell).
 *
 * <p>Tasks are probit-normal with an unsolvable part; directions a Chinese-restaurant process, popularity correlated with
 * quality; attempts take MIN_STEPS steps and then end with a constant hazard.
 */
public final class WorldSpace {
    /** Fewest steps of an attempt. */
    public static final int MIN_STEPS = 8;
    /** Most steps of an attempt. */
    public static final int MAX_STEPS = 30;

    private static final int WRONG_ANSWERS = 30;
    private static final double SIMILARITY_FLOOR = 0.5;

    private static final List<Axis> AXES = List.of(
            new Axis("unsolvable", Scale.LOGIT, 0.1, 0.7),
            new Axis("probit-mean", Scale.IDENTITY, -0.3, 0.4),
            new Axis("probit-sd", Scale.LOG, 1.6, 0.3),
            new Axis("concentration", Scale.LOG, 0.7, 0.7),
            new Axis("quality-correlation", Scale.FISHER, -0.3, 0.4),
            new Axis("direction-to-finish", Scale.LOG, 1, 0.6),
            new Axis("steps-to-finish", Scale.LOG, 3, 0.6),
            new Axis("decay", Scale.LOG, 0.85, 0.2),
            new Axis("step-hazard", Scale.LOGIT, 0.4, 0.4),
            new Axis("mistakes", Scale.LOGIT, 0.25, 0.5),
            new Axis("detection", Scale.LOGIT, 0.25, 1),
            new Axis("drop", Scale.LOG, 3, 0.4),
            new Axis("slope", Scale.LOG, 0.65, 0.4),
            new Axis("bias", Scale.IDENTITY, 0.4, 0.8),
            new Axis("direction-noise", Scale.LOG, 0.7, 0.5),
            new Axis("path-noise", Scale.LOG, 0.3, 0.5),
            new Axis("step-noise", Scale.LOG, 0.6, 0.5),
            new Axis("outcome", Scale.LOG, 0.25, 0.6),
            new Axis("similarity-power", Scale.LOG, 0.008, 0.8),
            new Axis("similarity-noise", Scale.LOG, 0.002, 0.8),
            new Axis("herding", Scale.LOGIT, 0.4, 0.8),
            new Axis("wrong-zipf", Scale.LOG, 1, 0.4));

    private final World template;

    /**
     * A space.
     *
     * @param template gives what is not fitted
     */
    public WorldSpace(World template) {
        this.template = template;
    }

    /** Number of coordinates. */
    public int dimension() {
        return AXES.size();
    }

    /**
     * The world at a point.
     *
     * @param z coordinates, {@link #dimension} of them; 0 is typical, 1 a spread away from it
     */
    public World world(double[] z) {
        double direction = at(z, "direction-to-finish");
        double steps = at(z, "steps-to-finish");
        double total = 1 + direction + steps;
        return new World(
                new Difficulty(
                        at(z, "unsolvable"), 0, new Difficulty.ProbitNormal(at(z, "probit-mean"), at(z, "probit-sd"))),
                new Directions(new Directions.PitmanYor(at(z, "concentration"), 0), at(z, "quality-correlation")),
                new AttemptShape(
                        direction / total,
                        steps / total,
                        1 / total,
                        at(z, "decay"),
                        AttemptShape.geometricSteps(MIN_STEPS, MAX_STEPS, at(z, "step-hazard"))),
                new Mistakes(at(z, "mistakes"), at(z, "detection"), at(z, "drop")),
                template.refinement(),
                new Verifier(
                        at(z, "slope"),
                        at(z, "bias"),
                        at(z, "direction-noise"),
                        at(z, "path-noise"),
                        at(z, "step-noise"),
                        at(z, "outcome")),
                new SimilarityShape(
                        SIMILARITY_FLOOR,
                        at(z, "similarity-power"),
                        at(z, "similarity-noise"),
                        SimilarityShape.View.TRUE),
                new Answers(at(z, "herding"), WRONG_ANSWERS, at(z, "wrong-zipf")),
                template.lengths(),
                template.policyModel(),
                template.verifierModel(),
                template.embedderModel());
    }

    private static double at(double[] z, String name) {
        for (int i = 0; i < z.length; i++) {
            if (AXES.get(i).name().equals(name)) {
                return AXES.get(i).value(z[i]);
            }
        }
        throw new IllegalArgumentException(name);
    }

    /** What the fit moves, by the paths that the scenario has for them. */
    public static Map<String, Double> values(World world) {
        Map<String, Double> values = new LinkedHashMap<>();
        Difficulty.ProbitNormal core =
                (Difficulty.ProbitNormal) world.difficulty().core();
        Directions.PitmanYor process = (Directions.PitmanYor) world.directions().popularity();
        values.put("tasks.unsolvable", world.difficulty().unsolvable());
        values.put("tasks.difficulty.probit-normal.mean", core.mean());
        values.put("tasks.difficulty.probit-normal.sd", core.sd());
        values.put("directions.popularity.pitman-yor.concentration", process.concentration());
        values.put("directions.quality-correlation", world.directions().qualityCorrelation());
        values.put("attempts.shares.direction", world.attempts().directionShare());
        values.put("attempts.shares.steps", world.attempts().stepsShare());
        values.put("attempts.decay", world.attempts().decay());
        values.put("attempts.steps.hazard", world.attempts().hazards().get(MIN_STEPS - 1));
        values.put("mistakes.share", world.mistakes().share());
        values.put("mistakes.detection", world.mistakes().detection());
        values.put("mistakes.drop", world.mistakes().drop());
        values.put("verifier.slope", world.verifier().slope());
        values.put("verifier.bias", world.verifier().bias());
        values.put("verifier.direction-noise", world.verifier().directionNoise());
        values.put("verifier.path-noise", world.verifier().pathNoise());
        values.put("verifier.step-noise", world.verifier().stepNoise());
        values.put("verifier.outcome", world.verifier().outcome());
        values.put("similarity.power", world.similarity().power());
        values.put("similarity.noise", world.similarity().noise());
        values.put("answers.herding", world.answers().herding());
        values.put("answers.zipf", world.answers().zipf());
        return values;
    }
}
