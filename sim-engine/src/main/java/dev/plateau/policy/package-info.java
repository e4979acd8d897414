/** Allocation policies: pure decisions from what is known of a frontier to rollouts. One file per policy; add yours here or through {@link java.util.ServiceLoader} with a {@link dev.plateau.policy.PolicyFactory}. */
@NullMarked
package dev.plateau.policy;

import org.jspecify.annotations.NullMarked;
