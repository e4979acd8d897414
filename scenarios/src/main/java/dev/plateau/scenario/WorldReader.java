package dev.plateau.scenario;

import dev.plateau.model.Answers;
import dev.plateau.model.AttemptShape;
import dev.plateau.model.BudgetCut;
import dev.plateau.model.Difficulty;
import dev.plateau.model.Directions;
import dev.plateau.model.Lengths;
import dev.plateau.model.Levels;
import dev.plateau.model.Mistakes;
import dev.plateau.model.Refinement;
import dev.plateau.model.SimilarityShape;
import dev.plateau.model.Verifier;
import dev.plateau.model.World;
import dev.plateau.scenario.Node.Mapping;
import dev.plateau.scenario.Node.Sequence;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads what is true of tasks and models. */
final class WorldReader {
    private static final int MOST_CHANCES = 10_000;
    private static final int MOST_LEVELS = 20;
    private static final Form.Real SHARE = new Form.Real(1e-6, 1e9);

    private final CountsReader counts;
    private final ModelsReader models;

    WorldReader(CountsReader counts, ModelsReader models) {
        this.counts = counts;
        this.models = models;
    }

    World read(Fields fields) {
        Difficulty difficulty = difficulty(fields);
        AttemptShape attempts = attempts(fields);
        if (difficulty.core() instanceof Difficulty.Empirical empirical
                && empirical.replay()
                && attempts.finishShare() != 1) {
            fields.problem(
                    Key.COUNTS_REPLAY,
                    "replayed samples are independent, so attempts.shares must be {direction: 0, steps: 0, finish: 1}"
                            + " (got direction "
                            + attempts.directionShare() + ", steps " + attempts.stepsShare() + ")");
        }
        return new World(
                difficulty,
                directions(fields),
                attempts,
                mistakes(fields, difficulty),
                refinement(fields, difficulty),
                new Verifier(
                        fields.real(Key.SLOPE),
                        fields.real(Key.BIAS),
                        fields.real(Key.DIRECTION_NOISE),
                        fields.real(Key.PATH_NOISE),
                        fields.real(Key.STEP_NOISE),
                        fields.real(Key.OUTCOME),
                        (int) fields.whole(Key.CALLS),
                        fields.real(Key.CALL_NOISE),
                        fields.real(fields.has(Key.WRONG_CALL_NOISE) ? Key.WRONG_CALL_NOISE : Key.CALL_NOISE),
                        fields.real(Key.VERIFIER_LENGTH),
                        fields.real(Key.VERIFIER_POPULARITY)),
                new SimilarityShape(
                        fields.real(Key.FLOOR),
                        fields.real(Key.POWER),
                        fields.real(Key.NOISE),
                        SimilarityShape.View.valueOf(fields.choice(Key.VIEW).toUpperCase(Locale.ROOT))),
                new Answers(fields.real(Key.HERDING), (int) fields.whole(Key.WRONG), fields.real(Key.WRONG_ZIPF)),
                new Lengths(
                        fields.real(Key.PROMPT),
                        fields.real(Key.STEP),
                        fields.real(Key.SPREAD),
                        fields.real(Key.DIFFICULTY_EFFECT)),
                models.cost(fields, Role.POLICY),
                models.cost(fields, Role.VERIFIER),
                models.cost(fields, Role.EMBEDDER),
                new BudgetCut((int) fields.whole(Key.CUT_AFTER), fields.real(Key.CUT_SHARE)));
    }

    private static Mistakes mistakes(Fields fields, Difficulty difficulty) {
        Mistakes mistakes = new Mistakes(fields.real(Key.MISTAKES), fields.real(Key.DETECTION), fields.real(Key.DROP));
        if (mistakes.share() > 0 && difficulty.core() instanceof Difficulty.Empirical empirical && empirical.replay()) {
            fields.problem(Key.MISTAKES, "mistakes do not apply to replayed samples, which are as they were recorded");
        }
        return mistakes;
    }

