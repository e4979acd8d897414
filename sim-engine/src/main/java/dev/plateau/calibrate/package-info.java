/** Parameters from observations (MODEL section 13). Depends on all above, the experiments excepted. */
@NullMarked
package dev.plateau.calibrate;

import org.jspecify.annotations.NullMarked;
