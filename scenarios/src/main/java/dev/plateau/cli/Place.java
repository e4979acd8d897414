package dev.plateau.cli;

import dev.plateau.cluster.Cluster;
import dev.plateau.experiment.Archive;
import dev.plateau.experiment.Experiment;
import dev.plateau.experiment.Study;
import dev.plateau.scenario.Sweep;

/** Where studies are simulated. The results do not depend on it. */
interface Place extends AutoCloseable {
    /**
     * A study to be run there.
     *
     * @param sweep it was read from
     * @param point of the sweep
     * @param study at that point, with the options of the command line
     * @param archive keeps what its pieces show
     */
    Experiment experiment(Sweep sweep, int point, Study study, Archive archive);

    @Override
    void close();

    /** Threads of this process. */
    record Here(int threads) implements Place {
        @Override
        public Experiment experiment(Sweep sweep, int point, Study study, Archive archive) {
            return new Experiment(study, threads, archive);
        }

        @Override
        public void close() {
            // Threads end with each study.
        }
    }

    /** A cluster of Spark. */
    record Elsewhere(Cluster cluster) implements Place {
        @Override
        public Experiment experiment(Sweep sweep, int point, Study study, Archive archive) {
            return new Experiment(
                    study, archive, progress -> cluster.backend(sweep, point, study, progress.patience()));
        }

        @Override
        public void close() {
            cluster.close();
        }
    }
}
