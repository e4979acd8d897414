package dev.plateau.model;

/** How the tasks of a block are spread over what is random about a task before any attempt is made. All are unbiased. */
public enum Points {
    /** Every task by itself: plain Monte Carlo. */
    INDEPENDENT("independent"),
    /** Task i of a block of B has its quantile of difficulty in [i/B, (i+1)/B). */
    STRATIFIED("stratified"),
    /**
     * The tasks of a block are the points of a scrambled Sobol net over difficulty and over quality and verifier error of the
     * first six directions, which are the most popular ones of a Zipf law ({@link SobolNet}). A block of recorded problems has
     * each of them once: it is stratified.
     */
    SOBOL("sobol");

    private final String id;

    Points(String id) {
        this.id = id;
    }

    /** Name in scenarios. */
    public String id() {
        return id;
    }
}
