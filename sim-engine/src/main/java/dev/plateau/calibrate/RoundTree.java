package dev.plateau.calibrate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The distinct beginnings of chains, each after that which it continues, and how many chains are no longer than it. */
final class RoundTree {
    private final List<List<Boolean>> beginnings = new ArrayList<>();
    private final int[] before;
    private final double[] times;

    RoundTree(List<RoundChain> chains) {
        Map<List<Boolean>, Integer> index = new HashMap<>();
        for (RoundChain chain : chains) {
            for (int t = 1; t <= chain.right().size(); t++) {
                List<Boolean> beginning = chain.right().subList(0, t);
                if (index.putIfAbsent(beginning, beginnings.size()) == null) {
                    beginnings.add(beginning);
                }
            }
        }
        before = new int[beginnings.size()];
        times = new double[beginnings.size()];
        for (int i = 0; i < before.length; i++) {
            List<Boolean> beginning = beginnings.get(i);
            before[i] = beginning.size() == 1 ? -1 : index.getOrDefault(beginning.subList(0, beginning.size() - 1), -1);
        }
        for (RoundChain chain : chains) {
            times[index.getOrDefault(chain.right(), 0)]++;
        }
    }

    int size() {
        return before.length;
    }

    /** The beginning that one continues; -1 for a first round. */
    int before(int i) {
        return before[i];
    }

    /** Rounds before its last. */
    int round(int i) {
        return beginnings.get(i).size() - 1;
    }

    /** Whether its last round is right. */
    boolean right(int i) {
        return beginnings.get(i).get(round(i));
    }

    boolean neverRight(int i) {
        return !beginnings.get(i).contains(true);
    }

    /** Chains that end so. */
    double times(int i) {
        return times[i];
    }
}
