package dev.plateau.calibrate;

import dev.plateau.model.Difficulty.Count;
import java.util.ArrayList;
import java.util.List;

/**
 * What attempts at one problem answered, in their order.
 *
 * @param attempts at least one
 */
public record SampledProblem(List<Attempt> attempts) {
    /** Number of the right answer. */
    public static final int RIGHT = 0;

    /**
     * One attempt.
     *
     * @param answer {@link #RIGHT}, or a number of its own for each wrong answer, above 0
     * @param score logit of its verifier score, NaN if there is none
     */
    public record Attempt(int answer, double score) {
        /** Whether it is right. */
        public boolean right() {
            return answer == RIGHT;
        }
    }

    /** Copies the list. */
    public SampledProblem {
        attempts = List.copyOf(attempts);
        if (attempts.isEmpty()) {
            throw new IllegalArgumentException("a problem needs an attempt");
        }
    }

    /** How often it was solved. */
    public Count count() {
        return new Count(
                attempts.size(), (int) attempts.stream().filter(Attempt::right).count());
    }

    /** Its first attempts only. */
    public SampledProblem first(int n) {
        return new SampledProblem(attempts.subList(0, Math.min(n, attempts.size())));
    }

    /** How often each answer was given, by its number; the right one first. */
    int[] votes() {
        int[] votes =
                new int[1 + attempts.stream().mapToInt(Attempt::answer).max().orElseThrow()];
        attempts.forEach(attempt -> votes[attempt.answer()]++);
        return votes;
    }

    /** How often each wrong answer that occurs was given. */
    int[] wrongVotes() {
        List<Integer> wrong = new ArrayList<>();
        int[] votes = votes();
        for (int answer = 1; answer < votes.length; answer++) {
            if (votes[answer] > 0) {
                wrong.add(votes[answer]);
            }
        }
        return wrong.stream().mapToInt(v -> v).toArray();
    }
}
