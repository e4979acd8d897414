/**
 * Policies of other languages: programs that are asked a line of JSON over their standard input and answer one over their
 * standard output. docs/your-own-policy.md has the protocol.
 */
@NullMarked
package dev.plateau.service;

import org.jspecify.annotations.NullMarked;
