package dev.plateau.terrain;

import dev.plateau.result.Range;
import java.util.List;

/**
 * Who is to be told apart, and by what.
 *
 * @param title of the scenario
 * @param policy label of the first policy of the ground
 * @param rival label of the second
 * @param best whether the policy should win most; else it should lose most
 * @param budget of every task, in words
 * @param space settings that are moved
 */
public record Duel(String title, String policy, String rival, boolean best, String budget, Space space) {

    /** What may be moved, and how it is named. */
    public interface Space {
        /** Settings, each within its ends. */
        List<Range> ranges();

        /** Value of each in the base world; NaN where the base has another law without it. */
        double[] base();

        /** Settings that are put back together, because one alone means nothing. */
        List<Group> groups();

        /** Settings as the world really has them: where they contradict each other they give way. */
        double[] mended(double[] settings);
    }

    /**
     * Settings that are put back together.
     *
     * @param name key, or what the keys have in common
     * @param members numbers of the ranges
     * @param base as the scenario has them, in words
     */
    public record Group(String name, List<Integer> members, String base) {
        /** Copies the list. */
        public Group {
            members = List.copyOf(members);
        }
    }
}