    private static Refinement refinement(Fields fields, Difficulty difficulty) {
        Refinement refinement = new Refinement(
                fields.real(Key.STICKINESS),
                fields.real(Key.REUSE),
                (int) fields.whole(Key.CONTEXT_ROUNDS),
                fields.real(Key.IMPROVEMENT),
                fields.real(Key.REPEAT));
        if (refinement.improvement() != 0 && refinement.contextRounds() == 0) {
            fields.problem(
                    Key.IMPROVEMENT,
                    "refinement.improvement needs refinement.context-rounds of at least 1: a round improves on the"
                            + " attempts in its prompt");
        } else if (refinement.improvement() != 0
                && difficulty.core() instanceof Difficulty.Empirical empirical
                && empirical.replay()) {
            fields.problem(
                    Key.IMPROVEMENT,
                    "refinement.improvement does not apply to replayed samples, which are as they were recorded");
        }
        return refinement;
    }

    private Difficulty difficulty(Fields fields) {
        double unsolvable = fields.real(Key.UNSOLVABLE);
        double solved = fields.real(Key.SOLVED);
        if (unsolvable + solved > 1) {
            fields.problem(
                    Key.SOLVED,
                    "tasks.unsolvable and tasks.solved must sum to at most 1 (got " + (unsolvable + solved) + ")");
            solved = 0;
        }
        Difficulty.Core core = core(fields);
        return new Difficulty(unsolvable, solved, core, levels(fields, core));
    }

    private static Levels levels(Fields fields, Difficulty.Core core) {
        if (fields.node("tasks.levels").isEmpty()) {
            return Levels.NONE;
        }
        double agreement = fields.real(Key.LEVELS_AGREEMENT);
        int before = fields.problems().count();
        if (core instanceof Difficulty.Empirical || core instanceof Difficulty.Fixed) {
            fields.problems()
                    .add(
                            fields.place("tasks.levels"),
                            "tasks.levels need a difficulty that is a distribution of p: beta, probit-normal or mixture");
        }
        Node node = fields.node(Key.LEVELS_SHARES.path()).orElse(null);
        if (!(node instanceof Sequence sequence)
                || sequence.items().size() < 2
                || sequence.items().size() > MOST_LEVELS) {
            fields.problem(
                    Key.LEVELS_SHARES,
                    Key.LEVELS_SHARES.path() + " must be "
                            + Key.LEVELS_SHARES.form().describe()
                            + (node == null ? "" : " (got " + node.shown() + ")"));
            return Levels.NONE;
        }
        List<Double> shares = sequence.items().stream()
                .map(item -> Fields.real(item, "a share", SHARE, fields.problems()))
                .toList();
        return fields.problems().count() > before ? Levels.NONE : new Levels(shares, agreement);
    }

    private Difficulty.Core core(Fields fields) {
        if (fields.has(Key.FIXED)) {
            return new Difficulty.Fixed(fields.real(Key.FIXED));
        } else if (fields.node("tasks.difficulty.probit-normal").isPresent()) {
            return new Difficulty.ProbitNormal(fields.real(Key.PROBIT_MEAN), fields.real(Key.PROBIT_SD));
        } else if (fields.node("tasks.difficulty.mixture").orElse(null) instanceof Mapping) {
            return mixture(fields);
        } else if (fields.node("tasks.difficulty.counts").orElse(null) instanceof Mapping) {
            boolean replay = fields.choice(Key.COUNTS_REPLAY).equals("true");
            return new Difficulty.Empirical(counts.read(fields), replay);
        }
        return new Difficulty.Beta(fields.real(Key.BETA_A), fields.real(Key.BETA_B));
    }

    private static Difficulty.Core mixture(Fields fields) {
        int before = fields.problems().count();
        List<Double> p = numbers(fields, Key.MIXTURE_P, new Form.Real(0, 1));
        List<Double> weight = numbers(fields, Key.MIXTURE_WEIGHT, new Form.Real(1e-12, 1e12));
        for (int i = 1; i < p.size(); i++) {
            if (!(p.get(i) > p.get(i - 1)) && fields.problems().count() == before) {
                fields.problem(
                        Key.MIXTURE_P,
                        "tasks.difficulty.mixture.p must ascend, each once (got " + p.get(i) + " after " + p.get(i - 1)
                                + ")");
            }
        }
        if (p.size() != weight.size() && fields.problems().count() == before) {
            fields.problem(
                    Key.MIXTURE_WEIGHT,
                    "tasks.difficulty.mixture.weight must have as many numbers as p, " + p.size() + " (got "
                            + weight.size() + ")");
        }
        if (fields.problems().count() > before) {
            return new Difficulty.Fixed(0);
        }
        List<Difficulty.Chance> chances = new ArrayList<>();
        for (int i = 0; i < p.size(); i++) {
            chances.add(new Difficulty.Chance(p.get(i), weight.get(i)));
        }
        return new Difficulty.Mixture(chances);
    }

