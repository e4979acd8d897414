package dev.plateau.experiment;

import java.util.Arrays;

/** How far the worlds of a study have come, which may be several at a time. */
final class Course {
    private final Study study;
    private final Progress progress;
    private final double[] shares;

    /** The course of a study that nothing is done of. */
    Course(Study study, Progress progress) {
        this.study = study;
        this.progress = progress;
        this.shares = new double[study.worlds().size()];
    }

    /** A wave of a world is done, and so is a share of its tasks, in [0,1]. */
    synchronized void wave(int world, long tasks, double widest, double share) {
        shares[world] = study.services().isEmpty() ? share : share / 2;
        progress.wave(study.worlds().get(world).name(), tasks, widest, done());
    }

    /** A policy has been served at a budget, and so is a share of all in its world, in [0,1]. */
    synchronized void served(int world, String fleet, double share) {
        shares[world] = (1 + share) / 2;
        progress.served(study.worlds().get(world).name(), fleet, done());
    }

    /** Whether the run is to be ended. */
    synchronized boolean cancelled() {
        return progress.cancelled();
    }

    private double done() {
        return Arrays.stream(shares).sum() / shares.length;
    }
}
