package dev.plateau.cluster;

import dev.plateau.experiment.Backend;
import dev.plateau.experiment.Study;
import dev.plateau.scenario.Sweep;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a cluster of Spark, on which several studies can be simulated. This process is its driver. Settings of Spark
 * are system properties that begin with {@code spark.}, as spark-submit sets them too.
 */
public final class Cluster implements AutoCloseable {
    private static final Pattern MASTERS = Pattern.compile("spark://([^/,:]+:\\d{1,5}(?:,[^/,:]+:\\d{1,5})*)");
    private static final String PATIENCE = "spark.plateau.patience";
    private static final int CONNECT_MS = 5000;
    /** Nothing else keeps Spark so long from starting. */
    private static final Duration UNANSWERED = Duration.ofSeconds(50);

    private static final int LOOK_MS = 20;
    private static final int MORE_MS = 500;
    /** Large, and of no use on executors, which neither store nor draw anything. */
    private static final List<String> ONLY_HERE = List.of("sqlite-jdbc", "fastutil", "tablesaw", "xchart");

    private final JavaSparkContext context;
    /** Cores by executor. */
    private final Map<String, Integer> executors = new ConcurrentHashMap<>();

    private Cluster(JavaSparkContext context) {
        this.context = context;
        context.sc().addSparkListener(new SparkListener() {
            @Override
            public void onExecutorAdded(SparkListenerExecutorAdded added) {
                executors.put(added.executorId(), added.executorInfo().totalCores());
            }

            @Override
            public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
                executors.remove(removed.executorId());
            }
        });
    }

    /**
     * Connects to a cluster.
     *
     * @param master {@code spark://host:port}, or {@code spark} for the master that spark-submit was given
     * @param plugins jars of policies from outside, which executors are to have too
     * @throws ClusterException if it cannot be reached
     */
    public static Cluster connect(String master, List<Path> plugins) {
        SparkConf conf = new SparkConf();
        conf.setAppName("plateau");
        if (!master.equals("spark")) {
            conf.setMaster(master);
            reach(master, conf);
        } else if (!conf.contains("spark.master")) {
            throw ClusterException.unusable(
                    "--on spark takes the master that spark-submit was given; without spark-submit give"
                            + " --on spark://HOST:PORT",
                    null);
        }
        conf.set("spark.jars", String.join(",", jars(plugins, conf.get("spark.jars", ""))));
        conf.setIfMissing("spark.ui.enabled", "false");
        conf.setIfMissing("spark.ui.showConsoleProgress", "false");
        conf.setIfMissing("spark.log.level", "OFF");
        // A machine that hangs is not waited for at the end.
        conf.setIfMissing("spark.cleaner.referenceTracking.blocking", "false");
        // Without it Spark does not look at jobs of one task, and most have one. It counts only with spark.speculation.
        conf.setIfMissing("spark.speculation.task.duration.threshold", "30s");
        long begin = System.nanoTime();
        try {
            Cluster cluster = new Cluster(new JavaSparkContext(conf));
            cluster.await();
            return cluster;
        } catch (ClusterException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            // Spark gives a master up after a minute, and stops while it starts: what fails then is a matter of chance.
            throw System.nanoTime() - begin > UNANSWERED.toNanos()
                    ? noMaster(conf.get("spark.master"), e)
                    : ClusterException.unusable(
                            "cannot use " + conf.get("spark.master") + ": " + reason(e)
                                    + ". Maybe its Spark is not the version of SPARK_HOME",
                            e);
        }
    }

    private static ClusterException noMaster(String place, @Nullable Throwable cause) {
        return ClusterException.unusable(
                "cannot use " + place + ": no master answers there, of the version of SPARK_HOME", cause);
    }

    /** Waits for the first executors, and until no more come. */
    private void await() {
        long start = System.nanoTime();
        int before = -1;
        try {
            while (cores() == 0 || cores() != before) {
                before = cores();
                if (context.sc().isStopped()) {
                    throw noMaster(context.master(), null);
                }
                if (before == 0 && System.nanoTime() - start > patience().toNanos()) {
                    close();
                    throw ClusterException.unusable(noExecutors(), null);
                }
                TimeUnit.MILLISECONDS.sleep(before == 0 ? LOOK_MS : MORE_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How long to go on without any executor. */
    Duration patience() {
        return Duration.ofSeconds(context.getConf().getTimeAsSeconds(PATIENCE, "60s"));
    }

    /** Says that there has been none for so long. */
    String noExecutors() {
        return "no executors on " + context.master() + " for " + patience().toSeconds()
                + " s: are there workers with free cores and memory, and can they reach this machine?";
    }

    /** Spark would try for a minute. A driver beside its master need not be seen by others. */
    private static void reach(String master, SparkConf conf) {
        Matcher matcher = MASTERS.matcher(master);
        if (!matcher.matches()) {
            throw ClusterException.unusable("--on '" + master + "' must be spark://HOST:PORT", null);
        }
        IOException failure = new IOException("no master");
        for (String place : matcher.group(1).split(",", -1)) {
            int colon = place.indexOf(':');
            try (Socket socket = new Socket()) {
                InetAddress host = InetAddress.getByName(place.substring(0, colon));
                int port = Integer.parseInt(place.substring(colon + 1));
                if (port > 0xFFFF) {
                    throw new IOException("there is no port " + port);
                }
                socket.connect(new InetSocketAddress(host, port), CONNECT_MS);
                if (host.isLoopbackAddress()) {
                    conf.setIfMissing("spark.driver.host", host.getHostAddress());
                    conf.setIfMissing("spark.driver.bindAddress", host.getHostAddress());
                }
                return;
            } catch (IOException e) {
                failure = e;
            }
        }
        String why = failure instanceof UnknownHostException ? "no such host" : String.valueOf(failure.getMessage());
        throw ClusterException.unusable("cannot reach " + master + ": " + why, failure);
    }

    private static List<String> jars(List<Path> plugins, String given) {
        List<String> jars = new ArrayList<>(given.isEmpty() ? List.of() : List.of(given.split(",")));
        try {
            Path own = Build.jar(Cluster.class);
            Path libraries = own.resolveSibling("lib");
            if (!Files.isRegularFile(own) || !Files.isDirectory(libraries)) {
                throw new IOException("no jar with lib/ beside it: " + own);
            }
            jars.add(own.toUri().toString());
            try (Stream<Path> files = Files.list(libraries)) {
                files.filter(file -> ONLY_HERE.stream()
                                .noneMatch(name -> file.getFileName().toString().startsWith(name)))
                        .sorted()
                        .forEach(file -> jars.add(file.toUri().toString()));
            }
        } catch (IOException e) {
            throw ClusterException.unusable("there is nothing to send to a cluster (" + e.getMessage() + ")", e);
        }
        plugins.forEach(jar -> jars.add(jar.toUri().toString()));
        return jars.stream().distinct().toList();
    }

    /** What Spark says, in one line. */
    static String reason(Throwable failure) {
        String said = String.valueOf(failure.getMessage());
        String line = said.lines().findFirst().orElse("").replaceAll("\\s*\\p{Cntrl}\\s*", " ");
        return line.isBlank() || line.equals("null") ? failure.getClass().getSimpleName() : line;
    }

    /**
     * A backend for a study.
     *
     * @param sweep it was read from
     * @param point of the sweep
     * @param study at that point, with the options of the command line applied
     * @param patience time that a decision of a policy may take; empty if policies are trusted
     */
    public Backend backend(Sweep sweep, int point, Study study, Optional<Duration> patience) {
        return new SparkBackend(this, context, new SentStudy(sweep, point, study, patience));
    }

    /** Cores of all executors. */
    int cores() {
        return executors.values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * Ends the connection, the last thing that the process does but for its own messages. Of a machine that hangs Spark's threads
     * would tell by stack traces while they end, whatever Spark is told to log, so {@link System#err} is silent from here on.
     */
    @Override
    public void close() {
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        context.close();
    }
}
