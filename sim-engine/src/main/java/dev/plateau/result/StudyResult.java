package dev.plateau.result;

import java.util.List;

/**
 * Everything a study found, ready to be written and drawn without simulating again.
 *
 * @param name of the scenario
 * @param title one line for pictures
 * @param baseline label of the policy the others are compared with
 * @param told labels of the policies that are told the truth, so that no system can run them
 * @param unit what budgets count
 * @param efficientThreshold gain per unit of budget below which spending is no longer efficient
 * @param saturationThreshold gain per unit of budget below which spending is wasteful
 * @param accuracy rows by world, policy, budget
 * @param levels accuracy by world, policy, budget, level of difficulty; empty if the tasks have no levels
 * @param gains rows by world, policy, budget
 * @param saturation rows by world, policy
 * @param comparison rows by world, policy, budget
 * @param versusBest every policy against the best contender of its world and budget, over the same tasks
 * @param verifiers quality of the verifier by world
 * @param regret rows by world, policy, budget; empty if not asked for
 * @param fleet rows by world, fleet, policy, budget; empty if no fleet serves
 * @param latency their distributions of latency
 * @param timeline what went on in the fleets
 * @param warnings sentences that a reader must know (a cap reached, an interrupted run); empty if none
 */
public record StudyResult(
        String name,
        String title,
        String baseline,
        List<String> told,
        BudgetUnit unit,
        double efficientThreshold,
        double saturationThreshold,
        List<AccuracyRow> accuracy,
        List<LevelRow> levels,
        List<GainRow> gains,
        List<SaturationRow> saturation,
        List<ComparisonRow> comparison,
        List<ComparisonRow> versusBest,
        List<VerifierRow> verifiers,
        List<RegretRow> regret,
        List<FleetRow> fleet,
        List<LatencyRow> latency,
        List<TimelineRow> timeline,
        List<String> warnings) {

    /** Copies the lists. */
    public StudyResult {
        told = List.copyOf(told);
        accuracy = List.copyOf(accuracy);
        levels = List.copyOf(levels);
        gains = List.copyOf(gains);
        saturation = List.copyOf(saturation);
        comparison = List.copyOf(comparison);
        versusBest = List.copyOf(versusBest);
        verifiers = List.copyOf(verifiers);
        regret = List.copyOf(regret);
        fleet = List.copyOf(fleet);
        latency = List.copyOf(latency);
        timeline = List.copyOf(timeline);
        warnings = List.copyOf(warnings);
    }

    /** Whether a policy may be named the best: it is not told the truth, or all are. */
    public boolean contends(String policy) {
        return !told.contains(policy)
                || accuracy.stream().map(AccuracyRow::policy).allMatch(told::contains);
    }

    /** Name of a world for readers: without that of the scenario before it. */
    public String worldName(String scenario) {
        String prefix = name + "/";
        return scenario.startsWith(prefix) && scenario.length() > prefix.length()
                ? scenario.substring(prefix.length())
                : scenario;
    }

    /** Name of a policy for readers: it says so if the policy is told the truth. */
    public String policyName(String policy) {
        return told.contains(policy) ? policy + " (told the truth)" : policy;
    }
}