    private static List<Double> numbers(Fields fields, Key key, Form.Real form) {
        if (!fields.has(key)) {
            return fields.missing(key, List.of());
        }
        if (fields.node(key.path()).orElse(null) instanceof Node.Sequence sequence
                && !sequence.items().isEmpty()
                && sequence.items().size() <= MOST_CHANCES) {
            return sequence.items().stream()
                    .map(item -> Fields.real(item, "a number of " + key.path(), form, fields.problems()))
                    .toList();
        }
        fields.problem(key, key.path() + " must be " + key.form().describe() + ", 1 to " + MOST_CHANCES + " of them");
        return List.of();
    }

    private static Directions directions(Fields fields) {
        return new Directions(popularity(fields), fields.real(Key.QUALITY_CORRELATION));
    }

    private static Directions.Popularity popularity(Fields fields) {
        if (fields.node("directions.popularity.uniform").isPresent()) {
            return new Directions.Uniform((int) fields.whole(Key.UNIFORM_COUNT));
        } else if (fields.node("directions.popularity.dirichlet").isPresent()) {
            return new Directions.Dirichlet(
                    (int) fields.whole(Key.DIRICHLET_COUNT), fields.real(Key.DIRICHLET_CONCENTRATION));
        } else if (fields.node("directions.popularity.pitman-yor").isPresent()) {
            return new Directions.PitmanYor(
                    fields.real(Key.PITMAN_YOR_CONCENTRATION), fields.real(Key.PITMAN_YOR_DISCOUNT));
        }
        return new Directions.Zipf((int) fields.whole(Key.ZIPF_COUNT), fields.real(Key.ZIPF_EXPONENT));
    }

    private static AttemptShape attempts(Fields fields) {
        int before = fields.problems().count();
        double direction = fields.real(Key.DIRECTION_SHARE);
        double steps = fields.real(Key.STEPS_SHARE);
        double finish =
                fields.has(Key.FINISH_SHARE) ? fields.real(Key.FINISH_SHARE) : Math.max(0, 1 - direction - steps);
        double sum = direction + steps + finish;
        if (fields.problems().count() == before && !(Math.abs(sum - 1) <= AttemptShape.SUM_TOLERANCE)) {
            fields.problems()
                    .add(
                            fields.place("attempts.shares"),
                            String.format(
                                    Locale.ROOT,
                                    "attempts.shares must sum to 1 (got direction %s + steps %s + finish %s = %s)",
                                    direction,
                                    steps,
                                    finish,
                                    new BigDecimal(sum)
                                            .round(new MathContext(9))
                                            .stripTrailingZeros()
                                            .toPlainString()));
        }
        if (fields.problems().count() > before) {
            direction = 0;
            steps = 0;
            finish = 1;
        }
        return new AttemptShape(direction, steps, finish, fields.real(Key.DECAY), hazards(fields));
    }

    private static List<Double> hazards(Fields fields) {
        if (!(fields.node(Key.STEPS.path()).orElse(null) instanceof Mapping)) {
            return AttemptShape.fixedSteps((int) fields.whole(Key.STEPS));
        }
        int before = fields.problems().count();
        int min = (int) fields.whole(Key.STEPS_MIN);
        int max = (int) fields.whole(Key.STEPS_MAX);
        if (fields.problems().count() > before) {
            return AttemptShape.fixedSteps(1);
        } else if (min > max) {
            fields.problem(
                    Key.STEPS_MIN,
                    "attempts.steps.min must be at most attempts.steps.max, " + max + " (got " + min + ")");
            max = min;
        }
        return fields.has(Key.STEPS_HAZARD)
                ? AttemptShape.geometricSteps(min, max, fields.real(Key.STEPS_HAZARD))
                : AttemptShape.uniformSteps(min, max);
    }
}
