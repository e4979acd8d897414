package dev.plateau.experiment;

/**
 * The pilots that tell what a policy can pay for, in a study whose budgets are not of rollouts.
 *
 * @param world number in the study
 * @param payer number of the policy in the study; the oracle's follows the last
 */
record Pilot(int world, int payer) implements Piece<RolloutPlan.Affordable> {
    @Override
    public String name(Study study) {
        return "pilots/" + study.worlds().get(world).name() + "/policy " + payer;
    }

    @Override
    public Class<RolloutPlan.Affordable> type() {
        return RolloutPlan.Affordable.class;
    }

    @Override
    public RolloutPlan.Affordable simulate(Simulator simulator) {
        Study study = simulator.study();
        return RolloutPlan.affordable(study, study.worlds().get(world).world(), payer);
    }
}
