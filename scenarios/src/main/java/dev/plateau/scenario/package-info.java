/**
 * The scenario format: files and the catalogue are read into studies here, and every mistake in them is reported with its
 * place. Only the command line and other front ends may depend on this package. A new key is added to {@link
 * dev.plateau.scenario.Key} and to the reader of its section; a new scenario is a file in {@code catalogue/} and a line
 * in {@link dev.plateau.scenario.Catalogue}.
 */
@NullMarked
package dev.plateau.scenario;

import org.jspecify.annotations.NullMarked;
