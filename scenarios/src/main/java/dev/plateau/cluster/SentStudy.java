package dev.plateau.cluster;

import dev.plateau.catalog.Policies;
import dev.plateau.experiment.Backend;
import dev.plateau.experiment.LocalBackend;
import dev.plateau.experiment.Piece;
import dev.plateau.experiment.Simulator;
import dev.plateau.experiment.Study;
import dev.plateau.run.Jobs;
import dev.plateau.scenario.Catalogue;
import dev.plateau.scenario.ScenarioException;
import dev.plateau.scenario.Sweep;
import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A study as it is sent to executors: the text that it was read from, from which each reads it again, once. Policies are
 * functions, which cannot be sent.
 */
final class SentStudy implements Serializable {
    @Serial
    private static final long serialVersionUID = 1;

    private final Build build;
    private final String name;
    private final String file;
    private final String text;
    private final HashMap<String, String> inputs;
    private final int point;
    private final long seed;
    private final double precision;
    private final @Nullable Duration patience;

    @SuppressWarnings("serial") // made where it is used
    private transient @Nullable Ready ready;

    /** The study of this process, and who simulates its pieces. */
    private interface Ready {
        <R extends Serializable> R show(Piece<R> piece);
    }

    /**
     * A study to be sent.
     *
     * @param sweep it was read from
     * @param point of the sweep
     * @param study at that point, with the options of the command line applied
     * @param patience time that a decision of a policy may take; empty if policies are trusted
     */
    SentStudy(Sweep sweep, int point, Study study, Optional<Duration> patience) {
        this.build = Build.here();
        this.name = sweep.name();
        this.file = sweep.file();
        this.text = sweep.text();
        this.inputs = new HashMap<>(sweep.inputs());
        this.point = point;
        this.seed = study.seed();
        this.precision = study.precision();
        this.patience = patience.orElse(null);
    }

    /** Simulates a piece in this process. */
    <R extends Serializable> R show(Piece<R> piece) {
        return ready().show(piece);
    }

    private synchronized Ready ready() {
        if (ready == null) {
            ready = make();
        }
        return ready;
    }

    private Ready make() {
        Build here = Build.here();
        if (!here.equals(build)) {
            throw ClusterException.unusable(
                    "the workers have another Plateau in their class path: " + here.version() + " with checksum "
                            + here.checksum() + ", but this is " + build.version() + " with checksum "
                            + build.checksum()
                            + ". Take it out of Spark's jars: a run sends its own",
                    null);
        }
        Study study;
        try {
            study = new Catalogue(Policies.factories(Thread.currentThread().getContextClassLoader()))
                    .read(name, file, text, inputs, point)
                    .study()
                    .withSeed(seed)
                    .withPrecision(precision);
        } catch (ScenarioException e) {
            throw ClusterException.unusable("the workers cannot read the scenario: " + e.getMessage(), e);
        }
        int threads = Runtime.getRuntime().availableProcessors();
        if (patience == null) {
            Simulator simulator = new Simulator(study, threads);
            return new Ready() {
                @Override
                public <R extends Serializable> R show(Piece<R> piece) {
                    return piece.simulate(simulator);
                }
            };
        }
        Backend watched = new LocalBackend(study, threads, Optional.of(patience));
        return new Ready() {
            @Override
            public <R extends Serializable> R show(Piece<R> piece) {
                return Jobs.result(watched.submit(piece));
            }
        };
    }
}
