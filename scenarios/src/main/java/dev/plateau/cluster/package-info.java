/** Apache Spark as a backend: pieces of a study on the executors of a cluster. Nothing else of Plateau knows Spark. */
@NullMarked
package dev.plateau.cluster;

import org.jspecify.annotations.NullMarked;
