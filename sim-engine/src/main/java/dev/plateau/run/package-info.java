/** One task under one policy: joins model, policy and selection. Owned by one thread at a time. */
@NullMarked
package dev.plateau.run;

import org.jspecify.annotations.NullMarked;
