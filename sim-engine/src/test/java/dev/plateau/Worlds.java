package dev.plateau;

import dev.plateau.catalog.Policies;
import dev.plateau.experiment.Entrant;
import dev.plateau.experiment.NamedWorld;
import dev.plateau.experiment.Study;
import dev.plateau.experiment.Thresholds;
import dev.plateau.model.Answers;
import dev.plateau.model.AttemptShape;
import dev.plateau.model.Difficulty;
import dev.plateau.model.Directions;
import dev.plateau.model.Lengths;
import dev.plateau.model.Mistakes;
import dev.plateau.model.ModelCost;
import dev.plateau.model.Refinement;
import dev.plateau.model.SimilarityShape;
import dev.plateau.model.Verifier;
import dev.plateau.model.World;
import dev.plateau.policy.Policy;
import dev.plateau.policy.PolicyFactory;
import dev.plateau.policy.Settings;
import dev.plateau.result.BudgetUnit;
import dev.plateau.select.Selection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Worlds and studies for tests; change what a test is about, leave the rest. */
public record Worlds(
        Difficulty difficulty,
        Directions directions,
        AttemptShape attempts,
        Mistakes mistakes,
        Refinement refinement,
        Verifier verifier,
        SimilarityShape similarity,
        Answers answers,
        Lengths lengths) {

    public static Worlds plain() {
        return new Worlds(
                new Difficulty(0, 0, new Difficulty.Fixed(0.3)),
                Directions.single(),
                new AttemptShape(0, 0, 1, 1, AttemptShape.fixedSteps(1)),
                Mistakes.NONE,
                new Refinement(0, 0, 0),
                Verifier.calibrated(),
                new SimilarityShape(0.5, 0.02, 0, SimilarityShape.View.TRUE),
                new Answers(0, 10, 1),
                new Lengths(100, 50, 0, 0));
    }

    public static Worlds rich() {
        return plain().with(new Difficulty(0.05, 0.02, new Difficulty.Beta(0.6, 1.2)))
                .with(new Directions(new Directions.Zipf(5, 1), 0))
                .with(new AttemptShape(0.3, 0.5, 0.2, 0.9, AttemptShape.geometricSteps(3, 8, 0.3)))
                .with(new Mistakes(0.3, 0.4, 2))
                .with(new Refinement(0.7, 0.4, 2))
                .with(new Verifier(1, 0.2, 0.8, 0.3, 0.4, 0.5))
                .with(new Answers(0.4, 15, 1))
                .with(new Lengths(120, 60, 0.6, 0.1));
    }

    public Worlds with(Difficulty d) {
        return new Worlds(d, directions, attempts, mistakes, refinement, verifier, similarity, answers, lengths);
    }

    public Worlds with(Directions d) {
        return new Worlds(difficulty, d, attempts, mistakes, refinement, verifier, similarity, answers, lengths);
    }

    public Worlds with(AttemptShape a) {
        return new Worlds(difficulty, directions, a, mistakes, refinement, verifier, similarity, answers, lengths);
    }

    public Worlds with(Mistakes m) {
        return new Worlds(difficulty, directions, attempts, m, refinement, verifier, similarity, answers, lengths);
    }

    public Worlds with(Refinement r) {
        return new Worlds(difficulty, directions, attempts, mistakes, r, verifier, similarity, answers, lengths);
    }

    public Worlds with(Verifier v) {
        return new Worlds(difficulty, directions, attempts, mistakes, refinement, v, similarity, answers, lengths);
    }

    public Worlds with(SimilarityShape s) {
        return new Worlds(difficulty, directions, attempts, mistakes, refinement, verifier, s, answers, lengths);
    }

    public Worlds with(Answers a) {
        return new Worlds(difficulty, directions, attempts, mistakes, refinement, verifier, similarity, a, lengths);
    }

    public Worlds with(Lengths l) {
        return new Worlds(difficulty, directions, attempts, mistakes, refinement, verifier, similarity, answers, l);
    }

    public World world() {
        return new World(
                difficulty,
                directions,
                attempts,
                mistakes,
                refinement,
                verifier,
                similarity,
                answers,
                lengths,
                new ModelCost("policy", 2, 0),
                new ModelCost("verifier", 3, 0),
                new ModelCost("embedder", 5, 0));
    }

    public static Policy policy(String id, Map<String, ?> settings) {
        PolicyFactory factory = Policies.factories().stream()
                .filter(f -> f.id().equals(id))
                .findFirst()
                .orElseThrow();
        return factory.create(Settings.of(factory.parameters(), settings));
    }

    public static Entrant entrant(String id, Map<String, ?> settings, Selection selection) {
        return new Entrant(id, () -> policy(id, settings), selection);
    }

    /** A study of this world; the first entrant is the baseline. */
    public Study study(List<Entrant> entrants, List<Integer> budgets, double precision, long maxTasks, long seed) {
        return new Study(
                "test",
                "a test",
                List.of(new NamedWorld("test", world())),
                entrants,
                entrants.get(0).label(),
                budgets,
                BudgetUnit.ROLLOUTS,
                precision,
                maxTasks,
                new Thresholds(0.01, 0.001),
                seed,
                Optional.empty());
    }
}
