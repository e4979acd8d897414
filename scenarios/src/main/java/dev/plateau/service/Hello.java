package dev.plateau.service;

import dev.plateau.policy.Reads;

/**
 * What a service says of itself.
 *
 * @param title its own name and version, or empty
 * @param reads what it is sent and pays for
 * @param spendsAll whether its copies are repeated where they are fewer than N
 */
record Hello(String title, Reads reads, boolean spendsAll) {
    /** Whether another process of the service has said the same of what matters. */
    boolean agrees(Hello other) {
        return reads == other.reads && spendsAll == other.spendsAll;
    }
}
