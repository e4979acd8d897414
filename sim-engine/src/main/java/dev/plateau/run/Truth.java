package dev.plateau.run;

import dev.plateau.model.Mistakes;
import dev.plateau.model.TaskTree;
import dev.plateau.policy.OracleFrontier;

/** Prefixes with the truth about them. A wrapper, so that a rule which is handed the prefixes alone has no way to it. */
final class Truth implements OracleFrontier {
    private final TaskTree tree;
    private final Lineage prefixes;

    Truth(TaskTree tree, Lineage prefixes) {
        this.tree = tree;
        this.prefixes = prefixes;
    }

    @Override
    public double value(int i) {
        return prefixes.state[i] == Mistakes.State.SOUND ? tree.value(prefixes.sum[i], prefixes.depth) : 0;
    }

    @Override
    public int direction(int i) {
        return prefixes.direction[i];
    }

    @Override
    public int size() {
        return prefixes.size();
    }

    @Override
    public double score(int i) {
        return prefixes.score(i);
    }

    @Override
    public double evidence(int i) {
        return prefixes.evidence(i);
    }

    @Override
    public int lineage(int i) {
        return prefixes.lineage(i);
    }

    @Override
    public int step() {
        return prefixes.step();
    }

    @Override
    public int finished() {
        return prefixes.finished();
    }

    @Override
    public long seed() {
        return prefixes.seed();
    }

    @Override
    public double cosine(int i, int j) {
        return prefixes.cosine(i, j);
    }

    @Override
    public void cosines(int i, double[] row) {
        prefixes.cosines(i, row);
    }

    @Override
    public void uniqueness(double temperature, double[] uniqueness) {
        prefixes.uniqueness(temperature, uniqueness);
    }
}
