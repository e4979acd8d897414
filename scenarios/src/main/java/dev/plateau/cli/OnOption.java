package dev.plateau.cli;

import dev.plateau.cluster.Cluster;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option of the commands that can use other machines. */
final class OnOption {
    static final String NAME = "--on";
    private static final String HERE = "local";
    private static final String SUBMITTED = "spark";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = NAME,
            paramLabel = "PLACE",
            description =
                    "Where to simulate: local, this machine; spark://HOST:PORT, a cluster of Apache Spark; spark, that"
                            + " of spark-submit (docs/cluster.md). Default: ${DEFAULT-VALUE}. The results do not depend on it.")
    private String place = HERE;

    boolean isHere() {
        return place.equals(HERE);
    }

    /** Refuses what picocli takes and no run can do. */
    void check() {
        if (!isHere() && !place.equals(SUBMITTED) && !place.startsWith("spark://")) {
            throw usage("--on must be local, spark://HOST:PORT or spark (got '" + place + "')");
        }
        if (!isHere() && !hasSpark()) {
            throw usage(
                    "--on " + place + ": there is no Spark here. Set SPARK_HOME to an installation of Apache Spark 4,"
                            + " whose folder jars/ has it, and run by ./plateau (docs/cluster.md)");
        }
    }

    private static boolean hasSpark() {
        try {
            Class.forName(
                    "org.apache.spark.api.java.JavaSparkContext",
                    false,
                    Thread.currentThread().getContextClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /**
     * Where to simulate; connects to the cluster if there is one.
     *
     * @param threads of this process
     * @param plugins jars of policies from outside
     */
    Place place(int threads, List<Path> plugins) {
        return isHere() ? new Place.Here(threads) : new Place.Elsewhere(Cluster.connect(place, plugins));
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
