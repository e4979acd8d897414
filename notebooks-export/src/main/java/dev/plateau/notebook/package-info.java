/**
 * Jupyter notebooks, over the results in a folder or from a script; nothing here simulates. A section of a notebook is a script
 * among the resources: its cells are shown if the tables that it names are there, and its numbers are facts that are read from
 * them. To add one, write the script and name it in {@code ResultNotebook}. The command line depends on this package.
 */
@NullMarked
package dev.plateau.notebook;

import org.jspecify.annotations.NullMarked;
