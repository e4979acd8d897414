package dev.plateau.policy;

/** N independent attempts, then a vote. Attempts of a smaller budget are the first of a larger one. */
public record ParallelPolicy() implements Policy {}
