/**
 * From what is promised to what to buy: searches fleets, policies and budgets for the cheapest that keeps a promise. It runs
 * studies and services of package experiment, and knows nothing of files.
 */
@NullMarked
package dev.plateau.plan;

import org.jspecify.annotations.NullMarked;
