package dev.plateau.model;

/**
 * How a sequential round follows from the one before (MODEL section 8).
 *
 * @param stickiness chance that a round keeps the direction of the last, in [0,1]; else it picks anew by popularity
 * @param reuse correlation of the levels below the direction with those of the last round, in [0,1]
 * @param contextRounds how many earlier attempts a round carries in its prompt, at least 0
 */
public record Refinement(double stickiness, double reuse, int contextRounds) {}
