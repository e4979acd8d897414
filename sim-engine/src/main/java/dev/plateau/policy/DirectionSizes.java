package dev.plateau.policy;

import java.util.Arrays;

/** How many active prefixes each true direction has. Keeps scratch memory: one thread at a time. */
final class DirectionSizes {
    private int[] members = new int[0];

    /** Divides the weight of every prefix by the size of its direction, and makes the weights sum to 1. */
    void shareOut(OracleFrontier frontier, double[] weights) {
        int k = frontier.size();
        int directions = 0;
        for (int i = 0; i < k; i++) {
            directions = Math.max(directions, frontier.direction(i) + 1);
        }
        members = Scratch.room(directions, members);
        Arrays.fill(members, 0, directions, 0);
        for (int i = 0; i < k; i++) {
            members[frontier.direction(i)]++;
        }
        for (int i = 0; i < k; i++) {
            weights[i] /= members[frontier.direction(i)];
        }
        Weights.normalise(weights, k);
    }
}
