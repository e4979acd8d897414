/**
 * Study results as tables, pictures and a report, read from the immutable rows of {@code dev.plateau.result}; nothing here
 * simulates. The command line and notebooks depend on it, the engine never does. A new picture is a method of
 * {@code Figures}; a new table needs only its {@code Table} declaration and a line in {@code ResultTables}.
 */
@NullMarked
package dev.plateau.export;

import org.jspecify.annotations.NullMarked;
