package dev.plateau.model;

/**
 * Lengths in tokens (MODEL section 7).
 *
 * @param promptTokens tokens of the prompt, at least 1
 * @param stepTokens mean tokens of a step at medium difficulty, at least 1
 * @param spread coefficient of variation of the lognormal step length, at least 0
 * @param difficultyEffect log of the factor on step length per unit of theta (one unit harder in probit), any sign;
 *     unsolvable and solved tasks count as theta = 3 and -3
 */
public record Lengths(double promptTokens, double stepTokens, double spread, double difficultyEffect) {}
