package dev.plateau.model;

/**
 * What finished attempts answer (MODEL section 6). A right attempt gives the right answer, number 0. A wrong one gives,
 * with chance {@code herding}, the wrong answer typical of its direction, else one of {@code wrong} wrong answers with
 * weights 1 / rank^zipf.
 *
 * @param herding in [0,1]
 * @param wrong number of wrong answers that all directions share, at least 1
 * @param zipf exponent of their weights, at least 0
 */
public record Answers(double herding, int wrong, double zipf) {}
