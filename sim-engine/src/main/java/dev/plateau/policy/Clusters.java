package dev.plateau.policy;

import java.util.Arrays;

/**
 * Directions as the similarity matrix shows them: the connected components of the graph that joins two prefixes whose cosine
 * reaches a threshold. The result does not depend on the order of the prefixes. O(k^2) cosines; grows, then allocates nothing.
 */
final class Clusters {
    private int[] root = new int[0];
    private int[] size = new int[0];
    private double[] row = new double[0];

    /** Finds the clusters of a frontier. */
    void find(Frontier frontier, double threshold) {
        int k = frontier.size();
        root = Scratch.room(k, root);
        size = Scratch.room(k, size);
        row = Scratch.room(k, row);
        for (int i = 0; i < k; i++) {
            root[i] = i;
        }
        for (int i = 1; i < k; i++) {
            frontier.cosines(i, row);
            for (int j = 0; j < i; j++) {
                if (row[j] >= threshold) {
                    join(i, j);
                }
            }
        }
        Arrays.fill(size, 0, k, 0);
        for (int i = 0; i < k; i++) {
            root[i] = rootOf(i);
            size[root[i]]++;
        }
    }

    /** Cluster of prefix i: the number of its first member. */
    int of(int i) {
        return root[i];
    }

    /** Members of the cluster of prefix i. */
    int size(int i) {
        return size[root[i]];
    }

    private void join(int i, int j) {
        int a = rootOf(i);
        int b = rootOf(j);
        root[Math.max(a, b)] = Math.min(a, b);
    }

    private int rootOf(int i) {
        int at = i;
        while (root[at] != at) {
            root[at] = root[root[at]];
            at = root[at];
        }
        return at;
    }
}
