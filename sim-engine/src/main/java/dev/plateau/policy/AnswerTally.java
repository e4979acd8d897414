package dev.plateau.run;

import dev.plateau.policy.Tally;

/** Counts answers as they come. Allocation-free once large enough. */
final class AnswerTally implements Tally {
    private int[] votes = new int[0];
    private int[] seen = new int[0];
    private int distinct;
    private int size;
    private int leader;
    private int runnerUpVotes;
    private int streak;
    private int last;
    private double lastScore;

    /** Empties it, for answers numbered below {@code answers}. */
    void clear(int answers) {
        if (votes.length < answers) {
            votes = new int[answers];
            seen = new int[answers];
        } else {
            for (int i = 0; i < distinct; i++) {
                votes[seen[i]] = 0;
            }
        }
        distinct = 0;
        size = 0;
        leader = 0;
        runnerUpVotes = 0;
        streak = 0;
        last = -1;
    }

    void add(int answer, double score) {
        size++;
        lastScore = score;
        streak = answer == last ? streak + 1 : 1;
        last = answer;
        if (votes[answer] == 0) {
            seen[distinct++] = answer;
        }
        int count = ++votes[answer];
        if (size == 1) {
            leader = answer;
        } else if (answer != leader && count > votes[leader]) {
            // It had drawn level before, so the votes of the runner-up are already those of the old leader.
            leader = answer;
        } else if (answer != leader) {
            runnerUpVotes = Math.max(runnerUpVotes, count);
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int leaderVotes() {
        return votes[leader];
    }

    @Override
    public int runnerUpVotes() {
        return runnerUpVotes;
    }

    @Override
    public int streak() {
        return streak;
    }

    @Override
    public double lastScore() {
        return lastScore;
    }
}
