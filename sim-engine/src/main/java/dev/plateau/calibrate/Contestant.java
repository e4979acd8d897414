package dev.plateau.calibrate;

import dev.plateau.policy.Policy;
import java.util.function.Supplier;

/**
 * The policy that stands for a method of a table.
 *
 * @param method its name in the table
 * @param policy makes an instance for one thread
 */
public record Contestant(String method, Supplier<Policy> policy) {}
