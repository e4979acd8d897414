package dev.plateau.plan;

/**
 * What is decided beside the number of replicas, by number.
 *
 * @param machine of the space
 * @param entrant of the study: the policy
 * @param budget of the study
 */
record Option(int machine, int entrant, int budget) {}
