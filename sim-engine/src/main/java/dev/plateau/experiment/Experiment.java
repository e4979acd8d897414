package dev.plateau.experiment;

import dev.plateau.result.StudyResult;

/** Runs a study. */
public final class Experiment {
    private final Study study;
    private final int threads;

    /**
     * Prepares a run.
     *
     * @param study what to simulate
     * @param threads at least 1; the result does not depend on it
     */
    public Experiment(Study study, int threads) {
        this.study = study;
        this.threads = threads;
    }

    /** Simulates until every accuracy is as precise as asked, the cap is reached or {@code progress} cancels. */
    public StudyResult run(Progress progress) {
        throw new UnsupportedOperationException(study.name() + threads + progress);
    }
}
