package dev.plateau.calibrate;

/** Is told how a fit goes on, and may end it. */
public interface FitProgress {
    /** A fit that nobody watches. */
    FitProgress NONE = (state, done) -> false;

    /**
     * A step is done.
     *
     * @param state what is being done
     * @param done share of the whole, in [0,1]
     * @return whether to stop and keep what there is
     */
    boolean step(String state, double done);
}
