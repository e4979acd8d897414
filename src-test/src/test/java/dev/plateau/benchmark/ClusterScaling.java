package dev.plateau.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plateau.catalog.Policies;
import dev.plateau.experiment.BlockMeans;
import dev.plateau.experiment.BlockRunner;
import dev.plateau.experiment.Grouping;
import dev.plateau.experiment.Study;
import dev.plateau.kernel.EventType;
import dev.plateau.kernel.Kernel;
import dev.plateau.scenario.Catalogue;
import dev.plateau.store.ResultsFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a cluster brings: measured with one worker and with two from the event logs of Spark, and from these numbers simulated for
 * up to a thousand workers. {@code docs/scaling.sh} runs it.
 */
public final class ClusterScaling {
    private static final int WAVE = 32;
    private static final int TASKS_PER_CORE = 2;

    private ClusterScaling() {}

    /**
     * What an event log tells of a run.
     *
     * @param workers of one core each
     * @param pieces that they simulated
     * @param tasks of Spark
     * @param seconds from the first task's launch to the last one's end
     * @param working seconds that tasks simulated, of all workers together
     * @param between seconds from the end of a task to the launch of the next on its executor, and in it until it simulates
     */
    private record Measured(int workers, int pieces, int tasks, double seconds, double working, double between) {}

