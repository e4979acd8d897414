package dev.plateau.stress;

import java.io.Serializable;

/**
 * What a policy did with a group of tasks on a rung.
 *
 * @param right answers that are right, at least 0
 * @param rollouts mean of a task
 * @param tasks of the group, at least 1
 */
public record Group(int right, double rollouts, int tasks) implements Serializable {}
