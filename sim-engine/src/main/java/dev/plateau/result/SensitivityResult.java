package dev.plateau.result;

import java.util.List;

/**
 * What moves what comes out.
 *
 * @param title of the scenario
 * @param budget of every task, in words
 * @param outputs names, in the order asked for
 * @param effects of every setting on every output, by output and then the largest first; none if indices were asked for
 * @param indices likewise; none if effects were asked for
 * @param groups of settings that were simulated: trajectories, or rows
 * @param points settings that were simulated
 * @param tasks at each of them
 * @param interrupted whether it ended early
 */
public record SensitivityResult(
        String title,
        String budget,
        List<String> outputs,
        List<EffectRow> effects,
        List<IndexRow> indices,
        int groups,
        int points,
        long tasks,
        boolean interrupted) {
    /** Copies the lists. */
    public SensitivityResult {
        outputs = List.copyOf(outputs);
        effects = List.copyOf(effects);
        indices = List.copyOf(indices);
    }

    /** Effects on an output. */
    public List<EffectRow> effectsOn(String output) {
        return effects.stream().filter(row -> row.output().equals(output)).toList();
    }

    /** Indices of an output. */
    public List<IndexRow> indicesOf(String output) {
        return indices.stream().filter(row -> row.output().equals(output)).toList();
    }
}
