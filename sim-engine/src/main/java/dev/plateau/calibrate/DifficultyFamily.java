package dev.plateau.calibrate;

import java.util.List;

/** A family of distributions of p over problems that is fitted to counts. */
interface DifficultyFamily {

    /** As tables name it. */
    String name();

    /** Its parameters, in order; none if there are as many as the data ask for. */
    List<Parameter> parameters();

    /**
     * A parameter.
     *
     * @param name in tables
     * @param meaning one sentence
     */
    record Parameter(String name, String meaning) {}

    /**
     * A member of the family.
     *
     * @param at its place in the family, for a start from here
     * @param values its parameters as tables show them
     * @param weights of the values of p on the {@link PassGrid}
     */
    @SuppressWarnings("ArrayRecordComponent") // private to the package, never compared
    record Member(double[] at, double[] values, double[] weights) {}

    /**
     * The member under which counts are likeliest, penalty included.
     *
     * @param rows likelihoods of the distinct counts
     * @param times how often each occurs
     */
    Member fit(CountRows rows, double[] times);

    /** The same from a member that fits similar counts. */
    Member refit(CountRows rows, double[] times, Member start);

    /** The same family where the counts speak nearly alone; itself if nothing is expected of it beforehand. */
    default DifficultyFamily unbiased() {
        return this;
    }
}
