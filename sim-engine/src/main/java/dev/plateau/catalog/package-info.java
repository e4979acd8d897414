/** The only place that names implementations; finds policies from outside through {@link java.util.ServiceLoader}. */
@NullMarked
package dev.plateau.catalog;

import org.jspecify.annotations.NullMarked;