    /** Argument: a folder of runs of the default scenario, WORKERS-REPEAT each, with the event log of Spark beside the results. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Measured one = median(folder, 1);
        Measured two = median(folder, 2);
        double driver = driver("saturation");
        print("| workers | blocks | tasks of Spark | seconds | of these simulating | lost per block, ms | speed-up |");
        print("|---:|---:|---:|---:|---:|---:|---:|");
        measured(one, one);
        measured(two, one);
        double piece = one.working() / one.pieces();
        schedules(piece, one.between(), driver);
        schedules(1, one.between(), driver);
    }

    private static void schedules(double piece, double between, double driver) {
        print("");
        print(
                "%.3f s a block, %.1f ms between tasks, and %.2f ms of the driver for a block:",
                piece, 1e3 * between, 1e3 * driver);
        print("");
        print("| blocks | workers | seconds | speed-up | blocks in a task, mean | largest | simulated in vain |");
        print("|---:|---:|---:|---:|---:|---:|---:|");
        for (int blocks : new int[] {1024, 65_536, 1_048_576}) {
            for (int workers : new int[] {1, 2, 10, 100, 1000}) {
                new Schedule(blocks, workers, piece, between, driver).run();
            }
        }
    }

    /** The run whose seconds are the median. */
    private static Measured median(Path folder, int workers) throws IOException {
        List<Measured> runs = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path run : files.filter(file -> file.getFileName().toString().startsWith(workers + "-"))
                    .toList()) {
                runs.add(read(run, workers));
            }
        }
        runs.sort(Comparator.comparingDouble(Measured::seconds));
        System.err.println(workers + ": " + runs);
        return runs.get((runs.size() - 1) / 2);
    }

    /** Seconds in which what a block shows comes as bytes, is read, and is committed. */
    private static double driver(String scenario) throws Exception {
        Study study = new Catalogue(Policies.factories()).read(scenario).study();
        BlockMeans means = new BlockRunner(study, study.worlds().get(0)).run(0);
        Path folder = Files.createTempDirectory("driver");
        int half = 2000;
        long start = 0;
        try (ResultsFile file = ResultsFile.open(folder, new TreeMap<>(), false)) {
            for (int i = 0; i < 2 * half; i++) {
                if (i == half) {
                    start = System.nanoTime();
                }
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                    out.writeObject(means);
                }
                file.keep("block " + i, (BlockMeans)
                        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject());
            }
            double seconds = (System.nanoTime() - start) / 1e9 / half;
            file.discard();
            return seconds;
        } finally {
            Files.delete(folder);
        }
    }

    private static void measured(Measured run, Measured one) {
        double lost = run.workers() * run.seconds() - run.working();
        print(
                "| %d | %,d | %,d | %.1f | %.1f | %.2f | %.2f |",
                run.workers(),
                run.pieces(),
                run.tasks(),
                run.seconds(),
                run.working(),
                1e3 * lost / run.pieces(),
                one.seconds() / run.seconds());
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    private static Measured read(Path folder, int workers) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        int pieces = mapper.readTree(folder.resolve("out/run.json").toFile())
                .get("pieces")
                .get("simulated")
                .asInt();
        double first = Double.POSITIVE_INFINITY;
        double last = 0;
        double working = 0;
        int tasks = 0;
        try (Stream<Path> logs = Files.walk(folder)) {
            for (Path log : logs.filter(file -> file.getFileName().toString().startsWith("events_"))
                    .toList()) {
                for (String line : Files.readAllLines(log)) {
                    JsonNode event = mapper.readTree(line);
                    if (event.get("Event").asText().equals("SparkListenerTaskEnd")) {
                        JsonNode info = event.get("Task Info");
                        first = Math.min(first, info.get("Launch Time").asDouble() / 1e3);
                        last = Math.max(last, info.get("Finish Time").asDouble() / 1e3);
                        working += event.get("Task Metrics")
                                        .get("Executor Run Time")
                                        .asDouble()
                                / 1e3;
                        tasks++;
                    }
                }
            }
        }
        double between = Math.max(0, workers * (last - first) - working) / tasks;
        return new Measured(workers, pieces, tasks, last - first, working, between);
    }

    /** The schedule of a study of one world on workers of one core each, with the groups that Plateau makes. */
    private static final class Schedule {
        private final int needed;
        private final int workers;
        private final double piece;
        private final double between;
        private final double driver;
        private final Kernel kernel = new Kernel();
        private final EventType ended = kernel.eventType("a task has ended", this::end);
        private final EventType taken = kernel.eventType("the driver has taken its results", this::take);
        private final Grouping grouping = new Grouping();
        private final SplittableRandom random = new SplittableRandom(1);
        /** Sizes of tasks that were sent and wait for a core. */
        private final Deque<Integer> sent = new ArrayDeque<>();
        /** By task. */
        private final List<Integer> sizes = new ArrayList<>();

        private final List<Double> durations = new ArrayList<>();
        private int asked;
        private int waiting;
        private int done;
        private int idle;
        private int outstanding;
        private int largest;
        private double driverFree;
        private double finished = -1;

        Schedule(int needed, int workers, double piece, double between, double driver) {
            this.needed = needed;
            this.workers = workers;
            this.idle = workers;
            this.piece = piece;
            this.between = between;
            this.driver = driver;
        }

        void run() {
            send();
            kernel.runUntil(() -> finished >= 0);
            print(
                    "| %,d | %,d | %,.1f | %,.1f | %.1f | %d | %,d |",
                    needed,
                    workers,
                    finished,
                    needed * piece / finished,
                    (double) asked / sizes.size(),
                    largest,
                    asked - waiting - needed);
        }

        /** As WorldRun asks, what is needed being known from the first wave on; as SparkBackend sends. */
        private void send() {
            int known = done >= WAVE ? needed : WAVE;
            int ahead = done + Math.max(WAVE, Math.max(TASKS_PER_CORE * workers, grouping.depth(workers)));
            while (asked < ahead && (asked < known || asked - done < workers)) {
                asked++;
                waiting++;
            }
            while (waiting > 0 && outstanding < TASKS_PER_CORE * workers) {
                int size = Math.min(waiting, grouping.size(waiting, workers));
                waiting -= size;
                outstanding++;
                largest = Math.max(largest, size);
                sent.add(size);
            }
            while (idle > 0 && !sent.isEmpty()) {
                idle--;
                launch(sent.remove());
            }
        }

        /** Blocks differ by a tenth. */
        private void launch(int size) {
            double seconds = 0;
            for (int i = 0; i < size; i++) {
                seconds += piece * (0.9 + 0.2 * random.nextDouble());
            }
            sizes.add(size);
            durations.add(seconds);
            kernel.after(between + seconds, ended, sizes.size() - 1L);
        }

        private void end(long task) {
            idle++;
            driverFree = Math.max(driverFree, kernel.now()) + driver * sizes.get((int) task);
            kernel.at(driverFree, taken, task);
            send();
        }

        private void take(long task) {
            int size = sizes.get((int) task);
            grouping.measured(size, durations.get((int) task));
            done += size;
            outstanding--;
            if (done >= needed && finished < 0) {
                finished = kernel.now();
            }
            send();
        }
    }
}
