package dev.plateau.calibrate;

/** What can be calibrated from; each kind has its own fit. */
public sealed interface Observations permits ProblemCounts, SampledProblems, RoundChains, AccuracyTable, ServingLog {}
