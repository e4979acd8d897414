package dev.plateau.policy;

/** Counts answers as they come, and shows a rule what it declares to read. Allocates nothing once it is large enough. */
public final class AnswerTally implements Tally {
    private int[] votes = new int[0];
    private int[] seen = new int[0];
    private int distinct;
    private int size;
    private int leader;
    private int runnerUpVotes;
    private int streak;
    private int last;
    private double lastScore;
    private boolean answersShown;
    private boolean scoresShown;

    /**
     * Empties it.
     *
     * @param answers above the numbers of all
     * @param showAnswers whether the rule reads how they are spread
     * @param showScores whether the rule reads scores
     */
    public void clear(int answers, boolean showAnswers, boolean showScores) {
        answersShown = showAnswers;
        scoresShown = showScores;
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

    /**
     * Counts an attempt.
     *
     * @param answer number of its answer, from 0
     * @param score of the verifier in [0,1]; anything if no scores are shown
     */
    public void add(int answer, double score) {
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
        requireAnswers();
        return votes[leader];
    }

    @Override
    public int runnerUpVotes() {
        requireAnswers();
        return runnerUpVotes;
    }

    @Override
    public int streak() {
        requireAnswers();
        return streak;
    }

    @Override
    public double lastScore() {
        if (!scoresShown) {
            throw PolicyException.ofUndeclaredTally("scores", "readsScores");
        }
        return lastScore;
    }

    private void requireAnswers() {
        if (!answersShown) {
            throw PolicyException.ofUndeclaredTally("answers", "readsAnswers");
        }
    }
}
