package dev.plateau.model;

/**
 * Everything that is true of the synthetic tasks and of the neural models that work on them; nothing of policies,
 * budgets or machines.
 *
 * @param difficulty spread of p over tasks
 * @param directions approaches and their popularity
 * @param attempts shares and steps
 * @param mistakes steps that spoil an attempt for good
 * @param refinement sequential rounds
 * @param verifier process reward model
 * @param similarity embedding model
 * @param answers wrong answers
 * @param lengths tokens
 * @param policyModel cost of the model that writes attempts
 * @param verifierModel cost of the verifier
 * @param embedderModel cost of the embedder
 * @param cut what of a promised budget is taken back
 */
public record World(
        Difficulty difficulty,
        Directions directions,
        AttemptShape attempts,
        Mistakes mistakes,
        Refinement refinement,
        Verifier verifier,
        SimilarityShape similarity,
        Answers answers,
        Lengths lengths,
        ModelCost policyModel,
        ModelCost verifierModel,
        ModelCost embedderModel,
        BudgetCut cut) {

    /** A world that keeps its promises of budget. */
    public World(
            Difficulty difficulty,
            Directions directions,
            AttemptShape attempts,
            Mistakes mistakes,
            Refinement refinement,
            Verifier verifier,
            SimilarityShape similarity,
            Answers answers,
            Lengths lengths,
            ModelCost policyModel,
            ModelCost verifierModel,
            ModelCost embedderModel) {
        this(
                difficulty,
                directions,
                attempts,
                mistakes,
                refinement,
                verifier,
                similarity,
                answers,
                lengths,
                policyModel,
                verifierModel,
                embedderModel,
                BudgetCut.NONE);
    }

    /** Cost of the verifier's verdicts: every call reads anew. */
    public ModelCost verdicts() {
        return verifierModel.times(verifier.calls());
    }

    /** The same with another verifier. */
    public World with(Verifier other) {
        return new World(
                difficulty,
                directions,
                attempts,
                mistakes,
                refinement,
                other,
                similarity,
                answers,
                lengths,
                policyModel,
                verifierModel,
                embedderModel,
                cut);
    }

    /** The same with other attempts. */
    public World with(AttemptShape other) {
        return new World(
                difficulty,
                directions,
                other,
                mistakes,
                refinement,
                verifier,
                similarity,
                answers,
                lengths,
                policyModel,
                verifierModel,
                embedderModel,
                cut);
    }

    /** The same with another similarity. */
    public World with(SimilarityShape other) {
        return new World(
                difficulty,
                directions,
                attempts,
                mistakes,
                refinement,
                verifier,
                other,
                answers,
                lengths,
                policyModel,
                verifierModel,
                embedderModel,
                cut);
    }

    /** The same with other mistakes. */
    public World with(Mistakes other) {
        return new World(
                difficulty,
                directions,
                attempts,
                other,
                refinement,
                verifier,
                similarity,
                answers,
                lengths,
                policyModel,
                verifierModel,
                embedderModel,
                cut);
    }

    /** The same with another cut of budgets. */
    public World with(BudgetCut other) {
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
                policyModel,
                verifierModel,
                embedderModel,
                other);
    }
}
