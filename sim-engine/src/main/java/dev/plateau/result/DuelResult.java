package dev.plateau.result;

import java.util.List;

/**
 * An extreme world for a policy and its rival.
 *
 * @param title of the scenario
 * @param policy label
 * @param rival label
 * @param best whether the policy should win most; else it should lose most
 * @param budget of every task, in words
 * @param found setting of each range in the world that was found
 * @param base the policies in the scenario's world
 * @param there the policies in the world that was found
 * @param starts of the search
 * @param settings that matter, those whose return takes most away first; empty if it was interrupted before
 * @param interrupted whether the search was ended early
 */
public record DuelResult(
        String title,
        String policy,
        String rival,
        boolean best,
        String budget,
        List<Double> found,
        DuelRow base,
        DuelRow there,
        List<StartRow> starts,
        List<AblationRow> settings,
        boolean interrupted) {
    /** Copies the lists. */
    public DuelResult {
        found = List.copyOf(found);
        starts = List.copyOf(starts);
        settings = List.copyOf(settings);
    }
}
