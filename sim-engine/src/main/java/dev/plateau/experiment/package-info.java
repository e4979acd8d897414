/** From a study to merged statistics: blocks of tasks on all cores, stopping at the asked precision, saturation and comparisons. */
@NullMarked
package dev.plateau.experiment;

import org.jspecify.annotations.NullMarked;
