package dev.plateau.calibrate;

import dev.plateau.model.Difficulty.Count;
import java.util.List;

/**
 * When a pilot that grows may stop. Of M problems with n samples each, those with exactly one right sample are n M times the gain
 * of the n-th sample, without bias (Good 1953): sampling may stop when at most n M epsilon of them are. Refining may stop when the
 * later rounds of a chain, from the middle on, solve at most epsilon of the problems per round. Neither may stop before the number
 * that is allowed reaches {@value #LEAST}: until then, none at all would be seen by luck in one of twenty pilots.
 *
 * @param epsilon gain per added attempt that counts as nothing, in (0,1)
 */
public record StopRule(double epsilon) {
    static final int LEAST = 3;
    private static final int TOO_EARLY = -1;
    private static final double ROUNDING = 1e-9;

    /**
     * What the rule says of a pilot so far.
     *
     * @param problems in it
     * @param samples of each, or rounds
     * @param seen problems solved exactly once; sequential: newly solved by the later rounds
     * @param allowed at most so many of them to stop; -1: too early
     * @param gain of one more, as measured
     */
    public record Verdict(int problems, int samples, int seen, int allowed, double gain) {
        /** Whether the pilot may stop. */
        public boolean stop() {
            return seen <= allowed;
        }

        /** Whether no number would do yet. */
        public boolean early() {
            return allowed < 0;
        }
    }

    /** How many problems may be seen to stop after so many samples, or later rounds; -1: too early. */
    int allowed(int samples, int problems) {
        double allowed = samples * epsilon * problems;
        return allowed < LEAST - ROUNDING ? TOO_EARLY : (int) (allowed + ROUNDING);
    }

    /** Rounds of a chain that count as the later ones. */
    static int later(int rounds) {
        return rounds - rounds / 2;
    }

    /**
     * Of parallel samples.
     *
     * @param problems with equal numbers of samples
     */
    public Verdict parallel(List<Count> problems) {
        int samples = problems.get(0).samples();
        int once = (int) problems.stream().filter(count -> count.correct() == 1).count();
        return new Verdict(
                problems.size(),
                samples,
                once,
                allowed(samples, problems.size()),
                (double) once / samples / problems.size());
    }

    /**
     * Of rounds.
     *
     * @param chains that are equally long, but for those that stopped when right
     */
    public Verdict sequential(List<RoundChain> chains) {
        int rounds =
                chains.stream().mapToInt(chain -> chain.right().size()).max().orElseThrow();
        int later = later(rounds);
        int solved = (int) chains.stream()
                .filter(chain -> chain.right().indexOf(true) >= rounds - later)
                .count();
        return new Verdict(
                chains.size(), rounds, solved, allowed(later, chains.size()), (double) solved / later / chains.size());
    }
}
