/**
 * The command line: reads scenarios, runs studies and writes what they found. Nothing may depend on this package. A new
 * command is a class named in {@link dev.plateau.cli.PlateauCommand}.
 */
@NullMarked
package dev.plateau.cli;

import org.jspecify.annotations.NullMarked;
